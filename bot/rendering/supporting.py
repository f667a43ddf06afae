"""The supporter's own menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.supporters import OnCall, Supporter
from bot.rendering.wording import Choice, Wording, card, choice, part, to_the_menu
from bot.rota.clock import local_day
from bot.routing.eligibility import Exclusion
from prompts.dates import spoken_date, spoken_moment

#: Periods on call that are listed; the record has ten at most.
MOST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a supporter is asked. `serves`: approved and trained. `kept`: what keeps new requests
    from one who serves. `rests_until`: the last day of a rest, where that is among it."""

    serves: bool
    kept: tuple[Exclusion, ...] = ()
    rests_until: date | None = None


def supporter_card(
    wording: Wording,
    supporter: Supporter,
    standing: Standing,
    now: datetime,
    zone: str,
    *,
    noted: str = "",
) -> Card:
    """How they stand, in words, and what they can do. `zone` is the supporter's."""
    parts = [part(noted)] if noted else []
    text = "\n".join(standing_lines(wording, supporter, standing, now, zone))
    parts.append(
        part(
            text,
            choice(wording("button-my-requests"), ActionKind.MY_REQUESTS, Style.PRIMARY),
            _availability(wording, supporter),
            choice(wording("button-my-entry"), ActionKind.MY_ENTRY),
            choice(wording("button-test-waking"), ActionKind.TEST_WAKING),
            to_the_menu(wording),
            heading=wording("supporter-heading"),
        )
    )
    return card(wording, *parts)


def training_words(wording: Wording, until: date | None, today: date) -> str:
    """Until when training is valid; it is through that day."""
    if until is None:
        return wording("supporter-not-trained")
    words = spoken_date(wording.language, until)
    if today <= until:
        return wording("supporter-trained", until=words)
    return wording("supporter-training-over", until=words)


def instant_words(wording: Wording, at: datetime, zone: str) -> str:
    """`Tue, Mar 3, 07:00` in that zone."""
    return spoken_moment(wording.language, at.astimezone(ZoneInfo(zone)))


def ahead(periods: Sequence[OnCall], now: datetime) -> Sequence[OnCall]:
    """The periods that are not over, the next first, as many as are shown."""
    coming = sorted((p for p in periods if p.end > now), key=lambda period: period.start)
    return coming[:MOST_PERIODS]


def standing_lines(
    wording: Wording, supporter: Supporter, standing: Standing, now: datetime, zone: str
) -> list[str]:
    """Approved, trained, asked or not and why, on call."""
    today = local_day(wording.setting.config.organisation.zone, now)
    lines = [
        wording(f"supporter-{supporter.state.value}"),
        training_words(wording, supporter.trained_until, today),
        *_asked_or_not(wording, supporter, standing),
    ]
    for period in ahead(supporter.on_call, now):
        start, end = (instant_words(wording, at, zone) for at in (period.start, period.end))
        lines.append(wording("supporter-on-call", start=start, end=end))
    return lines


def _asked_or_not(wording: Wording, supporter: Supporter, standing: Standing) -> list[str]:
    """What they chose, and what is so: "you may be asked" is said to nobody who is not."""
    chosen = "available" if supporter.available else "not-available"
    spared = _spared(wording, standing)
    if not standing.serves or (spared and not supporter.available):
        return [*spared, wording(f"supporter-later-{chosen}")]
    return spared or [wording(f"supporter-{chosen}")]


def _spared(wording: Wording, standing: Standing) -> list[str]:
    """The one reason that lasts longest, of those that are not their own choice."""
    if standing.rests_until is not None:
        day = spoken_date(wording.language, standing.rests_until)
        return [wording("supporter-rests", day=day)]
    if Exclusion.CASELOAD in standing.kept:
        return [wording("supporter-full")]
    return [wording("supporter-enough-today")] if Exclusion.NEW_TODAY in standing.kept else []


def _availability(wording: Wording, supporter: Supporter) -> Choice:
    on = supporter.available
    label = wording("button-not-available" if on else "button-available")
    return choice(label, ActionKind.AVAILABLE, on=0 if on else 1)
