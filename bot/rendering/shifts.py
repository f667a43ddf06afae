"""My shifts: the next of them, and the single days on which a member departs from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cleaning import shown_again
from bot.messages import (
    Action,
    Card,
    ChoiceField,
    FormCard,
    Option,
    Style,
    TextField,
    TextKind,
)
from bot.model.actions import ActionKind
from bot.rendering.supporting import instant_words
from bot.rendering.wording import Part, Wording, card, choice, form_card, part, to_the_menu
from bot.rota.rotation import DayKind, Override, Shift
from prompts.dates import spoken_day

MOST_SHOWN = 4
"""Shifts ahead that are told."""


@dataclass(frozen=True, slots=True)
class Rota:
    """What a member is shown of their shifts: `shifts` are those ahead, `own` the days that they
    told us; `zone` (IANA) is the one in which the rota is read."""

    shifts: Sequence[Shift]
    own: Sequence[Override]
    zone: str


def shifts_card(wording: Wording, rota: Rota, *, noted: str = "") -> Card:
    """The next shifts, what was told of single days, each with its way back."""
    parts = [part(noted)] if noted else []
    parts.append(
        part(
            _ahead(wording, rota) + "\n" + wording("shifts-ask"),
            choice(wording("button-shift-off"), ActionKind.SHIFT_DAY, off=1),
            choice(wording("button-shift-on"), ActionKind.SHIFT_DAY, off=0),
            heading=wording("shifts-heading"),
        )
    )
    parts += [_own(wording, each) for each in rota.own]
    back = choice(wording("button-back"), ActionKind.MY_CHECK_INS, Style.QUIET)
    return card(wording, *parts, part("", back, to_the_menu(wording)))


def shift_day_form(
    wording: Wording,
    kinds: Sequence[DayKind],
    day: str,
    *,
    off: bool,
    chosen: str = "",
    error: str = "",
    kind_error: str = "",
) -> FormCard:
    """Which day; and of a rotation with several kinds of shift, which of them."""
    title = "shift-form-off-title" if off else "shift-form-on-title"
    field = TextField(
        name="day",
        label=wording("shift-form-day"),
        hint=wording("shift-form-day-hint"),
        kind=TextKind.DATE,
        required=True,
        most=10,
        value=shown_again(day),
        error=error,
    )
    several = not off and len(kinds) > 1
    fields = (field, _kind_field(wording, kinds, chosen, kind_error)) if several else (field,)
    action = Action(ActionKind.SHIFT_DAY, {"off": int(off)})
    return form_card(wording, action, *fields, title=title, submit="button-save")


def kind_words(wording: Wording, kind: DayKind) -> str:
    return wording(f"shift-kind-{kind.value}")


def override_words(wording: Wording, override: Override) -> str:
    """`Wed, Mar 4: off`"""
    return wording(
        "shifts-own",
        day=spoken_day(wording.language, override.day),
        kind=kind_words(wording, override.kind),
    )


def _ahead(wording: Wording, rota: Rota) -> str:
    if not rota.shifts:
        return wording("shifts-none")
    days = "; ".join(
        instant_words(wording, shift.starts, rota.zone) for shift in rota.shifts[:MOST_SHOWN]
    )
    return wording("shifts-next", days=days)


def _own(wording: Wording, override: Override) -> Part:
    label = wording("button-shift-back", day=spoken_day(wording.language, override.day))
    back = choice(label, ActionKind.SHIFT_DAY_BACK, Style.QUIET, day=override.day.toordinal())
    return part(override_words(wording, override), back)


def _kind_field(wording: Wording, kinds: Sequence[DayKind], chosen: str, error: str) -> ChoiceField:
    return ChoiceField(
        name="kind",
        label=wording("shift-form-kind"),
        options=tuple(Option(each.value, kind_words(wording, each)) for each in kinds),
        required=True,
        chosen=(chosen,) if chosen in kinds else (),
        error=error,
    )
