"""Where the bytes of files travel: uploads to the address given out, downloads with a token."""

from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.failing import failed
from tests.fakes.slack.methods.calling import Call
from tests.fakes.slack.methods.files import may_see

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

SIGN_IN = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


async def take(slack: "FakeSlack", request: web.Request) -> web.Response:
    """POST to an upload address: the bytes as they are, or one file of a form. A fault of
    "upload" comes here."""
    content = await _sent(request)
    name = request.match_info["name"]
    fault = slack.faults.next("upload", {})
    if fault is not None:
        return await failed(request, fault, lambda: _taken(slack, name, content))
    return _taken(slack, name, content)


async def _sent(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    parts = [held for held in form.values() if isinstance(held, web.FileField)]
    return parts[0].file.read() if parts else b""


def _taken(slack: "FakeSlack", name: str, content: bytes) -> web.Response:
    identifier, _, secret = name.partition("-")
    file = slack.files.get(identifier)
    if file is None or file.secret != secret or file.uploaded:
        return web.Response(status=404, text="not found")
    if len(content) != file.expected:
        return web.Response(status=400, text="bad length")
    file.content, file.uploaded = content, True
    return web.Response(text=f"OK - {len(content)}")


async def give(slack: "FakeSlack", request: web.Request) -> web.Response:
    """GET url_private: whoever has no right to it gets the page to sign in, as HTML. A fault of
    "download" comes here."""
    fault = slack.faults.next("download", {})
    if fault is not None:
        return await failed(request, fault, lambda: _given(slack, request))
    return _given(slack, request)


def _given(slack: "FakeSlack", request: web.Request) -> web.Response:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    installed = slack.installations.get(token)
    file = slack.files.get(request.match_info["name"].partition("-")[2])
    if (
        installed is None
        or installed.refusal
        or slack.rotation.is_over(token)
        or "files:read" not in installed.scopes
    ):
        return web.Response(text=SIGN_IN, content_type="text/html")
    slack.scopes_used.add("files:read")
    call = Call(slack, "files.download", {}, installation=installed)
    if file is None or file.team != installed.team or not may_see(call, file):
        return web.Response(status=404, text="not found")
    return web.Response(body=file.content, content_type=file.mimetype)
