"""Pictures at Slack. Blocks show a file by its id, so each picture is uploaded, once: which file is
which picture is kept in the database, until Slack has let go of it (`bot.model.pictures`).

A file's id is kept before anything is sent there, so that none is ever left that nobody knows of.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from adapters.slack.calls import Calls
from bot.adapter_registration import Surroundings
from bot.flows.picture_copies import MADE_WITHIN
from bot.messages import Image, Message
from bot.model.pictures import CopyState
from bot.ports import LedgerBusy, PictureCopies, PlatformError, Refused

T = TypeVar("T")

log = logging.getLogger(__name__)

#: pictures whose ids are remembered: more than there are supporters anywhere
MOST = 10_000
#: Slack's words where a block shows what it does not hold: who owns a workspace may delete files
_UNFIT = ("invalid_blocks", "invalid_arguments")

#: What a picture is remembered by: its stored id, or what it shows where it is stored nowhere.
Name = int | bytes


class PicturesAtSlack:
    """`place` is the workspace (`slack:T1`)."""

    def __init__(self, calls: Calls, place: str, surroundings: Surroundings) -> None:
        self._calls = calls
        self._place = place
        self._copies = surroundings.copies
        self._clock = surroundings.clock
        self._ids: OrderedDict[Name, str] = OrderedDict()
        self._uploading = asyncio.Lock()
        self._loaded = False

    def known(self, message: Message) -> dict[Image, str]:
        """Those of the message's pictures that are at Slack."""
        found = ((image, self._ids.get(_name(image))) for image in _images(message))
        return {image: id_ for image, id_ in found if id_ is not None}

    def missing(self, message: Message) -> bool:
        return len(self.known(message)) < len(set(_images(message)))

    async def all(self, message: Message) -> dict[Image, str]:
        """Every picture that can be had; one that cannot is told in words by whoever asked."""
        if self.missing(message):
            async with self._uploading:
                await self._load()
                for image in _images(message):
                    if _name(image) not in self._ids:
                        await self._upload(image)
        return self.known(message)

    async def drawn(
        self, pictures: Mapping[Image, str], draw: Callable[[Mapping[Image, str]], Awaitable[T]]
    ) -> T:
        """`draw` with these; in words where Slack holds one of them no longer, and then they are
        uploaded anew when they are next shown. Raises PlatformError."""
        try:
            return await draw(pictures)
        except Refused as refusal:
            if not pictures or str(refusal) not in _UNFIT:
                raise
        await self._give_up(pictures.values())
        return await draw({})

    async def take_away(self, file: str) -> None:
        """Raises PlatformError."""
        self._forget([file])
        await self._calls.delete_file(file)

    async def _load(self) -> None:
        """What was uploaded before the program started."""
        if self._loaded:
            return
        try:
            for copy in await self._copies(lambda kept: kept.all()):
                if copy.place == self._place and copy.state is CopyState.SHOWN:
                    self._ids[copy.picture] = copy.handle
            self._loaded = True
        except LedgerBusy:
            log.warning("what was uploaded before could not be read")

    async def _upload(self, image: Image) -> None:
        if not self._loaded:  # it may be there
            return
        try:
            file, url = await self._calls.place_for_file("picture.png", len(image.png))
            until, place = self._clock.now() + MADE_WITHIN, self._place
            copy = image.stored and await self._copies(
                lambda kept: kept.begin(image.stored, place, file, until=until)
            )
            await self._calls.upload(file, url, image.png)
            if copy:
                await self._copies(lambda kept: kept.shown(copy))
            self._ids[_name(image)] = file
        except (PlatformError, LedgerBusy) as error:
            log.warning("a picture was not uploaded: %s", type(error).__name__)
        while len(self._ids) > MOST:
            self._ids.popitem(last=False)

    async def _give_up(self, files: Iterable[str]) -> None:
        gone = tuple(files)
        log.warning("Slack no longer shows %d pictures; they are uploaded anew", len(gone))
        self._forget(gone)
        try:
            for file in gone:
                await self._copies(partial(_over, file=file, place=self._place))
        except LedgerBusy:
            log.warning("that Slack shows them no longer could not be kept")

    def _forget(self, files: Iterable[str]) -> None:
        gone = set(files)
        for name in [name for name, file in self._ids.items() if file in gone]:
            del self._ids[name]


def _over(kept: PictureCopies, *, file: str, place: str) -> None:
    kept.over(file, place)


def _images(message: Message) -> Iterable[Image]:
    return (section.image for section in message.sections if section.image is not None)


def _name(image: Image) -> Name:
    return image.stored or hashlib.sha256(image.png).digest()
