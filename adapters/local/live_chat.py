"""The chat as it lives: every change goes to the disk, then into the chat, then to the windows."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from adapters.local.chat import (
    Change,
    Chat,
    Deleted,
    Edited,
    Posted,
    Said,
    Shared,
    Wrote,
)
from adapters.local.journal import Journal
from adapters.local.view import entry_view, wrote_view
from adapters.local.windows import Windows
from bot.messages import Message
from bot.ports import Clock

T = TypeVar("T")


class LiveChat:
    """One change at a time, in the order in which they were asked for; a change that has begun is
    finished even when whoever asked is gone. Every method raises OSError where the disk refuses,
    and then nothing was changed."""

    def __init__(self, journal: Journal, windows: Windows, clock: Clock) -> None:
        self._journal = journal
        self._windows = windows
        self._clock = clock
        self._turn = asyncio.Lock()
        self._begun: set[asyncio.Task[object]] = set()
        self._holds_deleted_file = False  #: the chat's own file, still

    @property
    def chat(self) -> Chat:
        return self._journal.chat

    async def post(self, user: str, key: str, message: Message) -> str:
        """The handle of the message; under a known key, of the one that is there already."""

        async def posting() -> str:
            known = self.chat.find(key) if key else None
            if known is not None:
                return known
            posted = Posted(self.chat.new_handle(), user, self._clock.now(), key, message)
            await self._keep(posted)
            self._windows.tell_followers(user, kind="added", user=user, entry=entry_view(posted))
            return posted.handle

        return await self._in_turn(posting)

    async def redraw(self, user: str, handle: str, message: Message) -> None:
        """Raises NoSuchMessage."""

        async def redrawing() -> None:
            self.chat.of(user, handle)
            await self._keep(Edited(handle, message))
            entry = entry_view(self.chat.of(user, handle))
            self._windows.tell_followers(user, kind="redrawn", user=user, entry=entry)

        await self._in_turn(redrawing)

    async def delete(self, user: str, handle: str) -> None:
        """Raises NoSuchMessage."""

        async def deleting() -> None:
            await self._delete(self.chat.of(user, handle))
            await self._forget_files()

        await self._in_turn(deleting)

    async def take_files_away(self, user: str) -> None:
        """Every message of the bot's to this person that carries a file; there may be none."""

        async def taking() -> None:
            for entry in self.chat.channel(user):
                if isinstance(entry, Posted) and entry.message.file is not None:
                    await self._delete(entry)
            await self._forget_files()

        await self._in_turn(taking)

    async def say(self, user: str, text: str) -> None:
        """Words that this person typed."""

        async def saying() -> None:
            said = Said(self.chat.new_handle(), user, self._clock.now(), text)
            await self._keep(said)
            self._windows.tell_followers(user, kind="added", user=user, entry=entry_view(said))

        await self._in_turn(saying)

    async def write(self, user: str, to: str, text: str) -> None:
        """Words from one person to another; the bot is told nothing of it."""

        async def writing() -> None:
            wrote = Wrote(self.chat.new_handle(), user, to, self._clock.now(), text)
            await self._keep(wrote)
            entry = wrote_view(wrote)
            self._windows.tell_followers(user, to, kind="wrote", between=[user, to], entry=entry)

        await self._in_turn(writing)

    async def share(self, user: str, name: str, size: int) -> None:
        """A file that this person sent."""

        async def sharing() -> None:
            shared = Shared(self.chat.new_handle(), user, self._clock.now(), name, size)
            await self._keep(shared)
            self._windows.tell_followers(user, kind="added", user=user, entry=entry_view(shared))

        await self._in_turn(sharing)

    async def keep(self, change: Change) -> None:
        """A change that no window is told of."""

        async def keeping() -> None:
            await self._keep(change)

        await self._in_turn(keeping)

    async def finish(self) -> None:
        """Returns once every change that has begun is done."""
        while self._begun:
            await asyncio.wait(self._begun)

    async def _delete(self, posted: Posted) -> None:
        await self._keep(Deleted(posted.handle, posted.key))
        self._holds_deleted_file |= posted.message.file is not None
        news = {"kind": "deleted", "user": posted.user, "handle": posted.handle}
        self._windows.tell_followers(posted.user, **news)

    async def _forget_files(self) -> None:
        """What a deleted message carried goes from the disk, too."""
        if self._holds_deleted_file:
            await asyncio.to_thread(self._journal.compact)
            self._holds_deleted_file = False

    async def _keep(self, change: Change) -> None:
        await asyncio.to_thread(self._journal.append, change)
        self.chat.apply(change)

    async def _in_turn(self, change: Callable[[], Awaitable[T]]) -> T:
        async def turn() -> T:
            async with self._turn:
                return await change()

        task = asyncio.create_task(turn())
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return await asyncio.shield(task)
