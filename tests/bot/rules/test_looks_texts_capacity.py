"""When somebody is looked at, which text they get, and what the daily budget carries."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.models import RhythmPolicy
from bot.model.ids import PersonId
from bot.rules.capacity import budget_needed, budget_suffices
from bot.rules.looks import JITTER, next_look
from bot.rules.texts import pick_text
from tests.bot.rules.made_up import DRAWS, INSTANTS

PEOPLE = st.integers(1, 2**62).map(PersonId)
HOUR = timedelta(hours=1)


def draw(*parts: str) -> float:
    """As the vault draws: the same for the same parts, and even."""
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def extreme(*parts: str) -> float:
    """The draws that make looks as near and as far as they can be: early and late by turns."""
    return 0.5 if len(parts) == 2 else (0.0 if int(parts[-1]) % 2 else 1 - 2**-53)


@given(PEOPLE, INSTANTS)
def test_looks_are_20_to_28_hours_apart(person: PersonId, start: datetime) -> None:
    for drawing in (draw, extreme):
        at, all_of_them = start, []
        for _ in range(40):
            at = next_look(person, at, drawing)
            all_of_them.append(at)
        for one, other in pairwise(all_of_them):
            assert 20 * HOUR <= other - one <= 28 * HOUR


def _look_on(person: PersonId, day: int) -> datetime:
    """The look of that UTC day, written out: the person's own time, and the day's jitter."""
    own = datetime.fromordinal(day).replace(tzinfo=UTC) + 24 * HOUR * draw("look", str(person))
    return own + JITTER * (2 * draw("look", str(person), str(day)) - 1)


@given(PEOPLE, INSTANTS)
def test_the_next_look_is_the_first_one_after(person: PersonId, after: datetime) -> None:
    found = next_look(person, after, draw)
    assert found > after
    looks = [_look_on(person, after.toordinal() + days) for days in range(-3, 4)]
    assert found == min(at for at in looks if at > after)


@given(PEOPLE, INSTANTS, st.integers(0, 30 * 24))
def test_a_missed_look_is_not_caught_up(person: PersonId, missed: datetime, hours: int) -> None:
    """However long the program slept, there is one look now and the next within 28 hours."""
    now = missed + hours * HOUR
    assert now < next_look(person, now, draw) <= now + 28 * HOUR


def test_people_are_looked_at_all_day_and_night() -> None:
    day = datetime(2026, 5, 4, tzinfo=UTC)
    hours = [0] * 24
    for number in range(2_400):
        person = PersonId(number)
        second = next_look(person, next_look(person, day, draw), draw)
        hours[second.hour] += 1
    assert min(hours) > 60
    assert max(hours) < 150


# Texts


@given(st.lists(st.text(min_size=1), min_size=2, unique=True), st.data(), DRAWS)
def test_never_the_same_text_twice_running(ids: list[str], data: st.DataObject, at: float) -> None:
    last = data.draw(st.sampled_from([*ids, "one that is not used any more", ""]))
    assert pick_text(ids, last, at) in set(ids) - {last}


def test_every_other_text_has_its_turn() -> None:
    ids = ["a", "b", "c", "d"]
    assert {pick_text(ids, "b", step / 100) for step in range(100)} == {"a", "c", "d"}


@pytest.mark.parametrize("ids", [[], ["only"]])
def test_a_rotation_needs_two_texts(ids: list[str]) -> None:
    with pytest.raises(ValueError, match="two texts"):
        pick_text(ids, "", 0.5)


# Capacity


@given(st.integers(0, 2_000_000), st.integers(14, 90))
def test_the_budget_that_is_named_would_do(people: int, cadence: int) -> None:
    policy = RhythmPolicy(cadence_days=cadence)
    needed = budget_needed(people, policy)
    assert needed * cadence >= people * 1.5
    assert (needed - 1) * cadence <= people * 1.5 + cadence
    if needed <= 1_000_000:
        enough = policy.model_copy(update={"daily_budget": needed})
        assert budget_suffices(people, enough)
        if needed > 1:
            short = policy.model_copy(update={"daily_budget": needed - 1})
            assert not budget_suffices(people, short)
