"""What is asked of the database meanwhile, in order and without the values.

The units of work speak to SQLite's driver past SQLAlchemy (`storage.driver_statements`), so the
driver itself is listened to, from the first BEGIN on that SQLAlchemy sends down a connection.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from bot.messages import Answer
from tests.playing import labels_of, texts_of

_VALUE = re.compile(r"x?'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|\bNULL\b", re.IGNORECASE)
_LIST = re.compile(r"\(\?(?:, ?\?)+\)")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement; values are question marks, a list of them is one, however long."""
    seen: list[str] = []
    heard: list[sqlite3.Connection] = []

    def note(statement: str) -> None:
        if "id_block" not in statement:  # now and then, whoever asks: a new block of ids
            seen.append(_LIST.sub("(?)", _VALUE.sub("?", statement)))

    def listen(_: Any, cursor: Any, *rest: Any) -> None:
        if cursor.connection not in heard:
            heard.append(cursor.connection)
            cursor.connection.set_trace_callback(note)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
        for connection in heard:
            connection.set_trace_callback(None)


def seen_of(act: Callable[[], Answer]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words, the buttons and the statements of an answer."""
    with statements() as asked:
        answer = act()
    assert len(asked) > 2, asked  # more than a unit of work that begins and ends
    return texts_of(answer.aside), tuple(labels_of(answer.aside)), tuple(asked)
