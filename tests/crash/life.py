"""One life of the program: the real ledger, flows and dispatcher, until it is killed.

It is told what to do by lines of JSON on a Unix socket, and says there what is committed, never
before. Its clock goes on by the real one from a day at noon, so that no hour of the night comes.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.events import ButtonPressed
from bot.flows import checking_in
from bot.handling import Dispatch, handle
from bot.messages import Answer
from bot.model.ids import Account
from bot.ports import Clock, Work
from bot.rendering.routine import RENDERERS
from bot.setting import Setting
from scheduler.calling import Caller
from scheduler.dispatcher import Dispatcher
from scheduler.pacing import Pacer
from scheduler.recovering import Resolver
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.ledger import QueuedLedger
from storage.opening import open_ledger
from storage.run_lock import AlreadyRunning
from storage.vault import Vault
from tests.fakes.recording_platform import Offers
from tests.fakes.recording_platform_adapter import RecordingAdapter
from tests.playing import setting_of

ORGANISATION = 1
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Order:
    """Where and how to live."""

    folder: str
    socket: str
    port: int
    offers: str
    began: float  #: real seconds: noon


class GoingOn:
    """Implements `bot.ports.Clock`: noon when the test began."""

    def __init__(self, began: float) -> None:
        self._began = began

    def now(self) -> datetime:
        return NOON + timedelta(seconds=time.time() - self._began)

    def monotonic(self) -> float:
        return time.monotonic()


def setting_for(adapter: RecordingAdapter) -> Setting:
    return setting_of(capabilities={adapter.name: adapter.capabilities})


def live(order: Order) -> None:
    keys = KeyFile.load(Path(order.folder) / "keys")
    vault = Vault(ORGANISATION, keys.for_organisation(ORGANISATION))
    clock = GoingOn(order.began)
    folder = Path(order.folder)
    ledger = opened(
        folder / "tailboard.db", vault, clock, JournalFile(folder / "tailboard.journal")
    )
    asyncio.run(_live(order, ledger, clock))
    ledger.close()


def opened(where: Path, vault: Vault, clock: Clock, journal: JournalFile) -> QueuedLedger:
    """The kernel lets go of a dead process's lock a moment after its sockets."""
    for _ in range(200):
        try:
            return open_ledger(where, vault, clock, journal)
        except AlreadyRunning:
            time.sleep(0.01)
    return open_ledger(where, vault, clock, journal)


async def _live(order: Order, ledger: QueuedLedger, clock: GoingOn) -> None:
    reader, writer = await asyncio.open_unix_connection(order.socket)
    adapter = RecordingAdapter(order.port, Offers(order.offers))
    platforms, setting = {adapter.name: adapter}, setting_for(adapter)
    caller = Caller(platforms, _Silent(), setting, clock, Pacer(time.monotonic))
    dispatcher = Dispatcher(
        ledger, platforms, caller, setting, RENDERERS, clock, holder=f"life-{order.began}"
    )
    life = _Life(ledger, setting, dispatcher, writer)
    resolved = await Resolver(dispatcher, look_again=1.0).resolve()
    life.say(resolved=resolved)
    ticking = asyncio.ensure_future(life.tick())
    while line := await reader.readline():
        told = json.loads(line)
        if "finish" in told:
            break
        life.press(
            ButtonPressed(told["id"], Account.parse(told["account"]), told["token"], told["number"])
        )
    ticking.cancel()
    await dispatcher.stop(10)
    await life.finish()


class _Silent:
    async def wake(self, url: str, title: str, text: str) -> bool:
        return True


class _Life:
    def __init__(
        self,
        ledger: QueuedLedger,
        setting: Setting,
        dispatcher: Dispatcher,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._ledger, self._setting, self._dispatcher = ledger, setting, dispatcher
        self._writer = writer
        self._presses: set[asyncio.Task[None]] = set()
        nobody = _nobody
        self._dispatch = Dispatch(checking_in.PRESSES, {}, {}, *[nobody] * 5)

    def say(self, **what: Any) -> None:
        self._writer.write(json.dumps(what).encode() + b"\n")

    async def tick(self) -> None:
        """As the scheduler does, and more often."""
        while True:
            self._dispatcher.nudge()
            await asyncio.sleep(0.05)

    def press(self, event: ButtonPressed) -> None:
        task = asyncio.ensure_future(self._press(event))
        self._presses.add(task)
        task.add_done_callback(self._presses.discard)

    async def finish(self) -> None:
        await asyncio.gather(*self._presses)
        await self._writer.drain()
        self._writer.close()

    async def _press(self, event: ButtonPressed) -> None:
        """Answered only once it is committed, as an adapter does."""

        def flow(work: Work) -> Answer:
            return handle(event, work, self._setting, self._dispatch)

        await asyncio.wrap_future(self._ledger.submit(flow))
        self.say(answered=event.id)


def _nobody(*_: object) -> Answer:
    raise AssertionError("nobody types in this test")
