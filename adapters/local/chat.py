"""What the chat holds: what the bot posted to each person, what they wrote and sent to it, and what
people wrote to each other.

Asides and forms are not here: they live in the window that caused them, and nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.messages import Message


@dataclass(frozen=True, slots=True)
class Posted:
    """A message of the bot's in a person's direct messages. `key` is its idempotency key."""

    handle: str
    user: str
    at: datetime
    key: str
    message: Message
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person typed."""

    handle: str
    user: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that a person sent; the chat keeps its name and size in bytes, not what is in it."""

    handle: str
    user: str
    at: datetime
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words from one person (`user`) to another, in a conversation of their own. The bot has no
    part in it and is told nothing of it."""

    handle: str
    user: str
    to: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    handle: str
    message: Message


@dataclass(frozen=True, slots=True)
class Deleted:
    """`key` is the deleted message's: sent again under it, it stays deleted."""

    handle: str
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """The clock showed this instant; where the next start goes on from."""

    at: datetime


Entry = Posted | Said | Shared
Change = Posted | Said | Shared | Wrote | Edited | Deleted | Told


class NoSuchMessage(LookupError):
    """There is no message of that handle in this person's chat (any more)."""


class Chat:
    """Every person's channel, in order. Nothing is kept here that `changes` does not give back."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._channels: dict[str, dict[str, Entry]] = {}
        self._talks: dict[str, dict[str, list[Wrote]]] = {}  # by both users
        self._users: dict[str, str] = {}  # by handle
        self._handles: dict[str, str] = {}  # by key, of deleted messages too
        self._deleted: dict[str, Deleted] = {}
        self._told: datetime | None = None
        self._last = 0
        for change in changes:
            self.apply(change)

    def new_handle(self) -> str:
        """The next message's; handles count up and are never used again."""
        return f"m{self._last + 1}"

    def apply(self, change: Change) -> None:
        """Make it so. Raises NoSuchMessage for an edit of what is not there."""
        match change:
            case Posted() | Said() | Shared():
                self._add(change)
            case Wrote(handle, one, other, at):
                self._remember(handle)
                self._talk(one, other).append(change)
                self._tell(at)
            case Edited(handle, message):
                posted = self._posted(handle)
                changed = replace(posted, message=message, edited=True)
                self._channels[posted.user][handle] = changed
            case Deleted(handle, key):
                self._remember(handle)
                user = self._users.pop(handle, None)
                if user is not None:
                    del self._channels[user][handle]
                if key:
                    self._handles[key] = handle
                self._deleted[handle] = change
            case Told(at):
                self._tell(at)

    def channel(self, user: str) -> tuple[Entry, ...]:
        return tuple(self._channels.get(user, {}).values())

    def talks(self, user: str) -> Mapping[str, Sequence[Wrote]]:
        """This person's conversations, by who the other is."""
        return self._talks.get(user, {})

    def find(self, key: str) -> str | None:
        """The handle of the message that was posted under this key, deleted since or not."""
        return self._handles.get(key)

    def of(self, user: str, handle: str) -> Posted:
        """The bot's message of that handle in that person's chat. Raises NoSuchMessage."""
        posted = self._posted(handle)
        if posted.user != user:
            raise NoSuchMessage(handle)
        return posted

    @property
    def last_instant(self) -> datetime | None:
        """The latest instant that the chat knows of."""
        return self._told

    def changes(self) -> Iterator[Change]:
        """The fewest changes that make this chat anew, in an order that can be applied."""
        entries: list[Entry | Wrote] = []
        for channel in self._channels.values():
            entries += channel.values()
        for user, talks in self._talks.items():
            entries += [wrote for talk in talks.values() for wrote in talk if wrote.user == user]
        yield from sorted(entries, key=lambda entry: _count(entry.handle))
        yield from self._deleted.values()
        if self._told is not None:
            yield Told(self._told)

    def _add(self, entry: Entry) -> None:
        self._remember(entry.handle)
        self._channels.setdefault(entry.user, {})[entry.handle] = entry
        self._users[entry.handle] = entry.user
        if isinstance(entry, Posted) and entry.key:
            self._handles[entry.key] = entry.handle
        self._tell(entry.at)

    def _talk(self, one: str, other: str) -> list[Wrote]:
        """The same list, seen from either side."""
        talk = self._talks.setdefault(one, {}).setdefault(other, [])
        self._talks.setdefault(other, {})[one] = talk
        return talk

    def _posted(self, handle: str) -> Posted:
        user = self._users.get(handle)
        entry = None if user is None else self._channels[user][handle]
        if not isinstance(entry, Posted):
            raise NoSuchMessage(handle)
        return entry

    def _remember(self, handle: str) -> None:
        self._last = max(self._last, _count(handle))

    def _tell(self, at: datetime) -> None:
        self._told = at if self._told is None else max(self._told, at)


def _count(handle: str) -> int:
    return int(handle.removeprefix("m"))
