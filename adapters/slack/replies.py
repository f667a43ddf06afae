"""What Slack replies, or whoever stands in its place: read as it is documented, or an error in the
core's words; and followed nowhere."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.errors import translated
from bot.ports import NotSent, OutcomeUnknown

#: seconds a call may take
PATIENCE = 10

Reply = Mapping[str, Any]

#: What is raised over a reply that is no JSON object, as a proxy's page may be, is in no alphabet,
#: or has not in it what its method's page says.
_NONE_OF_SLACKS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    SlackClientError,
    TypeError,
    ValueError,
)
#: What is raised where no reply of Slack's came; some are above a SlackApiError, which is one.
NO_REPLY = (TimeoutError, aiohttp.ClientError, OSError, *_NONE_OF_SLACKS)


def open_session() -> aiohttp.ClientSession:
    """A reply that sends a call on to another address would take a token's or a message's body
    there with it (307 and 308 do): none is followed. No cookie is kept."""
    tracing = aiohttp.TraceConfig()
    tracing.on_request_redirect.append(_not_followed)
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=PATIENCE),
        cookie_jar=aiohttp.DummyCookieJar(),
        trace_configs=[tracing],
    )


async def _not_followed(
    session: aiohttp.ClientSession,
    context: SimpleNamespace,
    sent: aiohttp.TraceRequestRedirectParams,
) -> None:
    sent.response.close()
    raise aiohttp.ClientError("a reply that sends the call elsewhere")


@asynccontextmanager
async def told(key: str) -> AsyncIterator[None]:
    """Slack's errors in the core's words. `key` is the call's pacing budget."""
    try:
        yield
    except SlackApiError as error:
        raise translated(error, key) from None
    except aiohttp.ClientConnectorError:
        raise NotSent("no connection") from None
    except NO_REPLY as error:
        raise OutcomeUnknown(type(error).__name__) from None


def text_of(given: Any) -> str:
    """An id, an address, a token. Raises TypeError where it is none."""
    if not isinstance(given, str) or not given:
        raise TypeError("no text where Slack gives one")
    return given
