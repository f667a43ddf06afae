"""Text as Discord may show it: nothing a person wrote is markup, a mention or a link.

Discord reads Markdown wherever a message has text. A backslash before a mark leaves it the mark
it is (discord.com/developers, "Message Formatting"); labels of buttons and fields are read as they
stand.
"""

import re

from bot.cleaning import shown

#: what means something anywhere in a line: emphasis, code, spoilers, masked links, mentions,
#: timestamps, emoji, and the backslash itself
_ANYWHERE = re.compile(r"([\\*_~|`<\[\]@])")
#: an address becomes a link by its scheme
_ADDRESS = re.compile(r":(?=//)")
#: what means something at the beginning of a line: headings, quotes, lists, small print
_AT_BEGINNING = re.compile(r"^(\s*)([#>+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)\.(?=\s)", re.MULTILINE)


def escaped(text: str) -> str:
    """Plain text, as Discord's Markdown has to be told of it."""
    seen = _ADDRESS.sub(r"\\:", _ANYWHERE.sub(r"\\\1", shown(text)))
    return _NUMBERED.sub(r"\1\\.", _AT_BEGINNING.sub(r"\1\\\2", seen))


def heading(text: str) -> str:
    """A heading of one line; "" for none."""
    line = escaped(text.replace("\n", " ")).strip()
    return f"### {line}" if line else ""


def small(text: str) -> str:
    """Discord's small print, line by line; "" for none."""
    lines = [line for line in escaped(text).split("\n") if line.strip()]
    return "\n".join(f"-# {line}" for line in lines)


def shortened(text: str, most: int) -> str:
    """With an ellipsis where it is too long for the place; for labels only. Never empty, since
    Discord takes no label without a letter."""
    seen = shown(text).strip()
    if len(seen) > most:
        seen = seen[: most - 1].rstrip() + "…"
    return seen or "…"
