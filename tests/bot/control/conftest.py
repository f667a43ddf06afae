"""A ledger with an office on it, and rosters brought in through it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.control.importing import apply, compare
from bot.control.office import LedgerOffice, Turn
from bot.model.ids import Account, PersonId
from bot.model.people import Person, PersonState
from bot.model.supporters import Supporter
from bot.ports import Work
from bot.roster.difference import Difference, Summary, summary
from bot.roster.reading import read_roster
from bot.setting import Setting
from storage.records import AuditEntry
from storage.unit_of_work import as_stored
from tests.bot.roster.conftest import KNOWN, csv_of
from tests.playing import setting_of
from tests.storage_fixtures import ReadyLedger, ready_ledger

#: Nine in the morning in Chicago.
MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@dataclass
class Imports:
    ready: ReadyLedger
    setting: Setting = field(default_factory=setting_of)
    turn: Turn = field(default_factory=Turn)
    progress: list[tuple[int, int]] = field(default_factory=list)

    @property
    def office(self) -> LedgerOffice:
        return LedgerOffice(self.ready.ledger, self.setting, self.turn)

    def compare(self, *lines: str) -> tuple[Difference, Summary]:
        rows = read_roster(csv_of(*lines), KNOWN)
        assert isinstance(rows, tuple), rows
        found = compare(rows, self.office, lambda done, of: None)
        assert isinstance(found, Difference)
        return found, summary(found, rows, self.setting.config)

    def bring_in(self, *lines: str) -> Summary:
        """Compares and applies; what was shown before."""
        found, told = self.compare(*lines)
        office = self.office
        apply(found, office, lambda done, of: self.progress.append((done, of)))
        office.close()
        return told

    def id_of(self, number: str) -> PersonId:
        return self.ready.run(lambda work: work.people.by_numbers([number])[number])

    def person(self, number: str) -> Person:
        return self.ready.person(self.id_of(number))

    def holder(self, name: str) -> Person | None:
        """Who has the account `local:demo:<name>`."""
        account = Account("local", "demo", name)
        return self.ready.run(lambda work: work.people.by_account(account))

    def save(self, supporter: Supporter) -> None:
        self.ready.run(lambda work: work.supporters.save(supporter))

    def change(self, number: str, change: Callable[[Person], Person]) -> Person:
        id_ = self.id_of(number)

        def flow(work: Work) -> Person:
            changed = change(work.people.get(id_))
            work.people.save(changed)
            return changed

        return self.ready.run(flow)

    def audited(self) -> list[AuditEntry]:
        def flow(work: Work) -> list[AuditEntry]:
            return [entry for entry, _ in as_stored(work).audit.entries(0, 100)]

        return self.ready.run(flow)

    def everybody(self) -> dict[PersonId, Person]:
        def flow(work: Work) -> dict[PersonId, Person]:
            ids = [id_ for state in PersonState for id_ in work.people.ids(state)]
            return work.people.get_many(ids)

        return self.ready.run(flow)


@pytest.fixture
def imports(place: str | Path) -> Iterator[Imports]:
    with ready_ledger(place, now=MORNING) as ready:
        yield Imports(ready)
