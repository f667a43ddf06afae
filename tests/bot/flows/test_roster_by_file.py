"""A coordinator sends the roster by file in chat, sees what it would change, and applies it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.control.by_file import FileDesk
from bot.control.office import Turn
from bot.events import ButtonPressed, FileSent, SentFile
from bot.flows import roster_by_file
from bot.flows.pressing import Pressed, Whom
from bot.flows.roster_by_file import AnswerAndTask, FileStep, apply_roster
from bot.flows.vetting import approve
from bot.handling import Dispatch
from bot.messages import Answer
from bot.model.ids import Account
from bot.model.people import Membership, MembershipState, PersonState
from bot.model.supporters import Supporter, SupporterState
from bot.ports import Work
from bot.rendering import roster as rendering
from bot.rendering.routine import RENDERERS
from bot.roster.mistakes import MOST_LISTED
from bot.rota.config import RotationConfig
from storage.unit_of_work import as_stored
from tests.bot.roster.bringing_in import bring_in
from tests.bot.roster.conftest import csv_of, person
from tests.playing import Play, config_of, labels_of, setting_of, texts_of
from tests.storage_fixtures import ready_ledger

MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
COORDINATOR = Account("local", "demo", "u1")
MEMBER = Account("local", "demo", "u2")

ROSTER = (
    person("1", role="coordinator", account=str(COORDINATOR)),
    person("2", account=str(MEMBER), supervisor="1"),
    person("3"),
)


def _nobody_types(*_: object) -> Answer:
    raise AssertionError("nobody types in these tests")


@pytest.fixture
def play(place: str | Path) -> Iterator[Play]:
    dispatch = Dispatch(
        roster_by_file.PRESSES,
        {},
        {},
        _nobody_types,
        roster_by_file.receive_file,
        _nobody_types,
        _nobody_types,
        _nobody_types,
    )
    with ready_ledger(place, now=MORNING, fictional=True) as ready:
        play = Play(ready, setting_of(), dispatch, {**RENDERERS, **rendering.RENDERERS})
        bring_in(play, *ROSTER)
        yield play


def change(play: Play, number: str, **changes: Any) -> None:
    def flow(work: Work) -> None:
        person = work.people.get(work.people.by_numbers([number])[number])
        work.people.save(replace(person, **changes))

    play.ready.run(flow)


def send(play: Play, *lines: str, whom: Account = COORDINATOR, name: str = "roster.csv") -> Answer:
    return play.send(whom, name, csv_of(*lines))


def numbers(play: Play, state: PersonState = PersonState.ROSTER) -> set[str]:
    people = play.ready.run(lambda work: work.people.get_many(work.people.ids(state)))
    return {each.roster.number for each in people.values()}


def test_the_difference_is_shown_and_nothing_is_changed_before_it_is_applied(play: Play) -> None:
    answer = send(play, *ROSTER[:2], person("4", station="Station 2"))
    assert texts_of(answer.aside).splitlines()[:4] == [
        "What this file would change",
        "New: one person",
        "Not in the file, so marked as left: one person (3)",
        "As before: 2 people",
    ]
    assert "One new station (Station 2)" in texts_of(answer.aside)
    assert labels_of(answer.aside) == ["Apply it", "Drop it"]
    assert numbers(play) == {"1", "2", "3"}
    done = play.press(COORDINATOR, answer.aside, "Apply it")
    assert "The roster is up to date." in texts_of(done.aside)
    assert numbers(play) == {"1", "2", "4"}
    assert numbers(play, PersonState.LEFT) == {"3"}


def test_applying_twice_and_dropping_after_it_change_nothing_more(play: Play) -> None:
    answer = send(play, *ROSTER, person("4"))
    play.press(COORDINATOR, answer.aside, "Apply it")
    for label in ("Apply it", "Drop it"):
        again = play.press(COORDINATOR, answer.aside, label)
        assert "no longer here" in texts_of(again.aside)
    assert numbers(play) == {"1", "2", "3", "4"}


def test_what_is_dropped_is_gone(play: Play) -> None:
    answer = send(play, *ROSTER, person("4"))
    dropped = play.press(COORDINATOR, answer.aside, "Drop it")
    assert "The roster is as it was" in texts_of(dropped.aside)
    play.press(COORDINATOR, answer.aside, "Apply it")
    assert numbers(play) == {"1", "2", "3"}


def test_a_file_waits_an_hour_and_no_longer(play: Play) -> None:
    answer = send(play, *ROSTER, person("4"))
    play.ready.clock.move(timedelta(minutes=61))
    late = play.press(COORDINATOR, answer.aside, "Apply it")
    assert "over an hour old" in texts_of(late.aside)
    assert numbers(play) == {"1", "2", "3"}


def test_a_file_that_changes_nothing_has_nothing_to_press(play: Play) -> None:
    answer = send(play, *ROSTER)
    assert "Nothing would change" in texts_of(answer.aside)
    assert labels_of(answer.aside) == []


def test_a_bad_file_is_told_by_row_and_changes_nothing(play: Play) -> None:
    answer = send(play, person("1", zone="Chicago"), person("1", role="boss"), *ROSTER[1:])
    said = texts_of(answer.aside)
    assert "3 mistakes" in said
    assert "Row 2, zone: “Chicago” is not a time zone; did you mean America/Chicago?" in said
    assert "Row 3, number: “1” is the number of row 2 as well" in said
    assert labels_of(answer.aside) == []
    assert numbers(play) == {"1", "2", "3"}


def test_a_file_full_of_mistakes_is_told_in_short(play: Play) -> None:
    answer = send(play, *(person(str(n), zone="nowhere") for n in range(2 * MOST_LISTED)))
    said = texts_of(answer.aside)
    assert f"{2 * MOST_LISTED} mistakes" in said
    assert len(said.splitlines()) < 25
    assert answer.aside is not None
    assert all(len(section.text) < 3000 for section in answer.aside.sections)


@pytest.mark.parametrize("who", [MEMBER, Account("local", "demo", "nobody")])
def test_from_anybody_else_a_file_gets_the_one_answer_and_is_kept_nowhere(
    play: Play, who: Account
) -> None:
    answers = [
        send(play, person("666", role="coordinator", account=str(who)), whom=who),
        play.send(who, "letter.txt", b"I cannot go on"),
    ]
    for answer in answers:
        said = texts_of(answer.aside)
        assert "Nobody reads the files" in said
        assert "988" in said
        assert labels_of(answer.aside)[0] == "A colleague now, whoever is free"
    assert texts_of(answers[0].aside) == texts_of(answers[1].aside)
    assert numbers(play) == {"1", "2", "3"}


def test_what_is_no_csv_file_is_not_read(play: Play) -> None:
    answer = play.send(COORDINATOR, "roster.xlsx", b"PK\x03\x04")
    assert "its name ends in .csv" in texts_of(answer.aside)


def test_a_coordinator_is_asked_again_where_many_would_leave(play: Play) -> None:
    many = [person(str(n)) for n in range(10, 22)]
    play.press(COORDINATOR, send(play, *ROSTER, *many).aside, "Apply it")
    answer = send(play, *ROSTER)
    asked = play.press(COORDINATOR, answer.aside, "Apply it")
    assert "12 people marked as left" in texts_of(asked.aside)
    assert len(numbers(play)) == 15
    sure = play.press(COORDINATOR, asked.aside, "Apply it, they all left")
    assert "up to date" in texts_of(sure.aside)
    assert numbers(play) == {"1", "2", "3"}


def test_a_difference_that_is_no_longer_the_one_shown_is_not_applied(play: Play) -> None:
    first = send(play, *ROSTER, person("4"))
    play.press(COORDINATOR, send(play, *ROSTER, person("5")).aside, "Apply it")
    answer = play.press(COORDINATOR, first.aside, "Apply it")
    assert "changed since you sent the file" in texts_of(answer.aside)
    assert numbers(play) == {"1", "2", "3", "5"}


def test_who_is_no_coordinator_any_more_applies_nothing(play: Play) -> None:
    answer = send(play, *ROSTER, person("4"))

    bring_in(play, person("1", account=str(COORDINATOR)), *ROSTER[1:])
    refused = play.press(COORDINATOR, answer.aside, "Apply it")
    assert "Nothing was changed" in texts_of(refused.aside)
    assert numbers(play) == {"1", "2", "3"}


def test_a_member_hears_of_a_change_of_their_chain(play: Play) -> None:
    change(play, "2", membership=Membership(state=MembershipState.JOINED))
    moved = person("2", account=str(MEMBER), supervisor="3")
    play.press(COORDINATOR, send(play, ROSTER[0], moved, ROSTER[2]).aside, "Apply it")
    play.pass_time(timedelta(days=1))
    assert "Your roster entry was changed: your supervisor." in texts_of(play.chat(MEMBER).last)


# What is too large for one unit of work


def large(more: int = 0) -> list[str]:
    return [*ROSTER, *(person(str(n)) for n in range(1000, 1000 + 350 + more))]


def carry_out(play: Play, answer: Answer) -> None:
    assert isinstance(answer, AnswerAndTask)
    assert answer.task is not None
    FileDesk(play.ready.ledger, play.setting, Turn()).carry_out(answer.task)


def begun(play: Play, lines: list[str]) -> tuple[Answer, Answer]:
    """Sends the file, has it compared, and presses: the report, and the answer to the press."""
    answer = send(play, *lines)
    assert "large file" in texts_of(answer.aside)
    carry_out(play, answer)
    play.deliver()
    report = play.press(COORDINATOR, play.chat(COORDINATOR).last, "Show what it would change")
    return report, play.press(COORDINATOR, report.aside, "Apply it")


@pytest.fixture
def crowded(play: Play) -> Play:
    """So many people that a file is compared in pieces."""
    bring_in(play, *large())
    return play


def test_a_large_file_is_compared_and_applied_beside_everything_else(crowded: Play) -> None:
    report, answer = begun(crowded, large(5))
    assert "New: 5 people" in texts_of(report.aside)
    assert "being brought up to date" in texts_of(answer.aside)
    assert len(numbers(crowded)) == 353
    carry_out(crowded, answer)
    assert len(numbers(crowded)) == 358
    crowded.deliver()
    assert "The roster is up to date." in texts_of(crowded.chat(COORDINATOR).last)
    shown = len(crowded.chat(COORDINATOR).messages)
    crowded.pass_time(timedelta(hours=2))  # nothing about an import that did not end
    assert len(crowded.chat(COORDINATOR).messages) == shown


def test_a_press_that_was_answered_is_never_lost(crowded: Play) -> None:
    """The process dies right after the answer: an hour later the coordinator is told the truth."""
    begun(crowded, large(5))
    crowded.ready.reopen()
    crowded.pass_time(timedelta(minutes=59))
    assert "up to date" not in texts_of(crowded.chat(COORDINATOR).last)
    crowded.pass_time(timedelta(minutes=2))
    assert "was not brought in to the end" in texts_of(crowded.chat(COORDINATOR).last)


def test_pressed_twice_it_is_begun_once(crowded: Play) -> None:
    report, first = begun(crowded, large(5))
    second = crowded.press(COORDINATOR, report.aside, "Apply it")
    assert isinstance(first, AnswerAndTask)
    assert not isinstance(second, AnswerAndTask)
    assert texts_of(second.aside) == texts_of(first.aside)


def test_a_large_file_with_mistakes_is_told_the_same_way(crowded: Play) -> None:
    answer = send(crowded, *large(), person("7", zone="nowhere"))
    carry_out(crowded, answer)
    crowded.deliver()
    report = crowded.press(COORDINATOR, crowded.chat(COORDINATOR).last, "Show what it would change")
    assert "Row 355, zone: “nowhere” is not a time zone." in texts_of(report.aside)
    assert labels_of(report.aside) == []


def test_a_large_file_is_not_applied_over_another_change(crowded: Play) -> None:
    _, answer = begun(crowded, large(5))
    _, other = begun(crowded, large(1))
    carry_out(crowded, other)
    carry_out(crowded, answer)
    crowded.deliver()
    assert len(numbers(crowded)) == 354
    assert "changed since you sent the file" in texts_of(crowded.chat(COORDINATOR).last)


def test_while_another_import_is_at_work_the_coordinator_is_told(crowded: Play) -> None:
    _, answer = begun(crowded, large(5))
    assert isinstance(answer, AnswerAndTask)
    assert answer.task is not None
    assert answer.task.step is FileStep.APPLY
    turn = Turn()
    turn.take("somebody else")
    FileDesk(crowded.ready.ledger, crowded.setting, turn).carry_out(answer.task)
    crowded.deliver()
    assert "was not brought in to the end" in texts_of(crowded.chat(COORDINATOR).last)
    assert len(numbers(crowded)) == 353


def test_a_coordinator_cannot_press_on_what_another_sent(play: Play) -> None:
    other = person("4", role="coordinator", account="local:demo:u4")
    play.press(COORDINATOR, send(play, *ROSTER, other).aside, "Apply it")
    answer = send(play, *ROSTER, other, person("5"))
    assert answer.aside is not None
    token, second = answer.aside.token, Account("local", "demo", "u4")

    def press(work: Work) -> Answer:
        card = work.cards.open(token)
        assert card is not None
        event = ButtonPressed("e-other", second, token, 0)
        whom = Whom(second, work.people.by_account(second))
        return apply_roster(Pressed(event, whom, card, card.actions[0]), work, play.setting)

    refused = play.ready.run(press)
    assert "no longer here" in texts_of(refused.aside)
    assert numbers(play) == {"1", "2", "3", "4"}


def test_the_same_file_event_twice_is_handled_once(play: Play) -> None:
    event = FileSent("once", COORDINATOR, SentFile("roster.csv", csv_of(*ROSTER, person("4"))))
    assert play.happen(event).aside is not None
    assert play.happen(event) == Answer()


def test_rotations_are_those_of_the_configuration(play: Play) -> None:
    engines = {"preset": "24/48", "anchors": {"A": "2026-01-01"}}
    rotations = {"engines": RotationConfig.model_validate(engines)}
    play.setting = setting_of(config_of(rotations=rotations))
    good = send(play, *ROSTER, person("4", rotation="engines", shift="C"))
    assert "New: one person" in texts_of(good.aside)
    bad = send(play, *ROSTER, person("4", rotation="engines", shift="D"))
    assert "Row 5, shift: the rotation engines has the shifts A, B, C" in texts_of(bad.aside)


# A second coordinator

SECOND = Account("local", "demo", "u8")
PEERS = tuple(person(str(n), role="supporter", station="Station 2") for n in (11, 12, 13))
WIDE = (*ROSTER, *PEERS, person("8", role="coordinator", account=str(SECOND)))
NARROW = (*(person("3", supervisor="11") if line is ROSTER[2] else line for line in WIDE),)


def bring_in_approved(play: Play) -> None:
    """With three supporters who are approved: nobody else is anybody's choice."""
    bring_in(play, *WIDE)

    def approve(work: Work) -> None:
        for each in work.people.by_numbers(["11", "12", "13"]).values():
            work.supporters.save(Supporter(each, state=SupporterState.APPROVED))

    play.ready.run(approve)


