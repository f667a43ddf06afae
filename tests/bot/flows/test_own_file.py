"""What is held about somebody as a file: after a warning, one at a time, for an hour at most."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flows.delivering import Outcome, settle
from bot.flows.own_file_outbox import put
from bot.messages import File, Message
from bot.model.content import Content, ContentKind, Lane, Operation, OutboxState, Outgoing
from bot.model.people import CheckBack, CheckBackReason, LastAnswer, QuarterNotes, Rhythm, Zone
from bot.model.quarters import Quarter
from bot.ports import Delivery
from tests.bot.flows.department import (
    ANN,
    GIA,
    MORNING,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    somebody,
)
from tests.playing import CAPABILITIES, labels_of, texts_of

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ASK = ("My data", "As a file", "Send the file")


def file_of(agency: Department, number: int) -> File:
    found = [each.file for each in messages(agency, number) if each.file is not None]
    (file,) = found
    return file


def messages(agency: Department, number: int) -> list[Message]:
    return list(agency.play.chat(account(number)).messages.values())


def read(agency: Department, number: int) -> str:
    return file_of(agency, number).content.decode("utf-8-sig")


def asked(agency: Department, who: int = ANN) -> str:
    """What they are told at once."""
    return texts_of(agency.walk(who, "peer", *ASK).aside)


def sending(agency: Department) -> Delivery:
    """The one call that is marked as being made."""
    (job,) = agency.play.prepared()
    assert isinstance(job, Delivery)
    return job


def ends(agency: Department, job: Delivery, reason: str) -> None:
    outcome = Outcome(job.row, OutboxState.CANCELLED, reason=reason)
    agency.run(lambda work: settle(work, [outcome]))


# ── what is sent ────────────────────────────────────────────────────────────────────────────


def test_nothing_is_sent_before_the_warning_was_read(agency: Department) -> None:
    warned = agency.walk(ANN, "peer", "My data", "As a file").aside
    assert "for an hour" in texts_of(warned)
    assert "may be able to export it" in texts_of(warned)
    assert labels_of(warned) == ["Send the file", "No, back to the pages"]
    back = agency.press(ANN, warned, "No, back to the pages").aside
    assert "From the roster" in texts_of(back)
    agency.deliver()
    assert messages(agency, ANN) == []


def test_every_page_can_be_had_as_a_file(agency: Department) -> None:
    page = agency.walk(GIA, "peer", "My data").aside
    count = 0
    while page is not None:
        assert "As a file" in labels_of(page)
        count += 1
        page = agency.press(GIA, page, "Next").aside if "Next" in labels_of(page) else None
    assert count == 4


@pytest.mark.parametrize("who", [ANN, GIA])
def test_the_file_says_what_the_pages_say(agency: Department, who: int) -> None:
    asked(agency, who)
    agency.deliver()
    said = read(agency, who)
    page = agency.walk(who, "peer", "My data").aside
    while page is not None:
        for line in page.sections[1].text.split("\n"):
            assert f"{line}\n" in said
        assert page.sections[1].heading.upper() in said
        page = agency.press(who, page, "Next").aside if "Next" in labels_of(page) else None
    assert "held about you on March 2, 2026 at 09:00." in said


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "my-data.txt", "WHAT YOU CHOSE\n"),
        ("es", "mis-datos.txt", "el 2 de marzo de 2026 a las 09:00"),
        ("fr", "mes-donnees.txt", "le 2 mars 2026 à 09:00"),
    ],
)
def test_it_is_plain_text_in_their_language(
    agency: Department, language: str, name: str, said: str
) -> None:
    agency.change(ANN, roster=replace(somebody(ANN).roster, language=language))
    agency.run(lambda work: put(id_of(ANN), work))
    agency.deliver()
    file = file_of(agency, ANN)
    assert (file.name, file.media_type) == (name, "text/plain; charset=utf-8")
    assert file.content.startswith(b"\xef\xbb\xbf"), "else a phone takes it for Latin-1"
    assert said in read(agency, ANN)
    assert "911" in read(agency, ANN).splitlines()[-1], "the help line is in it"


def test_the_chat_says_when_it_goes(agency: Department) -> None:
    assert "deleted at 10:00" in asked(agency)
    agency.deliver()
    (message,) = messages(agency, ANN)
    assert "deleted from this chat at 10:00" in texts_of(message)
    assert "911" in message.footer
    assert labels_of(message) == ["Delete it now", "What else is here"]
    assert file_of(agency, ANN).until == MORNING + HOUR


@pytest.mark.parametrize("health", [True, False])
def test_answers_are_in_it_where_the_platform_allows_it(tmp_path: Path, health: bool) -> None:
    """Discord's rules forbid passing on what somebody said of how they are."""
    offers = {"local": replace(CAPABILITIES, health=health)}
    with department(tmp_path, capabilities=offers) as agency:
        noted = QuarterNotes(Quarter(2026, 1), zones=frozenset({Zone.ORANGE}), asked=True)
        answer = LastAnswer(Zone.RED, MORNING, 1)
        back = CheckBack(CheckBackReason.RED, MORNING)
        rhythm = Rhythm(answer=answer, quarters=(noted,), check_back=back)
        agency.change(ANN, rhythm=rhythm)
        asked(agency)
        agency.deliver()
        said = read(agency, ANN)
        for words in ("Your last answer:", "A check-in was agreed", "Struggling"):
            assert (words in said) is health
        assert ("Your answers aren’t in this file" in said) is not health
        assert "that you asked for a supporter" in said
        page = agency.walk(ANN, "peer", "My data").aside
        for _ in range(2):
            page = agency.press(ANN, page, "Next").aside
        assert "Your last answer:" in texts_of(page), "the pages have them"


