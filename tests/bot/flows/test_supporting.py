"""/supporter: how they stand, available or not, being woken; and the own entry, proposed."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture

from bot.events import SentFile
from bot.flows.pressing import Whom, aside
from bot.messages import Answer, ChoiceField, FileField, Form, Message, TextField
from bot.model.actions import ActionKind
from bot.model.people import PersonState, Role
from bot.model.supporters import DirectoryEntry, OnCall, SupporterState, Topic
from bot.rendering.entries import version_of
from bot.rendering.wording import Wording, card, choice, part
from storage.unit_of_work import as_stored
from tests.bot.flows.department import (
    ANN,
    BOTH,
    COORDINATOR,
    EVA,
    GIA,
    MORNING,
    NAMES,
    SECOND,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    serving,
)
from tests.playing import labels_of, texts_of

EDIT = ("supporter", "My entry", "Change it")


def field_of(form: Form | None, name: str) -> TextField | ChoiceField | FileField:
    assert form is not None
    return next(field for field in form.fields if field.name == name)


def photo(colour: str = "navy", **options: object) -> SentFile:
    out = BytesIO()
    Picture.new("RGB", (300, 200), colour).save(out, format="JPEG", **options)
    return SentFile("me.jpg", out.getvalue())


def propose(
    agency: Department,
    who: int = GIA,
    files: dict[str, SentFile] | None = None,
    **values: Any,
) -> Answer:
    form = agency.walk(who, *EDIT).form
    given = {"topics": ("grief", "work"), "words": "Ask me.", "hello": "Hello there.", **values}
    return agency.play.submit(account(who), form, files, **given)


def card_of(agency: Department, who: int = COORDINATOR) -> Message:
    agency.deliver()
    return agency.play.chat(account(who)).last


# The menu


@pytest.mark.parametrize("who", [ANN, COORDINATOR, STRANGER])
def test_whoever_is_no_supporter_gets_one_answer(agency: Department, who: int) -> None:
    shown = agency.walk(who, "supporter").aside
    assert "That is not open to you here." in texts_of(shown)
    assert labels_of(shown) == ["Talk to a person now", "What else is here"]


def test_who_is_one_no_more_is_refused_at_every_press(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    form = agency.walk(GIA, *EDIT).form
    roster = agency.person(GIA).roster
    agency.change(GIA, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    for label in ("Not available now", "My entry", "Test how I’m woken"):
        assert "not open to you" in texts_of(agency.press(GIA, menu, label).aside), label
    assert "not open to you" in texts_of(agency.submit(GIA, form, words="Still here").aside)
    assert agency.supporter(GIA) == serving(GIA)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Your training is good until June 30, 2027."),
        ({"state": SupporterState.NOMINATED}, "hasn’t approved you yet"),
        ({"state": SupporterState.SUSPENDED}, "You’re resting from this"),
        ({"trained_until": None}, "There’s no training of yours on record"),
        ({"trained_until": date(2026, 3, 1)}, "Your training was good until March 1, 2026."),
        ({"available": False}, "You’re not available now."),
    ],
)
def test_how_they_stand_in_words(agency: Department, changes: dict[str, Any], words: str) -> None:
    agency.keep(replace(serving(GIA), **changes))
    assert words in texts_of(agency.walk(GIA, "supporter").aside)


def test_periods_on_call_in_the_supporters_own_time(agency: Department) -> None:
    over = OnCall(MORNING - timedelta(days=2), MORNING - timedelta(days=1))
    tonight = OnCall(MORNING + timedelta(hours=10), MORNING + timedelta(hours=22))
    agency.keep(serving(GIA, on_call=(tonight, over)))
    text = texts_of(agency.walk(GIA, "supporter").aside)
    assert "On call: Mon, Mar 2, 7:00 PM to Tue, Mar 3, 7:00 AM." in text
    assert text.count("On call:") == 1


def test_a_supporter_of_the_roster_without_a_record_yet(agency: Department) -> None:
    roster = agency.person(ANN).roster
    agency.change(ANN, roster=replace(roster, roles=frozenset({Role.MEMBER, Role.SUPPORTER})))
    menu = agency.walk(ANN, "supporter").aside
    assert "hasn’t approved you yet" in texts_of(menu)
    agency.press(ANN, menu, "Not available now")
    assert agency.supporter(ANN).state is SupporterState.NOMINATED
    assert not agency.supporter(ANN).available


def test_available_or_not_by_a_press(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    off = agency.press(GIA, menu, "Not available now").aside
    assert not agency.supporter(GIA).available
    assert "Not available now" in texts_of(agency.walk(ANN, "peer", "Who they are").aside)
    assert "done already" in texts_of(agency.press(GIA, menu, "Not available now").aside)
    agency.press(GIA, off, "I’m available")
    assert agency.supporter(GIA).available


def test_the_test_rings_and_says_what_happens(agency: Department) -> None:
    menu = agency.walk(GIA, "supporter").aside
    told = agency.press(GIA, menu, "Test how I’m woken").aside
    assert "rings" in texts_of(told)
    again = agency.press(GIA, menu, "Test how I’m woken").aside
    assert "on its way already" in texts_of(again)
    agency.deliver()
    assert agency.play.chat(account(GIA)).rings == 1
    agency.play.ready.clock.move(timedelta(minutes=2))
    agency.press(GIA, menu, "Test how I’m woken")
    agency.deliver()
    assert agency.play.chat(account(GIA)).rings == 2


def test_who_cannot_be_woken_is_told_so(tmp_path: Path) -> None:
    with department(tmp_path, fictional=False) as agency:
        menu = agency.walk(GIA, "supporter").aside
        told = agency.press(GIA, menu, "Test how I’m woken").aside
        assert "can’t be woken" in texts_of(told)
        assert agency.play.deliver() == 0
        agency.keep(serving(GIA, wake_url="json://phone.invalid"))
        agency.press(GIA, menu, "Test how I’m woken")
        agency.deliver()
        assert [waking.url for waking in agency.play.wakings] == ["json://phone.invalid"]


# The entry, proposed


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


# Coordinators


def test_what_a_coordinator_sees_is_what_is_shown(agency: Department) -> None:
    propose(agency, files={"photo": photo()})
    shown = card_of(agency)
    assert "“Ask me.”" in texts_of(shown)
    assert "“Hello there.”" in texts_of(shown)
    assert [s.image.alt for s in shown.sections if s.image] == ["A picture of Gia Romano"]
    answer = agency.press(COORDINATOR, shown, "Approve")
    assert answer.redraw is not None
    assert labels_of(answer.redraw) == []
    supporter = agency.supporter(GIA)
    assert supporter.proposed is None
    assert supporter.shown.words == "Ask me."
    assert "Ask me." in texts_of(agency.walk(ANN, "peer", "Who they are").aside)


def test_the_supporter_hears_what_came_of_it(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Approve")
    agency.deliver()
    assert "Your entry is in the directory now" in agency.texts(GIA)[-1]


def test_not_yet_loses_nothing(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Not yet")
    agency.deliver()
    assert "isn’t shown yet" in agency.texts(GIA)[-1]
    supporter = agency.supporter(GIA)
    assert supporter.returned
    assert supporter.shown == serving(GIA).shown
    page = agency.walk(GIA, "supporter", "My entry").aside
    assert "would like to talk it over with you" in texts_of(page)
    assert "Ask me." in texts_of(page)
    assert "none waits" in " ".join(labels_of(agency.walk(COORDINATOR, "peer-admin").aside))


def test_the_same_words_may_be_proposed_again_after_a_talk(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Not yet")
    agency.play.ready.clock.move(timedelta(hours=1))
    agency.submit(GIA, agency.walk(GIA, *EDIT).form)
    assert not agency.supporter(GIA).returned
    agency.deliver()
    assert len(agency.texts(COORDINATOR)) == 2


def test_the_second_to_decide_is_told_that_it_is_settled(agency: Department) -> None:
    propose(agency)
    first, second = card_of(agency), card_of(agency, SECOND)
    agency.press(COORDINATOR, first, "Approve")
    answer = agency.press(SECOND, second, "Not yet")
    assert "settled already" in texts_of(answer.redraw)
    assert agency.supporter(GIA).shown.words == "Ask me."
    assert not agency.supporter(GIA).returned


def test_what_was_sent_back_is_not_approved_from_an_old_card(agency: Department) -> None:
    propose(agency)
    first, second = card_of(agency), card_of(agency, SECOND)
    agency.press(COORDINATOR, first, "Not yet")
    answer = agency.press(SECOND, second, "Approve")
    assert "settled already" in texts_of(answer.redraw)
    assert agency.supporter(GIA).returned
    assert agency.supporter(GIA).shown == serving(GIA).shown


def test_what_was_changed_since_is_shown_before_it_is_approved(agency: Department) -> None:
    propose(agency)
    old = card_of(agency)
    propose(agency, words="Something else entirely.")
    answer = agency.press(COORDINATOR, old, "Approve")
    assert "They’ve changed it since you saw it" in texts_of(answer.aside)
    assert "Something else entirely." in texts_of(answer.aside)
    assert agency.supporter(GIA).shown == serving(GIA).shown
    agency.press(COORDINATOR, answer.aside, "Approve")
    assert agency.supporter(GIA).shown.words == "Something else entirely."


def test_a_notice_of_an_older_version_is_not_sent(agency: Department) -> None:
    propose(agency)
    agency.play.ready.clock.move(timedelta(seconds=1))
    propose(agency, words="Something else entirely.")
    agency.deliver()  # the older one is dropped
    agency.deliver()
    (text,) = agency.texts(COORDINATOR)
    assert "Something else entirely." in text


def test_nobody_approves_themselves(agency: Department) -> None:
    """Their own is not in their list."""
    propose(agency, BOTH)
    menu = agency.walk(BOTH, "peer-admin").aside
    assert "Entries: none waits" in labels_of(menu)
    assert "No entry waits for you." in texts_of(
        agency.press(BOTH, menu, "Entries: none waits").aside
    )


def test_an_own_entry_is_refused_whoever_issued_the_button(agency: Department) -> None:
    propose(agency, BOTH)
    proposed = agency.supporter(BOTH).proposed
    assert proposed is not None
    wording = Wording(agency.play.setting, "en")
    forged = card(
        wording,
        part(
            "",
            choice("Approve", ActionKind.APPROVE_ENTRY, p=id_of(BOTH), v=version_of(proposed)),
        ),
    )
    whom = Whom(account(BOTH), agency.person(BOTH))
    shown = agency.run(lambda work: aside(forged, whom, work)).aside
    assert "Another coordinator looks at it" in texts_of(agency.press(BOTH, shown, "Approve").aside)
    assert agency.supporter(BOTH).proposed == proposed


def test_who_coordinates_no_more_decides_no_more(agency: Department) -> None:
    propose(agency)
    shown = card_of(agency)
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    answer = agency.press(COORDINATOR, shown, "Approve")
    assert "not open to you" in texts_of(answer.aside)
    assert agency.supporter(GIA).proposed is not None


def test_entries_one_after_the_other_from_the_menu(agency: Department) -> None:
    propose(agency)
    propose(agency, EVA)
    menu = agency.walk(COORDINATOR, "peer-admin").aside
    first = agency.press(COORDINATOR, menu, "Entries: 2 wait").aside
    assert NAMES[GIA] in texts_of(first)
    done = agency.press(COORDINATOR, first, "Approve").aside
    second = agency.press(COORDINATOR, done, "Entries: one waits").aside
    assert NAMES[EVA] in texts_of(second)


def test_decisions_are_on_record_without_words(agency: Department) -> None:
    propose(agency)
    agency.press(COORDINATOR, card_of(agency), "Approve")
    propose(agency, words="Other.")
    agency.press(COORDINATOR, card_of(agency), "Not yet")
    entries = agency.run(lambda work: as_stored(work).audit.entries(0, 100))
    found = [(entry.kind, dict(entry.detail)) for entry, _ in entries]
    by = {"person": id_of(GIA), "by": id_of(COORDINATOR)}
    assert found == [("entry approved", by), ("entry sent back", by)]


def test_an_entry_of_somebody_who_left_the_supporters_is_not_announced(
    agency: Department,
) -> None:
    agency.play.ready.clock.move(timedelta(hours=14))
    propose(agency)
    agency.run(lambda work: work.people.set_state(id_of(SECOND), PersonState.LEFT))
    roster = agency.person(COORDINATOR).roster
    agency.change(COORDINATOR, roster=replace(roster, roles=frozenset({Role.MEMBER})))
    agency.deliver(timedelta(hours=10))
    assert agency.texts(COORDINATOR) == []


def _colour(agency: Department) -> object:
    proposed = agency.supporter(GIA).proposed
    assert proposed is not None
    assert proposed.photo is not None
    png = agency.run(lambda work: work.pictures.get(proposed.photo or 0))
    assert png is not None
    return Picture.open(BytesIO(png)).getpixel((100, 100))
