"""What stands before somebody at their Slack client."""

import asyncio
from typing import TYPE_CHECKING

from tests.fakes.slack.methods.files import new_file
from tests.fakes.slack.methods.views import view_object
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.screen import SeenMessage, SeenView
from tests.fakes.slack.posting import direct
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.slack.state import Conversation, File, Member, View
from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


class Client:
    """The conversations, modals and Home tab of one member."""

    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        self._slack = slack
        self.member = member
        self.online = True  #: ephemeral messages reach only whoever is
        self.stack: list[View] = []  #: modals, the topmost last
        self.errors: dict[str, str] = {}  #: at the fields of the topmost modal
        self.ephemerals: dict[str, tuple[Conversation, Json]] = {}
        self.log: list[tuple[str, Json]] = []  #: everything shown: kind, and what
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

    def seen_in(self, room: Conversation) -> list[SeenMessage]:
        """What they see in a conversation that they are in, ephemeral messages apart."""
        if self.id not in room.members:
            raise NotThere("they are not in it")
        return [SeenMessage(raw, room.id) for raw in room.messages.values()]

    @property
    def notifications(self) -> list[str]:
        """What stood on the lock screen, in order: the text of each message to them."""
        return [self.as_message(raw).notification for kind, raw in self.log if kind == "message"]

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
        if raw["ts"] in self.room.messages:
            return SeenMessage(raw, self.room.id)
        rooms = self._slack.workspaces[self.member.team].conversations.values()
        place = (room.id for room in rooms if raw["ts"] in room.messages)
        return SeenMessage(raw, next(place, self.room.id))

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

    # -- how what they do gets to the app

    def _room_of(self, message: SeenMessage) -> Conversation:
        return self._slack.workspaces[self.member.team].conversations[message.channel]

    def _file(self, name: str, content: bytes) -> File:
        file = new_file(self._slack, self.member.team, self.id, name)
        file.content, file.uploaded, file.complete = content, True, True
        return file

    async def _send(self, kind: str, payload: Json) -> Envelope:
        if kind == "slash_commands" or payload["type"] in {"shortcut", "message_action"}:
            self._slack.scopes_used.add("commands")
        return await self._slack.socket.send(kind, payload)

    def _unanswered(self, envelope: Envelope, error: str) -> str:
        if envelope.acked is not None:
            return ""
        return error if envelope.connections else "dispatch_failed"
