"""Which copies of pictures platforms are to hold no longer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.flows.picture_copies import give_up_unshown, unwanted
from bot.model.people import PersonState, Role
from bot.model.pictures import published_id
from bot.model.supporters import DirectoryEntry, SupporterState
from bot.ports import Work
from scheduler.retiring import erase_gone
from tests.bot.flows.department import GIA, NILS, Department, department, id_of, serving, somebody

pytestmark = pytest.mark.both_databases
PLACE = "slack:T1"


@pytest.fixture
def agency(place: str | Path) -> Iterator[Department]:
    """Gia and Nils show a picture, of which Slack has a copy each: `of-10`, `of-11`."""
    with department(place) as opened:
        for number in (GIA, NILS):
            show(opened, number)
            made(opened, number, f"of-{number}")
        yield opened


def show(agency: Department, number: int, **changes: object) -> None:
    photo = agency.run(lambda work: work.pictures.add(id_of(number), b"png"))
    agency.keep(serving(number, shown=DirectoryEntry(photo=photo), **changes))


def made(agency: Department, number: int, handle: str) -> None:
    photo = agency.supporter(number).shown.photo
    assert photo is not None

    def flow(work: Work) -> None:
        until = work.now + timedelta(hours=1)
        work.picture_copies.shown(work.picture_copies.begin(photo, PLACE, handle, until=until))

    agency.run(flow)


def to_go(agency: Department) -> list[str]:
    """Once supporters have been gone through, as happens a few times a day."""
    agency.run(give_up_unshown)
    return sorted(copy.handle for copy in agency.run(unwanted))


def test_what_is_shown_stays(agency: Department) -> None:
    assert agency.run(unwanted) == ()
    assert to_go(agency) == []


def test_the_chart_of_a_report_stays(agency: Department) -> None:
    def flow(work: Work) -> None:
        chart = published_id(b"a chart")
        for handle in ("shown", "begun"):
            copy = work.picture_copies.begin(chart, PLACE, handle, until=work.now)
            if handle == "shown":
                work.picture_copies.shown(copy)

    agency.run(flow)
    assert to_go(agency) == ["begun"], "what was not finished goes as ever"


def test_a_picture_that_was_changed_or_taken_back_goes_at_once(agency: Department) -> None:
    show(agency, GIA)
    assert [copy.handle for copy in agency.run(unwanted)] == ["of-10"]
    agency.keep(serving(NILS, shown=DirectoryEntry()))
    assert sorted(copy.handle for copy in agency.run(unwanted)) == ["of-10", "of-11"]


def test_what_waits_for_approval_stays(agency: Department) -> None:
    photo = agency.run(lambda work: work.pictures.add(id_of(GIA), b"another"))
    known = agency.supporter(GIA)
    agency.keep(replace(known, proposed=DirectoryEntry(photo=photo)))
    agency.run(
        lambda work: work.picture_copies.shown(
            work.picture_copies.begin(photo, PLACE, "proposed", until=work.now)
        )
    )
    assert to_go(agency) == []


@pytest.mark.parametrize("how", ["suspended", "no supporter now", "left"])
def test_of_whoever_serves_no_more_it_goes_and_the_picture_stays(
    agency: Department, how: str
) -> None:
    if how == "suspended":
        agency.keep(replace(agency.supporter(GIA), state=SupporterState.SUSPENDED))
    elif how == "left":
        agency.change(GIA, state=PersonState.LEFT)
    else:
        agency.change(GIA, roster=somebody(GIA).roster)
    assert to_go(agency) == ["of-10"]
    photo = agency.supporter(GIA).shown.photo
    assert photo is not None
    assert agency.run(lambda work: work.pictures.get(photo)) is not None
    agency.change(GIA, state=PersonState.ROSTER, roster=somebody(GIA, Role.SUPPORTER).roster)
    assert to_go(agency) == ["of-10"], "Slack may have let go of it; it is made anew when shown"


def test_whoever_waits_to_be_approved_keeps_theirs(agency: Department) -> None:
    agency.keep(replace(agency.supporter(GIA), state=SupporterState.NOMINATED))
    assert to_go(agency) == []


def test_thirty_days_after_leaving_nothing_of_them_is_left_but_what_is_to_go(
    agency: Department,
) -> None:
    agency.change(GIA, state=PersonState.LEFT)
    agency.play.ready.clock.move(timedelta(days=32))
    assert agency.run(partial(erase_gone, setting=agency.play.setting, most=10)) == 1
    assert agency.run(lambda work: work.people.get_many([id_of(GIA)])) == {}
    assert [copy.handle for copy in agency.run(unwanted)] == ["of-10"]


def test_what_was_never_finished_goes_after_its_hour(agency: Department) -> None:
    photo = agency.supporter(GIA).shown.photo
    assert photo is not None
    until = agency.play.ready.clock.now() + timedelta(hours=1)
    agency.run(lambda work: work.picture_copies.begin(photo, PLACE, "half", until=until))
    assert to_go(agency) == []
    agency.play.ready.clock.move(timedelta(hours=1))
    assert to_go(agency) == ["half"]
