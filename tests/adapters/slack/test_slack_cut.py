"""An answer of more blocks than Slack shows at once: its beginning, and where the rest is."""

import pytest

from adapters.slack import limits
from adapters.slack.blocks import TooMuch, as_much_as_fits, blocks_of
from bot.messages import Answer, Button, Message, Section
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import FOOTER, card
from tests.fakes.surroundings import english

MORE = "There is more than fits here. All of it is under /peer."
LONG = card(*(f"Line {place}" for place in range(120)))


async def test_what_is_whispered_is_cut_with_a_word_and_a_way_on(at: SlackHarness) -> None:
    at.core.answer(Answer(aside=LONG))
    user = at.person("ana")
    await user.type("hello")
    await at.slack.quiet()
    said = user.asides[-1].texts
    assert said == (*(f"Line {place}" for place in range(48)), MORE, FOOTER)


async def test_so_is_a_modal_and_the_home_tab(at: SlackHarness) -> None:
    at.core.answer(Answer(aside=LONG))
    user = at.person("ana")
    await user.command("/peer")
    await user.open_home()
    await at.slack.quiet()
    whole = (*(f"Line {place}" for place in range(98)), MORE, FOOTER)
    assert user.modal is not None
    assert user.modal.texts == whole
    assert user.home is not None
    assert user.home.texts == whole


def test_a_section_keeps_its_buttons_or_goes_whole() -> None:
    buttons = tuple(Button(place, f"Choice {place}") for place in range(60))
    message = Message((Section("First"), Section("Second", buttons=buttons)), "n", "t", FOOTER)
    assert as_much_as_fits(message, MORE, most=6) == message
    cut = as_much_as_fits(message, MORE, most=5)
    assert cut.sections == (Section("First"), Section(text=MORE))
    assert len(blocks_of(cut, {}, most=limits.BLOCKS_IN_MESSAGE)) == 3
    with pytest.raises(TooMuch):
        as_much_as_fits(message, MORE, most=2)


def test_what_is_said_of_it_is_in_the_texts() -> None:
    assert english("slack-cut") == MORE
