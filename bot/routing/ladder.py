"""When whom: the steps from asking to somebody's yes, as a pure function of where a request stands.

    now         the first whom the member chose, and on call, at once
                5 min: every trained supporter          15 min: coordinators and clinician
    today       60 min an offer: one, the next, then three at once
                4 h: someone is waiting, and coordinators hear at the next notice
    this week   the same with 24 h an offer and 3 days

A step with nobody to ask is passed at once, and so is one that everybody asked has declined.
Silence leaves an offer open while others are asked. After the last step the ladder looks again
for ever, and asks whoever has become free: every step names the instant of the next.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.model.ids import PersonId
from bot.model.requests import Urgency
from bot.routing.notices import NoticeTimes, last_notice, next_notice
from bot.routing.pool import Pool


class NowRung(IntEnum):
    """The steps of a request for now; the others count how often somebody was asked."""

    START = 0
    FIRST = 1
    EVERYONE = 2


#: Today and this week: one, then the next, then three at once, again and again.
OFFERS_AT_ONCE = (1, 1)
OFFERS_AT_ONCE_AFTER = 3

#: How long nobody new is looked for, at most, once nobody is left to wait for.
LONGEST_BETWEEN_LOOKS = timedelta(hours=1)


class Told(StrEnum):
    """What the member hears of a step."""

    FIRST = "first"  #: those first in line, for now
    EVERYONE = "everyone"
    ONE = "one"
    NEXT = "next"
    SEVERAL = "several"
    FREE_AGAIN = "free-again"  #: after the truth: somebody could be asked after all
    NO_ANSWER = "no-answer"  #: the truth: asked, and nobody has answered
    NOBODY = "nobody"  #: the truth: there is nobody who could be asked

    @property
    def is_the_truth(self) -> bool:
        """That nobody is free: said once a round, with the lines and what happens next."""
        return self in (Told.NO_ANSWER, Told.NOBODY)


@dataclass(frozen=True, slots=True)
class Spans:
    """The deadlines of one urgency (`RequestPolicy`)."""

    offer: timedelta
    waiting: timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a request stands in this round of asking.

    `rung_due` is when the offers of the last rung have had their time, None before the first.
    `open` hold an open offer, `open_in_rung` one of the last rung. `not_again` are not asked
    again in this round: they hold an offer, passed, or had their turn. `not_woken` hold an open
    offer, and their phone could not be made to ring: they may still come, and nobody waits for it.
    """

    urgency: Urgency
    since: datetime
    rung: int = 0
    rung_due: datetime | None = None
    open: frozenset[PersonId] = frozenset()
    open_in_rung: frozenset[PersonId] = frozenset()
    not_again: frozenset[PersonId] = frozenset()
    told_at: datetime | None = None
    not_woken: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """What happens now. `due_at` is when the ladder is asked again: always, and always later.

    `wake` are those of `ask` who are on call for a request for now. `notice` names the notice to
    coordinators that has come, the same until the next one: its instant makes its key, so that
    none goes out twice.
    """

    ask: tuple[PersonId, ...]
    wake: tuple[PersonId, ...]
    rung: int
    offers_due: datetime
    member: Told | None
    notice: datetime | None
    due_at: datetime


def climb(standing: Standing, pool: Pool, spans: Spans, times: NoticeTimes, now: datetime) -> Step:
    """The next step of a request that nobody has accepted yet."""
    for_now = standing.urgency is Urgency.NOW
    ask, rung, word = (_now if for_now else _by_day)(standing, pool, spans, now)
    waited = now - standing.since
    nobody_left = not ask and not standing.open and not _spared(standing, pool, spans, now)
    told_at = standing.told_at
    if told_at is None and (waited >= spans.waiting or nobody_left):
        told_at = now
        word = Told.NO_ANSWER if ask or standing.open or standing.not_again else Told.NOBODY
    elif told_at is not None and ask:
        word = Told.FREE_AGAIN
    return Step(
        ask=ask,
        wake=tuple(person for person in ask if for_now and person in pool.on_call),
        rung=rung,
        offers_due=now + spans.offer,
        member=word,
        notice=told_at and last_notice(standing.urgency, told_at, now, times),
        due_at=_due(standing, ask, told_at, spans, times, now),
    )


def _now(
    standing: Standing, pool: Pool, spans: Spans, now: datetime
) -> tuple[tuple[PersonId, ...], int, Told | None]:
    """First the chosen one and on call; everyone after five minutes, or once nobody is left."""
    early = now - standing.since < spans.offer
    spared = pool.asked_elsewhere if early else frozenset()
    barred = standing.not_again | spared
    first: tuple[PersonId, ...] = ()
    if standing.rung == NowRung.START:
        chosen = tuple(person for person in pool.chosen if person not in barred)[:1]
        first = _once((*chosen, *(person for person in pool.on_call if person not in barred)))
        if first and early:
            return first, NowRung.FIRST, Told.FIRST
    if standing.rung == NowRung.FIRST and early and standing.open - standing.not_woken:
        return (), NowRung.FIRST, None
    rest = tuple(person for person in pool.everyone if person not in barred)
    everyone = _once((*first, *rest))
    return everyone, NowRung.EVERYONE, Told.EVERYONE if everyone else None


def _by_day(
    standing: Standing, pool: Pool, spans: Spans, now: datetime
) -> tuple[tuple[PersonId, ...], int, Told | None]:
    """The next one, or three, once the last rung's time is over or everybody on it passed."""
    rung_due = standing.rung_due
    if standing.open_in_rung and rung_due is not None and now < rung_due:
        return (), standing.rung, None
    places = dict(enumerate(OFFERS_AT_ONCE)).get(standing.rung, OFFERS_AT_ONCE_AFTER)
    free = tuple(person for person in pool.by_day if person not in standing.not_again)
    ask = free[:places]
    if not ask:
        return (), standing.rung, None
    word = Told.ONE if standing.rung == 0 else Told.NEXT if len(ask) == 1 else Told.SEVERAL
    return ask, standing.rung + 1, word


def _spared(standing: Standing, pool: Pool, spans: Spans, now: datetime) -> bool:
    """Somebody will be asked who has a live offer of another request for now just now."""
    if standing.urgency is not Urgency.NOW or now - standing.since >= spans.offer:
        return False
    return bool(pool.asked_elsewhere & set(pool.everyone) - standing.not_again)


def _due(
    standing: Standing,
    ask: tuple[PersonId, ...],
    told_at: datetime | None,
    spans: Spans,
    times: NoticeTimes,
    now: datetime,
) -> datetime:
    """The soonest of: the rung's end, the truth, the next notice, the next look for others."""
    instants = [now + spans.offer]
    if not ask and not standing.open:
        instants.append(now + min(spans.offer, LONGEST_BETWEEN_LOOKS))
    if not ask and standing.open_in_rung and standing.rung_due is not None:
        instants.append(standing.rung_due)
    if standing.urgency is Urgency.NOW:
        instants.append(standing.since + spans.offer)
    if told_at is None:
        instants.append(standing.since + spans.waiting)
    else:
        instants.append(next_notice(standing.urgency, told_at, now, times))
    return min(at for at in instants if at > now)


def _once(people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(people))
