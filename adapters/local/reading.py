"""Requests of the page, read: whatever else comes in is refused with the words that say why."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from adapters.local.config import NAME
from adapters.local.plain import taken
from bot.cleaning import shown
from bot.events import SentFile

#: bytes of a request, files included: a roster of 100,000 rows is about 12 MB
MOST_BYTES = 25_000_000

B = TypeVar("B", bound="Body")


class Refusal(Exception):
    """A request that is not taken: the id of the words that say why, and the HTTP status."""

    def __init__(self, text: str, status: int = 422) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


class Body(BaseModel):
    """`event` is made by the page, so that a request that is sent again is the same event."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    event: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    user: Annotated[str, Field(pattern=f"^{NAME.pattern}$")]
    #: the message that it comes from; "" : from an aside, or from the input box
    handle: Annotated[str, Field(pattern=r"^(m\d{1,18})?$")] = ""

    @property
    def event_id(self) -> str:
        return f"{self.user}:{self.event}"


class Press(Body):
    token: Annotated[str, Field(pattern=r"^[0-9a-f]{1,64}$")]
    number: Annotated[int, Field(ge=0, le=999)]


class Typed(Body):
    text: str


class Written(Body):
    """To another person."""

    to: Annotated[str, Field(pattern=f"^{NAME.pattern}$")]
    text: str


class Given(Body):
    name: str
    text: str = ""


class Submitted(Body):
    token: Annotated[str, Field(pattern=r"^[0-9a-f]{1,64}$")]
    values: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Sent(Body):
    """A file, in the request's part of the name "file"."""


async def read(request: Request, kind: type[B]) -> B:
    """The JSON body of a request. Raises Refusal and TextRefused."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Refusal("local-refused-malformed", 415)
    _not_too_big(request)
    return _validated(await request.body(), kind)


async def read_with_files(request: Request, kind: type[B]) -> tuple[B, Mapping[str, SentFile]]:
    """A multipart request: its part "event" is the JSON, the others are files by field name.
    Raises Refusal and TextRefused."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refusal("local-refused-malformed", 415)
    _not_too_big(request)
    async with request.form(max_files=20, max_fields=1, max_part_size=1_000_000) as form:
        event = form.get("event")
        if not isinstance(event, str):
            raise Refusal("local-refused-malformed")
        return _validated(event.encode("utf-8", "surrogatepass"), kind), await _files(form)


async def _files(form: FormData) -> dict[str, SentFile]:
    return {
        name: SentFile(_file_name(part.filename or ""), await part.read())
        for name, part in form.items()
        if isinstance(part, UploadFile)
    }


def _file_name(given: str) -> str:
    """The last part of whatever path a browser may have sent."""
    return shown(PureWindowsPath(PurePosixPath(given).name).name)[:255] or "file"


def _not_too_big(request: Request) -> None:
    """A request says its length, or is not read."""
    length = request.headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,12}", length):
        raise Refusal("local-refused-malformed", 411)
    if int(length) > MOST_BYTES:
        raise Refusal("local-refused-big", 413)


def _validated(body: bytes, kind: type[B]) -> B:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("local-refused-malformed") from None
    try:
        return kind.model_validate(_taken_throughout(given))
    except ValidationError:
        raise Refusal("local-refused-malformed") from None


def _taken_throughout(given: Any) -> Any:
    """Every text in it is one that the chat takes; raises TextRefused."""
    match given:
        case str():
            return taken(given)
        case list():
            return [_taken_throughout(item) for item in given]
        case dict():
            return {taken(name): _taken_throughout(item) for name, item in given.items()}
        case _:
            return given
