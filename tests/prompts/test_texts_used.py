"""Every text that the program says is there, with just its variables, and every text that is
there is said somewhere. Texts are made from parts only as f-strings that begin or end with
letters (`f"zone-{zone}"`), so that they can be found here."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from prompts.entries import Entry
from prompts.library import Library
from tests.prompts.uses import Uses, read_python, read_template, uses_of, wrong

ROOT = Path(__file__).parents[2]
Entries = Mapping[str, Mapping[str, Entry]]


@pytest.fixture(scope="module")
def uses() -> Uses:
    return uses_of(ROOT, "bot", "adapters", "scheduler", "storage")


def test_every_text_that_is_said_is_there(entries: Entries, uses: Uses) -> None:
    variables = {id_: entry.variables for id_, entry in entries["en"].items()}
    assert wrong(uses, variables) == []


def test_every_text_that_is_there_is_said(entries: Entries, library: Library, uses: Uses) -> None:
    english = entries["en"]
    said = uses.matched(set(english))
    for group in ("check-in", "note", "hello"):
        said |= set(library.rotation("en", group))
    unsaid = [f"{english[id_].place}: {id_}" for id_ in english if id_ not in said]
    assert unsaid == []


VARIABLES = {
    "fixed": frozenset[str](),
    "named": frozenset({"name"}),
    "zone-green": frozenset[str](),
}


@pytest.mark.parametrize(
    "source",
    [
        'wording("fixed")',
        'texts.say(language, "named", name=1)',
        'room.say("fixed")',
        'wording(f"zone-{zone}")',
        "wording(text)",
        'whom.wording(setting)("fixed")',
        'def f(words: Wording) -> str:\n    return words("named", name="x")',
        'w = Wording(setting, "en")\nw("fixed" if a else "zone-green")',
        'wording("named", **given)',
        "self.live.say(user, text)",
        'from bot.cli.saying import say\nsay("Done.")',
    ],
)
def test_the_reader_finds_nothing_wrong(source: str) -> None:
    uses = Uses()
    read_python(source, "f.py", uses)
    assert wrong(uses, VARIABLES) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('wording("gone")', "f.py:1: no text gone"),
        ('texts.say(language, "gone")', "f.py:1: no text gone"),
        ('whom.wording(setting)("gone")', "f.py:1: no text gone"),
        ('self.wording("gone")', "f.py:1: no text gone"),
        ('def f(words: "Wording") -> str:\n    return words("gone")', "f.py:2: no text gone"),
        ('w = whom.wording(setting)\nw("gone")', "f.py:2: no text gone"),
        ('wording("fixed" if a else "gone")', "f.py:1: no text gone"),
        ('wording(f"colour-{c}")', "f.py:1: no text fits colour-[a-z0-9-]+"),
        ('wording("named")', "f.py:1: named: too many [], missing ['name']"),
        ('wording("fixed", name=1)', "f.py:1: fixed: too many ['name'], missing []"),
    ],
)
def test_the_reader_finds_what_is_wrong(source: str, told: str) -> None:
    uses = Uses()
    read_python(source, "f.py", uses)
    assert wrong(uses, VARIABLES) == [told]


def test_the_reader_finds_ids_in_tables_and_templates() -> None:
    uses = Uses()
    read_python('TEXTS = {Zone.GREEN: "zone-green"}', "f.py", uses)
    read_template("""{{ say("named", name=x) }} {{ say('local-' ~ n) }}""", "p.html", uses)
    assert uses.matched({"zone-green", "named", "local-a", "fixed", "zone-red"}) == {
        "zone-green",
        "named",
        "local-a",
    }
    read_template("{{ say('gone') }}", "p.html", uses)
    assert wrong(uses, VARIABLES) == ["p.html: no text gone"]
