"""Every press and every message opens a unit of work, so nothing is built for it but the parts."""

import sys
from types import FrameType

from bot.ports import Work
from storage.unit_of_work import UnitOfWork, as_stored
from tests.storage_fixtures import ReadyLedger


def test_no_statement_is_built(on_sqlite: ReadyLedger) -> None:
    """A statement is a constant of its module: to build one takes longer than to execute it."""
    built: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and str(frame.f_globals.get("__name__")).startswith("sqlalchemy.sql"):
            built.add(frame.f_code.co_qualname)

    def open_another(work: Work) -> None:
        context = as_stored(work).context
        sys.setprofile(note)
        try:
            UnitOfWork(
                context.connection,
                context.vault,
                context.now,
                context.blocks,
                on_sqlite.journal,
            )
        finally:
            sys.setprofile(None)

    on_sqlite.run(open_another)
    assert built == set()
