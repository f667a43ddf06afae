"""Emptying somebody's direct messages of what the bot wrote there."""

from datetime import datetime

from adapters.slack.calls import Calls
from bot.ports import MessageGone

#: `chat.delete` may be called fifty times a minute and workspace (docs.slack.dev, Tier 3); people
#: who press take their part of that.
AT_ONCE = 20


async def clear_chat(calls: Calls, user: str, before: datetime) -> bool:
    """The newest first; whether there may be more. Raises PlatformError."""
    channel = await calls.chat_with(user)
    found = await calls.own_messages(channel, before.timestamp(), AT_ONCE)
    for ts in found:
        try:
            await calls.delete(channel, ts)
        except MessageGone:
            continue
    return len(found) == AT_ONCE
