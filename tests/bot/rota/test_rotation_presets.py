"""Each preset against a calendar written out by hand, for every shift, from a Sunday in a week
with a change of the clock (8 March 2026 in New York)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rota.config import RotationConfig
from bot.rota.presets import presets
from bot.rota.rotation import DayKind, Rotation
from bot.rota.shifts import shifts_between

ZONE = "America/New_York"
FIRST = date(2026, 3, 1)
LETTERS = {DayKind.FULL: "X", DayKind.DAY: "D", DayKind.NIGHT: "N"}

# One sign a day from 1 March 2026 on, a point for a day off. Two cycles or more; A (for
# pitman-nights C) begins its first on that day.
BY_HAND = {
    "24/48": {
        "A": "X..X..X..X..X..X..",
        "B": ".X..X..X..X..X..X.",
        "C": "..X..X..X..X..X..X",
    },
    "48/96": {
        "A": "XX....XX....XX....",
        "B": "..XX....XX....XX..",
        "C": "....XX....XX....XX",
    },
    "kelly": {
        "A": "X.X.X....X.X.X....",
        "B": "...X.X.X....X.X.X.",
        "C": ".X....X.X.X....X.X",
    },
    "pitman": {
        # Su Mo Tu We Th Fr Sa  Su Mo Tu We Th Fr Sa
        "A": "DD..DDD..DD...DD..DDD..DD...",
        "B": "..DD...DD..DDD..DD...DD..DDD",
    },
    "pitman-nights": {
        "C": "NN..NNN..NN...NN..NNN..NN...",
        "D": "..NN...NN..NNN..NN...NN..NNN",
    },
    "dupont": {
        "A": "NNNN...DDD.NNN...DDDD.......NNNN...DDD.NNN...DDDD.......",
        "B": ".......NNNN...DDD.NNN...DDDD.......NNNN...DDD.NNN...DDDD",
        "C": "...DDDD.......NNNN...DDD.NNN...DDDD.......NNNN...DDD.NNN",
        "D": "DDD.NNN...DDDD.......NNNN...DDD.NNN...DDDD.......NNNN...",
    },
}

EVERY_SHIFT = [(name, shift) for name, shifts in BY_HAND.items() for shift in shifts]


def _rotation(name: str) -> Rotation:
    first = "C" if name == "pitman-nights" else "A"
    config = RotationConfig.model_validate({"preset": name, "anchors": {first: FIRST}})
    return config.rotation(name, zone=ZONE)


def _written(rotation: Rotation, shift: str, first: date, days: int) -> str:
    """The calendar of the shift as it is worked: each shift by the local date of its start."""
    start = datetime.combine(first, datetime.min.time(), ZoneInfo(ZONE)).astimezone(UTC)
    end = datetime.combine(
        first + timedelta(days=days), datetime.min.time(), ZoneInfo(ZONE)
    ).astimezone(UTC)
    signs = ["."] * days
    for one in shifts_between(rotation, shift, start, end):
        place = (one.starts.astimezone(ZoneInfo(ZONE)).date() - first).days
        if place >= 0:  # the shift of the evening before reaches into the first day
            signs[place] = LETTERS[one.kind]
    return "".join(signs)


def test_every_preset_has_a_calendar_by_hand() -> None:
    assert set(BY_HAND) == set(presets())
    for name, shifts in BY_HAND.items():
        assert set(shifts) == set(_rotation(name).shift_names)


@pytest.mark.parametrize(("name", "shift"), EVERY_SHIFT)
def test_the_preset_is_as_written_by_hand(name: str, shift: str) -> None:
    by_hand = BY_HAND[name][shift]
    assert _written(_rotation(name), shift, FIRST, len(by_hand)) == by_hand


@pytest.mark.parametrize(("name", "shift"), EVERY_SHIFT)
def test_the_cycle_reaches_back_before_its_anchor_and_over_years(name: str, shift: str) -> None:
    by_hand = BY_HAND[name][shift]
    cycle = len(presets()[name].cycle.split())
    for rounds in (-1, 40):
        first = FIRST + timedelta(days=rounds * cycle)
        assert _written(_rotation(name), shift, first, len(by_hand)) == by_hand


@pytest.mark.parametrize("name", ["24/48", "48/96", "kelly"])
def test_one_platoon_is_on_at_any_time(name: str) -> None:
    calendars = list(BY_HAND[name].values())
    assert all(sorted(day) == [".", ".", "X"] for day in zip(*calendars, strict=True))


def test_one_crew_has_the_day_and_one_the_night_in_dupont_and_pitman() -> None:
    dupont = zip(*BY_HAND["dupont"].values(), strict=True)
    assert all(sorted(day) == [".", ".", "D", "N"] for day in dupont)
    pitman = [*BY_HAND["pitman"].values(), *BY_HAND["pitman-nights"].values()]
    assert all(sorted(day) == [".", ".", "D", "N"] for day in zip(*pitman, strict=True))


def test_shift_a_works_these_dates_in_january() -> None:
    config = RotationConfig.model_validate({"preset": "24/48", "anchors": {"A": "2026-01-01"}})
    rotation = config.rotation("engines", zone="America/Chicago")
    worked = [
        day
        for day in range(1, 32)
        if rotation.scheduled("A", date(2026, 1, day)).kind is DayKind.FULL
    ]
    assert worked == [1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31]


def test_the_hours_are_seven_to_seven() -> None:
    start, end = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)
    day, night = (
        shifts_between(_rotation(name), shift, start, end)[-1]
        for name, shift in (("pitman", "A"), ("pitman-nights", "C"))
    )
    assert (day.starts, day.ends) == (
        datetime(2026, 3, 2, 12, tzinfo=UTC),
        datetime(2026, 3, 3, 0, tzinfo=UTC),
    )
    assert night.starts == datetime(2026, 3, 2, 0, tzinfo=UTC)  # 19:00 on 1 March
    assert night.ends == datetime(2026, 3, 2, 12, tzinfo=UTC)
