"""Coordinators are reminded of lines that nobody has called, each once in ninety days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.config.models import Line, LineKind
from bot.flows.calling_the_lines import MADE_UP_FOR, remind_of_lines
from bot.model.people import Role
from tests.bot.flows.request_town import Town, open_town, roster_of
from tests.playing import config_of, texts_of
from tests.storage_fixtures import person_of

TODAY = date(2026, 3, 3)


def line(name: str, called: date | None, kind: LineKind = LineKind.CRISIS) -> Line:
    return Line(name=name, kind=kind, phone=f"555-{len(name):04}", checked_on=called)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path) as opened:
        opened.member()
        opened.coordinator(50)
        roles = frozenset({Role.COORDINATOR})
        opened.ready.add(roster_of(person_of(51), roles=roles, language="es"))
        yield opened


def called(town: Town, *days_ago: int | None) -> None:
    """The lines were last called so many days before the first day; None: never."""
    lines = [line("Emergency", date(2030, 1, 1), LineKind.EMERGENCY)]
    for number, days in enumerate(days_ago):
        on = None if days is None else TODAY - timedelta(days)
        lines.append(line(f"Line {number}", on))
    setting = town.play.setting
    town.play.setting = replace(setting, config=config_of(lines=tuple(lines)))


def lives(town: Town, days: int) -> list[int]:
    """The days, counted from the first, on which something was put in the outbox."""
    told = []
    for day in range(days):
        if town.run(lambda work: remind_of_lines(work, town.play.setting)):
            told.append(day)
        town.ready.clock.move(timedelta(days=1))
        town.play.deliver()
        assert not town.run(lambda work: work.outbox.next_due())
    return told


def test_each_coordinator_hears_once_in_ninety_days_which_lines(town: Town) -> None:
    called(town, 89, -60)
    assert lives(town, 140) == [2, 91]
    said = texts_of(town.messages(50)[0])
    assert "nobody here has called them in the last 90 days" in said
    assert "Line 0: 555-0006" in said
    assert "Line 1" not in said
    assert "¿Ha cambiado algún número?" in texts_of(town.messages(51)[0])
    assert town.messages(1) == []


def test_a_line_without_a_day_is_named_as_often(town: Town) -> None:
    called(town, None)
    first, second = lives(town, 180)
    assert second - first == 90


def test_who_has_called_them_hears_nothing(town: Town) -> None:
    called(town, 30)
    assert lives(town, 60) == []
    called(town, 89)
    town.ready.clock.move(timedelta(days=-58))
    assert town.run(lambda work: remind_of_lines(work, town.play.setting)) == 2
    called(town, 0)  # before it is delivered
    town.ready.clock.move(timedelta(hours=12))
    town.play.deliver()
    assert town.messages(50) == []


def test_what_was_missed_is_made_up_for_within_a_week(town: Town) -> None:
    called(town, 90)
    town.ready.clock.move(MADE_UP_FOR)
    assert town.run(lambda work: remind_of_lines(work, town.play.setting)) == 0
    town.ready.clock.move(timedelta(days=-1))
    assert town.run(lambda work: remind_of_lines(work, town.play.setting)) == 2


def test_nobody_is_reminded_of_made_up_lines(town: Town) -> None:
    called(town, None, 91)
    town.play.setting = replace(town.play.setting, fictional=True)
    assert lives(town, 100) == []
