"""Supporters as suggestions while somebody types, and what is said where a name is nobody's."""

from collections.abc import Sequence

from bot.messages import Card, Style, Suggestion
from bot.model.actions import ActionKind
from bot.rendering.directory import short
from bot.rendering.requests_forms import Nameable
from bot.rendering.wording import Wording, card, choice, part, to_the_menu

#: Buttons for those who may be meant; there is the directory for more.
MOST_NEAR = 5


def suggestion(wording: Wording, one: Nameable) -> Suggestion:
    """The station with it, since two may have one name. Who is not free now can be asked all the
    same, as in the form."""
    words = [one.name, one.station, "" if one.available else wording("request-not-available")]
    return Suggestion(str(one.person), " · ".join(word for word in words if word))


def which_card(wording: Wording, near: Sequence[Nameable]) -> Card:
    """Those who may be meant, or the directory, or anybody."""
    shown = [
        choice(
            wording("button-talk-to", name=_with_station(one, near)), ActionKind.TALK, p=one.person
        )
        for one in near[:MOST_NEAR]
    ]
    anybody = choice(wording("button-talk"), ActionKind.TALK, Style.PRIMARY)
    everybody = choice(wording("menu-directory"), ActionKind.DIRECTORY)
    said = wording("naming-which" if shown else "naming-nobody")
    return card(wording, part(said, *shown), part("", anybody, everybody, to_the_menu(wording)))


def _with_station(one: Nameable, near: Sequence[Nameable]) -> str:
    """Where another has the same name."""
    alike = sum(each.name == one.name for each in near) > 1
    return short(f"{one.name} · {one.station}" if alike and one.station else one.name)
