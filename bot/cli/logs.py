"""Structured logs: a JSON object a line on standard error, with ids and kinds and nothing else."""

import json
import logging
import sys
from datetime import UTC, datetime

#: Held back whatever the level: at DEBUG these print what people say, or every statement.
TALKATIVE = ("apscheduler", "asyncio", "sqlalchemy", "uvicorn", "apprise", "websockets", "alembic")


class JsonLines(logging.Formatter):
    """Time, level, where, and the message; of an error its type and place, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        kind = getattr(record, "kind", None)
        if kind is not None:
            line["kind"] = str(kind)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=True)


def log_to_standard_error(level: int) -> None:
    """Everything of the program from `level` on; of libraries warnings and errors."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
