"""A planned fault, at an address that is no method of the Web API."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from tests.fakes.slack.faults import Fault


async def failed(
    request: web.Request, fault: Fault, honest: Callable[[], web.Response]
) -> web.Response:
    """`honest` does the work and gives the answer that there would be without the fault."""
    if fault.seconds:
        await asyncio.sleep(fault.seconds)
    answer = honest() if fault.performed else web.Response()
    if fault.dropped:
        if request.transport is not None:
            request.transport.abort()
        return answer
    if fault.error is None and fault.body is None:
        return answer
    body = fault.body or json.dumps({"ok": False, "error": fault.error})
    return web.Response(status=fault.status, text=body, headers=fault.headers)
