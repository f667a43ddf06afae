"""Who stands in the directory, and how close each of them stands to whoever looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.flows.nameable import is_available
from bot.flows.request_facts import candidates, serves, today, with_all_above
from bot.flows.same_people import then_and_now
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.model.supporters import Supporter
from bot.ports import Work
from bot.routing.chain import above, evaluators
from bot.routing.eligibility import (
    Exclusion,
    Rule,
    judge,
    no_coordinator_unless_named,
    no_evaluator,
    not_avoided,
    not_the_member,
    outside_chain_of_command,
    speaks_the_language,
)
from bot.routing.facts import Asker, Candidate
from bot.setting import Setting

#: Who greets somebody by default: a colleague who has no say over them and keeps no programme.
GREETS: tuple[Rule, ...] = (
    not_the_member,
    not_avoided,
    outside_chain_of_command,
    no_evaluator,
    no_coordinator_unless_named,
)
#: What a member is told before they choose somebody all the same.
CLOSE = frozenset({Exclusion.CHAIN_OF_COMMAND, Exclusion.EVALUATOR, Exclusion.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the directory: approved, training valid, on the roster.

    `available` is all that is said of it: their own word and the rota, never what they have in
    hand.
    """

    person: Person
    supporter: Supporter
    candidate: Candidate
    available: bool

    @property
    def id(self) -> PersonId:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.roster.name


def listed(work: Work, setting: Setting) -> tuple[Listed, ...]:
    """The directory, by name."""
    day = today(work, setting)
    supporters = {s.person: s for s in work.supporters.all()}
    people = work.people.readable(supporters)
    found = [
        Listed(
            person=people[each.person],
            supporter=supporters[each.person],
            candidate=each,
            available=is_available(each),
        )
        for each in candidates(work, setting)
        if serves(supporters[each.person], people[each.person], day)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))


def find(person: PersonId, directory: Iterable[Listed]) -> Listed | None:
    return next((each for each in directory if each.id == person), None)


def looker(person: Person, work: Work, setting: Setting) -> Asker:
    """Whoever looks at the directory, as the rules of routing see them."""
    day = today(work, setting)
    return Asker(
        person=person.id,
        language=person.language,
        station=person.roster.station,
        preferred=person.preferences.preferred,
        avoided=then_and_now(person.preferences.avoided, work),
        above=then_and_now(above(person.id, with_all_above([person.id], work), day), work),
        evaluators=then_and_now(evaluators(person.roster, day), work),
        no_officers=person.preferences.no_officers,
    )


def who_may_greet(person: Person, work: Work, setting: Setting) -> tuple[Listed, ...]:
    """Whom this person is offered as contact peers: those who speak their language first."""
    asker = looker(person, work, setting)
    fits = [each for each in listed(work, setting) if judge(asker, each.candidate, GREETS).eligible]
    fits.sort(key=lambda one: speaks_the_language(asker, one.candidate) is not None)
    return tuple(fits)


def stands_close(person: Person, other: Listed, work: Work, setting: Setting) -> bool:
    """Whether the other stands above or below this person, evaluates them, or coordinates."""
    verdict = judge(looker(person, work, setting), other.candidate, GREETS)
    return not CLOSE.isdisjoint(verdict.excluded_by)


def names_of(people: Iterable[PersonId], work: Work) -> dict[PersonId, str]:
    """Of those who are still there, in the order given."""
    wanted = tuple(people)
    found = work.people.readable(wanted)
    return {each: found[each].roster.name for each in wanted if each in found}