def test_nothing_that_turns_letters_around_is_in_it(agency: Department) -> None:
    agency.change(ANN, roster=replace(somebody(ANN).roster, name="Ann\u202e Ortiz\x07"))
    asked(agency)
    agency.deliver()
    assert "Name: Ann Ortiz\n" in read(agency, ANN)


def test_nothing_of_it_is_stored(agency: Department) -> None:
    asked(agency)
    folder = Path(agency.play.ready.where).parent
    kept = b"".join(each.read_bytes() for each in folder.glob("tailboard*"))
    agency.deliver()
    kept += b"".join(each.read_bytes() for each in folder.glob("tailboard*"))
    assert len(kept) > 100_000, "the database is there"
    for line in read(agency, ANN).split("\n"):
        if len(line) > 12:
            assert line.encode() not in kept


# ── one, for an hour ────────────────────────────────────────────────────────────────────────


def test_it_is_gone_after_an_hour(agency: Department) -> None:
    asked(agency)
    agency.deliver()
    agency.deliver(after=HOUR - MINUTE)
    assert file_of(agency, ANN)
    agency.deliver(after=MINUTE)
    assert messages(agency, ANN) == []


def test_there_is_one_at_a_time(agency: Department) -> None:
    asked(agency)
    again = agency.walk(ANN, "peer", "My data", "As a file").aside
    assert "There is a file of yours already. It’s deleted at 10:00" in texts_of(again)
    agency.deliver(after=30 * MINUTE)
    assert len(messages(agency, ANN)) == 1
    agency.deliver(after=30 * MINUTE)
    asked(agency)
    agency.deliver()
    assert file_of(agency, ANN).until == MORNING + 2 * HOUR


def test_a_warning_that_is_pressed_twice_sends_one(agency: Department) -> None:
    warned = agency.walk(ANN, "peer", "My data", "As a file").aside
    agency.press(ANN, warned, "Send the file")
    second = agency.press(ANN, warned, "Send the file").aside
    assert "There is a file of yours already" in texts_of(second)
    agency.deliver()
    assert len(messages(agency, ANN)) == 1


def test_it_can_go_before_its_hour(agency: Department) -> None:
    asked(agency)
    agency.deliver()
    (message,) = messages(agency, ANN)
    answer = agency.press(ANN, message, "Delete it now").aside
    assert "It’s being deleted" in texts_of(answer)
    agency.deliver()
    assert messages(agency, ANN) == []
    assert "You had one just now" in asked(agency)
    agency.deliver(after=MINUTE)
    assert "on its way" in asked(agency)
    agency.deliver()
    agency.deliver(after=HOUR)
    assert messages(agency, ANN) == []


def test_one_that_was_not_sent_yet_is_not_sent_any_more(agency: Department) -> None:
    asked(agency)
    there = agency.walk(ANN, "peer", "My data", "As a file").aside
    agency.press(ANN, there, "Delete it now")
    assert sending(agency).operation is Operation.DELETE, "and nothing else"


def test_one_that_came_late_goes_in_time_or_is_not_sent(agency: Department) -> None:
    asked(agency)
    agency.deliver(after=49 * MINUTE)
    assert file_of(agency, ANN).until == MORNING + HOUR
    asked(agency, GIA)
    agency.deliver(after=51 * MINUTE)
    (said,) = messages(agency, GIA)
    assert said.file is None
    assert "couldn’t be sent. The pages have all of it." in texts_of(said)
    agency.deliver(after=9 * MINUTE)
    assert messages(agency, ANN) == []


# ── what cannot be ──────────────────────────────────────────────────────────────────────────


