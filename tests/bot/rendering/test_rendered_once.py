"""What is the same for everybody is rendered once, for one setting and one language."""

from dataclasses import replace

from bot.config.models import Organisation
from bot.rendering.answers import answered_card
from bot.rendering.routine import check_in_card
from bot.rendering.wording import Wording
from tests.playing import config_of, setting_of


def test_a_setting_with_another_name_says_that_name() -> None:
    setting = setting_of()
    assert "Tailboard" in Wording(setting, "en").notification
    named = Organisation(name="Harlow Ridge", bot_name="Back Step", zone="America/Chicago")
    other = replace(setting, config=config_of(organisation=named))
    assert "Back Step" in Wording(other, "en").notification
    assert "Back Step" not in Wording(setting, "en").notification


def test_every_language_is_its_own() -> None:
    setting = setting_of()
    assert Wording(setting, "es").help_line != Wording(setting, "en").help_line
    assert Wording(setting, "en").help_line != Wording(setting, "en").short_help_line


def test_a_check_in_shows_its_text_and_means_its_number() -> None:
    wording = Wording(setting_of(), "en")
    first, second = wording.setting.texts.rotation("en", "check-in")[:2]
    shown = check_in_card(wording, first, 3)
    again = check_in_card(wording, first, 4)
    assert shown.message == again.message
    assert shown.message != check_in_card(wording, second, 3).message
    numbers = [card.actions[0].args["n"] for card in (shown, again)]
    assert numbers == [3, 4]
    changes = [answered_card(wording, number).actions[0].args["n"] for number in (5, 6)]
    assert changes == [5, 6]
