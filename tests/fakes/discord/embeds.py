"""Embeds, as far as an app may set them.

/developers/resources/message#embed-object-embed-limits.
"""

from typing import Any

from tests.fakes.discord.form import (
    Check,
    Form,
    Path,
    boolean,
    fields,
    integer,
    is_object,
    many,
    text,
    url,
)
from tests.fakes.discord.wire import Json

#: All texts of all embeds of a message together.
MOST_TEXT = 6000


def _with(must: dict[str, Check], may: dict[str, Check]) -> Check:
    def check(form: Form, value: Any, at: Path) -> None:
        if is_object(form, value, at):
            fields(form, value, at, must, may)

    return check


_LINK = url("http", "https")
_PICTURE = _with({"url": url("http", "https", "attachment")}, {})
_FIELD = _with({"name": text(256), "value": text(1024)}, {"inline": boolean})

embed = _with(
    {},
    {
        "title": text(256),
        "description": text(4096),
        "url": _LINK,
        "color": integer(0, 0xFFFFFF),
        "footer": _with({"text": text(2048)}, {"icon_url": _LINK}),
        "author": _with({"name": text(256)}, {"url": _LINK, "icon_url": _LINK}),
        "image": _PICTURE,
        "thumbnail": _PICTURE,
        "fields": many(_FIELD, 25),
    },
)


def embeds_as_a_whole(form: Form, embeds: Any, at: Path) -> None:
    if isinstance(embeds, list) and sum(map(_size, embeds)) > MOST_TEXT:
        form.say(
            at,
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {MOST_TEXT}",
        )


def _size(one: Any) -> int:
    if not isinstance(one, dict):
        return 0
    texts: list[Any] = [one.get("title"), one.get("description")]
    for name, key in (("footer", "text"), ("author", "name")):
        inner: Json | Any = one.get(name)
        texts.append(inner.get(key) if isinstance(inner, dict) else None)
    for inner in one.get("fields") or ():
        texts += [inner.get("name"), inner.get("value")] if isinstance(inner, dict) else []
    return sum(len(words) for words in texts if isinstance(words, str))
