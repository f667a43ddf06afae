"""From somebody's "I can" to two people who know of each other: the member's yes, or at once."""

from dataclasses import replace
from datetime import timedelta

from bot.flows import request_messages as say
from bot.flows.handing_back import Cause, hand_back
from bot.flows.pressing import Pressed, Presses, aside, shown
from bot.flows.request_facts import ladder_of, still_serves, time_for_yes
from bot.flows.request_status import request_of_presser, status
from bot.messages import Answer, Message
from bot.model.actions import ActionKind
from bot.model.requests import Offer, Reach, Request, RequestState, When
from bot.ports import Work
from bot.rendering.requests_members import settled_proposal_card
from bot.rendering.requests_people import group_chat_of, name_of
from bot.rendering.requests_steps import step_card
from bot.setting import Setting
from prompts.code_words import code_words

#: How much later than the urgency says a supporter is asked whether they got through, by what
#: they promised (choice): who says "after my shift" is not asked in the middle of it.
LATER_BY_PROMISE = {
    When.NOW: timedelta(0),
    When.WITHIN_THE_HOUR: timedelta(hours=1),
    When.AFTER_SHIFT: timedelta(hours=12),
    When.COMING_DAYS: timedelta(days=2),
}


def propose(request: Request, offer: Offer, work: Work, setting: Setting) -> Request:
    """Somebody accepted; the member sees who, and says yes or someone else."""
    say.proposed(request, offer, work)
    return replace(
        request, state=RequestState.PROPOSED, due_at=work.now + time_for_yes(request, setting)
    )


def together(request: Request, offer: Offer, work: Work, setting: Setting) -> Request:
    """Each is shown the other, the way to reach them, and the same two-word code; a group chat is
    opened where the member chose one and the two can have one.

    `accepted_at` becomes now: from here on the supporter is awaited.
    """
    say.together_for_member(request, offer, work)
    say.together_for_supporter(request, offer, work)
    if request.wishes.reach is Reach.GROUP and _can_share_a_chat(request, offer, work, setting):
        say.group_chat(request, offer, work)
    silent = timedelta(minutes=ladder_of(request.wishes.urgency, setting).silent_minutes)
    later = LATER_BY_PROMISE[offer.when or When.NOW]
    return replace(
        request,
        state=RequestState.TOGETHER,
        accepted_at=work.now,
        code=_code(request.wishes.language, work),
        asked_about=False,
        due_at=work.now + silent + later,
    )


def say_yes(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The member says yes to whoever accepted: their name goes over."""
    request = request_of_presser(pressed, work)
    offer = _proposal(pressed, request)
    if request is None or offer is None:
        return status(pressed, work, setting)
    if not still_serves(offer.supporter, work, setting):
        name = name_of(offer.supporter, work)
        gone = pressed.whom.wording(setting)("request-cannot", name=name) if name else ""
        return _look_further(pressed, request, Cause.RELEASED, gone, work, setting)
    request = together(request, offer, work, setting)
    work.requests.save(request)
    say.redraw_as_held(request, offer, work)
    answer = status(pressed, work, setting)
    return replace(answer, redraw=_settled(pressed, request, offer, work, setting))


def someone_else(pressed: Pressed, work: Work, setting: Setting) -> Answer:
    """The member would rather have someone else: before their name went over, or after.

    The supporter sees what everybody sees whose offer no longer needs an answer.
    """
    request = request_of_presser(pressed, work)
    offer = request.accepted_offer if request is not None else None
    if request is None or offer is None or offer.id != pressed.action.args["o"]:
        return status(pressed, work, setting)
    settled = _settled(pressed, request, offer, work, setting)
    over = pressed.whom.wording(setting)("request-else")
    answer = _look_further(pressed, request, Cause.SOMEONE_ELSE, over, work, setting)
    return replace(answer, redraw=settled)


def _settled(
    pressed: Pressed, request: Request, offer: Offer, work: Work, setting: Setting
) -> Message | None:
    """A proposal's posted card once it was answered: who it was, without its buttons."""
    if not pressed.card.key.startswith(say.proposed_key(request.id, offer.id)):
        return None
    card = settled_proposal_card(offer, work, pressed.whom.wording(setting))
    return shown(card, pressed.whom, work)


def _proposal(pressed: Pressed, request: Request | None) -> Offer | None:
    """The offer that this very card proposed, if it is still the one that waits for a yes."""
    if request is None or request.state is not RequestState.PROPOSED:
        return None
    offer = request.accepted_offer
    return offer if offer is not None and offer.id == pressed.action.args["o"] else None


def _look_further(
    pressed: Pressed, request: Request, cause: Cause, first: str, work: Work, setting: Setting
) -> Answer:
    progress = hand_back(request, cause, work, setting)
    wording = pressed.whom.wording(setting)
    card = step_card(wording, progress.request, progress.told, woken=progress.woken, first=first)
    return aside(card, pressed.whom, work)


def _can_share_a_chat(request: Request, offer: Offer, work: Work, setting: Setting) -> bool:
    member, supporter = work.people.get(request.member), work.people.get(offer.supporter)
    return group_chat_of(member, supporter, setting) is not None


def _code(language: str, work: Work) -> str:
    """Two different friendly words, so that each knows the other when they meet."""
    words = code_words(language)
    first, second = divmod(work.new_id(), len(words))
    rest = [word for word in words if word != words[second]]
    return f"{words[second]} {rest[first % len(rest)]}"


PRESSES: Presses = {ActionKind.MEMBER_YES: say_yes, ActionKind.SOMEONE_ELSE: someone_else}
