"""Checking a tree of components: what counts over the whole of it.

/developers/components/reference: `custom_id` of 1 to 100 characters and unique, 40 components in
a message, `id` unique. That texts together may have 4,000 characters is not in the reference, but
in the refusal COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeAlias

from tests.fakes.discord.form import Form, Path, choices, integer, is_object, length, text
from tests.fakes.discord.wire import Json, Refused

MOST_COMPONENTS = 40
MOST_TEXT = 4000
#: Bytes of the texts, and twelve for each; what is larger ends in a 500. Issue 8554 of
#: discord/discord-api-docs.
MOST_BYTES = 10_170


class Type(IntEnum):
    """/developers/components/reference#component-object-component-types."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = (
    Type.STRING_SELECT,
    Type.USER_SELECT,
    Type.ROLE_SELECT,
    Type.MENTIONABLE_SELECT,
    Type.CHANNEL_SELECT,
)


@dataclass(slots=True)
class Checking:
    """One tree. `filenames`: what `attachment://` may name; `modal`: where it stands."""

    form: Form
    filenames: frozenset[str] = frozenset()
    modal: bool = False
    custom_ids: set[str] = field(default_factory=set)
    ids: set[int] = field(default_factory=set)
    count: int = 0
    shown: int = 0  #: characters of texts, labels, placeholders and options
    encoded: int = 0

    def shows(self, *texts: object) -> None:
        """Texts that are displayed."""
        self.shown += sum(len(words) for words in texts if isinstance(words, str))

    def custom_id(self, form: Form, value: Any, at: Path) -> None:
        text(100)(form, value, at)
        if value in self.custom_ids:
            form.say(
                at, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        self.custom_ids.add(value)

    def whole(self, at: Path) -> None:
        """What holds for the tree as a whole."""
        if self.count > MOST_COMPONENTS:
            self.form.say(
                at,
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                f"Total number of components cannot exceed {MOST_COMPONENTS}",
            )
        if self.shown > MOST_TEXT:
            self.form.say(
                at,
                "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                f"Components displayable text size exceeds maximum size of {MOST_TEXT}",
            )
        self.form.done()
        if self.encoded > MOST_BYTES:
            raise Refused(500, 0, "500: Internal Server Error")


#: Checks one component, whose type is known to be right.
Component: TypeAlias = Callable[[Checking, Json, Path], None]


def component(
    checking: Checking, value: Any, at: Path, allowed: dict[Type, Component]
) -> Json | None:
    """One of the allowed types; gives it back where it could be looked into."""
    if not is_object(checking.form, value, at):
        return None
    kind = value.get("type")
    if isinstance(kind, bool) or kind not in tuple(allowed):
        checking.form.say(
            at,
            "UNION_TYPE_CHOICES",
            f'Value of field "type" must be one of {choices([int(one) for one in allowed])}.',
        )
        return None
    checking.count += 1
    _id(checking, value, (*at, "id"))
    allowed[Type(kind)](checking, value, at)
    return dict(value)


def _id(checking: Checking, value: Json, at: Path) -> None:
    given = value.get("id")
    if given is None or given == 0:
        return
    integer(0, 2**31 - 1)(checking.form, given, at)
    if given in checking.ids:
        checking.form.say(at, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
    checking.ids.add(given)


def children(
    checking: Checking, value: Any, at: Path, allowed: dict[Type, Component], most: int
) -> list[Json]:
    """An array of one to `most` components."""
    if not isinstance(value, list):
        checking.form.say(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return []
    length(checking.form, at, len(value), 1, most)
    found = [component(checking, one, (*at, number), allowed) for number, one in enumerate(value)]
    return [one for one in found if one is not None]
