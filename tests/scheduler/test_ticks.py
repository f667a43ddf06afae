"""The ticks: steps of requests, looks, retention, and the jobs that run them."""

import asyncio
import logging
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.model.content import ContentKind, Lane, OutboxState
from bot.model.ids import PersonId, RequestId
from bot.model.people import (
    LastAnswer,
    MembershipState,
    Person,
    PersonState,
    Rhythm,
    Zone,
)
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.ports import LedgerBusy, Work
from bot.setting import Setting
from scheduler.jobs import Jobs, next_event
from scheduler.retiring import PIECE, Retiring
from scheduler.steps import Steps
from storage.retention import sweep
from storage.unit_of_work import as_stored
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import Rig, duties_of, people_of, rig_of, until
from tests.storage_fixtures import NOON, ReadyLedger, open_request, person_of

MINUTE = timedelta(minutes=1)


def asks(ready: ReadyLedger, person: Person, *, due: datetime = NOON) -> RequestId:
    id_ = RequestId(person.id - 2**61)
    request = Request(id_, RequestState.ASKING, person.id, Wishes(Urgency.NOW), NOON, due)
    ready.run(lambda work: work.requests.add(request))
    return id_


def later(request: RequestId, work: Work, setting: Setting) -> None:
    """A step that says something and is over for five minutes."""
    found = open_request(work, request)
    work.requests.save(replace(found, due_at=work.now + 5 * MINUTE))


def jobs_of(rig: Rig, **duties: Any) -> Jobs:
    given = duties_of(**duties)
    return Jobs(rig.ready.ledger, rig.setting, rig.dispatcher, given)


@pytest.fixture
def rig(ready: ReadyLedger) -> Rig:
    ready.add(*people_of(5))
    return rig_of(ready, RecordingPlatform())


# Steps of requests


async def test_due_steps_are_taken_and_others_wait(rig: Rig) -> None:
    ready = rig.ready
    now, soon = people_of(2)
    asks(ready, now)
    asks(ready, soon, due=NOON + 10 * MINUTE)
    steps = Steps(ready.ledger, rig.setting, later, time.monotonic)
    assert await steps.take_due() == 1
    assert await steps.take_due() == 0
    rig.pass_time(600)
    assert await steps.take_due() == 2


