"""The columns of a roster file, their limits, and a row of it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.ids import Account
from bot.model.people import Role


class Column(StrEnum):
    """The names stand in the file's first row exactly like this, in any order."""

    NUMBER = "number"  #: the organisation's own for this person; never changes
    NAME = "name"  #: as shown to others
    ACCOUNT = "account"  #: platform:workspace:id, several by semicolon; empty: not known yet
    STATION = "station"
    SHIFT = "shift"
    CREW = "crew"  #: who ride together
    RANK = "rank"
    ROLE = "role"  #: member (also where empty), supporter, coordinator; several by semicolon
    SUPERVISOR = "supervisor"  #: the number of the person above
    EVALUATORS = "evaluators"  #: numbers of those who evaluate this person, by semicolon
    ROTATION = "rotation"  #: the name of a rotation in the configuration
    ZONE = "zone"  #: IANA; empty: the organisation's
    LANGUAGE = "language"  #: empty: the organisation's


#: A file may leave this one out; every other has to be there, or whoever forgets the column
#: "supervisor" dissolves every chain of command.
OPTIONAL = frozenset({Column.EVALUATORS})
#: Cells that may not be empty.
FILLED = (Column.NUMBER, Column.NAME, Column.STATION)
#: Characters.
LONGEST = {
    Column.NUMBER: 20,
    Column.NAME: 60,
    Column.STATION: 40,
    Column.SHIFT: 20,
    Column.CREW: 30,
    Column.RANK: 40,
    Column.ROTATION: 40,
    Column.ZONE: 40,
    Column.LANGUAGE: 10,
}
#: Characters of one account.
LONGEST_ACCOUNT = 120
MOST_ACCOUNTS = 5
MOST_EVALUATORS = 10
#: Bytes of UTF-8 of all that a row keeps as text: with ten evaluators, twenty-four former
#: ties and three former selves it fits the 1,024 bytes of the sealed record (a test fills one to
#: the brim).
MOST_BYTES = 480
#: Bytes. 100,000 rows have about 12 MB.
GREATEST_FILE = 50_000_000
#: One file is one organisation.
MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A good row. `row` is its number in a spreadsheet, the header being row 1.

    `supervisor` and `evaluators` are numbers of other rows of the same file.
    """

    row: int
    number: str
    name: str
    station: str
    accounts: tuple[Account, ...] = ()
    shift: str = ""
    crew: str = ""
    rank: str = ""
    roles: frozenset[Role] = frozenset({Role.MEMBER})
    supervisor: str = ""
    evaluators: tuple[str, ...] = ()
    rotation: str = ""
    zone: str = "UTC"
    language: str = "en"
