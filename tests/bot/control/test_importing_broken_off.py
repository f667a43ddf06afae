"""Imports that break off, or meet somebody else's."""

from dataclasses import dataclass
from typing import TypeVar

import pytest

from bot.control.commands import APPLY_PIECE, Apply, Command
from bot.control.importing import APPLIED_AT_ONCE, apply
from bot.control.office import ImportAtWork, LedgerOffice
from bot.flows.importing import Linking
from bot.model.people import Role
from bot.ports import Conflict
from bot.roster.steps import Piece
from tests.bot.control.conftest import Imports
from tests.bot.roster.conftest import person

pytestmark = pytest.mark.both_databases

A = TypeVar("A")
R = TypeVar("R")


class Broken(Exception):
    """The process died."""


@dataclass
class Breaking:
    """An office that is gone when the second piece is asked."""

    inner: LedgerOffice
    pieces: int = 0

    def ask(self, command: Command[A, R], asked: A) -> R:
        self.pieces += command.name == APPLY_PIECE.name
        if self.pieces == 2:
            raise Broken
        return self.inner.ask(command, asked)


def test_what_broke_off_is_brought_in_by_the_same_file_again(imports: Imports) -> None:
    many = 2 * APPLIED_AT_ONCE
    lines = [person(str(n), supervisor=str(n + 1) if n < many else "") for n in range(1, many + 1)]
    found, _ = imports.compare(*lines)

    office = Breaking(imports.office)
    with pytest.raises(Broken):
        apply(found, office, lambda *_: None)
    office.inner.close()
    there = imports.everybody()
    assert len(there) == APPLIED_AT_ONCE
    for each in there.values():  # nobody has somebody above them who is not there
        assert each.roster.supervisor is None or each.roster.supervisor in there
    imports.bring_in(*lines)
    assert imports.compare(*lines)[1].is_empty
    assert len(imports.everybody()) == many


def test_a_piece_is_done_whole_or_not_at_all(imports: Imports) -> None:
    """The second of two people has a number that was taken since the comparison."""
    found, _ = imports.compare(person("1"), person("2"))
    imports.bring_in(person("2"))
    with pytest.raises(Conflict):
        apply(found, imports.office, lambda *_: None)
    assert [each.roster.number for each in imports.everybody().values()] == ["2"]


def test_somebody_erased_in_between_is_a_conflict(imports: Imports) -> None:
    imports.bring_in(person("1"), person("2"))
    found, _ = imports.compare(person("1", rank="Captain"), person("2", rank="Captain"))
    imports.ready.run(lambda work: work.people.erase(work.people.by_numbers(["1"])["1"]))
    with pytest.raises(Conflict):
        apply(found, imports.office, lambda *_: None)
    assert imports.person("2").roster.rank == ""


def test_one_import_at_a_time(imports: Imports) -> None:
    nothing = Apply(Piece(), Linking(careful=False))
    one, other = imports.office, imports.office
    one.ask(APPLY_PIECE, nothing)
    one.ask(APPLY_PIECE, nothing)
    with pytest.raises(ImportAtWork):
        other.ask(APPLY_PIECE, nothing)
    one.close()
    other.ask(APPLY_PIECE, nothing)
    one.close()
    with pytest.raises(ImportAtWork):
        one.ask(APPLY_PIECE, nothing)


def test_roles_are_kept_as_the_file_has_them(imports: Imports) -> None:
    imports.bring_in(person("1", role="supporter;coordinator"))
    assert imports.person("1").roster.roles == {Role.MEMBER, Role.SUPPORTER, Role.COORDINATOR}
