"""What coordinators see of an entry that is proposed, and what they say to it."""

from dataclasses import replace
from datetime import timedelta

from bot.flows.pressing import Whom, aside
from bot.model.actions import ActionKind
from bot.model.people import PersonState, Role
from bot.rendering.entries import version_of
from bot.rendering.wording import Wording, card, choice, part
from storage.unit_of_work import as_stored
from tests.bot.flows.department import (
    ANN,
    BOTH,
    COORDINATOR,
    EVA,
    GIA,
    NAMES,
    SECOND,
    Department,
    account,
    id_of,
    serving,
)
from tests.bot.flows.own_entries import EDIT, card_of, photo, propose
from tests.playing import labels_of, texts_of


def test_what_a_coordinator_sees_is_what_is_shown(agency: Department) -> None:
    propose(agency, files={"photo": photo()})
    shown = card_of(agency)
    assert "“Ask me.”" in texts_of(shown)
    assert "“Hello there.”" in texts_of(shown)
    assert [s.image.alt for s in shown.sections if s.image] == ["A picture of Gia Romano"]
    answer = agency.press(COORDINATOR, shown, "Approve")
    assert answer.redraw is not None
    assert labels_of(answer.redraw) == []
    assert "The entry of Gia Romano is in the directory now" in texts_of(answer.redraw)
    supporter = agency.supporter(GIA)
    assert supporter.proposed is None
    assert supporter.shown.words == "Ask me."
    assert "Ask me." in texts_of(agency.walk(ANN, "peer", "Who they are").aside)


def test_the_supporter_hears_what_came_of_it(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Approve")
    agency.deliver()
    assert "Your entry is in the directory now" in agency.texts(GIA)[-1]


def test_not_yet_loses_nothing(agency: Department) -> None:
    propose(agency)
    answer = agency.press(COORDINATOR, card_of(agency), "Not yet")
    assert answer.redraw is not None
    assert "The entry of Gia Romano isn’t shown" in texts_of(answer.redraw)
    agency.deliver()
    assert "isn’t shown yet" in agency.texts(GIA)[-1]
    supporter = agency.supporter(GIA)
    assert supporter.returned
    assert supporter.shown == serving(GIA).shown
    page = agency.walk(GIA, "supporter", "My entry").aside
    assert "would like to talk it over with you" in texts_of(page)
    assert "Ask me." in texts_of(page)
    assert "none waits" in " ".join(labels_of(agency.walk(COORDINATOR, "peer-admin").aside))


def test_the_same_words_may_be_proposed_again_after_a_talk(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Not yet")
    agency.play.ready.clock.move(timedelta(hours=1))
    agency.submit(GIA, agency.walk(GIA, *EDIT).form)
    assert not agency.supporter(GIA).returned
    agency.deliver()
    assert len(agency.texts(COORDINATOR)) == 2


def test_the_second_to_decide_is_told_that_it_is_settled(agency: Department) -> None:
    propose(agency)
    first, second = card_of(agency), card_of(agency, SECOND)
    agency.press(COORDINATOR, first, "Approve")
    answer = agency.press(SECOND, second, "Not yet")
    assert "settled already" in texts_of(answer.redraw)
    assert agency.supporter(GIA).shown.words == "Ask me."
    assert not agency.supporter(GIA).returned


def test_what_was_sent_back_is_not_approved_from_an_old_card(agency: Department) -> None:
    propose(agency)
    first, second = card_of(agency), card_of(agency, SECOND)
    agency.press(COORDINATOR, first, "Not yet")
    answer = agency.press(SECOND, second, "Approve")
    assert "settled already" in texts_of(answer.redraw)
    assert agency.supporter(GIA).returned
    assert agency.supporter(GIA).shown == serving(GIA).shown


def test_what_was_changed_since_is_shown_before_it_is_approved(agency: Department) -> None:
    propose(agency)
    old = card_of(agency)
    propose(agency, words="Something else entirely.")
    answer = agency.press(COORDINATOR, old, "Approve")
    assert "They’ve changed it since you saw it" in texts_of(answer.aside)
    assert "Something else entirely." in texts_of(answer.aside)
    assert agency.supporter(GIA).shown == serving(GIA).shown
    agency.press(COORDINATOR, answer.aside, "Approve")
    assert agency.supporter(GIA).shown.words == "Something else entirely."


def test_a_notice_of_an_older_version_is_not_sent(agency: Department) -> None:
    propose(agency)
    agency.play.ready.clock.move(timedelta(seconds=1))
    propose(agency, words="Something else entirely.")
    agency.deliver()  # the older one is dropped
    agency.deliver()
    (text,) = agency.texts(COORDINATOR)
    assert "Something else entirely." in text


def test_nobody_approves_themselves(agency: Department) -> None:
    """Their own is not in their list."""
    propose(agency, BOTH)
    menu = agency.walk(BOTH, "peer-admin").aside
    assert "Entries: none waits" in labels_of(menu)
    assert "No entry waits for you." in texts_of(
        agency.press(BOTH, menu, "Entries: none waits").aside
    )


def test_an_own_entry_is_refused_whoever_issued_the_button(agency: Department) -> None:
    propose(agency, BOTH)
    proposed = agency.supporter(BOTH).proposed
    assert proposed is not None
    wording = Wording(agency.play.setting, "en")
    forged = card(
        wording,
        part(
            "",
            choice("Approve", ActionKind.APPROVE_ENTRY, p=id_of(BOTH), v=version_of(proposed)),
        ),
    )
    whom = Whom(account(BOTH), agency.person(BOTH))
    shown = agency.run(lambda work: aside(forged, whom, work)).aside
    assert "Another coordinator looks at it" in texts_of(agency.press(BOTH, shown, "Approve").aside)
    assert agency.supporter(BOTH).proposed == proposed


def test_who_coordinates_no_more_decides_no_more(agency: Department) -> None:
    propose(agency)
    shown = card_of(agency)
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    answer = agency.press(COORDINATOR, shown, "Approve")
    assert "not open to you" in texts_of(answer.aside)
    assert agency.supporter(GIA).proposed is not None


def test_entries_one_after_the_other_from_the_menu(agency: Department) -> None:
    propose(agency)
    propose(agency, EVA)
    menu = agency.walk(COORDINATOR, "peer-admin").aside
    first = agency.press(COORDINATOR, menu, "Entries: 2 wait").aside
    assert NAMES[GIA] in texts_of(first)
    done = agency.press(COORDINATOR, first, "Approve").aside
    second = agency.press(COORDINATOR, done, "Entries: one waits").aside
    assert NAMES[EVA] in texts_of(second)


def test_decisions_are_on_record_without_words(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Approve")
    propose(agency, words="Other.")
    agency.press(COORDINATOR, card_of(agency), "Not yet")
    entries = agency.run(lambda work: as_stored(work).audit.entries(0, 100))
    found = [(entry.kind, dict(entry.detail)) for entry, _ in entries]
    by = {"person": id_of(GIA), "by": id_of(COORDINATOR)}
    assert found == [("entry approved", by), ("entry sent back", by)]


def test_an_entry_of_somebody_who_left_the_supporters_is_not_announced(
    agency: Department,
) -> None:
    agency.play.ready.clock.move(timedelta(hours=14))
    propose(agency)
    agency.run(lambda work: work.people.set_state(id_of(SECOND), PersonState.LEFT))
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    agency.deliver(timedelta(hours=10))
    assert agency.texts(COORDINATOR) == []
