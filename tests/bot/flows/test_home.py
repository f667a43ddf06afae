"""The bot's own page: what is on it, and what whoever passes by cannot read from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.events import HomeOpened
from bot.messages import Message
from bot.model.ids import Account, PersonId
from bot.model.people import Person, Preferences, Role
from bot.ports import Work
from tests.bot.flows.department import (
    ANN,
    BO,
    BOTH,
    CAPTAIN,
    COORDINATOR,
    GIA,
    NILS,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    joined,
    serving,
    somebody,
)
from tests.menus import TO_A_PERSON, WISHES
from tests.playing import buttons_of, labels_of, texts_of

TO_DO = [*TO_A_PERSON, "My request"]
PREFERENCES = ["My check-ins", *WISHES]
CONFIDENTIAL = ["How confidential is this?", "My data"]


def home_of(agency: Department, who: int | Account) -> Message:
    acting = account(who) if isinstance(who, int) else who
    message = agency.play.happen(HomeOpened(agency.play.next_id(), acting)).aside
    assert message is not None
    return message


def alike(*messages: Message) -> bool:
    return len({(texts_of(each), tuple(labels_of(each))) for each in messages}) == 1


def test_what_is_on_it(agency: Department) -> None:
    page = home_of(agency, ANN)
    assert [section.heading for section in page.sections][:4] == [
        "What’s here for you",
        "My preferences",
        "How confidential this is",
        "The supporters",
    ]
    labels = labels_of(page)
    assert labels[: len(TO_DO)] == TO_DO
    assert labels[len(TO_DO) :][: len(PREFERENCES)] == PREFERENCES
    assert [label for label in labels if label in CONFIDENTIAL] == CONFIDENTIAL
    assert "More about Gia Romano" in labels
    assert "911" in page.footer


def test_it_is_the_same_whatever_somebody_has_chose_or_asked(agency: Department) -> None:
    before = home_of(agency, ANN)
    wishes = Preferences(preferred=(id_of(NILS),), avoided=(id_of(GIA),), no_officers=True)
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)), preferences=wishes)
    agency.walk(ANN, "peer", "A colleague now, whoever is free")
    assert agency.run(lambda work: work.requests.open_of(id_of(ANN))) is not None
    pages = [home_of(agency, who) for who in (ANN, BO, GIA, CAPTAIN, COORDINATOR, BOTH)]
    assert alike(before, *pages)


def test_preferences_open_for_whoever_presses_and_are_not_on_the_page(agency: Department) -> None:
    wishes = Preferences(preferred=(id_of(NILS),), avoided=(id_of(GIA),))
    agency.change(ANN, membership=joined(cadence_days=28), preferences=wishes)
    page = home_of(agency, ANN)
    for label, words in (
        ("My check-ins", "about every four weeks"),
        ("Whom I’d like", "1. Nils"),
        ("Whom I’d rather not", "Gia Romano"),
    ):
        assert words in texts_of(agency.press(ANN, page, label).aside), label
    assert "four weeks" not in texts_of(page)


def test_every_button_of_it_leads_somewhere(agency: Department) -> None:
    for who in (ANN, STRANGER):
        page = home_of(agency, who)
        for button in buttons_of(page):
            answer = agency.press(who, page, button.label)
            assert answer.aside or answer.form, button.label


def test_a_stranger_has_no_preferences_to_open(agency: Department) -> None:
    page = home_of(agency, STRANGER)
    assert not set(PREFERENCES) & set(labels_of(page))
    assert {*TO_DO, *CONFIDENTIAL, "More about Gia Romano"} <= set(labels_of(page))


def test_nothing_on_it_holds_for_an_hour_only(agency: Department) -> None:
    """It stays on a screen until it is opened again."""
    before = home_of(agency, BO)
    agency.keep(replace(agency.supporter(GIA), available=False))
    assert alike(before, home_of(agency, BO))
    entry = agency.press(BO, before, "More about Gia Romano").aside
    assert "Not available now" in texts_of(entry)


def test_it_speaks_the_language_that_was_chosen_and_says_that_it_changed(
    agency: Department,
) -> None:
    agency.change(ANN, membership=joined())
    language = agency.walk(ANN, "peer", "My check-ins", "Language").aside
    same = agency.press(ANN, language, "✓ English")
    assert not same.home_changed
    assert agency.press(ANN, language, "Français").home_changed
    assert "Parler à un pair aidant" in labels_of(home_of(agency, ANN))


# Two hundred supporters

NUMBERS = range(1_000, 1_200)


def big(number: int) -> PersonId:
    """An id of as many digits as there are: what buttons mean has to fit into one record."""
    return PersonId(2**63 - number)


@pytest.fixture
def large(place: str | Path) -> Iterator[Department]:
    with department(place) as opened:
        opened.play.ready.add(*(_of_many(number) for number in NUMBERS))
        opened.run(_all_serve)
        yield opened


def _of_many(number: int) -> Person:
    person = somebody(number, Role.SUPPORTER)
    long = replace(person.roster, name=f"Person {number} " + "x" * 60)
    return replace(person, id=big(number), roster=long)


def _all_serve(work: Work) -> None:
    for number in NUMBERS:
        work.supporters.save(replace(serving(number), person=big(number)))


def test_a_directory_of_two_hundred_is_turned_page_by_page(large: Department) -> None:
    page, names = home_of(large, ANN), []
    while True:
        more = [label for label in labels_of(page) if label.startswith("More about ")]
        assert len(more) <= 10
        assert len(page.sections) <= 16
        names += [each.heading for each in page.sections[4:] if each.heading]
        if "Next" not in labels_of(page):
            break
        answer = large.press(ANN, page, "Next")
        assert answer.aside is None, "it is the same page, drawn again"
        assert answer.redraw is not None
        page = answer.redraw
    assert len(names) == len(set(names)) == 206
    assert "Page 21 of 21" in texts_of(page)
    back = large.press(ANN, page, "Previous").redraw
    assert "Page 20 of 21" in texts_of(back)
