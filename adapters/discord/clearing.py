"""Emptying somebody's direct messages of what the bot wrote there."""

from datetime import datetime

from adapters.discord.link import Link
from bot.ports import MessageGone

#: Deletions at once; discord.py waits between them as Discord asks it to.
AT_ONCE = 20


async def clear_chat(link: Link, user: str, before: datetime) -> bool:
    """The newest first; whether there may be more. Raises PlatformError."""
    channel = await link.chats.reached(user)
    try:
        found = await link.calls.own_messages(channel, before, AT_ONCE)
    except MessageGone:
        link.chats.not_there(user, channel)  # it is opened anew at the next attempt
        raise
    for message in found:
        try:
            await link.calls.delete(channel, message)
        except MessageGone:
            continue
    return len(found) == AT_ONCE
