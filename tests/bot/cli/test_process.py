"""A running program, in the test's own process."""

import gc
import os
from pathlib import Path

from bot.app import assemble
from bot.cli.process import Process
from bot.cli.reaching import load_configuration
from bot.system_clock import SystemClock
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
