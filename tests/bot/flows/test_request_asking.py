"""Asking: the form, the limits before the first opening up, one open request, floods, guests."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.messages import ChoiceField, Form, TextField
from bot.model.people import Membership, PersonState, Role
from bot.model.requests import Reach, RequestState, Urgency
from bot.model.supporters import SupporterState, Topic
from bot.ports import Work
from tests.bot.flows.request_town import MEMBER, STRANGER, Town, id_of, open_town
from tests.playing import labels_of, texts_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_town(place) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11)
        opened.supporter(12, on_call=True)
        opened.coordinator()
        yield opened


def field(form: Form | None, name: str) -> ChoiceField | TextField:
    assert form is not None
    found = next(each for each in form.fields if each.name == name)
    assert isinstance(found, ChoiceField | TextField)
    return found


def choices(form: Form | None, name: str) -> dict[str, str]:
    found = field(form, name)
    assert isinstance(found, ChoiceField)
    return {option.label: option.hint for option in found.options}


def chosen(form: Form | None, name: str) -> tuple[str, ...]:
    found = field(form, name)
    assert isinstance(found, ChoiceField)
    return found.chosen


def typed(form: Form | None, name: str) -> str:
    found = field(form, name)
    assert isinstance(found, TextField)
    return found.value


def form_of(town: Town, urgency: str = "Today") -> Form:
    start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    form = town.play.press(MEMBER, start.aside, urgency).form
    assert form is not None
    return form


# ── the form ────────────────────────────────────────────────────────────────────────────────


def test_the_form_keeps_what_was_chosen(town: Town) -> None:
    town.asks(
        "This week", to=str(id_of(11)), topic="sleep", reach="phone", number="555 0199", anyone=()
    )
    request = town.request()
    assert request is not None
    wishes = request.wishes
    assert (wishes.urgency, wishes.named, wishes.topic) == (Urgency.WEEK, id_of(11), Topic.SLEEP)
    assert (wishes.reach, wishes.number, wishes.anyone) == (Reach.PHONE, "555 0199", False)
    assert town.asked() == {11}


def test_before_asking_it_says_who_hears_when_nobody_is_free(town: Town) -> None:
    sentence = "If nobody is free, coordinators hear that someone is waiting, not who."
    start = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    assert sentence in texts_of(start.aside)
    assert sentence in form_of(town).intro


def test_anyone_may_know_my_name_is_ticked_for_now_alone(town: Town) -> None:
    assert chosen(form_of(town, "Now"), "anyone") == ("yes",)
    assert chosen(form_of(town, "Today"), "anyone") == ()


def test_a_call_needs_a_number_and_nothing_is_lost(town: Town) -> None:
    answer = town.play.submit(
        MEMBER, form_of(town), reach="phone", topic="family", number="call me maybe"
    )
    assert answer.aside is None
    assert "does not look like a phone number" in field(answer.form, "number").error
    assert typed(answer.form, "number") == "call me maybe"
    assert chosen(answer.form, "topic") == ("family",)
    answer = town.play.submit(MEMBER, answer.form, number="")
    assert "we need a number" in field(answer.form, "number").error
    answer = town.play.submit(MEMBER, answer.form, number="+1 (555) 0199")
    assert answer.aside is not None
    assert town.state() is RequestState.ASKING


@pytest.mark.parametrize("number", ["1" * 40_000, "\x00\u202e", "<!channel>", "=HYPERLINK()"])
def test_hostile_numbers_are_refused(town: Town, number: str) -> None:
    answer = town.play.submit(MEMBER, form_of(town), reach="phone", number=number)
    assert town.request() is None
    assert field(answer.form, "number").error


def test_a_number_is_kept_without_what_nobody_sees(town: Town) -> None:
    town.play.submit(MEMBER, form_of(town), reach="phone", number="555\x000199\u202e")
    request = town.request()
    assert request is not None
    assert request.wishes.number == "5550199"


def test_forged_choices_are_refused(town: Town) -> None:
    answer = town.play.submit(
        MEMBER, form_of(town), urgency="yesterday", to="123", topic="gossip", reach="pigeon"
    )
    assert answer.form is not None
    assert [each.name for each in answer.form.fields if each.error] == [
        "urgency",
        "to",
        "topic",
        "reach",
    ]
    assert town.request() is None


def test_a_number_is_kept_only_for_a_call(town: Town) -> None:
    town.asks(reach="here", number="555 0199")
    request = town.request()
    assert request is not None
    assert request.wishes.number == ""


def test_everybody_who_serves_can_be_named_and_no_more_is_said_of_them(town: Town) -> None:
    town.supporter(13, available=False)
    town.supporter(14, caseload_cap=0)
    town.supporter(15, state=SupporterState.SUSPENDED)
    town.supporter(16, trained_until=None)
    town.supporter(17, languages=("es",), roster={"language": "es"})
    town.supporter(18, roster={"roles": frozenset({Role.COORDINATOR, Role.SUPPORTER})})
    town.supporter(19)
    town.prefers(11, avoided=(id_of(19),))
    offered = choices(form_of(town), "to")
    free, not_free = "Station 2 · available", "Station 2 · not available now"
    assert offered == {
        "Anyone who can": "",
        "Person 11": free,
        "Person 10": free,
        "Person 12": free,
        "Person 13": not_free,
        "Person 14": free,
        "Person 18": free,
    }
    assert list(offered)[1] == "Person 11", "the ranked ones come first"


def test_somebody_named_who_is_not_available_is_said_so_and_others_are_asked(town: Town) -> None:
    town.change_supporter(10, available=False)
    shown = texts_of(town.asks(to=str(id_of(10))))
    assert "Person 10 can’t be asked just now" in shown
    assert town.asked() <= {11, 12}
    town.change_supporter(10, available=True)
    town.passes(hours=1)
    assert 10 in town.asked()


def test_somebody_named_who_has_their_hands_full_is_said_so_to_who_named_them(town: Town) -> None:
    """The form says no more than "available", so the one who asks for them has to hear it."""
    town.change_supporter(10, caseload_cap=0)
    assert choices(form_of(town), "to")["Person 10"].endswith("· available")
    shown = texts_of(town.asks(to=str(id_of(10))))
    assert "Person 10 can’t be asked just now, which has nothing to do with you" in shown
    assert town.asked() <= {11, 12}


def test_naming_a_supervisor_asks_them_and_nobody_else_ever_does(town: Town) -> None:
    def under(work: Work) -> None:
        person = work.people.get(id_of(1))
        roster = replace(person.roster, supervisor=id_of(10), evaluators=(id_of(11),))
        work.people.save(replace(person, roster=roster))

    town.run(under)
    town.asks("Now")
    town.passes(minutes=10)
    assert town.asked() == {12}
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.asks("Now", to=str(id_of(10)))
    town.passes(minutes=10)
    assert town.asked() == {10, 12}


# ── the limits ──────────────────────────────────────────────────────────────────────────────


def unread(town: Town) -> None:
    def forget(work: Work) -> None:
        person = work.people.get(id_of(1))
        work.people.save(replace(person, membership=Membership()))

    town.run(forget)


def test_the_limits_come_before_the_first_form_and_once(town: Town) -> None:
    unread(town)
    first = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    assert "What ends confidentiality, in our words." in texts_of(first.aside)
    assert first.form is None
    start = town.play.press(MEMBER, first.aside, "I have read this, go on")
    assert "When would suit you?" in texts_of(start.aside)
    assert town.person(MEMBER).membership.limits_read_at == town.now
    again = town.play.press(MEMBER, town.opens(MEMBER), "Talk")
    assert "What ends confidentiality" not in texts_of(again.aside)


def test_a_person_now_waits_for_no_reading_and_shows_the_limits_with_the_answer(
    town: Town,
) -> None:
    unread(town)
    shown = texts_of(town.person_now())
    assert town.state() is RequestState.ASKING
    assert "What ends confidentiality, in our words." in shown
    assert "coordinators hear that someone is waiting, not who" in shown
    assert town.person(MEMBER).membership.limits_read_at == town.now


# ── one open request, floods ────────────────────────────────────────────────────────────────


def test_a_second_ask_shows_the_first(town: Town) -> None:
    form = form_of(town)
    town.asks()
    first = town.request()
    for shown in (
        town.play.press(MEMBER, town.opens(MEMBER), "Talk").aside,
        town.play.press(MEMBER, town.opens(MEMBER), "Person now").aside,
        town.play.submit(MEMBER, form).aside,
        town.status(),
    ):
        assert "We are asking for you" in texts_of(shown)
        assert "I don’t need it any more" in labels_of(shown)
    assert town.request() == first


def test_after_three_withdrawals_offers_go_out_later_and_the_lines_stay(town: Town) -> None:
    for _ in range(3):
        town.person_now()
        assert town.asked()
        town.play.press(MEMBER, town.status(), "I don’t need it any more")
    shown = texts_of(town.person_now())
    assert town.state() is RequestState.ASKING
    assert town.asked() == set()
    assert "We ask the first supporter in a few minutes" in shown
    assert "Crisis Lifeline: 988" in shown
    town.passes(minutes=5)
    assert town.asked()
    town.play.press(MEMBER, town.status(), "I don’t need it any more")
    town.passes(hours=25)
    town.person_now()
    assert town.asked(), "a day later it is forgotten"


def test_the_first_request_is_never_slowed(town: Town) -> None:
    town.person_now()
    assert town.asked()


# ── somebody whom the roster does not know ──────────────────────────────────────────────────


def guest_form(town: Town) -> Form:
    form = town.play.press(STRANGER, town.opens(STRANGER), "Person now").form
    assert form is not None
    return form


def test_a_stranger_is_shown_the_limits_and_asked_whom_to_avoid(town: Town) -> None:
    town.supporter(15, state=SupporterState.SUSPENDED)
    form = guest_form(town)
    assert "What ends confidentiality, in our words." in form.intro
    assert "coordinators hear that someone is waiting, not who" in form.intro
    assert list(choices(form, "avoid")) == ["Person 10", "Person 11", "Person 12"]
    assert [each.name for each in form.fields] == ["call_me", "avoid", "reach", "number"]


def test_a_stranger_goes_to_on_call_and_is_named_as_they_typed_it(town: Town) -> None:
    answer = town.play.submit(
        STRANGER, guest_form(town), call_me="Robin\u202e", avoid=(str(id_of(10)),)
    )
    town.play.deliver()
    assert "those who come first have it now" in texts_of(answer.aside)
    guest = town.person(STRANGER)
    assert guest.state is PersonState.GUEST
    assert guest.roster.name == "Robin"
    assert guest.membership.limits_read_at == town.now
    request = town.request(STRANGER)
    assert request is not None
    assert [offer.supporter for offer in request.offers] == [id_of(12)]
    town.passes(minutes=5)
    request = town.request(STRANGER)
    assert request is not None
    assert {offer.supporter for offer in request.offers} == {id_of(12), id_of(11)}
    town.presses(12, "I can, now")
    assert "We have put you in touch with Robin." in texts_of(town.chat(12).last)


def test_a_stranger_without_a_name_gets_the_form_again(town: Town) -> None:
    answer = town.play.submit(STRANGER, guest_form(town), call_me="\u200b ", avoid=())
    assert "This one is needed" in field(answer.form, "call_me").error
    answer = town.play.submit(STRANGER, guest_form(town), call_me="x" * 61)
    assert "60 characters at most" in field(answer.form, "call_me").error


def test_a_guest_who_comes_back_asks_with_one_press_or_changes_what_they_said(town: Town) -> None:
    town.play.submit(STRANGER, guest_form(town), call_me="Robin")
    town.play.press(STRANGER, town.status(STRANGER), "I don’t need it any more")
    town.person_now(STRANGER)
    town.play.press(STRANGER, town.status(STRANGER), "I don’t need it any more")
    form = town.play.press(STRANGER, town.opens(STRANGER), "Talk").form
    assert typed(form, "call_me") == "Robin"
    town.play.submit(STRANGER, form, call_me="Sam", avoid=(str(id_of(12)),))
    assert town.person(STRANGER).roster.name == "Sam"
    request = town.request(STRANGER)
    assert request is not None
    assert id_of(12) not in {offer.supporter for offer in request.offers}
