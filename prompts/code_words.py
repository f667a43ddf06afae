"""The words of which two make the code that both are shown when they meet: data, not text."""

from functools import lru_cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent
_FIRST_LANGUAGE = "en"
_FILE = "code-words.yaml"

#: Fewer would let somebody guess a code.
LEAST = 64


class CodeWordsBroken(ValueError):
    """A list of code words cannot be used; the message says which and why."""


@lru_cache
def code_words(language: str) -> tuple[str, ...]:
    """The words of a language; those of its first part, else the English ones, where it has none.

    Raises CodeWordsBroken where the list is short, has a word twice, or something that is none.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    for name in (primary, _FIRST_LANGUAGE):
        place = _FOLDER / name / _FILE
        if name.isalpha() and place.is_file():
            return read_words(place)
    raise CodeWordsBroken(f"there is no {_FILE} in {_FIRST_LANGUAGE}")


def read_words(place: Path) -> tuple[str, ...]:
    """The words of one file. Raises CodeWordsBroken."""
    words = yaml.safe_load(place.read_text(encoding="utf-8"))
    if not isinstance(words, list) or not all(isinstance(w, str) and w.isalpha() for w in words):
        raise CodeWordsBroken(f"{place.name}: a list of single words is needed")
    if len(set(words)) != len(words) or len(words) < LEAST:
        raise CodeWordsBroken(f"{place.name}: at least {LEAST} different words are needed")
    return tuple(words)
