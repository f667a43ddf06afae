"""Somebody who is on the roster anew, under another number or account, is a new person to the
program and the same one to whoever would rather not talk to them, or had them above."""

from collections.abc import Iterable

from bot.model.ids import PersonId
from bot.ports import Work


def as_now(people: Iterable[PersonId], work: Work) -> tuple[PersonId, ...]:
    """These people in their order, whoever serves as a supporter anew by their present id."""
    wanted = tuple(people)
    if not wanted:
        return ()
    supporters = work.people.readable(each.person for each in work.supporters.all())
    anew = {old: id_ for id_, each in supporters.items() for old in each.roster.formerly}
    return tuple(dict.fromkeys(anew.get(each, each) for each in wanted))


def then_and_now(people: Iterable[PersonId], work: Work) -> frozenset[PersonId]:
    """These people, and the supporters that they have become."""
    wanted = frozenset(people)
    return wanted.union(as_now(wanted, work))
