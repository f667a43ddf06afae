"""A chat that is to be emptied of what the bot wrote, since whoever it is with was erased."""

from dataclasses import dataclass
from datetime import datetime

from bot.model.ids import Account


@dataclass(frozen=True, slots=True)
class Clearing:
    """Whose chat, and up to when: what was written after the erasure stays. Tried at `due_at`."""

    id: int
    account: Account
    before: datetime
    due_at: datetime
