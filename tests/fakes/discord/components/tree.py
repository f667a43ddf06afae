"""Walking a checked tree: every component in order, their ids, their pictures."""

import copy
from collections.abc import Iterator

from tests.fakes.discord.components.checking import Type
from tests.fakes.discord.state import File
from tests.fakes.discord.wire import Json


def walk(components: list[Json]) -> Iterator[Json]:
    """Each component, those within others too."""
    for one in components:
        yield one
        yield from walk(one.get("components") or [])
        for name in ("accessory", "component"):
            if one.get(name):
                yield from walk([one[name]])


def numbered(components: list[Json]) -> list[Json]:
    """With ids for those that have none, from 1 on, passing over those that are taken."""
    made = copy.deepcopy(components)
    taken = {one["id"] for one in walk(made) if one.get("id")}
    number = 0
    for one in walk(made):
        if not one.get("id"):
            number += 1
            while number in taken:
                number += 1
            one["id"] = number
    return made


def _media(one: Json) -> Iterator[Json]:
    if one["type"] == Type.THUMBNAIL:
        yield one["media"]
    elif one["type"] == Type.MEDIA_GALLERY:
        yield from (item["media"] for item in one["items"])
    elif one["type"] == Type.FILE:
        yield one["file"]


def resolved(components: list[Json], files: dict[str, File], origin: str, channel: str) -> None:
    """Puts the addresses of uploaded files in the place of `attachment://…`; a file that is shown
    so is no longer among the attachments of its message."""
    by_name = {file.filename: file for file in files.values()}
    for file in files.values():
        file.referenced = False
    for one in walk(components):
        for item in _media(one):
            if item["url"].startswith("attachment://"):
                file = by_name[item["url"].removeprefix("attachment://")]
            else:
                named = [file for file in files.values() if f"/{file.id}/" in item["url"]]
                if not named:
                    item.setdefault("proxy_url", item["url"])
                    continue
                file = named[0]
            file.referenced = True
            place = file_address(file, origin, channel)
            item |= {
                "url": place,
                "proxy_url": place,
                "width": file.width,
                "height": file.height,
                "content_type": file.content_type,
                "attachment_id": file.id,
                "flags": 0,
            }
        if one["type"] == Type.FILE and one["file"].get("attachment_id") in files:
            shown = files[one["file"]["attachment_id"]]
            one |= {"name": shown.filename, "size": len(shown.content)}


def file_address(file: File, origin: str, channel: str) -> str:
    return f"{origin}/attachments/{channel}/{file.id}/{file.filename}"
