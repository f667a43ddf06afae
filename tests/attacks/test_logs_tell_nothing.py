"""Somebody reads the logs: they hold kinds and today's pseudonyms, whoever wrote the line."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot.cli.logs import OURS, JsonLines, Pseudonyms
from bot.cli.main import Commands
from bot.model.content import Content, ContentKind, Lane, OutboxState, Outgoing
from tests.storage_fixtures import ReadyLedger, person_of, ready_ledger

CANARY = "canary-7731"
ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[ReadyLedger]:
    with ready_ledger(tmp_path) as opened:
        yield opened


def line_of(name: str, text: str, *args: object, at: datetime = NOON, **more: object) -> str:
    return said(JsonLines(), name, text, *args, at=at, **more)


def said(
    lines: JsonLines, name: str, text: str, *args: object, at: datetime = NOON, **more: object
) -> str:
    record = logging.LogRecord(name, logging.ERROR, "x/y.py", 3, text, args, None)
    record.created = at.timestamp()
    record.__dict__.update(more)
    return lines.format(record)


# ── ids, re-keyed daily ─────────────────────────────────────────────────────────────────────


def test_an_id_is_called_the_same_all_day_and_otherwise_tomorrow() -> None:
    names = Pseudonyms()
    morning, evening = names.of("4711", NOON), names.of("4711", NOON + timedelta(hours=11))
    assert morning == evening != "4711"
    assert names.of("4712", NOON) != morning
    tomorrow = names.of("4711", NOON + timedelta(hours=13))
    assert tomorrow != morning
    assert names.of("4711", NOON) != morning  # yesterday's key is gone, whatever the clock says


def test_another_process_calls_it_otherwise() -> None:
    assert Pseudonyms().of("4711", NOON) != Pseudonyms().of("4711", NOON)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("outbox row %d: cancelled", 12),
        ("request %d: its step failed", 2**62 + 5),
        ("person %d was not looked at: KeyError", 2**61 + 1),
        ("something of %d", 2**61 + 1),
        ("chat %d was not cleared: NotSent", 12),
        ("clearing %d cannot be read: clearing.record of row 12", 12),
        ("picture copy %d was not taken away: NotSent", 12),
        ("row %d of picture was not sealed anew: picture.owner of row 12", 12),
    ],
)
def test_no_id_of_the_database_stands_in_a_line(text: str, number: int) -> None:
    lines = JsonLines()
    first = json.loads(said(lines, "storage.outbox", text, number))["message"]
    again = json.loads(said(lines, "scheduler.calling", text, number))["message"]
    assert not re.search(rf"\b{number}\b", first)
    assert first == again
    assert re.search(r"\b[0-9a-f]{8}\b", first)


def test_counts_and_places_stay() -> None:
    text = "%d outcomes could not be kept: KeyError in rendering/requests.py:41"
    message = json.loads(line_of("scheduler.settling", text, 200))["message"]
    assert message == text % 200


# ── words of others ─────────────────────────────────────────────────────────────────────────


def test_what_a_library_says_is_not_kept() -> None:
    line = line_of("apprise", f"Failed to send SMS to +1 555 0100: {CANARY}")
    assert CANARY not in line
    assert "0100" not in line
    assert json.loads(line)["message"].startswith("said in y.py:3")


def test_every_package_of_ours_is_known_as_ours() -> None:
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert {"bot", "adapters", "scheduler", "storage"} <= ours & OURS


def test_of_an_error_its_type_and_place_are_told() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        line = line_of("bot.handling", "it failed", exc_info=sys.exc_info())
    assert CANARY not in line
    assert "ValueError in attacks/test_logs_tell_nothing.py:" in line


UNCAUGHT = f"""
import asyncio, gc, logging, sys, threading, warnings
from bot.cli.logs import log_to_standard_error
log_to_standard_error(logging.INFO)

def fail():
    raise ValueError("{CANARY}")

class Broken:
    def __del__(self):
        fail()

async def nobody_fetches():
    async def fails():
        fail()
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(fail)
    await asyncio.sleep(0.01)

logging.getLogger("anything.else").info("{CANARY}")
thread = threading.Thread(target=fail)
thread.start(); thread.join()
Broken()
asyncio.run(nobody_fetches())
fail()
"""


def test_what_nobody_caught_is_a_line_without_words() -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert CANARY not in done.stderr + done.stdout
    messages = [line["message"] for line in lines]
    assert any(message.startswith("a thread ended: ValueError") for message in messages)
    assert any(message.startswith("passed over: ValueError") for message in messages)
    assert any(message.startswith("nobody caught: ValueError") for message in messages)
    assert sum(line["from"] == "asyncio" for line in lines) == 2


def test_a_command_that_breaks_tells_where_and_not_what() -> None:
    @click.command()
    def breaks() -> None:
        raise KeyError(CANARY)

    class Some(Commands):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            return breaks

    done = CliRunner().invoke(Some(), ["anything"])
    assert done.exit_code == 1
    assert CANARY not in done.output
    assert "(KeyError)\n  in attacks/test_logs_tell_nothing.py:" in done.output
    assert "Traceback" not in done.output


# ── the outbox's lines tell nothing apart ───────────────────────────────────────────────────


@pytest.mark.parametrize("reason", ["offer-not-open", "taken-back", "cannot-be-woken", "settled"])
def test_why_a_row_was_dropped_is_not_in_the_log(
    reason: str, ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    """A line that said "offer-not-open" would tell that somebody asks, and when; at three in the
    morning any line would, so that there is one for whoever looks for a fault alone."""
    caplog.set_level(logging.DEBUG)
    person = person_of(1)
    ready.add(person)
    out = Outgoing("k", person.id, person.id, Content(ContentKind.FAREWELL), NOON, Lane.ROUTINE)
    ready.run(lambda work: work.outbox.put(out))
    (row,) = ready.run(lambda work: work.outbox.due(5, lanes=tuple(Lane)))
    ready.run(lambda work: work.outbox.settle(row.id, OutboxState.CANCELLED, reason=reason))
    lines = [record.getMessage() for record in caplog.records]
    assert f"outbox row {row.id}: cancelled" in lines
    assert reason not in "".join(lines)
    told = [record for record in caplog.records if record.levelno >= logging.INFO]
    assert [record.getMessage() for record in told if "outbox" in record.getMessage()] == []
