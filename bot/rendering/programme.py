"""The programme as it is now, in words: nothing about a member is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.rendering.supporting import instant_words
from bot.rendering.wording import Part, Wording, card, choice, part, to_the_menu
from bot.reports.coverage import DayCovered
from bot.rota.intervals import Interval
from prompts.dates import spoken_date, spoken_day

MOST_NAMES = 12
MOST_SPANS = 4


@dataclass(frozen=True, slots=True)
class Training:
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Programme:
    """What is counted and named here is the roster's, the supporters' and the rota's."""

    people: int
    invited: int  #: people of the stations that were invited
    stations: int
    stations_invited: int
    serving: int
    nominated: int
    suspended: int
    ending: tuple[Training, ...]
    over: tuple[Training, ...]
    on_call: tuple[str, ...]
    not_woken: tuple[str, ...]
    gaps: tuple[Interval, ...]
    days: tuple[DayCovered, ...]


def programme_card(wording: Wording, programme: Programme) -> Card:
    back = choice(wording("button-report-figures"), ActionKind.REPORT, Style.PRIMARY)
    return card(
        wording,
        part(
            "\n".join((wording("programme-intro"), *_supporters(wording, programme))),
            heading=wording("programme-heading"),
        ),
        part("\n".join(_on_call(wording, programme)), heading=wording("programme-on-call-heading")),
        _coverage(wording, programme.days),
        part("", back, to_the_menu(wording)),
    )


def _supporters(wording: Wording, programme: Programme) -> list[str]:
    lines = [
        wording(
            "programme-roster",
            count=programme.people,
            invited=programme.invited,
            stations=programme.stations_invited,
            all=programme.stations,
        ),
        wording("programme-serving", count=programme.serving),
    ]
    if programme.nominated:
        lines.append(wording("programme-nominated", count=programme.nominated))
    if programme.suspended:
        lines.append(wording("programme-suspended", count=programme.suspended))
    if programme.over:
        names = _named(wording, (_with_day(wording, each) for each in programme.over))
        lines.append(wording("programme-training-over", names=names))
    if programme.ending:
        names = _named(wording, (_with_day(wording, each) for each in programme.ending))
        lines.append(wording("programme-training-ends", names=names))
    else:
        lines.append(wording("programme-training-fine"))
    return lines


def _on_call(wording: Wording, programme: Programme) -> list[str]:
    zone = wording.setting.config.organisation.zone
    lines = [
        wording("programme-on-call-now", names=_named(wording, programme.on_call))
        if programme.on_call
        else wording("programme-on-call-nobody")
    ]
    if programme.gaps:
        spans = [
            wording(
                "programme-span",
                start=instant_words(wording, starts, zone),
                end=instant_words(wording, ends, zone),
            )
            for starts, ends in programme.gaps
        ]
        lines.append(wording("programme-gaps", spans=_listed(wording, spans, MOST_SPANS, "; ")))
    else:
        lines.append(wording("programme-no-gaps"))
    if programme.not_woken:
        names = _named(wording, programme.not_woken)
        lines.append(wording("programme-not-woken", names=names))
    return lines


def _coverage(wording: Wording, days: Sequence[DayCovered]) -> Part:
    lines = [
        wording(
            "programme-coverage",
            day=spoken_day(wording.language, each.day),
            counts=" · ".join(map(str, each.fewest)),
        )
        for each in days
    ]
    text = "\n".join((wording("programme-coverage-intro"), *lines))
    return part(text, heading=wording("programme-coverage-heading"))


def _with_day(wording: Wording, training: Training) -> str:
    day = spoken_date(wording.language, training.until)
    return wording("programme-with-day", name=training.name, day=day)


def _named(wording: Wording, names: Iterable[str]) -> str:
    return _listed(wording, list(names), MOST_NAMES, ", ")


def _listed(wording: Wording, words: Sequence[str], most: int, between: str) -> str:
    shown = list(words[:most])
    if len(words) > most:
        shown.append(wording("programme-more", count=len(words) - most))
    return between.join(shown)
