"""Emptying somebody's direct messages of what the bot wrote there."""

from datetime import datetime

from adapters.slack.calls import Calls
from adapters.slack.files import delete_whole

#: `chat.delete` may be called fifty times a minute and workspace (docs.slack.dev, Tier 3); people
#: who press take their part of that.
AT_ONCE = 20


async def clear_chat(calls: Calls, user: str, before: datetime) -> bool:
    """The newest first; whether there may be more. Raises PlatformError."""
    channel = await calls.chat_with(user)
    found = await calls.own_messages(channel, before.timestamp(), AT_ONCE)
    for message in found:
        await delete_whole(calls, channel, message)
    return len(found) == AT_ONCE
