"""How far the database knows the journal, and what a unit of work adds to it as it is committed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, bindparam, select, update

from bot.model.ids import PersonId
from bot.ports.journal import Last
from storage.context import ORGANISATION, Context
from storage.instants import to_day
from storage.journal_file import APART, BEGUN, Happened, JournalFile, JournalUnfit, Written
from storage.tables import organisation

_OURS = organisation.c.organisation == ORGANISATION
#: On PostgreSQL two who write to the journal take turns until their commit: a backup then has
#: everything up to its position, and nothing after it.
_POSITION = select(organisation.c.journal_at).where(_OURS).with_for_update()
_KNOWN = select(organisation.c.journal_at).where(_OURS)
_MOVE = update(organisation).where(_OURS).values(journal_at=bindparam("position"))


class StoredJournal:
    """Implements `bot.ports.Journal`."""

    def __init__(self, context: Context, file: JournalFile) -> None:
        self._context = context
        self._file = file

    def missed(self) -> Mapping[PersonId, Last]:
        """Raises JournalUnfit where the journal and the database are too far apart."""
        position = int(self._context.run(_POSITION).scalar_one())
        return self._file.since(position, self._context.organisation)

    def catch_up(self) -> None:
        self._context.run(_MOVE, position=self._file.last())

    def drop_before(self, day: int) -> int:
        """Entries that no backup needs any more; how many."""
        return self._file.drop_before(day)


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


def write_journal(
    context: Context, file: JournalFile, happened: Sequence[Happened]
) -> Written | None:
    """Just before the commit of what happened: on the disk when this returns. The numbers, to be
    taken back where the commit fails."""
    if not happened:
        return None
    context.run(_POSITION).scalar_one()
    written = file.append(context.organisation, to_day(context.now), happened)
    context.run(_MOVE, position=written.last)
    return written
