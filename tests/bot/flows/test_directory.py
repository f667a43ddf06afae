"""The directory: who is in it, what an entry says, and what can be done from there."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image as Picture

from bot.messages import ChoiceField
from bot.model.people import PersonState, Preferences
from bot.model.supporters import DirectoryEntry, OnCall, SupporterState
from bot.ports import Work
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    BOTH,
    CAPTAIN,
    EVA,
    GIA,
    MORNING,
    NAMES,
    NILS,
    STRANGER,
    Department,
    id_of,
    joined,
    serving,
)
from tests.bot.flows.entries import LIST, entry, headings, ids, preferences
from tests.playing import labels_of, texts_of


def test_pages_of_five_by_name(agency: Department) -> None:
    first = agency.walk(BO, *LIST).aside
    second = agency.press(BO, first, "Next").aside
    everybody = sorted(NAMES[number] for number in (GIA, NILS, BEN, EVA, CAPTAIN, BOTH))
    assert headings(first) == everybody[:5]
    assert headings(second) == everybody[5:]
    assert headings(agency.press(BO, second, "Previous").aside) == everybody[:5]
    assert "Next" not in labels_of(second)


def test_an_entry_in_words(agency: Department) -> None:
    text = texts_of(entry(agency, BO, GIA))
    for words in (
        "Station 3 · Available",
        "Good with: Work, Loss and grief",
        "Speaks English",
        "Trained until June 30, 2027",
        "“Words of Gia Romano.”",
    ):
        assert words in text


def test_who_does_not_serve_is_not_listed(agency: Department) -> None:
    changes: dict[int, dict[str, Any]] = {
        GIA: {"state": SupporterState.NOMINATED},
        NILS: {"state": SupporterState.SUSPENDED},
        BEN: {"trained_until": date(2026, 3, 1)},
        CAPTAIN: {"trained_until": None},
    }
    for number, change in changes.items():
        supporter = replace(serving(number), **change)
        agency.keep(supporter)
    agency.run(lambda work: work.people.set_state(id_of(BOTH), PersonState.LEFT))
    assert headings(agency.walk(BO, *LIST).aside) == [NAMES[EVA]]


def test_training_is_good_through_its_last_day(agency: Department) -> None:
    last = serving(GIA, trained_until=date(2026, 3, 2))
    agency.keep(last)
    assert NAMES[GIA] in headings(agency.walk(BO, *LIST).aside)
    agency.play.ready.clock.move(timedelta(hours=14))  # 23:00, the same day in Chicago
    assert NAMES[GIA] in headings(agency.walk(BO, *LIST).aside)
    agency.play.ready.clock.move(timedelta(hours=2))
    assert NAMES[GIA] not in headings(agency.walk(BO, *LIST).aside)


def test_available_is_what_a_supporter_says_and_nothing_of_what_they_have_in_hand(
    agency: Department,
) -> None:
    before = texts_of(entry(agency, BO, GIA))
    assert "Available" in before
    agency.keep(serving(GIA, caseload_cap=0))
    assert texts_of(entry(agency, BO, GIA)) == before
    assert "Not available now" in texts_of(entry(agency, BO, EVA))


def test_on_call_is_available(agency: Department) -> None:
    hours = OnCall(MORNING - timedelta(hours=1), MORNING + timedelta(hours=1))
    on_call = serving(EVA, available=False, on_call=(hours,))
    agency.keep(on_call)
    assert "· Available" in texts_of(entry(agency, BO, EVA))


def test_a_photo_comes_with_its_words(agency: Department) -> None:
    out = BytesIO()
    Picture.new("RGB", (8, 8), "navy").save(out, format="PNG")

    def add(work: Work) -> None:
        picture = work.pictures.add(id_of(GIA), out.getvalue())
        shown = DirectoryEntry(photo=picture)
        work.supporters.save(serving(GIA, shown=shown))

    agency.run(add)
    images = [section.image for section in entry(agency, BO, GIA).sections if section.image]
    assert [image.alt for image in images] == ["A picture of Gia Romano"]
    assert images[0].png == out.getvalue()


def test_a_long_name_fits_on_its_buttons(agency: Department) -> None:
    roster = agency.person(GIA).roster
    agency.change(GIA, roster=replace(roster, name="Gia " + "Wolfeschlegelsteinhausen" * 2))
    assert all(len(label) <= 75 for label in labels_of(agency.walk(BO, *LIST).aside))


def test_who_is_gone_is_said_to_be(agency: Department) -> None:
    page = agency.walk(ANN, *LIST).aside
    agency.change(ANN, membership=joined())
    opened = entry(agency, ANN, GIA)
    agency.run(lambda work: work.people.set_state(id_of(GIA), PersonState.LEFT))
    for message, label in (
        (page, "More about Gia Romano"),
        (opened, "Add to my contact peers"),
        (opened, "I’d like to talk to them"),
    ):
        answer = agency.press(ANN, message, label).aside
        assert "no longer in the directory" in texts_of(answer)
    assert preferences(agency) == Preferences()
    assert agency.person(ANN).membership.contact_peers == ()


def test_a_page_that_is_no_more_is_the_last(agency: Department) -> None:
    first = agency.walk(BO, *LIST).aside
    agency.run(lambda work: work.people.set_state(id_of(BOTH), PersonState.LEFT))
    assert len(headings(agency.press(BO, first, "Next").aside)) == 5


# What can be done from an entry


def test_talking_to_this_person_opens_the_form_with_their_name(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    answer = agency.press(ANN, entry(agency, ANN, GIA), "Talk to Gia Romano")
    assert answer.form is not None
    to = next(f for f in answer.form.fields if f.name == "to")
    assert isinstance(to, ChoiceField)
    assert to.chosen == (str(id_of(GIA)),)


def test_a_stranger_can_look_and_talk_and_no_more(agency: Department) -> None:
    labels = labels_of(entry(agency, STRANGER, GIA))
    assert labels == ["Talk to Gia Romano", "Back", "What else is here"]


def test_oneself_is_only_looked_at(agency: Department) -> None:
    opened = entry(agency, GIA, GIA)
    assert labels_of(opened) == ["My entry", "Back", "What else is here"]
    assert "That’s you" in texts_of(opened)


def test_who_has_not_joined_is_not_offered_a_contact_peer(agency: Department) -> None:
    assert "Add to my contact peers" not in labels_of(entry(agency, BO, GIA))
    agency.change(BO, membership=joined())
    assert "Add to my contact peers" in labels_of(entry(agency, BO, GIA))


@pytest.mark.parametrize("close", ["above", "below", "evaluates", "coordinates"])
def test_who_stands_close_is_told_to_the_member_alone(agency: Department, close: str) -> None:
    roster = agency.person(BO).roster
    number = GIA
    match close:
        case "above":
            agency.change(BO, roster=replace(roster, supervisor=id_of(GIA)))
        case "below":
            gia = agency.person(GIA).roster
            agency.change(GIA, roster=replace(gia, supervisor=id_of(BO)))
        case "evaluates":
            agency.change(BO, roster=replace(roster, evaluators=ids(GIA)))
        case "coordinates":
            number = BOTH
    assert "only asked if you name them" in texts_of(entry(agency, BO, number))
    assert "only asked if you name them" not in texts_of(entry(agency, STRANGER, number))
    assert "only asked if you name them" not in texts_of(entry(agency, BO, NILS))
