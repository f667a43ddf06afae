"""What was published as a table, for the command line and for a spreadsheet."""

from collections.abc import Sequence
from functools import partial

from bot.rendering.report_words import group_words
from bot.rendering.wording import Wording
from bot.reports.figures import Amount, Beside, Cell, Figures, Pace, Share
from bot.reports.writing import table_of

_WORDS = {
    "quarter": "report-table-quarter",
    "group": "report-table-group",
    "response": "report-response",
    "pace": "report-pace",
    "joined": "report-year-joined",
    "paused": "report-year-paused",
    Amount.MOST.value: "report-most",
}


def table_in_words(wording: Wording, figures: Sequence[Figures]) -> Sequence[Sequence[str]]:
    """A heading, then a row a quarter and group, the latest first."""
    return table_of(figures, partial(_word, wording), partial(group_words, wording))


def _word(wording: Wording, word: str) -> str:
    if word in set(Cell):
        return wording(f"report-cell-{word}")
    if word in set(Share):
        return wording(f"report-share-{word}")
    if word in set(Beside):
        return wording(f"report-beside-{word}")
    if word in set(Pace):
        return wording(f"report-pace-{word}")
    return wording(_WORDS[word])
