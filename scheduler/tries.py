"""How often a row of the outbox may be refused for a reason that may pass."""

from dataclasses import dataclass, field

from bot.model.ids import OutboxId

TRIES = 20
"""With the waits of `bot.flows.delivering.retry_at`: nine minutes where somebody waits, an hour
for a routine message. As long again, and what comes after it in that conversation waits too."""


@dataclass(slots=True)
class Tries:
    """Counted in memory: a new process tries anew."""

    most: int = TRIES
    _by_row: dict[OutboxId, int] = field(default_factory=dict)

    def last(self, row: OutboxId) -> bool:
        """Counts one more; whether it was the last."""
        self._by_row[row] = self._by_row.get(row, 0) + 1
        return self._by_row[row] >= self.most

    def forget(self, row: OutboxId) -> None:
        self._by_row.pop(row, None)
