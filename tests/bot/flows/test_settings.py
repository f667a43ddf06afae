"""My check-ins: every choice by buttons, in words, and held from the next message on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.models import QuietHours
from bot.flows.looking import look
from bot.flows.settings import at_night
from bot.messages import ChoiceField, Form, TextField
from bot.model.ids import Account
from bot.model.people import (
    CheckBack,
    CheckBackReason,
    Hours,
    LastAnswer,
    MembershipState,
    PersonState,
    QuarterNotes,
    Rhythm,
    ShiftSide,
    Zone,
)
from bot.model.quarters import Quarter
from bot.rota.clock import ClockSpan
from bot.rules.minutes import preferred_span
from tests.bot.flows.department import (
    ANN,
    BO,
    GIA,
    MORNING,
    NAMES,
    Department,
    account,
    id_of,
    joined,
)
from tests.playing import labels_of, texts_of

PAGE = ("peer", "My check-ins")


@pytest.fixture
def house(agency: Department) -> Department:
    """Ann has joined, and is greeted by Gia."""
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)))
    return agency


def text_field(form: Form | None) -> TextField:
    assert form is not None
    field = form.fields[0]
    assert isinstance(field, TextField)
    return field


def is_queued(house: Department) -> None:
    """Ann's first check-in, for a minute of the next day."""
    house.run(lambda work: work.people.set_looks([(id_of(ANN), work.now)]))
    house.run(lambda work: look(work, house.play.setting, most=10))
    assert house.run(lambda work: work.outbox.next_due()) is not None


# The page


def test_how_things_stand_in_words(house: Department) -> None:
    text = texts_of(house.walk(ANN, *PAGE).aside)
    for words in (
        "A check-in about every four weeks.",
        "not late in the evening or at night",
        "On shift or off, both are fine.",
        "In English.",
        "The day after “In a bad place”, an ordinary check-in.",
        f"Your contact peers: {NAMES[GIA]}",
    ):
        assert words in text


def test_who_has_not_joined_is_shown_how_to(agency: Department) -> None:
    for state in (MembershipState.NONE, MembershipState.DECLINED, MembershipState.LEFT):
        agency.change(BO, membership=replace(agency.person(BO).membership, state=state))
        shown = agency.walk(BO, *PAGE).aside
        assert labels_of(shown)[0] == "Join"


def test_a_button_of_before_leaving_shows_how_to_join(house: Department) -> None:
    """Each setting asks again whether they are in it."""
    page = house.walk(ANN, *PAGE).aside
    often = house.press(ANN, page, "How often").aside
    house.change(ANN, membership=joined(state=MembershipState.LEFT))
    for message, label in ((page, "Hours"), (page, "Pause"), (often, "Every two weeks")):
        assert "Join" in labels_of(house.press(ANN, message, label).aside)
    assert house.person(ANN).membership.cadence_days == 28


# How often


@pytest.mark.parametrize(
    ("label", "days", "words"),
    [
        ("Every two weeks", 14, "A check-in about every two weeks."),
        ("Every three months", 90, "A check-in about every three months."),
        ("No check-ins", 0, "No check-ins. Now and then a note that asks nothing."),
    ],
)
def test_how_often(house: Department, label: str, days: int, words: str) -> None:
    choices = house.walk(ANN, *PAGE, "How often").aside
    assert "✓ Every four weeks" in labels_of(choices)
    page = house.press(ANN, choices, label).aside
    assert house.person(ANN).membership.cadence_days == days
    assert words in texts_of(page)
    assert texts_of(page).startswith("Changed.")


def test_what_is_so_already_is_said_to_be(house: Department) -> None:
    before = house.person(ANN)
    for path in (
        ("How often", "✓ Every four weeks"),
        ("Hours", "✓ Any time that fits"),
        ("On or off shift", "✓ Both are fine"),
        ("Language", "✓ English"),
    ):
        page = house.walk(ANN, *PAGE, *path).aside
        assert texts_of(page).startswith("That was done already."), path
    assert house.person(ANN) == before


# Hours


