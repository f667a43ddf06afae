"""Pieces that every message has: its words, its buttons, the help line, the lines in full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.config.models import Line, LineKind
from bot.lines import at_second_hand
from bot.messages import (
    Action,
    Button,
    Card,
    Field,
    Form,
    FormCard,
    Image,
    Message,
    Section,
    Style,
)
from bot.model.actions import ActionKind
from bot.routing.eligibility import primary
from bot.setting import Setting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one setting in one language: `wording("check-in-talk", n=3)`."""

    setting: Setting
    language: str

    def __call__(self, text: str, /, **variables: str | int) -> str:
        return self.setting.texts.say(self.language, text, **variables)

    def once(self, *key: str | int, render: Callable[[], T]) -> T:
        """What is the same for everybody who reads this language, rendered at its first use. It
        may depend on nothing but the setting and `key`."""
        kept = self.setting.rendered
        found: T | None = kept.get((self.language, *key))
        if found is None:
            found = kept[self.language, *key] = render()
        return found

    @property
    def help_line(self) -> str:
        """One line: emergency, crisis line, not monitored. At the foot of every message."""
        return self.once("help-line", render=lambda: self("help-line", **self._first_lines()))

    @property
    def short_help_line(self) -> str:
        """The same in fewer words, for a note."""
        return self.once(
            "help-line-short", render=lambda: self("help-line-short", **self._first_lines())
        )

    @property
    def notification(self) -> str:
        """What a lock screen may show: no content, the same for every message."""
        bot = self.setting.config.organisation.bot_name
        return self.once("notification", render=lambda: self("notification", bot=bot))

    @property
    def limits(self) -> str:
        """Where confidentiality ends, in the organisation's own words."""
        limits = self.setting.config.limits_of_confidentiality
        return limits.in_language(primary(self.language))

    def lines(self, *kinds: LineKind) -> str:
        """The lines of these kinds in full, the organisation's own first, a line each; at the foot
        which of them nobody could check, if any."""
        wanted = kinds or (LineKind.EMERGENCY, LineKind.CRISIS)
        return self.once("lines", *wanted, render=lambda: self._lines(wanted))

    def _lines(self, wanted: Sequence[LineKind]) -> str:
        shown = [line for line in self.setting.lines if line.kind in wanted]
        said = [self.line(line) for line in shown]
        if unsure := len(at_second_hand(shown)):
            said.append(self("lines-unsure", number=unsure))
        return "\n".join(said)

    @property
    def own_lines(self) -> str:
        """The organisation's own emergency and crisis lines: few, each called by somebody here,
        and one of each kind by the configuration. The country's are under "get help now"."""
        own = self.setting.config.lines
        kinds = (LineKind.EMERGENCY, LineKind.CRISIS)
        return "\n".join(self.line(line) for line in own if line.kind in kinds)

    def line(self, line: Line) -> str:
        """`988 Suicide & Crisis Lifeline: 988 · text 988 · day and night`, and its note."""
        said = line.in_language(primary(self.language))
        ways = [said.phone, said.text, said.chat, said.hours, said.note]
        return self("line", name=said.name, ways=" · ".join(way for way in ways if way))

    def nearest(self, kind: LineKind) -> str:
        """The nearest way to the first line of that kind: `988`."""
        return _reach(_first_of(self.setting.lines, kind).in_language(primary(self.language)))

    def _first_lines(self) -> dict[str, str]:
        kinds = {"emergency": LineKind.EMERGENCY, "crisis": LineKind.CRISIS}
        return {name: self.nearest(kind) for name, kind in kinds.items()}


def _first_of(lines: Sequence[Line], kind: LineKind) -> Line:
    """The configuration guarantees one of each kind that is needed."""
    return next(line for line in lines if line.kind is kind)


def _reach(line: Line) -> str:
    """The nearest way to it: `988`."""
    return line.phone or line.text or line.chat


@dataclass(frozen=True, slots=True)
class Choice:
    """A button before it has a number: its words and what it means."""

    label: str
    action: Action
    style: Style = Style.PLAIN


def choice(
    label: str, kind: ActionKind, style: Style = Style.PLAIN, /, **args: str | int
) -> Choice:
    """`args` are the action's."""
    return Choice(label, Action(kind, args), style)


@dataclass(frozen=True, slots=True)
class Part:
    """A section before its buttons are numbered."""

    section: Section
    choices: tuple[Choice, ...] = ()


def part(text: str = "", *choices: Choice, heading: str = "", image: Image | None = None) -> Part:
    """Text, and the buttons under it."""
    return Part(Section(text=text, heading=heading, image=image), choices)


def form_card(
    wording: Wording, action: Action, *fields: Field, title: str, submit: str, intro: str = ""
) -> FormCard:
    """A form by the ids of its texts, with the help line at its foot."""
    form = Form(
        title=wording(title),
        fields=fields,
        submit=wording(submit),
        intro=wording(intro) if intro else "",
        footer=wording.help_line,
    )
    return FormCard(form, action)


def card(wording: Wording, *parts: Part, footer: str | None = None) -> Card:
    """Numbers the buttons in order and closes with the help line (or another footer)."""
    actions: list[Action] = []
    sections: list[Section] = []
    for piece in parts:
        buttons = tuple(
            Button(len(actions) + place, chosen.label, chosen.style)
            for place, chosen in enumerate(piece.choices)
        )
        actions.extend(chosen.action for chosen in piece.choices)
        sections.append(replace(piece.section, buttons=buttons))
    message = Message(
        sections=tuple(sections),
        notification=wording.notification,
        footer=wording.help_line if footer is None else footer,
    )
    return Card(message, tuple(actions))


def to_the_menu(wording: Wording) -> Choice:
    """Last under most cards."""
    return choice(wording("button-menu"), ActionKind.MENU, Style.QUIET)


def ways_on(wording: Wording) -> tuple[Choice, ...]:
    """The two buttons under every fixed answer: a person now, and the menu last."""
    now = choice(wording("button-talk-now"), ActionKind.PERSON_NOW, Style.URGENT)
    return now, to_the_menu(wording)


def lines_part(wording: Wording) -> Part:
    """Emergency and crisis lines in full, the organisation's own first."""
    return part(wording.lines(), heading=wording("help-lines-heading"))
