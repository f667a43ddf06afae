"""What a server's roles say of whoever holds them, for the roster. Pure.

Where roles say anything of a column, they win over what stood there: somebody who moved has another
role today. Where they say nothing, or two things at once, the cell stays as it was.
"""

from collections.abc import Collection, Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.model.people import Role
from bot.roster.cells import roles_of, several, unfit
from bot.roster.columns import LONGEST, Column
from bot.roster.filling_in import Row


class RoleSays(BaseModel):
    """Cells of a roster's row, of everybody who holds a role."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    station: str = Field(default="", max_length=LONGEST[Column.STATION])
    shift: str = Field(default="", max_length=LONGEST[Column.SHIFT])
    crew: str = Field(default="", max_length=LONGEST[Column.CREW])
    rank: str = Field(default="", max_length=LONGEST[Column.RANK])
    rotation: str = Field(default="", max_length=LONGEST[Column.ROTATION])
    role: str = Field(default="", description="supporter or coordinator")

    @model_validator(mode="after")
    def _fit_for_a_roster(self) -> "RoleSays":
        said = self.cells()
        if not said:
            raise ValueError("what it says of whoever holds it: a station, a rank, …")
        if any(unfit(cell) for cell in said.values()):
            raise ValueError("a text that a roster takes (docs/roster.md, What is refused)")
        if not isinstance(roles_of(self.role), frozenset):
            raise ValueError(f"role: {', '.join(role.value for role in Role)}")
        return self

    def cells(self) -> dict[Column, str]:
        """Those that it says anything of."""
        given = {Column(name): str(value).strip() for name, value in self}
        return {column: cell for column, cell in given.items() if cell}


Says = Mapping[str, RoleSays]


def fill_in_by_roles(row: Row, held: Collection[str], says: Says) -> tuple[Column, ...]:
    """The row's cells, of somebody who holds these roles. Gives the columns of which their roles
    say two things at once."""
    said = [says[role].cells() for role in held if role in says]
    unclear = []
    for column in Column:
        found = {cells[column] for cells in said if column in cells}
        if column is Column.ROLE:
            row[column] = _roles(row[column], found, says.values())
        elif len(found) == 1:
            row[column] = found.pop()
        elif found:
            unclear.append(column)
    return tuple(unclear)


def _roles(before: str, held: Iterable[str], says: Iterable[RoleSays]) -> str:
    """What some role stands for is given and taken by that role alone; what none stands for stays
    as it was."""
    told = {each for one in says for each in several(one.role)}
    mine = {each for one in held for each in several(one)}
    kept = [each for each in several(before) if each not in told]
    return ";".join(dict.fromkeys([*kept, *sorted(mine)]))
