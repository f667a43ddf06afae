"""What the database library says of a statement that failed: never what was to be written."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.engine import open_engine
from tests.storage_fixtures import ReadyLedger

pytestmark = pytest.mark.both_databases

CANARY = "canary-5519"


@pytest.mark.parametrize("reads_only", [True, False])
def test_no_error_has_the_parameters(ready: ReadyLedger, reads_only: bool) -> None:
    engine = open_engine(ready.where, reads_only=reads_only)
    with engine.connect() as connection, pytest.raises(DBAPIError) as raised:
        connection.execute(text("INSERT INTO no_such_table VALUES (:word)"), {"word": CANARY})
    engine.dispose()
    assert CANARY not in str(raised.value)
    assert CANARY not in repr(raised.value)
