"""trigger_id: three seconds, once. response_url: five times in thirty minutes."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.slack.wire import Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


@dataclass(slots=True)
class Trigger:
    user: str
    team: str
    made: float  #: monotonic
    view: str | None  #: the modal in which it came about
    exchanged: bool = False


class Triggers:
    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._known: dict[str, Trigger] = {}

    def new(self, team: str, user: str, view: str | None = None) -> str:
        slack = self._slack
        made = f"{slack.ids.number()}.{slack.ids.number()}.{secrets.token_hex(16)}"
        self._known[made] = Trigger(user, team, slack.clock.monotonic(), view)
        return made

    def exchange(self, trigger_id: str, team: str) -> Trigger:
        """What it stands for, once; `*_trigger_id` where it stands for nothing any more."""
        found = self._known.get(trigger_id)
        if found is None or found.team != team:
            raise Refused("invalid_trigger_id")
        if found.exchanged:
            raise Refused("exchanged_trigger_id")
        age = self._slack.clock.monotonic() - found.made
        if age > self._slack.settings.trigger_seconds:
            raise Refused("expired_trigger_id")
        found.exchanged = True
        return found
