"""Each connection is held by one of several processes, and by another when that one dies."""

from dataclasses import dataclass, field

import pytest

from bot.model.content import OutboxState
from bot.ports import LedgerBusy
from scheduler.leases import HELD_FOR, Leases
from storage.leases import release_lease, take_lease
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import people_of, rig_of
from tests.storage_fixtures import ReadyLedger


@dataclass
class Process:
    """One of several that share the database; its real time is the program's here."""

    ready: ReadyLedger
    name: str
    opened: list[str] = field(default_factory=list)
    refuses: bool = False
    leases: Leases = field(init=False)

    def __post_init__(self) -> None:
        self.leases = Leases(
            self.ready.ledger,
            self.ready.clock,
            self.name,
            ("local",),
            take_lease,
            release_lease,
            gained=self._open,
            lost=self._close,
            real=self.ready.clock.monotonic,
        )

    async def _open(self, connection: str) -> None:
        if self.refuses:
            raise OSError("the platform does not answer")
        self.opened.append(connection)

    async def _close(self, connection: str) -> None:
        self.opened.remove(connection)


@pytest.fixture
def processes(ready: ReadyLedger) -> tuple[Process, Process]:
    return Process(ready, "one"), Process(ready, "two")


Two = tuple[Process, Process]


async def test_one_of_them_has_it(processes: Two) -> None:
    one, two = processes
    await one.leases.renew()
    await two.leases.renew()
    assert (one.opened, two.opened) == (["local"], [])
    assert one.leases.holds("local")
    assert not two.leases.holds("local")


async def test_who_renews_keeps_it(processes: Two, ready: ReadyLedger) -> None:
    one, two = processes
    for _ in range(20):
        await one.leases.renew()
        await two.leases.renew()
        ready.clock.move(HELD_FOR / 3)
    assert (one.opened, two.opened) == (["local"], [])


async def test_when_one_dies_the_other_takes_over(processes: Two, ready: ReadyLedger) -> None:
    one, two = processes
    await one.leases.renew()
    ready.clock.move(HELD_FOR / 2)
    await two.leases.renew()
    assert not two.opened
    ready.clock.move(HELD_FOR)
    await two.leases.renew()
    assert two.opened == ["local"]


async def test_who_cannot_renew_lets_go_before_another_takes_over(
    processes: Two, ready: ReadyLedger
) -> None:
    """Two with one connection would deliver everything twice."""
    one, two = processes
    await one.leases.renew()
    seconds = 0
    while one.leases.holds("local"):
        ready.clock.move(HELD_FOR / 30)
        seconds += 1
        await two.leases.renew()
        assert not two.opened
    assert seconds < HELD_FOR.total_seconds()
    ready.clock.move(HELD_FOR)
    await two.leases.renew()
    await one.leases.renew()
    assert (one.opened, two.opened) == ([], ["local"])


async def test_at_the_end_it_is_closed_and_given_back(processes: Two) -> None:
    one, two = processes
    await one.leases.renew()
    await one.leases.give_back()
    assert one.opened == []
    await two.leases.renew()
    assert two.opened == ["local"]


async def test_what_cannot_be_opened_here_is_left_to_the_other(
    processes: Two, ready: ReadyLedger
) -> None:
    one, two = processes
    one.refuses = True
    with pytest.raises(OSError, match="does not answer"):
        await one.leases.renew()
    assert not one.leases.holds("local")
    await two.leases.renew()
    assert two.opened == ["local"]


async def test_a_busy_database_is_told(processes: Two, ready: ReadyLedger) -> None:
    ready.ledger.close()
    with pytest.raises(LedgerBusy):
        await processes[0].leases.renew()
    ready.reopen()


async def test_nothing_is_delivered_or_resolved_without_the_lease(ready: ReadyLedger) -> None:
    (ann,) = people_of(1)
    ready.add(ann)
    rig = rig_of(ready, RecordingPlatform())
    held = [False]
    rig.dispatcher.holds = lambda platform: held[0]
    rig.say(ann, "a")
    assert await rig.deliver() == 0
    (row,) = rig.due()
    ready.run(
        lambda work: work.outbox.mark_many([(row.id, "local:demo")], holder="dead", until=work.now)
    )
    assert await rig.resolver.resolve() == 0
    assert not rig.platform.calls
    held[0] = True
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.SENT
