"""The pictures of the fictional supporters: initials on a coloured ground, as somebody might choose
who would rather not show their face. Drawn here, and taken in as any photo is."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

#: pixels; larger than is kept, as photos are
SIDE = 512
#: Grounds dark enough for white letters (contrast 6.8 and more).
GROUNDS = ("#2f4858", "#5b4a72", "#3d6049", "#7a4a3a", "#33607d", "#6b4f2f", "#7a3f55", "#3f5a5f")
LETTERS = "#ffffff"
_STEP = 0.86  #: of the height: where the lighter step begins that they stand on


def portrait(name: str, place: int) -> bytes:
    """A PNG for the person of this name; `place` chooses the ground."""
    ground = GROUNDS[place % len(GROUNDS)]
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.rectangle((0, int(SIDE * _STEP), SIDE, SIDE), fill=(255, 255, 255, 40))
    font = ImageFont.load_default(SIDE * 0.4)
    draw.text((SIDE / 2, SIDE * _STEP / 2), initials(name), LETTERS, font, anchor="mm")
    out = BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()


def initials(name: str) -> str:
    """Of the first and the last of the names."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[0], *words[1:][-1:]))
