"""How confidential this is, in two pages: what the program keeps and shows; the limits."""

from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.rendering.joining import limits_parts, privacy_parts
from bot.rendering.wording import Wording, card, choice, part, to_the_menu


def about_card(wording: Wording) -> Card:
    return card(
        wording,
        part(heading=wording("privacy-heading")),
        *privacy_parts(wording),
        part(
            "",
            choice(wording("limits-heading"), ActionKind.ABOUT, Style.PRIMARY, page=1),
            choice(wording("button-show-report"), ActionKind.REPORT),
            choice(wording("menu-data"), ActionKind.MY_DATA),
            to_the_menu(wording),
        ),
    )


def about_limits_card(wording: Wording) -> Card:
    return card(
        wording,
        *limits_parts(wording),
        part(
            "",
            choice(wording("button-back"), ActionKind.ABOUT),
            choice(wording("button-talk"), ActionKind.TALK),
            to_the_menu(wording),
        ),
    )
