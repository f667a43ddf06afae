"""My check-ins: how things stand, in words, and the choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.messages import (
    Action,
    Card,
    ChoiceField,
    Form,
    FormCard,
    Option,
    Style,
    TextField,
    TextKind,
)
from bot.model.actions import ActionKind
from bot.model.people import Hours, Membership, ShiftSide
from bot.rendering.languages import language_name
from bot.rendering.wording import Choice, Wording, card, choice, form_card, part, to_the_menu
from prompts.dates import spoken_date, spoken_day, spoken_time

#: How often a member may choose to be asked, in days; 0 is off (field.md, defaults).
CADENCES = (14, 28, 90, 0)
PRESETS = {"mornings": Hours(8, 12), "afternoons": Hours(12, 17), "evenings": Hours(17, 21)}
WEEK, MONTH, BY_DATE = 7, 30, 0
#: A day this far ahead is told with its year.
_NEAR_DAYS = 180


@dataclass(frozen=True, slots=True)
class State:
    """How things stand. `peers` are names; `night` says that chosen hours are at night;
    `elsewhere` that another account of theirs is written to."""

    membership: Membership
    language: str
    today: date
    peers: Sequence[str]
    rota: bool
    night: bool
    elsewhere: bool


def settings_card(wording: Wording, state: State, *, noted: str = "") -> Card:
    """Everything in words, and a button for each."""
    parts = [part(noted)] if noted else []
    membership = state.membership
    parts.append(
        part(
            "\n".join(_lines(wording, state)),
            choice(wording("button-often"), ActionKind.CADENCE),
            choice(wording("button-hours"), ActionKind.HOURS),
            choice(wording("button-side"), ActionKind.SHIFT_SIDE),
            *((choice(wording("button-shifts"), ActionKind.MY_SHIFTS),) if state.rota else ()),
            choice(wording("button-language"), ActionKind.LANGUAGE),
            _red(wording, membership),
            heading=wording("settings-heading"),
        )
    )
    if state.elsewhere:
        here = choice(wording("button-write-here"), ActionKind.WRITE_HERE)
        parts.append(part(wording("settings-write-here"), here))
    peers = state.peers
    parts.append(
        part(
            wording("joined-with", peers=", ".join(peers))
            if peers
            else wording("joined-with-nobody"),
            choice(wording("menu-contacts"), ActionKind.CONTACT_PEERS),
        )
    )
    parts.append(part(_pause(wording, state), *_ways_out(wording, state)))
    return card(wording, *parts)


def not_joined_card(wording: Wording) -> Card:
    return card(
        wording,
        part(
            wording("settings-not-joined"),
            choice(wording("button-join"), ActionKind.JOIN, Style.PRIMARY),
            choice(wording("button-about"), ActionKind.ABOUT),
            to_the_menu(wording),
            heading=wording("settings-heading"),
        ),
    )


def often_card(wording: Wording, now: int) -> Card:
    choices = [
        choice(
            _marked(wording, wording(f"button-often-{days}"), now == days),
            ActionKind.CADENCE,
            days=days,
        )
        for days in CADENCES
    ]
    return _choices_card(wording, "settings-often-ask", choices)


def hours_card(wording: Wording, now: Hours | None) -> Card:
    choices = [
        choice(_marked(wording, wording("button-hours-any"), now is None), ActionKind.HOURS, any=1)
    ]
    for name, hours in PRESETS.items():
        start, end = (_hour(hour) for hour in (hours.start, hours.end))
        label = _marked(
            wording, wording(f"button-hours-{name}", start=start, end=end), now == hours
        )
        choices.append(choice(label, ActionKind.HOURS, start=hours.start, end=hours.end))
    own = now is not None and now not in PRESETS.values()
    label = _marked(wording, wording("button-hours-own"), own)
    choices.append(choice(label, ActionKind.HOURS, own=1))
    return _choices_card(wording, "settings-hours-ask", choices)


def hours_form(wording: Wording, start: str, end: str, error: str = "") -> FormCard:
    """From and to, whole hours; what was chosen stays chosen."""
    hours = [(str(hour), _hour(hour)) for hour in range(25)]
    options = tuple(Option(value, label) for value, label in hours)
    fields = (
        _hour_field(wording("settings-hours-from"), "start", options[:24], start, error),
        _hour_field(wording("settings-hours-to"), "end", options[1:], end, ""),
    )
    form = Form(
        title=wording("settings-hours-form-title"),
        fields=fields,
        submit=wording("button-save"),
        intro=wording("settings-hours-ask"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.HOURS))


def side_card(wording: Wording, now: ShiftSide) -> Card:
    choices = [
        choice(
            _marked(wording, wording(f"button-side-{side.value}"), now is side),
            ActionKind.SHIFT_SIDE,
            side=side.value,
        )
        for side in ShiftSide
    ]
    return _choices_card(wording, "settings-side-ask", choices)


def language_card(wording: Wording, now: str) -> Card:
    choices = [
        choice(
            _marked(wording, language_name(wording, each), now == each),
            ActionKind.LANGUAGE,
            l=each,
        )
        for each in wording.setting.texts.languages()
    ]
    return _choices_card(wording, "settings-language-ask", choices)


def pause_card(wording: Wording) -> Card:
    choices = [
        choice(wording("button-pause-week"), ActionKind.PAUSE, days=WEEK),
        choice(wording("button-pause-month"), ActionKind.PAUSE, days=MONTH),
        choice(wording("button-pause-date"), ActionKind.PAUSE, days=BY_DATE),
    ]
    return _choices_card(wording, "settings-pause-ask", choices)


def pause_form(wording: Wording, value: str, error: str = "") -> FormCard:
    field = TextField(
        name="until",
        label=wording("pause-form-ask"),
        kind=TextKind.DATE,
        required=True,
        most=10,
        value=value,
        error=error,
    )
    return form_card(
        wording,
        Action(ActionKind.PAUSE),
        field,
        title="pause-form-title",
        submit="button-save",
        intro="settings-pause-ask",
    )


def leave_card(wording: Wording) -> Card:
    """Asks once."""
    return card(
        wording,
        part(
            wording("leave-ask"),
            choice(wording("button-leave-sure"), ActionKind.LEAVE_SURE),
            choice(wording("button-stay"), ActionKind.STAY, Style.QUIET),
        ),
    )


def until_words(wording: Wording, until: date, today: date) -> str:
    """A day ahead, with its year where it is far."""
    near = (until - today).days < _NEAR_DAYS
    return spoken_day(wording.language, until) if near else spoken_date(wording.language, until)


def hours_words(wording: Wording, hours: Hours | None) -> str:
    if hours is None:
        return wording("settings-hours-any")
    start, end = _hour(hours.start), _hour(hours.end)
    return wording("settings-hours-chosen", start=start, end=end)


def choice_lines(wording: Wording, membership: Membership, language: str) -> list[str]:
    """What a member chose, a sentence each."""
    red = "settings-red-yes" if membership.follow_up_after_red else "settings-red-no"
    return [
        wording("settings-often", days=membership.cadence_days),
        hours_words(wording, membership.hours),
        wording(f"settings-side-{membership.shift_side.value}"),
        wording("settings-language", language=language_name(wording, language)),
        wording(red),
    ]


def _lines(wording: Wording, state: State) -> list[str]:
    lines = choice_lines(wording, state.membership, state.language)
    if state.night:
        lines.insert(2, wording("settings-hours-night"))
    if not state.rota and state.membership.shift_side is not ShiftSide.EITHER:
        lines.append(wording("settings-side-no-rota"))
    return lines


def _pause(wording: Wording, state: State) -> str:
    until = state.membership.paused_until
    if until is None or until <= state.today:
        return ""
    return wording("settings-paused", until=until_words(wording, until, state.today))


def _ways_out(wording: Wording, state: State) -> Sequence[Choice]:
    until = state.membership.paused_until
    paused = until is not None and until > state.today
    pause = choice(wording("button-pause"), ActionKind.PAUSE)
    resume = choice(wording("button-resume"), ActionKind.RESUME)
    return (
        *((resume,) if paused else ()),
        pause,
        choice(wording("button-leave"), ActionKind.LEAVE),
        to_the_menu(wording),
    )


def _red(wording: Wording, membership: Membership) -> Choice:
    on = membership.follow_up_after_red
    label = wording("button-red-no" if on else "button-red-yes")
    return choice(label, ActionKind.DAY_AFTER_RED, on=0 if on else 1)


def _choices_card(wording: Wording, ask: str, choices: Sequence[Choice]) -> Card:
    back = choice(wording("button-back"), ActionKind.MY_CHECK_INS, Style.QUIET)
    return card(wording, part(wording(ask), *choices, back))


def _marked(wording: Wording, label: str, is_now: object) -> str:
    return wording("settings-chosen", label=label) if is_now else label


def _hour(hour: int) -> str:
    return spoken_time(time(hour % 24))


def _hour_field(
    label: str, name: str, options: tuple[Option, ...], chosen: str, error: str
) -> ChoiceField:
    values = {option.value for option in options}
    return ChoiceField(
        name=name,
        label=label,
        options=options,
        required=True,
        chosen=(chosen,) if chosen in values else (),
        error=error,
    )
