"""Two who ride together do not get theirs within the hour of each other: each message reserves the
hours around it for its crew."""

from datetime import datetime, timedelta

from bot.model.people import Person
from bot.ports import Work
from bot.rules.policy import MISSED_AFTER


def reserve(person: Person, minute: datetime, work: Work) -> bool:
    """Reserves the hours for a message that leaves at `minute`, or as late as it may; False where
    somebody of the crew has one of them. Who is in no crew needs none.

    Each message has its own hour, that of its latest minute, and the one after: two messages
    within an hour always share one.
    """
    crew = _crew(person)
    if not crew:
        return True
    first, last = _hour(minute), _hour(minute + MISSED_AFTER) + 1
    hours = [("crew", crew, str(hour)) for hour in range(first, last + 1)]
    return work.reservations.take_all(hours, until=minute + timedelta(hours=3))


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600


def _crew(person: Person) -> str:
    roster = person.roster
    return "|".join((roster.station, roster.shift, roster.crew)) if roster.crew else ""
