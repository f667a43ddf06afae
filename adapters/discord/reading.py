"""What Discord tells becomes the core's typed events. Pure.

Discord's own id of an interaction or a message is the event's: what comes twice (a replay, a second
connection) bears the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import discord

from bot.model.ids import Account

PLATFORM = "discord"

Data = Mapping[str, Any]

_FILE = discord.ComponentType.file_upload.value


@dataclass(frozen=True, slots=True)
class FileAt:
    """A file at Discord, and not yet here. `size` in bytes."""

    name: str
    url: str
    size: int


def account_in(guild: str, user: int) -> Account:
    return Account(PLATFORM, guild, str(user))


def custom_id_of(interaction: discord.Interaction[Any]) -> str:
    data: Data = interaction.data or {}
    return str(data.get("custom_id") or "")


def being_typed(interaction: discord.Interaction[Any]) -> str:
    """What stands so far in the option of a command that is being typed."""
    data: Data = interaction.data or {}
    options = data.get("options") or ()
    return next((str(each.get("value") or "") for each in options if each.get("focused")), "")


def given(data: Data) -> dict[str, tuple[str, ...]]:
    """What stands in the inputs of a modal that is sent in, by their custom_id; files apart."""
    inputs = (each for each in _inputs(data) if each.get("type") != _FILE)
    return {str(each.get("custom_id")): _values(each) for each in inputs}


def files_of(data: Data) -> dict[str, FileAt]:
    """The files of a modal, by the custom_id of their input; the first of each."""
    uploaded = (data.get("resolved") or {}).get("attachments") or {}
    return {
        str(each.get("custom_id")): file_at(uploaded[value])
        for each in _inputs(data)
        if each.get("type") == _FILE
        for value in _values(each)[:1]
        if value in uploaded
    }


def attached(attachment: discord.Attachment) -> FileAt:
    """A file that somebody sent in the direct messages."""
    return file_at(
        {
            "filename": attachment.filename,
            "title": attachment.title,
            "url": attachment.url,
            "size": attachment.size,
        }
    )


def file_at(attachment: Data) -> FileAt:
    """Discord keeps a file under a name without spaces and odd characters; what it was called
    stands in the title, without its ending."""
    kept = PurePosixPath(str(attachment.get("filename") or "file"))
    title = attachment.get("title")
    name = f"{title}{kept.suffix}" if title else kept.name
    return FileAt(name, str(attachment.get("url") or ""), int(attachment.get("size") or 0))


def _inputs(data: Data) -> Iterator[Data]:
    for outer in data.get("components") or ():
        inside = outer.get("component")
        yield from [inside] if inside else outer.get("components") or ()


def _values(part: Data) -> tuple[str, ...]:
    """Whatever the kind of the input."""
    if "values" in part:
        return tuple(str(value) for value in part["values"] or ())
    value = part.get("value")
    return (str(value),) if value not in (None, "") else ()
