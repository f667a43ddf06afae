"""Files that somebody is sent, and taken away again.

A file's id is kept before anything is sent there, with the instant at which it is to go, whatever
becomes of the message that shares it (`bot.model.pictures`). Slack shares it in its own time, and
does not say in which message (slackapi/bolt-js issue 2115): so what is taken away is found by
looking through the conversation. A file that is gone leaves its message, so both are deleted.
"""

from adapters.slack.blocks import Block
from adapters.slack.calls import Calls, Own
from bot.adapter_registration import Surroundings
from bot.messages import File
from bot.model.pictures import NO_PICTURE
from bot.ports import LedgerBusy, MessageGone, NotSent, OutcomeUnknown


class FilesAtSlack:
    """`place` is the workspace (`slack:T1`)."""

    def __init__(self, calls: Calls, place: str, surroundings: Surroundings) -> None:
        self._calls = calls
        self._place = place
        self._copies = surroundings.copies

    async def send(self, user: str, file: File, blocks: list[Block], key: str) -> tuple[str, str]:
        """Into their direct messages, under these blocks: the channel, and the file's id. Nothing
        is shared before the last step. Raises PlatformError."""
        channel = await self._calls.chat_with(user)
        try:
            id_, url = await self._calls.files.place_for_file(file.name, len(file.content))
            await self._copies(
                lambda kept: kept.begin(NO_PICTURE, self._place, id_, until=file.until)
            )
            await self._calls.files.put(url, file.content)
        except (OutcomeUnknown, LedgerBusy) as lost:
            raise NotSent(type(lost).__name__) from None
        await self._calls.files.share(id_, channel, with_key(blocks, key))
        return channel, id_

    async def take_away(self, user: str) -> None:
        """Every message of the bot's to them that shares a file, and the file first. Raises
        PlatformError."""
        channel = await self._calls.chat_with(user)
        for message in await self._calls.own_with_files(channel):
            await delete_whole(self._calls, channel, message)


async def delete_whole(calls: Calls, channel: str, message: Own) -> None:
    """A message and the files that it shares; what is gone already is none to delete. Raises
    PlatformError."""
    for file in message.files:
        try:
            await calls.files.delete(file)
        except MessageGone:
            continue
    try:
        await calls.delete(channel, message.ts)
    except MessageGone:
        return


def with_key(blocks: list[Block], key: str) -> list[Block]:
    """A message that shares a file carries no metadata: it is found by the name of its first block
    (`adapters.slack.calls`)."""
    for place, block in enumerate(blocks):
        if "block_id" not in block:
            return [*blocks[:place], {**block, "block_id": key}, *blocks[place + 1 :]]
    return blocks
