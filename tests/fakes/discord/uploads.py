"""Reading a request: JSON, or multipart with `payload_json` and `files[n]`; uploaded files.

/developers/reference#uploading-files.
"""

import json
import mimetypes
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.state import File
from tests.fakes.discord.wire import Json, Refused

FILE_FIELD = re.compile(r"^files\[(\d{1,10})\]$")
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(slots=True)
class Upload:
    filename: str
    content: bytes
    title: str | None = None


async def read(request: web.Request, most: int) -> tuple[Any, dict[str, Upload]]:
    """The body, and the files by their number; `most` bytes in all."""
    if (request.content_length or 0) > most:
        raise Refused.because(40005)
    if request.content_type == "multipart/form-data":
        return await _multipart(request)
    data = await request.read()
    if not data:
        return {}, {}
    if request.content_type != "application/json":
        raise Refused.because(
            50035,
            errors={
                "_errors": [
                    {
                        "code": "CONTENT_TYPE_INVALID",
                        "message": 'Expected "Content-Type" header to be one of '
                        "{'application/json'}.",
                    }
                ]
            },
        )
    return _decoded(data), {}


def _decoded(data: bytes | str) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        raise Refused.because(50109) from None


async def _multipart(request: web.Request) -> tuple[Any, dict[str, Upload]]:
    body: Json = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        named = FILE_FIELD.match(part.name or "")
        if named is not None and part.filename:
            files[named[1]] = named_upload(part.filename, bytes(await part.read()))
        elif part.name == "payload_json":
            body = _decoded(bytes(await part.read()))
        elif part.name:
            body[part.name] = (await part.read()).decode()
    return body, files


def cleaned(filename: str) -> str:
    """A file is kept under a name without spaces and odd characters, and found by that alone."""
    return re.sub(r"[^A-Za-z0-9._-]", "", filename.replace(" ", "_")) or "unknown"


def named_upload(filename: str, content: bytes) -> Upload:
    """Where the name is not kept as it is, what it was stays as the title, without its ending."""
    kept = cleaned(filename)
    return Upload(kept, content, None if kept == filename else Path(filename).stem)


def file_of(number: str, upload: Upload, described: str | None) -> File:
    content_type = mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
    width = height = None
    if upload.content.startswith(PNG) and len(upload.content) >= 24:
        width, height = struct.unpack(">II", upload.content[16:24])
    made = File(number, upload.filename, upload.content, content_type, described, width, height)
    made.title = upload.title
    return made
