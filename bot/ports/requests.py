"""Requests for a peer, and what each supporter has in hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.model.ids import PersonId, RequestId
from bot.model.requests import Request


@dataclass(frozen=True, slots=True)
class Caseload:
    """What a supporter has in hand."""

    open: int  #: requests TOGETHER or PROPOSED with this supporter
    new_today: int  #: accepted in the last 24 hours
    dropped_on: tuple[date, ...] = ()  #: accepted and then dropped, last 30 days; the oldest first

    @property
    def dropped(self) -> int:
        return len(self.dropped_on)


class Requests(Protocol):
    """Requests with their offers. Loaded ones are remembered for the unit of work."""

    def add(self, request: Request) -> None:
        """Raises Conflict where the member has an open one (a constraint, not a look)."""

    def find(self, request: RequestId) -> Request | None:
        """None where it is closed, and its member's and supporter's names with it, or never was."""

    def open_of(self, member: PersonId) -> Request | None:
        """The one open request of this person, if there is one."""

    def save(self, request: Request) -> None:
        """Compare-and-set on the loaded state, its sealed record and each offer's."""

    def close(self, request: Request, *, dropped_by: PersonId | None = None) -> None:
        """State CLOSED; member, supporter, record and offers are emptied. `dropped_by` ended it as
        soon as they knew who it was, which counts as a drop."""

    def of_supporter(self, supporter: PersonId) -> tuple[Request, ...]:
        """Open requests offered to (offer open or accepted), or together with, this supporter."""

    def due(self, limit: int) -> tuple[RequestId, ...]:
        """Open requests whose `due_at` has come, the longest due first."""

    def next_due(self) -> datetime | None:
        """When the next step of any open request falls due."""

    def caseloads(self, supporters: Iterable[PersonId]) -> dict[PersonId, Caseload]:
        """Of each of them, whatever they have. The same work whatever that is: lists that anybody
        may read are made with it."""

    def live_now_offers(self, supporters: Iterable[PersonId]) -> dict[PersonId, int]:
        """How many open offers of "now" requests each of them has whose own time still runs:
        silence leaves an offer open, and who left one lying hours ago is asked as ever. For routing
        alone, since every request that is open has to be opened for it."""
