"""What /peer opens."""

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.rendering.wording import Choice, Part, Wording, card, choice, part


def menu_card(wording: Wording) -> Card:
    """For everybody on the roster, joined or not: the same buttons whatever they have."""
    return wording.once("menu", render=lambda: _menu(wording))


def strangers_menu_card(wording: Wording) -> Card:
    """For somebody whom the roster does not have: all that needs no roster."""
    return wording.once("menu-strangers", render=lambda: _strangers_menu(wording))


def talk_part(wording: Wording, *more: Choice, known: bool) -> Part:
    """To a person, first of all; `known` on the roster."""
    text = "menu-talk" if known else "menu-talk-stranger"
    return part(
        wording(text, organisation=wording.setting.config.organisation.name),
        *to_a_person(wording),
        *more,
        heading=wording("menu-heading"),
    )


def to_a_person(wording: Wording) -> tuple[Choice, ...]:
    """The ways to somebody, and to the lines."""
    return (
        choice(wording("button-talk"), ActionKind.TALK, Style.PRIMARY),
        choice(wording("button-talk-now"), ActionKind.PERSON_NOW, Style.URGENT),
        choice(wording("menu-worried"), ActionKind.WORRIED),
        choice(wording("button-help-now"), ActionKind.HELP_NOW),
    )


def _menu(wording: Wording) -> Card:
    return card(
        wording,
        talk_part(wording, known=True),
        part(
            "",
            choice(wording("menu-directory"), ActionKind.DIRECTORY),
            choice(wording("menu-contacts"), ActionKind.CONTACT_PEERS),
            choice(wording("menu-preferred"), ActionKind.PREFERRED),
            choice(wording("menu-avoided"), ActionKind.AVOIDED),
            heading=wording("menu-supporters-heading"),
        ),
        part(
            "",
            choice(wording("menu-check-ins"), ActionKind.MY_CHECK_INS),
            choice(wording("menu-request"), ActionKind.STATUS),
            choice(wording("menu-data"), ActionKind.MY_DATA),
            choice(wording("button-about"), ActionKind.ABOUT),
            heading=wording("menu-yours-heading"),
        ),
    )


def _strangers_menu(wording: Wording) -> Card:
    return card(
        wording,
        talk_part(wording, known=False),
        part(
            "",
            choice(wording("menu-directory"), ActionKind.DIRECTORY),
            choice(wording("menu-request"), ActionKind.STATUS),
            choice(wording("menu-data"), ActionKind.MY_DATA),
            choice(wording("button-about"), ActionKind.ABOUT),
        ),
    )
