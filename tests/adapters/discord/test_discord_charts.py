"""A chart stands alone in its section: shown as wide as the message, with its figures in words."""

from adapters.discord.components import drawn
from tests.bot.charts.published import PICTURE, PUBLISHED, report_message


def test_a_chart_is_a_gallery_of_its_own_with_all_its_figures_in_words() -> None:
    made = drawn(report_message(), "1")
    assert made.pictures == [PICTURE]
    (gallery,) = [c for c in made.view.to_components() if "items" in c]
    (item,) = gallery["items"]
    assert all(line in item["description"] for line in PUBLISHED)
