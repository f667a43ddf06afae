"""What of the roster is stored, page by page, for the comparison with a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.model.ids import PersonId
from bot.model.people import PersonState
from bot.model.supporters import SupporterState
from bot.ports import Work
from bot.roster.stored import Stored
from bot.rota.clock import local_day
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class RosterState:
    """Who is on the roster, or left it and may come back; the sizes of the stations; the
    organisation's day; the supporters who are approved."""

    people: tuple[PersonId, ...]
    stations: dict[str, int]
    today: date
    approved: tuple[PersonId, ...]


def roster_state(work: Work, setting: Setting) -> RosterState:
    supporters = work.supporters.all()
    return RosterState(
        people=work.people.numbered(),
        stations={station.name: station.size for station in work.stations.all()},
        today=local_day(setting.config.organisation.zone, work.now),
        approved=tuple(s.person for s in supporters if s.state is SupporterState.APPROVED),
    )


def stored_facts(people: Sequence[PersonId], work: Work) -> tuple[Stored, ...]:
    """Of those who still exist and did not become anything else in between."""
    return tuple(
        Stored(person.id, person.state, person.roster)
        for person in work.people.get_many(people).values()
        if person.state is not PersonState.GUEST
    )
