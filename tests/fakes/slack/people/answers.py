"""What the acknowledgement of a submitted modal does to the screen."""

from typing import TYPE_CHECKING

from tests.fakes.slack.methods.views import DEEPEST, changed_view, opened_view, taken_view
from tests.fakes.slack.state import View
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.people.client import Client
    from tests.fakes.slack.server import FakeSlack

WRONG = "invalid_answer"


def submitted(
    slack: "FakeSlack", person: "Client", view: View, answer: Json
) -> tuple[str, dict[str, str]]:
    """The error that Slack's client shows, if any, and what stands at the fields."""
    kind = answer.get("response_action")
    if kind is None and not answer:
        _close(person, [view])
        return "", {}
    if kind == "clear":
        _close(person, list(person.stack))
        return "", {}
    if kind == "errors":
        return _errors(view, answer.get("errors"))
    if kind in {"update", "push"}:
        return _redrawn(slack, person, view, kind, answer.get("view")), {}
    return WRONG, {}


def _close(person: "Client", gone: list[View]) -> None:
    for one in gone:
        one.open = False
        if one in person.stack:
            person.stack.remove(one)


def _errors(view: View, given: object) -> tuple[str, dict[str, str]]:
    """They must stand at input blocks that are there, else Slack takes the whole for a failure."""
    inputs = {block["block_id"] for block in view.shape["blocks"] if block["type"] == "input"}
    if not isinstance(given, dict) or not given or not set(given) <= inputs:
        return WRONG, {}
    if not all(isinstance(said, str) and said for said in given.values()):
        return WRONG, {}
    return "", dict(given)


def _redrawn(slack: "FakeSlack", person: "Client", view: View, kind: str, given: object) -> str:
    try:
        own = view.id if kind == "update" else None
        shape = taken_view(slack, view.team, given, "modal", own)
    except Refused:
        return WRONG
    if kind == "update":
        changed_view(slack, view, shape)
        person.redraws(view)
        return ""
    if len(person.stack) >= DEEPEST:
        return WRONG
    person.pushes(opened_view(slack, view.team, person.id, shape, view))
    return ""
