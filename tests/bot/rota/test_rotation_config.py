"""A rotation in the configuration: what is read, and what a mistake is told."""

from datetime import date
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.rota.config import RotationConfig
from bot.rota.rotation import OFF, Anchor, DayKind, ShiftDay


def _read(text: str) -> RotationConfig:
    return RotationConfig.model_validate(yaml.safe_load(text))


def _mistakes(text: str) -> dict[str, str]:
    """Path to message, of every mistake."""
    with pytest.raises(ValidationError) as caught:
        _read(text)
    return {".".join(map(str, one["loc"])): one["msg"] for one in caught.value.errors()}


def test_a_preset_with_all_its_anchors() -> None:
    rotation = _read(
        "{preset: 24/48, anchors: {A: 2026-01-01, B: 2026-01-03, C: 2026-01-02}}"
    ).rotation("engines", zone="America/Denver")
    full = ShiftDay(DayKind.FULL, 7 * 60, 24)
    assert rotation.cycle == (full, OFF, OFF)
    assert rotation.anchor("B") == date(2026, 1, 3)
    assert rotation.zone == "America/Denver"
    assert rotation.kelly_day_every == 0


def test_one_anchor_of_a_preset_gives_the_others() -> None:
    rotation = _read("{preset: 48/96, anchors: {B: 2026-01-03}}").rotation("r", zone="UTC")
    assert rotation.anchors == (
        Anchor("A", date(2026, 1, 1)),
        Anchor("B", date(2026, 1, 3)),
        Anchor("C", date(2026, 1, 5)),
    )


def test_one_anchor_of_a_shift_that_the_preset_does_not_know_stands_alone() -> None:
    rotation = _read("{preset: Kelly, anchors: {Red: 2026-01-03}}").rotation("r", zone="UTC")
    assert rotation.shift_names == ("Red",)


def test_an_own_cycle_with_own_hours_and_zone() -> None:
    rotation = _read(
        "{cycle: d d@15:00/8 N O, anchors: {1: 2026-01-01}, zone: Europe/Berlin,"
        " starts: {day: 06:00, night: 18:00}, hours: {night: 10}}"
    ).rotation("dispatch", zone="UTC")
    assert rotation.cycle == (
        ShiftDay(DayKind.DAY, 6 * 60, 12),
        ShiftDay(DayKind.DAY, 15 * 60, 8),
        ShiftDay(DayKind.NIGHT, 18 * 60, 10),
        OFF,
    )
    assert rotation.shift_names == ("1",)
    assert rotation.zone == "Europe/Berlin"
    assert rotation.usual_day(DayKind.NIGHT) == ShiftDay(DayKind.NIGHT, 18 * 60, 10)


@pytest.mark.parametrize("cycle", ["X O O", "[X, O, O]", "[X O, O]", "x  o o"])
def test_a_cycle_may_be_a_text_or_a_list(cycle: str) -> None:
    config = _read(f"{{cycle: {cycle}, anchors: {{A: 2026-01-01}}}}")
    assert [day.kind.value for day in config.rotation("r", zone="UTC").cycle] == [
        "24h",
        "off",
        "off",
    ]


def test_times_that_yaml_reads_as_numbers_are_still_times() -> None:
    assert yaml.safe_load("19:30") == 19 * 60 + 30
    config = _read("{preset: dupont, anchors: {A: 2026-01-01}, starts: {night: 19:30, day: 7:30}}")
    assert config.starts.night.isoformat() == "19:30:00"
    assert config.starts.day.isoformat() == "07:30:00"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("{preset: 24/72, anchors: {A: 2026-01-01}}", "preset", "there are 24/48, 48/96, kelly"),
        ("{anchors: {A: 2026-01-01}}", "", "one of preset: 24/48, cycle"),
        ("{preset: kelly, cycle: X, anchors: {A: 2026-01-01}}", "", "one of preset"),
        ("{cycle: X O Q, anchors: {A: 2026-01-01}}", "cycle", "day 3 of the cycle, 'Q'"),
        ("{cycle: O@07:00, anchors: {A: 2026-01-01}}", "cycle", "a day off has no hours"),
        ("{cycle: D/0, anchors: {A: 2026-01-01}}", "cycle", "1 to 24 hours"),
        ("{cycle: X/12, anchors: {A: 2026-01-01}}", "cycle", "20 to 24 hours"),
        ("{cycle: D@25:00, anchors: {A: 2026-01-01}}", "cycle", "no time of day"),
        ("{cycle: O O, anchors: {A: 2026-01-01}}", "cycle", "only days off"),
        ("{cycle: [], anchors: {A: 2026-01-01}}", "cycle", "is empty"),
        ("{cycle: N D, anchors: {A: 2026-01-01}, hours: {night: 13}}", "cycle", "is not over when"),
        ("{cycle: D O N, anchors: {A: 2026-01-01}, starts: {day: 06:00}}", "cycle", "day 3"),
        ("{cycle: X O O, anchors: {}}", "anchors", "is required"),
        ("{cycle: X O O}", "anchors", "is required"),
        ("{cycle: X O O, anchors: {A: soon}}", "anchors.A", "valid date"),
        (
            "{cycle: X O O, anchors: {A: 2026-01-01}, zone: Amerika/Denver}",
            "zone",
            "America/Denver",
        ),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, zone: ../../etc/passwd}", "zone", "IANA"),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, starts: {day: 7}}", "starts.day", "in quotes"),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, starts: {day: at 7}}", "starts.day", "07:00"),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, hours: {full: 12}}", "hours.full", "20"),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, kelly_day_every: 1}", "kelly_day_every", "2"),
        ("{cycle: X O O, anchors: {A: 2026-01-01}, kely: 3}", "kely", "Extra"),
    ],
)
def test_a_mistake_says_where_and_what_would_be_right(text: str, where: str, what: str) -> None:
    mistakes = _mistakes(text)
    assert set(mistakes) == {where}
    assert what in mistakes[where]


def test_every_mistake_is_told_at_once() -> None:
    mistakes = _mistakes("{cycle: X Q, anchors: {A: 5x}, zone: Nowhere, starts: {night: 7}}")
    assert set(mistakes) == {"cycle", "anchors.A", "zone", "starts.night"}


def test_a_cycle_of_more_than_a_year_is_refused() -> None:
    assert "367 days" in _mistakes(f"{{cycle: {'X ' * 367}, anchors: {{A: 2026-01-01}}}}")["cycle"]


@pytest.mark.parametrize("cycle", [5, {"a": 1}, [1, 2], None])
def test_a_cycle_that_is_no_text_is_refused(cycle: Any) -> None:
    with pytest.raises(ValidationError):
        RotationConfig.model_validate({"cycle": cycle, "anchors": {"A": "2026-01-01"}})
