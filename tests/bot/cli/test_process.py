"""A running program, in the test's own process."""

import asyncio
import gc
import os
from pathlib import Path

import pytest

from bot.app import assemble
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from bot.events import CommandGiven
from bot.model.ids import Account
from bot.system_clock import SystemClock
from scheduler.answers_first import MANY
from storage.audit_heads import read_heads
from tests.bot.cli.conftest import Tailboard


async def test_what_stays_as_long_as_it_runs_is_not_looked_through_for_garbage(
    ready: Tailboard, folder: Path
) -> None:
    """Else nobody is answered for as long as that takes, again and again."""
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "health: {port: 0}\n")
    process = Process(assemble(load_configuration(config), os.environ, SystemClock()))
    everything = len(gc.get_objects())
    await process.start()
    try:
        assert len(gc.get_objects()) < everything / 10
    finally:
        await process.stop()
    assert gc.get_freeze_count() == 0


def test_the_audits_head_is_kept_where_the_operator_says(
    ready: Tailboard, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = folder / "config.yaml"
    config.write_text(config.read_text() + "audit: {heads: kept/heads}\n")
    parts = assemble(load_configuration(config), os.environ, SystemClock())
    keep_head = Process(parts).jobs.duties.keep_head
    with parts.ledger as ledger:
        ledger.submit(keep_head).result()  # there is no such folder: said, and nothing is stopped
        assert "the audit's head could not be kept" in caplog.text
        (folder / "kept").mkdir()
        for _ in range(2):
            ledger.submit(keep_head).result()
    assert len(set(read_heads(folder / "kept" / "heads"))) == 1
    assert len((folder / "kept" / "heads").read_text().splitlines()) == 2


async def test_routine_messages_give_way_where_many_wait_for_an_answer(
    ready: Tailboard, folder: Path
) -> None:
    parts = assemble(load_configuration(folder / "config.yaml"), os.environ, SystemClock())
    with parts.ledger:
        process = Process(parts)
        pacer = process.jobs.dispatcher.caller.pacer
        assert not pacer.routine_waits()
        events = [
            CommandGiven(f"c{number}", Account("local", "demo", f"u{number}"), "peer", "")
            for number in range(MANY)
        ]
        waiting = [asyncio.ensure_future(process.take_in(event)) for event in events]
        await asyncio.sleep(0)
        assert pacer.routine_waits()
        await asyncio.gather(*waiting)
        await process.jobs.dispatcher.stop(5)
