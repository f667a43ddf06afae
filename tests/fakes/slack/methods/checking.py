"""blocks.validate: the checks alone."""

from tests.fakes.slack.blocks.messages import checked_blocks
from tests.fakes.slack.blocks.views import checked_view
from tests.fakes.slack.methods.calling import Call, method
from tests.fakes.slack.wire import Json, Refused


@method("blocks.validate", optional="blocks view message")
def blocks_validate(call: Call) -> Json:
    given = [name for name in ("blocks", "view", "message") if call.has(name)]
    if len(given) != 1:
        said = "must provide exactly one of `blocks`, `view`, or `message`"
        raise Refused.because("invalid_arguments", said)
    body = call.json(given[0], "invalid_blocks")
    if given[0] == "view":
        kind = body.get("type") if isinstance(body, dict) else None
        checked_view(call.slack, call.by.team, body, "home" if kind == "home" else "modal")
        return {}
    if given[0] == "message":
        body = body.get("blocks", []) if isinstance(body, dict) else body
    checked_blocks(call.slack, call.by.team, body)
    return {}
