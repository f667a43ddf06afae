"""What is told of a year: joins and pauses, of twenty and more, to the nearest ten."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.ids import PersonId
from bot.model.people import Membership, MembershipState, Person, PersonState, QuarterNotes, Rhythm
from bot.model.quarters import JOINED_BEFORE, Quarter
from bot.reports.folding import LEAST_JOINED
from bot.reports.noting import cleared, opened, paused
from bot.reports.yearly import YearFigures, YearTally, tallied, year_figures

ZONE = "America/Chicago"
Q4, BEFORE = Quarter(2026, 4), Quarter(2025, 4)
NOVEMBER = datetime(2026, 11, 5, 15, tzinfo=UTC)


def told(count: int) -> int:
    return year_figures(YearTally(joined=count)).joined


def test_twenty_and_more_to_the_nearest_ten() -> None:
    assert [told(count) for count in (0, 4, 19)] == [0, 0, 0]
    assert [told(count) for count in (20, 24, 25, 34, 35, 104)] == [20, 20, 30, 30, 40, 100]
    assert year_figures(YearTally(31, 3)) == YearFigures(30, 0)


# The attack: what else is published bounds how many had joined before and how many are there, and
# the year's figure is laid beside it. Somebody joined before the year or in it, and may leave.


def classes(figure: Callable[[int], int]) -> dict[tuple[bool, int, int], set[int]]:
    """By what is published, how many joined in the year: whether a group was told a year ago, that
    so many at least are there (a cell about 20, 25, 30), and the figure."""
    found: dict[tuple[bool, int, int], set[int]] = defaultdict(set)
    for a_year_ago in range(31):
        for still_there in range(a_year_ago + 1):
            for joined in range(41):
                for cell, least in ((0, 0), (20, 18), (25, 23), (30, 28)):
                    if still_there + joined >= least:
                        key = (a_year_ago >= LEAST_JOINED, cell, figure(joined))
                        found[key].add(joined)
    return found


def test_nothing_that_is_published_beside_it_makes_few_known() -> None:
    """A few read as they would without the figure, up to nineteen; of what was not known to be more
    than none it is not known now."""
    with_it, without = classes(told), classes(lambda _: 0)
    for (told_before, cell, figure), joined in with_it.items():
        if figure == 0:
            assert joined == {n for n in without[told_before, cell, 0] if n < LEAST_JOINED}
        if any(0 < n < 5 for n in joined):
            assert len(joined) > 10


def test_the_attack_sees_what_a_floor_of_five_would_tell() -> None:
    """Nineteen at most were there a year ago, and at least 23 are: with "fewer than five" joined,
    it were four."""
    five = classes(lambda count: 0 if count < 5 else (count + 5) // 10 * 10)
    assert five[False, 25, 0] == {4}


@pytest.mark.parametrize("joined", range(1, 5))
def test_a_few_read_like_none(joined: int) -> None:
    assert year_figures(YearTally(joined, joined)) == year_figures(YearTally())


# Who is counted


def member(joined_at: datetime, **rhythm: object) -> Person:
    membership = Membership(MembershipState.JOINED, joined_at=joined_at)
    notes = Rhythm(quarters=(QuarterNotes(Q4, 0),))
    return Person(
        PersonId(7),
        PersonState.ROSTER,
        membership=membership,
        rhythm=replace(notes, **rhythm),  # type: ignore[arg-type]
    )


def test_who_joined_since_the_fourth_quarter_before_counted() -> None:
    """Whoever that counted is not counted again, and nobody between falls out."""
    cut = BEFORE.begins(ZONE) - JOINED_BEFORE
    people = [member(cut), member(cut + timedelta(seconds=1)), member(NOVEMBER)]
    assert tallied(people, Q4, ZONE) == YearTally(joined=2)


def test_who_paused_is_counted_once_and_in_their_year() -> None:
    once = paused(member(NOVEMBER), NOVEMBER, ZONE)
    assert paused(once, NOVEMBER, ZONE) is once
    long_ago = member(NOVEMBER, paused_in=2025)
    assert tallied([once, long_ago], Q4, ZONE).paused == 1


def test_a_pause_is_noted_of_who_is_counted_and_goes_with_the_year() -> None:
    nobody = member(NOVEMBER, quarters=())
    assert paused(nobody, NOVEMBER, ZONE) is nobody
    noted = paused(member(NOVEMBER), NOVEMBER, ZONE).rhythm
    assert noted.paused_in == 2026
    assert opened(noted, Q4.next, 0).paused_in == 0
    assert opened(replace(noted, quarters=()), Q4, 0).paused_in == 2026
    assert cleared(noted) == cleared(replace(noted, quarters=())) == Rhythm()
    left = member(NOVEMBER, paused_in=2026).no_longer_member(MembershipState.LEFT)
    assert left.rhythm.paused_in == 0