def test_a_file_that_leaves_hardly_a_choice_takes_two_coordinators(play: Play) -> None:
    bring_in_approved(play)
    answer = send(play, *NARROW)
    said = texts_of(answer.aside)
    assert "Fewer than three supporters would be left to one person" in said
    assert "Two coordinators have to agree to that." in said
    assert labels_of(answer.aside) == []
    again = send(play, *NARROW)
    assert labels_of(again.aside) == []  # twice the same is still one
    play.ready.clock.move(timedelta(minutes=10))
    other = send(play, *NARROW, whom=SECOND)
    assert "Two coordinators" not in texts_of(other.aside)
    assert labels_of(other.aside) == ["Apply it", "Drop it"]
    done = play.press(SECOND, other.aside, "Apply it")
    assert "The roster is up to date." in texts_of(done.aside)
    kinds = play.ready.run(
        lambda work: [entry.kind for entry, _ in as_stored(work).audit.entries(0, 100)]
    )
    assert kinds[-2:] == ["roster file agreed", "roster import done"]


def test_another_file_or_one_of_an_hour_ago_is_no_word_for_this_one(play: Play) -> None:
    bring_in_approved(play)
    send(play, *NARROW)
    other = send(play, *NARROW, person("9"), whom=SECOND)
    assert labels_of(other.aside) == []
    play.ready.clock.move(timedelta(minutes=61))
    late = send(play, *NARROW, whom=SECOND)
    assert labels_of(late.aside) == []


