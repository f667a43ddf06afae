"""A row of the file as the record of a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.model.ids import PersonId
from bot.model.people import FormerTie, RosterFacts
from bot.roster.columns import RosterRow

#: How long a supervisor or evaluator who was removed stays excluded from routing.
TIE_LASTS = timedelta(days=365)


def facts_of(
    row: RosterRow,
    people: Mapping[str, PersonId],
    today: date,
    *,
    before: RosterFacts | None = None,
) -> RosterFacts:
    """The record of the row; `people` has the ids of the numbers that it refers to.

    `before` is what was known under this number. Who was above or evaluated then and does not
    now remains a former tie for a year. Accounts that are linked stay so, new ones are awaited
    until `linked` says that they are free.
    """
    before = before or RosterFacts()
    supervisor = people[row.supervisor] if row.supervisor else None
    evaluators = tuple(people[number] for number in row.evaluators)
    return RosterFacts(
        number=row.number,
        name=row.name,
        station=row.station,
        shift=row.shift,
        crew=row.crew,
        rank=row.rank,
        roles=row.roles,
        supervisor=supervisor,
        evaluators=evaluators,
        former_ties=_former_ties(before, {supervisor, *evaluators}, today),
        rotation=row.rotation,
        zone=row.zone,
        language=row.language,
        accounts=tuple(account for account in row.accounts if account in before.accounts),
        awaited=tuple(account for account in row.accounts if account not in before.accounts),
        formerly=before.formerly,
    )


#: Earlier people whom a record remembers: what there is room for.
MOST_FORMERLY = 3


def succeeding(facts: RosterFacts, earlier: PersonId) -> RosterFacts:
    """The record of somebody who has the number, or an account, that was another's."""
    kept = (*(each for each in facts.formerly if each != earlier), earlier)
    return replace(facts, formerly=kept[-MOST_FORMERLY:])


def _former_ties(
    before: RosterFacts, now: set[PersonId | None], today: date
) -> tuple[FormerTie, ...]:
    until = {tie.person: tie.until for tie in before.former_ties if tie.holds(today)}
    for person in (before.supervisor, *before.evaluators):
        if person is not None and person not in now:
            until[person] = today + TIE_LASTS
    return tuple(FormerTie(person, end) for person, end in until.items() if person not in now)
