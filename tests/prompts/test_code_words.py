"""The words of the codes: enough, different, plain, and of the reader's language."""

from pathlib import Path

import pytest

from prompts.code_words import LEAST, CodeWordsBroken, code_words, read_words
from prompts.library import FOLDER

LANGUAGES = [place.parent.name for place in sorted(FOLDER.glob("*/code-words.yaml"))]

#: Nothing that a call-out is made of.
NEVER = {"fire", "flame", "ember", "smoke", "crash", "siren", "knife", "blood", "storm", "flood"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_enough_words_that_can_be_told_apart(language: str) -> None:
    words = code_words(language)
    assert len(words) >= LEAST
    assert len({word.casefold() for word in words}) == len(words)
    assert all(3 <= len(word) <= 12 and word == word.lower() for word in words)


def test_english_words_are_friendly() -> None:
    assert not NEVER & set(code_words("en"))


def test_a_region_has_its_languages_words_and_an_unknown_one_english_ones() -> None:
    assert code_words("en-GB") == code_words("en")
    assert code_words("xx") == code_words("../en") == code_words("en")


@pytest.mark.parametrize(
    "text", ["", "- no", "- one two\n", "a: b", "- word\n" * 80, "- amber\n- birch\n"]
)
def test_a_broken_list_is_refused(tmp_path: Path, text: str) -> None:
    place = tmp_path / "code-words.yaml"
    place.write_text(text)
    with pytest.raises(CodeWordsBroken):
        read_words(place)
