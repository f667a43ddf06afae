"""What forbids a message or moves it, and what a look comes to: examples, then properties over
anybody at any look, with the days on which clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from bot.model.content import ContentKind
from bot.model.ids import PersonId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    Hours,
    MembershipState,
    PersonState,
)
from bot.rota.shifts import shifts_between
from bot.rota.windows import SLEEP_AFTER_NIGHT, Fit, sleep_after
from bot.rules import limits
from bot.rules.facts import Decision, Effect, Facts, Trigger, Verdict
from bot.rules.policy import (
    LIMITS,
    MISSED_AFTER,
    TRIGGERS,
    decide,
    explain,
    missed_its_minute,
    still_allowed,
)
from tests.bot.rules.made_up import (
    DAY,
    NOW,
    facts_of,
    looks,
    person_of,
    rotation_of,
    with_membership,
    with_rhythm,
)

CHECK_IN = Trigger(ContentKind.CHECK_IN, NOW, "why-rhythm")
AGREED = Trigger(ContentKind.CHECK_IN, NOW, "why-agreed", solicited=True)
FOLLOW_UP = Trigger(ContentKind.FOLLOW_UP, NOW, "why-follow-up", solicited=True)


# Limits


def test_one_unsolicited_message_in_seven_days() -> None:
    last = NOW - 6 * DAY
    verdict = limits.at_most_one_a_week(
        facts_of(person_of(rhythm={"last_unsolicited_at": last})), CHECK_IN
    )
    assert (verdict.effect, verdict.not_before) == (Effect.MOVES, last + 7 * DAY)


def test_what_was_asked_for_does_not_count() -> None:
    facts = facts_of(person_of(rhythm={"last_unsolicited_at": NOW}))
    assert limits.at_most_one_a_week(facts, AGREED).effect is Effect.ALLOWS


def test_a_pause_silences_until_its_day_begins_where_the_member_is() -> None:
    facts = facts_of(person_of(membership={"paused_until": date(2026, 5, 20)}))
    for trigger in (CHECK_IN, AGREED):
        verdict = limits.silent_while_paused(facts, trigger)
        assert verdict.effect is Effect.MOVES
        assert verdict.not_before == datetime(2026, 5, 20, 4, 0, tzinfo=UTC)
    assert limits.silent_while_paused(facts, FOLLOW_UP).effect is Effect.ALLOWS


@pytest.mark.parametrize("state", [PersonState.LEFT, PersonState.GUEST])
def test_off_the_roster_only_an_own_request_is_followed_up(state: PersonState) -> None:
    facts = facts_of(person_of(state=state))
    assert limits.only_people_on_the_roster(facts, CHECK_IN).effect is Effect.FORBIDS
    assert limits.only_people_on_the_roster(facts, FOLLOW_UP).effect is Effect.ALLOWS


def test_nobody_without_an_account_is_written_to() -> None:
    facts = facts_of(person_of(roster={"accounts": ()}))
    assert limits.only_with_an_account(facts, CHECK_IN).effect is Effect.FORBIDS


# The decision


def test_the_first_trigger_that_is_due_is_the_one() -> None:
    """What was agreed comes before the rhythm; both are due."""
    person = person_of(
        rhythm={
            "routine_count": 1,
            "check_in_count": 1,
            "last_unsolicited_at": NOW - 40 * DAY,
            "check_back": CheckBack(CheckBackReason.AGREED, NOW),
        }
    )
    decision = decide(facts_of(person))
    assert decision.trigger is not None
    assert decision.trigger.reason == "why-agreed"
    decision = decide(facts_of(with_rhythm(person, check_back=None)))
    assert decision.trigger is not None
    assert decision.trigger.reason == "why-rhythm"


def test_nothing_falls_before_the_next_look() -> None:
    person = person_of(
        rhythm={"routine_count": 1, "check_in_count": 1, "last_unsolicited_at": NOW - 10 * DAY}
    )
    assert decide(facts_of(person)) == Decision(None, None)


def test_red_settles_for_another_hour_and_a_check_in_does_not() -> None:
    """The member's hours are over for this look: the day after red does not wait for the next."""
    evening = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)  # 16:00 there
    parts = {"membership": {"hours": None}, "rhythm": {}}
    person = with_membership(person_of(**parts), hours=Hours(8, 10))
    red = with_rhythm(person, check_back=CheckBack(CheckBackReason.RED, evening))
    agreed = with_rhythm(person, check_back=CheckBack(CheckBackReason.AGREED, evening))
    window = {"since": evening, "until": evening + timedelta(hours=14)}
    decision = decide(facts_of(red, **window))
    assert decision.at is not None
    assert decide(facts_of(agreed, **window)).trigger is None
    local = decision.at.astimezone(ZoneInfo("America/New_York"))
    assert 8 <= local.hour < 21, "but never in the night"


