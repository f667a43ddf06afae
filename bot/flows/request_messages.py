"""What the steps of a request put in the outbox, each under a key that says what it is.

Everything here is about the member and sealed under the member's key, whoever it goes to; but for
what takes a name out of a supporter's chat: that is done even where the member is erased at once.
"""

from datetime import datetime

from bot.model.content import Content, ContentKind, Lane, Operation, Outgoing
from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.requests import News, Offer, Request
from bot.ports import NotFound, Work
from bot.rendering.group_chats import group_chat_key, may_stand
from bot.routing.ladder import Told

# ── to supporters ───────────────────────────────────────────────────────────────────────────


def offer(request: Request, made: Offer, work: Work) -> None:
    """The request as shown to one supporter."""
    content = Content(ContentKind.OFFER, {"r": request.id, "o": made.id})
    _put(request, offer_key(request.id, made.id), made.supporter, content, work)


def wake(request: Request, made: Offer, work: Work) -> None:
    """Rings the second channel of a supporter on call: content-free."""
    content = Content(ContentKind.OFFER, {"r": request.id, "o": made.id})
    key = wake_key(request.id, made.id)
    _put(request, key, made.supporter, content, work, operation=Operation.WAKE)


def let_sleep(request: Request, made: Offer, work: Work) -> None:
    """Takes back a call that has not rung yet."""
    work.outbox.cancel(wake_key(request.id, made.id))


def close_offer(request: Request, made: Offer, work: Work) -> None:
    """Taken, withdrawn, lapsed: the card is redrawn alike. One that has not left yet never does."""
    let_sleep(request, made, work)
    if work.outbox.cancel(offer_key(request.id, made.id)):
        return
    _edit_offer(request, made, ContentKind.OFFER_CLOSED, "closed", work)


def redraw_as_held(request: Request, made: Offer, work: Work) -> None:
    """The card of whoever accepted, where they pressed somewhere else."""
    _edit_offer(request, made, ContentKind.WAIT_FOR_YES, "held", work)


def redraw_as_free(request: Request, made: Offer, work: Work) -> None:
    """The member has not answered for long: whoever accepted need not wait up."""
    _edit_offer(request, made, ContentKind.WAIT_FOR_YES, "free", work, free=1)


def together_for_supporter(request: Request, made: Offer, work: Work) -> None:
    content = Content(ContentKind.TOGETHER_SUPPORTER, {"r": request.id})
    key = together_key(request.id, made.id, to_member=False)
    _put(request, key, made.supporter, content, work)


def group_chat(request: Request, made: Offer, work: Work) -> None:
    """Opens a conversation of the two and the bot. Each of them hears the truth where it did not
    surely open; what is to be said then waits until that is known."""
    ids = {"r": request.id, "o": made.id}
    key = group_chat_key(request.id, made.id)
    content = Content(ContentKind.GROUP_CHAT, {**ids, "p": made.supporter})
    _put(request, key, request.member, content, work, operation=Operation.OPEN)
    instead = Content(ContentKind.INSTEAD_OF_GROUP_CHAT, ids)
    for to, whose in ((request.member, "member"), (made.supporter, "supporter")):
        _put(request, f"instead:{key}:{whose}", to, instead, work, edits=key)


def did_you_reach(request: Request, supporter: PersonId, asked_for: datetime, work: Work) -> None:
    """Asks a silent supporter; `asked_for` is the instant that had come, one question for each."""
    content = Content(ContentKind.DID_YOU_REACH, {"r": request.id})
    key = f"did-you-reach:{request.id}:{int(asked_for.timestamp())}"
    _put(request, key, supporter, content, work)


def redraw_as_over(request: Request, made: Offer, work: Work) -> None:
    """Both cards of a conversation, once it is over: no name and no number stays in the chat. A
    supporter whose card had not come yet waits for it: their offer's card says that it is over. A
    group chat that was opened stays as it is: what is in it is theirs."""
    group_chat = group_chat_key(request.id, made.id)
    work.outbox.cancel(group_chat)
    grouped = int(may_stand(work.outbox.state_of(group_chat)))
    for to, to_member in ((made.supporter, False), (request.member, True)):
        key = together_key(request.id, made.id, to_member=to_member)
        if work.outbox.cancel(key):
            if not to_member:
                close_offer(request, made, work)
            continue
        content = Content(ContentKind.CONVERSATION_CLOSED, {"m": int(to_member), "g": grouped})
        over = f"over:{key}"
        _put(request, over, to, content, work, operation=Operation.EDIT, edits=key, about=to)


def keep_cards(request: Request, made: Offer, work: Work) -> None:
    """Both cards of a conversation that goes on: a token lives 90 days, and with it goes the handle
    by which they are redrawn at the end, name and number taken out."""
    for to_member in (False, True):
        work.cards.renew(together_key(request.id, made.id, to_member=to_member))