def test_a_platform_without_files_offers_the_pages(tmp_path: Path) -> None:
    without = {"local": replace(CAPABILITIES, files=False)}
    with department(tmp_path, capabilities=without) as agency:
        answer = agency.walk(ANN, "peer", "My data", "As a file").aside
        assert "Files can’t be sent to you here. The pages have all of it." in texts_of(answer)
        assert "From the roster" in texts_of(agency.press(ANN, answer, "The pages").aside)
        agency.deliver()
        assert messages(agency, ANN) == []


def test_whoever_is_unknown_has_none(agency: Department) -> None:
    answer = agency.walk(STRANGER, "peer", "My data").aside
    assert "Nothing is held about you" in texts_of(answer)
    assert "As a file" not in labels_of(answer)


def test_a_button_of_before_they_were_erased_sends_nothing(agency: Department) -> None:
    warned = agency.walk(ANN, "peer", "My data", "As a file").aside
    agency.walk(ANN, "peer", "My data", "Erase it", "Erase it", "Yes, erase it all")
    agency.press(ANN, warned, "Send the file")
    agency.deliver()
    assert [each for each in messages(agency, ANN) if each.file] == []


@pytest.mark.parametrize("reason", ["Refused", "Forbidden"])
def test_a_platform_that_does_not_take_it(agency: Department, reason: str) -> None:
    asked(agency)
    ends(agency, sending(agency), reason)
    agency.deliver()
    (said,) = messages(agency, ANN)
    assert "couldn’t be sent. The pages have all of it." in texts_of(said)
    assert "The pages" in labels_of(said)
    agency.deliver(after=MINUTE)
    assert "on its way" in asked(agency), "nothing stands in the way of another"


@pytest.mark.parametrize("reason", ["Refused", "Forbidden", "NotUnderstood"])
def test_a_platform_that_does_not_let_go_of_it(agency: Department, reason: str) -> None:
    asked(agency)
    agency.deliver()
    agency.play.ready.clock.move(HOUR)
    job = sending(agency)
    assert (job.operation, job.handle) == (Operation.DELETE, "")
    ends(agency, job, reason)
    agency.deliver()
    _, said = messages(agency, ANN)
    assert "couldn’t be deleted: the chat doesn’t let us. It’s still there." in texts_of(said)


def test_one_that_is_gone_already_is_no_news(agency: Department) -> None:
    asked(agency)
    agency.deliver()
    agency.play.ready.clock.move(HOUR)
    ends(agency, sending(agency), "MessageGone")
    agency.deliver()
    assert len(messages(agency, ANN)) == 1


def test_what_may_have_been_sent_is_looked_for_at_its_hour(agency: Department) -> None:
    """The platform said what nobody understood."""
    asked(agency)
    job = sending(agency)
    ends(agency, job, "NotUnderstood")
    agency.play.chat(account(ANN)).messages["nobody knows"] = job.message or Message((), "")
    agency.deliver(after=HOUR)
    assert all(each.file is None for each in messages(agency, ANN))


def test_it_holds_up_nothing_that_somebody_waits_for(agency: Department) -> None:
    asked(agency)
    job = sending(agency)
    again = MORNING + MINUTE
    failed = Outcome(job.row, OutboxState.FAILED, retry_at=again)
    agency.run(lambda work: settle(work, [failed]))
    step = Content(ContentKind.ANSWER_LOST, {"k": 1})
    key, ann = "step", id_of(ANN)
    out = Outgoing(key, ann, ann, step, MORNING, Lane.REQUEST)
    agency.run(lambda work: work.outbox.put(out))
    assert sending(agency).lane is Lane.REQUEST


# ── erased meanwhile ────────────────────────────────────────────────────────────────────────

ERASE = ("My data", "Erase it", "Erase it", "Yes, erase it all")


def test_whoever_is_erased_is_sent_none_and_the_one_there_goes_with_the_chat(
    agency: Department,
) -> None:
    asked(agency)
    agency.deliver()
    asked(agency, GIA)
    agency.play.ready.clock.move(MINUTE)
    for who in (ANN, GIA):
        agency.walk(who, "peer", *ERASE)
    agency.deliver()
    assert messages(agency, GIA) == []
    chats = {each.account: each.before for each in agency.run(lambda work: work.clearings.due())}
    assert chats[account(ANN)] == MORNING + MINUTE, "what was posted before"


def test_nobody_is_erased_while_their_file_is_being_sent(agency: Department) -> None:
    asked(agency)
    job = sending(agency)
    told = agency.walk(ANN, "peer", *ERASE).aside
    assert "Your file is being sent right now." in texts_of(told)
    sent = Outcome(job.row, OutboxState.SENT, key=job.card_key, handle="h1")
    agency.run(lambda work: settle(work, [sent]))
    assert "It’s erased." in texts_of(agency.walk(ANN, "peer", *ERASE).aside)
