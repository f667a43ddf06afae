"""Names as people type them: without accents, in small letters, and not to their end."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in the one form in which it is looked for."""
    parted = unicodedata.normalize("NFKD", name)
    plain = "".join(each for each in parted if not unicodedata.combining(each))
    return tuple(_WORD.findall(plain.casefold()))


def begins(typed: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name; so does nothing at all."""
    words = words_of(name)
    return all(any(word.startswith(each) for word in words) for each in words_of(typed))


def is_whole(typed: str, name: str) -> bool:
    """Whether it is that name, to its end."""
    return bool(words_of(typed)) and words_of(typed) == words_of(name)
