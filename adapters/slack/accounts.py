"""Accounts by e-mail, once: who of a list is in the workspace, and under which id.

The addresses are asked for one by one and go no further than Slack's answer; what is kept
afterwards is the id alone.
"""

import asyncio
import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import Group, code_of, group_of, wait_of
from adapters.slack.reading import PLATFORM
from adapters.slack.replies import NO_REPLY

EMAIL, ACCOUNT = "email", "account"
_NO_ANSWER = "Slack did not answer; try again. Nothing was written."


class ListUnfit(Exception):
    """The file cannot be worked with; the message says why."""


class LookUpFailed(Exception):
    """Slack did not say; the message says what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Found:
    """`roster` is the list with accounts and without addresses; `missing` are the numbers of
    those whose address nobody in the workspace has, `no_address` of those who have none here."""

    roster: str
    filled: int
    missing: tuple[str, ...]
    no_address: tuple[str, ...]


async def fill_in(
    text: str, client: AsyncWebClient, team: str, progress: Callable[[int, int], None]
) -> Found:
    """Of a roster with a column `email`, the accounts that are not known yet. Raises ListUnfit
    and LookUpFailed."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = list(reader.fieldnames or ())
    for needed in ("number", ACCOUNT, EMAIL):
        if needed not in columns:
            raise ListUnfit(f"The file has no column {needed}.")
    rows = list(reader)
    filled, missing, no_address = 0, [], []
    for place, row in enumerate(rows):
        address = (row[EMAIL] or "").strip()
        if not (row[ACCOUNT] or "").strip():
            if not address:
                no_address.append(row["number"])
            elif (user := await _user_of(address, team, client)) is None:
                missing.append(row["number"])
            else:
                row[ACCOUNT] = f"{PLATFORM}:{team}:{user}"
                filled += 1
        progress(place + 1, len(rows))
    out = io.StringIO(newline="")
    kept = [column for column in columns if column != EMAIL]
    writer = csv.DictWriter(out, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Found(out.getvalue(), filled, tuple(missing), tuple(no_address))


async def _user_of(address: str, team: str, client: AsyncWebClient) -> str | None:
    """Whoever is of another organisation (Slack Connect) is not in the workspace: theirs would keep
    what they are told. Waits where Slack asks to."""
    while True:
        try:
            user = (await client.users_lookupByEmail(email=address))["user"]
            gone = user.get("deleted") or user.get("is_bot")
            return None if gone or _is_elsewhere(user, team) else str(user["id"])
        except SlackApiError as error:
            code, status = code_of(error), int(error.response.status_code)
            group = group_of(code, status)
            if group is Group.UNREACHABLE:
                return None
            if group in (Group.NOT_SENT, Group.UNKNOWN):
                raise LookUpFailed(_NO_ANSWER) from None
            if group is not Group.WAIT:
                raise LookUpFailed(_refused(code or str(status))) from None
            await asyncio.sleep(wait_of(error))
        except NO_REPLY:
            raise LookUpFailed(_NO_ANSWER) from None


def _is_elsewhere(user: Mapping[str, Any], team: str) -> bool:
    """Not where the workspace is one of an Enterprise organisation's, and so is theirs."""
    theirs = (user.get("enterprise_user") or {}).get("teams") or [user.get("team_id") or team]
    return bool(user.get("is_stranger")) or team not in theirs


def _refused(code: str) -> str:
    if code == "missing_scope":
        return (
            "The app may not look people up yet, and nothing was written. Set"
            " find_accounts_by_email: true, print the manifest (`tailboard slack manifest`), paste"
            " it under App Manifest, save, and then reinstall the app."
        )
    return f"Slack says {code}; nothing was written. `tailboard check --online` may say why."
