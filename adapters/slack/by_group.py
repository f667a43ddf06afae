"""Accounts by a user group, once: whose name stands on the roster as it stands in Slack.

A name says less than an address, so it counts only where it can mean nobody else: one row bears
it, and one member. What is kept afterwards is the id alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.looking_up import (
    ACCOUNT,
    NAME,
    NUMBER,
    LookUpFailed,
    Progress,
    Row,
    account_at,
    ask,
    is_of,
    rows_of,
    scope_missing,
    without_addresses,
)
from adapters.slack.replies import Reply, text_of
from bot.roster.cells import several

_SCOPE = scope_missing("find_accounts_by_group")


@dataclass(frozen=True, slots=True)
class FoundInGroup:
    """`roster` is the list with accounts. By number: `shared`, whose name fits more than one, here
    or in the group, and `missing`, whose name nobody in the group bears. `over` are the accounts
    of the group's members that are on no row."""

    roster: str
    filled: int
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    account: str
    names: frozenset[str]  #: as `_folded` has them


async def fill_in_by_group(
    text: str, groups: Sequence[str], client: AsyncWebClient, team: str, progress: Progress
) -> FoundInGroup:
    """Of a roster, the accounts that are not known yet and are in one of these user groups.
    Raises ListUnfit and LookUpFailed."""
    columns, rows = rows_of(text, NUMBER, NAME, ACCOUNT)
    rows = [row for row in rows if any(cell.strip() for cell in row.values())]
    members = await _members(groups, client, team, progress)
    fitting = _fitting(rows, members)
    claims = Counter(member.account for found in fitting for member in found)
    filled, shared, missing = 0, [], []
    for row, found in zip(rows, fitting, strict=True):
        if row[ACCOUNT].strip():
            continue
        if not found:
            missing.append(row[NUMBER])
        elif len(found) > 1 or claims[found[0].account] > 1:
            shared.append(row[NUMBER])
        else:
            row[ACCOUNT] = found[0].account
            filled += 1
    known = {account for row in rows for account in several(row[ACCOUNT])}
    over = tuple(member.account for member in members if member.account not in known)
    roster = without_addresses(columns, rows)
    return FoundInGroup(roster, filled, tuple(shared), tuple(missing), over)


def _fitting(rows: Sequence[Row], members: Sequence[_Member]) -> list[Sequence[_Member]]:
    """For each row the members who bear its name, or have its account already."""
    by_word: dict[str, list[_Member]] = {}
    for member in members:
        for word in (member.account, *member.names):
            by_word.setdefault(word, []).append(member)
    found: list[Sequence[_Member]] = []
    for row in rows:
        words = (_folded(row[NAME]), *several(row[ACCOUNT]))
        fits = (member for word in words for member in by_word.get(word, ()))
        found.append(tuple(dict.fromkeys(fits)))
    return found


def _folded(name: str) -> str:
    """In the one form in which equal names are equal, however they are spaced and capitalised."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


async def _members(
    groups: Sequence[str], client: AsyncWebClient, team: str, progress: Progress
) -> list[_Member]:
    """People of the workspace, each once."""
    users = dict[str, None]()
    for group in groups:
        users |= dict.fromkeys(await _users_of(group, client))
    members = []
    for place, user in enumerate(users):
        member = await _member(user, client, team)
        if member is not None:
            members.append(member)
        progress(place + 1, len(users))
    return members


async def _users_of(group: str, client: AsyncWebClient) -> list[str]:
    async def asked() -> list[str]:
        reply = await client.usergroups_users_list(usergroup=group)
        return [text_of(user) for user in reply["users"]]

    unknown = f"There is no such user group: {group}. Nothing was written."
    words = {
        "missing_scope": _SCOPE,
        "no_such_subteam": unknown,
        "subteam_not_found": unknown,
        "plan_upgrade_required": "Slack has user groups only in its paid plans, and this workspace"
        " has none of them. Nothing was written. E-mail addresses find accounts in every plan.",
    }
    users = await ask(asked, words)
    if users is None:
        raise LookUpFailed(unknown)
    return users


async def _member(user: str, client: AsyncWebClient, team: str) -> _Member | None:
    async def asked() -> _Member | None:
        shown = (await client.users_info(user=user))["user"]
        return _Member(account_at(team, user), _names(shown)) if is_of(shown, team) else None

    return await ask(asked, {"missing_scope": _SCOPE})


def _names(user: Reply) -> frozenset[str]:
    """The full name and the one that is displayed, which people choose themselves."""
    profile = user.get("profile") or {}
    said = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"))
    return frozenset(folded for each in said if (folded := _folded(each or "")))
