"""Joining from the invitation and from the menu, the no, and what the chat must not tell."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.config.models import LegalText, RhythmPolicy
from bot.messages import ChoiceField, Form, Message
from bot.model.ids import Account
from bot.model.people import (
    CheckBack,
    CheckBackReason,
    LastAnswer,
    MembershipState,
    PersonState,
    Preferences,
    Rhythm,
    Zone,
)
from bot.model.supporters import DirectoryEntry
from bot.ports import Station, Work
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
    department,
    id_of,
    joined,
    serving,
)
from tests.playing import config_of, labels_of, texts_of

TO_FORM = ("My check-ins", "Join", "Next", "I’ve read this")


def contacts(form: Form | None) -> ChoiceField:
    assert form is not None
    field = next(field for field in form.fields if field.name == "contacts")
    assert isinstance(field, ChoiceField)
    return field


def offered(form: Form | None) -> set[str]:
    return {option.label for option in contacts(form).options}


def form_of(agency: Department, who: int = ANN) -> Form:
    form = agency.walk(who, "peer", *TO_FORM).form
    assert form is not None
    return form


def invited(agency: Department, *, reminder: bool = False) -> Message:
    """Ann's station is invited, and the invitation comes by itself."""

    def invite(work: Work) -> None:
        station = work.stations.get("Station 2")
        assert station is not None
        work.stations.save(replace(station, invited_at=work.now))
        work.people.set_looks([(id_of(ANN), work.now)])

    agency.run(lambda work: work.stations.save(Station("Station 2", 5, None)))
    agency.run(invite)
    agency.play.pass_time(timedelta(days=20 if reminder else 2))
    return agency.play.chat(account(ANN)).last


# What is told before


def test_everything_is_told_before_anything_is_asked(agency: Department) -> None:
    first = agency.walk(ANN, "peer", "My check-ins", "Join").aside
    told = texts_of(first)
    for words in (
        "sealed with a key of your own",
        "the contact peers you choose",
        "may be able to export",
        "the next day an ordinary check-in comes, unless you say no",
        "coordinators hear that someone is waiting",
    ):
        assert words in told
    limits = agency.press(ANN, first, "Next").aside
    assert "What ends confidentiality, in our words." in texts_of(limits)
    assert "sample text" not in texts_of(limits)
    assert agency.person(ANN).membership.state is MembershipState.NONE


def test_a_placeholder_of_the_limits_is_marked_as_one(tmp_path: Path) -> None:
    config = config_of(limits_of_confidentiality=LegalText(placeholder=True, en="A sample."))
    with department(tmp_path, config=config) as agency:
        limits = agency.walk(ANN, "peer", "My check-ins", "Join", "Next").aside
        assert "This is a sample text." in texts_of(limits)


def test_reading_the_limits_is_kept_before_joining(agency: Department) -> None:
    form_of(agency)
    membership = agency.person(ANN).membership
    assert membership.limits_read_at == MORNING
    assert membership.state is MembershipState.NONE


# The yes


@pytest.mark.both_databases
def test_joining_keeps_consent_choices_and_a_fresh_rhythm(agency: Department) -> None:
    agency.change(
        ANN,
        rhythm=Rhythm(
            invited_at=MORNING,
            last_unsolicited_at=MORNING,
            greeted_at=MORNING,
            routine_count=7,
            notes_since_asked=2,
            check_in_count=5,
            unanswered=3,
            last_answered=False,
            answer=LastAnswer(Zone.ORANGE, MORNING, 5),
            check_back=CheckBack(CheckBackReason.AGREED, MORNING),
        ),
    )
    answer = agency.join(ANN, GIA, NILS, follow_up="no")
    person = agency.person(ANN)
    assert person.membership.state is MembershipState.JOINED
    assert person.membership.joined_at == MORNING
    assert person.membership.contact_peers == (id_of(GIA), id_of(NILS))
    assert not person.membership.follow_up_after_red
    assert person.rhythm == Rhythm(invited_at=MORNING, check_in_count=5)
    assert "Gia Romano, Nils Berg" in texts_of(answer.aside)
    assert "about two weeks" in texts_of(answer.aside)


