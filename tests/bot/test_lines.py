"""The organisation's own lines, then its country's, in the reader's language."""

from datetime import date

import pytest

from bot.cli.check_lines import lines_to_call
from bot.config.models import Config, Line, LineKind, LineWords, Organisation
from bot.lines import CountryLine, at_second_hand, lines_of
from bot.rendering.help import help_now_card, typed_card
from bot.rendering.wording import Wording
from prompts.resources import FOLDER, read
from tests.playing import config_of, setting_of, texts_of

COUNTRIES = sorted(file.stem.upper() for file in FOLDER.glob("*.yaml"))
OWN = (
    Line(name="Emergency", kind=LineKind.EMERGENCY, phone="911", es=LineWords(name="Emergencia")),
    Line(
        name="Helpline",
        kind=LineKind.CRISIS,
        text="text 55",
        hours="day and night",
        es=LineWords(text="SMS al 55", hours="día y noche"),
    ),
)


def wording_of(config: Config, language: str) -> Wording:
    return Wording(setting_of(config, lines=lines_of(config)), language)


def of_country(country: str) -> Config:
    here = Organisation(name="Harlow Ridge", zone="America/Chicago", country=country)
    return config_of(organisation=here, lines=OWN)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_fits_a_line_and_says_every_word_in_every_language(country: str) -> None:
    resources = {each.name: each for each in read(FOLDER / f"{country.lower()}.yaml").resources}
    for line in lines_of(of_country(country))[len(OWN) :]:
        english, found = line.in_language("en"), resources[line.name]
        assert (english.text, english.hours, english.note) == (
            found.text,
            found.hours,
            found.notes,
        )
        for language in ("es", "fr"):
            said = line.in_language(language)
            for there, word in (
                (english.text, said.text),
                (english.hours, said.hours),
                (english.note, said.note),
            ):
                assert bool(there) == bool(word)
                assert not there or there != word
            if line.kind is LineKind.EMERGENCY:
                assert said.name != english.name


def test_a_reader_has_the_lines_in_their_language() -> None:
    config = of_country("US")
    spanish = texts_of(help_now_card(wording_of(config, "es-MX")).message)
    assert "Emergencia: 911" in spanish
    assert "Helpline: SMS al 55 · día y noche" in spanish
    assert "envía un SMS al 988 · 988lifeline.org · Marca 1 para la línea de veteranos" in spanish
    assert "Línea de crisis: SMS al 55." in spanish  # at the foot of every message
    for english in ("Emergency", "day and night", "text ", "Press", "Offered by"):
        assert english not in spanish
    french = texts_of(help_now_card(wording_of(config, "fr")).message)
    assert "988 Suicide & Crisis Lifeline\u00a0: 988 · SMS au 988" in french
    assert "Press" not in french


def test_what_has_no_words_in_a_language_stands_as_it_is() -> None:
    assert "Emergency\u00a0: 911" in wording_of(of_country("US"), "fr").lines()
    assert "Helpline: text 55 · day and night" in wording_of(of_country("US"), "en").lines()


def test_what_nobody_could_check_comes_last_and_is_said_once_at_the_foot() -> None:
    shown = wording_of(of_country("US"), "en").lines().splitlines()
    assert [line.partition(":")[0] for line in shown[-3:-1]] == [
        "Crisis Text Line",
        "Safe Call Now",
    ]
    assert shown[-1].startswith("We could not check the last 2 of these ourselves.")
    assert "not verified" not in "".join(shown)
    card = texts_of(typed_card(wording_of(of_country("US"), "en")).message)
    assert card.count("We could not check") == 1


def test_nothing_is_said_where_every_line_is_known_at_first_hand() -> None:
    assert "could not check" not in wording_of(of_country("AU"), "en").lines()
    assert "could not check" not in wording_of(of_country("US"), "en").lines(LineKind.EVERYDAY)


def test_a_line_that_the_organisation_names_itself_is_its_own() -> None:
    own = (*OWN, Line(name="Safe Call", kind=LineKind.CRISIS, phone="206 459 3020"))
    config = of_country("US").model_copy(update={"lines": own})
    assert [line.name for line in at_second_hand(lines_of(config))] == ["Crisis Text Line"]
    assert not any(isinstance(line, CountryLine) for line in lines_of(config)[:3])


def test_whoever_runs_it_hears_which_lines_to_call() -> None:
    today = date(2026, 11, 24)
    called = Line(name="New", kind=LineKind.CRISIS, phone="1", checked_on=date(2026, 8, 26))
    stale = Line(name="Old", kind=LineKind.CRISIS, phone="2", checked_on=date(2026, 8, 25))
    config = of_country("US").model_copy(update={"lines": (*OWN, called, stale)})
    never, long_ago, unsure = lines_to_call(config, today)
    assert "last called: Emergency, Helpline. " in never
    assert "checked_on: 2026-11-24" in never
    assert "more than 90 days ago: Old. " in long_ago
    assert "Crisis Text Line, Safe Call Now" in unsure
    done = of_country("GB").model_copy(update={"lines": (called,)})
    assert list(lines_to_call(done, today)) == []
