"""Contact peers after joining: added, taken off, chosen anew by the form."""

from datetime import timedelta

from bot.model.people import PersonState
from bot.model.supporters import SupporterState
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    CAPTAIN,
    EVA,
    GIA,
    NAMES,
    NILS,
    Department,
    account,
    id_of,
    joined,
    serving,
)
from tests.bot.flows.entries import entry, field_of, headings, ids
from tests.playing import labels_of, texts_of


def test_adding_and_taking_off_a_contact_peer(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    page = agency.press(ANN, entry(agency, ANN, GIA), "Add to my contact peers").aside
    assert agency.person(ANN).membership.contact_peers == ids(GIA)
    assert NAMES[GIA] in headings(page)
    assert "Whoever is new among them hears" in texts_of(page)
    agency.deliver()
    assert len(agency.texts(GIA)) == 1
    opened = entry(agency, ANN, GIA)
    assert "One of your contact peers." in texts_of(opened)
    dropped = agency.press(ANN, opened, "No longer a contact peer").aside
    assert "Nobody is told that you took somebody off." in texts_of(dropped)
    assert agency.person(ANN).membership.contact_peers == ()
    again = agency.press(ANN, opened, "No longer a contact peer").aside
    assert "done already" in texts_of(again)


def test_even_a_superior_greets_if_the_member_chooses_them(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    agency.press(ANN, entry(agency, ANN, CAPTAIN), "Add to my contact peers")
    assert agency.person(ANN).membership.contact_peers == ids(CAPTAIN)


def test_three_contact_peers_and_no_fourth(agency: Department) -> None:
    agency.change(ANN, membership=joined(contact_peers=ids(GIA, NILS, BEN)))
    page = agency.press(ANN, entry(agency, ANN, EVA), "Add to my contact peers").aside
    assert "You have 3 already" in texts_of(page)
    assert agency.person(ANN).membership.contact_peers == ids(GIA, NILS, BEN)


def test_the_form_keeps_the_order_and_tells_only_the_new(agency: Department) -> None:
    agency.change(ANN, membership=joined(contact_peers=ids(NILS, GIA)))
    form = agency.walk(ANN, "peer", "My contact peers", "Choose who greets you").form
    assert field_of(form).chosen == tuple(map(str, ids(NILS, GIA)))
    chosen = tuple(map(str, ids(BEN, GIA, NILS)))
    agency.submit(ANN, form, contacts=chosen)
    assert agency.person(ANN).membership.contact_peers == ids(NILS, GIA, BEN)
    agency.deliver()
    assert [len(agency.texts(number)) for number in (NILS, GIA, BEN)] == [0, 0, 1]


def test_a_contact_peer_of_the_chain_of_command_stays_in_the_form(agency: Department) -> None:
    agency.change(ANN, membership=joined(contact_peers=ids(CAPTAIN)))
    form = agency.walk(ANN, "peer", "My contact peers", "Choose who greets you").form
    agency.submit(ANN, form, contacts=tuple(map(str, ids(CAPTAIN, GIA))))
    assert agency.person(ANN).membership.contact_peers == ids(CAPTAIN, GIA)


def test_a_contact_form_that_cannot_be_is_asked_again(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    form = agency.walk(ANN, "peer", "My contact peers", "Choose who greets you").form
    again = agency.submit(ANN, form, contacts=(str(id_of(GIA)), "nobody")).form
    assert field_of(again).chosen == (str(id_of(GIA)), "nobody")
    assert field_of(again).error.startswith("That’s somebody and nobody")
    agency.submit(ANN, again, contacts=("nobody",))
    assert agency.person(ANN).membership.contact_peers == ()


def test_being_chosen_again_the_same_day_is_told_once(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    for label in ("Add to my contact peers", "No longer a contact peer", "Add to my contact peers"):
        agency.press(ANN, entry(agency, ANN, GIA), label)
    agency.deliver()
    assert len(agency.texts(GIA)) == 1


def test_whoever_chooses_them_on_a_day_is_in_one_message_to_the_supporter(
    agency: Department,
) -> None:
    """The first of a day is told at once; the rest of that day in one message the next."""
    for number in (ANN, BO, NILS):
        agency.change(number, membership=joined())
        agency.press(number, entry(agency, number, GIA), "Add to my contact peers")
        agency.deliver()
    assert len(agency.texts(GIA)) == 1
    agency.deliver(after=timedelta(days=1))
    first, second = agency.play.chat(account(GIA)).messages.values()
    assert "Someone who joined has chosen you" in texts_of(first)
    assert "2 people who joined have chosen you" in texts_of(second)
    seen = texts_of(agency.press(GIA, second, "See who").aside)
    assert NAMES[ANN] not in seen
    assert NAMES[BO] in seen
    assert NAMES[NILS] in seen
    assert "All of them know" in seen


def test_who_chooses_otherwise_before_it_is_told_is_not_in_it(agency: Department) -> None:
    for number in (ANN, BO, NILS):
        agency.change(number, membership=joined())
        agency.press(number, entry(agency, number, GIA), "Add to my contact peers")
        agency.deliver()
    agency.press(BO, entry(agency, BO, GIA), "No longer a contact peer")
    agency.deliver(after=timedelta(days=1))
    second = agency.play.chat(account(GIA)).last
    assert "Someone who joined has chosen you" in texts_of(second)
    assert NAMES[BO] not in texts_of(agency.press(GIA, second, "See who").aside)


def test_contact_peers_are_for_who_joined(agency: Department) -> None:
    page = agency.walk(BO, "peer", "My contact peers").aside
    assert "Join first" in texts_of(page)
    assert labels_of(page)[0] == "Join"


def test_who_was_marked_as_left_chooses_nobody(agency: Department) -> None:
    agency.join(ANN, GIA)
    form = agency.walk(ANN, "peer", "My contact peers", "Choose who greets you").form
    agency.run(lambda work: work.people.set_state(id_of(ANN), PersonState.LEFT))
    answer = agency.submit(ANN, form, contacts=(str(id_of(NILS)),))
    assert "Talking to someone works all the same" in texts_of(answer.aside)
    assert agency.person(ANN).membership.contact_peers == (id_of(GIA),)


def test_a_contact_peer_who_does_not_serve_now_is_not_said_to_greet(agency: Department) -> None:
    agency.change(ANN, membership=joined(contact_peers=ids(GIA, NILS)))
    away = "Not in the directory at the moment, so no hello comes from them."
    assert away not in texts_of(agency.walk(ANN, "peer", "My contact peers").aside)
    agency.keep(serving(GIA, state=SupporterState.SUSPENDED))
    page = agency.walk(ANN, "peer", "My contact peers").aside
    assert page is not None
    said = {each.heading: each.text for each in page.sections if each.heading}
    assert (said[NAMES[GIA]], said[NAMES[NILS]]) == (away, "")


def test_who_was_suspended_is_shown_nobody(agency: Department) -> None:
    agency.join(ANN, GIA)
    agency.deliver()
    agency.keep(serving(GIA, state=SupporterState.SUSPENDED))
    seen = agency.press(GIA, agency.play.chat(account(GIA)).last, "See who")
    assert NAMES[ANN] not in texts_of(seen.aside)
    assert "That has changed since" in texts_of(seen.aside)
    assert labels_of(seen.aside) == ["What else is here"]


def test_only_who_was_chosen_sees_who_chose_them(agency: Department) -> None:
    """The card's buttons are the supporter's own; another's token opens nothing."""
    agency.change(ANN, membership=joined())
    agency.press(ANN, entry(agency, ANN, GIA), "Add to my contact peers")
    agency.deliver()
    card = agency.play.chat(account(GIA)).last
    seen = agency.press(NILS, card, "See who").aside
    assert NAMES[ANN] not in texts_of(seen)
