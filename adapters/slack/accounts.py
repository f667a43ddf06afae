"""Accounts by e-mail, once: who of a list is in the workspace, and under which id.

The addresses are asked for one by one and go no further than Slack's answer; what is kept
afterwards is the id alone. What was found is handed on piece by piece, so that a look-up that fails
late, or is broken off, has not to begin anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.looking_up import account_at, ask, is_of, scope_missing
from bot.roster.filling_in import (
    ACCOUNT,
    EMAIL,
    NUMBER,
    LookUpFailed,
    Progress,
    rows_of,
    without_addresses,
)

_WORDS = {"missing_scope": scope_missing("find_accounts_by_email")}


@dataclass(frozen=True, slots=True)
class Found:
    """`roster` is the list with accounts and without addresses; `missing` are the numbers of
    those whose address nobody in the workspace has, `no_address` of those who have none here."""

    roster: str
    filled: int
    missing: tuple[str, ...]
    no_address: tuple[str, ...]


#: accounts found between two pieces
A_PIECE = 25

#: takes the roster as it is by now, without addresses
Keep = Callable[[str], None]


async def fill_in(
    text: str, client: AsyncWebClient, team: str, progress: Progress, keep: Keep
) -> Found:
    """Of a roster with a column `email`, the accounts that are not known yet. Raises ListUnfit,
    and LookUpFailed, after what was found by then was kept."""
    columns, rows = rows_of(text, NUMBER, ACCOUNT, EMAIL)
    filled = 0
    missing: list[str] = []
    no_address: list[str] = []
    for place, row in enumerate(rows):
        address = row[EMAIL].strip()
        if not row[ACCOUNT].strip():
            try:
                user = await _user_of(address, team, client) if address else None
            except LookUpFailed as failed:
                if filled:
                    keep(without_addresses(columns, rows))
                raise LookUpFailed(str(failed), looked_up=place, of=len(rows)) from None
            if user is None:
                (missing if address else no_address).append(row[NUMBER])
            else:
                row[ACCOUNT] = account_at(team, user)
                filled += 1
                if filled % A_PIECE == 0:
                    keep(without_addresses(columns, rows))
        progress(place + 1, len(rows))
    return Found(without_addresses(columns, rows), filled, tuple(missing), tuple(no_address))


async def _user_of(address: str, team: str, client: AsyncWebClient) -> str | None:
    async def asked() -> str | None:
        user = (await client.users_lookupByEmail(email=address))["user"]
        return str(user["id"]) if is_of(user, team) else None

    return await ask(asked, _WORDS)
