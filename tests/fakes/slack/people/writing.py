"""What somebody writes, sends, changes and takes back, and the tabs that they look at."""

from tests.fakes.slack.methods.files import file_object
from tests.fakes.slack.methods.views import view_object
from tests.fakes.slack.people.client import Client
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import SeenMessage
from tests.fakes.slack.posting import escaped, heard_there, message_event
from tests.fakes.slack.state import Conversation, File
from tests.fakes.slack.wire import Json


class Writing(Client):
    """Everything that reaches the app as an event."""

    async def type(
        self, text: str, room: Conversation | None = None, *, thread: str | None = None
    ) -> Reply:
        """Write something in the direct messages, or elsewhere."""
        return await self._say(room or self.room, text, [], thread)

    def wrote(self, text: str) -> None:
        """It stands in the direct messages; whoever was to be told of it was told long ago."""
        message = self._own_message(text, [], None)
        self.room.messages[message["ts"]] = message

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
        slack = self._slack
        if room.kind == "im" and (
            not slack.app.home("messages_tab_enabled")
            or slack.app.home("messages_tab_read_only_enabled")
        ):
            raise NotThere("sending messages to this app has been turned off")
        message = self._own_message(text, files, thread)
        room.messages[message["ts"]] = message
        return await self._told(room, message, message["ts"])

    async def edit(self, message: SeenMessage, text: str) -> Reply:
        """Change a message of their own."""
        room = self._room_of(message)
        message.raw.update(self._own_message(text, [], None) | {"ts": message.ts})
        now = self._slack.ids.ts(self._slack.clock.now())
        message.raw["edited"] = {"user": self.id, "ts": now}
        return await self._told(room, {"subtype": "message_changed", "message": message.raw})

    async def delete(self, message: SeenMessage) -> Reply:
        """Take back a message of their own."""
        room = self._room_of(message)
        del room.messages[message.ts]
        gone = {"subtype": "message_deleted", "deleted_ts": message.ts}
        return await self._told(room, {**gone, "previous_message": message.raw})

    async def _told(self, room: Conversation, body: Json, ts: str | None = None) -> Reply:
        """The app is told of it, where it hears of messages."""
        slack, since = self._slack, len(self.log)
        if not heard_there(slack, room):
            return Reply(self, None, since)
        envelope = await slack.event(self.member.team, message_event(slack, room, body, ts))
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
