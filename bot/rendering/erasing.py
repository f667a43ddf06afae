"""Erasing what is held: asked twice, with what stays and why."""

from dataclasses import dataclass

from bot.messages import Action, Card, FormCard, Style, TextField
from bot.model.actions import ActionKind
from bot.rendering.wording import (
    Choice,
    Wording,
    card,
    choice,
    form_card,
    part,
    to_the_menu,
    ways_on,
)


@dataclass(frozen=True, slots=True)
class Stays:
    """What of a person outlives an erasure, and who still waits for them."""

    on_roster: bool
    supporter: bool
    open_request: bool
    in_hand: bool  #: somebody talks with them as a supporter

    @property
    def is_waited_for(self) -> bool:
        return self.open_request or self.in_hand


def ask_card(wording: Wording, stays: Stays) -> Card:
    """The first question."""
    goes = part(wording("erase-goes"), heading=wording("erase-heading"))
    kept = [wording("erase-stays-roster" if stays.on_roster else "erase-stays-nothing")]
    if stays.supporter:
        kept.append(wording("erase-supporter"))
    kept.append(wording("erase-stays-elsewhere", days=wording.setting.config.retention.backups))
    erase = choice(wording("button-erase"), ActionKind.ERASE_SURE)
    stays_part = part(
        "\n".join(kept), erase, _keep(wording), heading=wording("erase-stays-heading")
    )
    return card(wording, goes, stays_part)


def ask_again_card(wording: Wording, stays: Stays) -> Card:
    """The second."""
    sure = "erase-again-roster" if stays.on_roster else "erase-again"
    erase = choice(wording("button-erase-sure"), ActionKind.ERASE_NOW)
    return card(wording, part(wording(sure), erase, _keep(wording)))


def first_end_card(wording: Wording, stays: Stays) -> Card:
    """Somebody would be left waiting."""
    if stays.open_request:
        way = choice(wording("button-status"), ActionKind.STATUS)
        return card(wording, part(wording("erase-request-first"), way, to_the_menu(wording)))
    way = choice(wording("button-my-requests"), ActionKind.MY_REQUESTS)
    return card(wording, part(wording("erase-conversation-first"), way, to_the_menu(wording)))


def erased_card(wording: Wording, stays: Stays) -> Card:
    """It is done."""
    text = wording("erase-done-roster" if stays.on_roster else "erase-done")
    return card(wording, part(text, *ways_on(wording)))


def leaver_form(wording: Wording, value: str = "", error: str = "") -> FormCard:
    """By the organisation's own number, which a coordinator knows anyway."""
    number = TextField(
        name="number",
        label=wording("erase-leaver-number"),
        required=True,
        most=64,
        value=value,
        error=error,
    )
    return form_card(
        wording,
        Action(ActionKind.ERASE_LEAVER),
        number,
        title="erase-leaver-title",
        submit="button-erase-leaver-sure",
        intro="erase-leaver-intro",
    )


def _keep(wording: Wording) -> Choice:
    return choice(wording("button-keep"), ActionKind.MY_DATA, Style.QUIET)
