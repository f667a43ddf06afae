"""What the member sees of their request: where it stands, who accepted, the two, and the end."""

from bot.messages import Card, Section, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import Account, PersonId, RequestId
from bot.model.people import Person
from bot.model.requests import News, Offer, Reach, Request, RequestState
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.requests_people import (
    WHEN,
    group_chat_of,
    name_and_station,
    name_of,
    portrait,
    way_part,
)
from bot.rendering.requests_steps import lines_in_full, step_text, truth_text, ways_out
from bot.rendering.wording import Part, Wording, card, choice, part
from bot.routing.ladder import Told
from bot.setting import Setting

# ── where it stands ─────────────────────────────────────────────────────────────────────────


def state_card(
    request: Request | None, member: Person | None, work: Work, setting: Setting, wording: Wording
) -> Card:
    """The member's own open request as it stands; the same form where there is none."""
    if request is None or member is None:
        talk = choice(wording("button-talk"), ActionKind.TALK, Style.PRIMARY)
        return card(wording, part(wording("request-none"), talk))
    offer = request.accepted_offer
    if request.state is RequestState.PROPOSED and offer is not None and _is_there(offer, work):
        return card(
            wording, *_proposal(request, offer, work, wording), *lines_in_full(wording, request)
        )
    if request.state is RequestState.TOGETHER and offer is not None:
        if not _is_there(offer, work):
            return _changed_card(request, offer, work, wording)
        return card(wording, *_together(request, offer, member, work, setting, wording))
    told = Told.NO_ANSWER if request.offers else Told.NOBODY
    if request.member_told_at is None:
        text = wording("request-state-asking") if request.offers else wording("request-step-soon")
    else:
        text = truth_text(wording, request, told)
    return card(wording, part(text, *ways_out(wording, request)), *lines_in_full(wording, request))


def settled_proposal_card(offer: Offer, work: Work, wording: Wording) -> Card:
    """What stays of a proposal in the chat once it was answered, whatever the answer."""
    return card(wording, _who_can(offer, work, wording))


def closed_card(wording: Wording, *, met: bool) -> Card:
    """Withdrawn, or done: nothing is held against anybody, and the way back is open."""
    text = wording("request-done") if met else wording("request-withdrawn")
    return card(wording, part(text, choice(wording("button-talk"), ActionKind.TALK)))


# ── what is delivered ───────────────────────────────────────────────────────────────────────


