"""One answer to what somebody did, in Discord's terms: the first within three seconds, what
follows it within a quarter of an hour, by the interaction's token.
"""

import logging
from typing import Any, TypeAlias

import discord
from discord import ui

from adapters.discord.calls import EVERYTHING
from adapters.discord.components import Drawn
from adapters.discord.errors import Group, code_of, group_of, told
from bot.ports import PlatformError

log = logging.getLogger(__name__)

Interaction: TypeAlias = discord.Interaction[Any]


class Reply:
    """To one interaction; says what was acted on, and what may be answered still."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction
        self._thinking = False

    @property
    def on_card(self) -> bool:
        """On a message of the direct messages, which stays."""
        return self.interaction.message is not None and not self.on_aside

    @property
    def on_aside(self) -> bool:
        message = self.interaction.message
        return message is not None and message.flags.ephemeral

    @property
    def may_open(self) -> bool:
        """A modal is the first answer or none, and does not follow on a modal."""
        return not self.submitted and not self.answered

    @property
    def submitted(self) -> bool:
        return self.interaction.type is discord.InteractionType.modal_submit

    @property
    def answered(self) -> bool:
        return self.interaction.response.is_done()

    async def defer(self) -> None:
        """The answer takes its time. On a message nothing changes; elsewhere "thinking" stands."""
        self._thinking = self.interaction.message is None
        with _told():
            await self.interaction.response.defer(ephemeral=True, thinking=self._thinking)

    async def open(self, modal: ui.Modal) -> None:
        with _told():
            await self.interaction.response.send_modal(modal)

    async def redraw(self, drawn: Drawn) -> None:
        """In place of the message that was acted on."""
        with _told():
            if self.answered:
                await self.interaction.edit_original_response(
                    view=drawn.view, attachments=drawn.files
                )
            else:
                await self.interaction.response.edit_message(
                    view=drawn.view, attachments=drawn.files
                )

    async def whisper(self, drawn: Drawn) -> None:
        """Seen by this person alone, and kept by nobody."""
        with _told():
            if not self.answered:
                await self.interaction.response.send_message(
                    view=drawn.view, files=drawn.files, ephemeral=True
                )
            elif self._thinking:
                self._thinking = False
                await self.interaction.edit_original_response(
                    view=drawn.view, attachments=drawn.files
                )
            else:
                await self.interaction.followup.send(
                    view=drawn.view, files=drawn.files, ephemeral=True
                )


def answered_before(error: PlatformError) -> bool:
    """By an attempt whose reply was lost, or by another copy of the same event."""
    return group_of(code_of(error.__cause__), 0) is Group.ANSWERED


def _told() -> Any:
    return told(EVERYTHING)
