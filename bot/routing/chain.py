"""Who stands above whom. A supervisor or evaluator who was removed still counts until the date on
the tie (a year), so that a chain cannot be bent on the day before somebody asks."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.model.ids import PersonId
from bot.model.people import RosterFacts


def above(
    person: PersonId, roster: Mapping[PersonId, RosterFacts], today: date
) -> frozenset[PersonId]:
    """Everybody above this person: supervisors all the way up, and former ties on the way.

    People whom `roster` lacks end their branch; a circle ends where it closes.
    """
    found: set[PersonId] = set()
    waiting = [person]
    while waiting:
        facts = roster.get(waiting.pop())
        fresh = set(directly_above(facts, today)) - found if facts else set()
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found - {person})


def directly_above(facts: RosterFacts, today: date) -> Iterator[PersonId]:
    """The supervisor, and those who were removed and whose date has not passed."""
    if facts.supervisor is not None:
        yield facts.supervisor
    yield from former(facts, today)


def former(facts: RosterFacts, today: date) -> Iterator[PersonId]:
    """Removed supervisors and evaluators, through the last day of their tie."""
    return (tie.person for tie in facts.former_ties if tie.holds(today))


def evaluators(facts: RosterFacts, today: date) -> frozenset[PersonId]:
    """Who evaluates this person, or did until less than a year ago."""
    return frozenset(facts.evaluators) | frozenset(former(facts, today))
