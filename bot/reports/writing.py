"""A release as text: in the form in which it is kept for good, and as CSV."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.model.quarters import Quarter
from bot.reports.figures import Amount, Beside, Cell, Figures, GroupFigures, Pace, Share, Told
from bot.reports.folding import LEAST_JOINED, Group
from bot.reports.yearly import YearFigures

FORM = 2
"""Of the text. Form 1 had another figure beside the cells, which told few from none: of such a
release the cells are read."""


class FormUnknown(ValueError):
    """A release that a later version of the program made."""


def written(figures: Figures) -> str:
    """The same figures are the same text, byte for byte."""
    body: dict[str, Any] = {
        "year": figures.quarter.year,
        "quarter": figures.quarter.number,
        "floor": figures.floor,
        "groups": [_group(each) for each in figures.groups],
    }
    if figures.year is not None:
        body["of_the_year"] = {"joined": figures.year.joined, "paused": figures.year.paused}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str, form: int) -> Figures:
    """What `written` wrote. Raises FormUnknown."""
    if form > FORM:
        raise FormUnknown(f"a release in form {form}; this version reads up to {FORM}")
    body = json.loads(text)
    groups = tuple(_group_of(each) for each in body["groups"])
    told = body.get("of_the_year")
    year = None if told is None else YearFigures(told["joined"], told["paused"])
    return Figures(Quarter(body["year"], body["quarter"]), body["floor"], groups, year)


def csv_of(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV, every cell quoted. A cell that a spreadsheet would take for a formula begins
    with an apostrophe."""
    return "".join(",".join(_csv_cell(cell) for cell in row) + "\r\n" for row in rows)


def table_of(
    figures: Sequence[Figures], word: Callable[[str], str], label: Callable[[Group], str]
) -> Sequence[Sequence[str]]:
    """A row a quarter and group, and one a year, under a heading, with nothing in it that is not
    published."""
    heading = (
        *(word("quarter"), word("group")),
        *map(word, Cell),
        word("response"),
        *map(word, Beside),
        word("pace"),
        *map(word, _OF_THE_YEAR),
    )
    rows = [row for each in figures for row in _rows(each, word, label)]
    return (heading, *rows)


def _rows(
    figures: Figures, word: Callable[[str], str], label: Callable[[Group], str]
) -> Iterator[Sequence[str]]:
    for group in figures.groups:
        yield (
            str(figures.quarter),
            label(group.group),
            *(plain(group.cell(cell), figures.floor, word) for cell in Cell),
            word(group.response) if group.response else "",
            *(_or_blank(group.beside(which), figures.floor, word) for which in Beside),
            word(group.pace) if group.pace else "",
            *("" for _ in _OF_THE_YEAR),
        )
    if figures.year is not None:
        told = (str(getattr(figures.year, name) or f"<{LEAST_JOINED}") for name in _OF_THE_YEAR)
        blank = ("",) * (len(Cell) + len(Beside) + 2)
        yield (str(figures.quarter.year), label(Group()), *blank, *told)


def plain(told: Told, floor: int, word: Callable[[str], str]) -> str:
    """A cell in a word: `<5`, `10`, `more than half`."""
    match told.amount:
        case Amount.FEW:
            return f"<{floor}"
        case Amount.ABOUT:
            return str(told.about)
        case Amount.MOST:
            return word(Amount.MOST)


def _or_blank(told: Told | None, floor: int, word: Callable[[str], str]) -> str:
    return "" if told is None else plain(told, floor, word)


def _csv_cell(cell: str) -> str:
    safe = f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
    return '"' + safe.replace('"', '""') + '"'


_OF_THE_YEAR = ("joined", "paused")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _group(each: GroupFigures) -> dict[str, Any]:
    return {
        "units": list(each.group.units),
        **{cell.value: _told(each.cell(cell)) for cell in Cell},
        "response": each.response,
        **{which.value: _told_or_none(each.beside(which)) for which in Beside},
        "pace": each.pace,
    }


def _told(told: Told) -> str | int:
    return told.about if told.amount is Amount.ABOUT else told.amount.value


def _told_or_none(told: Told | None) -> str | int | None:
    return None if told is None else _told(told)


def _group_of(body: dict[str, Any]) -> GroupFigures:
    response, pace = body["response"], body.get("pace")
    return GroupFigures(
        group=Group(tuple(body["units"])),
        response=None if response is None else Share(response),
        **{cell.value: _told_of(body[cell.value]) for cell in Cell},
        passed=_told_or_blank(body.get(Beside.PASSED)),
        waited=_told_or_blank(body.get(Beside.WAITED)),
        unfilled=_told_or_blank(body.get(Beside.UNFILLED)),
        pace=None if pace is None else Pace(pace),
    )


def _told_of(kept: str | int) -> Told:
    return Told(Amount.ABOUT, kept) if isinstance(kept, int) else Told(Amount(kept))


def _told_or_blank(kept: str | int | None) -> Told | None:
    return None if kept is None else _told_of(kept)
