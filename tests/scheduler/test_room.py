"""How much is under way at once."""

import time
from collections.abc import Sequence

import pytest

from bot.model.content import Lane, Operation
from bot.model.ids import Account, OutboxId
from bot.ports import Delivery
from scheduler.room import Room
from tests.fakes.recording_platform_in_process import RecordingPlatform


@pytest.mark.parametrize(("per_second", "places"), [(0.5, 16), (16.9, 16), (40, 40), (10_000, 64)])
def test_as_many_are_under_way_as_the_platform_allows_in_a_second(
    per_second: float, places: int
) -> None:
    platform = RecordingPlatform()
    room = Room({platform.name: platform}, {platform.name: per_second}, 1, bool, time.monotonic)
    workspace = f"{platform.name}:demo"
    room.meet(workspace)
    assert room.view((Lane.ROUTINE,)).left[workspace] == places


def test_where_no_limit_is_named_twice_a_batch_is_under_way() -> None:
    platform = RecordingPlatform()
    room = Room({platform.name: platform}, {}, 1, bool, time.monotonic)
    room.meet(f"{platform.name}:demo")
    assert room.view((Lane.ROUTINE,)).left[f"{platform.name}:demo"] == 64


def deliveries(workspace: str, rows: Sequence[int], lane: Lane = Lane.ROUTINE) -> list[Delivery]:
    return [
        Delivery(
            OutboxId(row),
            f"k{row}",
            Account("all", workspace, f"U{row}"),
            Operation.POST,
            lane,
            None,
        )
        for row in rows
    ]


def test_of_workspaces_that_share_a_limit_no_more_is_under_way_than_of_two() -> None:
    """A hundred servers of one bot have no more calls a second than one has."""
    platform = RecordingPlatform(name="all", one_limit=True)
    room = Room({"all": platform}, {"all": 25.0}, 1, bool, time.monotonic)
    workspaces = [f"all:{number}" for number in range(100)]
    for workspace in workspaces:
        room.meet(workspace)
    for job in deliveries("0", range(25)):
        room.enter(job)
    view = room.view((Lane.ROUTINE,))
    assert view.full == {"all:0"}, "one that waits holds up the others"
    assert view.left["all"] == view.left["all:1"] == 25
    assert view.most == 25
    others = deliveries("1", range(25, 40)) + deliveries("2", range(40, 50))
    for job in others:
        room.enter(job)
    view = room.view((Lane.ROUTINE,))
    assert view.full == set(workspaces)
    assert view.most == 0, "more is taken than can be sent"
    assert room.view((Lane.REQUEST,)).left["all:0"] == 25, "the routine has taken urgent places"
    room.leave(others[0])
    assert room.view((Lane.ROUTINE,)).most == 1


def test_workspaces_with_a_limit_each_have_their_places() -> None:
    platform = RecordingPlatform(name="all")
    room = Room({"all": platform}, {"all": 25.0}, 1, bool, time.monotonic)
    for number in range(3):
        for job in deliveries(str(number), range(25 * number, 25 * number + 25 - number)):
            room.enter(job)
    assert {name: room.view((Lane.ROUTINE,)).left[f"all:{name}"] for name in "012"} == {
        "0": 0,
        "1": 1,
        "2": 2,
    }
