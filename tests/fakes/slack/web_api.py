"""The Web API over HTTP: reads a call as Slack reads it, checks who calls, answers or fails."""

import asyncio
import base64
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import web

import tests.fakes.slack.methods.apps
import tests.fakes.slack.methods.chat
import tests.fakes.slack.methods.checking
import tests.fakes.slack.methods.conversations
import tests.fakes.slack.methods.files
import tests.fakes.slack.methods.oauth
import tests.fakes.slack.methods.people
import tests.fakes.slack.methods.views  # noqa: F401 - each registers its methods
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.methods.calling import APP, BOT, METHODS, NONE, Call, Method
from tests.fakes.slack.state import Installation
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


async def serve(slack: "FakeSlack", request: web.Request) -> web.StreamResponse:
    """One request to /api/<method>."""
    with slack.answering():
        return await _answer(slack, request)


async def _answer(slack: "FakeSlack", request: web.Request) -> web.StreamResponse:
    name = request.match_info["method"]
    call = Call(slack, name, {}, at=slack.clock.monotonic())
    slack.calls.append(call)
    try:
        call.arguments, call.token = await _read(request)
    except Refused as refused:
        return _respond(call, refused.body())
    fault = slack.faults.next(name, call.arguments)
    if fault is None:
        return _respond(call, perform(call))
    return await _fail(call, fault, request)


async def _fail(call: Call, fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    honest = perform(call) if fault.performed else {}
    if fault.dropped:
        call.answer = {**honest, "dropped": True}
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault.body is not None:
        call.status, call.answer = fault.status, honest
        return web.Response(status=fault.status, text=fault.body, headers=fault.headers)
    body = {"ok": False, "error": fault.error, **fault.more} if fault.error else honest
    call.status = fault.status
    return _respond(call, body, fault.headers)


def perform(call: Call) -> Json:
    """Check and do it: the body of the answer."""
    try:
        found = METHODS.get(call.method)
        if found is None:
            raise Refused("unknown_method", req_method=call.method)
        _authorise(call, found)
        _pace(call)
        _scopes(call, found)
        _names(call, found)
        return {"ok": True, **found.run(call)}
    except Refused as refused:
        if refused.error == "ratelimited":
            call.status = 429
        return refused.body()


def _respond(call: Call, body: Json, headers: dict[str, str] | None = None) -> web.Response:
    call.answer = body
    sent = dict(headers or {})
    if call.installation is not None and call.slack.settings.tells_scopes:
        sent["x-oauth-scopes"] = ",".join(sorted(call.installation.scopes))
        needed = METHODS[call.method].scopes if call.method in METHODS else ()
        sent["x-accepted-oauth-scopes"] = ",".join(needed)
    if call.status == 429:
        sent.setdefault("Retry-After", str(body.pop("retry_after", 1)))
    return web.Response(
        status=call.status,
        text=json.dumps(body),
        content_type="application/json",
        charset="utf-8",
        headers=sent,
    )


async def _read(request: web.Request) -> tuple[Json, str]:
    """The arguments of query and body together, and the token that came with them."""
    arguments: Json = dict(request.query)
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):  # how the OAuth methods are told the app
        given = base64.b64decode(header.removeprefix("Basic ")).decode()
        arguments["client_id"], _, arguments["client_secret"] = given.partition(":")
    token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""
    kind = request.content_type
    if request.method == "POST" and request.can_read_body:
        if kind == "application/json":
            arguments |= _json(await request.read())
            return arguments, token
        if kind == "application/x-www-form-urlencoded":
            data = (await request.read()).decode()
            arguments |= dict(parse_qsl(data, keep_blank_values=True))
        elif kind == "multipart/form-data":
            arguments |= dict((await request.post()).items())
        elif kind != "application/octet-stream":
            raise Refused("invalid_post_type")
    return arguments, token or str(arguments.get("token", ""))


def _json(data: bytes) -> Json:
    try:
        body: Any = json.loads(data)
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body


def _authorise(call: Call, found: Method) -> None:
    slack, token = call.slack, call.token
    if found.token == NONE:
        return
    if not token:
        raise Refused("missing_args" if found.token == APP else "not_authed")
    if found.token == APP:
        _app_token(call)
        return
    if token in slack.app.app_tokens:
        raise Refused("not_allowed_token_type")
    installed = slack.installations.get(token)
    if installed is None:
        raise Refused("invalid_auth")
    call.installation = installed
    _still_good(installed)
    slack.rotation.still_good(token)
    wanted = call.arguments.get("team_id")
    if wanted and wanted != installed.team:
        raise Refused("team_access_not_granted")


def _app_token(call: Call) -> None:
    scopes = call.slack.app.app_tokens.get(call.token)
    if scopes is None:
        known = call.token in call.slack.installations
        raise Refused("not_allowed_token_type" if known else "invalid_auth")
    if "connections:write" not in scopes:
        provided = ",".join(sorted(scopes))
        raise Refused("missing_scope", needed="connections:write", provided=provided)


def _still_good(installed: Installation) -> None:
    if installed.refusal is not None:
        raise Refused(installed.refusal)


def _pace(call: Call) -> None:
    slack = call.slack
    if not slack.rates.on:
        return
    team = call.installation.team if call.installation is not None else ""
    channel = str(call.arguments.get("channel", ""))
    room = slack.workspaces[team].conversations.get(channel) if team else None
    if call.installation is not None and room is not None and room.kind == "im":
        (channel,) = room.members - {call.installation.bot_user}  # the same, however it is named
    seconds = slack.rates.wait(call.method, team, channel, slack.clock.monotonic())
    if seconds:
        raise Refused("ratelimited", retry_after=seconds)


def _scopes(call: Call, found: Method) -> None:
    if found.token == BOT and found.scopes:
        call.need(*found.scopes)


def _names(call: Call, found: Method) -> None:
    """Nothing needed is missing, and nothing is given that the method does not have."""
    said = [
        f"[ERROR] missing required field: {name}"
        for name in sorted(found.required)
        if call.arguments.get(name) in (None, "")
    ]
    if call.slack.settings.refuse_unknown_arguments and found.token != NONE:
        strange = sorted(set(call.arguments) - found.known)
        said += [f"[ERROR] unknown argument: {name}" for name in strange]
    if said:
        raise Refused.because("invalid_arguments", *said)
