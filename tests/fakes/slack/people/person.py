"""Somebody at a Slack client: what stands before them, and what they do."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tests.fakes.slack import payloads
from tests.fakes.slack.methods.files import file_object, new_file
from tests.fakes.slack.methods.views import view_object
from tests.fakes.slack.people import filling
from tests.fakes.slack.people.answers import submitted
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import Seen, SeenMessage, SeenView
from tests.fakes.slack.posting import direct, escaped
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.slack.state import Conversation, File, Member, View
from tests.fakes.slack.values import VALUE_OF, initial_values
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

Value = str | Sequence[str]


class FakeUser:
    """A member of the workspace at their own Slack client."""

    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        self._slack = slack
        self.member = member
        self.online = True  #: ephemeral messages reach only whoever is
        self.stack: list[View] = []  #: modals, the topmost last
        self.errors: dict[str, str] = {}  #: at the fields of the topmost modal
        self.ephemerals: dict[str, tuple[Conversation, Json]] = {}
        self.log: list[tuple[str, Json]] = []  #: everything shown: kind, and what
        self._entered: dict[str, Json] = {}  #: chosen in messages, by ts
        self._changed = asyncio.Event()

    @property
    def id(self) -> str:
        return self.member.id

    # -- what stands before them

    @property
    def room(self) -> Conversation:
        """Their direct messages with the app."""
        workspace = self._slack.workspaces[self.member.team]
        return direct(self._slack, workspace, self.id)

    @property
    def messages(self) -> list[SeenMessage]:
        """The direct messages, oldest first, their own and the app's: what a new device shows."""
        room = self.room
        return [SeenMessage(raw, room.id) for raw in room.messages.values()]

    @property
    def from_app(self) -> list[SeenMessage]:
        """Of the direct messages, those of the app."""
        return [message for message in self.messages if message.by_app]

    @property
    def asides(self) -> list[SeenMessage]:
        """The ephemeral messages on this device, oldest first."""
        return [self.as_ephemeral(raw) for _, raw in self.ephemerals.values()]

    @property
    def modal(self) -> SeenView | None:
        """The topmost modal."""
        if not self.stack:
            return None
        return self.as_view(view_object(self._slack, self.stack[-1]))

    @property
    def home(self) -> SeenView | None:
        """The Home tab, if the app published one."""
        view = self._home_view()
        return None if view is None else SeenView(view_object(self._slack, view))

    def _home_view(self) -> View | None:
        return self._slack.workspaces[self.member.team].homes.get(self.id)

    def as_view(self, raw: Json) -> SeenView:
        top = self.stack[-1].id if self.stack else ""
        return SeenView(raw, self.errors if raw["id"] == top else {})

    def as_message(self, raw: Json) -> SeenMessage:
        return SeenMessage(raw, self.room.id)

    def as_ephemeral(self, raw: Json) -> SeenMessage:
        found = self.ephemerals.get(raw["ts"])
        return SeenMessage(raw, found[0].id if found else self.room.id, ephemeral=True)

    def reload(self) -> None:
        """Another device, or the client started anew: ephemeral messages and modals are gone."""
        self.ephemerals.clear()
        for view in self.stack:
            view.open = False
        self.stack.clear()

    # -- what is shown to them

    def show(self, kind: str, raw: Json) -> None:
        self.log.append((kind, raw))
        self._changed.set()

    def opens(self, view: View) -> None:
        """A new modal takes the place of whatever stood there."""
        for old in self.stack:
            old.open = False
        self.stack = [view]
        self.redraws(view)

    def pushes(self, view: View) -> None:
        self.stack.append(view)
        self.redraws(view)

    def redraws(self, view: View) -> None:
        self.errors = {}
        self.show("modal", view_object(self._slack, view))

    async def next(self, kind: str, since: int, within: float) -> Json:
        """The first of that kind in the log from there on; waits for it."""

        async def there() -> Json:
            at = since
            while True:
                for shown, raw in self.log[at:]:
                    if shown == kind:
                        return raw
                at = len(self.log)
                self._changed.clear()
                await self._changed.wait()

        try:
            return await asyncio.wait_for(there(), within)
        except TimeoutError:
            shown = [one for one, _ in self.log[since:]]
            raise NotThere(f"no {kind} within {within} s, only {shown}") from None

    # -- what they do

    async def press(self, label: str, on: Seen | None = None) -> Reply:
        """Press a button, by its label or action_id.

        `on`: the message, ephemeral message, modal or Home tab; without it the topmost modal, else
        the last of the app's messages, ephemeral or not, that has such a button.
        """
        surface = on or self._surface(label)
        block, element = filling.find(surface.blocks, label, ("button",))
        return await self._act(surface, block, element, None)

    async def choose(self, label: str, value: Value, on: Seen | None = None) -> Reply | None:
        """Choose in a select, radio buttons, checkboxes, a date…; `value` by option label.

        In an input block that does not dispatch nothing is sent, and the reply is None.
        """
        surface = on or self.modal or self._surface(label)
        block, element = filling.find(surface.blocks, label, [*VALUE_OF, "overflow"])
        if element["type"] == "overflow":
            chosen = filling.option(element, str(value))
            return await self._act(surface, block, element, {"selected_option": chosen})
        state = filling.entered(element, value)
        self._keep(surface, block, element, state)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return None
        return await self._act(surface, block, element, state)

    def fill(self, label: str, value: Value) -> None:
        """Enter something into the topmost modal, by label, action_id or block_id."""
        surface = self.modal
        if surface is None:
            raise NotThere("there is no modal")
        block, element = filling.find(surface.blocks, label, list(VALUE_OF))
        self._keep(surface, block, element, filling.entered(element, value))

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Put a file into a file input of the topmost modal."""
        surface = self.modal
        if surface is None:
            raise NotThere("there is no modal")
        block, element = filling.find(surface.blocks, label, ("file_input",))
        allowed = element.get("filetypes")
        if allowed and name.rpartition(".")[2].lower() not in allowed:
            raise NotThere(f"{name} is none of {allowed}")
        file = self._file(name, content)
        file.channels.add(self.room.id)
        held = self.stack[-1].values[block["block_id"]][element["action_id"]]
        held["files"] = [*(held["files"] or []), file_object(self._slack, file)]

    async def submit(self, values: Mapping[str, Value] | None = None) -> Reply:
        """Fill in what is given, and submit the topmost modal."""
        for label, value in (values or {}).items():
            self.fill(label, value)
        surface = self.modal
        if surface is None or surface.raw["submit"] is None:
            raise NotThere("there is no modal to submit")
        view, since = self.stack[-1], len(self.log)
        self.errors = filling.complaints(surface.blocks, view.values)
        if self.errors:
            return Reply(self, None, since, errors=self.errors)
        envelope = await self._send(
            "interactive", payloads.submission(self._slack, self.member, view)
        )
        error = self._unanswered(envelope, "no_ack")
        if not error:
            error, self.errors = submitted(self._slack, self, view, envelope.answer)
        return Reply(self, envelope, since, error=error, errors=self.errors)

    async def close(self) -> Reply:
        """Close the topmost modal by its close button."""
        if not self.stack:
            raise NotThere("there is no modal")
        since, view = len(self.log), self.stack[-1]
        cleared = bool(view.shape.get("clear_on_close"))
        gone = self.stack[:] if cleared else [view]
        del self.stack[len(self.stack) - len(gone) :]
        for one in gone:
            one.open = False
        envelope = None
        if view.shape.get("notify_on_close"):
            payload = payloads.closing(self._slack, self.member, view, cleared=cleared)
            envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since)

    async def command(
        self, command: str, text: str = "", room: Conversation | None = None
    ) -> Reply:
        """Type a slash command, in the direct messages or in another conversation."""
        if command not in self._slack.app.commands:
            raise NotThere(f"{command} is not a valid command")
        since, place = len(self.log), room or self.room
        payload = payloads.slash_command(self._slack, self.member, place, command, text)
        envelope = await self._send("slash_commands", payload)
        error = self._unanswered(envelope, "operation_timeout")
        if not error and envelope.answer:
            error = self._answered(place, envelope.answer)
        return Reply(self, envelope, since, error=error)

    def _answered(self, room: Conversation, answer: Json) -> str:
        try:
            self._slack.response_urls.apply(self.member, room, None, answer)
        except Refused:
            return "invalid_answer"
        return ""

    async def shortcut(self, name: str) -> Reply:
        """A global shortcut, by its name or callback_id."""
        since, found = len(self.log), self._shortcut(name, "global")
        payload = payloads.global_shortcut(self._slack, self.member, found)
        envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    async def message_shortcut(self, name: str, message: SeenMessage) -> Reply:
        """A shortcut from a message's menu."""
        since, found = len(self.log), self._shortcut(name, "message")
        room = self._slack.workspaces[self.member.team].conversations[message.channel]
        payload = payloads.message_shortcut(self._slack, self.member, room, message.raw, found)
        envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    def _shortcut(self, name: str, kind: str) -> str:
        for callback_id, shortcut in self._slack.app.shortcuts.items():
            if shortcut["type"] == kind and name in (shortcut["name"], callback_id):
                return callback_id
        raise NotThere(f"there is no {kind} shortcut {name!r}")

    async def type(
        self, text: str, room: Conversation | None = None, *, thread: str | None = None
    ) -> Reply:
        """Write something in the direct messages, or elsewhere."""
        return await self._say(room or self.room, text, [], thread)

    async def upload(
        self, name: str, content: bytes, text: str = "", room: Conversation | None = None
    ) -> Reply:
        """Send a file in the direct messages, with a few words or none."""
        place, file = room or self.room, self._file(name, content)
        file.channels.add(place.id)
        return await self._say(place, text, [file], None)

    async def _say(
        self, room: Conversation, text: str, files: list[File], thread: str | None
    ) -> Reply:
        slack, since = self._slack, len(self.log)
        if room.kind == "im" and (
            not slack.app.home("messages_tab_enabled")
            or slack.app.home("messages_tab_read_only_enabled")
        ):
            raise NotThere("sending messages to this app has been turned off")
        message = self._own_message(text, files, thread)
        room.messages[message["ts"]] = message
        kinds = {"im": "im", "mpim": "mpim", "public": "channel", "private": "group"}
        names = {"channel": "channels", "group": "groups"}
        kind = kinds[room.kind]
        body = {**message, "channel": room.id, "channel_type": kind, "event_ts": message["ts"]}
        heard = slack.installation_in(room.team).bot_user in room.members
        if not heard or not slack.hears(self.member.team, f"message.{names.get(kind, kind)}"):
            return Reply(self, None, since)
        envelope = await slack.event(self.member.team, body)
        await slack.socket.settled(envelope)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    def _own_message(self, text: str, files: list[File], thread: str | None) -> Json:
        slack, shown = self._slack, escaped(text)
        message: Json = {
            "type": "message",
            "user": self.id,
            "ts": slack.ids.ts(slack.clock.now()),
            "text": shown,
            "team": self.member.team,
        }
        if files:
            message |= {
                "subtype": "file_share",
                "files": [file_object(slack, file) for file in files],
                "upload": False,
                "display_as_bot": False,
            }
        else:
            written = [{"type": "text", "text": text}]
            section = {"type": "rich_text_section", "elements": written}
            rich = {"type": "rich_text", "block_id": slack.ids.new("b"), "elements": [section]}
            message |= {"client_msg_id": slack.ids.new("m"), "blocks": [rich]}
        if thread is not None:
            message["thread_ts"] = thread
        return message

    def _file(self, name: str, content: bytes) -> File:
        file = new_file(self._slack, self.member.team, self.id, name)
        file.content, file.uploaded, file.complete = content, True, True
        return file

    async def open_home(self) -> Reply:
        """Look at the app's Home tab."""
        return await self._open_tab("home")

    async def open_messages(self) -> Reply:
        """Look at the app's direct messages."""
        return await self._open_tab("messages")

    async def _open_tab(self, tab: str) -> Reply:
        slack, since = self._slack, len(self.log)
        if tab == "home" and not slack.app.home("home_tab_enabled"):
            raise NotThere("this app has no Home tab")
        if not slack.hears(self.member.team, "app_home_opened"):
            return Reply(self, None, since)
        body: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.room.id,
            "tab": tab,
        }
        view = self._home_view()
        if tab == "home" and view is not None:
            body["view"] = view_object(slack, view)
        envelope = await slack.event(self.member.team, body)
        await slack.socket.settled(envelope)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    # -- how it gets there

    def _surface(self, label: str) -> Seen:
        shown: list[Seen] = [*self.from_app, *self.asides]
        shown.sort(key=lambda seen: float(seen.raw["ts"]))
        if self.modal is not None:
            shown.append(self.modal)
        for seen in reversed(shown):
            if any(label in (button.label, button.action_id) for button in seen.buttons):
                return seen
        raise NotThere(f"no button {label!r} anywhere: {shown}")

    def _keep(self, surface: Seen, block: Json, element: Json, state: Json) -> None:
        """What was entered stays in the view, or with the message."""
        if isinstance(surface, SeenView):
            view = self._slack.views[surface.id]
            view.values[block["block_id"]][element["action_id"]] = state
        else:
            values = self._values(surface)
            values[block["block_id"]][element["action_id"]] = state

    def _values(self, surface: Seen) -> Json:
        ts = surface.raw["ts"]
        if ts not in self._entered:
            self._entered[ts] = initial_values(surface.blocks)
        fresh = initial_values(surface.blocks)
        return {**fresh, **{b: v for b, v in self._entered[ts].items() if b in fresh}}

    async def _act(self, surface: Seen, block: Json, element: Json, state: Json | None) -> Reply:
        slack, since = self._slack, len(self.log)
        if not slack.app.manifest.get("settings", {}).get("interactivity", {}).get("is_enabled"):
            raise NotThere("this app is not configured to handle interactive responses")
        action = filling.action(block, element, state, slack.ids.ts(slack.clock.now()))
        if isinstance(surface, SeenView):
            view = slack.views[surface.id]
            payload = payloads.actions_in_view(slack, self.member, view, action)
        else:
            assert isinstance(surface, SeenMessage)
            workspace = slack.workspaces[self.member.team]
            payload = payloads.actions_in_message(
                slack,
                self.member,
                workspace.conversations[surface.channel],
                surface.raw,
                action,
                ephemeral=surface.ephemeral,
                values=self._values(surface),
            )
        envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    async def _send(self, kind: str, payload: Json) -> Envelope:
        if kind == "slash_commands" or payload["type"] in {"shortcut", "message_action"}:
            self._slack.scopes_used.add("commands")
        return await self._slack.socket.send(kind, payload)

    def _unanswered(self, envelope: Envelope, error: str) -> str:
        if envelope.acked is not None:
            return ""
        return error if envelope.connections else "dispatch_failed"
