"""Somebody at a Slack client: what they press, choose, fill in and send off."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tests.fakes.slack import payloads
from tests.fakes.slack.methods.files import file_object
from tests.fakes.slack.people import filling
from tests.fakes.slack.people.answers import submitted
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import Seen, SeenMessage, SeenView
from tests.fakes.slack.people.writing import Writing
from tests.fakes.slack.state import Conversation, Member
from tests.fakes.slack.values import VALUE_OF, initial_values
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

Value = str | Sequence[str]


class FakeUser(Writing):
    """A member of the workspace at their own Slack client."""

    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        super().__init__(slack, member)
        self._entered: dict[str, Json] = {}  #: chosen in messages, by ts

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
        room = self._room_of(message)
        payload = payloads.message_shortcut(self._slack, self.member, room, message.raw, found)
        envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))

    def _shortcut(self, name: str, kind: str) -> str:
        for callback_id, shortcut in self._slack.app.shortcuts.items():
            if shortcut["type"] == kind and name in (shortcut["name"], callback_id):
                return callback_id
        raise NotThere(f"there is no {kind} shortcut {name!r}")

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
            payload = payloads.actions_in_message(
                slack,
                self.member,
                self._room_of(surface),
                surface.raw,
                action,
                ephemeral=surface.ephemeral,
                values=self._values(surface),
            )
        envelope = await self._send("interactive", payload)
        return Reply(self, envelope, since, error=self._unanswered(envelope, "no_ack"))
