"""Interactions: their tokens, how long those are good for, and what the app answered.

/developers/interactions/receiving-and-responding.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.fakes.discord.state import Channel, Guild, Message, User
from tests.fakes.discord.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Answer(IntEnum):
    """Types of interaction callbacks."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """What was sent to the app, and what came back."""

    id: str
    token: str
    kind: Kind
    user: User
    channel: Channel
    guild: Guild | None
    payload: Json
    sent: float  #: monotonic
    message: Message | None = None  #: the one that its component stands in
    heard: int = 0  #: sessions that got it
    out: asyncio.Event = field(default_factory=asyncio.Event)  #: it was sent
    answer: Answer | None = None
    answered: float | None = None  #: monotonic
    data: Json = field(default_factory=dict)  #: of the answer
    original: Message | None = None
    messages: dict[str, Message] = field(default_factory=dict)  #: made with the token, by id
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered_in(self) -> float | None:
        """Seconds from when it was sent to when its answer was taken."""
        return None if self.answered is None else self.answered - self.sent


class Interactions:
    """Every interaction since the start, by id."""

    def __init__(self, discord: "FakeDiscord") -> None:
        self._discord = discord
        self._by_token: dict[str, Interaction] = {}
        self._held: list[Interaction] | None = None
        self.all: dict[str, Interaction] = {}

    def send(
        self,
        kind: Kind,
        user: User,
        channel: Channel,
        payload: Json,
        message: Message | None = None,
    ) -> Interaction:
        """To the app; `payload` without what every interaction has."""
        discord = self._discord
        made = Interaction(
            discord.snowflakes.new(discord.clock.now()),
            f"aW50ZXJhY3Rpb246{secrets.token_urlsafe(64)}",
            kind,
            user,
            channel,
            discord.guilds.get(channel.guild or ""),
            payload,
            discord.clock.monotonic(),
            message,
        )
        payload |= {"id": made.id, "token": made.token, "type": int(kind), "version": 1}
        self.all[made.id] = made
        self._by_token[made.token] = made
        if self._held is not None:
            self._held.append(made)
        else:
            self._out(made)
        return made

    def _out(self, made: Interaction) -> None:
        gateway, guild = self._discord.gateway, made.channel.guild
        made.heard = gateway.dispatch("INTERACTION_CREATE", made.payload, guild)
        made.out.set()

    @property
    def held(self) -> int:
        return len(self._held or ())

    def hold(self) -> None:
        """Keep what is to be sent, until `release`."""
        self._held = []

    async def release(self) -> None:
        """Send what was held, in order."""
        held, self._held = self._held or [], None
        for made in held:
            made.sent = self._discord.clock.monotonic()
            self._out(made)
            await asyncio.sleep(0)  # else all would leave when the last is written

    async def settled(self, interaction: Interaction) -> bool:
        """Whether it was answered in time; where no session heard it, it never is."""
        await interaction.out.wait()
        if not interaction.heard:
            return False
        now = self._discord.clock.monotonic()
        left = interaction.sent + self._discord.settings.answer_seconds - now
        try:
            await asyncio.wait_for(interaction.done.wait(), max(left, 0.0))
        except TimeoutError:
            return False
        return True

    # -- the app comes back to it

    def to_answer(self, identity: str, token: str) -> Interaction:
        """An interaction that still waits for its answer."""
        found = self.all.get(identity)
        if found is None or found.token != token:
            raise Refused.because(10062)
        if found.answer is not None:
            raise Refused.because(40060)
        waited = self._discord.clock.monotonic() - found.sent
        if waited > self._discord.settings.answer_seconds:
            raise Refused.because(10062)
        return found

    def to_follow(self, application: str, token: str) -> Interaction:
        """An interaction that was answered, while its token is good: else 404 in its 15 minutes
        and 401 after (issue 6851 of discord/discord-api-docs)."""
        found = self._by_token.get(token)
        if application != self._discord.app.id or found is None:
            raise Refused.because(10015)
        if self._discord.clock.monotonic() - found.sent > self._discord.settings.token_seconds:
            raise Refused.because(50027)
        if found.answer is None:
            raise Refused.because(10015)
        return found
