"""Ephemeral messages: seen by one person, on the device that is open, kept by nobody."""

from typing import TYPE_CHECKING

from tests.fakes.slack.state import Conversation
from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


class Ephemerals:
    """What stands on screens just now; `all` is everything that was ever shown."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self.all: list[tuple[str, Json]] = []  #: member and message

    def show(self, room: Conversation, member: str, message: Json) -> None:
        self.all.append((member, message))
        person = self._slack.people.get(member)
        if person is not None and person.online:
            person.ephemerals[message["ts"]] = (room, message)
            person.show("ephemeral", message)

    def replace(self, ts: str, member: str, content: Json) -> bool:
        person = self._slack.people.get(member)
        if person is None or ts not in person.ephemerals:
            return False
        _, message = person.ephemerals[ts]
        message.pop("blocks", None)
        message.update(content)
        person.show("ephemeral", message)
        return True

    def remove(self, ts: str, member: str) -> bool:
        person = self._slack.people.get(member)
        return person is not None and person.ephemerals.pop(ts, None) is not None
