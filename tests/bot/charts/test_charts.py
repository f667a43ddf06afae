"""A chart is drawn in a process of its own, says what was published, and nothing else."""

import re
from io import BytesIO

import pytest
from PIL import Image

from bot.charts.chart import Chart, from_json, to_json
from bot.charts.drawing import GROUND, TEXT, example
from bot.charts.process import NotDrawn, png_of
from bot.model.quarters import Quarter
from bot.rendering.report_words import alternative_text, cell_lines, chart_of, told_words
from bot.rendering.wording import Wording
from bot.reports.figures import Cell, Figures, Tally, figures_of
from bot.reports.folding import Group, Plan
from tests.playing import LIBRARY, setting_of

PLAN = Plan(2026, 5, (Group(("Station 1",)), Group(("Station 2", ""))))
FIGURES = figures_of(
    Quarter(2026, 2), PLAN, (22, 41), (Tally(18, 12, 3, 0, 6, 1), Tally(9, 0, 6, 3, 3, 3))
)


def wording(language: str = "en") -> Wording:
    return Wording(setting_of(), language)


def test_it_is_a_picture_of_a_fixed_width_that_grows_with_its_groups() -> None:
    """The one test that starts the process."""
    png = png_of(chart_of(wording(), FIGURES))
    with Image.open(BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 760
        assert 500 < picture.height < 1200
        assert picture.convert("RGB").getpixel((10, 10)) == tuple(bytes.fromhex(GROUND[1:]))
    assert len(png) < 60_000


def test_where_the_process_cannot_be_had_that_is_said_and_nothing_else() -> None:
    with pytest.raises(NotDrawn, match="TimeoutExpired"):
        png_of(example(), seconds=0.001)


def test_a_chart_goes_to_the_process_and_arrives_equal() -> None:
    chart = chart_of(wording(), FIGURES)
    assert from_json(to_json(chart)) == chart
    assert from_json(to_json(Chart("Título é", ()))) == Chart("Título é", ())


@pytest.mark.parametrize("language", LIBRARY.languages())
def test_words_and_bars_say_what_was_published(language: str) -> None:
    said = wording(language)
    chart = chart_of(said, FIGURES)
    for block, group in zip(chart.blocks, FIGURES.groups, strict=True):
        words = [told_words(said, group.cell(cell), FIGURES.floor) for cell in Cell]
        assert [bar.words for bar in block.bars] == words
        for line in cell_lines(said, group, FIGURES.floor):
            assert line in alternative_text(said, FIGURES)


def test_a_cell_of_few_is_drawn_alike_whatever_it_was() -> None:
    """The open bar has one length."""

    def drawn(red: int, asked: int) -> Chart:
        tally = Tally(answered=18, yellow=12, red=red, asked=asked, waited=min(asked, 1))
        figures = figures_of(Quarter(2026, 2), Plan(2026, 5, (Group(),)), (22,), (tally,))
        return chart_of(wording(), figures)

    assert len({to_json(drawn(red, asked)) for red in range(5) for asked in range(5)}) == 1
    assert to_json(drawn(5, 0)) != to_json(drawn(4, 0))


def test_no_number_is_on_it_that_was_not_published() -> None:
    text = alternative_text(wording(), FIGURES)
    assert set(re.findall(r"\d+", text)) <= {"2", "2026", "1", "5"}


def test_the_words_can_be_read_on_their_ground() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 at least."""

    def light(ink: str) -> float:
        parts = (value / 255 for value in bytes.fromhex(ink[1:]))
        red, green, blue = (
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert (light(GROUND) + 0.05) / (light(TEXT) + 0.05) > 4.5


def figures_with(*units: str) -> Figures:
    plan = Plan(2026, 5, tuple(Group((unit,)) for unit in units))
    return figures_of(Quarter(2026, 2), plan, (20,) * len(units), tuple(Tally() for _ in units))


def test_of_very_many_groups_the_picture_shows_the_first() -> None:
    chart = chart_of(wording(), figures_with(*(f"Unit {n}" for n in range(40))))
    assert len(chart.blocks) == 16
