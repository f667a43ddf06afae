"""What stands in a message: blocks, attachments, metadata; and the ids that Slack adds."""

import json
import re
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks.checking import Checking, Surface
from tests.fakes.slack.blocks.layout import blocks as checked_layout
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

#: Characters of text in all blocks together. Slack documents no figure; people who measured saw
#: 9,597 accepted and 11,341 refused (bolt-js#2867), so this stays below what was refused.
MOST_TEXT = 11_000
#: Bytes of JSON; Slack says only that there is a limit.
MOST_METADATA = 8_000

_EVENT_TYPE = re.compile(r"[A-Za-z0-9_]{1,255}")


def checked_blocks(slack: "FakeSlack", team: str, blocks: Any) -> None:
    """Refused as Slack refuses them: each thing that is wrong, and where it stands."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    checking = Checking(slack, team, Surface.MESSAGE)
    checked_layout(checking, blocks, "/blocks")
    if checking.problems:
        messages = [f"[ERROR] {problem}" for problem in checking.problems]
        raise Refused(
            "invalid_blocks",
            errors=checking.problems,
            response_metadata={"messages": messages},
        )
    if _length(blocks) > MOST_TEXT:
        raise Refused("msg_blocks_too_long")


def _length(part: Any) -> int:
    """Characters of every text inside."""
    if isinstance(part, dict):
        return sum(
            len(held) if name == "text" and isinstance(held, str) else _length(held)
            for name, held in part.items()
            if isinstance(held, dict | list) or name == "text"
        )
    if isinstance(part, list):
        return sum([_length(one) for one in part])
    return 0


def checked_attachments(slack: "FakeSlack", team: str, given: Any) -> list[Json]:
    """Legacy; only their number and the blocks in them are checked."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise Refused("invalid_attachments")
    if len(given) > 100:
        raise Refused("too_many_attachments")
    for one in given:
        if "blocks" in one:
            checked_blocks(slack, team, one["blocks"])
    return given


def checked_metadata(given: Any, *, may_be_empty: bool = False) -> Json:
    """An `event_type` of letters, digits and underscores, and a flat `event_payload`."""
    if not isinstance(given, dict):
        raise Refused("invalid_metadata_format")
    if not given and may_be_empty:
        return given
    if set(given) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    kind, payload = given["event_type"], given["event_payload"]
    if not isinstance(kind, str) or not _EVENT_TYPE.fullmatch(kind):
        raise Refused("invalid_metadata_format")
    if not isinstance(payload, dict):
        raise Refused("invalid_metadata_format")
    if not all(_kept(held) for held in payload.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(given, ensure_ascii=False).encode()) > MOST_METADATA:
        raise Refused("metadata_too_large")
    return given


def _kept(value: Any) -> bool:
    """A string, number, boolean, flat object, or list of such."""
    if isinstance(value, str | int | float):
        return True
    if isinstance(value, list):
        return all(_kept(one) and not isinstance(one, list) for one in value)
    return isinstance(value, dict) and all(
        isinstance(held, str | int | float) for held in value.values()
    )


def with_ids(slack: "FakeSlack", blocks: list[Json]) -> list[Json]:
    """A copy, with the block_id and action_id that Slack makes up where there is none."""
    return [_with_ids(slack, block) for block in blocks]


def _with_ids(slack: "FakeSlack", block: Json) -> Json:
    made = dict(block)
    if "block_id" not in made:
        made["block_id"] = slack.ids.new("b").lower()
    if made["type"] == "actions":
        made["elements"] = [_named(slack, element) for element in made["elements"]]
    elif made["type"] == "input":
        made["element"] = _named(slack, made["element"])
    elif made["type"] == "section" and made.get("accessory", {}).get("type", "image") != "image":
        made["accessory"] = _named(slack, made["accessory"])
    return made


def _named(slack: "FakeSlack", element: Json) -> Json:
    if "action_id" in element:
        return element
    return {**element, "action_id": slack.ids.new("a").lower()}
