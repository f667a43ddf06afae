"""Modals and Home tabs."""

from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks.checking import (
    Checking,
    Fields,
    Surface,
    anything,
    boolean,
    fields,
    plain,
    string,
)
from tests.fakes.slack.blocks.layout import blocks
from tests.fakes.slack.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

_BOTH: Fields = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_MUST: dict[str, Fields] = {
    "modal": {"type": anything, "title": plain(24), "blocks": blocks},
    "home": {"type": anything, "blocks": blocks},
}
_MAY: dict[str, Fields] = {
    "modal": {
        **_BOTH,
        "close": plain(24),
        "submit": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
    "home": _BOTH,
}


def checked_view(slack: "FakeSlack", team: str, view: Any, kind: str) -> None:
    """`invalid_arguments` with everything that is wrong. `kind`: modal or home, whichever the
    method takes."""
    checking = Checking(slack, team, Surface(kind))
    given = view.get("type") if isinstance(view, dict) else None
    if isinstance(view, dict) and given != kind:
        checking.say("/view/type", f"must be {kind}" if given else "missing required field: type")
    else:
        fields(checking, view, "/view", _MUST[kind], _MAY[kind])
        if kind == "modal" and checking.inputs and isinstance(view, dict) and "submit" not in view:
            checking.say("/view", "missing required field: submit")
    if checking.problems:
        said = [f"[ERROR] {problem}" for problem in checking.problems]
        raise Refused.because("invalid_arguments", *said)
