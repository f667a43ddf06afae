"""What a command of the operator's can ask, each by one flow in one unit of work.

Everything is typed: what is asked and replied are dataclasses that JSON carries over the socket.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from bot.flows.importing import Linking, apply_piece
from bot.flows.inviting import StationInvited, invite_station
from bot.flows.roster_state import RosterState, roster_state, stored_facts
from bot.flows.vetting import (
    approve,
    put_on_call,
    set_training,
    supporter_lines,
    suspend,
    take_off_call,
)
from bot.model.ids import PersonId
from bot.model.people import PersonState
from bot.model.supporters import OnCall, SupporterLine
from bot.ports import KeyEpochs, Priority, Walked, Work
from bot.ports.keys import Place
from bot.rendering.report_table import table_in_words
from bot.rendering.wording import Wording
from bot.roster.steps import Piece
from bot.roster.stored import Stored
from bot.setting import Setting

A = TypeVar("A")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Command(Generic[A, R]):
    """`alone`: only one import at a time may ask it (`office.Turn`)."""

    name: str
    asked: type[A]
    replied: type[R]
    flow: Callable[[A, Work, Setting], R]
    priority: Priority = Priority.PRESS
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """Asks for no more than the command's name says, or replies that it was done."""


@dataclass(frozen=True, slots=True)
class Which:
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    people: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class HowMany:
    people: int


@dataclass(frozen=True, slots=True)
class Apply:
    piece: Piece
    linking: Linking


@dataclass(frozen=True, slots=True)
class Counts:
    """What the audit keeps of an import: kinds and counts."""

    kind: str
    counts: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """The organisation's own for a person."""

    number: str


@dataclass(frozen=True, slots=True)
class Trained:
    number: str
    until: date


@dataclass(frozen=True, slots=True)
class OnCallSet:
    number: str
    period: OnCall
    wake_url: str | None


@dataclass(frozen=True, slots=True)
class Lines:
    supporters: tuple[SupporterLine, ...]


@dataclass(frozen=True, slots=True)
class NewKeys:
    """An epoch, and the check of its keys in hexadecimal: a command never carries a key."""

    epoch: int
    check: str
    renew: bool


@dataclass(frozen=True, slots=True)
class KeyTables:
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Up to `most` rows after a place."""

    place: Place
    most: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A table in words, its heading first."""

    rows: tuple[tuple[str, ...], ...]


def _reports(work: Work, setting: Setting) -> Rows:
    """All that was published, in the organisation's language."""
    released = (work.releases.get(quarter) for quarter in work.releases.quarters())
    figures = [each.figures for each in released if each is not None]
    wording = Wording(setting, setting.config.organisation.language)
    return Rows(tuple(tuple(row) for row in table_in_words(wording, figures)))


def _audit(counted: Counts, work: Work, setting: Setting) -> Nothing:
    work.audit.add(counted.kind, counted.counts)
    return Nothing()


def _announce(asked: NewKeys, work: Work, setting: Setting) -> Nothing:
    work.keys.announce(asked.epoch, bytes.fromhex(asked.check), renew=asked.renew)
    return Nothing()


def _activate(_: Nothing, work: Work, setting: Setting) -> HowMany:
    """How many processes do not have the keys yet; none: they are in force."""
    lagging = work.keys.lagging()
    if not lagging:
        work.keys.activate()
    return HowMany(lagging)


def _finish(_: Nothing, work: Work, setting: Setting) -> Nothing:
    work.keys.finish()
    return Nothing()


def _release(_: Nothing, work: Work, setting: Setting) -> Nothing:
    work.keys.release()
    return Nothing()


