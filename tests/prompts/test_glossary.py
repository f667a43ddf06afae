"""The glossary's table of buttons is what the buttons say."""

import re
from pathlib import Path

from prompts.library import Library

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(button-[a-z-]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


def test_the_ways_to_somebody_are_named_as_the_glossary_has_them(library: Library) -> None:
    rows = ROW.findall(GLOSSARY.read_text(encoding="utf-8"))
    assert [row[0] for row in rows] == ["button-talk", "button-talk-now", "button-help-now"]
    for text, *labels in rows:
        assert labels == [library.say(language, text) for language in ("en", "es", "fr")]


def test_the_ways_to_somebody_are_told_apart_by_their_first_words(library: Library) -> None:
    """Who reads in a bad night reads beginnings."""
    for language in library.languages():
        said = [
            library.say(language, text)
            for text in ("button-talk", "button-talk-now", "button-help-now")
        ]
        assert len({words.split()[0] for words in said}) == len(said), language
