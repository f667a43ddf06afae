"""What is noted of a person for an open quarter, and what never is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.ids import PersonId
from bot.model.people import (
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    QuarterNotes,
    Rhythm,
    Wait,
    Zone,
)
from bot.model.quarters import Quarter
from bot.reports.figures import Tally
from bot.reports.noting import (
    accepted,
    asked,
    cleared,
    counted_in,
    opened,
    passed,
    settled,
    wait_of,
    waited,
)
from bot.reports.tallying import tallied, together

ZONE = "America/Chicago"
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
TURN = Q2.begins(ZONE)
MAY = datetime(2026, 5, 5, 15, tzinfo=UTC)


def member(*notes: QuarterNotes, joined_at: datetime = TURN - timedelta(days=60)) -> Person:
    membership = Membership(MembershipState.JOINED, joined_at=joined_at)
    return Person(
        PersonId(7), PersonState.ROSTER, membership=membership, rhythm=Rhythm(quarters=notes)
    )


def answered(rhythm: Rhythm, zone: Zone, at: datetime) -> Rhythm:
    return replace(settled(rhythm, ZONE), answer=LastAnswer(zone, at, 1))


def test_quarters_begin_at_the_organisations_midnight() -> None:
    assert datetime(2026, 4, 1, 5, tzinfo=UTC) == TURN
    assert Quarter.at(TURN - timedelta(seconds=1), ZONE) == Q1
    assert Quarter.at(TURN, ZONE) == Q2
    assert [q.next for q in (Q1, Quarter(2026, 4))] == [Q2, Quarter(2027, 1)]
    assert str(Q2) == "2026-Q2"


def test_who_joined_thirty_days_before_is_counted() -> None:
    assert Q2.counts(TURN - timedelta(days=30), ZONE)
    assert not Q2.counts(TURN - timedelta(days=30) + timedelta(seconds=1), ZONE)
    assert not Q2.counts(None, ZONE)


def test_an_answer_is_noted_when_the_next_one_takes_its_place() -> None:
    rhythm = answered(Rhythm(quarters=(QuarterNotes(Q2, 0),)), Zone.ORANGE, MAY)
    assert rhythm.quarters == (QuarterNotes(Q2, 0),)
    rhythm = answered(rhythm, Zone.GREEN, MAY + timedelta(days=28))
    assert rhythm.quarters[0].zones == {Zone.ORANGE}
    assert rhythm.quarters[0].answered


def test_the_last_answer_is_counted_where_it_is_and_green_is_no_zone() -> None:
    rhythm = answered(Rhythm(quarters=(QuarterNotes(Q2, 3),)), Zone.GREEN, MAY)
    noted = counted_in(rhythm, Q2, ZONE)
    assert noted == QuarterNotes(Q2, 3, frozenset(), answered=True)


def test_an_answer_that_is_taken_back_or_changed_was_never_noted() -> None:
    rhythm = answered(Rhythm(quarters=(QuarterNotes(Q2, 0),)), Zone.RED, MAY)
    back = counted_in(replace(rhythm, answer=None), Q2, ZONE)
    assert back == QuarterNotes(Q2, 0)
    changed = counted_in(replace(rhythm, answer=LastAnswer(Zone.GREEN, MAY, 1)), Q2, ZONE)
    assert changed is not None
    assert not changed.zones


def test_a_late_answer_belongs_to_its_own_quarter() -> None:
    rhythm = answered(Rhythm(quarters=(QuarterNotes(Q1, 0),)), Zone.RED, TURN)
    assert counted_in(rhythm, Q1, ZONE) == QuarterNotes(Q1, 0)
    early = answered(Rhythm(quarters=(QuarterNotes(Q1, 0),)), Zone.RED, TURN - timedelta(seconds=1))
    late = answered(early, Zone.GREEN, TURN + timedelta(days=2))
    assert late.quarters == (QuarterNotes(Q1, 0, frozenset({Zone.RED}), answered=True),)


def test_nothing_is_noted_of_who_is_not_counted() -> None:
    nobody = member()
    assert asked(nobody, MAY, ZONE) is nobody
    assert waited(nobody, MAY, ZONE) is nobody
    assert settled(answered(Rhythm(), Zone.RED, MAY), ZONE).quarters == ()
    assert counted_in(Rhythm(quarters=(QuarterNotes(Q2),)), Q2, ZONE) is None


def test_who_asks_between_the_turn_and_their_turn_is_counted_all_the_same() -> None:
    before = member(QuarterNotes(Q1, 2))
    noted = asked(before, TURN, ZONE).rhythm
    assert noted.quarters == (QuarterNotes(Q1, 2), QuarterNotes(Q2, None, asked=True))
    assert opened(noted, Q2, 1).quarters == (QuarterNotes(Q2, 1, asked=True),)
    late = member(QuarterNotes(Q1, 2), joined_at=TURN - timedelta(days=3))
    assert asked(late, TURN, ZONE) is late


def test_how_a_request_went_is_noted_in_bands_of_the_longest_wait() -> None:
    spans = (15, 15.1, 60, 60.1)
    assert [wait_of(timedelta(minutes=each)) for each in spans] == [
        *(Wait.QUARTER_HOUR, Wait.HOUR, Wait.HOUR, Wait.LONGER),
    ]
    person = passed(asked(member(QuarterNotes(Q2, 0)), MAY, ZONE), MAY, ZONE)
    person = accepted(person, MAY - timedelta(hours=2), MAY, ZONE)
    person = accepted(person, MAY, MAY, ZONE)
    noted = QuarterNotes(Q2, 0, asked=True, passed=True, wait=Wait.LONGER)
    assert person.rhythm.quarters == (noted,)


def test_who_waited_stays_unfilled_until_somebody_says_yes() -> None:
    person = waited(asked(member(QuarterNotes(Q2, 0)), MAY, ZONE), MAY, ZONE)
    assert person.rhythm.quarters[0].unfilled
    (noted,) = accepted(person, MAY, MAY, ZONE).rhythm.quarters
    assert noted.waited
    assert not noted.unfilled


def test_a_yes_after_the_freeze_is_in_no_report() -> None:
    """Neither in that of the quarter in which they asked nor in that of the next."""
    before = asked(member(QuarterNotes(Q1, 2)), TURN - timedelta(minutes=5), ZONE)
    for late in (accepted(before, TURN, TURN, ZONE), passed(before, TURN, ZONE)):
        assert late is before
    opened_anew = replace(before, rhythm=opened(before.rhythm, Q2, 2))
    assert accepted(opened_anew, TURN, TURN, ZONE) is opened_anew


def test_opening_twice_is_opening_once_and_the_group_stays() -> None:
    rhythm = opened(Rhythm(), Q2, 1)
    assert opened(rhythm, Q2, 4) is rhythm
    assert cleared(rhythm).quarters == ()
    assert cleared(Rhythm()) == Rhythm()


def test_leaving_takes_what_was_noted_along() -> None:
    person = asked(member(QuarterNotes(Q2, 0)), MAY, ZONE)
    assert person.rhythm.quarters[0].asked
    assert person.no_longer_member(MembershipState.LEFT).rhythm.quarters == ()


def test_people_are_counted_and_not_what_they_did() -> None:
    often = QuarterNotes(
        *(Q2, 1, frozenset({Zone.RED, Zone.YELLOW}), True, True, True, True, True),
        wait=Wait.QUARTER_HOUR,
    )
    once = QuarterNotes(Q2, 1, frozenset({Zone.RED}), True)
    silent = QuarterNotes(Q2, 0)
    tallies = tallied([often, once, silent], 2)
    counted = Tally(2, 1, 0, 2, asked=1, passed=1, waited=1, unfilled=1)
    assert tallies == (Tally(), replace(counted, in_15_minutes=1, in_an_hour=1))
    assert together(tallies, tallies)[1].red == 4
    hour, later = (replace(often, wait=wait) for wait in (Wait.HOUR, Wait.LONGER))
    assert tallied([hour, later], 2)[1].in_an_hour == 1
    assert tallied([hour, later], 2)[1].in_15_minutes == 0
