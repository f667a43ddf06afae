"""The directory, and what a member does from there: contact peers, liked and avoided."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image as Picture

from bot.messages import ChoiceField, Form, Message
from bot.model.ids import Account, PersonId
from bot.model.people import PersonState, Preferences, Role
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
    account,
    id_of,
    joined,
    serving,
    somebody,
)
from tests.playing import labels_of, texts_of

LIST = ("peer", "Who they are")
LIKED = ("peer", "Whom I’d like")
RATHER_NOT = ("peer", "Whom I’d rather not")


def headings(message: Message | None) -> list[str]:
    assert message is not None
    return [s.heading for s in message.sections if s.heading in NAMES.values()]


def entry(agency: Department, who: int | Account, number: int) -> Message:
    """Opens somebody's entry."""
    page = agency.walk(who, *LIST).aside
    label = f"More about {NAMES[number]}"
    while label not in labels_of(page):
        page = agency.press(who, page, "Next").aside
    found = agency.press(who, page, label).aside
    assert found is not None
    return found


def preferences(agency: Department, who: int = ANN) -> Preferences:
    return agency.person(who).preferences


def ids(*numbers: int) -> tuple[PersonId, ...]:
    return tuple(id_of(number) for number in numbers)


def field_of(form: Form | None) -> ChoiceField:
    assert form is not None
    (field,) = form.fields
    assert isinstance(field, ChoiceField)
    return field


# The list


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


def test_not_available_now_is_said_the_same_for_every_reason(agency: Department) -> None:
    """By wish, by the cap: never which."""
    full = serving(GIA, caseload_cap=0)
    agency.keep(full)
    for number in (GIA, EVA):
        text = texts_of(entry(agency, BO, number))
        assert "Not available now" in text
        assert "full" not in text


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


# Contact peers


