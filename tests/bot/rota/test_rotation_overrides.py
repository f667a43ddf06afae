"""Single days on which a whole shift departs from its cycle, as the configuration writes them."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from bot.rota.config import RotationConfig
from bot.rota.rotation import DayKind, Override
from bot.rota.shifts import planned_kinds, shifts_between

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 11, tzinfo=UTC)


def days_of(overrides: dict[str, dict[date, DayKind]], shift: str) -> list[int]:
    config = RotationConfig(preset="24/48", anchors={"A": date(2026, 1, 1)}, overrides=overrides)
    rotation = config.rotation("engines", zone="UTC")
    return [each.starts.day for each in shifts_between(rotation, shift, FROM, UNTIL)]


def test_a_day_off_and_a_day_more_for_one_shift_alone() -> None:
    overrides = {"A": {date(2026, 1, 4): DayKind.OFF, date(2026, 1, 5): DayKind.FULL}}
    assert days_of({}, "A") == [1, 4, 7, 10]
    assert days_of(overrides, "A") == [1, 5, 7, 10]
    assert days_of(overrides, "B") == days_of({}, "B")


def test_an_override_of_a_shift_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is no shift 'D', only A, B, C"):
        days_of({"D": {date(2026, 1, 4): DayKind.OFF}}, "A")


def test_a_day_of_somebodys_own_wins_over_that_of_their_shift() -> None:
    config = RotationConfig(
        preset="24/48",
        anchors={"A": date(2026, 1, 1)},
        overrides={"A": {date(2026, 1, 4): DayKind.OFF, date(2026, 1, 5): DayKind.FULL}},
    )
    rotation = config.rotation("engines", zone="UTC")
    own = (Override(date(2026, 1, 4), DayKind.FULL), Override(date(2026, 1, 7), DayKind.OFF))
    found = shifts_between(rotation, "A", FROM, UNTIL, own)
    assert [each.starts.day for each in found] == [1, 4, 5, 10]
    assert planned_kinds(rotation, "A", date(2026, 1, 4)) == {DayKind.OFF}
    assert planned_kinds(rotation, "A", date(2026, 1, 5)) == {DayKind.FULL}
