"""Pictures at Slack. Blocks show a file by its id, so each picture is uploaded, once: which file is
which picture is kept in the database, until Slack has let go of it (`bot.model.pictures`).

A file's id is kept before anything is sent there, so that none is ever left that nobody knows of.
It is shown once Slack has looked it through.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from adapters.slack.calls import Calls
from bot.adapter_registration import Surroundings
from bot.flows.picture_copies import MADE_WITHIN
from bot.messages import Image, Message
from bot.model.pictures import CopyState
from bot.ports import (
    LedgerBusy,
    NotSent,
    OutcomeUnknown,
    PictureCopies,
    PlatformError,
    Refused,
    SlowDown,
)

T = TypeVar("T")

log = logging.getLogger(__name__)

#: pictures whose ids are remembered: more than there are supporters anywhere
MOST = 10_000
#: seconds between looks whether Slack shows a new file by now; a slower one is given up
LOOKS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0)
#: Slack's words where a block shows what it does not hold: who owns a workspace may delete files
_UNFIT = ("invalid_blocks", "invalid_arguments")

#: What a picture is remembered by: its stored id, or what it shows where it is stored nowhere.
Name = int | bytes


@dataclass(frozen=True, slots=True)
class _Upload:
    """`copy` is what it is kept by; None where the picture is stored nowhere."""

    file: str
    copy: int | None


class PicturesAtSlack:
    """`place` is the workspace (`slack:T1`)."""

    def __init__(
        self,
        calls: Calls,
        place: str,
        surroundings: Surroundings,
        looks: Sequence[float] = LOOKS,
    ) -> None:
        self._calls = calls
        self._looks = looks
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
                new = {_name(image): image for image in _images(message)}
                sent = {n: await self._upload(i) for n, i in new.items() if n not in self._ids}
                for name, upload in sent.items():
                    if upload is not None:
                        await self._finish(name, upload)
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
        await self._calls.files.delete(file)

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

    async def _upload(self, image: Image) -> _Upload | None:
        if not self._loaded:  # it may be there
            return None
        try:
            file, url = await self._calls.files.place_for_file("picture.png", len(image.png))
            until, place = self._clock.now() + MADE_WITHIN, self._place
            copy = image.stored and await self._copies(
                lambda kept: kept.begin(image.stored, place, file, until=until)
            )
            await self._calls.files.upload(file, url, image.png)
        except (PlatformError, LedgerBusy) as error:
            log.warning("a picture was not uploaded: %s", type(error).__name__)
            return None
        return _Upload(file, copy or None)

    async def _finish(self, name: Name, upload: _Upload) -> None:
        """What is not finished goes, as all that was begun and not finished."""
        copy = upload.copy
        if not await self._looked_through(upload.file):
            log.warning("Slack took too long over a picture")
            return
        try:
            if copy is not None:
                await self._copies(lambda kept: kept.shown(copy))
        except LedgerBusy:
            log.warning("that a picture was uploaded could not be kept")
            return
        self._ids[name] = upload.file
        while len(self._ids) > MOST:
            self._ids.popitem(last=False)

    async def _looked_through(self, file: str) -> bool:
        for pause in self._looks:
            try:
                if await self._calls.files.is_looked_through(file):
                    return True
            except (NotSent, OutcomeUnknown, SlowDown):
                pass  # it is asked again
            except PlatformError:  # it cannot be asked: whether it is shown will be seen
                return True
            await asyncio.sleep(pause)
        return False

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