def test_what_is_missed_by_twenty_minutes_is_missed() -> None:
    assert not missed_its_minute(CHECK_IN, NOW, NOW + MISSED_AFTER)
    assert missed_its_minute(CHECK_IN, NOW, NOW + MISSED_AFTER + timedelta(seconds=1))
    assert not missed_its_minute(AGREED, NOW, NOW + 3 * DAY), "what was asked for is not"


def test_rules_read_as_a_list() -> None:
    assert [rule.__name__ for rule in TRIGGERS] == [
        "agreed_check_back",
        "follow_up",
        "invitation",
        "invitation_reminder",
        "first_hello",
        "routine",
    ]
    assert [rule.__name__ for rule in LIMITS] == [
        "only_people_on_the_roster",
        "only_with_an_account",
        "silent_while_paused",
        "at_most_one_a_week",
    ]


# Properties, over anybody at any look


@given(looks())
def test_a_decision_is_a_trigger_and_a_whole_minute_of_this_look_or_nothing(facts: Facts) -> None:
    decision = decide(facts)
    if decision.trigger is None:
        assert decision.at is None
        return
    assert decision.at is not None
    assert facts.since <= decision.at < facts.until
    assert decision.at >= decision.trigger.earliest
    assert (decision.at.second, decision.at.microsecond) == (0, 0)
    assert decision.trigger in [find(facts) for find in TRIGGERS]


@given(looks())
def test_never_in_the_night_unless_the_member_chose_it(facts: Facts) -> None:
    at = decide(facts).at
    if at is None:
        return
    local = at.astimezone(ZoneInfo(facts.person.roster.zone))
    by_day = 8 <= local.hour < 21
    hours = facts.person.membership.hours
    chosen = hours is not None and _within(hours.start, hours.end, local.hour)
    assert by_day or chosen, f"{local}"


def _within(start: int, end: int, hour: int) -> bool:
    start, end = start % 24, end % 24
    return start <= hour < end if start < end else hour >= start or hour < end


@given(looks())
def test_never_in_the_sleep_after_a_night(facts: Facts) -> None:
    at = decide(facts).at
    if at is None or facts.rotation is None:
        return
    shifts = shifts_between(facts.rotation, "A", facts.since - SLEEP_AFTER_NIGHT, facts.until)
    assert not any(start <= at < end for start, end in sleep_after(shifts))


@given(looks())
def test_at_most_one_unsolicited_message_in_seven_days(facts: Facts) -> None:
    decision, last = decide(facts), facts.person.rhythm.last_unsolicited_at
    if decision.trigger is None or decision.trigger.solicited or last is None:
        return
    assert decision.at is not None
    assert decision.at - last >= 7 * DAY


@given(looks())
def test_a_pause_is_silent_but_for_the_follow_up(facts: Facts) -> None:
    decision, until = decide(facts), facts.person.membership.paused_until
    if decision.trigger is None or until is None:
        return
    assert decision.at is not None
    local = decision.at.astimezone(ZoneInfo(facts.person.roster.zone)).date()
    assert local >= until or decision.trigger.kind is ContentKind.FOLLOW_UP


