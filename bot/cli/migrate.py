"""`tailboard migrate`"""

import os
from functools import partial
from pathlib import Path

import click

from bot.app import database_of, is_fictional, journal_of, keys_of, opened
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.ports import Work
from bot.system_clock import SystemClock
from storage.creation import prepare
from storage.engine import open_engine
from storage.journal import begin_anew
from storage.migrations import SchemaState, schema_state, upgrade


@click.command()
@config_option
@click.option(
    "--new-journal",
    is_flag=True,
    help="Begin a journal in place of one that was lost: see docs/operating.md.",
)
def migrate(config_path: Path, *, new_journal: bool) -> None:
    """Make the database ready, or bring it up to date.

    A new database is made for the keys of the configuration, and stays theirs.
    One of an earlier release is brought up to this one; make a backup before.
    May be repeated.
    """
    loaded = load_configuration(config_path)
    fictional = is_fictional(loaded)
    where, key_file = database_of(loaded, os.environ), keys_of(loaded, os.environ)
    clock = SystemClock()
    engine = open_engine(where)
    try:
        before = schema_state(engine)
        if before is not SchemaState.CURRENT:
            upgrade(engine)
        prepare(engine, key_file, fictional=fictional, now=clock.now())
        if new_journal:
            begin_anew(engine, key_file.fingerprint, journal_of(loaded), clock.now())
    finally:
        engine.dispose()
    made: dict[str, str | int] = {
        "before": before.value,
        "fictional": int(fictional),
        "key_epoch": key_file.epochs[-1],
    }
    done: list[tuple[str, dict[str, str | int]]] = []
    if before is not SchemaState.CURRENT:
        done.append(("database made ready", made))
    if new_journal:
        done.append(("journal begun anew", {}))
    if done:
        with opened(loaded, os.environ, clock, fictional=fictional) as ledger:
            for kind, detail in done:
                ledger.submit(partial(_record, kind=kind, detail=detail)).result()
    tell(_SAID[before])
    if new_journal:
        tell("A new journal is begun. Backups made before it must not be put back any more.")


def _record(work: Work, *, kind: str, detail: dict[str, str | int]) -> None:
    work.audit.add(kind, detail)


_SAID = {
    SchemaState.EMPTY: "The database is made and ready.",
    SchemaState.OLDER: "The database was of an earlier release and is now up to date.",
    SchemaState.CURRENT: "The database was up to date already.",
    SchemaState.NEWER: "",
}
