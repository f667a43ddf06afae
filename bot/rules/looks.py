"""When a person is looked at: once a day, at an instant that depends only on a keyed hash of
person and day, 20 to 28 hours after the last. So the instant tells nothing of anyone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.model.ids import PersonId

DAY = timedelta(days=1)
JITTER = timedelta(hours=2)
"""Either way around the person's own time of day: gaps are then 24 h less or more at most 4 h."""

Draw = Callable[..., float]


def look_on(person: PersonId, day: int, draw: Draw) -> datetime:
    """The look of the UTC day with that ordinal (it may fall just outside the day)."""
    midnight = datetime.fromordinal(day).replace(tzinfo=UTC)
    own = DAY * draw("look", str(person))
    return midnight + own + JITTER * (2 * draw("look", str(person), str(day)) - 1)


def next_look(person: PersonId, after: datetime, draw: Draw) -> datetime:
    """The first look after that instant. A missed look is not caught up: there is one, now."""
    day = after.toordinal() - 1
    while (at := look_on(person, day, draw)) <= after:
        day += 1
    return at
