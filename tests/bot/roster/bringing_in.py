"""A roster brought in whole, as from the command line of the process itself."""

from bot.control.importing import apply, compare
from bot.control.office import LedgerOffice, Turn
from bot.roster.difference import Difference
from bot.roster.reading import read_roster
from tests.bot.roster.conftest import KNOWN, csv_of
from tests.playing import Play


def bring_in(play: Play, *lines: str) -> None:
    rows = read_roster(csv_of(*lines), KNOWN)
    assert isinstance(rows, tuple)
    office = LedgerOffice(play.ready.ledger, play.setting, Turn())
    found = compare(rows, office, lambda done, of: None)
    assert isinstance(found, Difference)
    apply(found, office, lambda done, of: None)