@pytest.mark.parametrize(
    ("label", "hours"),
    [
        ("Mornings, 08:00 to 12:00", Hours(8, 12)),
        ("Afternoons, 12:00 to 17:00", Hours(12, 17)),
        ("Evenings, 17:00 to 21:00", Hours(17, 21)),
    ],
)
def test_hours_by_a_press(house: Department, label: str, hours: Hours) -> None:
    page = house.walk(ANN, *PAGE, "Hours", label).aside
    assert house.person(ANN).membership.hours == hours
    assert "hours of the night" not in texts_of(page)
    house.walk(ANN, *PAGE, "Hours", "Any time that fits")
    assert house.person(ANN).membership.hours is None


@pytest.mark.parametrize(
    ("start", "end", "night"),
    [
        ("9", "21", False),
        ("8", "9", False),
        ("22", "6", True),
        ("0", "24", True),
        ("20", "22", True),
    ],
)
def test_own_hours_and_the_night_only_if_chosen(
    house: Department, start: str, end: str, night: bool
) -> None:
    form = house.walk(ANN, *PAGE, "Hours", "Other hours").form
    page = house.submit(ANN, form, start=start, end=end).aside
    assert house.person(ANN).membership.hours == Hours(int(start), int(end))
    assert ("hours of the night" in texts_of(page)) is night


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        ("9", "9", "From and to are the same hour."),
        ("24", "8", "Please pick one of the choices."),
        ("9", "0", "Please pick one of the choices."),
        ("", "", "Please pick one of the choices."),
        ("nine", "\x00", "Please pick one of the choices."),
        ("９", "21", "Please pick one of the choices."),
    ],
)
def test_hours_that_cannot_be_are_asked_again(
    house: Department, start: str, end: str, error: str
) -> None:
    form = house.walk(ANN, *PAGE, "Hours", "Other hours").form
    again = house.submit(ANN, form, start=start, end=end).form
    assert again is not None
    first = again.fields[0]
    assert isinstance(first, ChoiceField)
    assert first.error.startswith(error)
    assert house.person(ANN).membership.hours is None


@given(start=st.integers(0, 23), end=st.integers(1, 24), quiet=st.tuples(*[st.integers(0, 23)] * 2))
def test_night_is_said_where_the_rules_would_write_in_quiet_hours(
    start: int, end: int, quiet: tuple[int, int]
) -> None:
    """Against the span that the rules make of the same hours, minute by minute."""
    if start == end or quiet[0] == quiet[1]:
        return
    span = preferred_span(Hours(start, end))
    assert span is not None
    night = ClockSpan.of_hours(*quiet)
    both = [m for m in range(24 * 60) if _within(m, span) and _within(m, night)]
    hours = QuietHours.model_validate({"start": f"{quiet[0]:02}:00", "end": f"{quiet[1]:02}:00"})
    assert at_night(Hours(start, end), hours) is bool(both)


def _within(minute: int, span: ClockSpan) -> bool:
    return (minute - span.start) % (24 * 60) < span.minutes


# The rest


def test_the_side_of_the_rota_and_that_it_needs_one(house: Department) -> None:
    page = house.walk(ANN, *PAGE, "On or off shift", "Off shift").aside
    assert house.person(ANN).membership.shift_side is ShiftSide.OFF
    assert "Rather off shift." in texts_of(page)
    assert "The roster has no shifts for you" in texts_of(page)


def test_the_language_is_one_that_the_texts_have(house: Department) -> None:
    shown = house.walk(ANN, *PAGE, "Language").aside
    assert [label.removeprefix("✓ ") for label in labels_of(shown)][:1] == ["English"]


def test_the_day_after_red_is_switched_off_with_what_is_arranged(house: Department) -> None:
    agreed = CheckBack(CheckBackReason.RED, MORNING + timedelta(days=1))
    house.change(ANN, rhythm=Rhythm(check_back=agreed))
    page = house.walk(ANN, *PAGE, "Nothing extra the day after").aside
    person = house.person(ANN)
    assert not person.membership.follow_up_after_red
    assert person.rhythm.check_back is None
    assert "Nothing extra the day after" in texts_of(page)
    house.press(ANN, page, "Look in the day after")
    assert house.person(ANN).membership.follow_up_after_red


