"""files.*: the upload in three steps, and what is known of a file."""

import mimetypes
import secrets
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.blocks.messages import checked_blocks, with_ids
from tests.fakes.slack.methods.calling import Call, method, visible
from tests.fakes.slack.posting import by_bot, post, redraw
from tests.fakes.slack.state import File
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def new_file(slack: "FakeSlack", team: str, owner: str, name: str) -> File:
    file = File(
        slack.ids.new("F"),
        team,
        name,
        owner,
        secrets.token_hex(8),
        title=name,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        created=int(slack.clock.now()),
    )
    slack.files[file.id] = file
    return file


def file_object(slack: "FakeSlack", file: File) -> Json:
    """As messages, payloads and `files.info` show it; of what kind it is, once that is known."""
    place = f"{slack.origin}/files-pri/{file.team}-{file.id}"
    extension = file.name.rpartition(".")[2].lower() if "." in file.name else ""
    shown: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": extension or "text",
        "pretty_type": extension.upper() or "Plain Text",
        "user": file.owner,
        "user_team": file.team,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{place}/{file.name}",
        "url_private_download": f"{place}/download/{file.name}",
        "permalink": f"{slack.origin}/files/{file.owner}/{file.id}/{file.name}",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
        "channels": [],
        "groups": [],
        "ims": sorted(file.channels),
    }
    if file.alt_text:
        shown["alt_txt"] = file.alt_text
    if not file.looked_through(slack.clock.monotonic()):
        shown |= dict.fromkeys(("mimetype", "filetype", "pretty_type"), "")
    return shown


@method(
    "files.getUploadURLExternal",
    required="filename length",
    optional="alt_txt snippet_type",
    scopes="files:write",
)
def upload_url(call: Call) -> Json:
    length = call.number("length", 0)
    if length <= 0:
        raise Refused("missing_argument")
    if len(call.text("alt_txt")) > 1000:
        raise Refused("alt_txt_too_large")
    file = new_file(call.slack, call.by.team, call.by.bot_user, call.text("filename"))
    file.expected, file.alt_text = length, call.text("alt_txt")
    address = f"{call.slack.origin}/upload/v1/{file.id}-{file.secret}"
    return {"upload_url": address, "file_id": file.id}


@method(
    "files.completeUploadExternal",
    required="files",
    optional="blocks channel_id channels highlight_type icon_emoji icon_url initial_comment"
    " thread_ts username",
    scopes="files:write",
)
def complete_upload(call: Call) -> Json:
    named = call.json("files")
    if not isinstance(named, list) or not named:
        raise Refused.because("invalid_arguments", "[ERROR] must provide an array [/files]")
    files = [_uploaded(call, one) for one in named]
    blocks = call.json("blocks", "invalid_blocks_format")
    if blocks is not None:
        checked_blocks(call.slack, call.by.team, blocks)
    for file in files:
        file.complete = True
        file.looked_through_at = call.slack.clock.monotonic() + call.slack.settings.file_seconds
    wanted = call.names("channels") or call.names("channel_id")
    for channel in wanted:
        _share(call, files, channel, blocks)
    return {"files": [file_object(call.slack, file) for file in files]}


def _uploaded(call: Call, named: object) -> File:
    if not isinstance(named, dict) or not isinstance(named.get("id"), str):
        raise Refused.because("invalid_arguments", "[ERROR] missing required field: id [/files]")
    file = call.slack.files.get(named["id"])
    if file is None or file.owner != call.by.bot_user or not file.uploaded:
        raise Refused("file_not_found")
    if file.complete:
        raise Refused("file_already_completed")
    file.title = str(named.get("title") or file.name)
    return file


def _share(call: Call, files: list[File], channel: str, blocks: Any) -> None:
    """With a comment, or with blocks: where there are both, the blocks are left out."""
    room = call.workspace.conversations.get(channel)
    if room is None or not visible(call, room):
        raise Refused("channel_not_found")
    if call.by.bot_user not in room.members:
        raise Refused("not_in_channel")
    if room.archived:
        raise Refused("is_archived")
    for file in files:
        file.channels.add(room.id)
    body: Json = {
        "text": call.text("initial_comment"),
        "files": [file_object(call.slack, file) for file in files],
        "upload": True,
    }
    if blocks and not body["text"]:
        body["blocks"] = with_ids(call.slack, blocks)
    if call.has("thread_ts"):
        body["thread_ts"] = call.text("thread_ts")
    post(call.slack, room, by_bot(call.slack, call.by, body))


@method("files.info", required="file", optional="count cursor limit page", scopes="files:read")
def files_info(call: Call) -> Json:
    file = call.slack.files.get(call.text("file"))
    if file is None or file.team != call.by.team or not may_see(call, file):
        raise Refused("file_not_found")
    return {"file": file_object(call.slack, file), "comments": [], "response_metadata": {}}


def may_see(call: Call, file: File) -> bool:
    """Its own, what stands in a conversation of its own, and what was put into its forms."""
    if file.owner == call.by.bot_user:
        return True
    rooms = (call.workspace.conversations.get(room) for room in file.channels)
    return any(room is not None and call.by.bot_user in room.members for room in rooms)


@method("files.delete", required="file", scopes="files:write")
def files_delete(call: Call) -> Json:
    file = call.slack.files.get(call.text("file"))
    if file is None or file.team != call.by.team:
        raise Refused("file_not_found")
    if file.owner != call.by.bot_user:
        raise Refused("cant_delete_file")
    del call.slack.files[file.id]
    for room in file.channels:
        _leave_tombstones(call, file, room)
    return {}


def _leave_tombstones(call: Call, file: File, channel: str) -> None:
    """Messages that carried it stay, and say that there was one."""
    room = call.workspace.conversations[channel]
    for message in room.messages.values():
        held = message.get("files", ())
        if any(each["id"] == file.id for each in held):
            gone = {"id": file.id, "mode": "tombstone"}
            message["files"] = [gone if each["id"] == file.id else each for each in held]
            redraw(call.slack, room, message)
