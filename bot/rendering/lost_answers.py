"""What is said to somebody who was not shown what came of what they did."""

from bot.messages import Card
from bot.model.content import Content, ContentKind
from bot.model.people import Person
from bot.ports import Work
from bot.rendering.outcome import Renderers
from bot.rendering.wording import Wording, card, part, ways_on
from bot.setting import Setting


def lost_card(wording: Wording, *, taken: bool) -> Card:
    """The same whatever it was, with the ways on: it may have been somebody in need."""
    text = "answer-lost" if taken else "answer-lost-unsure"
    return card(wording, part(wording(text), *ways_on(wording)))


def answer_lost(content: Content, person: Person, work: Work, setting: Setting) -> Card:
    return lost_card(Wording(setting, person.language), taken=content.args["k"] == 1)


RENDERERS: Renderers = {ContentKind.ANSWER_LOST: answer_lost}
