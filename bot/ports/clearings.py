"""Chats to be emptied of what the bot wrote; they outlive whoever was erased by an hour or two."""

from datetime import datetime
from typing import Protocol

from bot.model.clearings import Clearing
from bot.model.ids import Account


class Clearings(Protocol):
    def add(self, account: Account) -> None:
        """Of what was written until now."""

    def due(self) -> tuple[Clearing, ...]:
        """Those whose time has come."""

    def put_off(self, clearing: int, until: datetime) -> None:
        """There is more, or it could not be done. Does nothing where it is not there."""

    def forget(self, clearing: int) -> None:
        """It is done. Does nothing where it is not there."""
