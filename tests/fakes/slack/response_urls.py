"""response_url: answers to an interaction, five times within thirty minutes."""

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.blocks.messages import checked_blocks, with_ids
from tests.fakes.slack.failing import failed
from tests.fakes.slack.posting import by_bot, post, redraw, remove
from tests.fakes.slack.state import Conversation, Member
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

_KNOWN = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
    "metadata",
}


@dataclass(slots=True)
class _Given:
    member: Member
    room: Conversation
    ts: str | None  #: the message it came about, if any
    made: float
    used: int = 0


class ResponseUrls:
    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._given: dict[str, _Given] = {}
        self.answers: list[Json] = []  #: everything posted to one, in order

    def new(self, member: Member, room: Conversation, ts: str | None) -> str:
        name = f"{member.team}/{self._slack.ids.number()}/{secrets.token_hex(12)}"
        self._given[name] = _Given(member, room, ts, self._slack.clock.monotonic())
        return f"{self._slack.origin}/actions/{name}"

    async def serve(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        body = await request.read()
        fault = self._slack.faults.next("response_url", {})
        if fault is not None:
            return await failed(request, fault, lambda: self._answer(name, body))
        return self._answer(name, body)

    def _answer(self, name: str, body: bytes) -> web.Response:
        try:
            self._take(name, body)
        except Refused as refused:
            status = 404 if refused.error in {"used_url", "expired_url"} else 500
            return web.json_response(refused.body(), status=status)
        return web.Response(text="ok")

    def _take(self, name: str, data: bytes) -> None:
        slack, given = self._slack, self._given.get(name)
        if given is None:
            raise Refused("expired_url")
        if slack.clock.monotonic() - given.made > slack.settings.response_url_seconds:
            raise Refused("expired_url")
        if given.used >= slack.settings.response_url_uses:
            raise Refused("used_url")
        try:
            body = json.loads(data)
        except ValueError:
            raise Refused("invalid_payload") from None
        given.used += 1
        self.answers.append(body)
        self.apply(given.member, given.room, given.ts, body)

    def apply(self, member: Member, room: Conversation, ts: str | None, body: Json) -> None:
        """Do what the answer says: also the payload of a command's acknowledgement."""
        slack = self._slack
        strange = set(body) - _KNOWN
        if strange:
            said = (f"[ERROR] unknown argument: {name}" for name in sorted(strange))
            raise Refused.because("invalid_arguments", *said)
        if body.get("delete_original") is True:
            self._delete(member, room, ts)
            return
        content: Json = {"text": body.get("text") or ""}
        if body.get("blocks") is not None:
            checked_blocks(slack, member.team, body["blocks"])
            content["blocks"] = with_ids(slack, body["blocks"])
        if not content["text"] and not content.get("blocks"):
            raise Refused("no_text")
        if body.get("replace_original") is True and ts is not None:
            self._replace(member, room, ts, content)
            return
        message = by_bot(slack, slack.installation_in(member.team), content)
        if body.get("response_type", "ephemeral") == "in_channel":
            post(slack, room, message)
        else:
            slack.ephemerals.show(room, member.id, message)

    def _replace(self, member: Member, room: Conversation, ts: str, content: Json) -> None:
        if self._slack.ephemerals.replace(ts, member.id, content):
            return
        message = room.messages.get(ts)
        if message is None:
            raise Refused("message_not_found")
        message.pop("blocks", None)
        message.update(content)
        redraw(self._slack, room, message)

    def _delete(self, member: Member, room: Conversation, ts: str | None) -> None:
        if ts is None or self._slack.ephemerals.remove(ts, member.id):
            return
        message = room.messages.get(ts)
        if message is None:
            raise Refused("message_not_found")
        remove(self._slack, room, message)
