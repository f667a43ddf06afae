"""Text as Slack may show it: nothing a person wrote is markup, and nothing is cut unseen."""

import re
from collections.abc import Iterator
from typing import Any

from bot.cleaning import shown

_ENTITY = re.compile("&(?=(?:amp|lt|gt);)")


def plain(text: str) -> dict[str, Any]:
    """Slack's plain_text: no mention, no link and no `:emoji:` in it means anything."""
    return {"type": "plain_text", "text": _unread(shown(text)), "emoji": False}


def _unread(text: str) -> str:
    """Slack reads three entities even in plain text; what was written as one stays as written."""
    return _ENTITY.sub("&amp;", text) if "&" in text else text


def escaped(text: str) -> str:
    """As Slack wants text (docs.slack.dev, "Formatting message text")."""
    return shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pieces(text: str, most: int) -> Iterator[str]:
    """The whole text in parts of at most `most` characters as they travel, parted at a line's end
    or a space where there is one in the second half."""
    rest = shown(text)
    while len(_unread(rest)) > most:
        room = _room(rest, most)
        at = max(rest.rfind("\n", room // 2, room), rest.rfind(" ", room // 2, room))
        at = room if at < 0 else at + 1
        yield rest[:at]
        rest = rest[at:]
    if rest.strip():
        yield rest


def shortened(text: str, most: int) -> str:
    """With an ellipsis where it is too long for the place; for labels only."""
    seen = shown(text)
    if len(_unread(seen)) <= most:
        return seen
    return seen[: _room(seen, most - 1)].rstrip() + "…"


def _room(text: str, most: int) -> int:
    """How many characters of the text's beginning travel as at most `most`."""
    head = text[:most]
    while len(_unread(head)) > most:
        head = head[: len(head) - max(1, (len(_unread(head)) - most) // 5)]
    return len(head)
