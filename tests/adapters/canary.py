"""A word that is said wherever something is said, and whoever listens to every log for it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.messages import Button, ChoiceField, Form, Message, Option, Section, TextField

#: In every text, and in nothing else.
CANARY = "kanarienvogel"


class Everything(logging.Handler):
    """Each line as anybody's handler might write it, with the words of its error."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []
        self.from_whom: set[str] = set()
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        self.from_whom.add(record.name)


@contextmanager
def every_log() -> Iterator[Everything]:
    """Of every library too, as far as they let it."""
    root, handler = logging.getLogger(), Everything()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def said(what: str) -> str:
    return f"{what} {CANARY}"


CARD = Message(
    (Section(text=said("text"), heading=said("head"), buttons=(Button(0, said("Yes")),)),),
    said("notification"),
    "a1",
    said("footer"),
)
FORM = Form(
    token="f1",
    title=said("title")[:20],
    intro=said("intro"),
    fields=(
        TextField("words", said("words")),
        ChoiceField("one", said("one"), (Option("v1", said("option")),)),
    ),
    submit="Send",
    footer=said("small"),
)