def step(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """A step of the ladder, or news beside it."""
    wording, word = Wording(setting, person.language), str(content.args["s"])
    name = name_of(PersonId(int(content.args["p"])), work) if "p" in content.args else ""
    if word == News.CLOSED:
        return _closed(wording, name)
    if word == News.AT_REST:
        talk = choice(wording("button-talk"), ActionKind.TALK)
        return card(wording, part(wording("request-at-rest"), talk))
    request = _request(content, person, work)
    if request is None or request.state is not RequestState.ASKING:
        return Dropped("not-asking")
    cannot = name or _somebody_gone(wording)
    before = [part(wording("request-cannot", name=cannot))] if "p" in content.args else []
    told = None if word == News.CANNOT else Told(word)
    woken = bool(content.args.get("w"))
    text = step_text(wording, request, told, woken=woken)
    return card(
        wording, *before, part(text, *ways_out(wording, request)), *lines_in_full(wording, request)
    )


def proposed(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Who accepted. `again` is the reminder."""
    request = _request(content, person, work)
    offer = request.accepted_offer if request is not None else None
    waits = request is not None and request.state is RequestState.PROPOSED
    if request is None or offer is None or offer.id != content.args["o"] or not waits:
        return Dropped("not-proposed")
    if not _is_there(offer, work):
        return Dropped("erased")
    wording = Wording(setting, person.language)
    before = [part(wording("request-still-there"))] if content.args["again"] else []
    return card(
        wording,
        *before,
        *_proposal(request, offer, work, wording),
        *lines_in_full(wording, request),
    )


def together(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    request = _request(content, person, work)
    offer = request.accepted_offer if request is not None else None
    if request is None or offer is None or request.state is not RequestState.TOGETHER:
        return Dropped("not-together")
    if not _is_there(offer, work):
        return Dropped("erased")
    wording = Wording(setting, person.language)
    return card(wording, *_together(request, offer, person, work, setting, wording))


def supporter_changed(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Who is with them no longer serves: someone else, stay in touch, or done."""
    request = _request(content, person, work)
    offer = request.accepted_offer if request is not None else None
    if request is None or offer is None or offer.supporter != content.args["p"]:
        return Dropped("no-longer-theirs")
    return _changed_card(request, offer, work, Wording(setting, person.language))


def _changed_card(request: Request, offer: Offer, work: Work, wording: Wording) -> Card:
    ids = {"r": request.id}
    choices = (
        choice(
            wording("button-someone-else"),
            ActionKind.SOMEONE_ELSE,
            Style.PRIMARY,
            **ids,
            o=offer.id,
        ),
        choice(wording("button-stay-in-touch"), ActionKind.CLOSE, **ids),
        choice(wording("button-request-done"), ActionKind.CLOSE, **ids),
    )
    name = name_of(offer.supporter, work) or wording("request-your-supporter")
    return card(wording, part(wording("request-supporter-changed", name=name), *choices))


def _somebody_gone(wording: Wording) -> str:
    """In place of a name, at the beginning of a text."""
    words = wording("request-your-supporter")
    return words[:1].upper() + words[1:]


def _is_there(offer: Offer, work: Work) -> bool:
    return bool(work.people.readable([offer.supporter]))


# ── parts ───────────────────────────────────────────────────────────────────────────────────


def _who_can(offer: Offer, work: Work, wording: Wording) -> Part:
    """Who accepted: name, station, when, their own words and picture."""
    supporter = work.people.readable([offer.supporter]).get(offer.supporter)
    promise = wording(WHEN[offer.when]) if offer.when is not None else wording("request-when-now")
    if supporter is None:
        return part(wording("request-proposed", name=_somebody_gone(wording), promise=promise))
    who = name_and_station(supporter.roster.name, supporter, wording)
    lines = [wording("request-proposed", name=who, promise=promise)]
    entry = work.supporters.get(offer.supporter)
    if entry is not None and entry.shown.words:
        lines.append(wording("request-their-words", words=entry.shown.words))
    picture = portrait(offer.supporter, supporter.roster.name, work)
    return Part(Section(text="\n".join(lines), image=picture))


def _proposal(request: Request, offer: Offer, work: Work, wording: Wording) -> list[Part]:
    ids = {"r": request.id, "o": offer.id}
    return [
        _who_can(offer, work, wording),
        part(
            wording("request-proposed-yes"),
            choice(wording("button-request-yes"), ActionKind.MEMBER_YES, Style.PRIMARY, **ids),
            choice(wording("button-someone-else"), ActionKind.SOMEONE_ELSE, **ids),
            choice(wording("button-withdraw"), ActionKind.WITHDRAW, Style.QUIET, r=request.id),
        ),
    ]


def _together(
    request: Request, offer: Offer, member: Person, work: Work, setting: Setting, wording: Wording
) -> list[Part]:
    supporter = work.people.get(offer.supporter)
    name = supporter.roster.name
    who = name_and_station(name, supporter, wording)
    promise = wording(WHEN[offer.when]) if offer.when is not None else wording("request-when-now")
    picture = portrait(offer.supporter, name, work)
    text = wording("request-together", name=who, promise=promise)
    way = _way(name, request, wording, group_chat_of(member, supporter, setting))
    return [
        Part(Section(text=text, image=picture)),
        way_part(way, member, supporter, request, wording),
        part(
            wording("request-code", code=request.code),
            choice(wording("button-request-done"), ActionKind.CLOSE, r=request.id),
            choice(
                wording("button-someone-else"),
                ActionKind.SOMEONE_ELSE,
                r=request.id,
                o=offer.id,
            ),
        ),
        part(wording("scope-member"), heading=wording("scope-heading")),
        *lines_in_full(wording, request),
    ]


def _way(
    name: str, request: Request, wording: Wording, group_chat: tuple[Account, Account] | None
) -> str:
    match request.wishes.reach:
        case Reach.HERE:
            return wording("request-way-here", name=name)
        case Reach.PHONE:
            return wording("request-way-phone", name=name)
        case Reach.IN_PERSON:
            return wording("request-way-person", name=name)
        case Reach.GROUP if group_chat is None:
            return wording("request-way-no-group", name=name)
        case Reach.GROUP:
            return wording("request-way-group", name=name)


def _closed(wording: Wording, name: str) -> Card:
    talk = choice(wording("button-talk"), ActionKind.TALK)
    named = name or wording("request-your-supporter")
    return card(wording, part(wording("request-closed", name=named), talk))


def _request(content: Content, person: Person, work: Work) -> Request | None:
    """The recipient's own request that the message is about, if it is still open."""
    request = work.requests.find(RequestId(int(content.args["r"])))
    return request if request is not None and request.member == person.id else None


RENDERERS: Renderers = {
    ContentKind.STEP: step,
    ContentKind.STILL_WAITING: step,
    ContentKind.PROPOSED: proposed,
    ContentKind.TOGETHER_MEMBER: together,
    ContentKind.SUPPORTER_CHANGED: supporter_changed,
}
