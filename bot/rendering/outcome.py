"""What rendering at delivery can come to: a card, or word that it is not wanted any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.messages import Card
from bot.model.content import Content, ContentKind
from bot.model.people import Person
from bot.ports import Work
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing is said: it makes no sense any more. `reason` is a kind for the log, no content."""

    reason: str


Rendered = Card | Dropped

#: `person` is the recipient. A renderer reads through `work` and changes nothing; it drops what
#: makes no sense any more. Whether the hour and the rules allow it was asked before.
Renderer = Callable[[Content, Person, Work, Setting], Rendered]
Renderers = Mapping[ContentKind, Renderer]
