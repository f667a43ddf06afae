"""The process that draws: a chart on its standard input, a PNG on its standard output.

Its own ground and ink, so that it reads alike in dark and in light. Drawn for a width of 380
points, a telephone's, and twice as fine.
"""

import sys
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.charts.chart import Bar, Block, Chart, Ink, from_json

#: Source Sans Pro by Paul D. Hunt, under the SIL Open Font License (fonts/OFL.txt): Pillow's own
#: letters have no accents.
FONT = Path(__file__).with_name("fonts") / "SourceSansPro-Regular.ttf"
WIDTH, MARGIN = 760, 36
GROUND, EDGE, TEXT, FAINT = "#fbfaf7", "#d8d4ca", "#1f2933", "#55606b"
TITLE, HEADING, BODY, NOTES, SMALL = 40, 32, 28, 26, 24
LINE = 1.3  #: of a letter's height
LABELS = 284  #: where the bars begin, from the left margin
ROW, THICK, RADIUS = 54, 30, 8
LONGEST = 200
FEW = 34  #: the length of an open bar
GAP = 14  #: between a bar and its words

Pen = ImageDraw.ImageDraw


def png_of(chart: Chart) -> bytes:
    """Measured first, then drawn on a ground of that height."""
    height = _draw(chart, ImageDraw.Draw(Image.new("RGB", (1, 1))))
    picture = Image.new("RGB", (WIDTH, height), GROUND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH - 1, height - 1), outline=EDGE, width=2)
    _draw(chart, pen)
    out = BytesIO()
    picture.quantize(64).save(out, format="PNG", optimize=True)
    return out.getvalue()


def _draw(chart: Chart, pen: Pen) -> int:
    """How far down it goes."""
    y = _text(pen, MARGIN, MARGIN - 6, chart.title, TITLE, TEXT) + 10
    for block in chart.blocks:
        y = _block(pen, y + 16, block)
    if chart.foot:
        y = _text(pen, MARGIN, y + 18, chart.foot, SMALL, FAINT)
    return y + MARGIN - 12


def _block(pen: Pen, y: int, block: Block) -> int:
    if block.heading:
        y = _text(pen, MARGIN, y, block.heading, HEADING, TEXT) + 6
    for bar in block.bars:
        y = _bar(pen, y, bar)
    if block.line:
        y = _text(pen, MARGIN, y + 6, block.line, NOTES, TEXT)
    return y


def _bar(pen: Pen, y: int, bar: Bar) -> int:
    lines = list(_wrapped(bar.label, BODY, LABELS - 24))
    height = max(ROW, round(len(lines) * BODY * LINE) + 12)
    middle = y + height / 2
    top = middle - len(lines) * BODY * LINE / 2
    for place, line in enumerate(lines):
        pen.text((MARGIN, top + place * BODY * LINE), line, TEXT, _font(BODY))
    left, up, down = MARGIN + LABELS, middle - THICK / 2, middle + THICK / 2
    if bar.length > 0:
        right = left + max(FEW, round(LONGEST * min(bar.length, 1)))
        pen.rounded_rectangle((left, up, right, down), RADIUS, fill=bar.ink.value)
    else:
        right = left + FEW
        pen.rounded_rectangle((left, up, right, down), RADIUS, outline=bar.ink.value, width=3)
    pen.text((right + GAP, middle), bar.words, TEXT, _font(BODY), anchor="lm")
    return y + height


def _text(pen: Pen, x: int, y: int, words: str, size: int, ink: str) -> int:
    for line in _wrapped(words, size, WIDTH - 2 * MARGIN):
        pen.text((x, y), line, ink, _font(size))
        y += round(size * LINE)
    return y


def _wrapped(words: str, size: int, width: int) -> Iterator[str]:
    """Lines of at most that width; a word that is longer stands alone."""
    font = _font(size)
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and font.getlength(longer) > width:
                yield line
                line = word
            else:
                line = longer
        yield line


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def example() -> Chart:
    """To look at while drawing is changed: `python -m bot.charts.drawing example > chart.png`."""
    bars = (
        Bar("A bit worn", "more than half", 1, Ink.YELLOW),
        Bar("Struggling", "about 15", 0.6, Ink.ORANGE),
        Bar("In a bad place", "fewer than 5", 0, Ink.RED),
        Bar("Asked for a supporter", "about 5", 0.2, Ink.BLUE),
    )
    return Chart(
        "Quarter 3 of 2026",
        (Block("Station 1, Station 4", bars, "Answered at least once: over three quarters"),),
        "People are counted, not answers.",
    )


def main() -> None:
    chart = example() if sys.argv[1:] == ["example"] else from_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(png_of(chart))


if __name__ == "__main__":
    main()
