"""A conversation of two people and the bot: the first word in it, and what each of the two is told
where it did not surely open. No name is in either: they stay in the chat when all is over."""

from bot.model.content import Content, ContentKind, OutboxState
from bot.model.ids import OfferId, RequestId
from bot.model.people import Person
from bot.model.requests import Request, RequestState
from bot.ports import Work
from bot.rendering.outcome import Dropped, Rendered, Renderers
from bot.rendering.wording import Wording, card, part
from bot.setting import Setting

#: Where the row that opens it came to these, nobody can tell whether the first word is there.
_UNSURE = frozenset({OutboxState.RESOLVED, OutboxState.ABANDONED})


def group_chat_key(request: RequestId, made: OfferId) -> str:
    """Of the row that opens it."""
    return f"group-chat:{request}:{made}"


def may_stand(became: OutboxState | None) -> bool:
    """Whether there is a group chat, as far as anybody can tell."""
    return became in (OutboxState.SENT, OutboxState.SENDING, OutboxState.UNKNOWN, *_UNSURE)


def first_word(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """The same whatever the request was about, in the language of who asked."""
    if _together(content, person, work) is None:
        return Dropped("not-together")
    wording = Wording(setting, person.language)
    return card(wording, part(wording("group-chat-first-word")))


def instead(content: Content, person: Person, work: Work, setting: Setting) -> Rendered:
    """Nothing where it opened. The way to each other stands in the card that has the same code."""
    request = _together(content, person, work)
    if request is None:
        return Dropped("not-together")
    became = work.outbox.state_of(group_chat_key(request.id, OfferId(int(content.args["o"]))))
    if became is OutboxState.SENT:
        return Dropped("opened")
    wording = Wording(setting, person.language)
    text = "group-chat-unsure" if became in _UNSURE else "group-chat-not-opened"
    return card(wording, part(wording(text, code=request.code)))


def _together(content: Content, person: Person, work: Work) -> Request | None:
    """The conversation that it is about, where it still is of these two."""
    request = work.requests.find(RequestId(int(content.args["r"])))
    offer = request.accepted_offer if request is not None else None
    if request is None or offer is None or request.state is not RequestState.TOGETHER:
        return None
    theirs = person.id in (request.member, offer.supporter) and offer.id == content.args["o"]
    return request if theirs else None


RENDERERS: Renderers = {
    ContentKind.GROUP_CHAT: first_word,
    ContentKind.INSTEAD_OF_GROUP_CHAT: instead,
}
