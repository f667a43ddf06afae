"""One way in: a platform's event finds its flow, inside the unit of work that is open."""

from dataclasses import dataclass, replace

from bot.events import (
    AnswerLost,
    ButtonPressed,
    CommandGiven,
    Event,
    FileSent,
    FormSubmitted,
    HomeOpened,
    NameBegun,
    TextTyped,
)
from bot.flows.pressing import (
    Commands,
    EventFlow,
    Pressed,
    Presses,
    Submits,
    Submitted,
    Whom,
    aside,
)
from bot.messages import Action, Answer
from bot.model.actions import ActionKind
from bot.ports import OpenedCard, Work
from bot.rendering.wording import card, part, ways_on
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Which flow answers what; `bot.flows.table.DISPATCH` is the one in force."""

    presses: Presses
    submits: Submits
    commands: Commands
    text: EventFlow
    file: EventFlow
    home: EventFlow
    names: EventFlow
    lost: EventFlow


def handle(event: Event, work: Work, setting: Setting, dispatch: Dispatch) -> Answer:
    """Answers one event inside an open unit of work.

    An event that comes twice is handled once: the second time nothing is said, for the platform
    repeats what it believes lost and the person has their answer.
    """
    return handle_first(event, work, setting, dispatch) or Answer()


def handle_first(event: Event, work: Work, setting: Setting, dispatch: Dispatch) -> Answer | None:
    """The same; None where it was handled before."""
    # A name that is being typed changes nothing: it is answered as often as it comes.
    if not isinstance(event, NameBegun) and not work.events.first_time(event):
        return None
    person = work.people.by_account(event.account)
    whom = Whom(event.account, person, event.may_coordinate)
    answer = _answered(event, whom, work, setting, dispatch)
    if isinstance(event, CommandGiven) and _unreached(whom, work, setting):
        return replace(answer, unreached=True)
    return answer


def _unreached(whom: Whom, work: Work, setting: Setting) -> bool:
    """Whether what was last written to them did not get through, as far as their platform has it
    kept."""
    offers = setting.capabilities.get(whom.account.platform)
    if whom.person is None or offers is None or not offers.direct_chats:
        return False
    chat = work.direct_chats.of_many({whom.person.id: whom.account}).get(whom.person.id)
    return chat is not None and chat.closed


def _answered(event: Event, whom: Whom, work: Work, setting: Setting, dispatch: Dispatch) -> Answer:
    match event:
        case NameBegun():
            return dispatch.names(event, whom, work, setting)
        case ButtonPressed():
            return _pressed(event, whom, work, setting, dispatch)
        case FormSubmitted():
            return _submitted(event, whom, work, setting, dispatch)
        case CommandGiven(name=name) if name in dispatch.commands:
            return dispatch.commands[name](event, whom, work, setting)
        case CommandGiven() | TextTyped():
            return dispatch.text(event, whom, work, setting)
        case FileSent():
            return dispatch.file(event, whom, work, setting)
        case AnswerLost():
            return dispatch.lost(event, whom, work, setting)
        case HomeOpened():
            return dispatch.home(event, whom, work, setting)
        case _:
            raise TypeError(f"no flow for events of type {type(event).__name__}")


def _pressed(
    event: ButtonPressed, whom: Whom, work: Work, setting: Setting, dispatch: Dispatch
) -> Answer:
    found = _own_card(event.token, whom, work)
    if isinstance(found, str):
        return _kindly(found, whom, work, setting)
    if not 0 <= event.number < len(found.actions):
        return _kindly("old-card", whom, work, setting)
    action = found.actions[event.number]
    flow = dispatch.presses.get(ActionKind(action.kind))
    if flow is None:  # a form's token, sent as a card's
        return _kindly("old-card", whom, work, setting)
    return flow(Pressed(event, whom, found, action), work, setting)


def _submitted(
    event: FormSubmitted, whom: Whom, work: Work, setting: Setting, dispatch: Dispatch
) -> Answer:
    found = _own_card(event.token, whom, work)
    if isinstance(found, str):
        return _kindly(found, whom, work, setting)
    action: Action = found.actions[0]
    flow = dispatch.submits.get(ActionKind(action.kind))
    if flow is None:  # a card's token, sent as a form's
        return _kindly("old-card", whom, work, setting)
    return flow(Submitted(event, whom, action), work, setting)


def _own_card(token: str, whom: Whom, work: Work) -> OpenedCard | str:
    """The card, or the id of the text that says why not. An unknown token and somebody else's
    read the same, so that a token tells nothing."""
    opened = work.cards.open(token)
    if opened is None or opened.account != whom.account:
        return "not-yours"
    changed = opened.person is not None and (whom.person is None or whom.person.id != opened.person)
    if changed or opened.expired:
        return "old-card"
    return opened


def _kindly(text: str, whom: Whom, work: Work, setting: Setting) -> Answer:
    """A fixed answer with the way to a person under it."""
    wording = whom.wording(setting)
    return aside(card(wording, part(wording(text), *ways_on(wording))), whom, work)
