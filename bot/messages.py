"""A message is data. A flow makes these; an adapter shows them and degrades what it has not.

The number of a button is its place in the card's list of actions; what the number means stands
in the card's sealed record, never in the platform.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.model.ids import Account


class Style(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"  #: a small link-like button ("why now?")
    URGENT = "urgent"  #: a person now


@dataclass(frozen=True, slots=True)
class Button:
    number: int
    label: str  #: at most 75 characters (Slack)
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with its words for those who do not see it. `stored` is the id of the picture that
    it is, where the program keeps it (0: nowhere; less: a report's chart): an adapter keeps count
    of its copies by that."""

    png: bytes
    alt: str
    stored: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a message: a heading, text, a picture beside it, and buttons under it.

    Text is plain; adapters escape it. A line break is a line break, nothing else is markup.
    `talk_to` is somebody on the reader's platform to write to: the adapter shows its own link to
    a conversation between the two, and `talk_label` is what the link says.
    """

    text: str = ""
    heading: str = ""
    image: Image | None = None
    buttons: tuple[Button, ...] = ()
    talk_to: Account | None = None
    talk_label: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """What a message carries to be opened or kept. It is made at delivery, and stored nowhere here.

    At `until` the bot takes it away from the platform, message and all. An adapter whose platform
    holds a file beside its messages notes it before it is sent (`Surroundings.copies`).
    """

    name: str  #: plain ASCII, with its ending: platforms change any other
    media_type: str
    content: bytes = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What a person is shown. `notification` is what a phone's lock screen may show: no content.

    `token` identifies the card whose buttons these are (random, 128 bits, hex); "" : no buttons.
    """

    sections: tuple[Section, ...]
    notification: str
    token: str = ""
    footer: str = ""  #: the help line; shown small, read by screen readers last
    file: File | None = None  #: only where the platform has files (`Capabilities.files`)


def in_plain_form(message: Message) -> Message:
    """The same words and buttons with nothing that a platform could take amiss: no pictures, no
    links, no styles, headings as lines of text."""
    sections = tuple(
        Section(
            text="\n".join(words for words in (each.heading, each.text) if words),
            buttons=tuple(replace(button, style=Style.PLAIN) for button in each.buttons),
        )
        for each in message.sections
    )
    return replace(message, sections=sections)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


class TextKind(StrEnum):
    LINE = "line"
    PARAGRAPH = "paragraph"
    PHONE = "phone"
    DATE = "date"  #: ISO, YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class TextField:
    name: str
    label: str
    hint: str = ""
    kind: TextKind = TextKind.LINE
    required: bool = False
    most: int = 200  #: characters
    value: str = ""
    error: str = ""


#: Options of one choice: more supporters than any agency has, and a form of them stays under the
#: 250 KB that Slack takes.
MOST_OPTIONS = 500


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of the options, or several; at most MOST_OPTIONS. An adapter groups them, pages them or
    lets them be searched, as its platform has it: none is left out."""

    name: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    several: bool = False
    required: bool = False
    chosen: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class FileField:
    name: str
    label: str
    hint: str = ""
    accept: tuple[str, ...] = ()  #: media types
    most: int = 2_000_000  #: bytes
    required: bool = False
    error: str = ""


Field = TextField | ChoiceField | FileField


@dataclass(frozen=True, slots=True)
class Form:
    """Asks for several things at once: a modal, or question after question."""

    title: str  #: at most 24 characters (Slack)
    fields: tuple[Field, ...]
    submit: str  #: at most 24 characters
    token: str = ""
    intro: str = ""
    footer: str = ""


#: Suggestions to what is being typed: what Discord shows at once.
MOST_SUGGESTIONS = 25


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Shown while somebody types; `value` comes back where they take it, and is checked again."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves at once, after the commit: the card redrawn, an aside, or a form.

    An aside is seen by this person and kept by nobody. When the press came from an aside, the
    new aside takes its place. `home_changed`: the bot's own page reads otherwise for this person
    from now on, so a platform that has one draws it anew (`bot.events.HomeOpened`). `suggestions`
    are for a name that is being typed (`bot.events.NameBegun`), and for nothing else. `unreached`:
    what was last written to them did not get through, and they are told how to let it in, beside
    the answer and alone.
    """

    redraw: Message | None = None
    aside: Message | None = None
    form: Form | None = None
    home_changed: bool = field(default=False, kw_only=True)
    suggestions: tuple[Suggestion, ...] = field(default=(), kw_only=True)
    unreached: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button or a form means; kept in the card's sealed record (1,024 bytes for all).

    `kind` is one of `bot.model.actions.ActionKind`; `args` are short: ids, enum values.
    """

    kind: str
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """A message with what its buttons mean: `actions[n]` belongs to the button numbered n."""

    message: Message
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form with what submitting it means."""

    form: Form
    action: Action
