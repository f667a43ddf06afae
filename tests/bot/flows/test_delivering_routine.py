"""Every rule is asked again when the minute of a message has come, and it counts from then on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.flows.routine_delivery import STALE_AFTER, Refusal, recorded, refusal
from bot.model.content import Content, ContentKind, Lane, OutboxRow, OutboxState, Outgoing
from bot.model.ids import OutboxId, PersonId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    MembershipState,
    Person,
    PersonState,
    Rhythm,
)
from bot.rules.policy import MISSED_AFTER
from tests.bot.flows.days import DAY, Days, member, setting_with, with_membership
from tests.storage_fixtures import ready_ledger

ZONE = "America/Chicago"
#: Ten in the morning there.
NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
NIGHT = NOW + timedelta(hours=14)
MORNING = datetime(2026, 5, 5, 13, 0, tzinfo=UTC)  # eight o'clock
ANN = member(1, NOW - 60 * DAY, zone=ZONE)
ARRANGED = Rhythm(
    check_in_count=1,
    last_unsolicited_at=NOW - DAY,
    check_back=CheckBack(CheckBackReason.AGREED, NOW - timedelta(hours=1)),
)


@pytest.fixture
def days(place: str | Path) -> Iterator[Days]:
    with ready_ledger(place, now=NOW) as ready:
        yield Days(ready, setting_with())


def row(
    kind: ContentKind = ContentKind.CHECK_IN,
    *,
    reason: str = "why-rhythm",
    solicited: int = 0,
    attempts: int = 0,
    due: datetime = NOW,
    number: int = 2,
    at_worst: int = 1,
) -> OutboxRow:
    args: dict[str, str | int] = {
        "e": int((NOW - DAY).timestamp()),
        "s": solicited,
        "w": at_worst,
        "y": reason,
        "t": "check-in-1",
        "n": number,
    }
    out = Outgoing("k", ANN.id, ANN.id, Content(kind, args), due, Lane.ROUTINE)
    return OutboxRow(OutboxId(1), OutboxState.DUE, out, attempts)


AGREED = row(reason="why-agreed", solicited=1)


def asked(days: Days, found: OutboxRow, person: Person, *, at: datetime = NOW) -> Refusal | None:
    days.ready.clock.instant = at
    return days.ready.run(lambda work: refusal(found, person, work, days.setting))


def test_what_is_as_it_was_goes_out(days: Days) -> None:
    assert asked(days, row(), ANN) is None
    assert asked(days, AGREED, replace(ANN, rhythm=ARRANGED)) is None


@pytest.mark.parametrize(
    ("found", "change", "reason"),
    [
        (row(), lambda p: with_membership(p, state=MembershipState.LEFT), "not-joined"),
        (
            row(),
            lambda p: with_membership(p, paused_until=(NOW + 9 * DAY).date()),
            "silent_while_paused",
        ),
        (row(), lambda p: replace(p, state=PersonState.LEFT), "not-joined"),
        (
            row(ContentKind.INVITATION),
            lambda p: replace(
                with_membership(p, state=MembershipState.NONE), state=PersonState.LEFT
            ),
            "only_people_on_the_roster",
        ),
        (
            row(),
            lambda p: replace(p, rhythm=Rhythm(last_unsolicited_at=NOW - 2 * DAY)),
            "at_most_one_a_week",
        ),
        (row(), lambda p: replace(p, rhythm=Rhythm(check_in_count=2)), "settled"),
        (row(ContentKind.HELLO), lambda p: replace(p, rhythm=Rhythm(greeted_at=NOW)), "settled"),
        (row(ContentKind.INVITATION), lambda p: p, "answered"),
        (
            row(ContentKind.INVITATION_REMINDER),
            lambda p: with_membership(p, state=MembershipState.DECLINED),
            "answered",
        ),
        (row(ContentKind.FOLLOW_UP, solicited=1), lambda p: p, "settled"),
        (
            row(ContentKind.FOLLOW_UP, solicited=1),
            lambda p: replace(p, rhythm=Rhythm(aftercare=Aftercare(NOW + DAY, PersonId(1)))),
            "settled",
        ),
        (AGREED, lambda p: p, "taken-back"),
        (row(reason="why-red", solicited=1), lambda p: replace(p, rhythm=ARRANGED), "taken-back"),
        (
            AGREED,
            lambda p: replace(
                p,
                rhythm=replace(
                    ARRANGED, check_back=CheckBack(CheckBackReason.AGREED, NOW + 9 * DAY)
                ),
            ),
            "taken-back",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_member_or_the_roster_has_changed_drops_it(
    days: Days, found: OutboxRow, change: Callable[[Person], Person], reason: str
) -> None:
    assert asked(days, found, change(ANN)) == Refusal(reason)


def test_what_missed_its_minute_is_left_to_the_next_look(days: Days) -> None:
    assert asked(days, row(), ANN, at=NOW + MISSED_AFTER) is None
    late = asked(days, row(), ANN, at=NOW + MISSED_AFTER + timedelta(seconds=1))
    assert late == Refusal("missed-its-minute")


def test_what_was_asked_for_goes_late_and_waits_for_the_morning(days: Days) -> None:
    """The program slept: in the night it does not make up for it."""
    person = replace(ANN, rhythm=ARRANGED)
    assert asked(days, AGREED, person, at=NOW + timedelta(hours=5)) is None
    assert asked(days, AGREED, person, at=NIGHT) == Refusal("in_good_hours", MORNING)


# A further attempt


FIRST = replace(ANN, rhythm=Rhythm(check_in_count=2, last_unsolicited_at=NOW))


def test_a_further_attempt_does_not_ask_whether_it_was_sent(days: Days) -> None:
    """It counts as theirs since the first: the week and the number would speak against it."""
    assert asked(days, row(attempts=1), FIRST, at=NOW + timedelta(minutes=10)) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda p: with_membership(p, state=MembershipState.LEFT), "not-joined"),
        (lambda p: with_membership(p, paused_until=(NOW + 9 * DAY).date()), "silent_while_paused"),
        (lambda p: replace(p, state=PersonState.LEFT), "not-joined"),
    ],
)
def test_it_asks_what_the_member_may_have_changed(
    days: Days, change: Callable[[Person], Person], reason: str
) -> None:
    assert asked(days, row(attempts=1), change(FIRST)) == Refusal(reason)


def test_it_waits_for_the_morning_too(days: Days) -> None:
    """The platform was away in the evening and comes back at midnight."""
    assert asked(days, row(attempts=3), FIRST, at=NIGHT) == Refusal("in_good_hours", MORNING)


def test_after_two_days_it_makes_no_sense_any_more(days: Days) -> None:
    at = NOW + STALE_AFTER
    assert asked(days, row(attempts=9), FIRST, at=at) is None
    assert asked(days, row(attempts=9), FIRST, at=at + timedelta(minutes=1)) == Refusal("stale")


def test_two_of_a_crew_do_not_get_theirs_together_after_all(days: Days) -> None:
    """Both waited for the platform, which is back now."""
    back = NOW + timedelta(hours=3)
    crew = [
        replace(each, roster=replace(each.roster, crew="Engine 1"))
        for each in (FIRST, replace(FIRST, id=PersonId(FIRST.id + 1)))
    ]
    assert asked(days, row(attempts=2), crew[0], at=back) is None
    later = asked(days, row(attempts=2), crew[1], at=back)
    assert later == Refusal("crew-hour", back + timedelta(hours=1))


# What is recorded


def said(kind: ContentKind, **args: str | int) -> Content:
    return Content(kind, {"y": "why", "s": 0, "t": "text", "n": 5, **args})


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (said(ContentKind.INVITATION), {"invited_at": NOW}),
        (said(ContentKind.INVITATION_REMINDER), {"reminded_at": NOW}),
        (said(ContentKind.HELLO), {"greeted_at": NOW, "last_hello_text": "text"}),
        (
            said(ContentKind.NOTE),
            {"routine_count": 1, "notes_since_asked": 1, "last_note_text": "text"},
        ),
        (
            said(ContentKind.CHECK_IN),
            {
                "routine_count": 1,
                "check_in_count": 5,
                "last_check_in_at": NOW,
                "last_check_in_text": "text",
                "last_answered": False,
            },
        ),
    ],
    ids=lambda value: value.kind.name if isinstance(value, Content) else "",
)
def test_what_goes_out_is_recorded(content: Content, changes: dict[str, Any]) -> None:
    wanted = replace(Rhythm(), last_reason="why", last_unsolicited_at=NOW, **changes)
    assert recorded(content, Rhythm(), NOW) == wanted


def test_a_follow_up_leaves_nothing_in_the_record() -> None:
    """Its reason alone would say for good that there was a conversation."""
    before = replace(Rhythm(), last_reason="why-rhythm", last_check_in_at=NOW - DAY)
    with_care = replace(before, aftercare=Aftercare(NOW, PersonId(9)))
    assert recorded(said(ContentKind.FOLLOW_UP, s=1, y="why-follow-up"), with_care, NOW) == before


def test_what_was_asked_for_takes_no_place_in_the_rhythm() -> None:
    found = recorded(said(ContentKind.CHECK_IN, s=1), replace(ARRANGED, routine_count=3), NOW)
    assert found.routine_count == 3
    assert found.last_unsolicited_at == NOW - DAY
    assert found.check_back is None
    assert found.check_in_count == 5


def test_unanswered_check_ins_are_counted() -> None:
    rhythm = Rhythm()
    for unanswered in (0, 1, 2):
        rhythm = recorded(said(ContentKind.CHECK_IN), rhythm, NOW)
        assert rhythm.unanswered == unanswered
        rhythm = recorded(said(ContentKind.NOTE), rhythm, NOW)
    answered = replace(rhythm, last_answered=True, unanswered=0)
    assert recorded(said(ContentKind.CHECK_IN), answered, NOW).unanswered == 0


def test_leaving_takes_effect_for_what_is_queued(days: Days) -> None:
    """Also where nobody has cancelled it."""
    days.add(member(1, NOW - 14 * DAY, zone=ZONE))
    days.live_until(NOW + timedelta(hours=1))
    while not days.ready.run(lambda work: work.outbox.next_due()):
        days.live_until(days.ready.clock.now() + timedelta(hours=1))
    assert not days.said
    days.change(ANN.id, lambda p: with_membership(p, state=MembershipState.LEFT))
    days.live_until(NOW + 5 * DAY)
    assert not days.said
