"""A chart stands alone in its section: shown whole, or told in words where Slack has no file."""

from dataclasses import replace

from adapters.slack.blocks import blocks_of
from tests.bot.charts.published import PUBLISHED, report_message


def test_a_chart_is_a_block_of_its_own_with_all_its_figures_in_words() -> None:
    message = report_message()
    (image,) = [section.image for section in message.sections if section.image is not None]
    (block,) = [b for b in blocks_of(message, {image: "F1"}) if b["type"] == "image"]
    assert block["slack_file"] == {"id": "F1"}
    assert all(line in block["alt_text"] for line in PUBLISHED)


def test_where_it_is_not_at_slack_its_words_stand_there() -> None:
    said = str(blocks_of(replace(report_message(), token="a" * 32), {}))
    assert all(line in said for line in PUBLISHED)
