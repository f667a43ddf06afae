"""What somebody did goes to the core, and its answer before them.

Discord waits three seconds for an answer to a press, a command or a form. It leaves after the
commit where that comes within two, else it is deferred; then comes the answer, or an apology.
"""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import discord

from adapters.discord.calls import Calls
from adapters.discord.components import Component, TooMuch, drawn
from adapters.discord.drafts import Draft, Drafts
from adapters.discord.reading import FileAt
from adapters.discord.replying import Reply
from adapters.discord.servers import Servers
from adapters.discord.showing import Showing
from bot.adapter_registration import Surroundings
from bot.events import AnswerLost, Event, FileSent, FormSubmitted, SentFile
from bot.fetching import Fetching
from bot.messages import Answer
from bot.own_words import Words
from bot.ports import Intake, PlatformError

log = logging.getLogger(__name__)

#: seconds that the commit has before the answer is deferred
PATIENCE = 2.0

Member = discord.Member | discord.User
#: an event that is whole only once something was had from Discord
Coming = Coroutine[Any, Any, Event]


@dataclass(slots=True)
class Acting:
    calls: Calls
    servers: Servers
    drafts: Drafts
    showing: Showing
    words: Words
    surroundings: Surroundings
    intake: Intake
    _fetching: Fetching = field(init=False)

    def __post_init__(self) -> None:
        self._fetching = Fetching(self.calls.download)

    async def act(
        self,
        reply: Reply,
        event: Event,
        coming: Coming | None = None,
        draft: Draft | None = None,
        *,
        beside: bool = False,
    ) -> None:
        """1. The core, for two seconds. 2. Where it takes longer, that it does. 3. The answer.
        `draft`: what was sent in, which is kept until it is with the core. `beside`: what was
        pressed is no card of theirs, and nothing is redrawn in its place."""
        user = reply.interaction.user
        handling = asyncio.ensure_future(self.tried(event, user, coming))
        done, _ = await asyncio.wait({handling}, timeout=PATIENCE)
        if not done and not reply.copy:
            try:
                await reply.defer()
            except PlatformError as error:
                log.warning("an answer could not be deferred: %s", type(error).__name__)
        answer = await handling
        if answer is None and draft is not None:
            draft.sent = False
            shown = await self.showing.send_again(reply, draft, self.surroundings.apology(event))
        else:
            if draft is not None:
                await self.drafts.done(draft)
            whole = answer or self.apology(event)
            if beside:
                whole = replace(whole, redraw=None, aside=whole.aside or whole.redraw)
            shown = await self.showing.answer(reply, event.account, whole)
        if not shown:
            await self._lost(reply, event, taken=answer is not None)

    async def _lost(self, reply: Reply, event: Event, *, taken: bool) -> None:
        """They hear of it by a message. Where the core cannot be asked for that either, whoever did
        it in the direct messages reads the apology there, which is true of what was not taken."""
        interaction = reply.interaction
        in_chat = interaction.guild_id is None
        lost = AnswerLost(f"{event.id}-lost", event.account, in_chat=in_chat, taken=taken)
        answer = await self.tried(lost, interaction.user)
        if answer is None and not taken:
            answer = self.apology(event)
        said = answer.aside if answer is not None else None
        if said is None or not in_chat or interaction.channel_id is None:
            return
        try:
            made = drawn(said, event.account.workspace)
            await self.calls.say(interaction.channel_id, made, f"{event.id}-lost")
        except (PlatformError, TooMuch) as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    def apology(self, event: Event) -> Answer:
        return Answer(aside=self.surroundings.apology(event))

    async def tried(
        self, event: Event, member: Member, coming: Coming | None = None
    ) -> Answer | None:
        """None: it could not be handled; whoever waits is told, with the lines. Never raises."""
        try:
            whole = event if coming is None else await coming
            may = await self.servers.may_coordinate(whole.account, member)
            return await self.intake(replace(whole, may_coordinate=may))
        except Exception as failure:  # whatever it was
            log.warning("an event was not handled: %s", type(failure).__name__)
            return None

    async def with_files(self, event: FormSubmitted, files: Mapping[str, FileAt]) -> Event:
        fetched = {name: await self._fetched(at) for name, at in files.items()}
        return replace(event, files=fetched)

    async def with_file(self, event: FileSent, at: FileAt) -> Event:
        return replace(event, file=await self._fetched(at))

    async def tell(self, reply: Reply, text: str, *more: Component) -> None:
        """The adapter's own words, seen by whoever acted alone."""
        if reply.copy:
            return
        try:
            await reply.whisper(drawn(self.words.message(text), "", *more))
        except PlatformError as error:
            log.warning("an answer was not shown: %s", type(error).__name__)

    async def _fetched(self, at: FileAt) -> SentFile:
        return await self._fetching.file(at.name, at.url, at.size)
