"""/supporter: how they stand, available or not, being woken."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config.models import RequestPolicy
from bot.model.ids import RequestId
from bot.model.people import Role
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.model.supporters import OnCall, SupporterState
from bot.ports import Work
from tests.bot.flows.department import (
    ANN,
    COORDINATOR,
    GIA,
    MORNING,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    serving,
)
from tests.bot.flows.own_entries import EDIT
from tests.playing import config_of, labels_of, texts_of

DATA = ("peer", "My data", "Next", "Next", "Next")


@pytest.mark.parametrize("who", [ANN, COORDINATOR, STRANGER])
def test_whoever_is_no_supporter_gets_one_answer(agency: Department, who: int) -> None:
    shown = agency.walk(who, "supporter").aside
    assert "That is not open to you here." in texts_of(shown)
    assert labels_of(shown) == ["A colleague now, whoever is free", "What else is here"]


def test_who_is_one_no_more_is_refused_at_every_press(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    form = agency.walk(GIA, *EDIT).form
    roster = agency.person(GIA).roster
    agency.change(GIA, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    for label in ("Not available now", "My entry", "Test how I’m woken"):
        assert "not open to you" in texts_of(agency.press(GIA, menu, label).aside), label
    assert "not open to you" in texts_of(agency.submit(GIA, form, words="Still here").aside)
    assert agency.supporter(GIA) == serving(GIA)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Your training is good until June 30, 2027."),
        ({"state": SupporterState.NOMINATED}, "hasn’t approved you yet"),
        ({"state": SupporterState.SUSPENDED}, "Nobody is sent your way at the moment"),
        ({"trained_until": None}, "There’s no training of yours on record"),
        ({"trained_until": date(2026, 3, 1)}, "Your training was good until March 1, 2026."),
        ({"available": False}, "You’re not available now."),
    ],
)
def test_how_they_stand_in_words(agency: Department, changes: dict[str, Any], words: str) -> None:
    agency.keep(replace(serving(GIA), **changes))
    assert words in texts_of(agency.walk(GIA, "supporter").aside)


def asked(agency: Department) -> Request:
    """Ann asks, and nobody has it yet."""
    request = Request(
        id=RequestId(agency.run(lambda work: work.new_id())),
        state=RequestState.ASKING,
        member=id_of(ANN),
        wishes=Wishes(Urgency.TODAY),
        asked_at=MORNING,
        due_at=MORNING,
        asking_since=MORNING,
    )
    agency.run(lambda work: work.requests.add(request))
    return request


def drop(agency: Department) -> None:
    """Gia accepted somebody, and ended it as soon as she knew who it was."""
    request = asked(agency)

    def close(work: Work) -> None:
        known = work.requests.find(request.id)
        assert known is not None
        work.requests.close(known, dropped_by=id_of(GIA))

    agency.run(close)


def test_who_rests_is_told_so_and_until_when(agency: Department) -> None:
    drop(agency)
    menu = agency.walk(GIA, "supporter").aside
    assert "You’re available: you may be asked." in texts_of(menu)
    agency.play.ready.clock.move(timedelta(days=2))
    drop(agency)
    text = texts_of(agency.walk(GIA, "supporter").aside)
    assert "Until April 1, 2026 you get a rest" in text
    assert "you may be asked" not in text
    assert "Until April 1, 2026 you get a rest" in texts_of(agency.walk(GIA, *DATA).aside)
    off = agency.press(GIA, menu, "Not available now").aside
    assert "You’re down as not available now." in texts_of(off)
    on = texts_of(agency.press(GIA, off, "I’m available").aside)
    assert "you may be asked" not in on
    agency.play.ready.clock.move(timedelta(days=29))
    assert "you may be asked" in texts_of(agency.walk(GIA, "supporter").aside)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"caseload_cap": 0}, "as many conversations in hand as you take on"),
        ({"caseload_cap": 0, "available": False}, "You’re down as not available now."),
        ({"state": SupporterState.SUSPENDED}, "You’re down as available, for when that changes."),
        ({"trained_until": None}, "You’re down as available, for when that changes."),
        ({"state": SupporterState.NOMINATED, "available": False}, "down as not available now."),
    ],
)
def test_nobody_hears_that_they_may_be_asked_who_may_not(
    agency: Department, changes: dict[str, Any], words: str
) -> None:
    agency.keep(replace(serving(GIA), **changes))
    text = texts_of(agency.walk(GIA, "supporter").aside)
    assert words in text
    assert "you may be asked" not in text


def test_who_said_yes_to_enough_for_one_day_hears_so(tmp_path: Path) -> None:
    with department(tmp_path, config=config_of(requests=RequestPolicy(new_a_day=1))) as agency:
        request = asked(agency)

        def accept(work: Work) -> None:
            known = work.requests.find(request.id)
            assert known is not None
            taken = replace(known, state=RequestState.TOGETHER, supporter=id_of(GIA))
            work.requests.save(replace(taken, accepted_at=work.now))

        agency.run(accept)
        text = texts_of(agency.walk(GIA, "supporter").aside)
        assert "You have said yes to enough people for one day." in text
        assert "you may be asked" not in text


def test_periods_on_call_in_the_supporters_own_time(agency: Department) -> None:
    over = OnCall(MORNING - timedelta(days=2), MORNING - timedelta(days=1))
    tonight = OnCall(MORNING + timedelta(hours=10), MORNING + timedelta(hours=22))
    agency.keep(serving(GIA, on_call=(tonight, over)))
    text = texts_of(agency.walk(GIA, "supporter").aside)
    assert "On call: Mon, Mar 2, 19:00 to Tue, Mar 3, 07:00." in text
    assert text.count("On call:") == 1


def test_a_supporter_of_the_roster_without_a_record_yet(agency: Department) -> None:
    roster = agency.person(ANN).roster
    agency.change(ANN, roster=replace(roster, roles=frozenset({Role.MEMBER, Role.SUPPORTER})))
    menu = agency.walk(ANN, "supporter").aside
    assert "hasn’t approved you yet" in texts_of(menu)
    agency.press(ANN, menu, "Not available now")
    assert agency.supporter(ANN).state is SupporterState.NOMINATED
    assert not agency.supporter(ANN).available


def test_available_or_not_by_a_press(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    off = agency.press(GIA, menu, "Not available now").aside
    assert not agency.supporter(GIA).available
    assert "Not available now" in texts_of(agency.walk(ANN, "peer", "Who they are").aside)
    assert "done already" in texts_of(agency.press(GIA, menu, "Not available now").aside)
    agency.press(GIA, off, "I’m available")
    assert agency.supporter(GIA).available


def test_the_test_rings_and_says_what_happens(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    told = agency.press(GIA, menu, "Test how I’m woken").aside
    assert "rings" in texts_of(told)
    again = agency.press(GIA, menu, "Test how I’m woken").aside
    assert "on its way already" in texts_of(again)
    agency.deliver()
    assert agency.play.chat(account(GIA)).rings == 1
    agency.play.ready.clock.move(timedelta(minutes=2))
    agency.press(GIA, menu, "Test how I’m woken")
    agency.deliver()
    assert agency.play.chat(account(GIA)).rings == 2


def test_who_cannot_be_woken_is_told_so(tmp_path: Path) -> None:
    with department(tmp_path, fictional=False) as agency:
        menu = agency.walk(GIA, "supporter").aside
        told = agency.press(GIA, menu, "Test how I’m woken").aside
        assert "can’t be woken" in texts_of(told)
        assert agency.play.deliver() == 0
        agency.keep(serving(GIA, wake_url="json://phone.invalid"))
        agency.press(GIA, menu, "Test how I’m woken")
        agency.deliver()
        assert [waking.url for waking in agency.play.wakings] == ["json://phone.invalid"]