def test_adding_and_taking_off_a_contact_peer(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    page = agency.press(ANN, entry(agency, ANN, GIA), "Add to my contact peers").aside
    assert agency.person(ANN).membership.contact_peers == ids(GIA)
    assert NAMES[GIA] in headings(page)
    agency.deliver()
    assert len(agency.texts(GIA)) == 1
    opened = entry(agency, ANN, GIA)
    assert "One of your contact peers." in texts_of(opened)
    agency.press(ANN, opened, "No longer a contact peer")
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


def test_contact_peers_are_for_who_joined(agency: Department) -> None:
    page = agency.walk(BO, "peer", "My contact peers").aside
    assert "Join first" in texts_of(page)
    assert labels_of(page)[0] == "Join"


def test_only_who_was_chosen_sees_who_chose_them(agency: Department) -> None:
    """The card's buttons are the supporter's own; another's token opens nothing."""
    agency.change(ANN, membership=joined())
    agency.press(ANN, entry(agency, ANN, GIA), "Add to my contact peers")
    agency.deliver()
    card = agency.play.chat(account(GIA)).last
    seen = agency.press(NILS, card, "See who").aside
    assert NAMES[ANN] not in texts_of(seen)


# Whom they would like


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


# Whom they would rather not


def test_avoiding_wins_over_liking_and_greeting(agency: Department) -> None:
    agency.change(
        ANN,
        membership=joined(contact_peers=ids(GIA, NILS)),
        preferences=Preferences(preferred=ids(NILS, GIA)),
    )
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not").aside
    assert preferences(agency) == Preferences(preferred=ids(NILS), avoided=ids(GIA))
    assert agency.person(ANN).membership.contact_peers == ids(NILS)
    assert "They aren’t told why" in texts_of(page)


def test_liking_again_lifts_the_rather_not(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d like to talk to them").aside
    assert preferences(agency) == Preferences(preferred=ids(GIA))
    assert "taken off those you’d rather not" in texts_of(page)


def test_avoided_is_seen_by_the_member_alone(agency: Department) -> None:
    before = {who: texts_of(entry(agency, who, GIA)) for who in (BO, GIA)}
    menu, data = agency.walk(GIA, "peer").aside, agency.walk(GIA, "peer", "My data").aside
    agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not")
    assert {who: texts_of(entry(agency, who, GIA)) for who in (BO, GIA)} == before
    assert texts_of(agency.walk(GIA, "peer").aside) == texts_of(menu)
    assert texts_of(agency.walk(GIA, "peer", "My data").aside) == texts_of(data)
    assert agency.play.deliver() == 0
    assert "Only you can see this." in texts_of(entry(agency, ANN, GIA))


def test_who_is_avoided_is_not_offered_to_talk_or_greet(agency: Department) -> None:
    agency.change(ANN, membership=joined())
    opened = entry(agency, ANN, GIA)
    agency.press(ANN, opened, "I’d rather not")
    labels = labels_of(entry(agency, ANN, GIA))
    assert not {"Talk to Gia Romano", "Add to my contact peers"} & set(labels)
    assert "It’s all right again" in labels
    answer = agency.press(ANN, opened, "Add to my contact peers").aside
    assert "nothing was changed" in texts_of(answer)


def test_the_form_is_the_list(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert field_of(form).chosen == (str(id_of(GIA)),)
    page = agency.submit(ANN, form, avoided=tuple(map(str, ids(NILS, BEN)))).aside
    assert preferences(agency).avoided == ids(NILS, BEN)
    assert "On it: Nils Berg, Ben Okafor" in texts_of(page)
    agency.submit(ANN, form, avoided=())
    assert preferences(agency).avoided == ()


def test_supporters_who_do_not_serve_yet_can_be_avoided(agency: Department) -> None:
    agency.keep(serving(GIA, state=SupporterState.NOMINATED))
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert NAMES[GIA] in {option.label for option in field_of(form).options}
    assert NAMES[BO] not in {option.label for option in field_of(form).options}


@pytest.mark.parametrize("value", ["1", "", "\x00", "²", "<!channel>", str(2**70)])
def test_a_list_with_somebody_unknown_is_asked_again(agency: Department, value: str) -> None:
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    again = agency.submit(ANN, form, avoided=(str(id_of(GIA)), value)).form
    assert field_of(again).error.startswith("One of them can’t be found")
    assert field_of(again).chosen == (str(id_of(GIA)),)
    assert preferences(agency).avoided == ()


def test_twenty_are_the_most(agency: Department) -> None:
    numbers = range(100, 125)
    agency.play.ready.add(*(somebody(number, Role.SUPPORTER) for number in numbers))

    def serve(work: Work) -> None:
        for number in numbers:
            work.supporters.save(serving(number))

    agency.run(serve)
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    again = agency.submit(ANN, form, avoided=tuple(map(str, ids(*numbers[:21])))).form
    assert field_of(again).error == "Please pick at most 20."
    assert len(field_of(again).chosen) == 21
    agency.submit(ANN, again, avoided=tuple(map(str, ids(*numbers[:20]))))
    assert len(preferences(agency).avoided) == 20
    page = agency.press(ANN, entry(agency, ANN, GIA), "I’d rather not").aside
    assert "There are 20 already" in texts_of(page)
    form = agency.walk(ANN, *RATHER_NOT, "Change the list").form
    assert field_of(form).chosen == tuple(map(str, ids(*numbers[:20])))


def test_who_stands_above_is_shown_as_never_asked(agency: Department) -> None:
    chief = somebody(21)
    agency.play.ready.add(replace(chief, roster=replace(chief.roster, name="Chief Quill")))
    captain = agency.person(CAPTAIN).roster
    agency.change(CAPTAIN, roster=replace(captain, supervisor=id_of(21)))
    ann = agency.person(ANN).roster
    agency.change(ANN, roster=replace(ann, evaluators=ids(NILS)))
    text = texts_of(agency.walk(ANN, *RATHER_NOT).aside)
    assert "Cal Whitlock, Chief Quill, Nils Berg" in text


def test_taking_off_the_list_from_an_entry(agency: Department) -> None:
    agency.change(ANN, preferences=Preferences(avoided=ids(GIA)))
    opened = entry(agency, ANN, GIA)
    agency.press(ANN, opened, "It’s all right again")
    assert preferences(agency).avoided == ()
    assert "done already" in texts_of(agency.press(ANN, opened, "It’s all right again").aside)
