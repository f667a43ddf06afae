"""Chats of people who were erased are emptied piece by piece, and tried on for a week."""

from datetime import datetime, timedelta

import pytest

from bot.flows.clearing import GIVEN_UP_AFTER
from bot.model.ids import Account
from bot.ports import NotSent, PlatformError, Refused, SlowDown, Work, WorkspaceStopped
from scheduler.clearing import PAUSE, ClearingChats
from scheduler.outcomes import AGAIN, STOPPED
from storage.unit_of_work import as_stored
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.storage_fixtures import NOON, ReadyLedger, person_of

pytestmark = pytest.mark.both_databases
ANN, BO = person_of(1).roster.accounts[0], person_of(2).roster.accounts[0]


class Chats:
    """How many pieces each chat has left; or what the platform says once."""

    def __init__(self, **pieces: int) -> None:
        self.pieces = pieces
        self.error: PlatformError | None = None
        self.asked: list[tuple[str, datetime]] = []

    async def __call__(self, account: Account, before: datetime) -> bool:
        self.asked.append((account.user, before))
        if self.error is not None:
            error, self.error = self.error, None
            raise error
        self.pieces[account.user] -= 1
        return self.pieces[account.user] > 0


def clearing(
    ready: ReadyLedger, chats: Chats, *accounts: Account, holds: bool = True
) -> ClearingChats:
    def flow(work: Work) -> None:
        for account in accounts:
            work.clearings.add(account)

    ready.run(flow)
    platform = RecordingPlatform(clearing=chats)
    return ClearingChats(ready.ledger, {"local": platform}, lambda name: holds)


def audited(ready: ReadyLedger) -> list[tuple[str, object]]:
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 100))
    return [(entry.kind, dict(entry.detail)) for entry, _ in entries]


async def test_piece_by_piece_until_nothing_is_left(ready: ReadyLedger) -> None:
    chats = Chats(u1=2, u2=1)
    clears = clearing(ready, chats, ANN, BO)
    assert await clears.run() == 1
    assert sorted(chats.asked) == [("u1", NOON), ("u2", NOON)]
    assert await clears.run() == 0
    assert len(chats.asked) == 2  # the next piece is not yet due
    ready.clock.move(PAUSE)
    assert await clears.run() == 1
    assert chats.asked[2:] == [("u1", NOON)]
    ready.clock.move(timedelta(days=1))
    assert await clears.run() == 0


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (NotSent("x"), AGAIN),
        (SlowDown("x", seconds=40.0), timedelta(seconds=40)),
        (WorkspaceStopped("x"), STOPPED),
    ],
)
async def test_what_could_not_be_done_is_tried_again(
    ready: ReadyLedger, error: PlatformError, wait: timedelta
) -> None:
    chats = Chats(u1=1)
    chats.error = error
    clears = clearing(ready, chats, ANN)
    assert await clears.run() == 0
    ready.clock.move(wait - timedelta(seconds=1))
    assert await clears.run() == 0
    ready.clock.move(timedelta(seconds=1))
    assert await clears.run() == 1


async def test_what_never_can_be_done_is_on_record_and_not_whose(ready: ReadyLedger) -> None:
    chats = Chats(u1=1)
    chats.error = Refused("x")
    await clearing(ready, chats, ANN).run()
    assert audited(ready) == [("messages stay at platform", {"platform": "local"})]
    ready.clock.move(timedelta(days=30))
    assert await clearing(ready, chats).run() == 0
    assert len(chats.asked) == 1


async def test_it_is_given_up_after_a_week(ready: ReadyLedger) -> None:
    chats = Chats(u1=1)
    clears = clearing(ready, chats, ANN)
    ready.clock.move(GIVEN_UP_AFTER)
    chats.error = NotSent("x")
    assert await clears.run() == 0
    assert audited(ready) == [("messages stay at platform", {"platform": "local"})]
    ready.clock.move(AGAIN)
    assert await clears.run() == 0


async def test_another_process_holds_the_connection(ready: ReadyLedger) -> None:
    chats = Chats(u1=1)
    assert await clearing(ready, chats, ANN, holds=False).run() == 0
    assert chats.asked == []
