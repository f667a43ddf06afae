"""What goes over the socket: a JSON object a line, with what is asked or replied in it.

{"command": "approve", "asked": {"number": "1042"}}
{"replied": {...}}  or  {"failed": "refused", "words": "Nobody on the roster has …"}
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.control.commands import COMMANDS, Command
from bot.control.office import ImportAtWork, OfficeGone
from bot.flows.refusing import CommandRefused
from bot.ports import Conflict, LedgerBusy, NotFound

#: Bytes of a line: fifty people with everything that a record holds are a tenth of it.
LONGEST_LINE = 4_000_000

#: How each kind of failure is named, and what it is on the other side. Only what is refused has
#: words of its own, which a flow wrote to be shown.
FAILURES: Mapping[str, Callable[[str], Exception]] = {
    "refused": CommandRefused,
    "conflict": Conflict,
    "not found": NotFound,
    "busy": LedgerBusy,
    "import at work": ImportAtWork,
    "not understood": OfficeGone,
    "failed": OfficeGone,
}
_NAMES: Mapping[type[Exception], str] = {
    CommandRefused: "refused",
    Conflict: "conflict",
    NotFound: "not found",
    LedgerBusy: "busy",
    ImportAtWork: "import at work",
}
_SHOWN = (CommandRefused, LedgerBusy, ImportAtWork)


class NotUnderstood(ValueError):
    """A line that is no command, or no reply. Carries nothing of it."""


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Made when first needed: building all of them would slow every command down."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def ask_line(command: Command[Any, Any], asked: object) -> bytes:
    return _line(b'"command":' + json.dumps(command.name).encode(), b"asked", command.asked, asked)


def reply_line(command: Command[Any, Any], replied: object) -> bytes:
    return _line(b"", b"replied", command.replied, replied)


def _line(before: bytes, name: bytes, kind: type[Any], value: object) -> bytes:
    body: bytes = _adapter(kind).dump_json(value)
    return b"{" + before + (b"," if before else b"") + b'"' + name + b'":' + body + b"}\n"


def failure_line(error: BaseException) -> bytes:
    name = next((name for kind, name in _NAMES.items() if isinstance(error, kind)), "failed")
    if isinstance(error, NotUnderstood):
        name = "not understood"
    words = str(error) if isinstance(error, _SHOWN) else ""
    return json.dumps({"failed": name, "words": words}).encode() + b"\n"


def read_ask(line: bytes) -> tuple[Command[Any, Any], Any]:
    """Raises NotUnderstood."""
    body = _object(line)
    command = COMMANDS.get(body["command"]) if isinstance(body.get("command"), str) else None
    if command is None:
        raise NotUnderstood("no such command")
    return command, _value(command.asked, body.get("asked"))


def read_reply(command: Command[Any, Any], line: bytes) -> Any:
    """What was replied. Raises what was raised there."""
    body = _object(line)
    if "failed" in body:
        raise FAILURES.get(str(body["failed"]), OfficeGone)(
            str(body.get("words") or body["failed"])
        )
    return _value(command.replied, body.get("replied"))


def _object(line: bytes) -> dict[str, Any]:
    try:
        body = json.loads(line)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise NotUnderstood("not a JSON object")
    return body


def _value(kind: type[Any], body: Any) -> Any:
    try:
        return _adapter(kind).validate_python(body, strict=False)
    except ValidationError:
        pass  # raised below, so that the error carries nothing of what was sent
    raise NotUnderstood("not what this command takes")
