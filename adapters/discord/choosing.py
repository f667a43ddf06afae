"""Somebody in several servers writes directly: they are asked which is meant, and what they wrote
goes on from there. What is pressed on a card is never asked about: a card is of its own server.

What waits for it is kept here and nowhere else, for as long as they are taken to mean that server.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import discord

from adapters.discord.acting import Acting, Coming
from adapters.discord.components import Component, button, row
from adapters.discord.custom_ids import Chosen
from adapters.discord.limits import BUTTONS_IN_ROW
from adapters.discord.reading import FileAt, account_in
from adapters.discord.replying import Reply
from adapters.discord.servers import MEANT_FOR
from bot.events import CommandGiven, FileSent, TextTyped
from bot.ports import Clock

#: questions that wait, at most; the oldest go first
MOST = 2_000
#: servers that are offered: as many buttons as a message has room for in rows
OFFERED = 25

Written = CommandGiven | TextTyped | FileSent


@dataclass(frozen=True, slots=True)
class _Waiting:
    event: Written = field(repr=False)
    file: FileAt | None
    until: float  #: monotonic seconds


class Choosing:
    def __init__(self, acting: Acting, clock: Clock) -> None:
        self._acting = acting
        self._clock = clock
        self._waiting: OrderedDict[str, _Waiting] = OrderedDict()

    def asked(
        self, event: Written, guilds: Sequence[str], file: FileAt | None = None
    ) -> list[Component]:
        """The buttons under the question, a server each; the event waits until one is pressed."""
        now = self._clock.monotonic()
        self._waiting[event.id] = _Waiting(event, file, now + MEANT_FOR)
        while len(self._waiting) > MOST or next(iter(self._waiting.values())).until <= now:
            self._waiting.popitem(last=False)
        buttons = [self._button(guild, event.id) for guild in guilds[:OFFERED]]
        starts = range(0, len(buttons), BUTTONS_IN_ROW)
        return [row(*buttons[start : start + BUTTONS_IN_ROW]) for start in starts]

    async def chosen(self, reply: Reply, what: Chosen) -> None:
        """It is meant from here on, for a while. What they wrote is handled as if it had been
        written there; pressed once more, or after a restart, nothing waits any more."""
        acting, user = self._acting, reply.interaction.user
        acting.servers.mean(user.id, what.guild)
        waiting = self._waiting.get(what.asked)
        if waiting is None or waiting.event.account.user != str(user.id) or reply.copy:
            await acting.tell(reply, "discord-meant")
            return
        del self._waiting[what.asked]
        account = account_in(what.guild, user.id)
        event = replace(waiting.event, id=str(reply.interaction.id), account=account)
        coming: Coming | None = None
        if isinstance(event, FileSent) and waiting.file is not None:
            coming = acting.with_file(event, waiting.file)
        await acting.act(reply, event, coming, beside=True)

    def _button(self, guild: str, asked: str) -> Component:
        name = self._acting.calls.name_of(guild)
        return button(name, str(Chosen(guild, asked)), discord.ButtonStyle.secondary)
