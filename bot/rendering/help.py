"""The lines in full, everyday help, what to do when worried: the same for everybody."""

from bot.config.models import LineKind
from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.rendering.wording import Wording, card, choice, lines_part, part, ways_on


def typed_card(wording: Wording) -> Card:
    """The one answer to whatever somebody types: nobody reads this chat, the lines, a person now,
    the menu last."""
    return card(
        wording, part(wording("typed-sentence")), lines_part(wording), part("", *ways_on(wording))
    )


def help_now_card(wording: Wording) -> Card:
    """The lines in full, a person, everyday help."""
    now, menu = ways_on(wording)
    everyday = wording.lines(LineKind.EVERYDAY)
    parts = [lines_part(wording), part(wording("help-now-person"), now)]
    if everyday:
        parts.append(part(everyday, heading=wording("everyday-heading")))
    parts.append(part("", menu))
    return card(wording, *parts)


def worried_card(wording: Wording) -> Card:
    """Worried about somebody: what to say, the lines, a supporter to advise."""
    now, menu = ways_on(wording)
    advice = choice(wording("button-advice"), ActionKind.TALK, Style.PRIMARY)
    return card(
        wording,
        part(wording("worried-say"), heading=wording("worried-heading")),
        part(wording("worried-danger")),
        lines_part(wording),
        part(wording("worried-advice"), advice, now),
        part(wording("worried-nothing-kept"), menu),
    )
