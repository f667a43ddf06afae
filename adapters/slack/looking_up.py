"""What the ways to find accounts have in common: whose account counts, and a question to Slack that
waits where Slack asks to."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from adapters.slack.errors import Group, code_of, group_of, wait_of
from adapters.slack.reading import PLATFORM
from adapters.slack.replies import NO_REPLY
from bot.roster.filling_in import LookUpFailed

_NO_ANSWER = "Slack did not answer; try again."

T = TypeVar("T")


def account_at(team: str, user: str) -> str:
    return f"{PLATFORM}:{team}:{user}"


def is_of(user: Mapping[str, Any], team: str) -> bool:
    """Whether somebody is a person of the workspace. Whoever is of another organisation (Slack
    Connect) is not: theirs would keep what they are told."""
    gone = user.get("deleted") or user.get("is_bot")
    return not gone and not _is_elsewhere(user, team)


def _is_elsewhere(user: Mapping[str, Any], team: str) -> bool:
    """Not where the workspace is one of an Enterprise organisation's, and so is theirs."""
    theirs = (user.get("enterprise_user") or {}).get("teams") or [user.get("team_id") or team]
    return bool(user.get("is_stranger")) or team not in theirs


async def ask(question: Callable[[], Awaitable[T]], words: Mapping[str, str]) -> T | None:
    """What Slack says; None: of nobody. `words` are for the codes that the operator can mend.
    Raises LookUpFailed."""
    while True:
        try:
            return await question()
        except SlackApiError as error:
            code, status = code_of(error), int(error.response.status_code)
            if code in words:
                raise LookUpFailed(words[code]) from None
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


def _refused(code: str) -> str:
    return f"Slack says {code}. `tailboard check --online` may say why."


def scope_missing(key: str) -> str:
    """What to do where the app may not look people up by the way that `key` switches on."""
    return (
        f"The app may not look people up yet. Set {key}: true, print the"
        " manifest (`tailboard slack manifest`), paste it under App Manifest, save, and then"
        " reinstall the app."
    )
