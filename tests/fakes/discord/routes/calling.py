"""A request to the HTTP API, and the routes that answer it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.fakes.discord.bodies import Reading
from tests.fakes.discord.permissions import in_channel
from tests.fakes.discord.state import DIRECT, Channel, Guild, Member, Message
from tests.fakes.discord.uploads import Upload
from tests.fakes.discord.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

#: Status and body; None is an empty one.
Result: TypeAlias = tuple[int, Any]


@dataclass(slots=True)
class Call:
    """`route` is as the documentation writes it, `ids` what stands in its braces."""

    discord: "FakeDiscord"
    route: str
    path: str
    ids: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: Any = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    token: str | None = None
    at: float = 0.0  #: monotonic
    status: int = 0
    answer: Any = None

    @property
    def reading(self) -> Reading:
        discord = self.discord
        return Reading(discord.settings, discord.snowflakes, discord.clock.now())

    def asked(self, name: str) -> bool:
        """A boolean of the query string."""
        return self.query.get(name, "").lower() in {"true", "1"}

    # -- what its ids name

    def guild(self, missing: int = 50001) -> Guild:
        """A guild that the app is in; else `missing`."""
        found = self.discord.guilds.get(self.ids["guild.id"])
        if found is None or self.discord.bot.id not in found.members:
            raise Refused.because(missing)
        return found

    def member(self, guild: Guild) -> Member:
        user = self.ids["user.id"]
        if user not in self.discord.users:
            raise Refused.because(10013)
        if user not in guild.members:
            raise Refused.because(10007)
        return guild.members[user]

    def channel(self, *needed: int) -> Channel:
        """A channel that the app sees, with these permissions in it."""
        found = self.discord.channels.get(self.ids["channel.id"])
        if found is None:
            raise Refused.because(10003)
        if found.kind == DIRECT:
            return found
        guild = self.discord.guilds[found.guild or ""]
        if self.discord.bot.id not in guild.members:
            raise Refused.because(50001)
        held = in_channel(guild, found, self.discord.bot.id)
        if not held:
            raise Refused.because(50001)
        if any(not held & bit for bit in needed):
            raise Refused.because(50013)
        return found

    def message(self, channel: Channel) -> Message:
        found = channel.messages.get(self.ids["message.id"])
        if found is None:
            raise Refused.because(10008)
        return found


Run: TypeAlias = Callable[[Call], Result]


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    run: Run
    #: Without a bot's token: its own stands in the path, or it needs none.
    open: bool = False
    #: "Not bound to the application's global rate limit".
    counted_globally: bool = True

    @property
    def method(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def segments(self) -> tuple[str, ...]:
        return tuple(self.name.partition(" ")[2].strip("/").split("/"))


ROUTES: list[Route] = []


def route(
    name: str, *, open_to_all: bool = False, counted_globally: bool = True
) -> Callable[[Run], Run]:
    """Registers what answers it; `name` as in `POST /channels/{channel.id}/messages`."""

    def register(run: Run) -> Run:
        ROUTES.append(Route(name, run, open_to_all, counted_globally))
        return run

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route of a path, and the ids in it; fixed segments go before braces."""
    given = tuple(path.strip("/").split("/"))
    other_method = False
    best: tuple[Route, dict[str, str]] | None = None
    for one in _BY_LENGTH.get(len(given)) or _indexed(len(given)):
        ids: dict[str, str] = {}
        for pattern, segment in zip(one.segments, given, strict=True):
            if pattern.startswith("{"):
                ids[pattern[1:-1]] = segment
            elif pattern != segment:
                break
        else:
            if one.method != method:
                other_method = True
            elif best is None or len(ids) < len(best[1]):
                best = one, ids
    if best is not None:
        return best
    if other_method:
        raise Refused(405, 0, "405: Method Not Allowed")
    raise Refused(404, 0, "404: Not Found")


_BY_LENGTH: dict[int, list[Route]] = {}


def _indexed(size: int) -> list[Route]:
    found = [one for one in ROUTES if len(one.segments) == size]
    _BY_LENGTH[size] = found
    return found
