"""How far the database knows the journal, and what a unit of work adds to it as it is committed.

What stands in the journal and is not taken back is true. So an entry that the database does not
know (a backup was put back, or a process died between its entry and its commit) is done before
the program starts (`bot.app`), and before the next entry is written: that one would else say that
the database knows them both.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from errno import errorcode
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, bindparam, select, update

from bot.model.ids import PersonId
from bot.ports import LedgerBusy
from bot.ports.journal import Last
from storage.context import ORGANISATION, Context
from storage.instants import to_day
from storage.journal_file import (
    APART,
    BEGUN,
    Happening,
    HeldJournal,
    JournalFile,
    JournalUnfit,
    Since,
    Written,
)
from storage.report_quarters import StoredReportQuarters
from storage.tables import organisation

_OURS = organisation.c.organisation == ORGANISATION
#: On PostgreSQL two who write to the journal take turns until their commit: a backup then has
#: everything up to its position, and nothing after it.
_POSITION = select(organisation.c.journal_at).where(_OURS).with_for_update()
_KNOWN = select(organisation.c.journal_at).where(_OURS)
_MOVE = update(organisation).where(_OURS).values(journal_at=bindparam("position"))


class JournalBehind(LedgerBusy):
    """The journal has entries that the database does not know: they are done first."""


class StoredJournal:
    """Implements `bot.ports.Journal`."""

    def __init__(self, context: Context, file: JournalFile, quarters: StoredReportQuarters) -> None:
        self._context = context
        self._file = file
        self._quarters = quarters

    def missed(self) -> Mapping[PersonId, Last]:
        """Raises JournalUnfit where the journal and the database are too far apart."""
        return self._since().people

    def catch_up(self) -> int:
        found = self._since()
        for each in found.releases:
            self._quarters.put_back(each)
        self._context.run(_MOVE, position=self._file.last())
        return len(found.releases)

    def drop_before(self, day: int) -> int:
        """Entries that no backup needs any more; how many."""
        position = int(self._context.run(_POSITION).scalar_one())
        return self._file.drop_before(day, position, self._context.organisation)

    def _since(self) -> Since:
        """1. Wait for whoever has written and not committed yet, and let nobody write until this
        unit of work ends. 2. Wait for whoever takes back what was not committed."""
        position = int(self._context.run(_POSITION).scalar_one())
        with self._file.held():
            return self._file.since(position, self._context.organisation)


def require_journal(
    engine: Engine, organisation_id: int, fingerprint: bytes, file: JournalFile, now: datetime
) -> None:
    """Begins the journal of a database that never had one. Raises JournalUnfit where the two do not
    belong together or are too far apart, KeyFileError where it cannot be read or made."""
    known = {"of_organisation": organisation_id}
    with engine.connect() as connection:
        position = int(connection.execute(_KNOWN, known).scalar_one())
    if not position and not file.exists():
        file.begin(fingerprint, to_day(now))
    file.require_of(fingerprint)
    file.since(position, organisation_id)
    if not position and file.last() == BEGUN:
        with engine.begin() as connection:
            connection.execute(_MOVE, {**known, "position": BEGUN})


def begin_anew(engine: Engine, fingerprint: bytes, file: JournalFile, now: datetime) -> None:
    """In place of a journal that was lost; backups that were made before are refused from then on.
    Raises JournalUnfit where there is one."""
    if file.exists():
        raise JournalUnfit(
            f"There is a journal at {file.path}, and it is used as it is. Only where it was lost"
            " is a new one begun."
        )
    with engine.begin() as connection:
        known = connection.execute(select(organisation.c.organisation, organisation.c.journal_at))
        positions = {int(row.organisation): int(row.journal_at) for row in known}
        lost = max(positions.values(), default=0)
        after = (lost // APART + 1) * APART
        begun = file.begin(fingerprint, to_day(now), after, tuple(positions))
        connection.execute(update(organisation).values(journal_at=begun.last))


class Entry:
    """What one commit adds to the journal. The file's lock is held from the writing until the
    commit is settled and, where it failed, the entry is taken back: nobody meanwhile takes it for
    one that was left behind."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file
        self._held: HeldJournal | None = None
        self._written: Written | None = None
        self._exits = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._exits.close()

    def write(self, context: Context, happened: Sequence[Happening]) -> None:
        """Just before the commit of what happened: on the disk when this returns. Raises
        JournalBehind where something else is to be done first, LedgerBusy where there is no room
        for it, JournalUnfit; then nothing of it stands there."""
        if not happened:
            return
        position = int(context.run(_POSITION).scalar_one())
        self._held = self._exits.enter_context(self._file.held())
        if self._file.last() != position:
            left_behind = self._file.since(position, context.organisation)
            if left_behind.has_more_than(happened):
                raise JournalBehind("the journal knows of more than the database")
        try:
            day = to_day(context.now)
            self._written = self._held.append(context.organisation, day, happened)
        except OSError as error:
            name = errorcode.get(error.errno or 0, type(error).__name__)
            raise LedgerBusy(f"the journal beside the keys cannot be written ({name})") from None
        context.run(_MOVE, position=self._written.last)

    def take_back(self, day: int) -> None:
        """The commit failed. Raises OSError, JournalUnfit, KeyFileError; then the entry stands, and
        what it is about is done."""
        if self._written is not None and self._held is not None:
            self._held.take_back(day, self._written)
