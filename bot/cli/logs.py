"""Structured logs: a JSON object a line on standard error, with ids and kinds and nothing else.

Ids are re-keyed daily: a line calls a row by a short keyed hash whose key is random, of this
process and this UTC day, and kept nowhere. Lines of one day can be held together, and neither
against the database nor against yesterday's.
"""

import hmac
import json
import logging
import re
import secrets
import sys
import threading
from datetime import UTC, date, datetime
from types import TracebackType

from bot.faults import kind

#: Held back whatever the level: at DEBUG these print what people say, or every statement.
TALKATIVE = ("apscheduler", "asyncio", "sqlalchemy", "uvicorn", "apprise", "websockets", "alembic")
#: Where lines are of our own words. What a library says may quote anything: an exception that
#: nobody fetched, a telephone number that was not reached.
OURS = frozenset({"__main__", "adapters", "bot", "prompts", "scheduler", "storage"})

_BY_WORD = re.compile(r"\b(row|request|person|offer|card|chat|clearing|copy) (\d+)")
#: Ids are of up to 63 bits; nothing that is counted has so many digits.
_BY_LENGTH = re.compile(r"(?<![0-9a-f])\d{12,}(?![0-9a-f])")


class Pseudonyms:
    """What an id is called today."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""
        self._lock = threading.Lock()

    def of(self, id_: str, at: datetime) -> str:
        """The same all day, and another tomorrow."""
        key = self._key_of(at.astimezone(UTC).date())
        return hmac.digest(key, id_.encode(), "sha256")[:4].hex()

    def in_place_of_ids(self, text: str, at: datetime) -> str:
        text = _BY_WORD.sub(lambda found: f"{found[1]} {self.of(found[2], at)}", text)
        return _BY_LENGTH.sub(lambda found: self.of(found[0], at), text)

    def _key_of(self, day: date) -> bytes:
        with self._lock:
            if day != self._day:
                self._day, self._key = day, secrets.token_bytes(32)
            return self._key


class JsonLines(logging.Formatter):
    """Time, level, where, and the message; of an error its type and place, never its words; of a
    library's line its place alone."""

    def __init__(self) -> None:
        super().__init__()
        self._pseudonyms = Pseudonyms()

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": self._message(record, at),
        }
        named = getattr(record, "kind", None)
        if named is not None:
            line["kind"] = str(named)
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = kind(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)

    def _message(self, record: logging.LogRecord, at: datetime) -> str:
        if is_ours(record):
            return self._pseudonyms.in_place_of_ids(record.getMessage(), at)
        return f"said in {record.filename}:{record.lineno}; a library's words are not kept"


def is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OURS


def log_to_standard_error(level: int) -> None:
    """Everything of the program from `level` on; of libraries warnings and errors. What nobody
    caught is a line like the others, in every thread."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    handler.addFilter(lambda record: is_ours(record) or record.levelno >= logging.WARNING)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


log = logging.getLogger(__name__)


def _uncaught(
    type_: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    log.critical("nobody caught: %s", kind(error))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        log.critical("a thread ended: %s", kind(args.exc_value))


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.error("passed over: %s", kind(args.exc_value))
