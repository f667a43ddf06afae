"""Emptying somebody's direct messages of what the bot wrote there, or of its files alone."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from adapters.discord.link import Link
from bot.ports import MessageGone, NotSent

#: Deletions at once; discord.py waits between them as Discord asks it to.
AT_ONCE = 20


async def clear_chat(link: Link, user: str, before: datetime) -> bool:
    """The newest first; whether there may be more. Raises PlatformError."""
    channel = await link.chats.reached(user)
    with _opened_anew_if_gone(link, user, channel):
        found = await link.calls.own_messages(channel, before, AT_ONCE)
    await _delete(link, channel, found)
    return len(found) == AT_ONCE


async def take_files_away(link: Link, user: str) -> None:
    """Every message of the bot's to them that carries a file, and the file with it (what Discord's
    CDN holds of a message goes within minutes of it). Raises PlatformError: NotSent where the
    channel is gone, since it is tried again."""
    channel = await link.chats.reached(user)
    try:
        with _opened_anew_if_gone(link, user, channel):
            found = await link.calls.own_with_files(channel)
    except MessageGone:
        raise NotSent("the conversation is opened anew") from None
    await _delete(link, channel, found)


@contextmanager
def _opened_anew_if_gone(link: Link, user: str, channel: int) -> Iterator[None]:
    """At the next attempt."""
    try:
        yield
    except MessageGone:
        link.chats.not_there(user, channel)
        raise


async def _delete(link: Link, channel: int, messages: Iterable[int]) -> None:
    for message in messages:
        try:
            await link.calls.delete(channel, message)
        except MessageGone:
            continue
