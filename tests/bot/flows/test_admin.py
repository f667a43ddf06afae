"""/peer-admin: only for coordinators, and nothing of any member in it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.messages import Message
from bot.model.people import PersonState, Preferences, Role
from bot.model.supporters import OnCall, SupporterState
from bot.ports import Station, Work
from tests.bot.flows.department import (
    ANN,
    BO,
    COORDINATOR,
    EVA,
    GIA,
    MORNING,
    NAMES,
    NILS,
    STRANGER,
    Department,
    department,
    id_of,
    joined,
    serving,
)
from tests.playing import labels_of, texts_of

MENU = ("peer-admin",)
STATIONS = ("peer-admin", "Invite a station")
LONG = "Station " + "\N{FIRE ENGINE}" * 32


def stations(agency: Department, *names: str) -> None:
    def add(work: Work) -> None:
        for name in names:
            work.stations.save(Station(name, 12, None))

    agency.run(add)


def invited(agency: Department, name: str) -> object:
    station = agency.run(lambda work: work.stations.get(name))
    assert station is not None
    return station.invited_at


def every_page(agency: Department, message: Message | None) -> list[Message]:
    found = [message]
    while "Next" in labels_of(found[-1]):
        found.append(agency.press(COORDINATOR, found[-1], "Next").aside)
    return [page for page in found if page]


@pytest.mark.parametrize("who", [ANN, GIA, STRANGER])
def test_whoever_is_no_coordinator_gets_the_answer_of_everybody(
    agency: Department, who: int
) -> None:
    shown = agency.walk(who, "peer-admin").aside
    assert texts_of(shown) == texts_of(agency.walk(ANN, "supporter").aside)
    assert "not open to you" in texts_of(shown)


def test_the_role_is_asked_again_at_every_press(agency: Department) -> None:
    stations(agency, "Station 2")
    menu = agency.walk(COORDINATOR, *MENU).aside
    sure = agency.walk(COORDINATOR, *STATIONS, "Invite Station 2").aside
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    for label in labels_of(menu):
        if label not in ("What else is here", "Reports"):  # those are everybody's
            answer = agency.press(COORDINATOR, menu, label).aside
            assert "not open to you" in texts_of(answer), label
    agency.press(COORDINATOR, sure, "Yes, invite")
    assert invited(agency, "Station 2") is None


def test_a_coordinator_who_left_is_none(agency: Department) -> None:
    agency.run(lambda work: work.people.set_state(id_of(COORDINATOR), PersonState.LEFT))
    assert "not open to you" in texts_of(agency.walk(COORDINATOR, *MENU).aside)


def test_nothing_there_tells_of_a_member(agency: Department) -> None:
    """Word for word the same, whatever members chose, asked or answered."""
    stations(agency, "Station 1", "Station 2")

    def all_of_it() -> list[str]:
        menu = agency.walk(COORDINATOR, *MENU).aside
        shown = [menu]
        for label in labels_of(menu):
            shown += every_page(agency, agency.press(COORDINATOR, menu, label).aside)
        return [texts_of(page) + "\n".join(labels_of(page)) for page in shown]

    before = all_of_it()
    agency.join(ANN, GIA)
    agency.change(BO, membership=joined(), preferences=Preferences(avoided=(id_of(GIA),)))
    agency.walk(BO, "peer", "A colleague now, whoever is free")
    assert all_of_it() == before
    assert not any(NAMES[ANN] in text or NAMES[BO] in text for text in before)


def test_how_a_roster_is_sent(agency: Department) -> None:
    text = texts_of(agency.walk(COORDINATOR, *MENU, "Send a roster").aside)
    assert "Send the file (CSV) here in this chat." in text


# Stations


def test_a_station_is_invited_after_one_question(agency: Department) -> None:
    stations(agency, "Station 1", "Station 2")
    page = agency.walk(COORDINATOR, *STATIONS).aside
    assert "12 people" in texts_of(page)
    asked = agency.press(COORDINATOR, page, "Invite Station 2").aside
    assert "Invite everyone at Station 2? 12 people get one invitation." in texts_of(asked)
    assert invited(agency, "Station 2") is None
    done = agency.press(COORDINATOR, asked, "Yes, invite").aside
    assert invited(agency, "Station 2") == MORNING
    assert invited(agency, "Station 1") is None
    assert "over the coming days" in texts_of(done)
    again = agency.walk(COORDINATOR, *STATIONS).aside
    assert "Invited on March 2, 2026." in texts_of(again)
    assert "Invite Station 2" not in labels_of(again)


def test_a_second_press_invites_nobody_again(agency: Department) -> None:
    stations(agency, "Station 2")
    page = agency.walk(COORDINATOR, *STATIONS).aside
    asked = agency.press(COORDINATOR, page, "Invite Station 2").aside
    agency.press(COORDINATOR, asked, "Yes, invite")
    agency.play.ready.clock.move(timedelta(days=1))
    for message, label in ((asked, "Yes, invite"), (page, "Invite Station 2")):
        again = agency.press(COORDINATOR, message, label).aside
        assert "was invited before" in texts_of(again)
    assert invited(agency, "Station 2") == MORNING


def test_back_from_the_question_changes_nothing(agency: Department) -> None:
    stations(agency, "Station 2")
    agency.walk(COORDINATOR, *STATIONS, "Invite Station 2", "Back")
    assert invited(agency, "Station 2") is None


def test_many_stations_with_long_names_by_page(agency: Department) -> None:
    names = [f"{LONG[:38]}{n:02}" for n in range(20)]
    stations(agency, *names)
    pages = every_page(agency, agency.walk(COORDINATOR, *STATIONS).aside)
    shown = [s.heading for page in pages for s in page.sections if s.heading in names]
    assert shown == sorted(names)
    assert all(len(label) <= 75 for page in pages for label in labels_of(page))


def test_a_station_without_people_is_not_listed(agency: Department) -> None:
    stations(agency, "Station 2")
    page = agency.walk(COORDINATOR, *STATIONS).aside
    agency.run(lambda work: work.stations.save(Station("Station 2", 0, None)))
    assert "no station yet" in texts_of(agency.walk(COORDINATOR, *STATIONS).aside)
    gone = agency.press(COORDINATOR, page, "Invite Station 2").aside
    assert "no longer on the roster" in texts_of(gone)


# Supporters


def test_supporters_with_training_and_on_call(agency: Department) -> None:
    now = OnCall(MORNING - timedelta(hours=1), MORNING + timedelta(hours=2))
    agency.keep(serving(GIA, on_call=(now,)))
    agency.keep(serving(NILS, state=SupporterState.NOMINATED, trained_until=None))
    pages = every_page(agency, agency.walk(COORDINATOR, *MENU, "Supporters").aside)
    text = "\n".join(texts_of(page) for page in pages)
    assert "On call now: Gia Romano" in text
    assert (
        "Station 3 · approved · trained until June 30, 2027 · available · "
        "on call Mon, Mar 2, 08:00 to Mon, Mar 2, 11:00" in text
    )
    assert "Station 4 · not approved yet · no training on record · available" in text
    assert "cannot be woken" not in text


def test_who_cannot_be_woken_is_marked(tmp_path: Path) -> None:
    with department(tmp_path, fictional=False) as agency:
        now = OnCall(MORNING, MORNING + timedelta(hours=2))
        agency.keep(serving(GIA, on_call=(now,)))
        agency.keep(serving(EVA, on_call=(now,), wake_url="json://x.invalid"))
        shown = agency.walk(COORDINATOR, *MENU, "Supporters").aside
        assert shown is not None
        by_name = {s.heading: s.text for s in shown.sections}
        assert "cannot be woken" in by_name[NAMES[GIA]]
        assert "cannot be woken" not in by_name[NAMES[EVA]]


def test_nobody_on_call_is_said_plainly(agency: Department) -> None:
    text = texts_of(agency.walk(COORDINATOR, *MENU, "Supporters").aside)
    assert "Nobody is on call now." in text
