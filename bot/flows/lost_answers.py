"""Somebody did something, and could not be shown what came of it: they hear that it was taken, and
where they find it. A message stays, so it says nothing of what they did, and is for everybody the
same."""

from bot.events import AnswerLost, Event
from bot.flows.pressing import Whom, aside
from bot.messages import Answer
from bot.model.content import Content, ContentKind, Lane, Outgoing
from bot.model.people import MembershipState, Person
from bot.model.supporters import SupporterState
from bot.ports import Work
from bot.rendering.lost_answers import lost_card
from bot.setting import Setting


def answer_lost(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    """By the outbox; where the program does not know them, where they are. Whoever did it in front
    of others and has not agreed to be written to sees that there is no answer, and no more."""
    assert isinstance(event, AnswerLost)
    if whom.person is None:
        if not event.in_chat:
            return Answer()
        return aside(lost_card(whom.wording(setting), taken=event.taken), whom, work)
    if event.in_chat or _may_be_written_to(whom.person, work):
        work.outbox.put(
            Outgoing(
                key=f"answer-lost:{event.id}",
                to=whom.person.id,
                about=whom.person.id,
                content=Content(ContentKind.ANSWER_LOST, {"k": int(event.taken)}),
                due_at=work.now,
                lane=Lane.ANSWER,
            )
        )
    return Answer()


def _may_be_written_to(person: Person, work: Work) -> bool:
    """They joined, serve, or wait for an answer to a request."""
    if person.membership.state is MembershipState.JOINED:
        return True
    supporter = work.supporters.get(person.id)
    serves = supporter is not None and supporter.state is SupporterState.APPROVED
    return serves or work.requests.open_of(person.id) is not None