@given(looks())
def test_who_may_hear_what(facts: Facts) -> None:
    trigger = decide(facts).trigger
    if trigger is None or trigger.kind is ContentKind.FOLLOW_UP:
        return
    person = facts.person
    assert person.state is PersonState.ROSTER
    assert person.roster.accounts
    if trigger.kind in (ContentKind.INVITATION, ContentKind.INVITATION_REMINDER):
        assert person.membership.state is MembershipState.NONE
    else:
        assert person.joined


@given(looks())
def test_explaining_tells_the_same_decision_and_names_every_rule(facts: Facts) -> None:
    decision, explained = decide(facts), explain(facts)
    assert (explained.trigger, explained.at) == (decision.trigger, decision.at)
    named = [verdict.rule for verdict in explained.verdicts]
    assert [name for name in named if name in {t.__name__ for t in TRIGGERS}] == [
        find.__name__ for find in TRIGGERS
    ]
    applying = sum(find(facts) is not None for find in TRIGGERS)
    assert all(named.count(limit.__name__) == applying for limit in LIMITS)


@given(looks())
def test_the_explanation_of_a_message_has_nothing_that_stands_against_it(facts: Facts) -> None:
    """And that of silence has something against every trigger."""
    explained = explain(facts)
    for find in TRIGGERS:
        trigger = find(facts)
        if trigger is None:
            continue
        said = _verdicts_of(find.__name__, explained)
        against = [v for v in said if v.effect is Effect.FORBIDS]
        late = [v for v in said if v.not_before is not None and v.not_before >= facts.until]
        if trigger == explained.trigger:
            assert not against
            assert not late
            return
        assert against or late, f"{find.__name__} was passed over without a reason"


def _verdicts_of(name: str, explained: Decision) -> list[Verdict]:
    """The verdict of a trigger and those on it, up to the next trigger's."""
    triggers = {find.__name__ for find in TRIGGERS}
    place = next(i for i, v in enumerate(explained.verdicts) if v.rule == name)
    found = [explained.verdicts[place]]
    for verdict in explained.verdicts[place + 1 :]:
        if verdict.rule in triggers:
            break
        found.append(verdict)
    return found


@given(looks())
def test_what_was_decided_still_holds_when_its_minute_comes(facts: Facts) -> None:
    """The rules are asked again at delivery: with nothing changed they say the same."""
    decision = decide(facts)
    if decision.trigger is None or decision.at is None:
        return
    then = Facts(
        person=facts.person,
        policy=facts.policy,
        since=decision.at,
        until=decision.at,
        spread=0.0,
        minute=0.0,
        rotation=facts.rotation,
    )
    assert still_allowed(then, decision.trigger, decision.at) is None
    paused = with_membership(facts.person, paused_until=(decision.at + 40 * DAY).date())
    if decision.trigger.kind is not ContentKind.FOLLOW_UP:
        verdict = still_allowed(
            Facts(paused, facts.policy, decision.at, decision.at, 0.0, 0.0, facts.rotation),
            decision.trigger,
            decision.at,
        )
        assert verdict is not None
        assert verdict.rule == "silent_while_paused"


def test_a_minute_that_is_no_good_hour_any_more_is_refused() -> None:
    night = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)  # 23:00 there
    verdict = still_allowed(facts_of(person_of()), CHECK_IN, night)
    assert verdict is not None
    assert verdict.rule == "in_good_hours"
    shift = rotation_of("24/48", "America/New_York", date(2026, 5, 4))
    asleep = datetime(2026, 5, 5, 15, 0, tzinfo=UTC)  # four hours after a shift of 24
    on_shift = person_of(roster={"shift": "A"})
    assert still_allowed(facts_of(on_shift, rotation=shift), CHECK_IN, asleep) is not None
    assert still_allowed(facts_of(on_shift), CHECK_IN, asleep) is None


def test_the_follow_up_of_a_guest_comes_in_good_hours() -> None:
    guest = person_of(
        state=PersonState.GUEST,
        membership={"state": MembershipState.NONE, "joined_at": None},
        rhythm={"aftercare": Aftercare(NOW, PersonId(3))},
    )
    decision = decide(facts_of(guest))
    assert decision.trigger is not None
    assert decision.trigger.kind is ContentKind.FOLLOW_UP
    assert decision.trigger.at_worst is Fit.HOURS
