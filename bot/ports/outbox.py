"""What is to be said, until it was said."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.model.content import Content, Lane, OutboxRow, OutboxState, Outgoing
from bot.model.ids import OutboxId, PersonId

NO_ACCOUNT, NOT_ITS_TURN = "no-account", "not-its-turn"
"""Why a row was not delivered that has nothing to do with what it says, beside the names of the
errors of `bot.ports.platform_errors`: these go to the log."""
NOT_WOKEN = "not-woken"
"""Of a call through the second channel: it did not ring, more than once; it is tried on."""
OUT_OF_SERVICE = "out-of-service"
"""The workspace takes nothing until the operator acts; it is tried on."""


class Outbox(Protocol):
    """Rows of the outbox, opened; states and their order are `OutboxState`'s."""

    def put(self, out: Outgoing) -> bool:
        """False where the key is there already (said before, or about to be)."""

    def put_many(self, outs: Sequence[Outgoing]) -> int:
        """Many at once; how many were new."""

    def amend(self, key: str, change: Callable[[Content], Content | None]) -> bool:
        """Lets a row that is still due or failed say something else: what `change` makes of it, or
        what it says already where that is None. Whether there is such a row and it was changed.
        Raises Conflict."""

    def cancel_routine(self, to: PersonId) -> int:
        """Cancels what is due of the ROUTINE lane to this person; how many."""

    def cancel(self, key: str) -> bool:
        """Cancels a row that is still due or failed."""

    def due(
        self, limit: int, *, lanes: Iterable[Lane], not_to: Iterable[str] = ()
    ) -> tuple[OutboxRow, ...]:
        """Due and failed rows whose time has come, lane by lane, the longest due first; the order
        within a conversation is kept: a row waits while an earlier one of its conversation is not
        settled. `not_to` are workspaces ("slack:T1") that are stopped or used up. On PostgreSQL
        they are claimed with SKIP LOCKED."""

    def mark_many(
        self, many: Sequence[tuple[OutboxId, str]], *, holder: str, until: datetime
    ) -> None:
        """Marks rows as being sent, each with its workspace: compare-and-set from due, failed or
        unknown. Raises Conflict where one of them has changed."""

    def note_workspace(self, row: OutboxId, workspace: str) -> None:
        """Keeps the workspace of a row that stays due, so that `not_to` leaves it out."""

    def settle(
        self,
        row: OutboxId,
        state: OutboxState,
        *,
        retry_at: datetime | None = None,
        reason: str = "",
    ) -> None:
        """From sending (or due, for rows that are dropped or put off): to sent, failed (with
        `retry_at`), unreachable, cancelled, unknown, resolved or abandoned. Final states wipe
        what was to be said; only ROUTINE rows may be abandoned (ValueError)."""

    def settle_many(self, many: Sequence[OutboxId], state: OutboxState) -> int:
        """Many to one final state at once (not abandoned); how many were not final before."""

    def state_of(self, key: str) -> OutboxState | None:
        """What became of the row of that key; None where there was none, or it is long over."""

    def states_of(self, keys: Sequence[str]) -> Mapping[str, OutboxState]:
        """The same of many at once; those of which nothing is known are left out."""

    def find(self, row: OutboxId) -> OutboxRow | None:
        """A row that is not settled yet; None where it is, or cannot be read."""

    def in_flight(self) -> tuple[OutboxRow, ...]:
        """Rows marked sending whose time is over, and unknown ones: to be resolved."""

    def next_due(self) -> datetime | None:
        """When the next row falls due (for the demo's clock and idle ticks)."""