def test_who_coordinates_no_more_has_no_say(play: Play) -> None:
    bring_in_approved(play)
    send(play, *NARROW, whom=SECOND)
    rows = (*(person("8", account=str(SECOND)) if line is WIDE[-1] else line for line in WIDE),)
    bring_in(play, *rows)
    narrow = (*(person("3", supervisor="11") if line is ROSTER[2] else line for line in rows),)
    assert labels_of(send(play, *narrow).aside) == []
    assert labels_of(send(play, *NARROW).aside) == []


def third(supervisor: str, account: str = "local:demo:u3") -> tuple[str, ...]:
    """The same roster, with another supervisor and account of person 3."""
    row = person("3", account=account, supervisor=supervisor)
    return tuple(row if line is ROSTER[2] else line for line in WIDE)


def approved_too(play: Play, number: str) -> None:
    play.ready.run(lambda work: approve(number, work, play.setting))


def test_supporters_whom_a_file_makes_up_are_no_choice(play: Play) -> None:
    """A commander names three supporters who do not exist, and then whom they stand above."""
    bring_in_approved(play)
    made_up = tuple(person(str(n), role="supporter") for n in (21, 22, 23))
    assert "Two coordinators have to agree" in texts_of(send(play, *NARROW, *made_up).aside)
    bring_in(play, *WIDE, *made_up)
    assert "Two coordinators have to agree" in texts_of(send(play, *NARROW, *made_up).aside)
    approved_too(play, "21")
    assert labels_of(send(play, *NARROW, *made_up).aside) == ["Apply it", "Drop it"]


