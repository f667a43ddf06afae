"""Failures on demand at the HTTP API: what goes wrong, at which route, how often."""

from dataclasses import dataclass, field

from tests.fakes.discord.error_codes import ERRORS
from tests.fakes.discord.wire import Json
from tests.fakes.planned import Planned

#: What stands between an app and Discord answers so, in HTML.
PAGE = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens in place of, or beside, the answer.

    `performed`: the request is carried out first, so that only the answer is a lie. `dropped`:
    the connection closes without one. `seconds` of waiting come before anything else, and
    `reply_seconds` before the answer.
    """

    status: int = 200
    body: Json | None = None
    page: str | None = None  #: raw, in place of JSON
    headers: dict[str, str] = field(default_factory=dict)
    performed: bool = False
    dropped: bool = False
    seconds: float = 0.0
    reply_seconds: float = 0.0


def refused(code: int, status: int | None = None) -> Fault:
    """A JSON error with this code, and nothing done."""
    known, message = ERRORS.get(code, (400, "Refused"))
    body: Json = {"message": message, "code": code}
    if (status or known) == 429:
        body["retry_after"] = 1.0
    return Fault(status=status or known, body=body)


def rate_limited(seconds: float = 1.0, scope: str = "user") -> Fault:
    """429, and nothing done; `scope` user, global or shared."""
    message = "The resource" if scope == "shared" else "You"
    headers = {"Retry-After": str(max(1, round(seconds))), "X-RateLimit-Scope": scope}
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    body: Json = {
        "message": f"{message} {'is' if scope == 'shared' else 'are'} being rate limited.",
        "retry_after": seconds,
        "global": scope == "global",
    }
    return Fault(status=429, body=body, headers=headers)


def banned(seconds: int = 600) -> Fault:
    """Cloudflare's 429, which has passed no proxy of Discord's: no `Via`, no JSON."""
    return Fault(
        status=429,
        page=PAGE.format("Error 1015"),
        headers={"Retry-After": str(seconds), "Via": ""},
    )


def broken(status: int = 502) -> Fault:
    """An HTTP error that is not JSON, and nothing done."""
    return Fault(status=status, page=PAGE.format(f"{status} Bad Gateway"))


def broken_after(status: int = 502) -> Fault:
    """The same, and it was done all the same."""
    return Fault(status=status, page=PAGE.format(f"{status} Bad Gateway"), performed=True)


def lost_reply() -> Fault:
    """Done, and the connection closed before the answer."""
    return Fault(performed=True, dropped=True)


def lost_request() -> Fault:
    """The connection closed before anything was done."""
    return Fault(dropped=True)


def slow(seconds: float) -> Fault:
    """Carried out late, and answered then."""
    return Fault(performed=True, seconds=seconds)


def slow_reply(seconds: float) -> Fault:
    """Carried out at once, and answered late."""
    return Fault(performed=True, reply_seconds=seconds)


class Faults(Planned[Fault]):
    """The plan. `discord.faults.plan(CREATE_MESSAGE, lost_reply())`; "*" is every route."""
