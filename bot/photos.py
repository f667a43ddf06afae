"""A photo that somebody sends becomes a small square PNG: with nothing in it but pixels."""

import struct
import warnings
import zlib
from dataclasses import replace
from enum import StrEnum
from io import BytesIO

from bot.events import Event, FormSubmitted, SentFile

SIDE = 256  #: pixels
GREATEST_PHOTO = 5_000_000  #: bytes
MOST_PIXELS = 40_000_000
MEDIA_TYPES = ("image/png", "image/jpeg", "image/webp")

_FORMATS = ("PNG", "JPEG", "WEBP")
#: What the decoders raise over a file that is broken or was made to break them; that a picture
#: cannot be told is an OSError.
_BROKEN = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)


class PhotoUnfit(StrEnum):
    """Why a file is not taken; the value is the id of the text that says so."""

    TOO_BIG = "photo-too-big"
    TOO_MANY_PIXELS = "photo-too-many-pixels"
    NO_PICTURE = "photo-no-picture"


def square_png(content: bytes) -> bytes | PhotoUnfit:
    """The middle of the picture, the right way up, at most SIDE wide and high. Written anew from
    its pixels: place, camera and whatever else the file carried stay behind. A moving picture
    gives its first frame."""
    from PIL import Image  # when used: photos are sent seldom, and it takes 2 MB

    if len(content) > GREATEST_PHOTO:
        return PhotoUnfit.TOO_BIG
    try:
        with warnings.catch_warnings():
            # The size is asked below, before a pixel is read.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _squared(content)
    except Image.DecompressionBombError:
        return PhotoUnfit.TOO_MANY_PIXELS
    except _BROKEN:
        return PhotoUnfit.NO_PICTURE


def with_small_photos(event: Event) -> Event:
    """The event with every picture in it made small. A picture of forty million pixels takes a
    second: so this is done before the event comes to the one thread that writes."""
    if not isinstance(event, FormSubmitted) or not event.files:
        return event
    return replace(event, files={name: _smaller(file) for name, file in event.files.items()})


def _smaller(file: SentFile) -> SentFile:
    small = square_png(file.content)
    return file if isinstance(small, PhotoUnfit) else replace(file, content=small)


def _squared(content: bytes) -> bytes | PhotoUnfit:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return PhotoUnfit.TOO_MANY_PIXELS
        # A JPEG is read at a fraction of its size right away, which is many times faster.
        opened.draft("RGB", (2 * SIDE, 2 * SIDE))
        side = min(SIDE, opened.width, opened.height)
        small = ImageOps.fit(opened, (side, side), Image.Resampling.LANCZOS)
        clean = Image.new("RGB", small.size, "white")
        as_rgba = ImageOps.exif_transpose(small).convert("RGBA")
        clean.paste(as_rgba, mask=as_rgba.getchannel("A"))
    out = BytesIO()
    clean.save(out, format="PNG", optimize=True)
    return out.getvalue()
