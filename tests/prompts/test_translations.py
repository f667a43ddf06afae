"""What holds for a language because it is that language, and for all of them beside English."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from prompts.code_words import code_words
from prompts.entries import Entry
from prompts.library import Library
from tests.prompts.spellings import spellings

Texts = Mapping[str, Entry]
Entries = Mapping[str, Texts]

OTHERS = ("es", "fr")
ZONES = ("zone-green", "zone-yellow", "zone-orange", "zone-red")

#: What a person may see side by side and has to tell apart.
PRESSED = ("button-", "zone-", "topic-", "menu-", "request-choose-", "request-urgency-")

#: The help lines say that nobody watches, whatever the language.
UNWATCHED = {"en": "not monitored", "es": "Nadie vigila", "fr": "Personne ne surveille"}

#: Endings that settle whether a man or a woman is spoken to.
GENDERED = {
    "es": (
        r"(?:est[áa]s|eres|te sientes|andas|quedaste) (?:\w+ )?\w+(?:ad|id)[oa]\b"
        r"|bienvenid[oa]|cansad[oa]|tú mism[oa]\b|\bsol[oa] no est[áa]s|juntos"
    ),
    "fr": (
        r"\btu (?:étais|seras|es|t’es) (?:déjà |bien )?\w+(?:é|ée|i|ie|u|ue)\b"
        r"|bienvenue?\b|fatigué|\bt’a (?:choisi|invité|évalué)\b|\btoi seule?\b|désolée?\b"
        r"|\btous les deux"
    ),
}


def every(texts: Texts) -> Iterator[tuple[str, str]]:
    for id_, entry in texts.items():
        for said in spellings(entry, texts):
            yield id_, said


@pytest.mark.parametrize("language", OTHERS)
def test_what_differs_in_english_differs_there_on_what_is_pressed(
    entries: Entries, language: str
) -> None:
    english, texts = entries["en"], entries[language]
    alike = defaultdict(list)
    for id_ in texts:
        if id_.startswith(PRESSED):
            alike[spellings(texts[id_], texts)].append(id_)
    merged = [
        ids for ids in alike.values() if len({spellings(english[id_], english) for id_ in ids}) > 1
    ]
    assert merged == []


def test_the_zones_are_told_apart_at_a_glance(entries: Entries, library: Library) -> None:
    for language in entries:
        said = [library.say(language, zone) for zone in ZONES]
        assert len({words.split()[0] for words in said}) == len(ZONES), language
        assert len({words[-5:] for words in said}) == len(ZONES), language


def test_the_help_lines_say_that_nobody_watches(entries: Entries) -> None:
    for language, texts in entries.items():
        for id_ in ("help-line", "help-line-short"):
            assert texts[id_].variables == {"emergency", "crisis"}
            assert all(UNWATCHED[language] in said for said in spellings(texts[id_], texts))


@pytest.mark.parametrize("language", OTHERS)
def test_nobody_is_spoken_to_as_a_man_or_a_woman(entries: Entries, language: str) -> None:
    found = [
        (id_, match.group())
        for id_, said in every(entries[language])
        for match in re.finditer(GENDERED[language], said, re.IGNORECASE)
    ]
    assert found == []


def test_spanish_questions_open_and_close(entries: Entries) -> None:
    odd = [id_ for id_, said in every(entries["es"]) if said.count("¿") != said.count("?")]
    assert odd == []


def test_spanish_speaks_to_one_person_as_tu(entries: Entries) -> None:
    formal = [id_ for id_, said in every(entries["es"]) if re.search(r"\b[Uu]sted(es)?\b", said)]
    assert formal == []


def test_french_keeps_its_marks_on_the_line(entries: Entries) -> None:
    """A no-break space (U+00A0) before : ; ? and inside quotation marks, none that is narrow."""
    odd = [
        id_
        for id_, said in every(entries["fr"])
        if re.search(r"[^\xa0][;?»]|[^\xa0]:(?!\w)|«[^\xa0]|\u202f", said)
    ]
    assert odd == []


def test_french_speaks_to_one_person_as_tu(entries: Entries) -> None:
    """The bot is several and may be asked as "vous"; a member is one."""
    formal = [
        id_
        for id_, said in every(entries["fr"])
        if re.search(r"\bvotre\b|\bvos\b|voulez|pouvez", said, re.IGNORECASE)
    ]
    assert formal == []


def test_apostrophes_and_quotation_marks_are_the_typeset_ones(entries: Entries) -> None:
    plain = [
        (language, id_)
        for language in OTHERS
        for id_, said in every(entries[language])
        if re.search(r"['\"]", said) and id_ != "menu-words-for-help"
    ]
    assert plain == []


@pytest.mark.parametrize("language", OTHERS)
def test_help_is_reached_by_the_words_of_the_language_and_in_english(
    entries: Entries, library: Library, language: str
) -> None:
    """Whoever is on a bad night may type what they read in an English department."""
    words = set(library.say(language, "menu-words-for-help").split(", "))
    assert {"now", "help", "help now", "sos"} <= words
    assert {"es": "ayuda", "fr": "au secours"}[language] in words


def test_every_language_has_code_words_of_its_own(library: Library) -> None:
    english = set(code_words("en"))
    for language in library.languages():
        words = code_words(language)
        assert all(word.isalpha() for word in words)
        assert language == "en" or len(english & set(words)) < len(words) / 10, language
    assert code_words("es-MX") == code_words("es")
    assert code_words("fr_CA") == code_words("fr")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_person_is_no_one_person(entries: Entries, library: Library, count: int) -> None:
    """French counts none as one: "une" may stand for 1 alone."""
    for language, one in (("es", r"\b[Uu]na?\b"), ("fr", r"\b[Uu]ne?\b")):
        for id_ in ("station-size", "roster-added", "roster-new-stations"):
            said = library.say(language, id_, count=count)
            assert bool(re.search(one, said)) == (count == 1), (language, id_)
