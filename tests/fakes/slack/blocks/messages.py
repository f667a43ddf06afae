"""What stands in a message: blocks, attachments, metadata."""

from typing import Any

from tests.fakes.slack.wire import Json


def checked_blocks(slack: Any, team: str, blocks: Any) -> None:
    return None


def checked_attachments(slack: Any, team: str, given: Any) -> list[Json]:
    return list(given)


def checked_metadata(given: Any) -> Json:
    return dict(given)


def with_ids(slack: Any, blocks: list[Json]) -> list[Json]:
    """A copy, with the block_id and action_id that Slack makes up where there is none."""
    return [_with_ids(slack, block) for block in blocks]


def _with_ids(slack: Any, block: Json) -> Json:
    made = dict(block)
    made.setdefault("block_id", slack.ids.new("b").lower())
    if made["type"] == "actions":
        made["elements"] = [_named(slack, element) for element in made["elements"]]
    elif made["type"] == "input":
        made["element"] = _named(slack, made["element"])
    elif made["type"] == "section" and made.get("accessory", {}).get("type", "image") != "image":
        made["accessory"] = _named(slack, made["accessory"])
    return made


def _named(slack: Any, element: Json) -> Json:
    return {"action_id": slack.ids.new("a").lower(), **element}
