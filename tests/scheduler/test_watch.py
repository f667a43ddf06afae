"""The watch finds who waits past a deadline, whatever else has failed, and tells who must know."""

import asyncio
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.config.models import Alarm
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from bot.model.ids import RequestId
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.small_environment import OF_EVERY_COMMAND
from scheduler.alarm import sound
from scheduler.watch import (
    CONFIRM_SECONDS,
    EVERY_SECONDS,
    GRACE,
    Progress,
    Seen,
    Watch,
    once,
)
from storage.reading import Watching
from tests.scheduler.rig import people_of
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, SetClock, open_request

pytestmark = pytest.mark.both_databases

ANN, BO = people_of(2)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def eyes(ready: ReadyLedger) -> Iterator[Watching]:
    ready.add(ANN, BO)
    watching = Watching(ready.where, ORGANISATION)
    yield watching
    watching.close()


def asks(ready: ReadyLedger, number: int = 1, *, due: datetime = NOON + 5 * MINUTE) -> Request:
    """Somebody asks, and their next step falls due then."""
    member = (ANN, BO)[number - 1]
    request = Request(
        RequestId(number), RequestState.ASKING, member.id, Wishes(Urgency.NOW), NOON, due
    )
    ready.run(lambda work: work.requests.add(request))
    return request


def alarm_into(file: Path) -> Alarm:
    """A command that notes that it ran, and with how many arguments."""
    program = f"import sys; open({str(file)!r}, 'a').write(f'{{len(sys.argv)}}\\n')"
    return Alarm(command=(sys.executable, "-c", program))


def runs(file: Path) -> int:
    return len(file.read_text().splitlines()) if file.exists() else 0


@dataclass
class Script:
    """Eyes that see what they are told, or cannot see."""

    oldest: list[datetime | Exception | None] = field(default_factory=list)

    def look(self, now: datetime, grace: timedelta) -> "Sight":
        found = self.oldest.pop(0) if len(self.oldest) > 1 else self.oldest[0]
        if isinstance(found, Exception):
            raise found
        return Sight(int(found is not None), found)

    def held_up(self, now: datetime, grace: timedelta) -> "Sight":
        return Sight(0, None)


@dataclass(frozen=True)
class Sight:
    count: int
    oldest: datetime | None


def watch_of(eyes: Watching | Script, clock: SetClock, **changes: object) -> Watch:
    watch = Watch(eyes, clock, every=0.02, confirm=0.01)
    for name, value in changes.items():
        setattr(watch, name, value)
    return watch


# What it sees


def test_a_step_in_time_is_well(ready: ReadyLedger, eyes: Watching) -> None:
    watch = watch_of(eyes, ready.clock)
    assert watch.look() is Seen.WELL
    asks(ready)
    ready.clock.move(5 * MINUTE + GRACE)
    assert watch.look() is Seen.WELL
    assert watch.ready


def test_a_step_a_minute_late_is_late(ready: ReadyLedger, eyes: Watching) -> None:
    """Nothing else runs here: no dispatcher, no scheduler, no loop."""
    watch = watch_of(eyes, ready.clock)
    asks(ready)
    ready.clock.move(5 * MINUTE + GRACE + timedelta(seconds=1))
    assert watch.look() is Seen.LATE
    assert not watch.ready


def test_it_is_found_within_two_minutes() -> None:
    slowest = GRACE.total_seconds() + EVERY_SECONDS + CONFIRM_SECONDS
    assert slowest < 120


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(hours=5)])
def test_with_the_wall_clock_set_back_it_is_found_as_soon(
    ready: ReadyLedger, eyes: Watching, back: timedelta
) -> None:
    """The scheduler, which goes by the wall clock, will not come to it for an hour."""
    watch = watch_of(eyes, ready.clock)
    asks(ready)
    assert watch.look() is Seen.WELL
    ready.clock.instant -= back  # the monotonic side goes on
    seen = []
    for _ in range(8):
        ready.clock.move(MINUTE)
        seen.append(watch.look())
    assert seen == [Seen.WELL] * 6 + [Seen.LATE] * 2
    assert ready.clock.now() < NOON


def test_a_wall_clock_that_has_caught_up_is_believed_again(clock: SetClock) -> None:
    progress = Progress(clock)
    assert progress.now() == NOON
    clock.instant -= timedelta(hours=1)
    clock.move(10 * MINUTE)
    assert progress.now() == NOON + 10 * MINUTE
    clock.move(50 * MINUTE)
    assert progress.now() == clock.now() == NOON
    clock.move(MINUTE)
    assert progress.now() == clock.now() == NOON + MINUTE


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def test_what_is_done_meanwhile_was_only_late_for_a_moment(clock: SetClock) -> None:
    """The machine slept, or the demo's clock jumped: the steps are being taken."""
    moving = Script([NOON, NOON + MINUTE])
    assert watch_of(moving, clock).look() is Seen.WELL
    assert watch_of(Script([NOON, None]), clock).look() is Seen.WELL
    stuck = Script([NOON])
    assert watch_of(stuck, clock).look() is Seen.LATE


