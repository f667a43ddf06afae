"""Three days after a conversation ended: a word, and the way back."""

from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import PersonId
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.outcome import Rendered, Renderers
from bot.rendering.requests_people import name_of
from bot.rendering.wording import Wording, card, choice, part
from bot.setting import Setting


def follow_up(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Asks nothing: with whom it was is known to both, and how it went to nobody. Whether it is
    due was asked before (`bot.flows.routine_delivery`)."""
    supporter = PersonId(int(content.args["p"]))
    name = name_of(supporter, work)
    wording = Wording(setting, person.language)
    talk = choice(wording("button-talk"), ActionKind.TALK)
    if not name:
        return card(wording, part(wording("follow-up-unnamed"), talk))
    again = choice(wording("button-talk-again", name=name), ActionKind.TALK, p=supporter)
    return card(wording, part(wording("follow-up", name=name), again, talk))


RENDERERS: Renderers = {ContentKind.FOLLOW_UP: follow_up}
