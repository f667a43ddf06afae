"""The look: everyone on the roster, once a day, joined or not. If a message falls before the next
look, it is put in the outbox for its minute."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.flows.crew_hours import BatchHours
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.people import Person, Preferences, Rhythm
from bot.ports import Work
from bot.reports.noting import settled
from bot.rota.clock import local_day
from bot.rules.facts import Facts, Trigger, facts_at
from bot.rules.looks import next_look
from bot.rules.minutes import other_minutes
from bot.rules.policy import allowed_from, decide, spans
from bot.rules.texts import pick_text
from bot.setting import Setting

_GROUP = {
    ContentKind.CHECK_IN: "check-in",
    ContentKind.NOTE: "note",
    ContentKind.HELLO: "hello",
}
DAY_AND_SLEEP = timedelta(days=3)
"""A shift ends the day after it starts, its sleep on that day, and the rota may be a date behind
where the member is."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that falls before the next look."""

    facts: Facts
    trigger: Trigger
    at: datetime


class _Budget(NamedTuple):
    """Of a workspace, on a day of the organisation's."""

    workspace: str
    day: date


class Surroundings:
    """What a batch of looks shares, each thing read once and only when a look needs it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._invited: dict[str, datetime | None] = {}

    def invited_at(self, station: str) -> datetime | None:
        """When the coordinator had that station invited. Of a large organisation's thousands a
        batch needs a few."""
        if station not in self._invited:
            found = self._work.stations.get(station)
            self._invited[station] = found.invited_at if found else None
        return self._invited[station]


def look(work: Work, setting: Setting, *, most: int) -> int:
    """Looks at the people whose look is due, `most` at once; how many there were.

    1. The rules decide on each. 2. Minutes are found that the crews have free, first for what was
    asked for: it needs no budget, and makes way for nothing that may find none. 3. What the budget
    allows is put in the outbox, its hours are kept, and everybody's next look is set.
    """
    due = work.people.due_for_look(most)
    if not due:
        return 0
    around, hours = Surroundings(work), BatchHours(work)
    looks = {id_: next_look(id_, work.now, work.draw) for id_ in due}
    people = work.people.readable(due)
    decided = [
        found
        for person in people.values()
        if (found := _decided(person, looks[person.id], around, work, setting)) is not None
    ]
    decided.sort(key=lambda each: not each.trigger.solicited)
    hours.look_up((each.facts.person, each.at) for each in decided)
    planned = [found for each in decided if (found := _with_a_minute(each, hours)) is not None]
    allowed = _within_budget(planned, work, setting)
    hours.keep(each.facts.person.id for each in allowed)
    work.outbox.put_many([_message(each, work, setting) for each in allowed])
    _tidy(people.values(), work, setting)
    work.people.set_looks(tuple(looks.items()))
    return len(due)


def _decided(
    person: Person, until: datetime, around: Surroundings, work: Work, setting: Setting
) -> Planned | None:
    """What the rules say of one person, if a message falls before the next look.

    Somebody whose facts they cannot read (a zone that is no more) is passed over until then:
    everybody else of the batch is not to wait for them.
    """
    facts = facts_of(person, until, around, work, setting)
    try:
        decision = decide(facts)
    except (LookupError, ValueError) as error:
        log.error("person %d was not looked at: %s", person.id, type(error).__name__)
        return None
    if decision.trigger is None or decision.at is None:
        return None
    return Planned(facts, decision.trigger, decision.at)


def facts_of(
    person: Person, until: datetime, around: Surroundings, work: Work, setting: Setting
) -> Facts:
    """The person's facts for the window from now until their next look."""
    roster, rhythm = person.roster, person.rhythm
    who, count = str(person.id), f"{rhythm.routine_count}.{rhythm.check_in_count}"
    uninvited = rhythm.invited_at is None and not person.joined  # nobody else's is asked for
    return facts_at(
        person,
        work.now,
        until,
        setting.config.rhythm,
        setting.rotations,
        spread=work.draw("spread", who, count),
        minute=work.draw("minute", who, count),
        station_invited_at=around.invited_at(roster.station) if uninvited else None,
    )


def routine(
    person: Person, trigger: Trigger, at: datetime, work: Work, setting: Setting
) -> Outgoing:
    """The message of a trigger, with all that its delivery needs to ask the rules again."""
    kind = trigger.kind
    args: dict[str, str | int] = {
        "e": int(trigger.earliest.timestamp()),
        "s": int(trigger.solicited),
        "w": int(trigger.at_worst),
        "y": trigger.reason,
    }
    if kind in _GROUP:
        args["t"] = _fresh_text(person, kind, work, setting)
    if kind is ContentKind.CHECK_IN:
        args["n"] = person.rhythm.check_in_count + 1
    if kind is ContentKind.FOLLOW_UP and person.rhythm.aftercare is not None:
        args["p"] = person.rhythm.aftercare.supporter
    return Outgoing(
        key=f"{kind.value}:{person.id}:{int(at.timestamp())}",
        to=person.id,
        about=person.id,
        content=Content(kind, args),
        due_at=at,
        lane=Lane.ROUTINE,
    )


