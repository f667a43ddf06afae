"""A supporter's own entry: proposed, with a photo, and shown once approved."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image as Picture

from bot.events import SentFile
from bot.messages import ChoiceField, TextField
from bot.model.supporters import DirectoryEntry, Topic
from tests.bot.flows.department import (
    ANN,
    BOTH,
    COORDINATOR,
    GIA,
    SECOND,
    Department,
    account,
    id_of,
    serving,
)
from tests.bot.flows.own_entries import EDIT, card_of, field_of, photo, propose
from tests.playing import texts_of


def test_an_entry_is_proposed_and_not_shown_yet(agency: Department) -> None:
    page = propose(agency, files={"photo": photo()}).aside
    supporter = agency.supporter(GIA)
    assert supporter.proposed is not None
    assert supporter.proposed.topics == (Topic.WORK, Topic.GRIEF)
    assert supporter.proposed.words == "Ask me."
    assert supporter.proposed.hello == "Hello there."
    assert supporter.proposed.photo is not None
    assert supporter.shown == serving(GIA).shown
    assert "Waits for a coordinator" in texts_of(page)
    assert "Ask me." not in texts_of(agency.walk(ANN, "peer", "Who they are").aside)


def test_every_coordinator_but_the_supporter_hears_of_it(agency: Department) -> None:
    propose(agency, BOTH)
    agency.deliver()
    assert [len(agency.texts(who)) for who in (COORDINATOR, SECOND, BOTH)] == [1, 1, 0]
    assert "Toni Marsh would like this in the directory:" in agency.texts(COORDINATOR)[0]


def test_coordinators_are_not_woken_for_an_entry(agency: Department) -> None:
    agency.play.ready.clock.move(timedelta(hours=14))
    propose(agency)
    agency.deliver(timedelta(hours=8, minutes=55))
    assert agency.texts(COORDINATOR) == []
    agency.deliver(timedelta(minutes=10))
    assert len(agency.texts(COORDINATOR)) == 1


def test_the_form_begins_with_what_was_last_written(agency: Department) -> None:
    propose(agency, languages=("en",))
    form = agency.walk(GIA, *EDIT).form
    topics, words, languages = (field_of(form, n) for n in ("topics", "words", "languages"))
    assert isinstance(topics, ChoiceField)
    assert isinstance(words, TextField)
    assert isinstance(languages, ChoiceField)
    assert set(topics.chosen) == {"work", "grief"}
    assert words.value == "Ask me."
    assert languages.chosen == ("en",)


def test_nothing_new_is_not_proposed(agency: Department) -> None:
    form = agency.walk(GIA, *EDIT).form
    page = agency.submit(GIA, form).aside
    assert "nothing was changed" in texts_of(page)
    assert agency.supporter(GIA).proposed is None
    assert agency.play.deliver() == 0


@pytest.mark.parametrize("name", ["words", "hello"])
def test_too_long_is_refused_with_all_of_it_kept(agency: Department, name: str) -> None:
    other = {"words": "hello", "hello": "words"}[name]
    long = "Line one.\nLine two. " + "x" * 40_000
    given: dict[str, Any] = {name: long, other: "Short."}
    answer = propose(agency, **given)
    field, kept = field_of(answer.form, name), field_of(answer.form, other)
    assert isinstance(field, TextField)
    assert isinstance(kept, TextField)
    assert field.value == long
    assert field.error.startswith("That is longer than we can keep: 200 characters at most.")
    assert (kept.value, kept.error) == ("Short.", "")
    assert agency.supporter(GIA).proposed is None
    given = {name: "Now short."}
    agency.play.submit(account(GIA), answer.form, **given)
    assert getattr(agency.supporter(GIA).proposed, name) == "Now short."


@pytest.mark.parametrize(
    ("name", "value"),
    [("topics", "aliens"), ("languages", "tlh"), ("keep", "burn"), ("topics", "\x00")],
)
def test_none_of_the_choices_is_refused(agency: Department, name: str, value: str) -> None:
    pictured = agency.run(lambda work: work.pictures.add(id_of(GIA), b"png"))
    agency.keep(serving(GIA, shown=DirectoryEntry(photo=pictured)))
    given: dict[str, Any] = {name: (value,)}
    answer = propose(agency, **given)
    assert field_of(answer.form, name).error == "Please pick one of the choices."
    assert agency.supporter(GIA).proposed is None


# Photos


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"%PDF-1.7 no picture", "We can’t read that as a picture."),
        (bytes(5_000_001), "That file is more than 5 MB."),
    ],
)
def test_a_file_that_is_no_photo_is_refused_and_the_words_kept(
    agency: Department, content: bytes, error: str
) -> None:
    answer = propose(agency, files={"photo": SentFile("x.png", content)})
    assert field_of(answer.form, "photo").error.startswith(error)
    words = field_of(answer.form, "words")
    assert isinstance(words, TextField)
    assert words.value == "Ask me."
    assert agency.supporter(GIA).proposed is None


def test_a_photo_survives_a_mistake_in_the_words(agency: Department) -> None:
    answer = propose(agency, files={"photo": photo("red")}, words="x" * 201)
    assert "the one you just sent" in field_of(answer.form, "photo").hint
    agency.play.submit(account(GIA), answer.form, words="Short.")
    assert _colour(agency) == (254, 0, 0)


def test_a_newer_photo_takes_the_place_of_the_one_before(agency: Department) -> None:
    answer = propose(agency, files={"photo": photo("red")}, words="x" * 201)
    agency.play.submit(account(GIA), answer.form, {"photo": photo("blue")}, words="Short.")
    assert _colour(agency) == (0, 0, 254)


def test_a_photo_that_was_dropped_meanwhile_is_no_error(agency: Department) -> None:
    answer = propose(agency, files={"photo": photo("red")}, words="x" * 201)
    agency.walk(GIA, "supporter", "Not available now")
    agency.play.submit(account(GIA), answer.form, words="Short.")
    proposed = agency.supporter(GIA).proposed
    assert proposed is not None
    assert (proposed.words, proposed.photo) == ("Short.", None)


def test_the_photo_there_is_stays_or_is_taken_away(agency: Department) -> None:
    propose(agency, files={"photo": photo("red")})
    agency.press(COORDINATOR, card_of(agency), "Approve")
    first = agency.supporter(GIA).shown.photo
    assert first is not None
    propose(agency, words="Other words.")
    assert agency.supporter(GIA).proposed == replace(
        agency.supporter(GIA).shown, words="Other words."
    )
    propose(agency, keep="remove")
    proposed = agency.supporter(GIA).proposed
    assert proposed is not None
    assert proposed.photo is None


def _colour(agency: Department) -> object:
    proposed = agency.supporter(GIA).proposed
    assert proposed is not None
    assert proposed.photo is not None
    stored = agency.run(lambda work: work.pictures.get(proposed.photo or 0))
    assert stored is not None
    return Picture.open(BytesIO(stored.png)).getpixel((100, 100))
