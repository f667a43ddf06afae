"""Whom a member would like, in order, and the wishes that hold for everybody."""

from bot.model.people import Preferences
from bot.model.supporters import SupporterState
from tests.bot.flows.department import (
    ANN,
    BEN,
    BOTH,
    CAPTAIN,
    EVA,
    GIA,
    NAMES,
    NILS,
    Department,
    serving,
)
from tests.bot.flows.entries import LIKED, entry, ids, preferences
from tests.playing import texts_of


def test_liking_ranks_them_in_order(agency: Department) -> None:
    for number in (GIA, NILS, BEN):
        agency.press(ANN, entry(agency, ANN, number), "I’d like to talk to them")
    assert preferences(agency).preferred == ids(GIA, NILS, BEN)
    assert "Number 2 among those you’d like." in texts_of(entry(agency, ANN, NILS))


def test_moving_up_and_down(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(preferred=ids(GIA, NILS, BEN)))
    page = agency.walk(ANN, *LIKED).aside
    assert page is not None
    rows = [s for s in page.sections if any(n in s.heading for n in NAMES.values())]
    assert [s.heading for s in rows] == ["1. Gia Romano", "2. Nils Berg", "3. Ben Okafor"]
    assert [[b.label for b in s.buttons] for s in rows] == [
        ["Down", "Take off"],
        ["Up", "Down", "Take off"],
        ["Up", "Take off"],
    ]
    page = agency.press(ANN, page, "Down").aside
    assert preferences(agency).preferred == ids(NILS, GIA, BEN)
    agency.press(ANN, page, "Up")
    assert preferences(agency).preferred == ids(GIA, NILS, BEN)


def test_a_move_from_an_old_page_does_not_fall_off_the_list(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(preferred=ids(GIA, NILS)))
    page = agency.walk(ANN, *LIKED).aside
    agency.press(ANN, page, "Down")
    again = agency.press(ANN, page, "Down").aside
    assert "done already" in texts_of(again)
    assert preferences(agency).preferred == ids(NILS, GIA)
    agency.change(ANN, preferences=Preferences())
    agency.press(ANN, page, "Down")
    assert preferences(agency).preferred == ()


def test_five_are_the_most(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(preferred=ids(GIA, NILS, BEN, CAPTAIN, BOTH)))
    page = agency.press(ANN, entry(agency, ANN, EVA), "I’d like to talk to them").aside
    assert "There are 5 already" in texts_of(page)
    assert len(preferences(agency).preferred) == 5


def test_taking_off_who_is_liked(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(preferred=ids(GIA)))
    opened = entry(agency, ANN, GIA)
    agency.press(ANN, opened, "Take off those I’d like")
    assert preferences(agency).preferred == ()
    assert "done already" in texts_of(agency.press(ANN, opened, "Take off those I’d like").aside)


def test_somebody_away_stays_on_the_list_and_is_said_to_be(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(preferred=ids(GIA)))
    away = serving(GIA, state=SupporterState.SUSPENDED)
    agency.keep(away)
    assert "Not in the directory at the moment." in texts_of(agency.walk(ANN, *LIKED).aside)


def test_wishes_that_hold_for_everybody(agency: Department) -> None:
    page = agency.walk(ANN, *LIKED).aside
    assert preferences(agency).other_station is None
    page = agency.press(ANN, page, "No officers").aside
    page = agency.press(ANN, page, "Another station").aside
    assert (preferences(agency).no_officers, preferences(agency).other_station) == (True, True)
    again = agency.press(ANN, page, "Any station").aside
    agency.press(ANN, again, "Officers are fine")
    assert (preferences(agency).no_officers, preferences(agency).other_station) == (False, False)
    assert "done already" in texts_of(agency.press(ANN, again, "Officers are fine").aside)
