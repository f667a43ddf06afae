"""What was published of a quarter, in words and as a chart. Nothing goes in but a release."""

from bot.charts.chart import Bar, Block, Chart, Ink
from bot.model.quarters import Quarter
from bot.rendering.wording import Wording
from bot.reports.figures import Amount, Beside, Cell, Figures, GroupFigures, Told
from bot.reports.folding import LEAST_JOINED, Group
from bot.reports.yearly import YearFigures

#: Groups on one chart; of more the rest is told in words.
MOST_BLOCKS = 16
#: What the longest bar of a number stands for at least: of five it would look like many.
LEAST_SCALE = 20

_INKS = {
    Cell.YELLOW: Ink.YELLOW,
    Cell.ORANGE: Ink.ORANGE,
    Cell.RED: Ink.RED,
    Cell.ASKED: Ink.BLUE,
}


def quarter_words(wording: Wording, quarter: Quarter) -> str:
    return wording("report-quarter", number=quarter.number, year=str(quarter.year))


def group_words(wording: Wording, group: Group) -> str:
    """The names of its stations."""
    if not group.units:
        return wording("report-whole")
    return ", ".join(unit or wording("report-no-station") for unit in group.units)


def told_words(wording: Wording, told: Told, floor: int) -> str:
    match told.amount:
        case Amount.FEW:
            return wording("report-few", number=floor)
        case Amount.ABOUT:
            return wording("report-about", number=told.about)
        case Amount.MOST:
            return wording("report-most")


def cell_lines(wording: Wording, group: GroupFigures, floor: int) -> tuple[str, ...]:
    """A line a cell, and what stands beside them; what is blank has no line."""
    lines = [
        wording(
            "report-line",
            label=wording(f"report-cell-{cell.value}"),
            told=told_words(wording, group.cell(cell), floor),
        )
        for cell in Cell
    ]
    return (*lines, *_beside(wording, group, floor))


def chart_of(wording: Wording, figures: Figures) -> Chart:
    """The picture of a release."""
    abouts = (g.cell(cell).about for g in figures.groups for cell in Cell)
    most = max(LEAST_SCALE, *abouts)
    blocks = tuple(
        Block(
            heading=group_words(wording, group.group),
            bars=tuple(_bar(wording, cell, group.cell(cell), figures.floor, most) for cell in Cell),
            line="\n".join(_beside(wording, group, figures.floor)),
        )
        for group in figures.groups[:MOST_BLOCKS]
    )
    if figures.year is not None:
        heading, lines = year_words(wording, figures.quarter, figures.year)
        blocks = (*blocks, Block(heading, (), "\n".join(lines)))
    foot = wording("report-foot", number=figures.floor)
    return Chart(quarter_words(wording, figures.quarter), blocks, foot)


def alternative_text(wording: Wording, figures: Figures) -> str:
    """What the picture shows, for who does not see it: word for word the same figures."""
    lines = [quarter_words(wording, figures.quarter)]
    for group in figures.groups[:MOST_BLOCKS]:
        lines.append(group_words(wording, group.group))
        lines += cell_lines(wording, group, figures.floor)
    if figures.year is not None:
        heading, of_the_year = year_words(wording, figures.quarter, figures.year)
        lines += [heading, *of_the_year]
    return "\n".join(lines)


def year_words(
    wording: Wording, quarter: Quarter, year: YearFigures
) -> tuple[str, tuple[str, ...]]:
    """A heading, and a line for each of what is told of the year."""
    told = (("joined", year.joined), ("paused", year.paused))
    lines = tuple(
        wording("report-line", label=wording(f"report-year-{name}"), told=_ten(wording, count))
        for name, count in told
    )
    return wording("report-year", year=str(quarter.year)), lines


def _ten(wording: Wording, count: int) -> str:
    if not count:
        return wording("report-few", number=LEAST_JOINED)
    return wording("report-about", number=count)


def _bar(wording: Wording, cell: Cell, told: Told, floor: int, most: int) -> Bar:
    """More than half is longer than any number: how much, nobody is told."""
    lengths = {Amount.FEW: 0.0, Amount.ABOUT: 0.9 * told.about / most, Amount.MOST: 1.0}
    label = wording(f"report-cell-{cell.value}")
    return Bar(label, told_words(wording, told, floor), lengths[told.amount], _INKS[cell])


def _beside(wording: Wording, group: GroupFigures, floor: int) -> tuple[str, ...]:
    """What stands beside the cells; what is blank has no line."""
    lines: dict[str, str] = {}
    if group.response is not None:
        lines["report-response"] = wording(f"report-share-{group.response.value}")
    for which in Beside:
        told = group.beside(which)
        if told is not None:
            lines[f"report-beside-{which.value}"] = told_words(wording, told, floor)
    if group.pace is not None:
        lines["report-pace"] = wording(f"report-pace-{group.pace.value}")
    return tuple(
        wording("report-line", label=wording(label), told=told) for label, told in lines.items()
    )
