"""What travels: JSON objects as they are, refusals and snowflakes."""

import datetime as dt
from typing import Any, TypeAlias

from tests.fakes.discord.error_codes import ERRORS

#: An object as it stands on the wire.
Json: TypeAlias = dict[str, Any]

#: Milliseconds at the first second of 2015 (/developers/reference#snowflakes).
DISCORD_EPOCH = 1_420_070_400_000


class Refused(Exception):
    """An HTTP error: `{"message": …, "code": …}`, with whatever else Discord says beside it."""

    def __init__(self, status: int, code: int, message: str, **more: Any) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.more = more

    @classmethod
    def because(cls, code: int, **more: Any) -> "Refused":
        """One of the documented JSON error codes."""
        status, message = ERRORS[code]
        return cls(status, code, message, **more)

    def body(self) -> Json:
        return {"message": self.message, "code": self.code, **self.more}


class Snowflakes:
    """Ids of Discord's form: milliseconds since 2015, then a number within the millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, now: float) -> str:
        """`now` in seconds since the epoch; every id is greater than the one before."""
        made = (int(now * 1000) - DISCORD_EPOCH) << 22
        self._last = max(self._last + 1, made)
        return str(self._last)


def created_at(snowflake: str) -> float:
    """Seconds since the epoch."""
    return ((int(snowflake) >> 22) + DISCORD_EPOCH) / 1000


def iso(seconds: float) -> str:
    """ISO 8601 as Discord writes it, in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="microseconds")


def is_snowflake(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).isdigit()
