"""What came back when somebody did something."""

from typing import TYPE_CHECKING

from tests.fakes.discord.interactions import Answer, Interaction
from tests.fakes.discord.people.screen import SeenMessage, SeenModal

if TYPE_CHECKING:
    from tests.fakes.discord.people.client import Client


class Reply:
    """`interaction`: what the app was sent (None where the client refused by itself).

    `error`: what Discord's client shows when the app did not answer in time: "did_not_respond" to
    a command, "failed" for a press, choice or form. `errors`: by label, what stands at the fields
    of a form that the client did not let pass.
    """

    def __init__(
        self,
        person: "Client",
        interaction: Interaction | None,
        since: int,
        *,
        error: str = "",
        errors: dict[str, str] | None = None,
    ) -> None:
        self._person = person
        self._since = since
        self.interaction = interaction
        self.error = error
        self.errors = errors or {}

    @property
    def ok(self) -> bool:
        return not self.error and not self.errors

    @property
    def answer(self) -> Answer | None:
        return None if self.interaction is None else self.interaction.answer

    @property
    def answered_in(self) -> float | None:
        """Seconds."""
        return None if self.interaction is None else self.interaction.answered_in

    @property
    def choices(self) -> list[tuple[str, str | int | float]]:
        """Names and values that autocompletion offered."""
        assert self.interaction is not None
        offered = self.interaction.data.get("choices") or ()
        return [(one["name"], one["value"]) for one in offered]

    async def message(self, within: float = 5.0) -> SeenMessage:
        """The next message that everybody sees there; waits for it."""
        return await self._person.next("message", self._since, within)

    async def ephemeral(self, within: float = 5.0) -> SeenMessage:
        return await self._person.next("ephemeral", self._since, within)

    async def redrawn(self, within: float = 5.0) -> SeenMessage:
        return await self._person.next("redrawn", self._since, within)

    async def modal(self, within: float = 5.0) -> SeenModal:
        """The modal that opened since."""
        await self._person.next("modal", self._since, within)
        found = self._person.modal
        assert found is not None
        return found

    def since(self, kind: str = "") -> list[SeenMessage]:
        """Everything that was shown since, of one kind or of all; does not wait."""
        return [seen for at, seen in self._person.log[self._since :] if not kind or at == kind]