def test_it_is_well_again_once_the_step_is_taken(ready: ReadyLedger, eyes: Watching) -> None:
    watch, request = watch_of(eyes, ready.clock), asks(ready)
    ready.clock.move(10 * MINUTE)
    assert watch.look() is Seen.LATE
    ready.run(
        lambda work: work.requests.save(
            replace(open_request(work, request.id), due_at=work.now + 5 * MINUTE)
        )
    )
    assert watch.look() is Seen.WELL
    assert watch.ready
    ready.clock.move(10 * MINUTE)
    assert watch.look() is Seen.LATE
    ready.run(lambda work: work.requests.close(open_request(work, request.id)))
    assert watch.look() is Seen.WELL


def test_a_database_that_cannot_be_read_is_an_alarm_too(
    clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Script([OSError("/home/zoe/tailboard.db")])
    watch = watch_of(broken, clock)
    assert watch.look() is Seen.BLIND
    assert not watch.ready
    assert "OSError" in caplog.text
    assert "zoe" not in caplog.text
    assert watch_of(Script([OSError(), None]), clock).look() is Seen.WELL, "once is not enough"


def test_a_watch_that_has_not_looked_is_not_ready(clock: SetClock) -> None:
    now = 0.0
    watch = Watch(Script([None]), clock, real=lambda: now)
    seen = []
    for at in (0.0, 119.0, 121.0):
        now = at
        seen.append(watch.ready)
    watch.look()
    assert [*seen, watch.ready] == [True, True, False, True]


# The thread, and whom it tells


def test_the_alarm_runs_once_and_again_after_a_quarter_of_an_hour(
    clock: SetClock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, real = tmp_path / "alarms", [0.0]
    eyes = Script([NOON])
    watch = watch_of(eyes, clock, alarm=alarm_into(file), real=lambda: real[0])
    watch.start()
    waited(lambda: runs(file) == 1)
    time.sleep(0.3)
    assert runs(file) == 1
    real[0] += 15 * 60
    waited(lambda: runs(file) == 2)
    assert "some open requests are past their deadline" in caplog.text
    eyes.oldest = [None]
    waited(lambda: watch.ready)
    waited(lambda: "no open request is past its deadline any more" in caplog.text)
    eyes.oldest = [NOON]
    waited(lambda: runs(file) == 3)
    watch.stop()
    assert set(file.read_text().splitlines()) == {"1"}, "the command is told nothing"


def waited(true: Callable[[], object]) -> None:
    until_then = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until_then, "it did not happen"
        time.sleep(0.01)


async def test_it_works_with_the_loop_stuck(
    ready: ReadyLedger, eyes: Watching, tmp_path: Path
) -> None:
    """The scheduler's, the dispatcher's and the adapters' loop: none of them moves any more."""
    file = tmp_path / "alarms"
    asks(ready)
    ready.clock.move(10 * MINUTE)
    watch = watch_of(eyes, ready.clock, alarm=alarm_into(file))
    watch.start()
    waited(lambda: runs(file) == 1)  # this blocks the loop
    assert not watch.ready
    watch.stop()
    await asyncio.sleep(0)


def test_it_works_with_the_writer_stuck(ready: ReadyLedger, eyes: Watching, tmp_path: Path) -> None:
    """A flow that never ends holds the database's write lock; reading needs none."""
    asks(ready)
    ready.clock.move(10 * MINUTE)
    may_end = threading.Event()
    stuck = ready.ledger.submit(lambda work: may_end.wait(30))
    watch = watch_of(eyes, ready.clock)
    assert watch.look() is Seen.LATE
    may_end.set()
    stuck.result()


def test_a_watch_that_stumbles_goes_on(clock: SetClock, caplog: pytest.LogCaptureFixture) -> None:
    watch = watch_of(Script([NOON]), clock, alarm=Alarm(command=("\0",)))
    watch.start()
    waited(lambda: caplog.text.count("the watch stumbled") >= 1)
    watch.alarm = Alarm()
    waited(lambda: not watch.ready)
    watch.stop()


# The alarm command


def test_a_command_that_is_not_there_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert not sound(Alarm(command=("/nowhere/at-all",)))
    assert "cannot be run" in caplog.text


def test_a_command_that_fails_is_told(caplog: pytest.LogCaptureFixture) -> None:
    assert not sound(Alarm(command=(sys.executable, "-c", "raise SystemExit(3)")))
    assert "code 3" in caplog.text


def test_a_command_that_hangs_is_ended_with_what_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    alive = tmp_path / "alive"
    inner = f"import time\nwhile True: open({str(alive)!r}, 'a').write('x'); time.sleep(0.05)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    assert not sound(Alarm(command=(sys.executable, "-c", outer)), seconds=1.5)
    assert "was ended" in caplog.text
    assert alive.exists()
    time.sleep(0.2)
    size = alive.stat().st_size
    time.sleep(0.3)
    assert alive.stat().st_size == size


def test_no_shell_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "made"
    command = (sys.executable, "-c", "pass", f"; touch {file}", "$(reboot)")
    assert sound(Alarm(command=command))
    assert not file.exists()


def test_it_sees_of_the_environment_what_it_needs_and_what_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "environment"
    for name in ("TAILBOARD_KEYS", "TAILBOARD_SLACK_BOT_TOKEN", "PAGER_TOKEN", "TZ", "PATH"):
        monkeypatch.setenv(name, f"value of {name}")
    monkeypatch.delenv("LC_ALL", raising=False)
    program = f"import json, os; json.dump(dict(os.environ), open({str(file)!r}, 'w'))"
    command = (sys.executable, "-c", program)
    assert sound(Alarm(command=command, environment=("PAGER_TOKEN", "NOT_SET")))
    seen = json.loads(file.read_text())
    added_by_python = {"LC_CTYPE"}  # where the locale is C
    assert seen.keys() - added_by_python <= {*OF_EVERY_COMMAND, "PAGER_TOKEN"}
    for name in ("PAGER_TOKEN", "TZ", "PATH"):
        assert seen[name] == f"value of {name}"
    assert "LC_ALL" not in seen


def test_without_a_command_nothing_runs() -> None:
    assert not sound(Alarm())


# From cron


def test_once_says_it_by_its_exit_code(
    ready: ReadyLedger, eyes: Watching, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "alarms"
    with caplog.at_level(logging.INFO):
        asks(ready)
        assert once(eyes, NOON + 6 * MINUTE, alarm_into(file)) == 0
        assert once(eyes, NOON + 7 * MINUTE, alarm_into(file)) == 1
    assert runs(file) == 1
    assert "some open requests are past their deadline" in caplog.text
    assert once(Script([OSError()]), NOON, alarm_into(file)) == 2
    assert runs(file) == 2


def says(ready: ReadyLedger, key: str, lane: Lane, due: datetime) -> None:
    content = Content(ContentKind.STEP)
    out = Outgoing(key, to=ANN.id, about=ANN.id, content=content, due_at=due, lane=lane)
    ready.run(lambda work: work.outbox.put(out))


def test_once_sees_that_messages_about_requests_do_not_go_out(
    ready: ReadyLedger, eyes: Watching, tmp_path: Path
) -> None:
    """As where a workspace takes none: the row falls due anew each time that it is tried."""
    file = tmp_path / "alarms"
    says(ready, "routine", Lane.ROUTINE, NOON)
    assert once(eyes, NOON + 60 * MINUTE, alarm_into(file)) is Seen.WELL
    says(ready, "step", Lane.REQUEST, NOON)
    assert once(eyes, NOON + 2 * MINUTE, alarm_into(file)) is Seen.WELL
    assert once(eyes, NOON + 3 * MINUTE, alarm_into(file)) is Seen.HELD_UP
    assert runs(file) == 1
    (row,) = ready.run(lambda work: work.outbox.due(9, lanes=(Lane.REQUEST,)))
    later = NOON + 20 * MINUTE
    ready.run(lambda work: work.outbox.settle(row.id, OutboxState.FAILED, retry_at=later))
    assert once(eyes, later, alarm_into(file)) is Seen.WELL
    assert once(eyes, later + 3 * MINUTE, alarm_into(file)) is Seen.HELD_UP
    ready.run(lambda work: work.outbox.cancel("step"))
    assert once(eyes, later + 3 * MINUTE, alarm_into(file)) is Seen.WELL


def test_once_works_while_a_program_holds_the_file(ready: ReadyLedger, eyes: Watching) -> None:
    asks(ready)
    assert once(Watching(ready.where, ORGANISATION), NOON + 10 * MINUTE, Alarm()) is Seen.LATE


def test_two_are_counted_and_nobody_is_named(
    ready: ReadyLedger, eyes: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    asks(ready, 1)
    asks(ready, 2)
    once(eyes, NOON + 10 * MINUTE, Alarm())
    assert "some open requests are past their deadline" in caplog.text
    for person in (ANN, BO):
        assert str(person.id) not in caplog.text
