"""What a platform gave for a workspace: found, replaced by what is newer, and erased. The same of
the one in memory that adapters are tested with."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.ports import Installation, Installations, Place
from storage import tables
from storage.engine import open_engine
from storage.vault import SealBroken
from tests.fakes.installations import InstallationsInMemory
from tests.postgres import SHARED, PostgresDatabases
from tests.storage.test_files import hits, log_is_empty, spellings, until
from tests.storage_fixtures import ORGANISATION, ReadyLedger, ready_ledger

CANARY = "xoxe.canary-Qx7Zt9"
BOTS = Place("slack", "T1", "E1")
GIVEN = Installation(BOTS, b"the first token")
RENEWED = Installation(BOTS, b"the second token")

Flow = Callable[[Installations], Any]
Run = Callable[[Flow], Any]


def _in(ledger: ReadyLedger) -> Run:
    def run(flow: Flow) -> Any:
        return ledger.run(lambda work: flow(work.installations))

    return run


@pytest.fixture(params=["in memory", "sqlite", "postgresql"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Run]:
    """Runs a flow on installations of which there are none yet."""
    if request.param == "in memory":
        memory = InstallationsInMemory()
        yield lambda flow: flow(memory)
    elif request.param == "sqlite":
        with ready_ledger(tmp_path) as ready:
            yield _in(ready)
    else:
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        databases.empty(SHARED)
        with ready_ledger(databases.url_of(SHARED)) as ready:
            yield _in(ready)


def found_at(run: Run, place: Place) -> Installation | None:
    found: Installation | None = run(lambda kept: kept.find(place))
    return found


def add(run: Run, *places: Place) -> None:
    for place in places:
        given = Installation(place, b"x")
        assert run(partial(_save, given))


def _save(given: Installation, kept: Installations) -> bool:
    return kept.save(given, instead_of=None)


# What is kept


def test_what_was_given_is_found_at_its_place_and_at_no_other(run: Run) -> None:
    assert found_at(run, BOTS) is None
    assert run(lambda kept: kept.save(GIVEN, instead_of=None))
    assert found_at(run, BOTS) == GIVEN
    for other in ("connection", "workspace", "above", "user"):
        assert found_at(run, replace(BOTS, **{other: "X9"})) is None


def test_a_workspace_s_and_what_is_for_all_above_it_are_two(run: Run) -> None:
    add(run, BOTS, replace(BOTS, workspace=""), replace(BOTS, above=""))
    found = run(lambda kept: kept.of_workspace(replace(BOTS, workspace="")))
    assert [each.place for each in found] == [replace(BOTS, workspace="")]


def test_all_of_a_workspace_are_found_and_all_of_a_connection(run: Run) -> None:
    own, elsewhere = replace(BOTS, user="U1"), replace(BOTS, workspace="T2")
    add(run, BOTS, own, elsewhere, replace(BOTS, connection="other"))
    found = run(lambda kept: kept.of_workspace(replace(BOTS, user="U7")))
    assert {each.place for each in found} == {BOTS, own}
    found = run(lambda kept: kept.of_connection("slack"))
    assert {each.place for each in found} == {BOTS, own, elsewhere}


def test_a_newer_one_takes_the_place_of_the_one_it_was_made_from(run: Run) -> None:
    assert run(lambda kept: kept.save(GIVEN, instead_of=None))
    assert run(lambda kept: kept.save(RENEWED, instead_of=GIVEN))
    assert found_at(run, BOTS) == RENEWED


def test_an_older_one_does_not(run: Run) -> None:
    late = Installation(BOTS, b"refreshed from the first as well, and later")
    assert run(lambda kept: kept.save(GIVEN, instead_of=None))
    assert run(lambda kept: kept.save(RENEWED, instead_of=GIVEN))
    assert not run(lambda kept: kept.save(late, instead_of=GIVEN))
    assert not run(lambda kept: kept.save(late, instead_of=None))
    assert found_at(run, BOTS) == RENEWED


def test_what_was_removed_does_not_come_back(run: Run) -> None:
    assert run(lambda kept: kept.save(GIVEN, instead_of=None))
    assert run(lambda kept: kept.remove(BOTS))
    assert not run(lambda kept: kept.save(RENEWED, instead_of=GIVEN))
    assert not run(lambda kept: kept.remove(BOTS))
    assert found_at(run, BOTS) is None


def test_of_many_at_once_one_is_kept(ready: ReadyLedger) -> None:
    assert ready.run(lambda work: work.installations.save(GIVEN, instead_of=None))

    def refresh(number: int) -> bool:
        new = Installation(BOTS, b"%d" % number)
        return ready.run(lambda work: work.installations.save(new, instead_of=GIVEN))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(refresh, range(20))) == 1


# How it is kept


def test_a_row_under_anothers_hash_does_not_open(ready: ReadyLedger) -> None:
    assert ready.run(lambda work: work.installations.save(GIVEN, instead_of=None))
    other = ready.vault.lookup("installation.place", "slack", "E1", "T2", "")
    with open_engine(ready.where).begin() as connection:
        connection.execute(update(tables.installation).values(place_hash=other))
    with pytest.raises(SealBroken):
        ready.run(lambda work: work.installations.find(replace(BOTS, workspace="T2")))


def test_a_row_of_another_organisation_is_not_seen(ready: ReadyLedger) -> None:
    assert ready.run(lambda work: work.installations.save(GIVEN, instead_of=None))
    with open_engine(ready.where).begin() as connection:
        connection.execute(update(tables.installation).values(organisation=ORGANISATION + 1))
    assert ready.run(lambda work: work.installations.find(BOTS)) is None
    assert ready.run(lambda work: work.installations.of_connection("slack")) == ()


def _sealed(ready: ReadyLedger) -> bytes:
    with open_engine(ready.where, reads_only=True).connect() as connection:
        return bytes(connection.execute(tables.installation.select()).one().record)[-40:]


@pytest.mark.parametrize("then", ["removed", "replaced"])
def test_no_byte_of_it_is_in_the_files_and_nothing_sealed_once_it_is_over(
    on_sqlite: ReadyLedger, then: str
) -> None:
    given = Installation(BOTS, CANARY.encode() * 20)
    assert on_sqlite.run(lambda work: work.installations.save(given, instead_of=None))
    sealed = _sealed(on_sqlite)
    assert hits(on_sqlite, *spellings(CANARY)) == []
    assert hits(on_sqlite, sealed), "the scan would find it"
    on_sqlite.reopen()
    on_sqlite.run(lambda work: work.audit.add("start", {}))
    until(lambda: log_is_empty(on_sqlite))
    assert sealed in Path(on_sqlite.where).read_bytes()
    if then == "removed":
        assert on_sqlite.run(lambda work: work.installations.remove(BOTS))
    else:
        assert on_sqlite.run(lambda work: work.installations.save(RENEWED, instead_of=given))
    until(lambda: log_is_empty(on_sqlite))
    assert hits(on_sqlite, *spellings(CANARY), sealed) == []
