"""One open unit of work: everything in it is committed together or not at all."""

from datetime import datetime

from sqlalchemy.engine import Connection

from bot.model.ids import OrganisationId
from bot.ports import Work
from storage.audit import StoredAudit
from storage.cards import StoredCards
from storage.clearings import StoredClearings
from storage.context import Context
from storage.direct_chats import StoredDirectChats
from storage.form_drafts import StoredFormDrafts
from storage.handled_events import StoredEvents
from storage.id_blocks import IdBlocks
from storage.installations import StoredInstallations
from storage.journal import StoredJournal
from storage.journal_file import JournalFile
from storage.key_state import HoldsKeys, KeyState
from storage.outbox import StoredOutbox
from storage.pending_rosters import StoredPendingRosters
from storage.people import StoredPeople
from storage.picture_copies import StoredPictureCopies
from storage.pictures import StoredPictures
from storage.published.reading import StoredReleases
from storage.report_quarters import StoredReportQuarters
from storage.requests import StoredRequests
from storage.reservations import StoredReservations
from storage.rotating import StoredKeys
from storage.stations import StoredStations
from storage.supporters import StoredSupporters
from storage.vault import Vault


class UnitOfWork:
    """What a flow is given. It is of no use after the flow has returned."""

    def __init__(
        self,
        connection: Connection,
        vault: Vault,
        now: datetime,
        blocks: IdBlocks,
        journal: JournalFile,
        *,
        state: KeyState | None = None,
        keys: HoldsKeys | None = None,
    ) -> None:
        """`vault` is that of `keys` at `state`; it stays so where none are given."""
        self.context = context = Context(connection, vault, now, blocks)
        self.people = StoredPeople(context)
        self.supporters = StoredSupporters(context)
        self.direct_chats = StoredDirectChats(context, self.people)
        self.requests = StoredRequests(context, self.supporters)
        self.outbox = StoredOutbox(context)
        self.cards = StoredCards(context)
        self.events = StoredEvents(context)
        self.audit = StoredAudit(context)
        self.reservations = StoredReservations(context)
        self.stations = StoredStations(context)
        self.pictures = StoredPictures(context)
        self.picture_copies = StoredPictureCopies(context)
        self.pending_rosters = StoredPendingRosters(context)
        self.clearings = StoredClearings(context)
        self.form_drafts = StoredFormDrafts(context, self.people)
        self.installations = StoredInstallations(context)
        self.report_quarters = StoredReportQuarters(context)
        self.journal = StoredJournal(context, journal, self.report_quarters)
        self.releases = StoredReleases(connection, context.organisation)
        self.keys = StoredKeys(context, state or KeyState(), keys or vault)

    @property
    def organisation(self) -> OrganisationId:
        return self.context.organisation

    @property
    def now(self) -> datetime:
        return self.context.now

    def new_id(self) -> int:
        return self.context.vault.new_id()

    def draw(self, *parts: str) -> float:
        return self.context.vault.draw(*parts)


def as_work(work: UnitOfWork) -> Work:
    """The port that it fulfils; here so that the type checker holds the two together."""
    return work


def as_stored(work: Work) -> UnitOfWork:
    """The unit of work behind the port, for what is storage's own business (retention)."""
    opened: object = work
    if not isinstance(opened, UnitOfWork):
        raise TypeError("this unit of work is another storage's")
    return opened
