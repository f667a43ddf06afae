"""How Slack is called, whatever for: one attempt a call, its errors in the core's words.

The SDK's own retries are off: a lost reply to chat.postMessage, tried again, posts twice.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

import aiohttp
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.hosts import Hosts
from adapters.slack.replies import Reply, told
from adapters.slack.tokens import TokenClient
from bot.ports import NotSent

T = TypeVar("T")

#: The SDK prints what it sends where its logger has no level or is at DEBUG; never there. Its name
#: is a library's, of which the logs keep the place alone: an error's words may quote anything.
SDK_LOG = logging.getLogger("slack_sdk.tailboard")
SDK_LOG.setLevel(logging.INFO)


class WebApi:
    """`team` is the workspace's id, and the first part of every pacing key."""

    def __init__(self, client: TokenClient, http: aiohttp.ClientSession, team: str) -> None:
        self._slack = Hosts.of(client.base_url)
        self._proxy = client.proxy
        self._http = http
        self._team = team

    def key(self, method: str) -> str:
        """The pacing budget of a method in this workspace."""
        return f"slack:{self._team}:{method}"

    def get(self, url: str, **given: Any) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """The same way as `sent`; no reply that sends it elsewhere is followed."""
        return self._http.get(url, allow_redirects=False, proxy=self._proxy, **given)

    def sent(self, url: str, **given: Any) -> AbstractAsyncContextManager[aiohttp.ClientResponse]:
        """What is no call of the Web API goes the same way, by a proxy if there is one."""
        return self._http.post(url, proxy=self._proxy, **given)

    def only_slack(self, url: str) -> None:
        if not self._slack.have(url):
            raise NotSent("an address that is not Slack's")

    async def made(self, method: str, call: Awaitable[AsyncSlackResponse]) -> None:
        await self.read(method, call, lambda reply: None)

    async def read(
        self, method: str, call: Awaitable[AsyncSlackResponse], read: Callable[[Reply], T]
    ) -> T:
        """What is needed of the reply."""
        async with told(self.key(method)):
            data = (await call).data
            if not isinstance(data, dict):
                raise TypeError("no reply of Slack's")
            return read(data)
