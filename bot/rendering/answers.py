"""The four answers to a check-in, and what is said to each.

What stays in the chat is the same for all four; what follows differs, and is only ever an aside.
"""

from collections.abc import Sequence

from bot.messages import Action, Card, Style
from bot.model.actions import ActionKind
from bot.model.people import Person, Zone
from bot.rendering.wording import Choice, Part, Wording, card, choice, part


def zone_choices(wording: Wording, number: int) -> tuple[Choice, ...]:
    """The four, for check-in `number` of this person."""
    return tuple(
        choice(wording(f"zone-{zone.value}"), ActionKind.ANSWER, zone=zone.value, n=number)
        for zone in Zone
    )


def answered_card(wording: Wording, number: int) -> Card:
    """The card once it has an answer: the same for all four, so that the chat keeps none."""
    return numbered(wording.once("answered", render=lambda: _answered(wording)), number)


def numbered(shown: Card, number: int) -> Card:
    """The card for the check-in of that number: the same words, and buttons that mean this one."""
    actions = tuple(
        Action(each.kind, {**each.args, "n": number}) if "n" in each.args else each
        for each in shown.actions
    )
    return Card(shown.message, actions)


def answer_again_card(wording: Wording, number: int, *, answers: bool) -> Card:
    """The four once more; with taking it back where there is an answer to that check-in."""
    choices = zone_choices(wording, number)
    if answers:
        take_back = choice(wording("button-take-back"), ActionKind.TAKE_BACK, Style.QUIET, n=number)
        choices = (*choices, take_back)
    return card(wording, part(wording("answer-again"), *choices))


def follows_card(zone: Zone, person: Person, wording: Wording, last: str = "") -> Card:
    """What follows an answer; `last` is the text that stands under it, if any. Of the person it
    depends on their language and, after red, on whether they are asked again."""
    again = zone is Zone.RED and person.membership.follow_up_after_red

    def render() -> Card:
        under = (part(wording(last)),) if last else ()
        return card(wording, *_what_follows(zone, wording, again=again), *under)

    return wording.once("answer", zone.value, again, last, render=render)


def _what_follows(zone: Zone, wording: Wording, *, again: bool) -> Sequence[Part]:
    """Green asks nothing more; yellow and orange offer; red has the lines first."""
    policy = wording.setting.config.rhythm
    match zone:
        case Zone.GREEN:
            return (part(wording("answer-green")),)
        case Zone.YELLOW:
            return _offered("answer-yellow", policy.yellow_check_back_days, wording)
        case Zone.ORANGE:
            return _offered("answer-orange", policy.orange_check_back_days, wording)
        case Zone.RED:
            return _after_red(wording, again=again)


def _offered(text: str, days: int, wording: Wording) -> Sequence[Part]:
    return (
        part(
            wording(text),
            choice(wording("button-talk"), ActionKind.TALK, Style.PRIMARY),
            choice(wording("button-everyday"), ActionKind.EVERYDAY),
        ),
        part(
            wording("check-back-offer", days=days),
            choice(wording("button-check-back"), ActionKind.CHECK_BACK, days=days),
            choice(wording("button-no-thanks"), ActionKind.CHECK_BACK, Style.QUIET, days=0),
        ),
    )


def _after_red(wording: Wording, *, again: bool) -> Sequence[Part]:
    parts = [
        part(wording.own_lines, heading=wording("help-lines-heading")),
        part(
            wording("answer-red"),
            _person_now(wording),
            choice(wording("button-more-lines"), ActionKind.HELP_NOW, Style.QUIET),
        ),
    ]
    if again:
        parts.append(
            part(
                wording("answer-red-tomorrow"),
                choice(wording("button-no-follow-up"), ActionKind.NO_FOLLOW_UP, Style.QUIET),
            )
        )
    return parts


def _person_now(wording: Wording) -> Choice:
    return choice(wording("button-talk-now"), ActionKind.PERSON_NOW, Style.URGENT)


def _answered(wording: Wording) -> Card:
    return card(
        wording,
        part(
            wording("check-in-answered"),
            choice(wording("button-change-answer"), ActionKind.CHANGE_ANSWER, n=0),
            choice(wording("button-talk"), ActionKind.TALK),
            choice(wording("button-why-now"), ActionKind.WHY_NOW, n=0),
        ),
    )
