"""A roster by file in chat: a coordinator sends it, sees what it would change, and applies it.

What is small enough is compared and applied on the spot. For the rest the flow keeps the file and
gives a `FileTask`, which the running process carries out in pieces after the commit; the outcome
comes as a message. Should the process die, a message that was put in the outbox with the press
says an hour later that the import did not come to its end.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from bot.events import Event, FileSent
from bot.flows.importing import Linking, apply_piece
from bot.flows.pressing import Pressed, Presses, Whom, aside, shown
from bot.flows.roles import coordinator_of
from bot.flows.roster_state import roster_state, stored_facts
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.ids import PersonId
from bot.model.people import Person, PersonState
from bot.ports import ROSTER_KEPT_FOR, PendingRoster, Work
from bot.rendering.roster import leavers_card, report_card
from bot.rendering.wording import card, lines_part, part, ways_on
from bot.roster.columns import RosterRow
from bot.roster.difference import Difference, Summary, difference, summary
from bot.roster.known import Known
from bot.roster.mistakes import Mistakes
from bot.roster.reading import read_roster
from bot.roster.report import FileOutcome, Report, mistakes_report, report_of
from bot.roster.steps import Link, Piece, steps
from bot.roster.stored import seen
from bot.setting import Setting

#: What one unit of work compares or applies at once: some 100 ms of the writer's time.
MOST_BYTES_AT_ONCE = 50_000
MOST_PEOPLE_AT_ONCE = 300


class FileStep(StrEnum):
    """What a large file is given over for, after the commit."""

    COMPARE = "compare"
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class FileTask:
    """What remains to be done with a file once the answer is committed, and for whom.

    `digest` is of what the coordinator saw before they said to apply it.
    """

    step: FileStep
    file: int
    by: PersonId
    digest: str = ""


@dataclass(frozen=True, slots=True)
class AnswerAndTask(Answer):
    """An answer after which the process has something to do (`bot.control.by_file`)."""

    task: FileTask | None = None


# Sending


def receive_file(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    """A file that somebody sent to the bot. From anyone but a coordinator it gets the one answer,
    whatever is in it, and is kept nowhere."""
    assert isinstance(event, FileSent)
    wording = whom.wording(setting)
    coordinator = coordinator_of(whom)
    if coordinator is None:
        lines = lines_part(wording)
        return aside(
            card(wording, part(wording("file-not-read")), lines, part("", *ways_on(wording))),
            whom,
            work,
        )
    if not event.file.name.lower().endswith(".csv"):
        return aside(card(wording, part(wording("roster-not-csv-file"))), whom, work)
    return _compare(event.file.content, coordinator, whom, work, setting)


def _compare(
    content: bytes, coordinator: Person, whom: Whom, work: Work, setting: Setting
) -> Answer:
    wording = whom.wording(setting)
    if not _is_small(content, work):
        file = work.pending_rosters.add(coordinator.id, content)
        task = FileTask(FileStep.COMPARE, file, coordinator.id)
        said = shown(card(wording, part(wording("roster-reading"))), whom, work)
        return AnswerAndTask(aside=said, task=task)
    found = _compared_now(content, work, setting)
    if isinstance(found, Mistakes):
        return aside(report_card(mistakes_report(found, wording), wording), whom, work)
    _, told = found
    file = 0 if told.is_empty else work.pending_rosters.add(coordinator.id, content)
    by_another = partial(agreed, file, coordinator.id, work)
    return aside(report_card(report_of(told, file, wording, by_another), wording), whom, work)


def agreed(file: int, by: PersonId, work: Work) -> bool:
    """Whether another who is a coordinator now has sent the same file within the hour, and has not
    dropped it. Files are sent by coordinators alone; whoever is none any more has no say."""
    pending = work.pending_rosters.get(file)
    return pending is not None and _other(pending, work) is not None


def still_agreed(pending: PendingRoster, work: Work) -> bool:
    """As it is applied; on record with both."""
    other = _other(pending, work)
    if other is not None:
        work.audit.add("roster file agreed", {"person": other, "by": pending.by})
    return other is not None


def _other(pending: PendingRoster, work: Work) -> PersonId | None:
    others = work.pending_rosters.others(pending.by, pending.content)
    return min(set(others) & set(work.people.coordinators()), default=None)


def _is_small(content: bytes, work: Work) -> bool:
    states = (PersonState.ROSTER, PersonState.LEFT)
    there = sum(work.people.count(state) for state in states)
    return len(content) <= MOST_BYTES_AT_ONCE and there <= MOST_PEOPLE_AT_ONCE


def _compared_now(
    content: bytes, work: Work, setting: Setting
) -> tuple[Difference, Summary] | Mistakes:
    rows = read_roster(content, Known.of(setting.config, setting.texts.languages()))
    if isinstance(rows, Mistakes):
        return rows
    found = _difference_now(rows, work, setting)
    if isinstance(found, Mistakes):
        return found
    return found, summary(found, rows, setting.config)


def _difference_now(
    rows: tuple[RosterRow, ...], work: Work, setting: Setting
) -> Difference | Mistakes:
    state = roster_state(work, setting)
    by_number = {row.number: row for row in rows}
    stored = stored_facts(state.people, work)
    beside = [seen(each, by_number.get(each.facts.number), state.today) for each in stored]
    return difference(rows, beside, state.stations, state.today, frozenset(state.approved))


# Deciding


def apply_roster(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """1. The file has to be there still, and sent by this coordinator. 2. More than ten leavers
    are asked about once more. 3. What is small is applied now, if it is still what was shown; the
    rest is begun, with a word for the case that it does not come to its end."""
    pending = _pending(pressed, work)
    if pending is None:
        return _say("roster-not-there", pressed, work, setting)
    args = pressed.action.args
    digest, leavers = str(args["d"]), int(args["n"])
    if leavers and not args.get("sure"):
        asked = leavers_card(pending.id, digest, leavers, pressed.whom.wording(setting))
        return aside(asked, pressed.whom, work)
    if not _is_small(pending.content, work):
        return _begin(pending, digest, pressed, work, setting)
    work.pending_rosters.drop(pending.id)
    found = _compared_now(pending.content, work, setting)
    if isinstance(found, Mistakes) or found[1].digest != digest:
        return _say("roster-changed-since", pressed, work, setting)
    if found[1].needs_second and not still_agreed(pending, work):
        return _say("roster-second-needed", pressed, work, setting)
    _apply_now(found[0], pending.by, work, setting)
    return _say("roster-applied", pressed, work, setting)


def drop_roster(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    pending = _pending(pressed, work)
    if pending is None:
        return _say("roster-not-there", pressed, work, setting)
    work.pending_rosters.drop(pending.id)
    return _say("roster-dropped", pressed, work, setting)


def show_roster(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """What comparing a large file came to."""
    kept = _own(int(pressed.action.args["s"]), pressed, work)
    if kept is None:
        return _say("roster-not-there", pressed, work, setting)
    report = Report.from_bytes(kept.content)
    return aside(report_card(report, pressed.whom.wording(setting)), pressed.whom, work)


def _pending(pressed: Pressed, work: Work) -> PendingRoster | None:
    return _own(int(pressed.action.args["id"]), pressed, work)


def _own(id_: int, pressed: Pressed, work: Work) -> PendingRoster | None:
    """What is kept under that id, if whoever presses sent it and is a coordinator still."""
    pending = work.pending_rosters.get(id_)
    coordinator = coordinator_of(pressed.whom)
    is_theirs = pending is not None and coordinator is not None and pending.by == coordinator.id
    return pending if is_theirs else None


def _say(text: str, pressed: Pressed, work: Work, setting: Setting) -> Answer:
    wording = pressed.whom.wording(setting)
    return aside(card(wording, part(wording(text))), pressed.whom, work)


def _apply_now(found: Difference, by: PersonId, work: Work, setting: Setting) -> None:
    """In this one unit of work: all of it or nothing."""
    careful = Linking(careful=True)
    waiting = apply_piece(Piece.of(steps(found, work.new_id)), careful, work, setting)
    apply_piece(Piece(link=tuple(Link(each) for each in waiting)), careful, work, setting)
    work.audit.add("roster import done", {**found.counts, "by": by})


def _begin(
    pending: PendingRoster, digest: str, pressed: Pressed, work: Work, setting: Setting
) -> Answer:
    """The word for an import that breaks off waits in the outbox; the end of it takes it back.
    Pressed twice, it is begun once."""
    wording = pressed.whom.wording(setting)
    answer = shown(card(wording, part(wording("roster-applying"))), pressed.whom, work)
    if not work.outbox.put(
        outcome(pending.id, pending.by, FileOutcome.UNFINISHED, work.now + ROSTER_KEPT_FOR)
    ):
        return Answer(aside=answer)
    task = FileTask(FileStep.APPLY, pending.id, pending.by, digest)
    return AnswerAndTask(aside=answer, task=task)


# What the process says when it is done


def outcome(file: int, to: PersonId, what: FileOutcome, at: datetime) -> Outgoing:
    content = Content(ContentKind.ROSTER_OUTCOME, {"o": what.value})
    return Outgoing(_key(file, what), to, to, content, at, Lane.ANSWER)


def _key(file: int, what: FileOutcome) -> str:
    return f"roster:{what.value}:{file}"


def finish(task: FileTask, what: FileOutcome, work: Work) -> None:
    """The import came to an end: the word for the other case is taken back."""
    work.outbox.cancel(_key(task.file, FileOutcome.UNFINISHED))
    work.pending_rosters.drop(task.file)
    work.outbox.put(outcome(task.file, task.by, what, work.now))


def hand_in_report(task: FileTask, report: Report, work: Work) -> None:
    """What comparing came to is kept like the file, and its coordinator hears of it."""
    if not report.digest and not report.waits:
        work.pending_rosters.drop(task.file)
    kept = work.pending_rosters.add(task.by, report.to_bytes())
    content = Content(ContentKind.ROSTER_COMPARED, {"s": kept})
    work.outbox.put(
        Outgoing(f"roster:compared:{task.file}", task.by, task.by, content, work.now, Lane.ANSWER)
    )


PRESSES: Presses = {
    ActionKind.APPLY_ROSTER: apply_roster,
    ActionKind.DROP_ROSTER: drop_roster,
    ActionKind.SHOW_ROSTER: show_roster,
}
