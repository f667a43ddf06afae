"""What travels: JSON objects as they are, refusals and identifiers."""

from typing import Any, TypeAlias

#: An object as it stands on the wire.
Json: TypeAlias = dict[str, Any]

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Refused(Exception):
    """`{"ok": false, "error": ...}`, with whatever else Slack says beside it."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    @classmethod
    def because(cls, error: str, *messages: str) -> "Refused":
        """With `response_metadata.messages`, as Slack explains arguments that it does not take."""
        return cls(error, response_metadata={"messages": list(messages)})

    def body(self) -> Json:
        return {"ok": False, "error": self.error, **self.more}


class Identifiers:
    """Ids of Slack's form: a letter for the kind, then upper-case letters and digits."""

    def __init__(self) -> None:
        self._last = 0
        self._last_ts = 0

    def number(self) -> int:
        self._last += 1
        return self._last

    def new(self, kind: str) -> str:
        digits, rest = "", self.number() * 7919 + 1_000_003
        while rest:
            rest, digit = divmod(rest, 36)
            digits = _DIGITS[digit] + digits
        return f"{kind}0{digits:0>8}"

    def ts(self, now: float) -> str:
        """A message's timestamp: it names the message, so no two are the same."""
        self._last_ts = max(self._last_ts + 1, int(now * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"
