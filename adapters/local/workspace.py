"""The local workspace as a platform: `bot.ports.Platform`, and the second channel's telephone."""

import asyncio
import logging
import os
import platform
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from adapters.local.chat import NoSuchMessage, Posted, Told
from adapters.local.config import NAME, LocalConfig
from adapters.local.journal import Journal
from adapters.local.live_chat import LiveChat
from adapters.local.ringing import Ring, Telephones
from adapters.local.room import PLATFORM, Room
from adapters.local.server import PageServer
from adapters.local.showing import ring_view
from adapters.local.stage import Stage
from adapters.local.windows import Windows
from bot.adapter_registration import Surroundings
from bot.messages import Message
from bot.model.content import Operation
from bot.model.ids import Account
from bot.ports import FOR_EVER, Capabilities, Delivery, Intake, MessageGone, NotSent, Rate, Refused

log = logging.getLogger(__name__)

CAPABILITIES = Capabilities(
    buttons=True,
    forms=True,
    asides=True,
    images=True,
    edits=True,
    keeps_keys=FOR_EVER,
    look_up=True,
    files=True,
)


class StageMissing(RuntimeError):
    """The workspace was started before the composition root gave it its stage."""


class LocalWorkspace:
    """A chat of its own in miniature. `use_stage` comes before `start`."""

    def __init__(self, config: LocalConfig, surroundings: Surroundings) -> None:
        self._config = config
        self._surroundings = surroundings
        self._stage: Stage | None = None
        self._open: _Open | None = None

    def use_stage(self, stage: Stage) -> None:
        """Who is there and what can be played; the composition root's."""
        self._stage = stage

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    @property
    def address(self) -> str:
        """Where the page is, while the workspace runs; else ""."""
        return self._open.server.address if self._open else ""

    def channel(self, account: Account) -> Sequence[Posted]:
        """What the bot has posted to this account, the oldest first; while the workspace runs."""
        if self._open is None:
            return ()
        entries = self._open.room.live.chat.channel(self._user(account))
        return tuple(entry for entry in entries if isinstance(entry, Posted))

    async def redraw(self, account: Account, handle: str, message: Message) -> None:
        """Shows an answer's redrawn card, as a window does for who pressed in it."""
        if self._open is not None:
            await self._open.room.live.redraw(self._user(account), handle, message)

    async def start(self, intake: Intake) -> None:
        """Opens the chat's file and serves the page. Raises JournalUnusable, PageUnreachable and
        StageMissing."""
        if self._stage is None:
            raise StageMissing("the local workspace has no stage yet")
        journal = Journal(self._config.journal)
        windows = Windows()
        room = Room(
            config=self._config,
            surroundings=self._surroundings,
            stage=self._stage,
            live=LiveChat(journal, windows, self._surroundings.clock),
            telephones=Telephones(),
            windows=windows,
            intake=intake,
        )
        server = PageServer(room)
        try:
            await server.start()
        except BaseException:
            journal.close()
            raise
        self._open = _Open(journal, room, server)
        if self._config.open_browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, server.address)

    async def stop(self) -> None:
        if self._open is None:
            return
        opened, self._open = self._open, None
        await opened.server.stop()
        try:
            await opened.room.live.keep(Told(self._surroundings.clock.now()))
        except OSError as refused:  # the next start then goes on from the last message's time
            log.warning("the time could not be kept: %s", type(refused).__name__)
        await opened.room.live.finish()
        opened.journal.close()

    async def deliver(self, delivery: Delivery) -> str:
        if self._open is None:
            raise NotSent("the local workspace is not running")
        room, user = self._open.room, self._user(delivery.account)
        try:
            match delivery.operation:
                case Operation.POST:
                    return await room.live.post(user, delivery.key, _message_of(delivery))
                case Operation.EDIT:
                    await room.live.redraw(user, delivery.handle, _message_of(delivery))
                case Operation.DELETE if not delivery.handle:
                    await room.live.take_files_away(user)
                case Operation.DELETE:
                    await room.live.delete(user, delivery.handle)
                case Operation.OPEN:
                    raise Refused("the local workspace has no group chats")
                case Operation.WAKE:
                    message = _message_of(delivery)
                    title = room.say("local-ring-title", bot=room.bot)
                    _ring(room, Ring(delivery.key, user, room.now, title, message.notification))
                    return delivery.key
        except NoSuchMessage:
            raise MessageGone(delivery.handle) from None
        except OSError as refused:
            raise NotSent(f"the chat's file takes nothing: {type(refused).__name__}") from None
        return delivery.handle

    async def find(self, delivery: Delivery) -> str | None:
        return self._open.room.live.chat.find(delivery.key) if self._open else None

    async def clear(self, account: Account, before: datetime) -> bool:
        if self._open is None:
            raise NotSent("the local workspace is not running")
        user, live = self._user(account), self._open.room.live
        for entry in live.chat.channel(user):
            if isinstance(entry, Posted) and entry.at < before:
                with suppress(NoSuchMessage):  # deleted meanwhile
                    await live.delete(user, entry.handle)
        return False

    async def take_away(self, place: str, handle: str) -> None:
        raise MessageGone("the local workspace has no copies of pictures")

    def rates(self, delivery: Delivery) -> Sequence[Rate]:
        """None: the browser takes what the disk can keep."""
        return ()

    def look_up_rates(self, delivery: Delivery) -> Sequence[Rate]:
        return ()

    def silence(self) -> None:
        """No telephone rings any more."""
        if self._open is None:
            return
        telephones, windows = self._open.room.telephones, self._open.room.windows
        for ring in telephones.ringing():
            telephones.stop(ring.id)
            windows.tell_all(kind="ring-over", ring=ring.id)

    def _user(self, account: Account) -> str:
        if (account.platform, account.workspace) != (PLATFORM, self._config.workspace):
            raise Refused("that account is of another workspace")
        if not NAME.fullmatch(account.user):
            raise Refused("that account cannot be of this workspace")
        return account.user


@dataclass(frozen=True, slots=True)
class _Open:
    """What there is while the workspace runs."""

    journal: Journal
    room: Room
    server: PageServer


def _message_of(delivery: Delivery) -> Message:
    if delivery.message is None:
        raise Refused(f"there is nothing to {delivery.operation.value}")
    return delivery.message


def _ring(room: Room, ring: Ring) -> None:
    before = room.telephones.at(ring.user)
    if room.telephones.ring(ring):
        if before is not None:
            room.windows.tell_all(kind="ring-over", ring=before.id)
        room.windows.tell_all(kind="ring", ring=ring_view(ring))


def _has_screen() -> bool:
    """Whether a browser would open a window; on a terminal it would take the terminal over."""
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True
