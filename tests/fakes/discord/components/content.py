"""Text, pictures and files in a message, and the space between them.

/developers/components/reference.
"""

from typing import Any
from urllib.parse import urlsplit

from tests.fakes.discord.components.checking import Checking
from tests.fakes.discord.form import (
    Check,
    Form,
    Path,
    boolean,
    fields,
    is_object,
    many,
    one_of,
    text,
    url,
)
from tests.fakes.discord.wire import Json

MOST_TEXT = 4000


def text_display(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {"content": text(MOST_TEXT)})
    words = value.get("content")
    if isinstance(words, str):
        checking.shows(words)
        checking.encoded += len(words.encode()) + 12


def media(checking: Checking, *, uploaded_only: bool = False) -> Check:
    """An unfurled media item: an address, or `attachment://` with an uploaded file's name."""

    def check(form: Form, value: Any, at: Path) -> None:
        if not is_object(form, value, at):
            return
        place = value.get("url")
        if isinstance(place, str) and urlsplit(place).scheme == "attachment":
            if place.removeprefix("attachment://") not in checking.filenames:
                form.say(
                    (*at, "url"),
                    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                    "The referenced attachment was not found",
                )
            return
        allowed = () if uploaded_only else ("http", "https")
        fields(form, value, at, {"url": url(*allowed, "attachment")})

    return check


def _item(checking: Checking, at_least: dict[str, Check]) -> Check:
    may: dict[str, Check] = {"description": text(1024), "spoiler": boolean}

    def check(form: Form, value: Any, at: Path) -> None:
        if is_object(form, value, at):
            fields(form, value, at, at_least, may)

    return check


def thumbnail(checking: Checking, value: Json, at: Path) -> None:
    _item(checking, {"media": media(checking)})(checking.form, value, at)


def media_gallery(checking: Checking, value: Json, at: Path) -> None:
    item = _item(checking, {"media": media(checking)})
    fields(checking.form, value, at, {"items": many(item, 10, 1)})


def file(checking: Checking, value: Json, at: Path) -> None:
    shown = media(checking, uploaded_only=True)
    fields(checking.form, value, at, {"file": shown}, {"spoiler": boolean})


def separator(checking: Checking, value: Json, at: Path) -> None:
    fields(checking.form, value, at, {}, {"divider": boolean, "spacing": one_of(1, 2)})
