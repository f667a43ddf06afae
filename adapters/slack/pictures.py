"""Pictures at Slack. Blocks show a file by its id, so each picture is uploaded once a start."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable

from adapters.slack.calls import Calls
from bot.messages import Image, Message
from bot.ports import PlatformError

log = logging.getLogger(__name__)

#: pictures whose ids are remembered; a directory of some hundred supporters
MOST = 500


class PicturesAtSlack:
    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._ids: OrderedDict[bytes, str] = OrderedDict()
        self._uploading = asyncio.Lock()

    def known(self, message: Message) -> dict[Image, str]:
        """Those of the message's pictures that are at Slack."""
        found = ((image, self._ids.get(_name(image))) for image in _images(message))
        return {image: id_ for image, id_ in found if id_ is not None}

    def missing(self, message: Message) -> bool:
        return len(self.known(message)) < len(set(_images(message)))

    async def all(self, message: Message) -> dict[Image, str]:
        """Every picture that can be had; one that cannot is told in words by whoever asked."""
        async with self._uploading:
            for image in _images(message):
                if _name(image) not in self._ids:
                    await self._upload(image)
        return self.known(message)

    async def _upload(self, image: Image) -> None:
        try:
            self._ids[_name(image)] = await self._calls.upload("picture.png", image.png, image.alt)
        except PlatformError as error:
            log.warning("a picture was not uploaded: %s", type(error).__name__)
        while len(self._ids) > MOST:
            self._ids.popitem(last=False)


def _images(message: Message) -> Iterable[Image]:
    return (section.image for section in message.sections if section.image is not None)


def _name(image: Image) -> bytes:
    return hashlib.sha256(image.alt.encode("utf-8", "replace") + b"\0" + image.png).digest()
