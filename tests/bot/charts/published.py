"""A release as coordinators see it, for the tests of what shows it."""

from bot.messages import Message
from bot.model.quarters import Quarter
from bot.ports import Release
from bot.rendering.report_card import ReportShown, report_card
from bot.rendering.wording import Wording
from bot.reports.figures import Tally, figures_of
from bot.reports.folding import Group, Plan
from tests.playing import setting_of

QUARTER = Quarter(2026, 2)
FIGURES = figures_of(QUARTER, Plan(2026, 5, (Group(),)), (40,), (Tally(25, 22, 6, 1, 12, 2),))
PICTURE = b"\x89PNG\r\n\x1a\n"
#: Every figure, in words.
PUBLISHED = (
    "A bit worn: more than half",
    "Struggling: about 5",
    "In a bad place: fewer than 5",
    "Asked for a supporter: about 10",
    "Answered at least once: half to three quarters",
)


def report_message() -> Message:
    shown = ReportShown(Release(FIGURES, PICTURE), (QUARTER,), QUARTER.next)
    return report_card(Wording(setting_of(), "en"), shown).message
