"""What is taken before any listener sees it, as a middleware of Bolt's."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

#: Hands on to what comes after it.
Next = Callable[[], Awaitable[BoltResponse]]
Take = Callable[[AsyncBoltRequest, Next], Awaitable[BoltResponse | None]]


class Before(AsyncMiddleware):
    """`take` gets what comes; for a bare function Bolt would gather thirty arguments each time."""

    def __init__(self, take: Take) -> None:
        self._take = take

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Next,  # noqa: A002 (Bolt's name)
    ) -> BoltResponse | None:
        return await self._take(req, next)
