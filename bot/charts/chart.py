"""What is on a chart, as data: words, and bars of what was published. Nothing else can be on it."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Ink(StrEnum):
    """In which colour a bar is drawn; each has its words beside it, so that none is needed to tell
    it. From the palette of Okabe and Ito, which everybody can tell apart."""

    YELLOW = "#e69f00"
    ORANGE = "#d55e00"
    RED = "#7a1f5c"
    BLUE = "#0072b2"


@dataclass(frozen=True, slots=True)
class Bar:
    """`label` on its left, `words` at its end. `length` is a part of the longest, 0 to 1; 0 is an
    open bar, for what is only known to be few."""

    label: str
    words: str
    length: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Block:
    """The bars of one group, and a line under them."""

    heading: str
    bars: tuple[Bar, ...]
    line: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    blocks: tuple[Block, ...]
    foot: str = ""


def to_json(chart: Chart) -> bytes:
    """As it goes to the process."""
    return json.dumps(asdict(chart), ensure_ascii=False).encode()


def from_json(content: bytes) -> Chart:
    """As it comes there."""
    body = json.loads(content)
    return Chart(body["title"], tuple(_block(each) for each in body["blocks"]), body["foot"])


def _block(body: dict[str, Any]) -> Block:
    bars = tuple(
        Bar(each["label"], each["words"], float(each["length"]), Ink(each["ink"]))
        for each in body["bars"]
    )
    return Block(body["heading"], bars, body["line"])
