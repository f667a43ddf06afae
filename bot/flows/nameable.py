"""Whom somebody can name: every approved and trained supporter who speaks their language, whatever
their role. Of each no more is told than "available" or "not available now", and that by their own
word and the rota alone."""

from bot.flows.request_facts import candidates
from bot.flows.same_people import then_and_now
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.requests_forms import Nameable
from bot.routing.eligibility import (
    Exclusion,
    Rule,
    approved,
    available_or_on_call,
    few_new_today,
    judge,
    not_avoided,
    not_rested,
    not_the_member,
    speaks_the_language,
    still_on_the_roster,
    trained,
    under_caseload,
)
from bot.routing.facts import Asker, Candidate
from bot.setting import Setting

#: Who can be named at all. The chain of command, evaluators and coordinators can.
NAMEABLE: tuple[Rule, ...] = (
    not_the_member,
    still_on_the_roster,
    approved,
    trained,
    not_avoided,
    speaks_the_language,
)
#: What keeps new requests from somebody who serves; shown to nobody but themselves.
FREE_NOW: tuple[Rule, ...] = (available_or_on_call, under_caseload, few_new_today, not_rested)


def nameable_by(person: Person, work: Work, setting: Setting) -> tuple[Nameable, ...]:
    """Those whom this person can name: their ranked ones first, then by name."""
    asker = Asker(
        person=person.id,
        language=person.language,
        avoided=then_and_now(person.preferences.avoided, work),
    )
    everybody = candidates(work, setting)
    allowed = [each for each in everybody if judge(asker, each, NAMEABLE).eligible]
    people = work.people.readable(each.person for each in allowed)
    ranks = {id_: rank for rank, id_ in enumerate(person.preferences.preferred)}
    found = [
        Nameable(
            person=each.person,
            name=people[each.person].roster.name,
            station=each.station,
            available=is_available(each),
        )
        for each in allowed
    ]
    found.sort(key=lambda one: (ranks.get(one.person, len(ranks)), one.name, one.person))
    return tuple(found)


def is_available(candidate: Candidate) -> bool:
    """All that anybody is told of it, coordinators included: whether they say so themselves, or are
    on call. Nothing of what they have in hand goes in: whoever reads the directory again and again
    would see when somebody was accepted, and when a talk ended."""
    return available_or_on_call(_ANYBODY, candidate) is None


def kept_from_requests(candidate: Candidate) -> tuple[Exclusion, ...]:
    """Why nobody new is sent their way just now, whoever asks; for nobody but themselves."""
    return judge(_ANYBODY, candidate, FREE_NOW).excluded_by


def avoidable(work: Work, setting: Setting) -> tuple[Nameable, ...]:
    """Whom somebody off the roster can be kept from: every supporter who serves, by name."""
    serving = [c for c in candidates(work, setting) if c.on_roster and c.approved and c.trained]
    people = work.people.readable(each.person for each in serving)
    found = [
        Nameable(PersonId(each.person), people[each.person].roster.name, each.station)
        for each in serving
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.person)))


_ANYBODY = Asker(person=PersonId(0), language="")
