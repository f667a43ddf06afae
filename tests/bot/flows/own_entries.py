"""A supporter's own entry: proposed with a photo, and the card that a coordinator gets of it."""

from io import BytesIO
from typing import Any

from PIL import Image as Picture

from bot.events import SentFile
from bot.messages import Answer, ChoiceField, FileField, Form, Message, TextField
from tests.bot.flows.department import (
    COORDINATOR,
    GIA,
    Department,
    account,
)

EDIT = ("supporter", "My entry", "Change it")


def field_of(form: Form | None, name: str) -> TextField | ChoiceField | FileField:
    assert form is not None
    return next(field for field in form.fields if field.name == name)


def photo(colour: str = "navy", **options: object) -> SentFile:
    out = BytesIO()
    Picture.new("RGB", (300, 200), colour).save(out, format="JPEG", **options)
    return SentFile("me.jpg", out.getvalue())


def propose(
    agency: Department,
    who: int = GIA,
    files: dict[str, SentFile] | None = None,
    **values: Any,
) -> Answer:
    form = agency.walk(who, *EDIT).form
    given = {"topics": ("grief", "work"), "words": "Ask me.", "hello": "Hello there.", **values}
    return agency.play.submit(account(who), form, files, **given)


def card_of(agency: Department, who: int = COORDINATOR) -> Message:
    agency.deliver()
    return agency.play.chat(account(who)).last
