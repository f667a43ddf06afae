"""Whatever somebody types gets one fixed answer: no keyword is looked for, nothing is kept."""

from bot.events import Event
from bot.flows.pressing import Whom, aside
from bot.messages import Answer
from bot.ports import Work
from bot.rendering.help import typed_card
from bot.setting import Setting


def typed(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    """A sentence, or a command that does not exist; the same for strangers."""
    return aside(typed_card(whom.wording(setting)), whom, work)
