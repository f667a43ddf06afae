"""What the supporter sees of a conversation: who it is, how to reach them, the scope."""

from bot.config.models import LineKind
from bot.messages import Card, Style
from bot.model.actions import ActionKind
from bot.model.content import Content, ContentKind
from bot.model.ids import Account, OfferId, RequestId
from bot.model.people import Person
from bot.model.requests import Reach, Request, RequestState
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.requests_offers import PROMISES, topic_lines
from bot.rendering.requests_people import group_chat_of, name_and_station, shown_name, way_part
from bot.rendering.wording import Choice, Part, Wording, card, choice, lines_part, part
from bot.setting import Setting


def conversation_card(request: Request, supporter: Person, work: Work, setting: Setting) -> Card:
    """Who asked, the way to them, the code, and the scope with its two buttons."""
    wording = Wording(setting, supporter.language)
    member = work.people.get(request.member)
    name = shown_name(request, member)
    way = _way(name, request, wording, group_chat_of(member, supporter, setting))
    return card(
        wording,
        part(_introduction(name, member, request, wording)),
        way_part(way, supporter, member, request, wording),
        part(wording("request-code", code=request.code), *_contact_choices(request, wording)),
        _scope(request, wording),
    )


def reached_card(wording: Wording, request: RequestId) -> Card:
    done = choice(wording("button-conversation-done"), ActionKind.DONE, r=request)
    return card(wording, part(wording("conversation-reached"), done))


def not_reached_card(wording: Wording, request: RequestId, offer: OfferId) -> Card:
    """Two ways on: keep trying, or let somebody else."""
    keep = choice(wording("button-conversation-keep"), ActionKind.NOT_REACHED, r=request, keep=1)
    give_back = choice(wording("button-offer-give-back"), ActionKind.PASS, r=request, o=offer)
    return card(wording, part(wording("conversation-not-reached"), keep, give_back))


def keep_trying_card(wording: Wording) -> Card:
    return card(wording, part(wording("conversation-keep")))


def ended_card(wording: Wording) -> Card:
    """To the supporter who has just closed it: who hears so, and that nothing is left to do."""
    return card(wording, part(wording("conversation-ended")))


def over_card(wording: Wording) -> Card:
    """For every press on a conversation that is over, whoever ended it and however."""
    return card(wording, part(wording("conversation-over")))


def safety_card(wording: Wording) -> Card:
    """Worried about somebody's safety: the steps, the clinician, the limits, the written notice."""
    config = wording.setting.config
    emergency = wording.nearest(LineKind.EMERGENCY)
    parts = [part(wording("safety-steps", emergency=emergency), heading=wording("safety-heading"))]
    if config.clinician is not None:
        who, phone = config.clinician.name, config.clinician.phone or wording("safety-no-number")
        parts.append(part(wording("safety-clinician", name=who, number=phone)))
    parts.append(part(wording.limits, heading=wording("request-limits-heading")))
    parts.append(part(wording("safety-notice")))
    parts.append(lines_part(wording))
    return card(wording, *parts)


def refer_card(wording: Wording) -> Card:
    """Where to turn for what is beyond a peer: everyday help, then the lines."""
    everyday = wording.lines(LineKind.EVERYDAY)
    parts = [part(wording("refer-words"))]
    if everyday:
        parts.append(part(everyday, heading=wording("refer-heading")))
    parts.append(lines_part(wording))
    return card(wording, *parts)


def together(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    request = _conversation(content, person, work)
    if request is None:
        return Dropped("not-together")
    return conversation_card(request, person, work, setting)


def did_you_reach(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Asked once when it was silent; or, weeks later, whether it goes on. Without a name: unlike
    the conversation's own card, the question is not redrawn when it is over."""
    request = _conversation(content, person, work)
    if request is None or not request.asked_about:
        return Dropped("not-silent")
    wording = Wording(setting, person.language)
    if request.reached_at is not None:
        still = choice(wording("button-conversation-still"), ActionKind.REACHED, r=request.id)
        done = choice(wording("button-conversation-done"), ActionKind.DONE, r=request.id)
        return card(wording, part(wording("conversation-still", code=request.code), still, done))
    asks = wording("conversation-did-you-reach", code=request.code)
    return card(wording, part(asks, *_contact_choices(request, wording)))


def conversation_closed(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """What stays of the card in the chat: no name and no number. `m`: the member's card; `g`: a
    group chat was opened, which stays."""
    wording = Wording(setting, person.language)
    stays = [part(wording("group-chat-stays"))] if content.args.get("g") else []
    if content.args["m"]:
        talk = choice(wording("button-talk"), ActionKind.TALK)
        return card(wording, part(wording("request-over"), talk), *stays)
    return card(wording, part(wording("conversation-emptied")), *stays)


def _introduction(name: str, member: Person, request: Request, wording: Wording) -> str:
    lines = [wording("conversation-with", name=name_and_station(name, member, wording))]
    if request.when is not None:
        lines.append(wording("conversation-you-said", promise=wording(PROMISES[request.when])))
    return "\n".join((*lines, *topic_lines(wording, request)))


def _way(
    name: str, request: Request, wording: Wording, group_chat: tuple[Account, Account] | None
) -> str:
    match request.wishes.reach:
        case Reach.HERE:
            return wording("conversation-way-here", name=name)
        case Reach.PHONE:
            return wording("conversation-way-phone", name=name, phone=request.wishes.number)
        case Reach.IN_PERSON:
            return wording("conversation-way-person", name=name)
        case Reach.GROUP if group_chat is None:
            return wording("conversation-way-no-group", name=name)
        case Reach.GROUP:
            return wording("conversation-way-group", name=name)


def _contact_choices(request: Request, wording: Wording) -> tuple[Choice, ...]:
    done = choice(wording("button-conversation-done"), ActionKind.DONE, Style.QUIET, r=request.id)
    if request.reached_at is not None:
        return (done,)
    return (
        choice(
            wording("button-conversation-reached"), ActionKind.REACHED, Style.PRIMARY, r=request.id
        ),
        choice(wording("button-conversation-not-reached"), ActionKind.NOT_REACHED, r=request.id),
        done,
    )


def _scope(request: Request, wording: Wording) -> Part:
    return part(
        wording("scope-supporter"),
        choice(wording("button-safety"), ActionKind.SAFETY, r=request.id),
        choice(wording("button-refer"), ActionKind.REFER, r=request.id),
        heading=wording("scope-heading"),
    )


def _conversation(content: Content, person: Person, work: Work) -> Request | None:
    """The conversation that the message is about, if it still is the recipient's."""
    request = work.requests.find(RequestId(int(content.args["r"])))
    if request is None or request.state is not RequestState.TOGETHER:
        return None
    return request if request.supporter == person.id else None


RENDERERS: Renderers = {
    ContentKind.TOGETHER_SUPPORTER: together,
    ContentKind.DID_YOU_REACH: did_you_reach,
    ContentKind.CONVERSATION_CLOSED: conversation_closed,
}
