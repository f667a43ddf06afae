"""The chat's changes as lines of its journal: JSON, one object a line, ASCII.

A line that a person's words are in stays one line whatever they wrote, and halves of characters
survive as they came.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.local.chat import Change, Deleted, Edited, Posted, Said, Shared, Told, Wrote
from bot.messages import Button, File, Image, Message, Section, Style
from bot.model.ids import Account


class LineUnreadable(ValueError):
    """A line that is no change of a chat."""


def line_of(change: Change) -> str:
    """Without its line end."""
    return json.dumps(_fields(change), ensure_ascii=True, separators=(",", ":"))


def change_of(line: str) -> Change:
    """Raises LineUnreadable."""
    try:
        return _change(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise LineUnreadable(type(broken).__name__) from broken


def _fields(change: Change) -> dict[str, Any]:
    match change:
        case Posted(handle, user, at, key, message, edited):
            fields: dict[str, Any] = {"kind": "posted", "handle": handle, "user": user}
            fields |= {"at": at.isoformat(), "key": key, "message": _message_fields(message)}
            return fields | ({"edited": True} if edited else {})
        case Said(handle, user, at, text):
            fields = {"kind": "said", "handle": handle, "user": user}
            return fields | {"at": at.isoformat(), "text": text}
        case Shared(handle, user, at, name, size):
            fields = {"kind": "shared", "handle": handle, "user": user}
            return fields | {"at": at.isoformat(), "name": name, "size": size}
        case Wrote(handle, user, to, at, text):
            fields = {"kind": "wrote", "handle": handle, "user": user, "to": to}
            return fields | {"at": at.isoformat(), "text": text}
        case Edited(handle, message):
            return {"kind": "edited", "handle": handle, "message": _message_fields(message)}
        case Deleted(handle, key):
            return {"kind": "deleted", "handle": handle, "key": key}
        case Told(at):
            return {"kind": "told", "at": at.isoformat()}


def _change(fields: Mapping[str, Any]) -> Change:
    match fields["kind"]:
        case "posted":
            at = datetime.fromisoformat(fields["at"])
            message = _message(fields["message"])
            edited = fields.get("edited", False)
            return Posted(fields["handle"], fields["user"], at, fields["key"], message, edited)
        case "said":
            at = datetime.fromisoformat(fields["at"])
            return Said(fields["handle"], fields["user"], at, fields["text"])
        case "shared":
            at = datetime.fromisoformat(fields["at"])
            return Shared(fields["handle"], fields["user"], at, fields["name"], fields["size"])
        case "wrote":
            at = datetime.fromisoformat(fields["at"])
            return Wrote(fields["handle"], fields["user"], fields["to"], at, fields["text"])
        case "edited":
            return Edited(fields["handle"], _message(fields["message"]))
        case "deleted":
            return Deleted(fields["handle"], fields["key"])
        case "told":
            return Told(datetime.fromisoformat(fields["at"]))
        case kind:
            raise ValueError(kind)


def _message_fields(message: Message) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "sections": [_section_fields(section) for section in message.sections],
        "notification": message.notification,
        "token": message.token,
        "footer": message.footer,
    }
    return fields | ({"file": _file_fields(message.file)} if message.file else {})


def _file_fields(file: File) -> dict[str, str]:
    content = b64encode(file.content).decode("ascii")
    until = file.until.isoformat()
    return {"name": file.name, "type": file.media_type, "content": content, "until": until}


def _section_fields(section: Section) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": section.text, "heading": section.heading}
    if section.image:
        png = b64encode(section.image.png).decode("ascii")
        fields["image"] = {"png": png, "alt": section.image.alt}
    fields["buttons"] = [[b.number, b.label, b.style.value] for b in section.buttons]
    if section.talk_to:
        fields |= {"talk_to": str(section.talk_to), "talk_label": section.talk_label}
    return fields


def _message(fields: Mapping[str, Any]) -> Message:
    return Message(
        sections=tuple(_section(section) for section in fields["sections"]),
        notification=fields["notification"],
        token=fields["token"],
        footer=fields["footer"],
        file=_file(fields["file"]) if "file" in fields else None,
    )


def _file(fields: Mapping[str, str]) -> File:
    until = datetime.fromisoformat(fields["until"])
    return File(fields["name"], fields["type"], b64decode(fields["content"]), until)


def _section(fields: Mapping[str, Any]) -> Section:
    image, talk_to = fields.get("image"), fields.get("talk_to")
    return Section(
        text=fields["text"],
        heading=fields["heading"],
        image=Image(b64decode(image["png"]), image["alt"]) if image else None,
        buttons=tuple(Button(n, label, Style(style)) for n, label, style in fields["buttons"]),
        talk_to=Account.parse(talk_to) if talk_to else None,
        talk_label=fields.get("talk_label", ""),
    )
