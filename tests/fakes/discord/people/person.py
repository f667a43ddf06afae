"""Somebody at a Discord client: what they press, choose, fill in, send off and type."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.fakes.discord import payloads
from tests.fakes.discord.components.checking import SELECTS, Type
from tests.fakes.discord.interactions import Kind
from tests.fakes.discord.people import commands, filling
from tests.fakes.discord.people.filling import Attached, One, Value
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.people.screen import NotThere, SeenMessage, button_label
from tests.fakes.discord.people.writing import Writing
from tests.fakes.discord.state import Channel, Message, User
from tests.fakes.discord.wire import Json

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord


#: Components whose values are ids, of people, roles, channels or files.
NAMING = (*SELECTS, Type.FILE_UPLOAD)


class FakeUser(Writing):
    """Somebody with an account, at their own Discord client."""

    def __init__(self, discord: "FakeDiscord", user: User) -> None:
        super().__init__(discord, user)

    async def press(self, label: str, on: SeenMessage | None = None) -> Reply:
        """Press a button, by its label or custom_id.

        `on`: a message; without it the last of the app's direct or ephemeral messages that has
        such a button.
        """
        seen = on or self._with_button(label)
        part = self._part(seen, label, (Type.BUTTON,))
        if part.get("disabled"):
            raise NotThere(f"the button {label!r} is greyed out")
        if "custom_id" not in part:
            raise NotThere(f"the button {label!r} opens {part.get('url')}")
        return await self._act(seen, part, None)

    async def choose(self, label: str, value: Value, on: SeenMessage | None = None) -> Reply:
        """Choose in a select of a message, by its placeholder or custom_id; options by label."""
        seen = on or self._with_select(label)
        part = self._part(seen, label, SELECTS)
        values = filling.chosen(part, value)
        wrong = filling.within(part, values, modal=False)
        if wrong:
            raise NotThere(wrong)
        return await self._act(seen, part, values)

    async def command(self, line: str, channel: Channel | None = None, **options: One) -> Reply:
        """Type a slash command (`/peer request`), in the direct messages with the app or in a
        channel; options by name."""
        place, since = channel or self.room, len(self.log)
        command, path, known = commands.find(self._discord, self.user, place, line)
        given = commands.filled(known, self._with_files(known, options))
        data = self._command_data(command, path, given, place)
        return await self._send(Kind.COMMAND, place, data, since, "did_not_respond")

    async def autocomplete(
        self, line: str, option: str, typed: str, channel: Channel | None = None, **others: One
    ) -> Reply:
        """Type into an option that completes itself; `others` are filled in already."""
        place, since = channel or self.room, len(self.log)
        command, path, known = commands.find(self._discord, self.user, place, line)
        found = [one for one in known if one["name"] == option and one.get("autocomplete")]
        if not found:
            raise NotThere(f"no option {option!r} that completes itself")
        given = commands.filled(known, others, partial=True)
        given.append({"name": option, "type": found[0]["type"], "value": typed, "focused": True})
        data = self._command_data(command, path, given, place)
        return await self._send(Kind.AUTOCOMPLETE, place, data, since, "no_options")

    def commands(self, channel: Channel | None = None) -> list[str]:
        """The names of the slash commands that they are offered, in their language."""
        found = commands.offered(self._discord, self.user, channel or self.room)
        return [commands.name_for(self.user, one) for one in found]

    def fill(self, label: str, value: Value) -> None:
        """Enter something into the modal, by label or custom_id; `Attached` files too."""
        modal = self.modal
        if modal is None:
            raise NotThere("there is no modal")
        _, part = filling.field(modal, label)
        files = [one for one in filling.many(value) if isinstance(one, Attached)]
        if files:
            value = [self._uploaded(part, one) for one in files]
        self._values[part["custom_id"]] = filling.entered(part, value)

    async def submit(self, values: Mapping[str, Value] | None = None) -> Reply:
        """Fill in what is given, and submit the modal."""
        for label, value in (values or {}).items():
            self.fill(label, value)
        modal, since = self.modal, len(self.log)
        if modal is None or self._modal is None:
            raise NotThere("there is no modal")
        self.errors = filling.complaints(modal)
        if self.errors:
            return Reply(self, None, since, errors=self.errors)
        opened = self._modal[0]
        data: Json = {
            "custom_id": modal.custom_id,
            "components": filling.submitted(modal.components, self._values),
        }
        chosen = [
            one
            for part in modal.parts
            if part["type"] in NAMING and "options" not in part
            for one in self._values.get(part["custom_id"], ())
        ]
        if chosen:
            data["resolved"] = self._resolved(opened.channel, chosen)
        before = self._modal
        reply = await self._send(Kind.MODAL, opened.channel, data, since, "failed", opened.message)
        if reply.ok and self._modal is before:
            self._modal = None
        return reply

    def close(self) -> None:
        """Close the modal; the app hears nothing."""
        if self._modal is None:
            raise NotThere("there is no modal")
        self._modal = None

    # -- how it gets there

    def _with_button(self, label: str) -> SeenMessage:
        for seen in self._newest():
            if any(label in (button.label, button.custom_id) for button in seen.buttons):
                return seen
        raise NotThere(f"no button {label!r} anywhere: {self._newest()}")

    def _with_select(self, label: str) -> SeenMessage:
        for seen in self._newest():
            if any(label in (select.label, select.custom_id) for select in seen.selects):
                return seen
        raise NotThere(f"no select {label!r} anywhere: {self._newest()}")

    def _newest(self) -> list[SeenMessage]:
        """The app's messages to them alone, the newest first."""
        found = [*self.from_app, *self.asides]
        return sorted(found, key=lambda seen: int(seen.id), reverse=True)

    def _part(self, seen: SeenMessage, label: str, kinds: tuple[Type, ...]) -> Json:
        named = [part for part in seen.parts if part["type"] in kinds]
        for part in named:
            if label in (button_label(part), part.get("label"), part.get("custom_id")):
                return part
            if label and label == part.get("placeholder"):
                return part
        raise NotThere(f"no {label!r} in {seen}")

    async def _act(self, seen: SeenMessage, part: Json, values: list[str] | None) -> Reply:
        """Discord lets pass only what stands in the message as it is by now."""
        message, since = self._live(seen), len(self.log)
        now = SeenMessage(message.raw, seen.channel)
        if not any(one.get("custom_id") == part["custom_id"] for one in now.parts):
            raise NotThere("the message has changed since")
        data: Json = {
            "custom_id": part["custom_id"],
            "component_type": part["type"],
            "id": part["id"],
        }
        if values is not None:
            data["values"] = values
            if "options" not in part:
                data["resolved"] = self._resolved(seen.channel, values)
        return await self._send(Kind.COMPONENT, seen.channel, data, since, "failed", message)

    def _with_files(self, known: list[Json], given: Mapping[str, One]) -> dict[str, One]:
        """Files are uploaded first, and go by their ids."""
        parts = {one["name"]: one for one in known}
        return {
            name: self._uploaded(parts.get(name, {}), value)
            if isinstance(value, Attached)
            else value
            for name, value in given.items()
        }

    def _command_data(
        self, command: Json, path: list[Json], options: list[Json], channel: Channel
    ) -> Json:
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        if options or path:
            data["options"] = commands.nested(path, options)
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        ids = [str(one["value"]) for one in options if one["type"] in commands.IDENTITIES]
        if ids:
            data["resolved"] = self._resolved(channel, ids)
        return data

    def _resolved(self, channel: Channel, ids: list[str]) -> Json:
        return payloads.resolved(self._discord, channel, self.user, ids)

    async def _send(
        self,
        kind: Kind,
        channel: Channel,
        data: Json,
        since: int,
        error: str,
        message: Message | None = None,
    ) -> Reply:
        told = payloads.common(self._discord, self.user, channel, data)
        if message is not None:
            told = payloads.with_message(told, message)
        interactions = self._discord.interactions
        sent = interactions.send(kind, self.user, channel, told, message)
        answered = await interactions.settled(sent)
        return Reply(self, sent, since, error="" if answered else error)
