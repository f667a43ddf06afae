"""Accounts by a user group, once: whose name stands on the roster as it stands in Slack. What is
kept afterwards is the id alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.looking_up import account_at, ask, is_of, scope_missing
from adapters.slack.replies import Reply, text_of
from bot.roster.filling_in import (
    ACCOUNT,
    NAME,
    NUMBER,
    LookUpFailed,
    Member,
    Named,
    Progress,
    fill_in_by_name,
    folded,
    rows_of,
    with_somebody,
    without_addresses,
)

_SCOPE = scope_missing("find_accounts_by_group")


@dataclass(frozen=True, slots=True)
class FoundInGroup:
    """`roster` is the list with accounts, `named` whom of it the group's members are."""

    roster: str
    named: Named


async def fill_in_by_group(
    text: str, groups: Sequence[str], client: AsyncWebClient, team: str, progress: Progress
) -> FoundInGroup:
    """Of a roster, the accounts that are not known yet and are in one of these user groups.
    Raises ListUnfit and LookUpFailed."""
    columns, rows = rows_of(text, NUMBER, NAME, ACCOUNT)
    rows = with_somebody(rows)
    members = await _members(groups, client, team, progress)
    named = fill_in_by_name(rows, members)
    return FoundInGroup(without_addresses(columns, rows), named)


async def _members(
    groups: Sequence[str], client: AsyncWebClient, team: str, progress: Progress
) -> list[Member]:
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

    unknown = f"There is no such user group: {group}."
    words = {
        "missing_scope": _SCOPE,
        "no_such_subteam": unknown,
        "subteam_not_found": unknown,
        "plan_upgrade_required": "Slack has user groups only in its paid plans, and this workspace"
        " has none of them. E-mail addresses find accounts in every plan.",
    }
    users = await ask(asked, words)
    if users is None:
        raise LookUpFailed(unknown)
    return users


async def _member(user: str, client: AsyncWebClient, team: str) -> Member | None:
    async def asked() -> Member | None:
        shown = (await client.users_info(user=user))["user"]
        return Member(account_at(team, user), _names(shown)) if is_of(shown, team) else None

    return await ask(asked, {"missing_scope": _SCOPE})


def _names(user: Reply) -> frozenset[str]:
    """The full name and the one that is displayed, which people choose themselves."""
    profile = user.get("profile") or {}
    said = (user.get("real_name"), profile.get("real_name"), profile.get("display_name"))
    return frozenset(name for each in said if (name := folded(each or "")))
