"""The pictures of a release, a language each, kept as one."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reports.pictures import picture_in, together

PNG = b"\x89PNG\r\n\x1a\n"


@given(st.dictionaries(st.sampled_from(["en", "es", "fr", "pt-BR"]), st.binary(max_size=40)))
def test_each_is_found_by_its_language(pictures: dict[str, bytes]) -> None:
    kept = together(pictures)
    for language in ("en", "es", "fr", "pt-BR"):
        assert picture_in(kept, language) == pictures.get(language, b"")
    assert together(dict(reversed(pictures.items()))) == kept


def test_the_first_language_that_there_is() -> None:
    kept = together({"en": b"one", "fr": b"un"})
    assert picture_in(kept, "fr-CA", "fr", "en") == b"un"
    assert picture_in(kept, "de", "en") == b"one"
    assert picture_in(kept, "de") == b""


def test_one_picture_for_everybody_is_everybodys() -> None:
    assert picture_in(PNG, "es") == PNG
    assert picture_in(b"", "es") == b""
