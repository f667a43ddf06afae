"""What may bring a message, one example at a time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.config.models import RhythmPolicy
from bot.flows.routine_delivery import recorded
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    MembershipState,
    Person,
    PersonState,
)
from bot.rota.windows import Fit
from bot.rules import triggers
from tests.bot.rules.made_up import DAY, NOW, facts_of, person_of, with_membership, with_rhythm

NONE = {"state": MembershipState.NONE, "joined_at": None}


def rhythm(**parts: Any) -> Person:
    return person_of(rhythm=parts)


# The first weeks


def test_the_hello_falls_on_the_day_after_joining_by_the_members_own_days() -> None:
    """Joined at 23:30 in New York, which is the next day in UTC."""
    joined = datetime(2026, 5, 2, 3, 30, tzinfo=UTC)
    found = triggers.first_hello(facts_of(person_of(membership={"joined_at": joined})))
    assert found is not None
    assert found.kind is ContentKind.HELLO
    assert found.earliest == datetime(2026, 5, 2, 4, 0, tzinfo=UTC), "midnight there"
    assert not found.solicited


def test_there_is_one_hello() -> None:
    person = with_membership(rhythm(greeted_at=NOW - DAY), joined_at=NOW - DAY)
    assert triggers.first_hello(facts_of(person)) is None


def test_a_hello_that_could_not_be_sent_for_two_weeks_is_left_out() -> None:
    for days, there in ((13, True), (14, False), (20, False)):
        person = person_of(membership={"joined_at": NOW - days * DAY})
        assert (triggers.first_hello(facts_of(person)) is not None) is there


def test_the_first_check_in_comes_two_weeks_after_joining() -> None:
    person = person_of(membership={"joined_at": NOW - 3 * DAY})
    found = triggers.routine(facts_of(person))
    assert found is not None
    assert (found.kind, found.reason) == (ContentKind.CHECK_IN, "why-first")
    assert found.earliest == NOW + 11 * DAY


# The rhythm


@pytest.mark.parametrize(("spread", "days"), [(0.0, 28 * 0.8), (0.5, 28.0), (1 - 1e-9, 28 * 1.2)])
def test_then_by_the_cadence_with_its_spread(spread: float, days: float) -> None:
    person = rhythm(routine_count=1, check_in_count=1, last_unsolicited_at=NOW - 20 * DAY)
    found = triggers.routine(facts_of(person, spread=spread))
    assert found is not None
    assert found.reason == "why-rhythm"
    wanted = NOW - 20 * DAY + days * DAY
    assert abs(found.earliest - wanted) < timedelta(seconds=1)


def test_a_changed_cadence_counts_from_what_came_last() -> None:
    person = rhythm(routine_count=1, check_in_count=1, last_unsolicited_at=NOW - 20 * DAY)
    for cadence in (14, 90):
        found = triggers.routine(facts_of(with_membership(person, cadence_days=cadence)))
        assert found is not None
        assert found.earliest == NOW + (cadence - 20) * DAY


def test_a_check_in_that_was_asked_for_moves_the_next_one() -> None:
    person = rhythm(
        routine_count=1,
        check_in_count=2,
        last_unsolicited_at=NOW - 20 * DAY,
        last_check_in_at=NOW - 5 * DAY,
    )
    found = triggers.routine(facts_of(person))
    assert found is not None
    assert found.earliest == NOW + 23 * DAY


def kinds(person: Person, count: int, *, answers: bool) -> str:
    """The next messages of the rhythm, as they would be recorded: C asks, N does not."""
    said = ""
    for n in range(count):
        found = triggers.routine(facts_of(person))
        assert found is not None
        args: dict[str, str | int] = {"y": found.reason, "s": 0, "t": "x", "n": n + 1}
        content = Content(found.kind, args)
        person = with_rhythm(person, **_fields(recorded(content, person.rhythm, NOW)))
        if found.kind is ContentKind.CHECK_IN and answers:
            person = with_rhythm(person, last_answered=True, unanswered=0)
        said += "C" if found.kind is ContentKind.CHECK_IN else "N"
    return said


def _fields(rhythm_: Any) -> dict[str, Any]:
    return {name: getattr(rhythm_, name) for name in rhythm_.__dataclass_fields__}


def test_every_third_message_asks_nothing() -> None:
    assert kinds(person_of(), 9, answers=True) == "CCNCCNCCN"


def test_after_two_unanswered_a_check_in_is_every_third() -> None:
    assert kinds(person_of(), 11, answers=False) == "CCNNCNNCNNC"


def test_an_answer_brings_the_usual_rhythm_back() -> None:
    person = rhythm(routine_count=8, check_in_count=4, unanswered=2, last_answered=False)
    assert triggers.asks_less(facts_of(person))
    answered = with_rhythm(person, unanswered=0, last_answered=True)
    assert not triggers.asks_less(facts_of(answered))


def test_the_reason_says_that_less_is_asked() -> None:
    person = rhythm(
        routine_count=4,
        check_in_count=2,
        unanswered=1,
        last_answered=False,
        notes_since_asked=2,
        last_unsolicited_at=NOW - 28 * DAY,
    )
    found = triggers.routine(facts_of(person))
    assert found is not None
    assert (found.kind, found.reason) == (ContentKind.CHECK_IN, "why-less")


def test_with_check_ins_off_notes_keep_their_place() -> None:
    person = with_membership(rhythm(last_unsolicited_at=NOW - 80 * DAY), cadence_days=0)
    found = triggers.routine(facts_of(person))
    assert found is not None
    assert found.kind is ContentKind.NOTE
    assert found.earliest == NOW + 4 * DAY, "every third message of a rhythm of 28 days"


def test_who_has_not_joined_has_no_rhythm() -> None:
    for state in (MembershipState.NONE, MembershipState.LEFT, MembershipState.DECLINED):
        person = person_of(membership={"state": state})
        assert triggers.routine(facts_of(person)) is None
        assert triggers.first_hello(facts_of(person)) is None


# What was agreed


@pytest.mark.parametrize(
    ("reason", "text", "at_worst"),
    [
        (CheckBackReason.AGREED, "why-agreed", Fit.HOURS),
        (CheckBackReason.LATER, "why-later", Fit.HOURS),
        (CheckBackReason.RED, "why-red", Fit.OUTSIDE),
    ],
)
def test_an_agreed_check_back(reason: CheckBackReason, text: str, at_worst: Fit) -> None:
    found = triggers.agreed_check_back(facts_of(rhythm(check_back=CheckBack(reason, NOW))))
    assert found is not None
    assert (found.kind, found.reason, found.at_worst) == (ContentKind.CHECK_IN, text, at_worst)
    assert found.solicited
    assert found.earliest == NOW


def test_the_day_after_red_can_be_declined_for_good() -> None:
    person = rhythm(check_back=CheckBack(CheckBackReason.RED, NOW))
    declined = with_membership(person, follow_up_after_red=False)
    assert triggers.agreed_check_back(facts_of(declined)) is None


def test_nothing_agreed_holds_after_leaving() -> None:
    person = rhythm(check_back=CheckBack(CheckBackReason.AGREED, NOW))
    left = with_membership(person, state=MembershipState.LEFT)
    assert triggers.agreed_check_back(facts_of(left)) is None


@pytest.mark.parametrize("state", PersonState)
def test_the_follow_up_is_everybodys_who_asked(state: PersonState) -> None:
    person = person_of(
        state=state, membership=NONE, rhythm={"aftercare": Aftercare(NOW, PersonId(3))}
    )
    found = triggers.follow_up(facts_of(person))
    assert found is not None
    assert found.solicited


# The invitation


def test_one_invitation_when_the_station_is_invited() -> None:
    person = person_of(membership=NONE)
    assert triggers.invitation(facts_of(person)) is None
    found = triggers.invitation(facts_of(person, station_invited_at=NOW - DAY))
    assert found is not None
    assert found.earliest == NOW - DAY
    invited = with_rhythm(person, invited_at=NOW - DAY)
    assert triggers.invitation(facts_of(invited, station_invited_at=NOW - DAY)) is None


def test_one_reminder_two_weeks_later_and_never_again() -> None:
    person = person_of(membership=NONE, rhythm={"invited_at": NOW - 5 * DAY})
    found = triggers.invitation_reminder(facts_of(person))
    assert found is not None
    assert found.earliest == NOW + 9 * DAY
    reminded = with_rhythm(person, reminded_at=NOW)
    assert triggers.invitation_reminder(facts_of(reminded)) is None


@pytest.mark.parametrize(
    "state", [MembershipState.JOINED, MembershipState.DECLINED, MembershipState.LEFT]
)
def test_who_said_yes_or_no_is_not_invited(state: MembershipState) -> None:
    person = person_of(membership={"state": state}, rhythm={"invited_at": NOW - 40 * DAY})
    uninvited = with_rhythm(person, invited_at=None)
    assert triggers.invitation(facts_of(uninvited, station_invited_at=NOW - DAY)) is None
    assert triggers.invitation_reminder(facts_of(person)) is None


# Days


@pytest.mark.parametrize(
    ("zone", "after", "midnight"),
    [
        # The night on which the clocks go ahead or back: the local day is 23 or 25 hours long.
        ("America/New_York", date(2026, 3, 8), datetime(2026, 3, 9, 4, tzinfo=UTC)),
        ("America/New_York", date(2026, 11, 1), datetime(2026, 11, 2, 5, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2026, 4, 5), datetime(2026, 4, 5, 13, 30, tzinfo=UTC)),
        # Here midnight itself is left out: the day begins at one.
        ("America/Santiago", date(2026, 9, 5), datetime(2026, 9, 6, 4, tzinfo=UTC)),
    ],
)
def test_local_midnight(zone: str, after: date, midnight: datetime) -> None:
    noon = datetime(after.year, after.month, after.day, 12, tzinfo=ZoneInfo(zone))
    person = person_of(roster={"zone": zone})
    assert triggers.local_midnight(person, noon.astimezone(UTC), 1) == midnight


def test_the_policy_gives_the_numbers() -> None:
    policy = RhythmPolicy(first_check_in_days=21, note_every=2)
    person = person_of(membership={"joined_at": NOW})
    found = triggers.routine(facts_of(person, policy=policy))
    assert found is not None
    assert found.earliest == NOW + 21 * DAY
    second = with_rhythm(person, routine_count=1, check_in_count=1, last_unsolicited_at=NOW)
    assert triggers.is_note(facts_of(second, policy=policy))
