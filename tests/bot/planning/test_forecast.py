"""What a roster would get, by week and rounded; and one made-up person, rule by rule."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config.models import RhythmPolicy
from bot.config.yaml_text import read_yaml
from bot.model.content import ContentKind
from bot.planning.forecast import MOST_RECKONED, Programme, forecast
from bot.planning.made_up import MadeUp, facts_of_made_up, made_up_people
from bot.rota.config import RotationConfig
from bot.rota.rotation import Rotation
from bot.rules.policy import decide, explain

EXAMPLE = Path(__file__).parents[3] / "docs/explain.example.yaml"
CHICAGO = "America/Chicago"
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ROTATIONS = {
    "engines": RotationConfig.model_validate(
        {"preset": "24/48", "anchors": {"A": "2026-01-01"}}
    ).rotation("engines", zone=CHICAGO)
}


def programme(rotations: dict[str, Rotation] | None = None, **policy: Any) -> Programme:
    return Programme(RhythmPolicy(**policy), ROTATIONS if rotations is None else rotations, CHICAGO)


def test_a_first_month_is_a_hello_and_a_check_in() -> None:
    found = forecast(60, programme(), START, 30)
    assert [week.first for week in found.weeks] == [
        date(2026, 3, 2) + timedelta(days=7 * n) for n in range(5)
    ]
    assert [week.days for week in found.weeks] == [7, 7, 7, 7, 2]
    assert [dict(week.counts) for week in found.weeks] == [
        {ContentKind.HELLO: 60},
        {},
        {ContentKind.CHECK_IN: 60},
        {},
        {},
    ]
    assert 10 <= found.fullest_day <= 60


def test_a_week_without_any_says_why() -> None:
    weeks = forecast(60, programme(), START, 28).weeks
    assert weeks[1].nothing == "the next one is due from 2026-03-16 on"
    assert weeks[0].nothing == ""


def test_everyone_gets_the_rhythm_over_a_year() -> None:
    """Thirteen check-ins a year and a half again of notes, less what the first weeks take."""
    found = forecast(50, programme(), START, 364)
    totals = {
        kind: sum(dict(week.counts).get(kind, 0) for week in found.weeks) for kind in ContentKind
    }
    asked, noted = totals[ContentKind.CHECK_IN] / 50, totals[ContentKind.NOTE] / 50
    assert 7 <= asked <= 11
    assert 3 <= noted <= 6
    assert asked + noted <= 13.5


def test_a_large_roster_is_reckoned_in_proportion_and_rounded() -> None:
    people = 10 * MOST_RECKONED
    found = forecast(people, programme(daily_budget=100_000), START, 21)
    counts = [count for week in found.weeks for _, count in week.counts]
    assert sum(counts) == pytest.approx(2 * people, rel=0.02)
    assert all(count % 10 == 0 for count in counts)


def test_the_daily_budget_spreads_a_wave() -> None:
    found = forecast(200, programme(daily_budget=20), START, 14)
    assert found.fullest_day == 20
    hellos = [dict(week.counts).get(ContentKind.HELLO, 0) for week in found.weeks]
    assert hellos[0] <= 140
    assert sum(hellos) == pytest.approx(200, abs=10)


def test_where_no_hour_is_left_it_says_so() -> None:
    """From five in the morning to five in the morning: the hello of the first day waits."""
    found = forecast(20, programme(), datetime(2026, 3, 2, 11, 0, tzinfo=UTC), 1)
    assert found.weeks[0].counts == ()
    assert found.weeks[0].nothing == "no good hour before the next look"


def test_nobody_on_the_roster_is_a_reason_too() -> None:
    found = forecast(0, programme(), START, 7)
    assert found.weeks[0].nothing == "there is nobody on the roster"
    assert found.fullest_day == 0


def test_the_same_roster_and_start_give_the_same_forecast() -> None:
    assert forecast(40, programme(), START, 21) == forecast(40, programme(), START, 21)


def test_made_up_people_are_on_every_shift() -> None:
    people = made_up_people(10, ROTATIONS, CHICAGO, START)
    shifts = [person.roster.shift for person in people]
    assert {shift: shifts.count(shift) for shift in "ABC"} == {"A": 4, "B": 3, "C": 3}
    assert len({person.id for person in people}) == 10
    (alone,) = made_up_people(1, {}, CHICAGO, START)
    assert alone.roster.rotation == ""


@settings(max_examples=20)
@given(st.integers(1, 40), st.integers(1, 30), st.integers(0, 400))
def test_nobody_gets_more_than_one_a_week(people: int, days: int, later: int) -> None:
    found = forecast(people, programme(), START + timedelta(days=later), days)
    assert len(found.weeks) >= days // 7
    for week in found.weeks:
        assert sum(count for _, count in week.counts) <= people + 10


# One made-up person


def made_up(**given: object) -> MadeUp:
    return MadeUp.model_validate({"now": "2026-03-16T14:00:00-05:00", **given})


def test_the_example_gives_a_check_in() -> None:
    given = MadeUp.model_validate(yaml.safe_load(EXAMPLE.read_text()))
    facts = facts_of_made_up(given, RhythmPolicy(), ROTATIONS, "UTC")
    assert facts.rotation is not None
    decision = decide(facts)
    assert decision.trigger is not None
    assert decision.trigger.kind is ContentKind.CHECK_IN
    assert {verdict.rule for verdict in explain(facts).verdicts} >= {
        "only_with_an_account",
        "at_most_one_a_week",
        "silent_while_paused",
    }


def test_everything_that_the_example_has_in_comments_may_be_given() -> None:
    text = EXAMPLE.read_text().replace("# state", "state")
    given, _, commented = text.partition("# Others that may be given:\n")
    values = read_yaml((given + commented.replace("\n# ", "\n")).encode()).values
    assert set(values) == set(MadeUp.model_fields)
    MadeUp.model_validate(values)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"joined_on": "2026-03-02", "greeted_on": "2026-03-03"}, ContentKind.CHECK_IN),
        ({"joined_on": "2026-03-15"}, ContentKind.HELLO),
        ({"joined_on": "2026-03-02", "account": False}, None),
        ({"joined_on": "2026-03-02", "paused_until": "2026-04-01"}, None),
        ({"joined_on": "2026-03-02", "state": "left"}, None),
        ({"membership": "none", "station_invited_on": "2026-03-15"}, ContentKind.INVITATION),
        ({"membership": "declined", "station_invited_on": "2026-03-15"}, None),
        (
            {
                "joined_on": "2026-03-02",
                "last_message_on": "2026-03-15",
                "greeted_on": "2026-03-15",
            },
            None,
        ),
        (
            {
                "joined_on": "2026-03-02",
                "last_message_on": "2026-03-15",
                "check_back": {"reason": "agreed", "not_before": "2026-03-16T09:00:00-05:00"},
            },
            ContentKind.CHECK_IN,
        ),
    ],
)
def test_facts_decide_as_they_would_for_a_real_person(
    given: dict[str, object], kind: ContentKind | None
) -> None:
    facts = facts_of_made_up(made_up(**given), RhythmPolicy(), {}, CHICAGO)
    decision = decide(facts)
    assert (decision.trigger.kind if decision.trigger else None) is kind


@pytest.mark.parametrize("now", [3, "2026-03-16T14:00", "2026-03-16", "soon"])
def test_an_instant_has_its_offset(now: object) -> None:
    with pytest.raises(ValidationError):
        MadeUp.model_validate({"now": now})


def test_a_rotation_that_is_not_configured_counts_as_none() -> None:
    for rotation, shift in (("boats", "A"), ("engines", "Z")):
        person = made_up(rotation=rotation, shift=shift)
        assert facts_of_made_up(person, RhythmPolicy(), ROTATIONS, CHICAGO).rotation is None
