"""What holds for every text of every language: the tone, the length, the words never used."""

import re
from collections.abc import Iterator, Mapping

import pytest

from prompts.entries import Entry
from prompts.library import Library
from tests.prompts.conftest import NUMBERS
from tests.prompts.spellings import spellings

Entries = Mapping[str, Mapping[str, Entry]]

MOST = 300  #: characters, the buttons apart; a comment "long: why" above a text excuses it
MOST_LABEL = 75  #: Slack's buttons
MOST_TITLE = 24  #: Slack's titles and submit buttons of forms
NAME = "Alexandra Whitfield"  #: what a variable is counted as

#: Claims, jargon and promises, as patterns by language.
NEVER = {
    "en": (
        r"injur\w+|ill|illness\w*|caseloads?|escalat\w+|expire[sd]?|diagnos\w+|patients?"
        r"|symptoms?|disorders?|anonym\w+|absolutely confidential|guarantee\w*|self-care"
        r"|be kind to yourself|take care of yourself|you should|you must|remember to"
    ),
    "es": (
        r"herid[oa]s?|lesionad[oa]s?|enferm[oa]s?|escalad[oa]s?|caducad[oa]s?|diagn[oó]stic\w+"
        r"|pacientes?|s[ií]ntomas?|trastornos?|an[oó]nim\w+|garantiz\w+|deber[ií]as"
    ),
    "fr": (
        r"bless[ée]e?s?|malades?|escalad\w+|expirée?s?|diagnosti\w+|patiente?s?|symptômes?"
        r"|troubles?|anonym\w+|garanti\w*|tu devrais|vous devriez"
    ),
}

#: A peer is no therapist: the word is for saying so.
THERAPY = re.compile(r"\bt(h)?[eé]rap\w+", re.IGNORECASE)
DENIED = re.compile(r"\b(no|not|never|nor|ni|pas|jamais)\b[^.]*\bt(h)?[eé]rap", re.IGNORECASE)


def every(entries: Entries) -> Iterator[tuple[str, str, Entry, str]]:
    """Language, id, entry, and each way it can come out."""
    for language, texts in entries.items():
        for id_, entry in texts.items():
            for said in spellings(entry, texts):
                yield language, id_, entry, said


def counted(said: str) -> str:
    return re.sub(r"\{\w+\}", NAME, said)


def test_every_language_has_the_same_texts_with_the_same_variables(entries: Entries) -> None:
    english = {id_: entry.variables for id_, entry in entries["en"].items()}
    for language, texts in entries.items():
        assert {id_: entry.variables for id_, entry in texts.items()} == english, language


def test_every_text_can_be_said(entries: Entries, library: Library) -> None:
    for language, texts in entries.items():
        for id_, entry in texts.items():
            for number in (0, 1, 2, 3, 14, 28, 90):
                given = {name: number if name in NUMBERS else NAME for name in entry.variables}
                said = library.say(language, id_, **given)
                assert said.strip(), (language, id_)
                assert "{" not in said, (language, id_)


def test_texts_are_short(entries: Entries) -> None:
    over = [
        (language, id_, len(counted(said)))
        for language, id_, entry, said in every(entries)
        if len(counted(said)) > MOST and not entry.comment.startswith("long:")
    ]
    assert over == []


def test_labels_and_titles_fit_the_tightest_platform(entries: Entries) -> None:
    for language, id_, _, said in every(entries):
        if id_.startswith(("button-", "zone-", "topic-")):
            assert len(counted(said)) <= MOST_LABEL, (language, id_)
        if id_.endswith(("-form-title", "-submit")):
            assert len(counted(said)) <= MOST_TITLE, (language, id_)


def test_nothing_is_exclaimed(entries: Entries) -> None:
    loud = [(language, id_) for language, id_, _, said in every(entries) if re.search("[!¡]", said)]
    assert loud == []


def test_the_words_never_used(entries: Entries) -> None:
    found = [
        (language, id_, match.group())
        for language, id_, _, said in every(entries)
        for match in re.finditer(rf"\b(?:{NEVER[language]})\b", said, re.IGNORECASE)
    ]
    assert found == []


def test_therapy_is_never_promised(entries: Entries) -> None:
    for language, id_, _, said in every(entries):
        if THERAPY.search(said):
            assert DENIED.search(said), (language, id_)


def test_text_is_plain(entries: Entries) -> None:
    marked = [
        (language, id_)
        for language, id_, _, said in every(entries)
        if re.search(r"[<>*`_\\]|https?:", said)
    ]
    assert marked == []


def test_the_help_lines_name_both_lines_and_that_nobody_watches(entries: Entries) -> None:
    english = entries["en"]
    for id_ in ("help-line", "help-line-short"):
        assert english[id_].variables == {"emergency", "crisis"}
        assert all("not monitored" in said for said in spellings(english[id_], english))


def test_the_notification_tells_nothing_but_who_writes(entries: Entries) -> None:
    assert entries["en"]["notification"].variables == {"bot"}


@pytest.mark.parametrize("group", ["check-in", "note", "hello"])
def test_each_group_has_at_least_twelve_texts_with_the_same_variables(
    entries: Entries, library: Library, group: str
) -> None:
    ids = library.rotation("en", group)
    assert len(ids) >= 12
    assert len({entries["en"][id_].variables for id_ in ids}) == 1


def test_every_numbered_text_takes_its_turn(entries: Entries, library: Library) -> None:
    for group in ("check-in", "note", "hello"):
        numbered = {id_ for id_ in entries["en"] if re.fullmatch(rf"{group}-\d+", id_)}
        assert numbered == set(library.rotation("en", group))


def test_a_check_in_asks_one_question(entries: Entries, library: Library) -> None:
    for language, texts in entries.items():
        for id_ in library.rotation(language, "check-in"):
            for said in spellings(texts[id_], texts):
                assert said.count("?") == 1, (language, id_)


def test_notes_and_hellos_ask_nothing(entries: Entries, library: Library) -> None:
    for language, texts in entries.items():
        for group in ("note", "hello"):
            for id_ in library.rotation(language, group):
                for said in spellings(texts[id_], texts):
                    assert "?" not in said, (language, id_)


def test_texts_that_take_turns_differ(library: Library, entries: Entries) -> None:
    for language, texts in entries.items():
        for group in ("check-in", "note", "hello"):
            said = [spellings(texts[id_], texts) for id_ in library.rotation(language, group)]
            assert len(set(said)) == len(said), (language, group)
