"""How much is under way at once."""

import time

import pytest

from bot.model.content import Lane
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