@pytest.mark.both_databases
def test_the_hello_and_the_first_check_in_follow(agency: Department) -> None:
    agency.run(lambda work: work.people.set_looks([(id_of(ANN), work.now)]))
    agency.join(ANN, GIA)
    agency.play.pass_time(timedelta(days=24))
    texts = agency.texts(ANN)
    assert len(texts) == 2
    assert NAMES[GIA] in texts[0]


def test_each_organisations_rhythm_is_the_default(tmp_path: Path) -> None:
    with department(tmp_path, config=config_of(rhythm=RhythmPolicy(cadence_days=60))) as agency:
        agency.join(ANN)
        assert agency.person(ANN).membership.cadence_days == 60


def test_who_comes_back_keeps_how_they_liked_it(agency: Department) -> None:
    left = joined(state=MembershipState.LEFT, cadence_days=90, language="en")
    agency.change(ANN, membership=left)
    agency.join(ANN)
    assert agency.person(ANN).membership.cadence_days == 90
    assert agency.person(ANN).membership.joined_at == MORNING


@pytest.mark.both_databases
def test_a_second_yes_changes_nothing(agency: Department) -> None:
    agency.join(ANN, GIA)
    before = agency.person(ANN)
    form = agency.walk(BO, "peer", *TO_FORM).form
    agency.submit(BO, form, contacts=())
    again = agency.submit(BO, form, contacts=(str(id_of(GIA)),))
    assert "You’re in already" in texts_of(again.aside)
    assert agency.person(BO).membership.contact_peers == ()
    assert agency.person(ANN) == before


@pytest.mark.both_databases
def test_joining_from_one_of_two_accounts_is_written_to_there(agency: Department) -> None:
    other = Account("slack", "T1", "U9")
    roster = agency.person(ANN).roster
    agency.change(ANN, roster=replace(roster, accounts=(other, account(ANN))))
    agency.join(ANN)
    assert agency.person(ANN).membership.account == account(ANN)


# Who may greet


def test_the_choice_leaves_out_who_must_not_greet(agency: Department) -> None:
    """The chain of command, who coordinates, who evaluates, who is avoided, oneself."""
    ann = agency.person(ANN)
    agency.change(
        ANN,
        roster=replace(ann.roster, evaluators=(id_of(NILS),)),
        preferences=Preferences(avoided=(id_of(BEN),)),
    )
    names = offered(form_of(agency))
    assert names == {NAMES[GIA], NAMES[EVA], "Surprise me", "Nobody for now"}
    assert NAMES[GIA] not in offered(form_of(agency, GIA))


def test_somebody_whom_the_supporter_answers_to_is_not_greeted_by_them(
    agency: Department,
) -> None:
    """The chain of command holds in both directions."""
    assert NAMES[GIA] in offered(form_of(agency, CAPTAIN))
    gia = agency.person(GIA)
    agency.change(GIA, roster=replace(gia.roster, supervisor=id_of(CAPTAIN)))
    assert NAMES[GIA] not in offered(form_of(agency, CAPTAIN))


def test_who_speaks_the_language_comes_first(agency: Department) -> None:
    ann = agency.person(ANN)
    agency.change(ANN, roster=replace(ann.roster, language="de"))  # spoken to in English
    agency.keep(serving(EVA, shown=DirectoryEntry(languages=("de",))))
    assert contacts(form_of(agency)).options[0].label == NAMES[EVA]


def test_a_surprise_is_one_who_may_greet_and_always_the_same(agency: Department) -> None:
    for who in (ANN, BO):
        agency.submit(who, form_of(agency, who), contacts=("surprise",))
        drawn = agency.person(who).membership.contact_peers
        assert len(drawn) == 1
        allowed = {id_of(number) for number in (GIA, NILS, BEN, EVA)}
        assert drawn[0] in (allowed if who == ANN else allowed | {id_of(CAPTAIN)})


def test_a_surprise_beside_a_choice_is_somebody_else(agency: Department) -> None:
    for number in (NILS, BEN, EVA):
        agency.run(partial(_drop, number=number))
    agency.submit(ANN, form_of(agency), contacts=(str(id_of(GIA)), "surprise"))
    assert agency.person(ANN).membership.contact_peers == (id_of(GIA),)


