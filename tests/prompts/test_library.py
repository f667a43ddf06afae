"""How texts are said, and what is never said: half a sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.ports import Texts
from prompts.library import Library, TextMissing, TextsBroken

Shelf = Callable[..., Library]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A library of the files given: `shelf(**{"en/a": "hello = Hello"})`."""

    def make(**files: str) -> Library:
        for name, text in files.items():
            suffix = ".yaml" if name.startswith("rotations/") else ".ftl"
            path = tmp_path / f"{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Library.load(tmp_path)

    return make


def problems(shelf: Shelf, **files: str) -> tuple[str, ...]:
    with pytest.raises(TextsBroken) as broken:
        shelf(**files)
    return broken.value.problems


def test_the_library_is_what_the_core_asks_for() -> None:
    texts: Texts = Library.load()
    assert texts.say("en", "zone-green") == "Doing fine"
    assert "en" in texts.languages()


def test_variables_are_filled_in_without_isolation_marks(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = Hello, { $name }."})
    assert library.say("en", "hello", name="Sam Ortiz") == "Hello, Sam Ortiz."


def test_what_people_wrote_is_text_and_no_markup(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = Hello, { $name }."})
    assert library.say("en", "hello", name="{ $other } { -term }") == (
        "Hello, { $other } { -term }."
    )


def test_a_variable_may_be_called_like_the_parameters(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "both = { $language } { $text }"})
    assert library.say("en", "both", language="a", text="b") == "a b"


def test_plurals_and_numbers_are_the_language_s(shelf: Shelf) -> None:
    source = "days = { $n ->\n    [0] none\n    [one] { $n } day\n   *[other] { $n } days\n }"
    library = shelf(**{"en/a": source, "fr/a": source.replace("} day", "} jour")})
    english = [library.say("en", "days", n=n) for n in (0, 1, 40000)]
    assert english == ["none", "1 day", "40,000 days"]
    assert library.say("fr", "days", n=1) == "1 jour"
    assert library.say("fr", "days", n=2) == "2 jours"


def test_an_unknown_id_is_missing(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = Hello"})
    with pytest.raises(TextMissing, match="goodbye"):
        library.say("en", "goodbye")


def test_a_missing_variable_is_named_and_no_value_is(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = { $name } of { $station }"})
    with pytest.raises(TextMissing, match="station") as missing:
        library.say("en", "hello", name="canary")
    assert "canary" not in str(missing.value)


def test_a_variable_of_a_branch_not_taken_is_missing_too(shelf: Shelf) -> None:
    source = "leave = { $n ->\n    [one] one day\n   *[other] until { $day }\n }"
    library = shelf(**{"en/a": source})
    with pytest.raises(TextMissing, match="day"):
        library.say("en", "leave", n=1)


def test_a_variable_of_a_text_referred_to_is_needed(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "inner = for { $name }\nouter = A word { inner }"})
    assert library.say("en", "outer", name="Sam") == "A word for Sam"
    with pytest.raises(TextMissing, match="name"):
        library.say("en", "outer")


def test_what_fluent_cannot_fill_in_is_missing(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = { $name }"})
    with pytest.raises(TextMissing, match="ValueError") as missing:
        library.say("en", "hello", name="x" * 3000)
    assert "xxx" not in str(missing.value)


def test_texts_that_refer_to_one_another_in_a_circle_are_missing(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "one = { $x } { two }\ntwo = { $x } { one }"})
    with pytest.raises(TextMissing, match="Cyclic"):
        library.say("en", "one", x="x")


def test_a_language_that_is_not_there_speaks_english(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = Hello", "es/a": "hello = Hola"})
    assert library.say("es-MX", "hello") == "Hola"
    assert library.say("es_MX", "hello") == "Hola"
    assert library.say("tlh", "hello") == "Hello"
    assert library.say("", "hello") == "Hello"
    assert library.languages() == ("en", "es")


def test_a_language_that_is_there_does_not_borrow_from_english(shelf: Shelf) -> None:
    library = shelf(**{"en/a": "hello = Hello\nbye = Bye", "es/a": "hello = Hola"})
    with pytest.raises(TextMissing, match="bye"):
        library.say("es", "bye")


def test_an_id_in_two_files_is_refused(shelf: Shelf) -> None:
    assert problems(shelf, **{"en/a": "hello = Hello", "en/b": "hello = Hi"}) == (
        "en/b.ftl: hello is in en/a.ftl already",
    )


def test_every_problem_is_told_at_once(shelf: Shelf) -> None:
    told = problems(
        shelf,
        **{
            "en/a": "broken = { $name\n\nfine = Fine\n",
            "en/b": "lost = { nowhere } { -no-term }\n",
            "en/c": "wordless =\n    .title = Title\n",
        },
    )
    assert len(told) == 6
    assert "broken = { $name" in told[0]
    assert {"en/b.ftl: lost refers to -no-term, which is not there"} < set(told)
    assert {"en/b.ftl: lost refers to nowhere, which is not there"} < set(told)
    assert {"en/c.ftl: wordless has no words"} < set(told)


def test_without_english_there_is_no_library(shelf: Shelf) -> None:
    assert "no texts in en" in problems(shelf, **{"es/a": "hello = Hola"})[0]


def test_a_rotation_gives_what_is_in_use_in_order(shelf: Shelf) -> None:
    library = shelf(
        **{
            "en/a": "note-1 = A\nnote-2 = B\nnote-3 = C",
            "rotations/note": "texts: [{id: note-3}, {id: note-2, in_use: false}, {id: note-1}]",
        }
    )
    assert library.rotation("en", "note") == ("note-3", "note-1")
    assert library.rotation("fr", "note") == ("note-3", "note-1")
    with pytest.raises(TextMissing, match="poem"):
        library.rotation("en", "poem")


@pytest.mark.parametrize(
    ("rotation", "told"),
    [
        ("texts: [{id: note-1}, {id: note-9}]", "en has no text note-9"),
        ("texts: [{id: note-1}]", "at least two"),
        ("texts: [{id: note-1}, {id: note-2, in_use: false}]", "at least two"),
        ("texts: [{id: note-1}, {id: note-1}]", "once"),
        ("texts: [{id: note-1}, {id: note-2, reviewed_by: Dr A}]", "reviewed_on"),
        ("texts: [{id: note-1}, {id: note-2, colour: red}]", "colour"),
        ("texts: [", "expected"),
    ],
)
def test_a_rotation_that_cannot_take_turns_is_refused(
    shelf: Shelf, rotation: str, told: str
) -> None:
    files = {"en/a": "note-1 = A\nnote-2 = B", "rotations/note": rotation}
    assert any(told in problem for problem in problems(shelf, **files))
