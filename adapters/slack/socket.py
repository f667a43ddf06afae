"""Socket Mode's connection, and the watchdog that builds it anew.

The SDK reconnects by itself when Slack renews a connection or it drops. Two things it does not get
over: a ticket that Slack rejects is tried for ever, and so is an app token that is no good
(python-slack-sdk issues 1446, 1922). So whoever is not connected for a while is closed and built
again, with a ticket of its own.
"""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.errors import Group, code_of, group_of
from adapters.slack.reading import says_nothing
from adapters.slack.web_api import SDK_LOG
from bot.faults import kind

log = logging.getLogger(__name__)

#: seconds between looks at the connection
LOOK, LOOK_AT_FIRST = 1.0, 0.02
#: seconds without a connection after which it is built anew
PATIENCE = 10.0
#: seconds until an app token that Slack refuses is tried again: each time twice as long, at most so
REFUSED, REFUSED_AT_MOST = 10.0, 600.0
#: seconds between pings; without an answer to four the SDK connects again
PING = 5.0


class _Handler(AsyncSocketModeHandler):
    """Whatever comes is acknowledged, even what Bolt itself stumbles over; the SDK would write
    down what it was, and every envelope would come again. What says nothing to anybody is not
    taken through all of Bolt."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as slack_bolt's own
        try:
            if req.type == "events_api" and says_nothing(req.payload):
                await client.send_socket_mode_response(SocketModeResponse(req.envelope_id))
                return
            await super().handle(client, req)
        except ConnectionError as error:  # Slack sends it again
            log.info("an envelope was not acknowledged: %s", kind(error))
        except Exception as error:  # whatever it was
            log.warning("an envelope was not understood: %s", type(error).__name__)
            await client.send_socket_mode_response(SocketModeResponse(req.envelope_id))


class TicketClient(AsyncWebClient):
    """Asks for the connection's tickets. `refused` is Slack's word where it does not take the app
    token: whoever asked is kept waiting then, until they give up. Told so, the SDK would try again
    every few seconds for ever, and write two lines each time of which nothing may be kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.refused = ""

    async def apps_connections_open(self, **arguments: Any) -> AsyncSlackResponse:
        """Raises SlackApiError."""
        try:
            return await super().apps_connections_open(**arguments)
        except SlackApiError as error:
            code = code_of(error)
            if group_of(code, int(error.response.status_code)) is not Group.STOPPED:
                raise
            self.refused = code
        await asyncio.Event().wait()
        raise AssertionError("nobody sets it")


class Socket:
    """`app` is the Bolt app that takes what comes; it is the same for every connection. `refused`:
    seconds until a refused token is tried again at first."""

    def __init__(self, app: AsyncApp, client: TicketClient, refused: float = REFUSED) -> None:
        self._app = app
        self._client = client
        self._refused = refused
        self._keeping: asyncio.Task[None] | None = None
        self._heard = asyncio.Event()

    def start(self, app_token: str) -> None:
        self._keeping = asyncio.create_task(self._keep(app_token))

    async def first(self, within: float) -> None:
        """Returns when Slack was reached, be it to refuse, or after so many seconds: it is tried on
        in any case."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._heard.wait(), within)

    async def stop(self) -> None:
        if self._keeping is None:
            return
        keeping, self._keeping = self._keeping, None
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping

    async def _keep(self, app_token: str) -> None:
        wait = self._refused
        while True:
            try:
                await self._kept_once(app_token)
                if self._client.refused:
                    self._tell_refused(wait)
                    await asyncio.sleep(wait)
                wait = min(2 * wait, REFUSED_AT_MOST) if self._client.refused else self._refused
            except Exception as error:  # whatever it was: without this nothing comes in any more
                log.error("the connection to Slack broke: %s", kind(error))
                await asyncio.sleep(PATIENCE)

    def _tell_refused(self, wait: float) -> None:
        self._heard.set()
        log.error(
            "Slack does not take the app token (%s): nothing that people press or type comes in."
            " Give one that begins with xapp- and has the scope connections:write, and start"
            " again. It is tried again in %d s",
            self._client.refused,
            wait,
        )

    async def _kept_once(self, app_token: str) -> None:
        handler = _Handler(
            self._app,
            app_token,
            logger=SDK_LOG,
            web_client=self._client,
            ping_interval=PING,
        )
        try:
            await self._watch(handler)
        finally:
            await _close(handler)

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        """Returns when the connection was away for too long, or the token is refused."""
        self._client.refused = ""
        connecting, clock = asyncio.create_task(_connect(handler)), asyncio.get_running_loop()
        there = clock.time()
        try:
            while clock.time() - there < PATIENCE:
                if self._client.refused:
                    return
                if await handler.client.is_connected():
                    there = clock.time()
                    self._heard.set()
                await asyncio.sleep(LOOK if connecting.done() else LOOK_AT_FIRST)
            log.warning("no connection to Slack for %d s; it is built anew", PATIENCE)
        finally:
            connecting.cancel()
            await asyncio.wait({connecting})  # what it raises must not hide that we are to stop
            error = None if connecting.cancelled() else connecting.exception()
            if error is not None:
                log.warning("Slack was not connected to: %s", kind(error))


async def _connect(handler: AsyncSocketModeHandler) -> None:
    await handler.client.connect()  # type: ignore[no-untyped-call]  # slack_sdk's


async def _close(handler: AsyncSocketModeHandler) -> None:
    try:
        closing = handler.client.close()  # type: ignore[no-untyped-call]  # slack_sdk's
        await asyncio.wait_for(closing, PATIENCE)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        log.info("a connection to Slack was not closed properly: %s", type(error).__name__)
