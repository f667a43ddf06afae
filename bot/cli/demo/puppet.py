"""A person of the fictional agency who acts by themselves: what somebody would press and type.

A puppet has nothing that a person has not: it reads its own chat, presses what it sees there and
goes through the same way in. So the story that a demo opens in has really happened.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted
from bot.messages import Answer, Button, ChoiceField, Form, Message
from bot.model.ids import Account
from bot.ports import Texts

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot's in somebody's chat."""

    handle: str
    message: Message


class Room(Protocol):
    """The chat, as somebody in it has it."""

    def channel(self, account: Account) -> Sequence[Seen]:
        """What the bot has posted to this account, the oldest first."""

    async def act(self, event: Event, on: str) -> Answer:
        """Brings the event in; what is redrawn is redrawn on the message `on` ("": none)."""


class NothingToPress(RuntimeError):
    """The puppet does not see such a button; the story and the program have come apart."""


@dataclass(slots=True)
class Puppet:
    """`prefix` makes the ids of its events unique over restarts. A button is known by its words in
    any language: whoever plays this person may have chosen another one."""

    account: Account
    room: Room
    texts: Texts
    prefix: str
    aside: Message | None = None
    form: Form | None = None
    _seen: int = field(default=0)

    @property
    def messages(self) -> Sequence[Seen]:
        """What the bot has written to them, the oldest first."""
        return self.room.channel(self.account)

    async def command(self, name: str, text: str = "") -> Answer:
        return await self._act(CommandGiven(self._event(), self.account, name, text))

    async def press(self, text: str, **variables: str | int) -> Answer:
        """Presses the button with these words, in the aside if it is there, else in the newest
        message that has it."""
        labels = self._labels(text, **variables)
        for place in self._places():
            button = _button(place.message, labels)
            if button is not None:
                token = place.message.token
                event = ButtonPressed(self._event(), self.account, token, button.number)
                return await self._act(event, place.handle)
        raise NothingToPress(f"{self.account} sees no button {text!r}")

    def sees(self, text: str, **variables: str | int) -> bool:
        labels = self._labels(text, **variables)
        return any(_button(place.message, labels) for place in self._places())

    def was_offered(self, text: str) -> bool:
        """Whether what they were just answered has a button with these words."""
        labels = self._labels(text)
        return self.aside is not None and _button(self.aside, labels) is not None

    def newest_has(self, text: str) -> bool:
        """Whether the last message in the chat has a button with these words."""
        labels = self._labels(text)
        return bool(self.messages) and _button(self.messages[-1].message, labels) is not None

    async def submit(self, **values: str | tuple[str, ...]) -> Answer:
        """Sends the open form with these values; the rest as the form came."""
        form = self.form
        if form is None:
            raise NothingToPress(f"{self.account} has no form open")
        given = _prefilled(form)
        for name, value in values.items():
            given[name] = (value,) if isinstance(value, str) else value
        return await self._act(FormSubmitted(self._event(), self.account, form.token, given))

    def options(self, field: str, beginnings: Sequence[str]) -> Iterator[str]:
        """The values of the open form's options whose words begin like one of these."""
        fields = self.form.fields if self.form is not None else ()
        for each in fields:
            if each.name == field and isinstance(each, ChoiceField):
                wanted = tuple(beginnings)
                yield from (o.value for o in each.options if o.label.startswith(wanted))

    def news(self) -> Sequence[Seen]:
        """What came since it was last asked."""
        new, self._seen = self.messages[self._seen :], len(self.messages)
        return new

    async def _act(self, event: Event, on: str = "") -> Answer:
        answer = await self.room.act(event, on)
        self.aside, self.form = answer.aside, answer.form
        return answer

    def _places(self) -> Sequence[Seen]:
        aside = [Seen("", self.aside)] if self.aside is not None else []
        return [*aside, *reversed(self.messages)]

    def _labels(self, text: str, **variables: str | int) -> frozenset[str]:
        languages = self.texts.languages()
        return frozenset(self.texts.say(each, text, **variables) for each in languages)

    def _event(self) -> str:
        return f"{self.prefix}:{next(_numbers)}"


def _button(message: Message, labels: Set[str]) -> Button | None:
    buttons = (button for section in message.sections for button in section.buttons)
    return next((button for button in buttons if button.label in labels), None)


def _prefilled(form: Form) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    for each in form.fields:
        chosen = tuple(getattr(each, "chosen", ()))
        value = getattr(each, "value", "")
        given[each.name] = chosen or ((value,) if value else ())
    return given