def test_the_day_after_red_leaves_another_agreement_alone(house: Department) -> None:
    agreed = CheckBack(CheckBackReason.AGREED, MORNING + timedelta(days=1))
    house.change(ANN, rhythm=Rhythm(check_back=agreed))
    house.walk(ANN, *PAGE, "Nothing extra the day after")
    assert house.person(ANN).rhythm.check_back == agreed


def test_of_two_accounts_the_one_here_can_be_written_to(house: Department) -> None:
    assert "Write to me here" not in labels_of(house.walk(ANN, *PAGE).aside)
    roster, other = house.person(ANN).roster, Account("slack", "T1", "U9")
    house.change(ANN, roster=replace(roster, accounts=(other, account(ANN))))
    page = house.walk(ANN, *PAGE, "Write to me here").aside
    assert house.person(ANN).membership.account == account(ANN)
    assert "Write to me here" not in labels_of(page)


# A pause


def test_a_pause_of_a_week_and_a_month(house: Department) -> None:
    page = house.walk(ANN, *PAGE, "Pause", "A week").aside
    assert house.person(ANN).membership.paused_until == date(2026, 3, 9)
    assert "no messages from us until Mon, Mar 9" in texts_of(page)
    assert "You have a pause until Mon, Mar 9." in texts_of(page)
    house.press(ANN, page, "Pause")
    house.walk(ANN, *PAGE, "Pause", "A month")
    assert house.person(ANN).membership.paused_until == date(2026, 4, 1)


def test_a_pause_is_noted_for_the_years_report_of_who_is_counted(house: Department) -> None:
    house.walk(ANN, *PAGE, "Pause", "A week")
    assert house.person(ANN).rhythm.paused_in == 0
    notes = (QuarterNotes(Quarter(2026, 1), 0),)
    house.change(ANN, rhythm=replace(house.person(ANN).rhythm, quarters=notes))
    house.walk(ANN, *PAGE, "Pause", "A month")
    assert house.person(ANN).rhythm.paused_in == 2026


def test_the_pause_counts_the_members_days(house: Department) -> None:
    """21:30 on Sunday in Chicago is Monday in UTC."""
    house.play.ready.clock.move(timedelta(hours=12, minutes=30))
    assert house.play.ready.clock.now().date() == date(2026, 3, 3)
    house.walk(ANN, *PAGE, "Pause", "A week")
    assert house.person(ANN).membership.paused_until == date(2026, 3, 9)


def test_a_pause_until_a_day(house: Department) -> None:
    form = house.walk(ANN, *PAGE, "Pause", "Until a day I choose").form
    page = house.submit(ANN, form, until="2026-12-24").aside
    assert house.person(ANN).membership.paused_until == date(2026, 12, 24)
    assert "until December 24, 2026" in texts_of(page)


@pytest.mark.parametrize(
    ("until", "error"),
    [
        ("2026-03-02", "That day is not ahead of us."),
        ("2020-01-01", "That day is not ahead of us."),
        ("2027-03-04", "That’s more than a year away."),
        ("9999-12-31", "That’s more than a year away."),
        ("tomorrow", "Write the date like"),
        ("2026-13-40", "Write the date like"),
        ("", "This one is needed."),
        ("\u202e\x00", "This one is needed."),
        ("9" * 40_000, "That is longer than we can keep"),
        ("=HYPERLINK", "Write the date like"),
    ],
)
def test_a_day_that_cannot_be_is_asked_again_with_what_was_typed(
    house: Department, until: str, error: str
) -> None:
    form = house.walk(ANN, *PAGE, "Pause", "Until a day I choose").form
    field = text_field(house.submit(ANN, form, until=until).form)
    assert field.error.startswith(error)
    assert field.value == until.replace("\u202e", "").replace("\x00", "")
    assert house.person(ANN).membership.paused_until is None


