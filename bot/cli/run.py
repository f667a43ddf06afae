"""`tailboard run`"""

import asyncio
import logging
import os
from pathlib import Path

import click

from bot.app import assemble, is_fictional
from bot.cli.logs import log_to_standard_error
from bot.cli.process import Process, run_until_told
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.loading import Loaded
from bot.config.option import config_option
from bot.ports import Clock
from bot.system_clock import SystemClock


@click.command()
@config_option
def run(config_path: Path) -> None:
    """Run the program: looks, delivery, deadlines and the watch.

    Ends on SIGTERM or Ctrl-C, after what is in flight. Logs go to standard
    error, a JSON object a line, with ids only.
    """
    log_to_standard_error(logging.INFO)
    loaded = load_configuration(config_path)
    asyncio.run(_run(loaded))


async def _run(loaded: Loaded) -> None:
    if is_fictional(loaded):
        from bot.cli.demo.opening import run_plainly

        await run_plainly(loaded)
        return
    clock: Clock = SystemClock()
    process = Process(assemble(loaded, os.environ, clock))

    def opened() -> None:
        for name in process.parts.platforms:
            tell(f"Started with {name}.")
        if not process.parts.platforms:
            tell("The configuration names no platform, so nobody is spoken to.")
        tell("Running. Ctrl-C stops it.")

    await run_until_told(process, opened)
    tell("Stopped: what was in flight is finished.")
