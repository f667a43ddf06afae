"""The supporter's own menu."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.supporters import OnCall, Supporter
from bot.rendering.wording import Choice, Wording, card, choice, part, to_the_menu
from bot.rota.clock import local_day
from prompts.dates import spoken_date, spoken_day, spoken_time

#: Periods on call that are listed; the record has ten at most.
MOST_PERIODS = 3


def supporter_card(
    wording: Wording, supporter: Supporter, now: datetime, zone: str, *, noted: str = ""
) -> Card:
    """How they stand, in words, and what they can do. `zone` is the supporter's."""
    parts = [part(noted)] if noted else []
    text = "\n".join(_lines(wording, supporter, now, zone))
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
    """`Tue, Mar 3, 7:00 AM` in that zone."""
    local = at.astimezone(ZoneInfo(zone))
    day = spoken_day(wording.language, local.date())
    return f"{day}, {spoken_time(wording.language, local.time())}"


def ahead(periods: Sequence[OnCall], now: datetime) -> Sequence[OnCall]:
    """The periods that are not over, the next first, as many as are shown."""
    coming = sorted((p for p in periods if p.end > now), key=lambda period: period.start)
    return coming[:MOST_PERIODS]


def _lines(wording: Wording, supporter: Supporter, now: datetime, zone: str) -> list[str]:
    today = local_day(wording.setting.config.organisation.zone, now)
    lines = [
        wording(f"supporter-{supporter.state.value}"),
        training_words(wording, supporter.trained_until, today),
        wording("supporter-available" if supporter.available else "supporter-not-available"),
    ]
    for period in ahead(supporter.on_call, now):
        start, end = (instant_words(wording, at, zone) for at in (period.start, period.end))
        lines.append(wording("supporter-on-call", start=start, end=end))
    return lines


def _availability(wording: Wording, supporter: Supporter) -> Choice:
    on = supporter.available
    label = wording("button-not-available" if on else "button-available")
    return choice(label, ActionKind.AVAILABLE, on=0 if on else 1)