def test_a_pause_ends_by_a_press_or_by_itself(house: Department) -> None:
    page = house.walk(ANN, *PAGE, "Pause", "A week").aside
    over = house.press(ANN, page, "End the pause").aside
    assert house.person(ANN).membership.paused_until is None
    assert "You’re getting messages again" in texts_of(over)
    twice = house.press(ANN, page, "End the pause").aside
    assert "There was no pause" in texts_of(twice)
    house.walk(ANN, *PAGE, "Pause", "A week")
    house.play.ready.clock.move(timedelta(days=8))
    assert "End the pause" not in labels_of(house.walk(ANN, *PAGE).aside)


def test_a_pause_silences_what_is_queued(house: Department) -> None:
    is_queued(house)
    house.walk(ANN, *PAGE, "Pause", "A week")
    house.play.pass_time(timedelta(days=6))
    assert house.texts(ANN) == []
    house.play.pass_time(timedelta(days=4))
    assert len(house.texts(ANN)) == 1


# Leaving


def test_leaving_asks_once_and_staying_changes_nothing(house: Department) -> None:
    before = house.person(ANN)
    asked = house.walk(ANN, *PAGE, "Stop writing to me").aside
    assert labels_of(asked) == ["Yes, stop", "No, stay"]
    page = house.press(ANN, asked, "No, stay").aside
    assert "Nothing was changed" in texts_of(page)
    assert house.person(ANN) == before


def test_leaving_takes_back_consent_and_forgets_the_answer(house: Department) -> None:
    house.change(
        ANN,
        membership=joined(contact_peers=(id_of(GIA),), cadence_days=90),
        rhythm=Rhythm(
            answer=LastAnswer(Zone.RED, MORNING, 1),
            check_back=CheckBack(CheckBackReason.RED, MORNING),
            check_in_count=1,
        ),
    )
    done = house.walk(ANN, *PAGE, "Stop writing to me", "Yes, stop").aside
    person = house.person(ANN)
    assert person.membership.state is MembershipState.LEFT
    assert person.membership.contact_peers == ()
    assert person.membership.cadence_days == 90
    assert person.rhythm == Rhythm(check_in_count=1)
    assert "nobody is told" in texts_of(done)
    assert labels_of(done)[0] == "A colleague now, whoever is free"


def test_what_is_queued_stops_with_leaving(house: Department) -> None:
    is_queued(house)
    house.walk(ANN, *PAGE, "Stop writing to me", "Yes, stop")
    assert house.run(lambda work: work.outbox.next_due()) is None
    house.play.pass_time(timedelta(days=8))
    assert house.texts(ANN) == []


def test_an_open_request_goes_on_after_leaving(house: Department) -> None:
    house.walk(ANN, "peer", "A colleague now, whoever is free")
    done = house.walk(ANN, *PAGE, "Stop writing to me", "Yes, stop").aside
    assert "Your open request goes on as it is." in texts_of(done)
    assert house.run(lambda work: work.requests.open_of(id_of(ANN))) is not None


def test_a_second_press_on_leaving_is_told_so(house: Department) -> None:
    asked = house.walk(ANN, *PAGE, "Stop writing to me").aside
    house.press(ANN, asked, "Yes, stop")
    again = house.press(ANN, asked, "Yes, stop").aside
    assert "there is nothing to stop" in texts_of(again)


def test_who_stops_after_being_marked_as_left_is_not_invited_anew(house: Department) -> None:
    """The yes had ended with the roster before the press: the wish to stop holds all the same."""
    asked = house.walk(ANN, *PAGE, "Stop writing to me").aside
    ended = house.person(ANN).no_longer_member(MembershipState.NONE)
    house.change(ANN, state=PersonState.LEFT, membership=ended.membership)
    assert "there is nothing to stop" in texts_of(house.press(ANN, asked, "Yes, stop").aside)
    assert house.person(ANN).membership.state is MembershipState.DECLINED


def test_whoever_is_off_the_roster_is_told_kindly(house: Department) -> None:
    page = house.walk(ANN, *PAGE).aside
    house.run(lambda work: work.people.set_state(id_of(ANN), PersonState.LEFT))
    assert "Talking to someone works all the same" in texts_of(
        house.press(ANN, page, "Hours").aside
    )