# ── to the member ───────────────────────────────────────────────────────────────────────────


def step(
    request: Request, told: Told, work: Work, *, woken: bool, cannot: PersonId | None = None
) -> None:
    """What happens now; `cannot` had accepted and cannot after all, which is said first."""
    kind = ContentKind.STILL_WAITING if told.is_the_truth else ContentKind.STEP
    args: dict[str, str | int] = {"r": request.id, "s": told.value, "w": int(woken)}
    if cannot is not None:
        args["p"] = cannot
    key = f"step:{request.id}:{told.value}:{int(work.now.timestamp())}"
    _put(request, key, request.member, Content(kind, args), work)


def news(request: Request, what: News, work: Work, *, of: PersonId | None = None) -> None:
    args: dict[str, str | int] = {"r": request.id, "s": what.value}
    if of is not None:
        args["p"] = of
    key = f"news:{request.id}:{what.value}:{int(work.now.timestamp())}"
    _put(request, key, request.member, Content(ContentKind.STEP, args), work)


def proposed(request: Request, made: Offer, work: Work, *, again: bool = False) -> None:
    """Who accepted: yes, or someone else. `again` is the one reminder."""
    args = {"r": request.id, "o": made.id, "again": int(again)}
    key = f"{proposed_key(request.id, made.id)}:{int(again)}"
    _put(request, key, request.member, Content(ContentKind.PROPOSED, args), work)


def together_for_member(request: Request, made: Offer, work: Work) -> None:
    content = Content(ContentKind.TOGETHER_MEMBER, {"r": request.id})
    key = together_key(request.id, made.id, to_member=True)
    _put(request, key, request.member, content, work)


def supporter_changed(request: Request, supporter: PersonId, work: Work) -> None:
    """Who is with them no longer serves, and they choose. Said anew each time: whether they were
    told is kept in the request."""
    content = Content(ContentKind.SUPPORTER_CHANGED, {"r": request.id, "p": supporter})
    key = f"changed:{request.id}:{supporter}:{int(work.now.timestamp())}"
    _put(request, key, request.member, content, work)


# ── to coordinators and the outside clinician ───────────────────────────────────────────────


def someone_waits(request: Request, notice: datetime, work: Work) -> None:
    """Tells all coordinators and the clinician that someone is waiting, not who, once a notice."""
    content = Content(ContentKind.SOMEONE_WAITS, {"r": request.id})
    key = f"waits:{request.id}:{int(notice.timestamp())}"
    if not _put(request, key, None, content, work, operation=Operation.WAKE):
        return
    for coordinator in work.people.coordinators():
        _put(request, f"{key}:{coordinator}", coordinator, content, work)


# ── keys ────────────────────────────────────────────────────────────────────────────────────


def offer_key(request: RequestId, made: OfferId) -> str:
    return f"offer:{request}:{made}"


def proposed_key(request: RequestId, made: OfferId) -> str:
    """The beginning of the keys of the proposal and of its reminder."""
    return f"proposed:{request}:{made}"


def redrawn_key(request: RequestId, made: OfferId) -> str:
    """Of the offer's card once it was redrawn in answer to a press."""
    return f"{offer_key(request, made)}:answered"


def together_key(request: RequestId, made: OfferId, *, to_member: bool) -> str:
    return f"together:{request}:{made}:{'member' if to_member else 'supporter'}"


def wake_key(request: RequestId, made: OfferId) -> str:
    return f"wake:{request}:{made}"


def _edit_offer(
    request: Request, made: Offer, kind: ContentKind, as_what: str, work: Work, **args: int
) -> None:
    edits = offer_key(request.id, made.id)
    content = Content(kind, {"r": request.id, "o": made.id, **args})
    key = f"{edits}:{as_what}"
    about = made.supporter if kind is ContentKind.OFFER_CLOSED else request.member
    _put(
        request,
        key,
        made.supporter,
        content,
        work,
        operation=Operation.EDIT,
        edits=edits,
        about=about,
    )


def _put(
    request: Request,
    key: str,
    to: PersonId | None,
    content: Content,
    work: Work,
    *,
    operation: Operation = Operation.POST,
    edits: str = "",
    about: PersonId | None = None,
) -> bool:
    """`about` None: the member. False where it was put before, or is about somebody who was erased:
    their chat is emptied."""
    out = Outgoing(
        key=key,
        to=to,
        about=request.member if about is None else about,
        content=content,
        due_at=work.now,
        lane=Lane.REQUEST,
        operation=operation,
        edits=edits,
    )
    try:
        return work.outbox.put(out)
    except NotFound:
        return False
