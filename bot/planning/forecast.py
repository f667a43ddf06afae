"""What a roster would get if everyone joined today and answered green, by the rules in force."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.config.models import RhythmPolicy
from bot.flows.routine_delivery import recorded
from bot.model.content import Content, ContentKind
from bot.model.people import Person, Rhythm
from bot.planning.made_up import draw, made_up_people
from bot.rota.clock import local_day
from bot.rota.rotation import Rotation
from bot.rules.facts import Effect, Facts, Trigger, Verdict, facts_at
from bot.rules.looks import next_look
from bot.rules.policy import DOES_NOT_APPLY, decide, explain

#: So many people are reckoned at most; of a larger roster each stands for several.
MOST_RECKONED = 300
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Programme:
    """What the forecast goes by; `zone` is the organisation's."""

    policy: RhythmPolicy
    rotations: Mapping[str, Rotation]
    zone: str


@dataclass(frozen=True, slots=True)
class Week:
    """`first` is its first day; `counts` are rounded to tens (0: fewer than five), kinds without
    any left out. `nothing` says why where there are none at all."""

    first: date
    days: int
    counts: tuple[tuple[ContentKind, int], ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    weeks: tuple[Week, ...]
    fullest_day: int  #: messages, rounded up to tens


@dataclass(frozen=True, slots=True)
class _Lived:
    """A person as they are from that instant on."""

    since: datetime
    person: Person


def forecast(people: int, programme: Programme, start: datetime, days: int) -> Forecast:
    """For that many people from `start` (aware) on. Nothing is drawn anew: the same roster and
    start give the same forecast."""
    reckoned = min(people, MOST_RECKONED)
    weight = people / reckoned if reckoned else 0.0
    crowd = made_up_people(reckoned, programme.rotations, programme.zone, start)
    by_day, example = _by_day(crowd, programme, start, days, weight)
    first = local_day(programme.zone, start)
    weeks = []
    for offset in range(0, days, DAYS_A_WEEK):
        length = min(DAYS_A_WEEK, days - offset)
        begins = first + timedelta(days=offset)
        span = [begins + timedelta(days=each) for each in range(length)]
        total = sum((by_day.get(day, Counter()) for day in span), Counter())
        counts = tuple((kind, _tens(total[kind] * weight)) for kind in ContentKind if total[kind])
        at = start + timedelta(days=offset)
        why = "" if counts else _why_nothing(example, programme, at, at + timedelta(days=length))
        weeks.append(Week(begins, length, counts, why))
    fullest = max((sum(counts.values()) for counts in by_day.values()), default=0)
    return Forecast(tuple(weeks), ceil(fullest * weight / 10) * 10)


def _tens(number: float) -> int:
    return round(number / 10) * 10


def _by_day(
    crowd: Sequence[Person], programme: Programme, start: datetime, days: int, weight: float
) -> tuple[dict[date, Counter[ContentKind]], Sequence[_Lived]]:
    """Looks at everyone at their instants, in order, as the program does. With the counts come
    the states through which the first of them went."""
    end = start + timedelta(days=days)
    found: dict[date, Counter[ContentKind]] = {}
    rhythms = {person.id: person.rhythm for person in crowd}
    looks = [(next_look(person.id, start, draw), person.id, person) for person in crowd]
    heapq.heapify(looks)
    example = [_Lived(start, person) for person in crowd[:1]]
    while looks and looks[0][0] < end:
        now, id_, person = looks[0]
        until = next_look(id_, now, draw)
        heapq.heapreplace(looks, (until, id_, person))
        known = replace(person, rhythm=rhythms[id_])
        decision = decide(_facts(known, programme, now, until))
        if decision.trigger is None or decision.at is None:
            continue
        day = local_day(programme.zone, decision.at)
        counts = found.setdefault(day, Counter())
        if (sum(counts.values()) + 1) * weight <= programme.policy.daily_budget:
            counts[decision.trigger.kind] += 1
            rhythms[id_] = _after(rhythms[id_], decision.trigger, decision.at)
            if id_ == crowd[0].id:
                example.append(_Lived(decision.at, replace(known, rhythm=rhythms[id_])))
    return found, example


def _facts(person: Person, programme: Programme, now: datetime, until: datetime) -> Facts:
    who, count = str(person.id), f"{person.rhythm.routine_count}.{person.rhythm.check_in_count}"
    return facts_at(
        person,
        now,
        until,
        programme.policy,
        programme.rotations,
        spread=draw("spread", who, count),
        minute=draw("minute", who, count),
    )


def _after(rhythm: Rhythm, trigger: Trigger, at: datetime) -> Rhythm:
    """Sent, and where it asks, answered green."""
    args: dict[str, str | int] = {
        "s": int(trigger.solicited),
        "y": trigger.reason,
        "t": "",
        "n": rhythm.check_in_count + 1,
    }
    return replace(
        recorded(Content(trigger.kind, args), rhythm, at), last_answered=True, unanswered=0
    )


def _why_nothing(
    example: Sequence[_Lived], programme: Programme, at: datetime, until: datetime
) -> str:
    """Why one of them gets nothing in that time."""
    if not example:
        return "there is nobody on the roster"
    person = [lived.person for lived in example if lived.since <= at][-1]
    decision = explain(_facts(person, programme, at, until))
    against = [v for v in decision.verdicts if v.effect is Effect.FORBIDS and _concerns(v)]
    if against:
        return "; ".join(dict.fromkeys(verdict.reason for verdict in against))
    due = [v.not_before for v in decision.verdicts if v.not_before and v.not_before >= until]
    if due:
        first = min(due).astimezone(ZoneInfo(programme.zone))
        return f"the next one is due from {first:%Y-%m-%d} on"
    return "the daily budget was used up by others"


def _concerns(verdict: Verdict) -> bool:
    return verdict.reason != DOES_NOT_APPLY