def _message(planned: Planned, work: Work, setting: Setting) -> Outgoing:
    return routine(planned.facts.person, planned.trigger, planned.at, work, setting)


def _tidy(people: Iterable[Person], work: Work, setting: Setting) -> None:
    """Forgets what may not be kept any longer."""
    tidied = []
    for person in people:
        rhythm = forgotten(person.rhythm, setting, work.now)
        preferences = without_past_days(person, work.now)
        if rhythm is not person.rhythm or preferences is not person.preferences:
            tidied.append(replace(person, rhythm=rhythm, preferences=preferences))
    work.people.save_many(tidied)


def forgotten(rhythm: Rhythm, setting: Setting, now: datetime) -> Rhythm:
    """The rhythm without what may not be kept any longer: an old answer, old withdrawals, and why
    the last message came, which may be the answer before it."""
    oldest = now - timedelta(days=setting.config.retention.answer)
    answer = rhythm.answer if rhythm.answer and rhythm.answer.at > oldest else None
    day_ago = now - timedelta(days=1)
    withdrawals = tuple(at for at in rhythm.withdrawals if at > day_ago)
    reason = rhythm.last_reason if _was_written_to_since(oldest, rhythm) else ""
    if (answer, withdrawals, reason) == (rhythm.answer, rhythm.withdrawals, rhythm.last_reason):
        return rhythm
    if answer is None:
        rhythm = settled(rhythm, setting.config.organisation.zone)
    return replace(rhythm, answer=answer, withdrawals=withdrawals, last_reason=reason)


def _was_written_to_since(oldest: datetime, rhythm: Rhythm) -> bool:
    sent = (rhythm.last_unsolicited_at, rhythm.last_check_in_at)
    return any(at is not None and at > oldest for at in sent)


def without_past_days(person: Person, now: datetime) -> Preferences:
    """The preferences without the single days that no shift, and no sleep after one, can reach
    into any more: those of three days ago and earlier, where the member is."""
    wishes = person.preferences
    if not wishes.overrides:
        return wishes
    oldest = local_day(person.roster.zone, now) - DAY_AND_SLEEP
    kept = tuple(each for each in wishes.overrides if each.day > oldest)
    return wishes if kept == wishes.overrides else replace(wishes, overrides=kept)


def _fresh_text(person: Person, kind: ContentKind, work: Work, setting: Setting) -> str:
    last = {
        ContentKind.CHECK_IN: person.rhythm.last_check_in_text,
        ContentKind.NOTE: person.rhythm.last_note_text,
        ContentKind.HELLO: person.rhythm.last_hello_text,
    }[kind]
    ids = setting.texts.rotation(person.language, _GROUP[kind])
    return pick_text(ids, last, work.draw("text", str(person.id), str(work.now.toordinal())))


def _with_a_minute(planned: Planned, hours: BatchHours) -> Planned | None:
    """At a minute at which nobody else of the crew gets a message within the hour: the first, or
    one of another hour before the next look. Where there is none, a message that was asked for
    goes at the first all the same, and another waits for the next look."""
    facts, trigger = planned.facts, planned.trigger
    if hours.reserve(facts.person, planned.at):
        return planned
    start = allowed_from(facts, trigger) or facts.until
    for span in spans(facts, trigger, start):
        for minute in other_minutes(span, start, trigger.at_worst):
            if hours.reserve(facts.person, minute):
                return replace(planned, at=minute)
    return planned if trigger.solicited else None


def _within_budget(planned: Sequence[Planned], work: Work, setting: Setting) -> Sequence[Planned]:
    """Unsolicited messages share a daily budget of the workspace, so that a wave is spread: what
    is left goes to those who were looked at first."""
    wanted = Counter(_budget_of(each, setting) for each in planned if not each.trigger.solicited)
    left = {
        budget: work.reservations.spend_some(
            "workspace",
            budget.workspace,
            day=budget.day,
            most=setting.config.rhythm.daily_budget,
            wanted=count,
        )
        for budget, count in wanted.items()
    }
    granted = []
    for each in planned:
        budget = _budget_of(each, setting)
        if not each.trigger.solicited:
            left[budget] -= 1
        if each.trigger.solicited or left[budget] >= 0:
            granted.append(each)
    return granted


def _budget_of(planned: Planned, setting: Setting) -> _Budget:
    account = planned.facts.person.accounts[0]
    return _Budget(account.place, local_day(setting.config.organisation.zone, planned.at))
