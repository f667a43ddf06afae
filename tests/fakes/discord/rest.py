"""The HTTP API: reads a request as Discord reads it, checks who asks, answers or fails."""

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

import tests.fakes.discord.routes.applications
import tests.fakes.discord.routes.callbacks
import tests.fakes.discord.routes.channels
import tests.fakes.discord.routes.commands
import tests.fakes.discord.routes.followups
import tests.fakes.discord.routes.guilds
import tests.fakes.discord.routes.messages
import tests.fakes.discord.routes.users  # noqa: F401 - each registers its routes
from tests.fakes.discord.faults import Fault, banned
from tests.fakes.discord.rates import Limited
from tests.fakes.discord.routes.calling import Call, Route, find
from tests.fakes.discord.uploads import read
from tests.fakes.discord.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

#: What stood between the app and Discord says so; an answer without it is Cloudflare's alone.
VIA = {"Via": "1.1 google"}


async def serve(discord: "FakeDiscord", request: web.Request) -> web.StreamResponse:
    """One request to /api/v10/…."""
    with discord.answering():
        return await _answer(discord, request)


async def _answer(discord: "FakeDiscord", request: web.Request) -> web.StreamResponse:
    now = discord.clock.monotonic()
    call = Call(discord, "", request.path, query=dict(request.query), at=now)
    discord.calls.append(call)
    if discord.rates.invalid_in_ten_minutes(now) >= discord.settings.invalid_requests:
        return _planned(call, banned())
    try:
        found = _found(call, request)
        call.body, call.files = await read(request, discord.settings.request_bytes)
    except Refused as refused:
        return _refused(call, refused, {})
    fault = discord.faults.next(call.route, {**call.ids, "body": call.body})
    if fault is None:
        return perform(call, found)
    return await _fail(call, found, fault, request)


def _found(call: Call, request: web.Request) -> Route:
    version, _, path = request.match_info["path"].partition("/")
    if version != "v10":
        raise Refused.because(50041)
    found, call.ids = find(request.method, path)
    call.route = found.name
    if not request.headers.get("User-Agent"):
        raise Refused.because(40333)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    call.token = token if scheme == "Bot" else None
    if not found.open and call.token != call.discord.app.token:
        raise Refused(401, 0, "401: Unauthorized")
    return found


def perform(call: Call, found: Route) -> web.Response:
    """Check and do it."""
    discord, headers = call.discord, dict[str, str]()
    try:
        headers = discord.rates.take(
            found.name,
            call.ids,
            call.at,
            discord.clock.now(),
            counted_globally=found.counted_globally,
        )
        call.status, call.answer = found.run(call)
    except Refused as refused:
        return _refused(call, refused, headers)
    return _respond(call, headers)


def _refused(call: Call, refused: Refused, headers: dict[str, str]) -> web.Response:
    call.status, call.answer = refused.status, refused.body()
    if isinstance(refused, Limited):
        headers = refused.headers
    elif refused.status == 429:
        call.answer.setdefault("retry_after", 1.0)
        headers = {**headers, "Retry-After": "1", "X-RateLimit-Scope": "user"}
    return _respond(call, headers)


def _respond(call: Call, headers: dict[str, str]) -> web.Response:
    shared = headers.get("X-RateLimit-Scope") == "shared"
    if call.status in (401, 403, 429) and not shared:
        call.discord.rates.invalid(call.at)
    if call.answer is None:
        return web.Response(status=call.status, headers={**VIA, **headers})
    # Without a charset, as Discord sends it.
    typed = {"Content-Type": "application/json", **VIA, **headers}
    return web.Response(status=call.status, body=json.dumps(call.answer), headers=typed)


async def _fail(call: Call, found: Route, fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    honest = perform(call, found) if fault.performed else web.Response()
    if fault.reply_seconds:
        await asyncio.sleep(fault.reply_seconds)
    if fault.dropped:
        if request.transport is not None:
            request.transport.abort()
        return honest
    if fault.body is None and fault.page is None:
        return honest
    return _planned(call, fault)


def _planned(call: Call, fault: Fault) -> web.Response:
    call.status = fault.status
    if fault.page is not None:
        headers = {**VIA, **fault.headers}
        if not headers["Via"]:
            del headers["Via"]
        return web.Response(
            status=fault.status, text=fault.page, content_type="text/html", headers=headers
        )
    call.answer = fault.body
    headers = dict(fault.headers)
    if fault.status == 429:
        headers.setdefault("Retry-After", "1")
        headers.setdefault("X-RateLimit-Scope", "user")
    return _respond(call, headers)
