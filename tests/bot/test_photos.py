"""Photos as people send them, and files that only look like one."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.events import FormSubmitted, SentFile, TextTyped
from bot.model.ids import Account
from bot.photos import (
    GREATEST_PHOTO,
    MOST_PIXELS,
    SIDE,
    PhotoUnfit,
    square_png,
    with_small_photos,
)

CANARY = b"canary-41.8781N-87.6298W"
ANN = Account("local", "demo", "u1")


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format=kind, **options)
    return out.getvalue()


def opened(content: bytes | PhotoUnfit) -> Image.Image:
    assert isinstance(content, bytes), content
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 600), (600, 900), (40, 30), (1, 700)])
def test_a_photo_becomes_a_small_square_png(kind: str, size: tuple[int, int]) -> None:
    image = opened(square_png(encoded(Image.new("RGB", size, "navy"), kind)))
    side = min(SIDE, *size)
    assert image.format == "PNG"
    assert image.size == (side, side)


def test_the_middle_is_kept() -> None:
    image = Image.new("RGB", (900, 300), "red")
    image.paste("green", (300, 0, 600, 300))
    middle = opened(square_png(encoded(image, "PNG")))
    assert {middle.getpixel(at) for at in ((4, 4), (251, 251))} == {(0, 128, 0)}


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    image = Image.new("RGB", (400, 400), "navy")
    sent = encoded(image, "JPEG", exif=exif, comment=CANARY)
    assert CANARY in sent
    kept = square_png(sent)
    assert isinstance(kept, bytes)
    assert CANARY not in kept
    assert opened(kept).info == {}


def test_a_photo_is_turned_the_right_way_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter, clockwise
    image = Image.new("RGB", (400, 400), "red")
    image.paste("blue", (0, 200, 400, 400))  # the lower half comes to the left
    turned = opened(square_png(encoded(image, "JPEG", exif=exif, quality=95)))
    left, right = turned.getpixel((20, 128)), turned.getpixel((235, 128))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 200 > left[0]
    assert right[0] > 200 > right[2]


def test_what_is_see_through_becomes_white() -> None:
    image = opened(square_png(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")))
    assert image.mode == "RGB"
    assert image.getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(square_png(encoded(Image.new(mode, (300, 300)), kind))).size == (SIDE, SIDE)


def test_a_moving_picture_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("green", "red")]
    sent = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert opened(square_png(sent)).getpixel((9, 9)) == (0, 128, 0)


def test_a_file_too_big_is_refused() -> None:
    picture = encoded(Image.new("RGB", (10, 10)), "PNG")
    assert square_png(picture + bytes(GREATEST_PHOTO)) is PhotoUnfit.TOO_BIG


def test_too_many_pixels_are_refused_before_one_is_read() -> None:
    """A few bytes that unfold to gigabytes."""
    assert square_png(_bomb(60_000, 60_000)) is PhotoUnfit.TOO_MANY_PIXELS
    assert square_png(_bomb(MOST_PIXELS + 1, 1)) is PhotoUnfit.TOO_MANY_PIXELS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"GIF89a" + bytes(100),
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0" + bytes(50),
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert square_png(content) is PhotoUnfit.NO_PICTURE


@given(st.data())
def test_broken_pictures_are_refused_or_read(data: st.DataObject) -> None:
    """Whatever a few changed bytes come to, it is a picture or a refusal, never an error."""
    sent = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 8))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(sent)))
    found = square_png(bytes(sent[: cut or None]))
    assert isinstance(found, PhotoUnfit) or opened(found).size[0] <= SIDE


def test_pictures_of_a_form_are_made_small_and_other_files_stay() -> None:
    photo = SentFile("me.jpg", encoded(Image.new("RGB", (900, 900), "navy"), "JPEG"))
    list_ = SentFile("roster.csv", b"number,name\n1,Ann\n")
    event = FormSubmitted("e1", ANN, "t", {}, {"photo": photo, "list": list_})
    small = with_small_photos(event)
    assert isinstance(small, FormSubmitted)
    assert opened(small.files["photo"].content).size == (SIDE, SIDE)
    assert small.files["list"] is list_
    assert with_small_photos(small) == small
    typed = TextTyped("e2", ANN, "hello")
    assert with_small_photos(typed) is typed


def _bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        checked = name + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


_NOISE = Image.effect_noise((40, 40), 60).convert("RGB")
SAMPLES = [encoded(_NOISE, kind) for kind in ("PNG", "JPEG", "WEBP")]
