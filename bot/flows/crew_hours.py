"""Two who ride together do not get theirs within the hour of each other: each message reserves the
hours around it for its crew."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Conflict, Work
from bot.rules.policy import MISSED_AFTER

KEPT = timedelta(hours=3)
"""How long after the minute its hours are of no use to anybody."""

Hour = tuple[str, ...]


class Reserved(NamedTuple):
    """What one person's message needs, and how long."""

    hours: tuple[Hour, ...]
    until: datetime


def reserve(person: Person, minute: datetime, work: Work) -> bool:
    """Reserves the hours for a message that leaves at `minute`, or as late as it may; False where
    somebody of the crew has one of them. Who is in no crew needs none."""
    hours = hours_around(person, minute)
    return not hours or work.reservations.take_all(hours, until=minute + KEPT)


@dataclass(slots=True)
class BatchHours:
    """The hours that a batch of looks reserves: looked up together, and kept together for those
    whose message goes out."""

    work: Work
    _known: set[Hour] = field(default_factory=set)
    _taken: set[Hour] = field(default_factory=set)
    _of: dict[PersonId, Reserved] = field(default_factory=dict)

    def look_up(self, wanted: Iterable[tuple[Person, datetime]]) -> None:
        """Whose hours are asked for soon."""
        asked = {hour for person, minute in wanted for hour in hours_around(person, minute)}
        if new := asked - self._known:
            self._taken |= self.work.reservations.taken(tuple(new))
            self._known |= new

    def reserve(self, person: Person, minute: datetime) -> bool:
        """As the function of that name does; `keep` is the last step."""
        self.look_up([(person, minute)])
        hours = hours_around(person, minute)
        if not self._taken.isdisjoint(hours):
            return False
        self._taken.update(hours)
        if hours:
            self._of[person.id] = Reserved(hours, minute + KEPT)
        return True

    def keep(self, people: Iterable[PersonId]) -> None:
        """The hours of these people; what was reserved for others is free again, so that no hour
        is kept for a message that the budget had no room for. Raises Conflict where somebody else
        took one meanwhile."""
        kept = [self._of[each] for each in people if each in self._of]
        if not kept:
            return
        hours = tuple(hour for each in kept for hour in each.hours)
        if not self.work.reservations.take_all(hours, until=max(each.until for each in kept)):
            raise Conflict("an hour was taken in between")


def hours_around(person: Person, minute: datetime) -> tuple[Hour, ...]:
    """What a message at `minute` reserves: its own hour, that of its latest minute, and the one
    after: two messages of a crew within an hour always share one."""
    crew = _crew(person)
    if not crew:
        return ()
    first, last = _hour(minute), _hour(minute + MISSED_AFTER) + 1
    return tuple(("crew", crew, str(hour)) for hour in range(first, last + 1))


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600


def _crew(person: Person) -> str:
    roster = person.roster
    return "|".join((roster.station, roster.shift, roster.crew)) if roster.crew else ""
