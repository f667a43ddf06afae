"""Every button, form and message that the program can make is answered by exactly one flow."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from bot.flows import checking_in, members, requests, roster_by_file
from bot.flows.table import DISPATCH
from bot.model.actions import ActionKind
from bot.model.content import ContentKind
from bot.rendering import members as of_members
from bot.rendering import requests as of_requests
from bot.rendering import roster, routine
from bot.rendering.registry import RENDERERS


def _twice(*tables: Iterable[StrEnum]) -> list[StrEnum]:
    return [kind for kind, n in Counter(kind for t in tables for kind in t).items() if n > 1]


def test_every_action_has_a_flow() -> None:
    assert set(ActionKind) - set(DISPATCH.presses) - set(DISPATCH.submits) == set()


def test_no_action_has_two_flows() -> None:
    tables = (members.PRESSES, checking_in.PRESSES, requests.PRESSES, roster_by_file.PRESSES)
    assert _twice(*tables) == []
    assert _twice(members.SUBMITS, requests.SUBMITS) == []


def test_every_message_has_one_renderer() -> None:
    without = set(ContentKind) - set(RENDERERS)
    assert without == {ContentKind.WAKING_TEST}  # rings, and shows nothing
    tables = (routine.RENDERERS, of_members.RENDERERS, of_requests.RENDERERS, roster.RENDERERS)
    assert _twice(*tables) == []