def test_no_officer_surprises_who_wants_none(agency: Department) -> None:
    for number in (GIA, NILS, BEN, EVA):
        agency.run(partial(_drop, number=number))
    agency.change(BO, preferences=Preferences(no_officers=True))
    answer = agency.submit(BO, form_of(agency, BO), contacts=("surprise",))
    assert agency.person(BO).membership.contact_peers == ()
    assert "the hello is from all of us" in texts_of(answer.aside)


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ((GIA, NILS, BEN, EVA), "Three at most, please."),
        ((GIA, NILS, BEN, "surprise"), "Three at most, please."),
        ((GIA, "nobody"), "That’s somebody and nobody at once. Please choose one of the two."),
        (
            ("surprise", "nobody"),
            "That’s somebody and nobody at once. Please choose one of the two.",
        ),
        ((CAPTAIN,), "One of them is no longer in the directory. Please choose again."),
        (("999",), "One of them is no longer in the directory. Please choose again."),
        (("\x00=HYPERLINK",), "One of them is no longer in the directory. Please choose again."),
    ],
)
def test_a_choice_that_cannot_be_is_asked_again_with_the_rest_kept(
    agency: Department, chosen: tuple[int | str, ...], error: str
) -> None:
    values = tuple(str(id_of(each)) if isinstance(each, int) else each for each in chosen)
    answer = agency.submit(ANN, form_of(agency), contacts=values, follow_up="no")
    field = contacts(answer.form)
    assert field.error == error
    known = {option.value for option in field.options}
    assert field.chosen == tuple(value for value in values if value in known)
    assert answer.form is not None
    follow_up = next(f for f in answer.form.fields if f.name == "follow_up")
    assert isinstance(follow_up, ChoiceField)
    assert follow_up.chosen == ("no",)
    assert not agency.person(ANN).joined
    agency.submit(ANN, answer.form, contacts=())
    assert agency.person(ANN).joined
    assert not agency.person(ANN).membership.follow_up_after_red


def test_the_day_after_red_has_to_be_one_of_the_two(agency: Department) -> None:
    answer = agency.submit(ANN, form_of(agency), follow_up="perhaps", contacts=(str(id_of(GIA)),))
    assert answer.form is not None
    follow_up = next(field for field in answer.form.fields if field.name == "follow_up")
    assert isinstance(follow_up, ChoiceField)
    assert (follow_up.error, follow_up.chosen) == ("Please pick one of the choices.", ())
    assert contacts(answer.form).chosen == (str(id_of(GIA)),)


def test_an_empty_directory_is_no_hindrance(agency: Department) -> None:
    for number in (GIA, NILS, BEN, EVA, CAPTAIN, BOTH):
        agency.run(partial(_drop, number=number))
    form = form_of(agency)
    assert [field.name for field in form.fields] == ["follow_up"]
    assert "nobody in the directory yet" in form.intro
    agency.submit(ANN, form)
    assert agency.person(ANN).joined


# Who hears of it


def test_who_is_chosen_hears_that_and_sees_who_only_by_a_press(agency: Department) -> None:
    agency.join(ANN, GIA)
    agency.deliver()
    (text,) = agency.texts(GIA)
    assert NAMES[ANN] not in text
    last = agency.play.chat(account(GIA)).last
    seen = agency.press(GIA, last, "See who")
    assert NAMES[ANN] in texts_of(seen.aside)
    assert seen.redraw is None
    assert agency.texts(NILS) == []


def test_nobody_is_woken_by_being_chosen(agency: Department) -> None:
    agency.play.ready.clock.move(timedelta(hours=14))  # 23:00 in Chicago
    agency.join(ANN, GIA)
    agency.deliver()
    agency.deliver(timedelta(hours=8, minutes=55))
    assert agency.texts(GIA) == []
    agency.deliver(timedelta(minutes=10))  # just after 08:00
    assert len(agency.texts(GIA)) == 1


def test_who_left_meanwhile_is_not_announced(agency: Department) -> None:
    agency.play.ready.clock.move(timedelta(hours=14))
    agency.join(ANN, GIA)
    agency.walk(ANN, "peer", "My check-ins", "Stop writing to me", "Yes, stop")
    agency.deliver(timedelta(hours=10))
    assert agency.texts(GIA) == []


def test_who_left_later_is_shown_no_more(agency: Department) -> None:
    agency.join(ANN, GIA)
    agency.deliver()
    agency.walk(ANN, "peer", "My check-ins", "Stop writing to me", "Yes, stop")
    seen = agency.press(GIA, agency.play.chat(account(GIA)).last, "See who")
    assert NAMES[ANN] not in texts_of(seen.aside)
    assert "That has changed since" in texts_of(seen.aside)


