"""What a message may be: the body of a create, an edit, a follow-up or an answer.

/developers/resources/message#create-message and #edit-message, /developers/resources/webhook.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.components import layout
from tests.fakes.discord.components.checking import Checking
from tests.fakes.discord.embeds import embed, embeds_as_a_whole
from tests.fakes.discord.form import (
    Form,
    Path,
    boolean,
    fields,
    integer,
    is_object,
    many,
    one_of,
    snowflake,
    text,
)
from tests.fakes.discord.settings import Settings
from tests.fakes.discord.state import (
    COMPONENTS_V2,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    File,
    Message,
)
from tests.fakes.discord.uploads import Upload, file_of
from tests.fakes.discord.wire import Json, Refused, Snowflakes

MOST_FILES = 10
CREATE_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
ANSWER_FLAGS = CREATE_FLAGS | EPHEMERAL
EDIT_FLAGS = SUPPRESS_EMBEDS | COMPONENTS_V2
LEGACY = ("content", "embeds", "sticker_ids", "poll")


@dataclass(slots=True)
class Draft:
    """A body that was taken. None: the field was not there, so an edit leaves it alone."""

    content: str | None = None
    embeds: list[Json] | None = None
    components: list[Json] | None = None
    flags: int | None = None
    nonce: str | None = None
    enforce_nonce: bool = False
    allowed_mentions: Json | None = None
    reference: Json | None = None
    added: list[File] = field(default_factory=list)
    #: Files that stay, by id: their description, or None where it stays too.
    kept: dict[str, str | None] | None = None

    @property
    def v2(self) -> bool:
        return bool((self.flags or 0) & COMPONENTS_V2)


def _nonce(form: Form, value: Any, at: Path) -> None:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        form.say(at, "NONCE_TYPE_COERCE", "Must be an integer or a string.")
    elif len(str(value)) > 25:
        form.say(at, "NONCE_TYPE_TOO_LONG", "The nonce cannot be longer than 25 characters.")


def _mentions(form: Form, value: Any, at: Path) -> None:
    if not is_object(form, value, at):
        return
    kinds = many(one_of("users", "roles", "everyone"), 3)
    ids = many(snowflake, 100)
    fields(
        form, value, at, {}, {"parse": kinds, "users": ids, "roles": ids, "replied_user": boolean}
    )
    for name in ("users", "roles"):
        if value.get(name) and name in (value.get("parse") or ()):
            form.say(
                at,
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.',
            )


def _reference(form: Form, value: Any, at: Path) -> None:
    if is_object(form, value, at):
        fields(form, value, at, {"message_id": snowflake}, {"channel_id": snowflake})


def _fields(form: Form, body: Json, at: Path) -> None:
    may = {
        "content": text(2000, 0),
        "embeds": many(embed, 10),
        "nonce": _nonce,
        "enforce_nonce": boolean,
        "tts": boolean,
        "flags": integer(0, 2**31 - 1),
        "allowed_mentions": _mentions,
        "message_reference": _reference,
        "sticker_ids": many(snowflake, 3),
        "attachments": many(_attachment, MOST_FILES),
    }
    fields(form, body, at, {}, may)
    embeds_as_a_whole(form, body.get("embeds"), (*at, "embeds"))


def _attachment(form: Form, value: Any, at: Path) -> None:
    if is_object(form, value, at):
        fields(form, value, at, {"id": snowflake}, {"filename": text(1024)})
        if value.get("description") is not None:
            text(1024, 0)(form, value["description"], (*at, "description"))


@dataclass(slots=True)
class Reading:
    """Reads bodies: `snowflakes` and `now` for the ids of files."""

    settings: Settings
    snowflakes: Snowflakes
    now: float

    def create(
        self, body: Any, files: dict[str, Upload], flags: int = CREATE_FLAGS, at: Path = ()
    ) -> Draft:
        """A new message; it may not be empty."""
        draft = self._draft(body, files, flags, at, None)
        held = (draft.content or "").strip() or draft.embeds or draft.components or draft.added
        if not (held or body.get("sticker_ids") or body.get("poll")):
            raise Refused.because(50006)
        return draft

    def edit(self, body: Any, files: dict[str, Upload], message: Message, at: Path = ()) -> Draft:
        """A change of a message; what is not mentioned stays."""
        draft = self._draft(body, files, EDIT_FLAGS, at, message)
        self._may_become(draft, message, at)
        return draft

    def _may_become(self, draft: Draft, message: Message, at: Path) -> None:
        """Once by components alone, always; and not by components beside what stood there."""
        form, before = Form(), bool(message.flags & COMPONENTS_V2)
        if before and draft.flags is not None and not draft.v2:
            form.say(
                (*at, "flags"),
                "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG",
                "The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed",
            )
        if before and draft.flags is None:
            for name, value in (("content", draft.content), ("embeds", draft.embeds)):
                if value:
                    _legacy(form, at, name)
        if draft.v2 and not before:
            if draft.content is None and message.raw["content"]:
                _legacy(form, at, "content")
            if draft.embeds is None and message.raw["embeds"]:
                _legacy(form, at, "embeds")
        form.done()

    def _draft(
        self,
        body: Any,
        files: dict[str, Upload],
        flags: int,
        at: Path,
        message: Message | None,
    ) -> Draft:
        form = Form()
        if not is_object(form, body, at):
            form.done()
        _fields(form, body, at)
        self._size(files)
        draft = Draft()
        form.done()
        if body.get("flags") is not None:
            draft.flags = body["flags"] & flags
        if draft.v2:
            for name in LEGACY:
                if body.get(name):
                    _legacy(form, at, name)
        self._files(form, body, files, at, draft, message)
        if body.get("components") is not None:
            names = frozenset(self._names(body, files, draft, message))
            checking = Checking(form, names)
            layout.message(checking, body["components"], (*at, "components"), v2=draft.v2)
            draft.components = body["components"]
        form.done()
        self._rest(body, draft)
        return draft

    def _size(self, files: dict[str, Upload]) -> None:
        if len(files) > MOST_FILES:
            raise Refused.because(30015)
        if any(len(file.content) > self.settings.attachment_bytes for file in files.values()):
            raise Refused.because(40005)

    def _files(
        self,
        form: Form,
        body: Json,
        files: dict[str, Upload],
        at: Path,
        draft: Draft,
        message: Message | None,
    ) -> None:
        """New ones by their number in `files[n]`, kept ones by their id."""
        listed = body.get("attachments")
        described = {str(one["id"]): one.get("description") for one in listed or ()}
        held = message.files if message is not None else {}
        for number, upload in files.items():
            made = file_of(self.snowflakes.new(self.now), upload, described.get(number))
            draft.added.append(made)
        if listed is None:
            return
        draft.kept = {}
        for place, one in enumerate(listed):
            identity = str(one["id"])
            if identity in held:
                draft.kept[identity] = one.get("description")
            elif identity not in files:
                form.say(
                    (*at, "attachments", place, "id"),
                    "ATTACHMENT_NOT_FOUND",
                    "The attachment was not found",
                )

    def _names(
        self, body: Json, files: dict[str, Upload], draft: Draft, message: Message | None
    ) -> list[str]:
        """What `attachment://` may name: new files, and old ones that are listed with a name (a
        file that a component has taken up is known by id and name together)."""
        found = [file.filename for file in draft.added]
        if message is None:
            return found
        if draft.kept is None:
            return found + [file.filename for file in message.files.values()]
        named = {str(one["id"]) for one in body["attachments"] if one.get("filename")}
        return found + [message.files[one].filename for one in draft.kept if one in named]

    def _rest(self, body: Json, draft: Draft) -> None:
        if "content" in body:
            draft.content = body["content"] or ""
        if "embeds" in body:
            draft.embeds = body["embeds"] or []
        if body.get("nonce") is not None:
            draft.nonce = str(body["nonce"])
        draft.enforce_nonce = bool(body.get("enforce_nonce"))
        draft.allowed_mentions = body.get("allowed_mentions")
        draft.reference = body.get("message_reference")


def _legacy(form: Form, at: Path, name: str) -> None:
    form.say(
        (*at, name),
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
    )
