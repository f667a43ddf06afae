"""The bot's own page: the menu, then the supporters with their pictures."""

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import Card, Section
from bot.rendering.directory import Shown, entry_text, photo_of
from bot.rendering.menu import menu_card, strangers_menu_card
from bot.rendering.wording import Wording


def home_card(wording: Wording, entries: Sequence[Shown], *, known: bool) -> Card:
    """`known`: the roster has them. Buttons are the menu's alone, so that what they mean fits into
    one record."""
    menu = menu_card(wording) if known else strangers_menu_card(wording)
    people = [
        Section(
            text=entry_text(wording, shown),
            heading=shown.name,
            image=photo_of(wording, shown.name, shown.photo),
        )
        for shown in entries
    ]
    sections = (*menu.message.sections, *people)
    return Card(replace(menu.message, sections=sections), menu.actions)
