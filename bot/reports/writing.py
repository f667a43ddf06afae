"""A release as text: in the form in which it is kept for good, and as CSV."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.model.quarters import Quarter
from bot.reports.figures import Amount, Cell, Figures, GroupFigures, Share, Told
from bot.reports.folding import Group

FORM = 1
"""Of the text; a later form is read by whoever reads this one too."""


class FormUnknown(ValueError):
    """A release that a later version of the program made."""


def written(figures: Figures) -> str:
    """The same figures are the same text, byte for byte."""
    body = {
        "year": figures.quarter.year,
        "quarter": figures.quarter.number,
        "floor": figures.floor,
        "groups": [_group(each) for each in figures.groups],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str, form: int) -> Figures:
    """What `written` wrote. Raises FormUnknown."""
    if form != FORM:
        raise FormUnknown(f"a release in form {form}; this version reads {FORM}")
    body = json.loads(text)
    groups = tuple(_group_of(each) for each in body["groups"])
    return Figures(Quarter(body["year"], body["quarter"]), body["floor"], groups)


def csv_of(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, every cell quoted. A cell that a spreadsheet would take for a formula begins
    with an apostrophe."""
    return "".join(",".join(_csv_cell(cell) for cell in row) + "\r\n" for row in rows)


def table_of(
    figures: Sequence[Figures], word: Callable[[str], str], label: Callable[[Group], str]
) -> Sequence[Sequence[str]]:
    """A row a quarter and group, under a heading, with nothing in it that is not published."""
    heading = (word("quarter"), word("group"), *map(word, Cell), word("response"), word("in-time"))
    rows = [
        (
            str(each.quarter),
            label(group.group),
            *(plain(group.cell(cell), each.floor, word) for cell in Cell),
            word(group.response) if group.response else "",
            word(group.in_time) if group.in_time else "",
        )
        for each in figures
        for group in each.groups
    ]
    return (heading, *rows)


def plain(told: Told, floor: int, word: Callable[[str], str]) -> str:
    """A cell in a word: `<5`, `10`, `more than half`."""
    match told.amount:
        case Amount.FEW:
            return f"<{floor}"
        case Amount.ABOUT:
            return str(told.about)
        case Amount.MOST:
            return word(Amount.MOST)


def _csv_cell(cell: str) -> str:
    safe = f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    return '"' + safe.replace('"', '""') + '"'


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _group(each: GroupFigures) -> dict[str, Any]:
    return {
        "units": list(each.group.units),
        **{cell.value: _told(each.cell(cell)) for cell in Cell},
        "response": each.response,
        "in_time": each.in_time,
    }


def _told(told: Told) -> str | int:
    return told.about if told.amount is Amount.ABOUT else told.amount.value


def _group_of(body: dict[str, Any]) -> GroupFigures:
    response, in_time = body["response"], body["in_time"]
    return GroupFigures(
        group=Group(tuple(body["units"])),
        response=None if response is None else Share(response),
        in_time=None if in_time is None else Share(in_time),
        **{cell.value: _told_of(body[cell.value]) for cell in Cell},
    )


def _told_of(kept: str | int) -> Told:
    return Told(Amount.ABOUT, kept) if isinstance(kept, int) else Told(Amount(kept))
