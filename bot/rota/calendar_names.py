"""Whose shift an entry of a calendar is, by what it is called.

A calendar that has several shifts calls each by its name alone ("A", "Red"), or with the word for
it ("A Shift", "Shift A", "Red platoon - Station 2"). A name among other words does not do: "A day
at the academy" is nobody's.
"""

import re
from collections.abc import Iterable
from functools import cache

_WORDS = (
    "shift|platoon|watch|crew|team|group"  # English
    "|turno|guardia|grupo|equipo"  # Spanish
    "|équipe|equipe|garde|peloton|groupe|section"  # French
)


def named_by(texts: Iterable[str], shift_names: tuple[str, ...]) -> str:
    """The shift that these texts name, "" for none. Raises ValueError with the rest of a sentence
    that begins "the entry"."""
    told = tuple(texts)
    found = [name for name in shift_names if any(_pattern(name).search(text) for text in told)]
    if len(found) > 1:
        raise ValueError(f"names more than one shift: {', '.join(found)}")
    return found[0] if found else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    one = re.escape(name)
    return re.compile(
        rf"^\s*{one}\s*$|\b(?:{_WORDS})[\s:#-]*{one}(?!\w)|(?<!\w){one}[\s-]*(?:{_WORDS})\b",
        re.IGNORECASE,
    )
