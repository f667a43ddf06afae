"""Who of a roster is in a server, once, and what their roles say of them.

No privileged intent is needed: members are not listed. Whoever stands on the roster is looked for
by name, or asked for by the account that is known; with each member come their roles
(docs.discord.com, "Search Guild Members", "Get Guild Member").
"""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord.http import Route

from adapters.discord.calls import EVERYTHING
from adapters.discord.config import Server
from adapters.discord.errors import code_of, told
from adapters.discord.reading import PLATFORM
from adapters.discord.roles import Says, fill_in_by_roles
from bot.ports import PlatformError
from bot.roster.cells import several
from bot.roster.columns import OPTIONAL, Column
from bot.roster.filling_in import (
    ACCOUNT,
    NAME,
    NUMBER,
    LookUpFailed,
    Member,
    Named,
    Progress,
    Row,
    fill_in_by_name,
    folded,
    rows_of,
    with_somebody,
    without_addresses,
)

#: the most that one search gives (docs.discord.com)
MOST_FOUND = 1_000
_NO_MEMBER, _NO_USER = 10007, 10013
_NOT_IN_IT = (50001, 10004)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FoundInServer:
    """`roster` is the list filled in, `named` whom names found. By number: `gone`, whose account is
    of this server and who are not in it; `unclear`, with the column of which roles say two
    things."""

    roster: str
    named: Named
    gone: tuple[str, ...]
    unclear: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    member: Member
    roles: tuple[str, ...]


async def fill_in_from_server(
    text: str, server: Server, client: discord.Client, progress: Progress
) -> FoundInServer:
    """Accounts by name, and what roles say. Raises ListUnfit and LookUpFailed."""
    columns, rows = rows_of(text, NUMBER, NAME)
    columns, rows = _every_column(columns, with_somebody(rows))
    seen: dict[str, _Seen] = {}
    gone = []
    for place, row in enumerate(rows):
        known = _of_server(row, server)
        found = await _looked_up(row, known, server, client)
        seen |= {each.member.account: each for each in found}
        if known and known not in seen:
            gone.append(row[NUMBER])
        progress(place + 1, len(rows))
    named = fill_in_by_name(rows, [each.member for each in seen.values()])
    unclear = [
        f"{row[NUMBER]} ({column})" for row in rows for column in _by_roles(row, seen, server)
    ]
    roster = without_addresses(columns, rows)
    return FoundInServer(roster, named, tuple(gone), tuple(unclear))


def _every_column(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Sequence[str], list[Row]]:
    """A list of numbers and names is enough to begin with: what an import wants more is there, and
    empty."""
    more = [each for each in Column if each not in columns and each not in OPTIONAL]
    return [*columns, *more], [{**dict.fromkeys(more, ""), **row} for row in rows]


def _of_server(row: Row, server: Server) -> str:
    """The account in it that the row has already; "" for none."""
    ours = f"{PLATFORM}:{server.id}:"
    return next((each for each in several(row[ACCOUNT]) if each.startswith(ours)), "")


async def _looked_up(
    row: Row, known: str, server: Server, client: discord.Client
) -> Sequence[_Seen]:
    if known:
        user = known.rpartition(":")[2]
        if not (user.isascii() and user.isdigit()):
            return ()
        one = await _asked(client.http.get_member(int(server.id), int(user)), server)
        return () if one is None else _people([one], server)
    name = row[NAME].strip()
    if row[ACCOUNT].strip() or not name:
        return ()
    route = Route("GET", "/guilds/{guild_id}/members/search", guild_id=server.id)
    wanted = {"query": name, "limit": MOST_FOUND}
    return _people(await _asked(client.http.request(route, params=wanted), server) or (), server)


def _people(members: Sequence[Mapping[str, Any]], server: Server) -> tuple[_Seen, ...]:
    """Without bots."""
    return tuple(_seen(each, server) for each in members if not each["user"].get("bot"))


def _seen(member: Mapping[str, Any], server: Server) -> _Seen:
    """The nickname in the server, the name that is displayed, the account's own."""
    user = member["user"]
    said = (member.get("nick"), user.get("global_name"), user.get("username"))
    names = frozenset(name for each in said if (name := folded(each or "")))
    account = f"{PLATFORM}:{server.id}:{user['id']}"
    return _Seen(Member(account, names), tuple(str(role) for role in member.get("roles") or ()))


def _by_roles(row: Row, seen: Mapping[str, _Seen], server: Server) -> tuple[Column, ...]:
    says: Says = server.roles
    found = seen.get(_of_server(row, server))
    return () if found is None or not says else fill_in_by_roles(row, found.roles, says)


async def _asked(question: Awaitable[T], server: Server) -> T | None:
    """What Discord says; None: of nobody in the server. Raises LookUpFailed."""
    try:
        with told(EVERYTHING):
            return await question
    except PlatformError as error:
        code = code_of(error.__cause__)
        if code in (_NO_MEMBER, _NO_USER):
            return None
        if code in _NOT_IN_IT:
            raise LookUpFailed(
                f"Discord lets the bot look for nobody in the server {server.id} ({code}), and"
                " nothing was written. Is it there? `tailboard discord invite` prints the"
                " invitation."
            ) from None
        raise LookUpFailed("Discord did not answer; try again. Nothing was written.") from None
