"""Each step of asking in words, right after asking and later: whom we ask, what comes next, and the
truth where nobody is free; with the lines, and the way to withdraw."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.requests import Request, Urgency
from bot.rendering.wording import Choice, Part, Wording, card, choice, lines_part, part
from bot.routing.ladder import Told
from bot.routing.notices import NoticeTimes, first_notice
from prompts.dates import spoken_time


def limits_card(wording: Wording, args: Mapping[str, str | int]) -> Card:
    """Before the first opening up, joined or not: the organisation's own text; the button goes on
    to where the member was going."""
    go_on = choice(
        wording("button-limits-seen"), ActionKind.LIMITS_SEEN, Style.PRIMARY, **dict(args)
    )
    return card(wording, _limits(wording), part(wording("request-unfilled"), go_on))


def start_card(wording: Wording) -> Card:
    """When: now, today, this week. Each opens the form."""
    choices = [
        choice(wording(label), ActionKind.TALK, style, urgency=urgency.value)
        for urgency, label, style in (
            (Urgency.NOW, "button-talk-urgency-now", Style.URGENT),
            (Urgency.TODAY, "button-talk-urgency-today", Style.PLAIN),
            (Urgency.WEEK, "button-talk-urgency-week", Style.PLAIN),
        )
    ]
    return card(
        wording,
        part(wording("request-start"), *choices),
        part(wording("request-unfilled")),
    )


def asked_card(
    wording: Wording,
    request: Request,
    told: Told | None,
    *,
    woken: bool,
    limits: bool,
    not_available: str,
) -> Card:
    """What happens now. `limits`: the text is shown, for it was not before. `not_available` is
    the name of whoever was named and cannot be asked just now."""
    parts = [part(step_text(wording, request, told, woken=woken), *ways_out(wording, request))]
    if not_available:
        parts.append(part(wording("request-named-not-available", name=not_available)))
    parts += lines_in_full(wording, request)
    if limits:
        parts.append(_limits(wording))
        parts.append(part(wording("request-unfilled")))
    return card(wording, *parts)


def step_card(
    wording: Wording, request: Request, told: Told | None, *, woken: bool, first: str
) -> Card:
    """`first` are the words above it, if any: what has just come to an end."""
    text = step_text(wording, request, told, woken=woken)
    return card(
        wording,
        *([part(first)] if first else []),
        part(text, *ways_out(wording, request)),
        *lines_in_full(wording, request),
    )


def step_text(wording: Wording, request: Request, told: Told | None, *, woken: bool) -> str:
    """One step in words: whom we ask, what comes next; the truth where nobody is free."""
    if told is None:
        return wording("request-step-soon")
    if told.is_the_truth:
        return truth_text(wording, request, told)
    lines = [_asked(wording, told)]
    if woken:
        lines.append(wording("request-woken"))
    if told is Told.FIRST:
        minutes = wording.setting.config.requests.now.offer_minutes
        lines.append(wording("request-step-first-next", minutes=minutes))
    return "\n".join(lines)


def ways_out(wording: Wording, request: Request) -> tuple[Choice, ...]:
    """Withdraw, and see where it stands."""
    return (
        choice(wording("button-withdraw"), ActionKind.WITHDRAW, r=request.id),
        choice(wording("button-status"), ActionKind.STATUS, Style.QUIET, r=request.id),
    )


def lines_in_full(wording: Wording, request: Request) -> list[Part]:
    """In full for now, and wherever nobody has been asked, or nobody is free; the foot of every
    message has them in short."""
    someone_asked = bool(request.offers) and request.member_told_at is None
    if someone_asked and request.wishes.urgency is not Urgency.NOW:
        return []
    return [lines_part(wording)]


def _limits(wording: Wording) -> Part:
    return part(wording.limits, heading=wording("request-limits-heading"))


def _asked(wording: Wording, told: Told) -> str:
    return wording(f"request-step-{told.value}")


def truth_text(wording: Wording, request: Request, told: Told) -> str:
    """That nobody is free, and what happens next: who hears, and when. The clinician is named
    only where there is a way to tell them."""
    both = bool(wording.setting.clinician_url)
    who = wording("request-who-both") if both else wording("request-who-coordinators")
    lines = [_asked(wording, told)]
    if request.waiting_told or request.member_told_at is None:
        lines.append(wording("request-told", who=who))
    else:
        hour = _notice_hour(wording, request, request.member_told_at)
        lines.append(wording("request-will-be-told", who=who, hour=hour))
    lines.append(wording("request-stays-open"))
    return "\n".join(lines)


def _notice_hour(wording: Wording, request: Request, told_at: datetime) -> str:
    config = wording.setting.config
    times = NoticeTimes(config.organisation.zone, config.requests.notice_hours)
    at = first_notice(request.wishes.urgency, told_at, times)
    local = at.astimezone(ZoneInfo(config.organisation.zone))
    return spoken_time(local.time())
