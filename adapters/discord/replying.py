"""One answer to what somebody did, in Discord's terms: the first within three seconds, what
follows it within a quarter of an hour, by the interaction's token.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands, ui

from adapters.discord.calls import EVERYTHING, LOST
from adapters.discord.components import Drawn
from adapters.discord.errors import Group, code_of, group_of, told
from bot.insisting import insisted
from bot.ports import PlatformError

Interaction: TypeAlias = discord.Interaction[Any]


class Reply:
    """To one interaction; says what was acted on, and what may be answered still. A copy of one
    that came before is handled like it, and answered no more: the first was. `number` is its
    place in the order in which people did things (`bot/order.py`)."""

    def __init__(self, interaction: Interaction, number: int, *, copy: bool = False) -> None:
        self.interaction = interaction
        self.number = number
        self.copy = copy
        self._thinking = False
        self._tried = False
        self._answered_before = False

    @property
    def on_card(self) -> bool:
        """On a message of the direct messages, which stays."""
        return self.interaction.message is not None and not self.on_aside

    @property
    def on_aside(self) -> bool:
        message = self.interaction.message
        return message is not None and message.flags.ephemeral

    @property
    def at(self) -> str:
        """The message that was acted on; "" where it was none."""
        message = self.interaction.message
        return "" if message is None else f"{message.channel.id}:{message.id}"

    @property
    def submitted(self) -> bool:
        return self.interaction.type is discord.InteractionType.modal_submit

    @property
    def may_open(self) -> bool:
        """A modal is the first answer or none, and does not follow on a modal."""
        return not self.submitted and not self.answered

    @property
    def answered(self) -> bool:
        return self._answered_before or self.interaction.response.is_done()

    async def defer(self) -> None:
        """The answer takes its time. On a message nothing changes; elsewhere "thinking" stands."""
        self._thinking = thinking = self.interaction.message is None
        defer = self.interaction.response.defer
        await self._first(lambda: defer(ephemeral=True, thinking=thinking))

    async def open(self, modal: ui.Modal) -> bool:
        """Whether it stands before them: else something else was the first answer."""
        return await self._first(lambda: self.interaction.response.send_modal(modal))

    async def suggest(self, choices: Sequence[app_commands.Choice[str]]) -> None:
        """While they type: the only answer that there is to that."""
        await self._first(lambda: self.interaction.response.autocomplete(choices))

    async def redraw(self, drawn: Drawn) -> None:
        """In place of the message that was acted on."""
        edit = self.interaction.response.edit_message
        if not self.answered and await self._first(
            lambda: edit(view=drawn.view, attachments=drawn.files)
        ):
            return
        await self._following(lambda: self._in_place_of_it(drawn))

    async def whisper(self, drawn: Drawn) -> None:
        """Seen by this person alone, and kept by nobody."""
        send = self.interaction.response.send_message
        if not self.answered and await self._first(
            lambda: send(view=drawn.view, files=drawn.files, ephemeral=True)
        ):
            return
        if self._thinking:
            self._thinking = False
            await self._following(lambda: self._in_place_of_it(drawn))
        else:
            follow = self.interaction.followup.send
            await self._following(
                lambda: follow(view=drawn.view, files=drawn.files, ephemeral=True)
            )

    async def _in_place_of_it(self, drawn: Drawn) -> None:
        await self.interaction.edit_original_response(view=drawn.view, attachments=drawn.files)

    async def _following(self, call: Callable[[], Awaitable[object]]) -> None:
        """What follows on the first answer; made again where it was lost. Discord has no nonce for
        it: it may stand there twice, before this person alone, and not at all would be worse.
        Raises PlatformError."""

        async def made() -> None:
            with told(EVERYTHING):
                await call()

        await insisted(made, lost=LOST)

    async def _first(self, call: Callable[[], Awaitable[object]]) -> bool:
        """The first answer; once more where its own reply was lost, for Discord takes one only.
        Whether it is this: where Discord says that it was answered, an attempt of this did, ours
        or the library's, unless something else was tried before. Raises PlatformError."""
        before, self._tried = self._tried, True
        for again in (True, False):
            try:
                with told(EVERYTHING):
                    await call()
            except LOST:
                if not again:
                    raise
            except PlatformError as error:
                if group_of(code_of(error.__cause__), 0) is not Group.ANSWERED:
                    raise
                self._answered_before = True
                return not before
            else:
                return True
        raise AssertionError("it was answered, or raised")
