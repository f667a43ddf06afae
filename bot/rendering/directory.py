"""The directory: pages of entries, and one entry with what can be done from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.messages import Card, Image, Style
from bot.model.actions import ActionKind
from bot.model.ids import PersonId
from bot.model.pictures import Picture
from bot.model.supporters import DirectoryEntry
from bot.rendering.languages import language_names
from bot.rendering.paging import Page
from bot.rendering.wording import Choice, Part, Wording, card, choice, part, to_the_menu
from prompts.dates import spoken_date

ENTRIES_A_PAGE = 5
#: Characters of a name on a button, which has 75 in all.
MOST_OF_NAME = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as anybody sees it; `photo` is a PNG."""

    id: PersonId
    name: str
    station: str
    trained_until: date | None
    available: bool
    entry: DirectoryEntry
    languages: tuple[str, ...]
    photo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands to whoever looks at it; nobody else sees any of it.

    `preferred` is the place on the ranked list, 0 for none. `close`: they stand above or below
    each other, one evaluates the other, or coordinates.
    """

    contact: bool = False
    preferred: int = 0
    avoided: bool = False
    close: bool = False
    own: bool = False


def directory_card(wording: Wording, page: Page, entries: Sequence[Shown]) -> Card:
    """One page."""
    menu = to_the_menu(wording)
    heading = wording("directory-heading")
    if not entries:
        talk = choice(wording("button-talk"), ActionKind.TALK, Style.PRIMARY)
        return card(wording, part(wording("directory-empty"), talk, menu, heading=heading))
    intro = wording("directory-intro")
    if page.count > 1:
        intro += "\n" + wording("directory-page", number=page.number + 1, count=page.count)
    around = (*page.turning(wording, ActionKind.DIRECTORY), menu)
    parts = [_entry(wording, shown, *ways_to(wording, shown, page.number)) for shown in entries]
    return card(wording, part(intro, heading=heading), *parts, part("", *around))


def entry_card(
    wording: Wording, shown: Shown, standing: Standing, choices: Sequence[Choice], *, page: int
) -> Card:
    """One entry, how it stands to the member, and what can be done."""
    parts = [_entry(wording, shown)]
    words = standing_words(wording, standing)
    parts.append(part(words, *choices))
    parts.append(
        part(
            "",
            choice(wording("button-back"), ActionKind.DIRECTORY, page=page),
            to_the_menu(wording),
        )
    )
    return card(wording, *parts)


def entry_text(wording: Wording, shown: Shown) -> str:
    """Station, availability, training, topics, languages, own words; a line each."""
    available = "directory-available" if shown.available else "directory-not-available"
    first = " · ".join(word for word in (shown.station, wording(available)) if word)
    return "\n".join((first, *_lasting_lines(wording, shown)))


def lasting_text(wording: Wording, shown: Shown) -> str:
    """The same without availability, for a page that stays as it is for days."""
    station = (shown.station,) if shown.station else ()
    return "\n".join((*station, *_lasting_lines(wording, shown)))


def _lasting_lines(wording: Wording, shown: Shown) -> Sequence[str]:
    lines = []
    if shown.entry.topics:
        topics = ", ".join(wording(f"topic-{topic.value}") for topic in shown.entry.topics)
        lines.append(wording("directory-topics", topics=topics))
    if shown.languages:
        names = language_names(wording, shown.languages)
        lines.append(wording("directory-languages", languages=names))
    if shown.trained_until is not None:
        until = spoken_date(wording.language, shown.trained_until)
        lines.append(wording("directory-trained", until=until))
    if shown.entry.words:
        lines.append(wording("directory-words", words=shown.entry.words))
    return lines


def photo_of(wording: Wording, name: str, picture: Picture | None) -> Image | None:
    """The picture beside an entry, with its words."""
    if picture is None:
        return None
    return Image(picture.png, wording("directory-photo", name=name), picture.id)


def standing_words(wording: Wording, standing: Standing) -> str:
    """A line each; "" where there is nothing between them."""
    lines = []
    if standing.own:
        lines.append(wording("directory-own"))
    if standing.contact:
        lines.append(wording("directory-is-contact"))
    if standing.preferred:
        lines.append(wording("directory-is-preferred", number=standing.preferred))
    if standing.avoided:
        lines.append(wording("directory-is-avoided"))
    if standing.close and not standing.own:
        lines.append(wording("directory-is-close"))
    return "\n".join(lines)


def short(name: str) -> str:
    """A name that fits on a button."""
    return name if len(name) <= MOST_OF_NAME else name[: MOST_OF_NAME - 1].rstrip() + "…"


def _entry(wording: Wording, shown: Shown, *choices: Choice) -> Part:
    return part(
        entry_text(wording, shown),
        *choices,
        heading=shown.name,
        image=photo_of(wording, shown.name, shown.photo),
    )


def ways_to(wording: Wording, shown: Shown, page: int) -> tuple[Choice, ...]:
    """Under an entry in a list; `page` is the one of the directory that it leads back to."""
    name = short(shown.name)
    more = wording("button-more-about", name=name)
    return (
        choice(wording("button-talk-to", name=name), ActionKind.TALK, p=shown.id),
        choice(more, ActionKind.SUPPORTER_ENTRY, Style.QUIET, p=shown.id, page=page),
    )