def test_another_account_takes_no_tie_away(play: Play) -> None:
    """Under another account somebody is new; who was above them is excluded all the same."""
    bring_in_approved(play)
    fourth = person("14", role="supporter")
    bring_in(play, *WIDE, fourth)
    approved_too(play, "14")
    bring_in(play, *third("11"), fourth)
    assert labels_of(send(play, *third("12"), fourth).aside) == []
    assert labels_of(send(play, *third("12", account="local:demo:u33"), fourth).aside) == []


def test_supporters_whom_the_file_itself_makes_new_are_no_choice(play: Play) -> None:
    """They are not approved any more once it is applied."""
    bring_in_approved(play)
    bring_in(play, *WIDE, person("14", role="supporter", account="local:demo:u14"))
    approved_too(play, "14")
    wide = send(play, *third("11"), person("14", role="supporter", account="local:demo:u14"))
    assert labels_of(wide.aside) == ["Apply it", "Drop it"]
    anew = send(play, *third("11"), person("14", role="supporter", account="local:demo:u15"))
    assert "Two coordinators have to agree" in texts_of(anew.aside)


def test_a_word_that_was_taken_back_is_none(play: Play) -> None:
    bring_in_approved(play)
    send(play, *NARROW)
    second = send(play, *NARROW, whom=SECOND)
    first = send(play, *NARROW)
    assert labels_of(first.aside) == ["Apply it", "Drop it"]
    play.press(SECOND, second.aside, "Drop it")
    refused = play.press(COORDINATOR, first.aside, "Apply it")
    assert "Two coordinators have to agree" in texts_of(refused.aside)
    assert "Changed" in texts_of(send(play, *NARROW).aside), "nothing was applied"


def test_a_word_that_was_taken_back_is_none_for_a_large_file(play: Play) -> None:
    bring_in_approved(play)
    more = tuple(person(str(n)) for n in range(1000, 1300))
    bring_in(play, *WIDE, *more)
    for whom in (COORDINATOR, SECOND, COORDINATOR):
        carry_out(play, send(play, *NARROW, *more, whom=whom))
        play.deliver()
        report = play.press(whom, play.chat(whom).last, "Show what it would change")
        if whom == SECOND:
            seconds = report
    begun_now = play.press(COORDINATOR, report.aside, "Apply it")
    play.press(SECOND, seconds.aside, "Drop it")
    carry_out(play, begun_now)
    play.deliver()
    assert "Two coordinators have to agree" in texts_of(play.chat(COORDINATOR).last)