_BULK = Priority.BULK
ROSTER_STATE = Command(
    "roster state",
    Nothing,
    RosterState,
    lambda _, work, setting: roster_state(work, setting),
    _BULK,
)
ROSTER_FACTS = Command(
    "roster facts",
    Which,
    Facts,
    lambda which, work, _: Facts(stored_facts(which.people, work)),
    _BULK,
)
ROSTER_SIZE = Command(
    "roster size",
    Nothing,
    HowMany,
    lambda _, work, __: HowMany(work.people.count(PersonState.ROSTER)),
)
APPLY_PIECE = Command(
    "apply piece",
    Apply,
    Which,
    lambda a, work, setting: Which(apply_piece(a.piece, a.linking, work, setting)),
    _BULK,
    alone=True,
)
ROSTER_AUDIT = Command("roster audit", Counts, Nothing, _audit, _BULK, alone=True)
INVITE = Command(
    "invite", Name, StationInvited, lambda asked, work, _: invite_station(asked.name, work)
)
APPROVE = Command(
    "approve",
    Number,
    SupporterLine,
    lambda asked, work, setting: approve(asked.number, work, setting),
)
SUSPEND = Command(
    "suspend", Number, SupporterLine, lambda asked, work, _: suspend(asked.number, work)
)
TRAINING = Command(
    "training",
    Trained,
    SupporterLine,
    lambda asked, work, setting: set_training(asked.number, asked.until, work, setting),
)
ON_CALL = Command(
    "on call",
    OnCallSet,
    SupporterLine,
    lambda asked, work, _: put_on_call(asked.number, asked.period, asked.wake_url, work),
)
OFF_CALL = Command(
    "off call", Number, SupporterLine, lambda asked, work, _: take_off_call(asked.number, work)
)
SUPPORTERS = Command(
    "supporters", Nothing, Lines, lambda _, work, setting: Lines(supporter_lines(work, setting))
)
REPORTS = Command("reports", Nothing, Rows, lambda _, work, setting: _reports(work, setting))

KEY_EPOCHS = Command("key epochs", Nothing, KeyEpochs, lambda _, work, __: work.keys.epochs)
KEY_TABLES = Command(
    "key tables", Nothing, KeyTables, lambda _, work, __: KeyTables(work.keys.tables)
)
ANNOUNCE_KEYS = Command("announce keys", NewKeys, Nothing, _announce, _BULK)
ACTIVATE_KEYS = Command("activate keys", Nothing, HowMany, _activate, _BULK)
SEAL_ANEW = Command(
    "seal anew", Stretch, Walked, lambda a, work, _: work.keys.walk(a.place, a.most), _BULK
)
COUNT_KEYS = Command(
    "count keys", Stretch, Walked, lambda a, work, _: work.keys.count(a.place, a.most), _BULK
)
REQUIRE_NEW_DATA_KEYS = Command(
    "require new data keys",
    Nothing,
    HowMany,
    lambda _, work, __: HowMany(work.keys.require_new_data_keys()),
    _BULK,
)
FORGET_FORMER = Command(
    "forget former keys",
    Stretch,
    Walked,
    lambda a, work, _: work.keys.forget_former(a.place, a.most),
    _BULK,
)
FINISH_ROTATION = Command("finish rotation", Nothing, Nothing, _finish, _BULK)
RELEASE_KEYS = Command("release keys", Nothing, Nothing, _release, _BULK)

COMMANDS: Mapping[str, Command[Any, Any]] = {
    command.name: command
    for command in (
        ROSTER_STATE,
        ROSTER_FACTS,
        ROSTER_SIZE,
        APPLY_PIECE,
        ROSTER_AUDIT,
        INVITE,
        APPROVE,
        SUSPEND,
        TRAINING,
        ON_CALL,
        OFF_CALL,
        SUPPORTERS,
        REPORTS,
        KEY_EPOCHS,
        KEY_TABLES,
        ANNOUNCE_KEYS,
        ACTIVATE_KEYS,
        SEAL_ANEW,
        COUNT_KEYS,
        REQUIRE_NEW_DATA_KEYS,
        FORGET_FORMER,
        FINISH_ROTATION,
        RELEASE_KEYS,
    )
}
