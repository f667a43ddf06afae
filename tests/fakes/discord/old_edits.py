"""Edits of messages older than an hour, of which there may be too many (30046)."""

from typing import TYPE_CHECKING

from tests.fakes.discord.state import Channel, Message
from tests.fakes.discord.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

OLD = 3600.0
WINDOW = 20.0


class OldEdits:
    """By channel; how many are borne is `settings.old_edits`."""

    def __init__(self, discord: "FakeDiscord") -> None:
        self._discord = discord
        self._at: dict[str, list[float]] = {}

    def take(self, channel: Channel, message: Message) -> None:
        most, now = self._discord.settings.old_edits, self._discord.clock.now()
        if most is None or now - message.created < OLD:
            return
        recent = [at for at in self._at.get(channel.id, ()) if now - at < WINDOW]
        if len(recent) >= most:
            left = round(WINDOW - (now - recent[0]), 3)
            raise Refused.because(30046, retry_after=left, **{"global": False})
        self._at[channel.id] = [*recent, now]
