"""What the page is given to draw: plain JSON, every text made fit to show."""

from base64 import b64encode
from typing import Any

from adapters.local.chat import Entry, Posted, Said, Shared, Wrote
from bot.cleaning import shown
from bot.messages import (
    ChoiceField,
    Field,
    File,
    FileField,
    Form,
    Image,
    Message,
    Section,
    TextField,
)


def entry_view(entry: Entry) -> dict[str, Any]:
    """An entry of a person's chat, as the page's `entry.js` draws it."""
    view: dict[str, Any] = {"handle": entry.handle, "at": entry.at.isoformat()}
    match entry:
        case Posted():
            return view | {"kind": "posted", "message": message_view(entry.message)}
        case Said():
            return view | {"kind": "said", "text": shown(entry.text)}
        case Shared():
            return view | {"kind": "shared", "name": shown(entry.name), "size": entry.size}


def wrote_view(wrote: Wrote) -> dict[str, str]:
    """`user` is who wrote it."""
    at = wrote.at.isoformat()
    return {"handle": wrote.handle, "at": at, "user": wrote.user, "text": shown(wrote.text)}


def message_view(message: Message) -> dict[str, Any]:
    return {
        "sections": [_section_view(section) for section in message.sections],
        "notification": shown(message.notification),
        "token": message.token,
        "footer": shown(message.footer),
        "file": _file_view(message.file) if message.file else None,
    }


def form_view(form: Form) -> dict[str, Any]:
    return {
        "title": shown(form.title),
        "intro": shown(form.intro),
        "fields": [_field_view(field) for field in form.fields],
        "submit": shown(form.submit),
        "token": form.token,
        "footer": shown(form.footer),
    }


def _section_view(section: Section) -> dict[str, Any]:
    return {
        "text": shown(section.text),
        "heading": shown(section.heading),
        "image": _image_view(section.image) if section.image else None,
        "buttons": [
            {"number": button.number, "label": shown(button.label), "style": button.style.value}
            for button in section.buttons
        ],
        "talkTo": section.talk_to.user if section.talk_to else "",
        "talkLabel": shown(section.talk_label),
    }


def _file_view(file: File) -> dict[str, str]:
    """In the text itself, as pictures are."""
    content = b64encode(file.content).decode("ascii")
    source = f"data:{file.media_type};base64,{content}"
    return {"name": shown(file.name), "source": source}


def _image_view(image: Image) -> dict[str, str]:
    """In the text itself: a picture in an aside is kept nowhere, not even at an address."""
    png = b64encode(image.png).decode("ascii")
    return {"source": f"data:image/png;base64,{png}", "alt": shown(image.alt)}


def _field_view(field: Field) -> dict[str, Any]:
    view: dict[str, Any] = {
        "name": field.name,
        "label": shown(field.label),
        "hint": shown(field.hint),
        "required": field.required,
        "error": shown(field.error),
    }
    match field:
        case TextField():
            return view | {"kind": field.kind.value, "most": field.most, "value": field.value}
        case ChoiceField():
            options = [
                {"value": option.value, "label": shown(option.label), "hint": shown(option.hint)}
                for option in field.options
            ]
            kind = "several" if field.several else "one"
            return view | {"kind": kind, "options": options, "chosen": list(field.chosen)}
        case FileField():
            return view | {"kind": "file", "accept": list(field.accept), "most": field.most}
