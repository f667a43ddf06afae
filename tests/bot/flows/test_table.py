"""Every button, form and message that the program can make is answered (by one flow: `merged`)."""

from bot.events import COMMANDS
from bot.flows.table import DISPATCH, RENDERERS
from bot.model.actions import ActionKind
from bot.model.content import ContentKind


def test_every_action_has_a_flow() -> None:
    assert set(ActionKind) - set(DISPATCH.presses) - set(DISPATCH.submits) == set()


def test_every_command_has_a_flow() -> None:
    assert set(DISPATCH.commands) == set(COMMANDS)


def test_every_message_has_a_renderer() -> None:
    without = set(ContentKind) - set(RENDERERS)
    assert without == {ContentKind.WAKING_TEST}  # rings, and shows nothing
