"""When something that is tried until it is done is tried again, by what the platform answered."""

from datetime import timedelta

from bot.ports import Forbidden, Refused, SlowDown, WorkspaceStopped

AGAIN = timedelta(minutes=5)
STOPPED = timedelta(hours=1)
FORBIDDEN = timedelta(days=1)
"""The platform could not be reached, or nobody knows; the workspace is stopped; its rules are
against it, which whoever runs it can mend."""


def again_in(error: Exception) -> timedelta | None:
    """None: never, since it cannot be done from here."""
    match error:
        case SlowDown(seconds=seconds):
            return timedelta(seconds=seconds)
        case WorkspaceStopped():
            return STOPPED
        case Forbidden():
            return FORBIDDEN
        case Refused():
            return None
        case _:  # done twice is done once
            return AGAIN
