"""The watch sees overdue requests with its own eyes, whatever the writer is doing."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.model.ids import RequestId
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.ports import Work
from storage.engine import open_engine
from storage.reading import Overdue, Watching
from tests.storage_fixtures import NOON, ORGANISATION, ReadyLedger, open_request, person_of

TWO_MINUTES = timedelta(minutes=2)


def ask(ready: ReadyLedger, number: int, due_in: timedelta | None) -> None:
    member = person_of(number)
    ready.add(member)
    request = Request(
        RequestId(number),
        RequestState.ASKING,
        member.id,
        Wishes(Urgency.NOW),
        NOON,
        None if due_in is None else NOON + due_in,
    )
    ready.run(lambda work: work.requests.add(request))


def test_requests_past_their_deadline_and_the_grace_are_counted(ready: ReadyLedger) -> None:
    watching = Watching(ready.where, ORGANISATION)
    assert watching.look(NOON, TWO_MINUTES) == Overdue(0, None)
    ask(ready, 1, timedelta(minutes=-5))
    ask(ready, 2, timedelta(minutes=-3))
    ask(ready, 3, timedelta(minutes=-1))
    ask(ready, 4, None)
    assert watching.look(NOON, TWO_MINUTES) == Overdue(2, NOON - timedelta(minutes=5))
    assert watching.look(NOON, timedelta()).count == 3
    assert watching.look(NOON - timedelta(hours=1), timedelta()).count == 0
    ready.run(lambda work: work.requests.close(open_request(work, RequestId(1))))
    assert watching.look(NOON, TWO_MINUTES) == Overdue(1, NOON - timedelta(minutes=3))
    watching.close()


def test_another_organisations_requests_are_not_ours(ready: ReadyLedger) -> None:
    ask(ready, 1, timedelta(minutes=-5))
    watching = Watching(ready.where, ORGANISATION + 1)
    assert watching.look(NOON, timedelta()).count == 0
    watching.close()


def test_the_watch_waits_for_no_writer(ready: ReadyLedger) -> None:
    """Even one that is stuck in the middle of its transaction."""
    ask(ready, 1, timedelta(minutes=-5))
    begun, go = Event(), Event()

    def stuck(work: Work) -> None:
        work.people.add(person_of(9))
        begun.set()
        assert go.wait(60)

    future = ready.ledger.submit(stuck)
    assert begun.wait(60)
    watching = Watching(ready.where, ORGANISATION)
    assert watching.look(NOON, TWO_MINUTES).count == 1
    assert not future.done()
    go.set()
    future.result(60)
    watching.close()


_ELSEWHERE = """
import sys
from datetime import datetime, timedelta
from storage.reading import Watching
now = datetime.fromisoformat(sys.argv[2])
print(Watching(sys.argv[1], 1).look(now, timedelta(minutes=2)).count)
"""


def test_another_process_sees_it_without_any_keys(ready: ReadyLedger) -> None:
    ask(ready, 1, timedelta(minutes=-5))
    said = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, str(ready.where), NOON.isoformat()],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout == "1\n"


def test_the_watch_cannot_change_anything(ready: ReadyLedger) -> None:
    with (
        open_engine(ready.where, reads_only=True).connect() as connection,
        pytest.raises(DBAPIError, match=r"readonly|read-only"),
    ):
        connection.execute(text("DELETE FROM request"))
