"""Whether the daily budget of a workspace can carry the roster, if everyone joined."""

import math
from dataclasses import dataclass

from bot.config.models import RhythmPolicy

HEADROOM = 1.5
"""Rotas and quiet hours bunch messages: on its fullest day a 24/48 roster gets about half again
the mean (seen in `tailboard plan`)."""


def budget_needed(people: int, policy: RhythmPolicy) -> int:
    """Messages a day and workspace that would do for that many people at the default cadence."""
    return max(1, math.ceil(people / policy.cadence_days * HEADROOM))


def budget_suffices(people: int, policy: RhythmPolicy) -> bool:
    return policy.daily_budget >= budget_needed(people, policy)


def days_to_invite(invited: int, people: int, policy: RhythmPolicy) -> int | None:
    """Days until so many invitations are out, to some of a roster of `people`, as long as all the
    others are members and get what is theirs on an average day. None where the budget leaves less
    than one a day beside that."""
    left = policy.daily_budget - (people - invited) / policy.cadence_days
    return math.ceil(invited / left) if left >= 1 else None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A daily budget that is too small for a roster, and what would do."""

    people: int
    budget: int
    needed: int


def shortfall(people: int, policy: RhythmPolicy) -> Shortfall | None:
    if budget_suffices(people, policy):
        return None
    return Shortfall(people, policy.daily_budget, budget_needed(people, policy))
