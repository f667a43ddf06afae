"""A running program: everything started in order, and stopped with nothing left in flight."""

import asyncio
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from secrets import token_hex

from bot.app import ORGANISATION, Parts, apology_of
from bot.charts.process import png_of
from bot.config.marks import marks_of
from bot.control.by_file import FileDesk
from bot.control.office import Turn
from bot.control.server import ControlServer
from bot.control.socket_path import socket_path
from bot.events import Event, FormSubmitted
from bot.faults import kind
from bot.flows.configuring import note_configuration
from bot.flows.escalating import escalate, supporters_gone
from bot.flows.roster_by_file import AnswerAndTask, FileTask
from bot.flows.table import DISPATCH, RENDERERS
from bot.messages import Answer
from bot.model.people import PersonState
from bot.photos import with_small_photos
from bot.ports import CommitUnknown, LedgerBusy, Platform, Waker, Work
from bot.rendering.report_words import chart_of
from bot.rendering.wording import Wording
from bot.reports.figures import Figures
from bot.reports.pictures import together
from bot.rules.capacity import shortfall
from bot.taking_in import taken_in
from prompts.library import languages_there_are
from scheduler.answers_first import AnswersFirst
from scheduler.calling import Caller
from scheduler.dispatcher import Dispatcher
from scheduler.health import HealthServer
from scheduler.jobs import Duties, Jobs
from scheduler.leases import Leases
from scheduler.pacing import Pacer
from scheduler.waking import AppriseWaker
from scheduler.watch import Watch
from storage.audit_heads import add_head
from storage.leases import release_lease, take_lease
from storage.reading import Watching
from storage.retention import sweep
from storage.unit_of_work import as_stored

log = logging.getLogger(__name__)

#: What is done before time goes on by itself.
Prologue = Callable[[], Awaitable[None]]

#: How long what is in flight may take at the end.
STOP_SECONDS = 10.0
#: How long a thread keeps the interpreter while another wants it. The database's thread gives it up
#: at every statement; where the loop has much to do, it would get it back after Python's own 5 ms.
SWITCH_SECONDS = 0.0005


