"""What a person wrote is text, whatever is in it; and what of it is refused."""

import re

#: characters that one typed message, or one field of a form, may have
MOST_TYPED = 4_000

#: C0 and C1 controls but for tab, line feed and carriage return
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class TextRefused(Exception):
    """A text that is not taken: the id of the words that say why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def taken(text: str) -> str:
    """What a person typed, unchanged but for its line ends. Raises TextRefused for what no chat
    can keep: too many characters, NUL and other controls, halves of characters."""
    if len(text) > MOST_TYPED:
        raise TextRefused("local-refused-long")
    if _CONTROLS.search(text) or _SURROGATES.search(text):
        raise TextRefused("local-refused-characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")
