"""Accounts by e-mail, once: who of a list is in the workspace, and under which id.

The addresses are asked for one by one and go no further than Slack's answer; what is kept
afterwards is the id alone.
"""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.looking_up import account_at, ask, is_of, scope_missing
from bot.roster.filling_in import ACCOUNT, EMAIL, NUMBER, Progress, rows_of, without_addresses

_WORDS = {"missing_scope": scope_missing("find_accounts_by_email")}


@dataclass(frozen=True, slots=True)
class Found:
    """`roster` is the list with accounts and without addresses; `missing` are the numbers of
    those whose address nobody in the workspace has, `no_address` of those who have none here."""

    roster: str
    filled: int
    missing: tuple[str, ...]
    no_address: tuple[str, ...]


async def fill_in(text: str, client: AsyncWebClient, team: str, progress: Progress) -> Found:
    """Of a roster with a column `email`, the accounts that are not known yet. Raises ListUnfit
    and LookUpFailed."""
    columns, rows = rows_of(text, NUMBER, ACCOUNT, EMAIL)
    filled, missing, no_address = 0, [], []
    for place, row in enumerate(rows):
        address = row[EMAIL].strip()
        if not row[ACCOUNT].strip():
            if not address:
                no_address.append(row[NUMBER])
            elif (user := await _user_of(address, team, client)) is None:
                missing.append(row[NUMBER])
            else:
                row[ACCOUNT] = account_at(team, user)
                filled += 1
        progress(place + 1, len(rows))
    return Found(without_addresses(columns, rows), filled, tuple(missing), tuple(no_address))


async def _user_of(address: str, team: str, client: AsyncWebClient) -> str | None:
    async def asked() -> str | None:
        user = (await client.users_lookupByEmail(email=address))["user"]
        return str(user["id"]) if is_of(user, team) else None

    return await ask(asked, _WORDS)
