"""The schema's versions, and whether a database fits this program.

Alembic is run from here, with no file of its own: the wheel carries the migrations, and the
address of the database comes from the program's configuration.
"""

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


class SchemaMismatch(Exception):
    """The database does not fit this program; the message says what to do."""


class SchemaState(Enum):
    EMPTY = "empty"  #: no tables yet
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"  #: a later release was here


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to this program (or to a revision), in one transaction.

    Raises SchemaMismatch for a database of a later release, which is left as it is.
    """
    if schema_state(engine) is SchemaState.NEWER:
        raise SchemaMismatch(_NEWER)
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def schema_state(engine: Engine) -> SchemaState:
    scripts = ScriptDirectory.from_config(_config())
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        return SchemaState.EMPTY
    if found == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.OLDER if found in known else SchemaState.NEWER


def require_current(engine: Engine) -> None:
    """Raise SchemaMismatch unless the database is exactly of this program's schema."""
    state = schema_state(engine)
    if state is not SchemaState.CURRENT:
        raise SchemaMismatch(_SAID[state])


_NEWER = (
    "The database was written by a later release of tailboard. Use that release, or put back the"
    " backup from before it. Nothing was changed."
)
_SAID = {
    SchemaState.EMPTY: "The database has no tables yet: run `tailboard migrate`.",
    SchemaState.OLDER: "The database is of an earlier release: run `tailboard migrate`.",
    SchemaState.NEWER: _NEWER,
}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
