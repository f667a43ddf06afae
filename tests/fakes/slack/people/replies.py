"""What came back when somebody did something."""

from typing import TYPE_CHECKING

from tests.fakes.slack.people.screen import SeenMessage, SeenView
from tests.fakes.slack.socket_mode import Envelope
from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.people.client import Client


class Reply:
    """`envelope`: what the app was sent (None where Slack's client refused by itself).

    `error`: what Slack's client shows when the app did not take it: "operation_timeout" of a
    command, "no_ack" of a press or form, "dispatch_failed" where no socket stands, or
    "invalid_answer" where the acknowledgement was not one that Slack takes.
    `errors`: by block, what stands at the fields of a form that was not accepted.
    """

    def __init__(
        self,
        person: "Client",
        envelope: Envelope | None,
        since: int,
        *,
        error: str = "",
        errors: dict[str, str] | None = None,
    ) -> None:
        self._person = person
        self._since = since
        self.envelope = envelope
        self.error = error
        self.errors = errors or {}

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors

    @property
    def ack(self) -> Json:
        """The payload of the acknowledgement."""
        return self.envelope.answer if self.envelope is not None else {}

    @property
    def acked_in(self) -> float | None:
        """Seconds."""
        return self.envelope.ack_seconds if self.envelope is not None else None

    async def modal(self, within: float = 5.0) -> SeenView:
        """The modal that was opened, pushed or redrawn since; waits for it."""
        raw = await self._person.next("modal", self._since, within)
        return self._person.as_view(raw)

    async def ephemeral(self, within: float = 5.0) -> SeenMessage:
        raw = await self._person.next("ephemeral", self._since, within)
        return self._person.as_ephemeral(raw)

    async def message(self, within: float = 5.0) -> SeenMessage:
        """The next message of the app's to them, since."""
        return self._person.as_message(await self._person.next("message", self._since, within))

    async def redrawn(self, within: float = 5.0) -> SeenMessage:
        return self._person.as_message(await self._person.next("redrawn", self._since, within))

    async def home(self, within: float = 5.0) -> SeenView:
        return SeenView(await self._person.next("home", self._since, within))

    def since(self, kind: str = "") -> list[Json]:
        """Everything that was shown since, of one kind or of all; does not wait."""
        return [raw for at, raw in self._person.log[self._since :] if not kind or at == kind]
