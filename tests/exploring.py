"""Everything that somebody can be shown: each command, page and suggestion, each button of each
card that they have or get, each form filled in and left empty. Nothing of it is kept: every way is
gone in a unit of work that is undone, so that one way does not decide what another one shows."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from bot.events import (
    COMMANDS,
    ButtonPressed,
    CommandGiven,
    Event,
    FileSent,
    FormSubmitted,
    HomeOpened,
    NameBegun,
    SentFile,
    TextTyped,
)
from bot.handling import Dispatch, handle
from bot.messages import Answer, ChoiceField, FileField, Form, Message, TextField, TextKind
from bot.model.actions import ActionKind
from bot.model.ids import Account
from bot.ports import Work
from tests.playing import Play, buttons_of

Shown = Message | Form
#: How a field of words is filled in; the rest is chosen, or is a day.
Fill = Callable[[TextField], str]


def some_words(of: TextField) -> str:
    match of.kind:
        case TextKind.DATE:
            return "2026-04-01"
        case TextKind.PHONE:
            return "555 0199"
        case _:
            return "Some words."


def filled(form: Form, fill: Fill = some_words) -> dict[str, tuple[str, ...]]:
    """Every field with something that it may be; of choices the last, which says most."""
    values: dict[str, tuple[str, ...]] = {}
    for each in form.fields:
        if isinstance(each, ChoiceField) and each.options:
            values[each.name] = each.chosen or (each.options[-1].value,)
        elif isinstance(each, TextField):
            values[each.name] = (fill(each),)
    return values


def words_in(shown: Shown) -> str:
    """Every word of it, notification, alternative texts, labels, hints and values among them."""
    if isinstance(shown, Form):
        parts = [shown.title, shown.intro, shown.submit, shown.footer]
        for each in shown.fields:
            parts += [each.label, each.hint, each.error]
            parts += [each.value] if isinstance(each, TextField) else []
            if isinstance(each, ChoiceField):
                parts += [word for o in each.options for word in (o.label, o.hint)]
        return "\n".join(parts)
    parts = [shown.notification, shown.footer]
    for section in shown.sections:
        image = section.image
        parts += [section.heading, section.text, image.alt if image else ""]
        parts += [section.talk_label, str(section.talk_to or "")]
        parts += [button.label for button in section.buttons]
    return "\n".join(parts)


class _Undone(Exception):
    """Takes back what was done on the way."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was shown at the end of a way; `action` of a form is what its token means."""

    way: tuple[str, ...]
    shown: Shown
    action: ActionKind | None = None

    @property
    def words(self) -> str:
        return words_in(self.shown)


#: One step of a way: from what is shown so far to what is done next.
Step = Callable[[Shown | None], Event]
Steps = tuple[Step, ...]


@dataclass
class Explorer:
    """Goes as one person. `most` steps lie between a start and what is shown last."""

    play: Play
    who: Account
    dispatch: Dispatch
    most: int = 4
    fill: Fill = some_words
    known: set[str] = field(default_factory=set)

    def everything(self, cards: Iterable[Message] = ()) -> Iterator[Seen]:
        """From every command, the page of the bot's own, a typed word, a file; and from `cards`,
        which somebody was posted. What reads the same is gone on from once, by the shortest way."""
        ways: deque[tuple[tuple[str, ...], Steps]] = deque()
        ways.extend(((name,), (start,)) for name, start in self._starts())
        for number, card in enumerate(cards):
            ways.extend(self._presses((f"card {number}",), (), card))
        while ways:
            way, steps = ways.popleft()
            for seen in self._gone(way, steps):
                if seen.words in self.known:
                    continue
                self.known.add(seen.words)
                yield seen
                if len(steps) < self.most:
                    ways.extend(self._onward(seen, steps))

    def suggestions(self) -> tuple[str, ...]:
        found = self.play.happen(NameBegun(self.play.next_id(), self.who, ""))
        return tuple(f"{one.label} {one.value}" for one in found.suggestions)

    def _starts(self) -> Iterator[tuple[str, Step]]:
        id_, who = self.play.next_id, self.who
        for name in COMMANDS:
            yield f"/{name}", lambda _, name=name: CommandGiven(id_(), who, name)  # type: ignore[misc]  # bound here
        yield "home", lambda _: HomeOpened(id_(), who)
        yield "typed", lambda _: TextTyped(id_(), who, "Some words.")
        yield "file", lambda _: FileSent(id_(), who, SentFile("roster.csv", b"number,name\n1,x\n"))

    def _onward(self, seen: Seen, steps: Steps) -> Iterator[tuple[tuple[str, ...], Steps]]:
        if isinstance(seen.shown, Form):
            yield (*seen.way, "sent"), (*steps, self._sent)
            yield (*seen.way, "sent empty"), (*steps, self._sent_empty)
        else:
            yield from self._presses(seen.way, steps, seen.shown)

    def _presses(
        self, way: tuple[str, ...], steps: Steps, card: Message
    ) -> Iterator[tuple[tuple[str, ...], Steps]]:
        """By the number of each; a card that lies there already is pressed itself."""
        for button in buttons_of(card):

            def press(shown: Shown | None, number: int = button.number) -> Event:
                pressed = shown if isinstance(shown, Message) else card
                return ButtonPressed(self.play.next_id(), self.who, pressed.token, number)

            yield (*way, button.label), (*steps, press)

    def _sent(self, form: Shown | None) -> Event:
        assert isinstance(form, Form)
        files = {
            each.name: SentFile("x.png", b"no picture")
            for each in form.fields
            if isinstance(each, FileField)
        }
        values = filled(form, self.fill)
        return FormSubmitted(self.play.next_id(), self.who, form.token, values, files)

    def _sent_empty(self, form: Shown | None) -> Event:
        assert isinstance(form, Form)
        return FormSubmitted(self.play.next_id(), self.who, form.token, {})

    def _gone(self, way: tuple[str, ...], steps: Steps) -> list[Seen]:
        """What the last step shows. What is posted meanwhile is shown elsewhere."""
        found: list[Seen] = []

        def flow(work: Work) -> None:
            shown: Shown | None = None
            answer = Answer()
            for step in steps:
                event = step(shown)
                answer = handle(event, work, self.play.setting, self.dispatch)
                shown = answer.form or answer.aside or answer.redraw
            for each in (answer.form, answer.aside, answer.redraw):
                if each is not None:
                    found.append(Seen(way, each, _meaning_of(each, work)))
            raise _Undone

        with suppress(_Undone):
            self.play.ready.run(flow)
        return found


def _meaning_of(shown: Shown, work: Work) -> ActionKind | None:
    if not isinstance(shown, Form):
        return None
    card = work.cards.open(shown.token)
    assert card is not None
    return ActionKind(card.actions[0].kind)