async def test_a_step_that_fails_holds_up_nobody_elses(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    real = [0.0]
    bad, good = (asks(rig.ready, person) for person in people_of(2))
    tried: list[RequestId] = []

    def step(request: RequestId, work: Work, setting: Setting) -> None:
        tried.append(request)
        if request == bad:
            work.requests.save(replace(open_request(work, request), due_at=NOON + MINUTE))
            raise KeyError("what somebody wrote")
        later(request, work, setting)

    steps = Steps(rig.ready.ledger, rig.setting, step, lambda: real[0])
    assert await steps.take_due() == 1
    assert sorted(tried) == sorted([bad, good])
    assert f"request {bad}: its step failed: KeyError" in caplog.text
    assert "wrote" not in caplog.text
    assert await steps.take_due() == 0, "not again in the next second"
    assert tried.count(bad) == 1
    real[0] = 11.0
    await steps.take_due()
    assert tried.count(bad) == 2, "nothing of the first try was kept, and it is tried again"


async def test_steps_are_not_taken_on_a_busy_database(rig: Rig) -> None:
    steps = Steps(rig.ready.ledger, rig.setting, later, time.monotonic)
    rig.ready.ledger.close()
    with pytest.raises(LedgerBusy):
        await steps.take_due()
    rig.ready.reopen()


# Retention


def left(number: int, **parts: Any) -> Person:
    return replace(person_of(number), state=PersonState.LEFT, **parts)


async def test_leavers_are_erased_after_thirty_days_and_not_before(rig: Rig) -> None:
    ready = rig.ready
    people = [left(n) for n in range(10, 10 + 2 * PIECE + 3)]
    ready.add(*people)
    retiring = Retiring(ready.ledger, rig.setting, sweep)
    rig.pass_time(30 * 86_400)
    await retiring.run()
    assert ready.run(lambda work: work.people.count(PersonState.LEFT)) == len(people)
    rig.pass_time(86_400)
    await retiring.run()
    assert ready.run(lambda work: work.people.count(PersonState.LEFT)) == 0
    assert ready.run(lambda work: work.people.count(PersonState.ROSTER)) == 5


async def test_every_night_moves_the_end_of_the_record_on(rig: Rig) -> None:
    """Else a database of an earlier day, put back with its journal, would fit the head of today."""
    ends = set()
    for _ in range(3):
        await Retiring(rig.ready.ledger, rig.setting, sweep).run()
        ends.add(rig.ready.run(lambda work: as_stored(work).audit.head()))
    assert len(ends) == 3


async def test_who_still_asks_is_not_erased(rig: Rig) -> None:
    guest = replace(person_of(50), state=PersonState.GUEST)
    rig.ready.add(guest)
    asks(rig.ready, guest, due=NOON + timedelta(days=90))
    rig.pass_time(60 * 86_400)
    await Retiring(rig.ready.ledger, rig.setting, sweep).run()
    assert rig.ready.run(lambda work: work.people.count(PersonState.GUEST)) == 1


async def test_an_answer_of_somebody_who_left_is_forgotten_all_the_same(rig: Rig) -> None:
    """No look comes to them any more."""
    answer = LastAnswer(Zone.RED, NOON - timedelta(days=29), 1)
    rig.ready.add(left(60, rhythm=Rhythm(answer=answer)))
    retiring = Retiring(rig.ready.ledger, rig.setting, sweep)
    await retiring.run()
    assert rig.ready.person(PersonId(2**61 + 60)).rhythm.answer == answer
    rig.pass_time(2 * 86_400)
    await retiring.run()
    assert rig.ready.person(PersonId(2**61 + 60)).rhythm.answer is None


async def test_a_damaged_record_keeps_nothing_of_anybody_elses(rig: Rig) -> None:
    """Of somebody who left: they are erased in their time, and so is what others said."""
    answer = LastAnswer(Zone.RED, NOON - timedelta(days=29), 1)
    rig.ready.add(left(60), left(61, rhythm=Rhythm(answer=answer)))
    with closing(sqlite3.connect(rig.ready.where)) as database, database:
        whose = f"UPDATE person_record SET rhythm = zeroblob(540) WHERE person = {2**61 + 60}"
        assert database.execute(whose).rowcount == 1
    retiring = Retiring(rig.ready.ledger, rig.setting, sweep)
    rig.pass_time(2 * 86_400)
    await retiring.run()
    assert rig.ready.person(PersonId(2**61 + 61)).rhythm.answer is None
    rig.pass_time(30 * 86_400)
    await retiring.run()
    assert rig.ready.run(lambda work: work.people.count(PersonState.LEFT)) == 0


async def test_retention_does_not_wait_for_what_fails_before_it(rig: Rig) -> None:
    done: list[str] = []

    def fails(work: Work, setting: Setting) -> int:
        done.append("gone")
        raise KeyError("what Ann had written")

    rig.pass_time(6 * 3600)  # past eight in the morning in Chicago
    jobs = jobs_of(rig, supporters_gone=fails, sweep=lambda *_: done.append("swept"))
    jobs.start()
    try:
        await until(lambda: "swept" in done)
    finally:
        await jobs.stop(5)
    assert done[:2] == ["gone", "swept"]


async def test_rows_past_their_days_are_swept(rig: Rig) -> None:
    rig.say(people_of(1)[0], "a")
    await rig.deliver()
    retiring = Retiring(rig.ready.ledger, rig.setting, sweep)
    rig.pass_time(12 * 86_400)
    await retiring.run()
    assert rig.states() == {"sent": 1}
    rig.pass_time(3 * 86_400)
    await retiring.run()
    assert rig.states() == {}


# The jobs


async def test_they_run_by_themselves(rig: Rig) -> None:
    """Looks, steps, delivery and resolving, through a real APScheduler."""
    ann, bo = people_of(2)
    asks(rig.ready, ann)
    looked = replace(
        person_of(70),
        membership=replace(
            person_of(70).membership,
            state=MembershipState.JOINED,
            joined_at=NOON - timedelta(days=14),
        ),
    )
    rig.ready.run(lambda work: work.people.add(looked, look_at=NOON))
    said: list[RequestId] = []

    def step(request: RequestId, work: Work, setting: Setting) -> None:
        said.append(request)
        later(request, work, setting)

    jobs = jobs_of(rig, escalate=step)
    jobs.start()
    rig.say(bo, "hello")
    await until(lambda: rig.platform.keys == ["hello"] and said)
    await until(lambda: rig.ready.run(next_event) is not None)
    await jobs.stop(5)
    due = rig.ready.run(lambda work: work.outbox.next_due())
    assert due is not None
    assert due > NOON, "the look has planned the first check-in"


def _has_arrived(rig: Rig, key: str) -> bool:
    return key in rig.platform.keys


async def test_a_nudge_delivers_without_a_tick(rig: Rig) -> None:
    """No tick runs here: what is delivered is delivered by the nudge."""
    jobs = jobs_of(rig)
    (ann,) = people_of(1)
    for number in range(5):
        rig.say(ann, f"m{number}")
        jobs.nudge()
        await until(partial(_has_arrived, rig, f"m{number}"))


async def test_a_job_that_fails_is_told_of_and_runs_again(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    def gone(work: Work, setting: Setting) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("what somebody wrote")
        return 0

    rig.ready.clock.instant = datetime(2026, 3, 2, 20, tzinfo=UTC)  # the afternoon there
    jobs = jobs_of(rig, supporters_gone=gone)
    with caplog.at_level(logging.ERROR):
        jobs.start()
        await until(lambda: calls)
        await until(lambda: "daily failed: KeyError" in caplog.text)
    assert "wrote" not in caplog.text
    jobs.rearm()
    await until(lambda: len(calls) == 2)
    jobs.rearm()
    await asyncio.sleep(0.3)
    assert len(calls) == 2, "once it is done, it is done for this time of the day"
    await jobs.stop(5)


async def test_supporters_who_are_gone_are_not_told_of_at_night(rig: Rig) -> None:
    calls: list[datetime] = []

    def gone(work: Work, setting: Setting) -> int:
        calls.append(work.now)
        return 0

    jobs = jobs_of(rig, supporters_gone=gone)
    for hour in range(24):  # a day in Chicago, from six in the evening on
        rig.ready.clock.instant = datetime(2026, 3, 3, 0, tzinfo=UTC) + timedelta(hours=hour)
        await jobs.settle_everything()
    assert [(at.hour - 6) % 24 for at in calls] == [18, 20, 8, 12, 16]


async def test_what_was_unknown_at_the_start_is_resolved_by_the_jobs(rig: Rig) -> None:
    (ann,) = people_of(1)
    rig.say(ann, "a")

    def mark(work: Work) -> None:
        (row,) = work.outbox.due(1, lanes=tuple(Lane))
        work.outbox.mark_many([(row.id, "local:demo")], holder="dead", until=work.now + 5 * MINUTE)

    rig.ready.run(mark)
    rig = rig.restart()
    jobs = jobs_of(rig)
    jobs.start()
    await until(lambda: rig.state("a") is OutboxState.SENT)
    await jobs.stop(5)


async def test_stopping_leaves_nothing_half_done(rig: Rig) -> None:
    jobs = jobs_of(rig)
    jobs.start()
    rig.say_to_all(people_of(5), "m", kind=ContentKind.FAREWELL)
    await asyncio.sleep(0.05)
    await jobs.stop(10)
    assert set(rig.states()) <= {"sent", "due"}
    count = len(rig.platform.taken)
    await asyncio.sleep(0.7)
    assert len(rig.platform.taken) == count, "nothing runs any more"


def test_the_next_event_is_a_message_or_a_step(rig: Rig) -> None:
    ready, (ann, bo) = rig.ready, people_of(2)
    assert ready.run(next_event) is None
    asks(ready, ann, due=NOON + 10 * MINUTE)
    assert ready.run(next_event) == NOON + 10 * MINUTE
    rig.say(bo, "a", due=NOON + 5 * MINUTE)
    assert ready.run(next_event) == NOON + 5 * MINUTE


async def test_something_that_is_due_for_ever_does_not_hang_a_jump(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    asks(rig.ready, people_of(1)[0])
    jobs = jobs_of(rig, escalate=lambda request, work, setting: None)
    async with asyncio.timeout(20):
        await jobs.settle_everything()
    assert "due again and again" in caplog.text


async def test_files_that_change_are_read_again_beside_the_loop(rig: Rig) -> None:
    threads: list[str] = []
    jobs = jobs_of(rig, reread=lambda: threads.append(threading.current_thread().name))
    jobs.start()
    try:
        await until(lambda: threads)
    finally:
        await jobs.stop(5)
    assert threads[0] != threading.main_thread().name
