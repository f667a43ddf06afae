"""The look: what is put in the outbox, the budget, the crew's hours, and who is passed over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.flows.crew_hours import hours_around, reserve
from bot.flows.looking import look
from bot.model.content import Content, ContentKind, Lane
from bot.model.ids import Account, PersonId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    LastAnswer,
    MembershipState,
    Person,
    PersonState,
    Rhythm,
    Zone,
)
from bot.ports import Station, Work
from bot.rules.capacity import days_to_invite
from bot.rules.looks import next_look
from bot.rules.policy import MISSED_AFTER
from tests.bot.flows.days import DAY, Days, local, member, setting_with, with_membership
from tests.bot.rules.made_up import rotation_of
from tests.storage_fixtures import ReadyLedger, ready_ledger

ZONE = "America/Chicago"
#: Ten in the morning there, a Monday.
START = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
ANN = PersonId(2**61 + 1)


@pytest.fixture
def days(place: str | Path) -> Iterator[Days]:
    with ready_ledger(place, now=START) as ready:
        yield Days(ready, setting_with())


def queued(ready: ReadyLedger) -> list[Content]:
    """What is in the outbox and not due yet, for the next four weeks."""
    now = ready.clock.instant
    ready.clock.instant = now + 28 * DAY
    rows = ready.run(lambda work: work.outbox.due(1_000, lanes=(Lane.ROUTINE,)))
    ready.clock.instant = now
    return [row.out.content for row in rows]


def due_now(days: Days, *people: Person) -> None:
    """Adds people whose look is due."""
    now = days.ready.clock.now()
    days.ready.run(lambda work: work.people.add_many([(each, now) for each in people]))


# One look


@pytest.mark.both_databases
def test_the_next_look_is_set_and_there_is_one(days: Days) -> None:
    people = [member(n, START - 60 * DAY, zone=ZONE) for n in range(1, 31)]
    due_now(days, *people)
    assert days.ready.run(lambda work: look(work, days.setting, most=20)) == 20
    assert days.ready.run(lambda work: look(work, days.setting, most=20)) == 10
    assert days.ready.run(lambda work: look(work, days.setting, most=20)) == 0
    expected = days.ready.run(
        lambda work: min(next_look(each.id, START, work.draw) for each in people)
    )
    days.ready.clock.instant = expected
    assert days.ready.run(lambda work: look(work, days.setting, most=20)) == 1


@pytest.mark.both_databases
def test_what_the_look_says_holds_for_its_minute(days: Days) -> None:
    due_now(days, member(1, START - 14 * DAY, zone=ZONE))
    days.tick()
    (content,) = queued(days.ready)
    assert content.kind is ContentKind.CHECK_IN
    assert content.args["n"] == 1
    assert content.args["y"] == "why-first"
    assert content.args["t"] in days.setting.texts.rotation("en", "check-in")


@pytest.mark.both_databases
def test_an_answer_is_forgotten_after_thirty_days(days: Days) -> None:
    for age, kept in ((29, True), (31, False)):
        number = age
        old = LastAnswer(Zone.ORANGE, START - age * DAY, 1)
        person = member(number, START - 90 * DAY, zone=ZONE)
        due_now(days, replace(person, rhythm=Rhythm(answer=old, last_unsolicited_at=START)))
        days.tick()
        found = days.ready.person(PersonId(2**61 + number)).rhythm.answer
        assert (found is not None) is kept


def test_why_somebody_was_written_to_is_forgotten_after_thirty_days(days: Days) -> None:
    """Of whoever hears nothing meanwhile, and never gave an answer: it may be "you said red"."""
    for number, age, asked in ((1, 29, True), (2, 31, True), (3, 29, False), (4, 31, False)):
        at = START - age * DAY
        rhythm = Rhythm(last_reason="why-red")
        field = "last_check_in_at" if asked else "last_unsolicited_at"
        came: dict[str, Any] = {field: at}
        rhythm = replace(rhythm, **came)
        person = member(number, START - 90 * DAY, zone=ZONE)
        paused = replace(person.membership, paused_until=(START + 90 * DAY).date())
        due_now(days, replace(person, membership=paused, rhythm=rhythm))
        days.ready.run(lambda work: look(work, days.setting, most=10))
        kept = days.ready.person(PersonId(2**61 + number)).rhythm.last_reason
        assert kept == ("why-red" if age < 30 else "")


def test_somebody_the_rules_cannot_read_is_passed_over_and_the_others_are_not(
    days: Days, caplog: pytest.LogCaptureFixture
) -> None:
    """A zone that is no more (the roster is checked when it is read, and zones change)."""
    good = member(1, START - 14 * DAY, zone=ZONE)
    bad = member(2, START - 14 * DAY, zone="Mars/Olympus_Mons")
    due_now(days, good, bad)
    assert days.ready.run(lambda work: look(work, days.setting, most=10)) == 2
    assert len(queued(days.ready)) == 1
    assert "ZoneInfoNotFoundError" in caplog.text
    assert "Mars" not in caplog.text
    assert days.ready.run(lambda work: look(work, days.setting, most=10)) == 0


def test_a_shift_that_the_rotation_has_not_any_more_counts_as_none(days: Days) -> None:
    setting = replace(days.setting, rotations={"24/48": rotation_of("24/48", ZONE)})
    due_now(days, member(1, START - 14 * DAY, zone=ZONE, rotation="24/48", shift="Z"))
    assert days.ready.run(lambda work: look(work, setting, most=10)) == 1
    assert len(queued(days.ready)) == 1


# The invitation


@pytest.mark.both_databases
def test_one_invitation_and_one_reminder(days: Days) -> None:
    days.ready.run(lambda work: work.stations.save(Station("Station 1", 12, START)))
    days.add(member(1, None, zone=ZONE), member(2, None, zone=ZONE, station="Station 2"))
    days.live_until(START + 60 * DAY)
    assert [said.kind for said in days.said] == ["inv", "inr"]
    assert days.said[1].at - days.said[0].at >= 14 * DAY


def test_who_declined_is_not_reminded(days: Days) -> None:
    days.ready.run(lambda work: work.stations.save(Station("Station 1", 12, START)))
    days.add(member(1, None, zone=ZONE))
    days.live_until(START + 5 * DAY)
    days.change(ANN, lambda p: with_membership(p, state=MembershipState.DECLINED))
    days.live_until(START + 60 * DAY)
    assert [said.kind for said in days.said] == ["inv"]


# What was agreed


@pytest.mark.both_databases
def test_an_agreed_check_back_comes_when_it_was_agreed(days: Days) -> None:
    person = member(1, START - 40 * DAY, zone=ZONE)
    agreed = Rhythm(
        routine_count=1,
        check_in_count=1,
        last_unsolicited_at=START - DAY,
        greeted_at=START - 39 * DAY,
        check_back=CheckBack(CheckBackReason.AGREED, START + 3 * DAY),
    )
    days.add(replace(person, rhythm=agreed))
    days.live_until(START + 10 * DAY)
    (said,) = days.said
    assert said.reason == "why-agreed"
    assert START + 3 * DAY <= said.at < START + 5 * DAY
    assert days.ready.person(ANN).rhythm.check_back is None


def test_the_follow_up_of_somebody_off_the_roster(days: Days) -> None:
    guest = replace(
        member(1, None, zone=ZONE),
        state=PersonState.GUEST,
        rhythm=Rhythm(aftercare=Aftercare(START + 3 * DAY, PersonId(9))),
    )
    days.ready.run(lambda work: work.people.add(guest, look_at=START + 3 * DAY))
    days.ready.clock.instant = START + 3 * DAY
    assert days.ready.run(lambda work: look(work, days.setting, most=10)) == 1
    assert [content.kind for content in queued(days.ready)] == [ContentKind.FOLLOW_UP]


# The budget


def test_a_joining_wave_is_spread_over_days(tmp_path: Path) -> None:
    """A hundred and twenty join at one briefing; the workspace may get twenty a day."""
    with ready_ledger(tmp_path, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=20))
        days.add(*(member(n, START, zone=ZONE) for n in range(1, 121)))
        days.live_until(START + 9 * DAY)
        by_day = Counter(local(said.at, ZONE).date() for said in days.said)
        assert max(by_day.values()) <= 20
        assert len({said.to for said in days.said}) == 120, "everybody had theirs"
        assert sorted(by_day)[:6] == [date(2026, 5, 5) + timedelta(days=n) for n in range(6)]


def test_invitations_go_out_over_the_days_that_were_foretold(tmp_path: Path) -> None:
    with ready_ledger(tmp_path, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=20))
        ready.run(lambda work: work.stations.save(Station("Station 1", 120, START)))
        days.add(*(member(n, None, zone=ZONE) for n in range(1, 121)))
        days.live_until(START + 9 * DAY)
        assert Counter(said.kind for said in days.said) == {"inv": 120}
        last = max(local(said.at, ZONE).date() for said in days.said)
        foretold = days_to_invite(120, 120, days.setting.config.rhythm)
        assert foretold == 6
        assert abs((last - START.date()).days - foretold) <= 1


def test_what_was_asked_for_needs_no_budget(tmp_path: Path) -> None:
    with ready_ledger(tmp_path, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=1))
        agreed = CheckBack(CheckBackReason.AGREED, START)
        people = [
            replace(
                member(n, START - 40 * DAY, zone=ZONE),
                rhythm=Rhythm(check_back=agreed, check_in_count=1, last_unsolicited_at=START),
            )
            for n in range(1, 11)
        ]
        days.add(*people)
        days.live_until(START + 3 * DAY)
        assert len(days.said) == 10


def test_each_workspace_has_its_own_budget(tmp_path: Path) -> None:
    with ready_ledger(tmp_path, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=2))
        people = []
        for n in range(1, 9):
            person = member(n, START - 14 * DAY, zone=ZONE)
            account = Account("local", "other" if n > 4 else "demo", f"u{n}")
            people.append(replace(person, roster=replace(person.roster, accounts=(account,))))
        due_now(days, *people)
        assert days.ready.run(lambda work: look(work, days.setting, most=100)) == 8
        found = days.ready.run(lambda work: Counter(_workspaces(work)))
        assert found == {"demo": 2, "other": 2}


def _workspaces(work: Work) -> list[str]:
    """Of those to whom something is on its way."""
    numbers = [n for n in range(1, 9) if work.outbox.cancel_routine(PersonId(2**61 + n))]
    return ["other" if n > 4 else "demo" for n in numbers]


# The crew's hours


@pytest.mark.both_databases
def test_hours_are_reserved_so_that_even_late_messages_are_an_hour_apart(days: Days) -> None:
    one, other = (member(n, START, zone=ZONE, crew="Engine 1") for n in (1, 2))
    for minutes in range(-200, 201, 7):
        day = START + timedelta(days=minutes + 400)
        first, second = day, day + timedelta(minutes=minutes)
        assert days.ready.run(partial(reserve, one, first))
        earlier, later = sorted((first, second))
        if days.ready.run(partial(reserve, other, second)):
            assert later - (earlier + MISSED_AFTER) >= timedelta(hours=1)
        else:
            assert later - earlier < timedelta(hours=3), "hours are not given away"


def _hour_is_free(days: Days, person: Person) -> bool:
    """At any minute of the day that lies between two looks."""
    minutes = (days.ready.clock.now() + timedelta(minutes=30 * n) for n in range(48))
    hours = {hour for minute in minutes for hour in hours_around(person, minute)}
    return not days.ready.run(lambda work: work.reservations.taken(tuple(hours)))


@pytest.mark.both_databases
def test_what_the_budget_has_no_room_for_reserves_no_hour(place: str | Path) -> None:
    with ready_ledger(place, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=1))
        first, refused = (
            member(n, START - 14 * DAY, zone=ZONE, crew=f"Engine {n}") for n in (1, 2)
        )
        due_now(days, first, refused)
        assert ready.run(lambda work: look(work, days.setting, most=10)) == 2
        assert len(queued(ready)) == 1
        assert sorted(_hour_is_free(days, each) for each in (first, refused)) == [False, True]


def test_what_was_asked_for_is_given_its_minute_before_what_may_find_no_budget(
    tmp_path: Path,
) -> None:
    """Alone and beside somebody of the crew who is looked at earlier, at the same minute."""
    agreed = CheckBack(CheckBackReason.AGREED, START)
    asked = replace(
        member(2, START - 40 * DAY, zone=ZONE, crew="Engine 1"),
        rhythm=Rhythm(check_back=agreed, check_in_count=1, last_unsolicited_at=START),
    )
    others = [member(n, START - 14 * DAY, zone=ZONE, crew="Engine 1") for n in (1, *range(3, 30))]
    alone = _minute_of(asked, (asked,), tmp_path / "alone.db")
    assert _minute_of(asked, (*others, asked), tmp_path / "beside.db") == alone


def _minute_of(person: Person, looked_at: tuple[Person, ...], where: Path) -> datetime:
    """When their message is due, once these were looked at in one batch."""
    with ready_ledger(where, now=START) as ready:
        days = Days(ready, setting_with(daily_budget=1))
        due_now(days, *looked_at)
        ready.run(lambda work: look(work, days.setting, most=100))
        ready.clock.instant = START + 28 * DAY
        rows = ready.run(lambda work: work.outbox.due(100, lanes=(Lane.ROUTINE,)))
        (minute,) = (row.out.due_at for row in rows if row.out.to == person.id)
        return minute


def test_other_crews_and_people_in_none_need_not_wait(days: Days) -> None:
    crews = ("Engine 1", "Engine 2", "", "")
    people = [member(n, START, zone=ZONE, crew=crew) for n, crew in enumerate(crews, 1)]
    assert all(days.ready.run(partial(reserve, person, START)) for person in people)
