"""`tailboard migrate`"""

import os
from pathlib import Path

import click

from bot.app import database_of, is_fictional, keys_of, opened
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.system_clock import SystemClock
from storage.creation import prepare
from storage.engine import open_engine
from storage.migrations import SchemaState, schema_state, upgrade


@click.command()
@config_option
def migrate(config_path: Path) -> None:
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
    finally:
        engine.dispose()
    if before is not SchemaState.CURRENT:
        detail = {"before": before.value, "fictional": int(fictional)}
        with opened(loaded, os.environ, clock, fictional=fictional)[0] as ledger:
            ledger.submit(lambda work: work.audit.add("database made ready", detail)).result()
    tell(_SAID[before])


_SAID = {
    SchemaState.EMPTY: "The database is made and ready.",
    SchemaState.OLDER: "The database was of an earlier release and is now up to date.",
    SchemaState.CURRENT: "The database was up to date already.",
    SchemaState.NEWER: "",
}
