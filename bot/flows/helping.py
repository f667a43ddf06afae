"""Help now, worried about somebody, how confidential this is: fixed texts, nothing recorded."""

from bot.flows.pressing import Pressed, Presses, aside
from bot.messages import Answer
from bot.model.actions import ActionKind
from bot.ports import Work
from bot.rendering.confidentiality import about_card, about_limits_card
from bot.rendering.help import help_now_card, worried_card
from bot.setting import Setting


def help_now(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return aside(help_now_card(pressed.whom.wording(setting)), pressed.whom, work)


def worried(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    return aside(worried_card(pressed.whom.wording(setting)), pressed.whom, work)


def about(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    wording = pressed.whom.wording(setting)
    of_limits = bool(pressed.action.args.get("page", 0))
    shown_card = about_limits_card(wording) if of_limits else about_card(wording)
    return aside(shown_card, pressed.whom, work)


PRESSES: Presses = {
    ActionKind.HELP_NOW: help_now,
    ActionKind.WORRIED: worried,
    ActionKind.ABOUT: about,
}
