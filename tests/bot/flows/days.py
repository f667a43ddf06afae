"""Living through days: looks at their own instants, messages at their minutes, and members who
answer or do not. By the real flows on a real ledger; nothing happens but at its time."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.config.models import QuietHours, RhythmPolicy
from bot.flows import checking_in
from bot.flows.calls import Waking
from bot.flows.delivering import Batch, Outcome, settle, take
from bot.flows.looking import look
from bot.handling import Dispatch
from bot.messages import Answer
from bot.model.content import Lane, OutboxState
from bot.model.ids import Account, PersonId
from bot.model.people import Membership, MembershipState, Person, PersonState, RosterFacts
from bot.ports import Delivery, Work
from bot.rendering.routine import RENDERERS
from bot.setting import Setting
from storage.tables import person as person_table
from storage.unit_of_work import as_stored
from tests.playing import Play, config_of, setting_of
from tests.storage_fixtures import ReadyLedger

DAY = timedelta(days=1)
_FIRST_LOOK = select(func.min(person_table.c.look_at))


@dataclass(frozen=True, slots=True)
class Said:
    """A message that arrived. `kind` is the first part of its key (chk, not, hel, inv, inr)."""

    at: datetime
    to: PersonId
    kind: str
    text: str
    reason: str


@dataclass
class Days:
    """`answers` says who answers a check-in, and with which button."""

    ready: ReadyLedger
    setting: Setting
    answers: dict[PersonId, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    _play: Play = field(init=False)

    def __post_init__(self) -> None:
        nobody = _nobody_types
        dispatch = Dispatch(checking_in.PRESSES, {}, {}, *[nobody] * 5)
        self._play = Play(self.ready, self.setting, dispatch, RENDERERS)

    def add(self, *people: Person) -> None:
        """To be looked at for the first time within a day, as an import does it."""
        now = self.ready.clock.now()
        self.ready.run(
            lambda work: work.people.add_many(
                [(each, now + DAY * work.draw("first", str(each.id))) for each in people]
            )
        )

    def change(self, person: PersonId, change: Callable[[Person], Person]) -> None:
        self.ready.run(lambda work: work.people.save(change(work.people.get(person))))

    def live_until(self, end: datetime) -> None:
        clock = self.ready.clock
        while True:
            nearest = min((at for at in (self._next_look(), self._next_due()) if at), default=end)
            if nearest > end:
                clock.instant = end
                return
            clock.instant = max(nearest, clock.instant)
            self.tick()

    def tick(self) -> None:
        """What the scheduler does at one instant."""
        while self.ready.run(lambda work: look(work, self.setting, most=100)):
            pass
        self.deliver()

    def deliver(self) -> None:
        while jobs := self.ready.run(self._take):
            outcomes = [self._arrives(job) for job in jobs]
            self.ready.run(partial(settle, outcomes=outcomes))

    def to(self, person: PersonId) -> list[Said]:
        return [said for said in self.said if said.to == person]

    def unsolicited(self) -> list[Said]:
        return [said for said in self.said if said.reason not in SOLICITED]

    def _take(self, work: Work) -> tuple[Any, ...]:
        until = work.now + timedelta(minutes=5)
        batch = Batch(tuple(Lane), 100, "test", until)
        return take(work, self.setting, RENDERERS, batch).jobs

    def _arrives(self, job: Delivery | Waking) -> Outcome:
        assert isinstance(job, Delivery)
        kind, person, _ = job.card_key.split(":")
        rhythm = self.ready.person(PersonId(int(person))).rhythm
        texts = {
            "chk": rhythm.last_check_in_text,
            "not": rhythm.last_note_text,
            "hel": rhythm.last_hello_text,
        }
        self.said.append(
            Said(
                self.ready.clock.now(),
                PersonId(int(person)),
                kind,
                texts.get(kind, ""),
                rhythm.last_reason,
            )
        )
        answer = self.answers.get(PersonId(int(person)))
        if kind == "chk" and answer is not None:
            self._play.press(job.account, job.message, answer)
        return Outcome(job.row, OutboxState.SENT, key=job.card_key, handle=f"h{job.row}")

    def _next_look(self) -> datetime | None:
        first = self.ready.run(lambda work: as_stored(work).context.run(_FIRST_LOOK).scalar_one())
        return (
            None
            if first is None
            else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=first)
        )

    def _next_due(self) -> datetime | None:
        return self.ready.run(lambda work: work.outbox.next_due())


SOLICITED = {"why-red", "why-later", "why-agreed", "why-follow-up"}


def _nobody_types(*_: object) -> Answer:
    raise AssertionError("nobody types in these tests")


def member(number: int, joined_at: datetime | None, *, zone: str, **parts: Any) -> Person:
    """Somebody on the roster; joined at that instant, or not at all."""
    roster = RosterFacts(
        number=f"{number:04}",
        name=f"Person {number}",
        station=parts.pop("station", "Station 1"),
        crew=parts.pop("crew", ""),
        shift=parts.pop("shift", ""),
        rotation=parts.pop("rotation", ""),
        zone=zone,
        accounts=(Account("local", "demo", f"u{number}"),),
    )
    state = MembershipState.NONE if joined_at is None else MembershipState.JOINED
    membership = Membership(state=state, joined_at=joined_at, **parts)
    return Person(PersonId(2**61 + number), PersonState.ROSTER, roster, membership)


def local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def noon_before(day: date, days: int, zone: str) -> datetime:
    """Ten in the morning there, so many days before."""
    wall = datetime.combine(day - timedelta(days=days), time(10), ZoneInfo(zone))
    return wall.astimezone(UTC)


def setting_with(**rhythm: Any) -> Setting:
    policy = RhythmPolicy(quiet=QuietHours(), **rhythm)
    return setting_of(config_of(rhythm=policy))


def with_membership(person: Person, **changes: Any) -> Person:
    return replace(person, membership=replace(person.membership, **changes))


def by_person(said: Iterable[Said]) -> dict[PersonId, list[Said]]:
    found: dict[PersonId, list[Said]] = defaultdict(list)
    for each in said:
        found[each.to].append(each)
    return found


def memory_folder() -> Path:
    """Where a commit costs no disk: months of looks are thousands of commits."""
    shared = Path("/dev/shm")
    return Path(mkdtemp(dir=shared if os.access(shared, os.W_OK) else None))
