"""/peer: everything for a member, and for anyone else in the workspace what needs no roster."""

from bot.events import CommandGiven
from bot.flows.naming import talk_to
from bot.flows.pressing import Commands, Pressed, Presses, Whom, aside
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.ports import Work
from bot.rendering.help import help_now_card
from bot.rendering.menu import menu_card, strangers_menu_card
from bot.setting import Setting


def peer(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    """The menu; after a word like "now" or "help" the lines and a person first; after a name that
    they were asked for, the way to that supporter. Nothing of what stands behind the command is
    kept, and no other word is looked at."""
    wording = whom.wording(setting)
    word = event.text[:_LONGEST_WORD].strip().strip(".!?").casefold()
    words = (each.strip().casefold() for each in wording("menu-words-for-help").split(","))
    if word and word in words:
        return aside(help_now_card(wording), whom, work)
    if event.to:
        return talk_to(event.to, whom, work, setting)
    return _menu(whom, work, setting)


def menu(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return _menu(pressed.whom, work, setting)


def _menu(whom: Whom, work: Work, setting: Setting) -> Answer:
    menu_of = menu_card if whom.on_roster else strangers_menu_card
    return aside(menu_of(whom.wording(setting)), whom, work)


_LONGEST_WORD = 40
"""Characters of the command's text that are compared: no word for help is longer."""

PRESSES: Presses = {ActionKind.MENU: menu}
COMMANDS: Commands = {"peer": peer}
