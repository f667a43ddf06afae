"""What Discord gives back with a press or a form: of which server, of which card, which button.

Nothing that is live is kept in memory: a button or a form that was shown before a restart says as
much afterwards. Discord shows these ids to whoever looks for them, and takes a press only of what
stands in a message of ours; they have at most 100 characters.
"""

from dataclasses import dataclass

_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a card; the server is the one that the card was made for."""

    guild: str
    token: str
    number: int

    def __str__(self) -> str:
        return f"{_VERSION}:{self.guild}:{self.token}:{self.number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that is one page. `opening` makes it an id of its own at every opening, so that no
    client fills in what somebody left in an earlier one."""

    guild: str
    token: str
    opening: str

    def __str__(self) -> str:
        return f"{_VERSION}:{self.guild}:form:{self.token}:{self.opening}"


#: in place of an opening: the button that sends a form in with its pages from there on as they are
SEND = "send"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a form that is kept while it is filled in (`drafts.py`): of the button that opens
    it, and with an `opening` of the page itself."""

    guild: str
    draft: str
    number: int
    opening: str = ""

    def __str__(self) -> str:
        return f"{_VERSION}:{self.guild}:page:{self.draft}:{self.number}:{self.opening}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of several servers, under the question which is meant (`choosing.py`)."""

    guild: str
    asked: str

    def __str__(self) -> str:
        return f"{_VERSION}:{self.guild}:meant:{self.asked}"


def read(custom_id: str) -> Pressed | Asked | Page | Chosen | None:
    """None: it is none of ours."""
    match custom_id.split(":"):
        case [version, guild, "meant", asked] if version == _VERSION:
            return Chosen(guild, asked)
        case [version, guild, "form", token, opening] if version == _VERSION:
            return Asked(guild, token, opening)
        case [version, guild, "page", draft, number, opening] if version == _VERSION:
            return Page(guild, draft, int(number), opening) if _is_number(number) else None
        case [version, guild, token, number] if version == _VERSION and _is_number(number):
            return Pressed(guild, token, int(number))
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3
