"""rich_text: sections, lists, quotes, and the pieces inside."""

from typing import Any

from tests.fakes.slack.blocks.checking import (
    Checking,
    Fields,
    anything,
    boolean,
    fields,
    integer,
    many,
    one_of,
    string,
)


def _style(checking: Checking, value: Any, at: str) -> None:
    names = ("bold", "italic", "strike", "code", "underline", "highlight", "unlink")
    fields(checking, value, at, {}, dict.fromkeys(names, boolean))


_STYLE: Fields = {"type": anything, "style": _style}
_PIECES: dict[str, tuple[Fields, Fields]] = {
    "text": ({"text": string(40_000)}, {}),
    "link": ({"url": string(3000)}, {"text": string(40_000), "unsafe": boolean}),
    "emoji": ({"name": string(255)}, {"unicode": string(255), "skin_tone": integer(1, 6)}),
    "user": ({"user_id": string(255)}, {}),
    "usergroup": ({"usergroup_id": string(255)}, {}),
    "channel": ({"channel_id": string(255)}, {}),
    "team": ({"team_id": string(255)}, {}),
    "color": ({"value": string(255)}, {}),
    "broadcast": ({"range": one_of("here", "channel", "everyone")}, {}),
    "date": (
        {"timestamp": integer(0, 99_999_999_999), "format": string(255)},
        {"url": string(3000), "fallback": string(3000)},
    ),
}


def _piece(checking: Checking, value: Any, at: str) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _PIECES:
        checking.say(f"{at}/type", f"unsupported type: {kind}")
        return
    must, may = _PIECES[kind]
    fields(checking, value, at, must, {**_STYLE, **may})


def _section(checking: Checking, value: Any, at: str) -> None:
    fields(
        checking,
        value,
        at,
        {"type": one_of("rich_text_section"), "elements": many(_piece, 1000, 0)},
        {},
    )


_PARTS: dict[str, tuple[Fields, Fields]] = {
    "rich_text_section": ({"elements": many(_piece, 1000, 0)}, {}),
    "rich_text_list": (
        {"elements": many(_section, 1000), "style": one_of("bullet", "ordered")},
        {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": integer(0, 1)},
    ),
    "rich_text_quote": ({"elements": many(_piece, 1000, 0)}, {"border": integer(0, 1)}),
    "rich_text_preformatted": (
        {"elements": many(_piece, 1000, 0)},
        {"border": integer(0, 1), "language": string(255)},
    ),
}


def _part(checking: Checking, value: Any, at: str) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _PARTS:
        checking.say(f"{at}/type", f"unsupported type: {kind}")
        return
    must, may = _PARTS[kind]
    fields(checking, value, at, {"type": anything, **must}, may)


def rich_text(checking: Checking, value: Any, at: str) -> None:
    must: Fields = {"type": one_of("rich_text"), "elements": many(_part, 1000)}
    fields(checking, value, at, must, {"block_id": string(255)})
