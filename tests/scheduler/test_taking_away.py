"""Copies of pictures are taken away from their platform, and tried until it holds them no more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.model.pictures import NO_PICTURE
from bot.ports import (
    Forbidden,
    MessageGone,
    NotSent,
    NotUnderstood,
    OutcomeUnknown,
    PlatformError,
    Refused,
    SlowDown,
    Work,
    WorkspaceStopped,
)
from scheduler.outcomes import AGAIN, FORBIDDEN, STOPPED
from scheduler.picture_copies import TakingAway
from storage.unit_of_work import as_stored
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import rig_of
from tests.scheduler.test_ticks import jobs_of
from tests.storage_fixtures import ReadyLedger

pytestmark = pytest.mark.both_databases
PLACE = "local:demo"


@dataclass
class Given:
    """Raises this for that handle ("" for any), once or for ever."""

    error: PlatformError
    handle: str = ""
    times: int = 1

    async def __call__(self, handle: str) -> None:
        if self.times and self.handle in ("", handle):
            self.times -= 1
            raise self.error


def taking_away(
    ready: ReadyLedger,
    letting_go: Callable[[str], Awaitable[None]] | None = None,
    *,
    holds: bool = True,
) -> tuple[TakingAway, RecordingPlatform]:
    platform = RecordingPlatform()
    if letting_go is not None:
        platform.letting_go = letting_go
    return TakingAway(ready.ledger, {"local": platform}, lambda name: holds), platform


def orphans(ready: ReadyLedger, *handles: str, place: str = PLACE) -> None:
    """Copies of pictures that are kept no longer."""

    def flow(work: Work) -> None:
        for number, handle in enumerate(handles, start=1):
            copy = work.picture_copies.begin(number, place, handle, until=work.now)
            work.picture_copies.shown(copy)

    ready.run(flow)


def left(ready: ReadyLedger) -> list[str]:
    return sorted(copy.handle for copy in ready.run(lambda work: work.picture_copies.all()))


def audited(ready: ReadyLedger) -> list[tuple[str, object]]:
    entries = ready.run(lambda work: as_stored(work).audit.entries(0, 100))
    return [(entry.kind, dict(entry.detail)) for entry, _ in entries]


async def test_they_are_taken_away_and_forgotten(ready: ReadyLedger) -> None:
    orphans(ready, "F1", "F2")
    taking, platform = taking_away(ready)
    assert await taking.run() == 2
    assert sorted(platform.let_go) == [(PLACE, "F1"), (PLACE, "F2")]
    assert left(ready) == []
    assert await taking.run() == 0


async def test_one_that_is_not_there_any_more_is_fine(ready: ReadyLedger) -> None:
    orphans(ready, "F1")
    taking, _ = taking_away(ready, Given(MessageGone("file_not_found")))
    assert await taking.run() == 1
    assert left(ready) == []


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (NotSent("no connection"), AGAIN),
        (OutcomeUnknown("timeout"), AGAIN),
        (SlowDown("local:files.delete", 40), timedelta(seconds=40)),
        (WorkspaceStopped("token_revoked"), STOPPED),
        (Forbidden("file_deleting_disabled"), FORBIDDEN),
        (NotUnderstood("an_error_of_next_year"), AGAIN),
    ],
)
async def test_what_could_not_be_done_is_tried_again_after_a_restart_too(
    ready: ReadyLedger, error: PlatformError, wait: timedelta
) -> None:
    orphans(ready, "F1")
    taking, platform = taking_away(ready, Given(error))
    assert await taking.run() == 0
    assert left(ready) == ["F1"], "on record"
    assert await taking.run() == 0
    assert platform.let_go == []
    ready.reopen()
    ready.clock.move(wait)
    taking, platform = taking_away(ready)
    assert await taking.run() == 1
    assert platform.let_go == [(PLACE, "F1")]


async def test_what_the_platform_never_lets_go_of_is_on_record(ready: ReadyLedger) -> None:
    orphans(ready, "F1", "F2")
    taking, platform = taking_away(ready, Given(Refused("another workspace"), "F1"))
    await taking.run()
    assert platform.let_go == [(PLACE, "F2")]
    assert left(ready) == []
    assert audited(ready) == [("picture stays at platform", {"platform": "local"})]


async def test_told_to_slow_down_the_others_of_the_place_wait_too(ready: ReadyLedger) -> None:
    orphans(ready, "F1", "F2", "F3")
    taking, platform = taking_away(ready, Given(SlowDown("local:files.delete", 30)))
    assert await taking.run() == 0
    assert platform.let_go == []
    assert left(ready) == ["F1", "F2", "F3"]


async def test_a_connection_of_another_process_is_left_to_it(ready: ReadyLedger) -> None:
    orphans(ready, "F1")
    orphans(ready, "F2", place="elsewhere:T1")
    taking, platform = taking_away(ready, holds=False)
    assert await taking.run() == 0
    assert platform.let_go == []
    assert left(ready) == ["F1", "F2"]


async def test_what_cannot_be_had_from_here_stands_in_nobodys_way(ready: ReadyLedger) -> None:
    """Of a platform that the configuration names no more, say."""
    orphans(ready, *(f"G{n}" for n in range(30)), place="elsewhere:T1")
    orphans(ready, "F1")
    taking, platform = taking_away(ready)
    taking.at_once = 1
    assert await taking.run() == 1
    assert platform.let_go == [(PLACE, "F1")]


async def test_the_ticks_do_it(ready: ReadyLedger) -> None:
    orphans(ready, "F1")
    rig = rig_of(ready, RecordingPlatform())
    await jobs_of(rig).settle_everything()
    assert rig.platform.let_go == [(PLACE, "F1")]


async def test_a_file_goes_at_its_instant_and_that_it_stays_is_on_record(
    ready: ReadyLedger,
) -> None:
    """Whoever it was of, and whether they are still there."""

    def begin(work: Work) -> None:
        for handle in ("F1", "F2"):
            until = work.now + timedelta(hours=1)
            work.picture_copies.begin(NO_PICTURE, PLACE, handle, until=until)

    ready.run(begin)
    taking, platform = taking_away(ready, Given(Refused("another workspace"), "F1"))
    await taking.give_up_unshown()
    assert await taking.run() == 0
    ready.clock.move(timedelta(hours=1))
    assert await taking.run() == 1
    assert platform.let_go == [(PLACE, "F2")]
    assert left(ready) == []
    assert audited(ready) == [("file stays at platform", {"platform": "local"})]
