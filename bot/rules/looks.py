"""When a person is looked at: once a day, at an instant that depends only on a keyed hash of
person and day, 20 to 28 hours after the last. So the instant tells nothing of anyone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.model.ids import PersonId

DAY = timedelta(days=1)
JITTER = timedelta(hours=2)
"""Either way around the person's own time of day: gaps are then 24 h less or more at most 4 h."""

Draw = Callable[..., float]


def next_look(person: PersonId, after: datetime, draw: Draw) -> datetime:
    """The first look after that instant. A missed look is not caught up: there is one, now."""
    day = after.toordinal() - 1
    own = _own_instant(person, day, draw)
    while own + JITTER <= after or (at := own + _jitter(person, day, draw)) <= after:
        day, own = day + 1, own + DAY
    return at


def _own_instant(person: PersonId, day: int, draw: Draw) -> datetime:
    """The person's own time of the day, around which their looks fall."""
    return datetime.fromordinal(day).replace(tzinfo=UTC) + DAY * draw("look", str(person))


def _jitter(person: PersonId, day: int, draw: Draw) -> timedelta:
    """Of one day's look: earlier or later, `JITTER` at most."""
    return JITTER * (2 * draw("look", str(person), str(day)) - 1)
