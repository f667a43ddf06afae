"""Files: the bot's own, uploaded and deleted, and those that somebody sent it, fetched."""

import json
from collections.abc import Sequence

from adapters.slack.blocks import Block
from adapters.slack.replies import Reply, text_of, told
from adapters.slack.tokens import TokenClient
from adapters.slack.web_api import WebApi
from bot.fetching import PIECE, whole
from bot.ports import NotSent, OutcomeUnknown

#: the method that ends an upload, and shares it
COMPLETING = "files.completeUploadExternal"


class FileCalls:
    """A picture of the bot's own is shared with nobody, and is shown by its id; a file that
    somebody is sent is shared in their conversation."""

    def __init__(self, client: TokenClient, api: WebApi) -> None:
        self._client = client
        self._api = api

    async def place_for_file(self, name: str, size: int) -> tuple[str, str]:
        """The id of a file that is to be, and where its `size` bytes go."""
        call = self._client.files_getUploadURLExternal(filename=name, length=size)
        return await self._api.read("files.getUploadURLExternal", call, _place)

    async def upload(self, file: str, url: str, content: bytes) -> None:
        """Shared with nobody; its id is shown in blocks."""
        await self.put(url, content)
        call = self._client.files_completeUploadExternal(files=[{"id": file}])
        await self._api.made(COMPLETING, call)

    async def put(self, url: str, content: bytes) -> None:
        """Where it was to go. Nobody sees it before it is shared or shown."""
        self._api.only_slack(url)
        async with told(self._api.key("")), self._api.sent(url, data=content) as sent:
            if sent.status != 200:
                raise OutcomeUnknown(f"HTTP {sent.status}")

    async def share(self, file: str, channel: str, blocks: Sequence[Block]) -> None:
        """With everybody in the conversation, under these blocks. A comment would be said in their
        place."""
        call = self._client.files_completeUploadExternal(
            files=[{"id": file}], channel_id=channel, blocks=json.dumps(blocks)
        )
        await self._api.made(COMPLETING, call)

    async def is_looked_through(self, file: str) -> bool:
        """Whether Slack knows by now of what kind an uploaded file is. It takes about a second, and
        no block shows the file before (slackapi/java-slack-sdk issue 1349,
        slackapi/python-slack-sdk issue 1521)."""
        call = self._client.files_info(file=file)
        return await self._api.read("files.info", call, _has_a_kind)

    async def delete(self, file: str) -> None:
        await self._api.made("files.delete", self._client.files_delete(file=file))

    async def download(self, url: str, most: int) -> bytes | None:
        """A file that somebody sent; None where it is of more bytes than `most`. The address may
        be anybody's (a remote file, one in a cloud): the token goes to Slack alone, and follows
        nobody elsewhere."""
        self._api.only_slack(url)
        headers = {"Authorization": f"Bearer {await self._client.current()}"}
        asked = self._api.get(url, headers=headers)
        async with told(self._api.key("")), asked as got:
            if got.status != 200:
                raise NotSent(f"HTTP {got.status}")
            return await whole(got.content.iter_chunked(PIECE), most)


def _has_a_kind(reply: Reply) -> bool:
    return (reply.get("file") or {}).get("mimetype") != ""


def _place(reply: Reply) -> tuple[str, str]:
    return text_of(reply["file_id"]), text_of(reply["upload_url"])
