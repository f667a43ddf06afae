"""Failures on demand: what goes wrong, at which method, how often."""

from dataclasses import dataclass, field

from tests.fakes.planned import Planned
from tests.fakes.slack.wire import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens in place of, or beside, the answer.

    `performed`: the method does its work first, so that only the answer is a lie. `dropped`: the
    connection closes without one. `seconds` of waiting come before anything else.
    """

    error: str | None = None
    status: int = 200
    body: str | None = None  #: raw, in place of a JSON error
    headers: dict[str, str] = field(default_factory=dict)
    more: Json = field(default_factory=dict)
    performed: bool = False
    dropped: bool = False
    seconds: float = 0.0


def refused(error: str, **more: object) -> Fault:
    """`ok: false` with this error."""
    return Fault(error=error, more=more)


def rate_limited(seconds: int = 1) -> Fault:
    """429 with Retry-After, and nothing done."""
    return Fault(error="ratelimited", status=429, headers={"Retry-After": str(seconds)})


def broken(status: int = 503, body: str = "upstream connect error") -> Fault:
    """An HTTP error that is not JSON, and nothing done."""
    return Fault(status=status, body=body)


def internal_error(error: str = "internal_error") -> Fault:
    """Done all the same: Slack says of internal_error and fatal_error that some of it may be."""
    return Fault(error=error, performed=True)


def lost_reply() -> Fault:
    """Done, and the connection closed before the answer."""
    return Fault(performed=True, dropped=True)


def lost_request() -> Fault:
    """The connection closed before anything was done."""
    return Fault(dropped=True)


def slow(seconds: float) -> Fault:
    """Done and answered, but late."""
    return Fault(performed=True, seconds=seconds)


class Faults(Planned[Fault]):
    """The plan. `slack.faults.plan("chat.postMessage", lost_reply())`; "*" is every method."""