@dataclass(slots=True)
class Process:
    """`waker` is Apprise, where the local workspace does not ring a telephone on its page."""

    parts: Parts
    waker: Waker = field(default_factory=AppriseWaker)
    jobs: Jobs = field(init=False)
    watch: Watch = field(init=False)
    health: HealthServer = field(init=False)
    _reader: Watching = field(init=False)
    _turn: Turn = field(default_factory=Turn)
    _desk: FileDesk = field(init=False)
    _answers_first: AnswersFirst = field(default_factory=lambda: AnswersFirst(time.monotonic))
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _exits: AsyncExitStack = field(default_factory=AsyncExitStack)

    def __post_init__(self) -> None:
        parts = self.parts
        config, ledger = parts.loaded.config, parts.ledger
        holder = f"{os.getpid()}-{token_hex(4)}"
        pacer = Pacer(time.monotonic, self._answers_first.routine_waits)
        caller = Caller(parts.platforms, self.waker, parts.setting, parts.clock, pacer)
        dispatcher = Dispatcher(
            ledger, parts.platforms, caller, parts.setting, RENDERERS, parts.clock, holder
        )
        leases = None if isinstance(parts.where, Path) else self._leases(holder)
        if leases is not None:
            dispatcher.holds = leases.holds
        duties = Duties(
            escalate, supporters_gone, sweep, self._drawn, self._keep_head, parts.rotations.reread
        )
        self.jobs = Jobs(ledger, parts.setting, dispatcher, duties, leases)
        self._reader = Watching(parts.where, ORGANISATION)
        self.watch = Watch(self._reader, parts.clock, config.alarm, outages=caller.outages)
        self.health = HealthServer(config.health, lambda: self.watch.word)
        self._desk = FileDesk(ledger, parts.setting, self._turn)

    async def start(self, prologue: Prologue | None = None) -> None:
        """Platforms after what they need, then `prologue`, then the watch and the ticks. What was
        started is stopped again where something fails."""
        try:
            await self._start(prologue)
        except BaseException:
            await self._exits.aclose()
            raise

    async def _start(self, prologue: Prologue | None) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        parts = self.parts
        self._exits.callback(self._reader.close)
        self._exits.callback(parts.ledger.close)
        if isinstance(parts.where, Path):
            control = ControlServer(
                socket_path(parts.where), parts.ledger, parts.setting, self._turn
            )
            await control.start()
            self._exits.push_async_callback(control.stop)
        self.health.start()
        self._exits.callback(self.health.stop)
        self._exits.push_async_callback(self._finish_tasks)
        if self.jobs.leases is None:
            for platform in parts.platforms.values():
                await platform.start(self.take_in)
                self._exits.push_async_callback(platform.stop)
        if prologue is not None:
            await prologue()
        await self._note_configuration()
        await self._mind_the_budget()
        self.watch.start()
        self._exits.callback(self.watch.stop)
        self.jobs.start()
        self._exits.push_async_callback(partial(self.jobs.stop, STOP_SECONDS))
        # What is there by now stays. To look through all of it for garbage takes a tenth of a
        # second, in which nobody is answered: again and again where many come at once.
        gc.freeze()
        self._exits.callback(gc.unfreeze)

    def _drawn(self, figures: Figures) -> bytes:
        """The picture of a release in every language. Raises NotDrawn."""
        setting = self.parts.setting
        languages = languages_there_are()
        charts = {each: chart_of(Wording(setting, each), figures) for each in languages}
        return together({each: png_of(chart) for each, chart in charts.items()})

    async def _note_configuration(self) -> None:
        """On record where it is another than at the last start."""
        marks = marks_of(self.parts.loaded.config)
        noted = self.parts.ledger.submit(partial(note_configuration, marks))
        try:
            await asyncio.wrap_future(noted)
        except LedgerBusy:
            log.warning("the database was busy: whether the configuration changed is not on record")

    async def _mind_the_budget(self) -> None:
        """A roster that has outgrown the budget keeps nothing from running, least of all at night:
        whoever reads the log hears of it, in numbers."""
        counted = self.parts.ledger.submit(lambda work: work.people.count(PersonState.ROSTER))
        try:
            people = await asyncio.wrap_future(counted)
        except LedgerBusy:
            return  # nor does a database that is busy just now
        short = shortfall(people, self.parts.loaded.config.rhythm)
        if short is not None:
            log.warning(
                "the daily budget of %d is too small for a roster of %d: %d would do",
                short.budget,
                short.people,
                short.needed,
            )

    async def stop(self) -> None:
        """The other way round: nothing new, then what is in flight, then the database."""
        await self._exits.aclose()

    async def take_in(self, event: Event) -> Answer:
        """One event, from the platform to its answer after the commit; what it put in the outbox
        is delivered at once. Raises LedgerBusy where nothing was done."""
        parts = self.parts
        if isinstance(event, FormSubmitted) and event.files:
            # Out of the writer's way: a large photo takes a second to be made small.
            event = await asyncio.to_thread(with_small_photos, event)
        try:
            with self._answers_first.awaited():
                answer = await taken_in(event, parts.ledger, parts.setting, DISPATCH)
        except CommitUnknown:
            answer = Answer(aside=apology_of(parts.setting, event, "busy-unknown"))
        self.jobs.nudge()
        if isinstance(answer, AnswerAndTask) and answer.task is not None:
            self._carry_out(answer.task)
        return answer

    def _carry_out(self, file: FileTask) -> None:
        """A large roster file goes on beside everything else."""
        task = asyncio.create_task(self._at_the_desk(file))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _at_the_desk(self, file: FileTask) -> None:
        try:
            await asyncio.to_thread(self._desk.carry_out, file)
        except Exception as error:
            log.error("a roster file was not finished: %s", kind(error))
        self.jobs.nudge()

    def _keep_head(self, work: Work) -> None:
        """The end of the audit chain, where the operator says. A place that takes nothing stops
        nothing else, and whoever reads the log hears of it every day."""
        file = self.parts.loaded.config.audit.heads
        if file is None:
            return
        try:
            add_head(file, as_stored(work).audit.head(), work.now.date())
        except OSError as error:
            log.error("the audit's head could not be kept: %s", type(error).__name__)

    async def _finish_tasks(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _leases(self, holder: str) -> Leases:
        """Of several processes on one PostgreSQL, one has a platform's connection."""
        parts = self.parts
        return Leases(
            parts.ledger,
            parts.clock,
            holder,
            tuple(parts.platforms),
            take_lease,
            release_lease,
            gained=self._connect,
            lost=self._disconnect,
        )

    async def _connect(self, name: str) -> None:
        platform = self._platforms[name]
        await platform.start(self.take_in)
        log.info("connected to %s", name)

    async def _disconnect(self, name: str) -> None:
        await self._platforms[name].stop()
        self.watch.outages.hand_over(name)
        log.info("disconnected from %s", name)

    @property
    def _platforms(self) -> Mapping[str, Platform]:
        return self.parts.platforms


async def run_until_told(
    process: Process, opened: Callable[[], None], prologue: Prologue | None = None
) -> None:
    """Starts it, calls `opened`, and stops it on SIGTERM or SIGINT, whenever that comes: what is
    still being started is stopped as well."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C still works
            loop.add_signal_handler(number, told.set)
    starting, ending = (
        asyncio.create_task(process.start(prologue)),
        asyncio.create_task(told.wait()),
    )
    await asyncio.wait((starting, ending), return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait((starting,))
        return
    try:
        await starting  # raises what kept it from starting
    except BaseException:
        ending.cancel()
        raise
    try:
        opened()
        await ending
    finally:
        await process.stop()
