"""One call of the Web API: its arguments, read as Slack reads them, and who calls."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.state import Conversation, Installation, Workspace
from tests.fakes.slack.wire import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

BOT, APP, NONE = "bot", "app", "none"


@dataclass(slots=True)
class Call:
    """`team` and `installation` are unset for what is called with an app-level token."""

    slack: "FakeSlack"
    method: str
    arguments: Json
    token: str = ""
    at: float = 0.0  #: monotonic
    answer: Json = field(default_factory=dict)
    status: int = 200
    installation: Installation | None = None

    @property
    def by(self) -> Installation:
        assert self.installation is not None
        return self.installation

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspaces[self.by.team]

    def has(self, name: str) -> bool:
        return self.arguments.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        found = self.arguments.get(name)
        if found is None:
            return default
        if not isinstance(found, str):
            raise Refused.because("invalid_arguments", f"[ERROR] must provide a string: {name}")
        return found

    def flag(self, name: str) -> bool:
        found = self.arguments.get(name)
        if isinstance(found, str):
            return found.lower() in {"1", "true"}
        return bool(found)

    def number(self, name: str, default: int) -> int:
        found = self.arguments.get(name)
        if found in (None, ""):
            return default
        try:
            return int(found)
        except (TypeError, ValueError):
            said = f"[ERROR] must provide an integer: {name}"
            raise Refused.because("invalid_arguments", said) from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """An object or list, which may come as such or as a string of JSON; None if absent."""
        found = self.arguments.get(name)
        if not isinstance(found, str):
            return found
        if not found:
            return None
        try:
            return json.loads(found)
        except ValueError:
            raise Refused(error) from None

    def names(self, name: str) -> list[str]:
        """A list that may come separated by commas."""
        found = self.arguments.get(name)
        if found is None:
            return []
        if isinstance(found, str):
            return [part.strip() for part in found.split(",") if part.strip()]
        if isinstance(found, list):
            return [str(part) for part in found]
        raise Refused.because("invalid_arguments", f"[ERROR] must provide a list: {name}")

    def need(self, *scopes: str) -> None:
        """Refused unless one of these scopes was granted."""
        granted = self.by.scopes.intersection(scopes)
        if granted:
            self.slack.scopes_used |= granted
            return
        raise Refused(
            "missing_scope", needed=",".join(scopes), provided=",".join(sorted(self.by.scopes))
        )

    def conversation(self, name: str = "channel") -> Conversation:
        """Where the app is, or may look: `channel_not_found` otherwise."""
        found = self.workspace.conversations.get(self.text(name))
        if found is None or not visible(self, found):
            raise Refused("channel_not_found")
        return found


def visible(call: Call, conversation: Conversation) -> bool:
    return conversation.kind == "public" or call.by.bot_user in conversation.members


Run = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: one of them is needed. `token`: which kind of token may call."""

    name: str
    run: Run
    required: frozenset[str]
    known: frozenset[str]
    scopes: tuple[str, ...]
    token: str


METHODS: dict[str, Method] = {}


def method(
    name: str,
    *,
    required: str = "",
    optional: str = "",
    scopes: str = "",
    token: str = BOT,
) -> Callable[[Run], Run]:
    """Register what answers a method; the lists are separated by spaces."""

    def register(run: Run) -> Run:
        must = frozenset(required.split())
        known = must | set(optional.split()) | {"token", "team_id"}
        METHODS[name] = Method(name, run, must, known, tuple(scopes.split()), token)
        return run

    return register
