"""Whom a member would like and whom not: seen by them alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import Action, Card, ChoiceField, Form, FormCard, Option, Style
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.people import MOST_AVOIDED, MOST_PREFERRED, Preferences
from bot.rendering.wording import Choice, Part, Wording, card, choice, part, to_the_menu


@dataclass(frozen=True, slots=True)
class Ranked:
    """A supporter on the ranked list; `here` says whether they are in the directory now."""

    id: PersonId
    name: str
    here: bool


def preferred_card(
    wording: Wording, ranked: Sequence[Ranked], preferences: Preferences, *, noted: str = ""
) -> Card:
    """The list in its order, and the two wishes that hold for everybody."""
    intro = wording("preferred-intro", most=MOST_PREFERRED) if ranked else wording("preferred-none")
    look = choice(wording("menu-directory"), ActionKind.DIRECTORY)
    parts = [part(noted)] if noted else []
    parts.append(part(intro, look, heading=wording("preferred-heading")))
    parts.extend(
        _place(wording, each, place, last=len(ranked)) for place, each in enumerate(ranked, 1)
    )
    menu = to_the_menu(wording)
    return card(wording, *parts, _wishes(wording, preferences), part("", menu))


def avoided_card(
    wording: Wording, names: Sequence[str], chain: Sequence[str], *, noted: str = ""
) -> Card:
    """The list, and whom the roster keeps from them anyway."""
    listed = wording("avoided-names", names=", ".join(names)) if names else wording("avoided-none")
    edit = choice(wording("button-edit-avoided"), ActionKind.EDIT_AVOIDED, Style.PRIMARY)
    parts = [part(noted)] if noted else []
    intro = wording("avoided-intro") + "\n" + listed
    parts.append(part(intro, edit, heading=wording("avoided-heading")))
    if chain:
        text = wording("avoided-chain", names=", ".join(chain))
        parts.append(part(text, heading=wording("avoided-chain-heading")))
    around = (
        choice(wording("menu-directory"), ActionKind.DIRECTORY),
        to_the_menu(wording),
    )
    return card(wording, *parts, part("", *around))


def avoided_form(
    wording: Wording, people: Sequence[Option], chosen: Sequence[str], error: str = ""
) -> FormCard:
    """Everybody who could be asked, with those ticked who are not to be."""
    values = {option.value for option in people}
    field = ChoiceField(
        name="avoided",
        label=wording("avoided-form-ask"),
        options=tuple(people),
        hint=wording("avoided-form-hint", most=MOST_AVOIDED),
        several=True,
        chosen=tuple(value for value in chosen if value in values),
        error=error,
    )
    form = Form(
        title=wording("avoided-form-title"),
        fields=(field,),
        submit=wording("button-save"),
        footer=wording.help_line,
    )
    return FormCard(form, Action(ActionKind.EDIT_AVOIDED))


def _place(wording: Wording, ranked: Ranked, place: int, *, last: int) -> Part:
    choices: list[Choice] = []
    if place > 1:
        up = wording("button-up")
        choices.append(choice(up, ActionKind.MOVE_PREFERRED, p=ranked.id, by=-1))
    if place < last:
        down = wording("button-down")
        choices.append(choice(down, ActionKind.MOVE_PREFERRED, p=ranked.id, by=1))
    off = wording("button-take-off")
    choices.append(choice(off, ActionKind.UNPREFER, Style.QUIET, p=ranked.id))
    heading = wording("preferred-place", number=place, name=ranked.name)
    return part("" if ranked.here else wording("preferred-away"), *choices, heading=heading)


def _wishes(wording: Wording, preferences: Preferences) -> Part:
    officers = wording(
        "preferred-officers-no" if preferences.no_officers else "preferred-officers-yes"
    )
    station = {
        True: "preferred-station-other",
        False: "preferred-station-any",
        None: "preferred-station-by-size",
    }[preferences.other_station]
    text = "\n".join((officers, wording(station), wording("wish-night")))
    return part(
        text,
        *_wish_choices(wording, preferences),
        heading=wording("preferred-wishes-heading"),
    )


def _wish_choices(wording: Wording, preferences: Preferences) -> Sequence[Choice]:
    none = choice(wording("button-no-officers"), ActionKind.NO_OFFICERS, on=1)
    fine = choice(wording("button-officers"), ActionKind.NO_OFFICERS, on=0)
    another = choice(wording("button-other-station"), ActionKind.OTHER_STATION, on=1)
    any_ = choice(wording("button-any-station"), ActionKind.OTHER_STATION, on=0)
    choices = [fine if preferences.no_officers else none]
    if preferences.other_station is not True:
        choices.append(another)
    if preferences.other_station is not False:
        choices.append(any_)
    return choices
