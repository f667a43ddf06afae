"""What the scheduler does when a request's next instant has come, and once a day for supporters
who no longer serve. Nothing here is a surprise to the member: each step is told, in words."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.flows import request_messages as say
from bot.flows.closing import close
from bot.flows.conversing import STILL_IN_TOUCH
from bot.flows.handing_back import Cause, hand_back
from bot.flows.letting_go import tell_that_they_are_gone
from bot.flows.offering import go_on, tell_member, with_offer
from bot.flows.request_facts import still_serves, time_for_yes, today
from bot.flows.undelivered import proposal_reached_nobody, supporter_was_not_told
from bot.model.ids import PersonId, RequestId
from bot.model.people import PersonState
from bot.model.requests import CloseReason, News, OfferState, Request, RequestState
from bot.ports import Work
from bot.setting import Setting

#: How long a proposal may wait for the member's yes before the request is let rest (choice;
#: the decision is in docs/decisions). In between nobody else is asked: an answer that never
#: comes would else wake one supporter after the other.
REST_AFTER = timedelta(days=7)


def escalate(request_id: RequestId, work: Work, setting: Setting) -> None:
    """Takes the step of a request whose `due_at` has come; does nothing where it has not, or
    where somebody else has taken it meanwhile. Every step sets a later `due_at` or closes."""
    request = work.requests.find(request_id)
    if request is None or request.due_at is None or request.due_at > work.now:
        return
    match request.state:
        case RequestState.ASKING:
            progress = go_on(request, work, setting)
            work.requests.save(progress.request)
            tell_member(progress, work)
        case RequestState.PROPOSED:
            _wait_for_yes(request, work, setting)
        case RequestState.TOGETHER if request.reached_at is None:
            _wait_for_contact(request, work, setting)
        case RequestState.TOGETHER:
            _wait_for_the_end(request, work, setting)


#: A conversation with a supporter who left ends so many days before they are erased: their card
#: still has to be redrawn without the member's name and number, and nobody erased can be reached.
DAYS_TO_REDRAW = 3


def supporters_gone(work: Work, setting: Setting) -> int:
    """Once a day: who left, was suspended, or whose training ended. How many requests moved.

    An open offer is closed and the ladder goes on; a proposal goes back to the others; who is in
    a conversation is told the same day and chooses. May be run again: each change is told
    once, and who serves anew and then no longer does is a change (`told_anew`).
    """
    moved = 0
    for supporter in work.supporters.all():
        if still_serves(supporter.person, work, setting):
            continue
        for request in work.requests.of_supporter(supporter.person):
            moved += _without(supporter.person, request, work, setting)
    return moved


def _wait_for_yes(request: Request, work: Work, setting: Setting) -> None:
    """10 min / 4 h / 1 day: one reminder. As long again: the supporter need not wait up, and the
    yes stays open. So it is at once where the member cannot be written to: they may still find it
    when they look. After a week it is let rest, and no name has gone anywhere."""
    offer, since = request.accepted_offer, request.accepted_at
    if offer is None or since is None or not still_serves(offer.supporter, work, setting):
        _give_to_others(request, Cause.RELEASED, work, setting)
        return
    span = time_for_yes(request, setting)
    at_rest = since + max(REST_AFTER, 3 * span)
    no_answer = work.now >= since + 2 * span or proposal_reached_nobody(request, offer, work)
    if work.now >= at_rest:
        say.news(request, News.AT_REST, work)
        close(request, CloseReason.LAPSED, work, setting)
    elif no_answer:
        say.redraw_as_free(request, offer, work)
        _wait_until(request, at_rest, work)
    else:
        say.proposed(request, offer, work, again=True)
        _wait_until(request, since + 2 * span, work)


def _wait_for_contact(request: Request, work: Work, setting: Setting) -> None:
    """The supporter is asked once whether they got through; then it is offered again. At once
    where they no longer serve, or cannot be told who it is: that is no fault of theirs."""
    offer = request.accepted_offer
    if (
        offer is None
        or not still_serves(offer.supporter, work, setting)
        or supporter_was_not_told(request, offer, work)
    ):
        _give_to_others(request, Cause.RELEASED, work, setting)
    elif request.asked_about:
        _give_to_others(request, Cause.DROPPED, work, setting)
    else:
        say.did_you_reach(request, offer.supporter, request.due_at or work.now, work)
        longer = time_for_yes(request, setting)
        _wait_until(replace(request, asked_about=True), work.now + longer, work)


def _wait_for_the_end(request: Request, work: Work, setting: Setting) -> None:
    """After two silent weeks the supporter is asked whether it goes on; after two more it ends."""
    supporter = request.supporter
    gone = supporter is None or not still_serves(supporter, work, setting)
    if supporter is None or gone or request.asked_about:
        say.news(request, News.CLOSED, work, of=supporter)
        close(request, CloseReason.LAPSED, work, setting)
    else:
        say.did_you_reach(request, supporter, request.due_at or work.now, work)
        _wait_until(replace(request, asked_about=True), work.now + STILL_IN_TOUCH, work)


def _without(supporter: PersonId, request: Request, work: Work, setting: Setting) -> int:
    if request.supporter == supporter and request.state is RequestState.TOGETHER:
        if _is_about_to_be_erased(supporter, work, setting):
            say.news(request, News.CLOSED, work, of=supporter)
            close(request, CloseReason.LAPSED, work, setting)
            return 1
        return int(tell_that_they_are_gone(request, supporter, work))
    if request.supporter == supporter and request.state is RequestState.PROPOSED:
        _give_to_others(request, Cause.RELEASED, work, setting)
        return 1
    open_ = [o for o in request.offers if o.supporter == supporter and o.state is OfferState.OPEN]
    for offer in open_:
        say.close_offer(request, offer, work)
        request = with_offer(request, replace(offer, state=OfferState.CLOSED))
    if open_:
        progress = go_on(request, work, setting)
        work.requests.save(progress.request)
        tell_member(progress, work)
    return len(open_)


def told_anew(supporter: PersonId, work: Work, setting: Setting) -> None:
    """Whoever serves again: should they cease to once more, who is with them hears of it anew."""
    if not still_serves(supporter, work, setting):
        return
    for request in work.requests.of_supporter(supporter):
        if request.supporter == supporter and request.gone_told:
            work.requests.save(replace(request, gone_told=False))


def _is_about_to_be_erased(supporter: PersonId, work: Work, setting: Setting) -> bool:
    person = work.people.readable([supporter]).get(supporter)
    if person is None or person.state is not PersonState.LEFT or person.roster.left_on is None:
        return False
    days_left = setting.config.retention.leaver_erased - DAYS_TO_REDRAW
    return today(work, setting) >= person.roster.left_on + timedelta(days=days_left)


def _give_to_others(request: Request, cause: Cause, work: Work, setting: Setting) -> None:
    tell_member(hand_back(request, cause, work, setting), work, cannot=request.supporter)


def _wait_until(request: Request, due: datetime, work: Work) -> None:
    work.requests.save(replace(request, due_at=due))