def test_who_is_off_the_roster_is_shown_no_more(agency: Department) -> None:
    agency.join(ANN, GIA)
    agency.deliver()
    agency.run(lambda work: work.people.set_state(id_of(ANN), PersonState.LEFT))
    seen = agency.press(GIA, agency.play.chat(account(GIA)).last, "See who")
    assert NAMES[ANN] not in texts_of(seen.aside)


# The invitation in the chat


def test_the_invitation_is_redrawn_alike_for_yes_and_no(agency: Department) -> None:
    message = invited(agency)
    assert labels_of(message)[:2] == ["Join", "No, thanks"]
    yes, no = agency.press(ANN, message, "Join"), agency.press(ANN, message, "No, thanks")
    assert yes.redraw is not None
    assert no.redraw is not None
    assert replace(yes.redraw, token="") == replace(no.redraw, token="")
    assert not {"Join", "No, thanks"} & set(labels_of(yes.redraw))
    assert texts_of(yes.aside) != texts_of(no.aside)


def test_other_presses_leave_the_invitation_as_it_is(agency: Department) -> None:
    message = invited(agency)
    assert agency.press(ANN, message, "How confidential is this?").redraw is None


@pytest.mark.both_databases
def test_a_press_that_comes_twice_means_the_same_twice(agency: Department) -> None:
    """The platform may not have redrawn the card yet: old buttons keep their meaning."""
    message = invited(agency)
    agency.press(ANN, message, "No, thanks")
    again = agency.press(ANN, message, "No, thanks")
    assert "We won’t ask again" in texts_of(again.aside)


# The no


def test_a_no_is_kept_and_never_asked_again(agency: Department) -> None:
    message = invited(agency)
    answer = agency.press(ANN, message, "No, thanks")
    assert "nobody is told" in texts_of(answer.aside)
    assert agency.person(ANN).membership.state is MembershipState.DECLINED
    agency.play.pass_time(timedelta(days=40))
    assert len(agency.texts(ANN)) == 1


def test_without_a_no_there_is_one_reminder(agency: Department) -> None:
    invited(agency, reminder=True)
    agency.play.pass_time(timedelta(days=40))
    assert len(agency.texts(ANN)) == 2


def test_after_a_no_one_can_join_from_the_menu(agency: Department) -> None:
    agency.press(ANN, invited(agency), "No, thanks")
    agency.join(ANN)
    assert agency.person(ANN).joined


@pytest.mark.both_databases
def test_a_no_on_an_old_invitation_does_not_undo_a_yes(agency: Department) -> None:
    message = invited(agency)
    agency.join(ANN, GIA)
    answer = agency.press(ANN, message, "No, thanks")
    assert "nothing was changed" in texts_of(answer.aside)
    assert agency.person(ANN).joined
    assert answer.redraw is not None


def test_a_no_after_leaving_keeps_that_they_left(agency: Department) -> None:
    message = invited(agency)
    agency.change(ANN, membership=joined(state=MembershipState.LEFT))
    agency.press(ANN, message, "No, thanks")
    assert agency.person(ANN).membership.state is MembershipState.LEFT


# Who cannot join


def test_only_people_on_the_roster_join(agency: Department) -> None:
    form = form_of(agency)
    agency.run(lambda work: work.people.set_state(id_of(ANN), PersonState.LEFT))
    answer = agency.submit(ANN, form)
    assert "Talking to someone works all the same" in texts_of(answer.aside)
    assert not agency.person(ANN).joined
    assert "My check-ins" not in labels_of(agency.walk(ANN, "peer").aside)


def test_a_stranger_is_not_offered_to_join_and_may_talk(agency: Department) -> None:
    menu = agency.walk(STRANGER, "peer").aside
    assert "My check-ins" not in labels_of(menu)
    assert {
        "Talk to a trained colleague",
        "A colleague now, whoever is free",
        "Crisis lines to call now",
    } <= set(labels_of(menu))


def _drop(work: Work, number: int) -> None:
    supporter = work.supporters.get(id_of(number))
    assert supporter is not None
    work.supporters.save(replace(supporter, trained_until=None))
