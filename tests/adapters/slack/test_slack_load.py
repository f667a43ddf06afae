"""The whole program at Slack while 1,000 deliveries are due and somebody else holds the database:
whoever presses is acknowledged in time, and in the end has an answer that is true."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import Account, PersonId
from bot.model.people import Person, PersonState, RosterFacts
from bot.ports import Work
from tests.adapters.slack.harness import MOMENT
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.playing import LIBRARY
from tests.scheduler.rig import until
from tests.story.slack_town import SlackTown, open_town

MANY, PRESSING = 1_000, 40
#: As the setting of a real program says it; see `bot.app.apology_of`.
SORRY = "Nothing was changed"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[SlackTown]:
    async with open_town(tmp_path) as opened:
        yield opened


@contextmanager
def somebody_else_writes(database: Path, *holds: float) -> Iterator[None]:
    """Another program has SQLite's write lock for so many seconds, again and again; between two of
    them it lets go for a moment, as a large import does."""
    over = threading.Event()

    def write() -> None:
        connection = sqlite3.connect(database, isolation_level=None, timeout=30)
        try:
            for seconds in holds:
                connection.execute("BEGIN IMMEDIATE")
                over.wait(seconds)
                connection.execute("COMMIT")
                if over.wait(0.01):
                    return
        finally:
            connection.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield
    finally:
        over.set()
        writing.join()


async def with_many_due(town: SlackTown) -> list[FakeUser]:
    """A thousand people on the roster, and a message due to each."""
    users = [town.slack.person(f"Person {number}") for number in range(MANY)]
    team = town.slack.workspace.id

    def put(work: Work) -> None:
        ids = [PersonId(2**61 + number) for number in range(MANY)]
        for id_, user in zip(ids, users, strict=True):
            facts = RosterFacts(
                number=f"m{id_}",
                name=user.member.real_name,
                station="Station 9",
                accounts=(Account("slack", team, user.id),),
            )
            work.people.add_many([(Person(id_, PersonState.ROSTER, facts), None)])
        said = Content(ContentKind.FAREWELL)
        work.outbox.put_many(
            [Outgoing(f"many:{id_}", id_, id_, said, work.now, Lane.ROUTINE) for id_ in ids]
        )

    assert town.process is not None
    await asyncio.wrap_future(town.process.parts.ledger.submit(put))
    town.process.jobs.nudge()
    return users


async def pressed(users: list[FakeUser]) -> list[Reply]:
    """Each within a second or so of the others."""

    async def press(number: int, user: FakeUser) -> Reply:
        await asyncio.sleep(number * 0.02)
        return await user.command("/peer")

    return await asyncio.gather(*(press(number, user) for number, user in enumerate(users)))


def shown(user: FakeUser) -> str:
    return user.modal.text if user.modal is not None else ""


def at_the_menu(user: FakeUser) -> bool:
    return LIBRARY.say("en", "menu-heading") in shown(user)


def moments(users: list[FakeUser]) -> int:
    """How many were told to wait at some time."""
    return sum(
        any(kind == "modal" and MOMENT in str(raw) for kind, raw in user.log) for user in users
    )


async def all_answered(users: list[FakeUser], within: float) -> None:
    await until(
        lambda: all(shown(user) and MOMENT not in shown(user) for user in users), seconds=within
    )


async def test_everybody_is_acknowledged_in_time_and_answered_in_the_end(town: SlackTown) -> None:
    users = await with_many_due(town)
    pressing = users[:PRESSING]
    database = town.folder / "tailboard.db"
    with somebody_else_writes(database, 0.3, 2.8):
        await asyncio.sleep(0.1)
        replies = await pressed(pressing)
        await all_answered(pressing, within=25)
    assert all(reply.ok for reply in replies)
    slowest = max(reply.acked_in or 9 for reply in replies)
    assert slowest < 3, f"{slowest:.2f} s"
    assert moments(pressing) > 0, "the database was never slow, so nothing was proven"
    assert [shown(user) for user in pressing if not at_the_menu(user)] == []
    there = len(town.slack.called("chat.postMessage"))
    await until(lambda: len(town.slack.called("chat.postMessage")) >= there + 30)
    assert all(len(user.from_app) <= 1 for user in users), "deliveries go on, and none twice"


async def test_whoever_waited_in_vain_is_told_so_and_presses_again(town: SlackTown) -> None:
    users = await with_many_due(town)
    pressing = users[:5]
    began = time.monotonic()
    with somebody_else_writes(town.folder / "tailboard.db", 7.5):
        await asyncio.sleep(0.1)
        replies = await pressed(pressing)
        assert all(reply.ok and (reply.acked_in or 9) < 3 for reply in replies)
        await all_answered(pressing, within=7)
        assert time.monotonic() - began < 7.5, "it was let go in time after all"
    assert all(SORRY in shown(user) for user in pressing), shown(pressing[0])
    assert all("988" in shown(user) for user in pressing), "and has the lines"
    await pressed(pressing)
    await until(lambda: all(at_the_menu(user) for user in pressing), seconds=10)
