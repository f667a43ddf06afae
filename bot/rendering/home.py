"""The bot's own page: what can be done here, the way to one's preferences, how confidential it is,
and the supporters with their pictures, by page."""

from collections.abc import Sequence

from bot.messages import Card
from bot.model.actions import ActionKind
from bot.rendering import directory
from bot.rendering.directory import Shown, lasting_text, photo_of, ways_to
from bot.rendering.menu import talk_part
from bot.rendering.paging import Page
from bot.rendering.wording import Part, Wording, card, choice, part

#: What their buttons mean has to fit into one record, with all the others of the page.
ENTRIES_A_PAGE = 10


def home_card(wording: Wording, page: Page, entries: Sequence[Shown], *, known: bool) -> Card:
    """`known`: the roster has them. The page stays for whoever passes by to read: of what somebody
    has, chose or asked there are buttons and no word."""
    preferences = (_preferences(wording),) if known else ()
    first = page.number * ENTRIES_A_PAGE
    supporters = [_entry(wording, shown, place) for place, shown in enumerate(entries, first)]
    return card(
        wording,
        talk_part(wording, choice(wording("menu-request"), ActionKind.STATUS), known=known),
        *preferences,
        _confidential(wording),
        _supporters(wording, page, len(entries)),
        *supporters,
        *_turning(wording, page),
    )


def _preferences(wording: Wording) -> Part:
    return part(
        wording("home-preferences"),
        choice(wording("menu-check-ins"), ActionKind.MY_CHECK_INS),
        choice(wording("menu-contacts"), ActionKind.CONTACT_PEERS),
        choice(wording("menu-preferred"), ActionKind.PREFERRED),
        choice(wording("menu-avoided"), ActionKind.AVOIDED),
        heading=wording("home-preferences-heading"),
    )


def _confidential(wording: Wording) -> Part:
    return part(
        wording("home-confidential"),
        choice(wording("button-about"), ActionKind.ABOUT),
        choice(wording("menu-data"), ActionKind.MY_DATA),
        heading=wording("privacy-heading"),
    )


def _supporters(wording: Wording, page: Page, shown: int) -> Part:
    text = wording("directory-intro" if shown else "directory-empty")
    if page.count > 1:
        text += "\n" + wording("directory-page", number=page.number + 1, count=page.count)
    return part(text, heading=wording("menu-supporters-heading"))


def _entry(wording: Wording, shown: Shown, place: int) -> Part:
    """`place` is theirs in the whole directory."""
    return part(
        lasting_text(wording, shown),
        *ways_to(wording, shown, place // directory.ENTRIES_A_PAGE),
        heading=shown.name,
        image=photo_of(wording, shown.name, shown.photo),
    )


def _turning(wording: Wording, page: Page) -> tuple[Part, ...]:
    choices = page.turning(wording, ActionKind.HOME)
    return (part("", *choices),) if choices else ()
