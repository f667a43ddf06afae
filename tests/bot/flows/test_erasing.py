"""Erasing: asked twice, nobody is left waiting, and what is left is what the roster says."""

from dataclasses import replace

import pytest

from bot.model.ids import PersonId
from bot.model.people import (
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Rhythm,
    Role,
    Zone,
)
from bot.model.supporters import SupporterState
from bot.ports import NotFound
from tests.bot.flows.department import (
    ANN,
    BO,
    CAPTAIN,
    GIA,
    MORNING,
    STRANGER,
    Department,
    account,
    id_of,
    joined,
)
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases

ERASE = ("My data", "Erase it", "Erase it", "Yes, erase it all")


def now_behind(agency: Department, number: int) -> Person | None:
    return agency.run(lambda work: work.people.by_account(account(number)))


def gone(agency: Department, person: PersonId) -> bool:
    try:
        agency.run(lambda work: work.people.get(person))
    except NotFound:
        return True
    return False


def test_a_member_is_erased_but_for_the_roster(agency: Department) -> None:
    agency.change(
        ANN,
        membership=joined(contact_peers=(id_of(GIA),)),
        rhythm=Rhythm(answer=LastAnswer(Zone.RED, MORNING, 1), check_in_count=1),
        preferences=Preferences(avoided=(id_of(BO),)),
    )
    before = agency.person(ANN)
    answer = agency.walk(ANN, "peer", *ERASE)
    assert "It’s erased. All that’s left is your entry on the roster" in texts_of(answer.aside)
    assert gone(agency, id_of(ANN))
    after = now_behind(agency, ANN)
    assert after is not None
    assert after.id != before.id
    assert after == Person(
        after.id,
        PersonState.ROSTER,
        replace(before.roster, formerly=(before.id,)),
        Membership(MembershipState.DECLINED),
    )
    # The buttons of the answer are theirs, and they can join again.
    assert texts_of(agency.press(ANN, answer.aside, "What else is here").aside)
    agency.join(ANN)
    again = now_behind(agency, ANN)
    assert again is not None
    assert again.joined


def test_the_chat_is_to_be_emptied(agency: Department) -> None:
    agency.walk(ANN, "peer", *ERASE)
    (clearing,) = agency.run(lambda work: work.clearings.due())
    assert (clearing.account, clearing.before) == (account(ANN), MORNING)


def test_it_is_asked_twice_and_can_be_kept(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    first = agency.walk(ANN, "peer", "My data", "Erase it").aside
    assert "Your entry on the roster: it’s your agency’s" in texts_of(first)
    assert "Backups are kept 30 days" in texts_of(first)
    assert labels_of(first) == ["Erase it", "Keep it"]
    second = agency.press(ANN, first, "Erase it").aside
    assert "can’t be undone" in texts_of(second)
    kept = agency.press(ANN, second, "Keep it").aside
    assert "What is held about you" in texts_of(kept)
    assert agency.person(ANN).joined


def test_a_second_press_finds_nobody_to_erase(agency: Department) -> None:
    """The card was theirs whom nobody knows any more: it means nothing, and erases nobody anew."""
    sure = agency.walk(ANN, "peer", *ERASE[:3]).aside
    agency.press(ANN, sure, ERASE[3])
    after = now_behind(agency, ANN)
    agency.press(ANN, sure, ERASE[3])
    assert now_behind(agency, ANN) == after


def test_a_supporter_is_one_no_more_until_approved_anew(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=(id_of(CAPTAIN),)))
    first = agency.walk(CAPTAIN, "peer", "My data", "Erase it").aside
    assert "You also stop being a supporter" in texts_of(first)
    agency.walk(CAPTAIN, "peer", *ERASE)
    after = now_behind(agency, CAPTAIN)
    assert after is not None
    assert Role.SUPPORTER in after.roster.roles
    stored = agency.run(lambda work: work.supporters.get(after.id))
    assert stored is not None
    assert stored.state is SupporterState.NOMINATED
    assert stored.trained_until is None
    # Whoever would rather not talk to them still does not get them.
    assert "Cal Whitlock" in texts_of(agency.walk(ANN, "peer", "My data", "Next").aside)


def test_nobody_is_erased_of_whom_nothing_is_held(agency: Department) -> None:
    answer = agency.walk(STRANGER, "peer", "My data")
    assert "Erase it" not in labels_of(answer.aside)


def test_nothing_comes_from_before(agency: Department) -> None:
    """What was on its way goes with the key: no check-in reaches who erased themselves."""
    agency.change(ANN, membership=joined())
    agency.join(BO)
    before = len(agency.texts(BO))
    agency.walk(BO, "peer", *ERASE)
    agency.deliver()
    assert len(agency.texts(BO)) == before


# Nobody is left waiting


def test_an_open_request_is_ended_first(agency: Department) -> None:
    agency.walk(ANN, "peer", NOW)
    asked = agency.walk(ANN, "peer", "My data", "Erase it").aside
    assert "You have a request open" in texts_of(asked)
    agency.press(ANN, asked, "Where does it stand?")
    assert not gone(agency, id_of(ANN))


def test_a_conversation_is_ended_first(agency: Department) -> None:
    asks_and_is_called_by(GIA, agency)
    refused = agency.walk(GIA, "peer", "My data", "Erase it").aside
    assert "Somebody counts on you" in texts_of(refused)
    assert "My requests" in labels_of(refused)


def test_a_name_leaves_the_supporters_chat_although_its_owner_is_erased_at_once(
    agency: Department,
) -> None:
    """The redrawing is about nobody who was erased: the last thing they did is done."""
    asks_and_is_called_by(GIA, agency)
    assert any("Ann Ortiz" in each for each in agency.texts(GIA))
    status = agency.walk(ANN, "peer", "My request").aside
    agency.press(ANN, status, "We are done")
    agency.walk(ANN, "peer", *ERASE)
    assert gone(agency, id_of(ANN))
    agency.deliver()
    assert not any("Ann Ortiz" in each for each in agency.texts(GIA))


NOW = "A colleague now, whoever is free"


def asks_and_is_called_by(number: int, agency: Department) -> None:
    agency.walk(ANN, "peer", NOW)
    agency.deliver()
    offer = agency.play.chat(account(number)).last
    agency.press(number, offer, "I can, now")
    agency.deliver()
