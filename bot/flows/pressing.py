"""What every flow gets and gives: who acted on which card, and how an answer is made of a card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted
from bot.messages import Action, Answer, Card, FormCard, Message
from bot.model.actions import ActionKind
from bot.model.ids import Account
from bot.model.people import Person
from bot.ports import OpenedCard, Work
from bot.rendering.wording import Choice, Wording, card, part, ways_on
from bot.setting import Setting


@dataclass(frozen=True, slots=True)
class Whom:
    """Who acted: an account, and the person behind it where the roster (or an earlier request)
    knows one."""

    account: Account
    person: Person | None
    may_coordinate: bool = True  #: the platform has nothing against it

    @property
    def on_roster(self) -> bool:
        """Whether the roster has a person behind the account now: no stranger, guest or leaver."""
        return self.person is not None and self.person.on_roster

    def wording(self, setting: Setting) -> Wording:
        language = self.person.language if self.person else setting.config.organisation.language
        return Wording(setting, language)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a valid card of this person's own."""

    event: ButtonPressed
    whom: Whom
    card: OpenedCard
    action: Action


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was issued to this very account."""

    event: FormSubmitted
    whom: Whom
    action: Action


PressFlow = Callable[[Pressed, Work, Setting], Answer]
#: The flow of a press by somebody with a record; who has none was answered before.
PersonFlow = Callable[[Whom, Person, Pressed, Work, Setting], Answer]
SubmitFlow = Callable[[Submitted, Work, Setting], Answer]
CommandFlow = Callable[[CommandGiven, Whom, Work, Setting], Answer]
EventFlow = Callable[[Event, Whom, Work, Setting], Answer]
Presses = Mapping[ActionKind, PressFlow]
Submits = Mapping[ActionKind, SubmitFlow]
Commands = Mapping[str, CommandFlow]


def shown(card: Card, whom: Whom, work: Work, *, key: str = "") -> Message:
    """The card's message with a token, so that its buttons mean something."""
    if not card.actions:
        return card.message
    person = whom.person.id if whom.person else None
    token = work.cards.issue(whom.account, card.actions, person=person, key=key)
    return replace(card.message, token=token)


def aside(card: Card, whom: Whom, work: Work) -> Answer:
    return Answer(aside=shown(card, whom, work))


def said(text: str, whom: Whom, work: Work, setting: Setting, *choices: Choice) -> Answer:
    """A fixed answer as an aside, with these ways under it, or the two that every one has."""
    wording = whom.wording(setting)
    return aside(card(wording, part(wording(text), *(choices or ways_on(wording)))), whom, work)


def asked(form: FormCard, whom: Whom, work: Work) -> Answer:
    """The form with a token; what it means is kept with the token."""
    person = whom.person.id if whom.person else None
    token = work.cards.issue(whom.account, (form.action,), person=person)
    return Answer(form=replace(form.form, token=token))
