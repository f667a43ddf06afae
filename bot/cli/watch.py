"""`tailboard watch`"""

import logging
import os
import sys
from pathlib import Path

import click

from bot.app import ORGANISATION, database_of
from bot.cli.logs import log_to_standard_error
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.option import config_option
from bot.system_clock import SystemClock
from scheduler.watch import Seen, once
from storage.reading import Watching

_WORDS = {
    Seen.WELL: "Nobody's request is past its deadline.",
    Seen.LATE: "A request is past its deadline. Is the program running?",
    Seen.HELD_UP: "A message that somebody waits for has not gone out for two minutes. Is the"
    " program running? If it is, /readyz and the log say what keeps it: as a rule a workspace that"
    " takes no messages any more.",
    Seen.BLIND: "The database cannot be read. Is it made (tailboard migrate), may this user read"
    " it, does its server answer?",
}


@click.command()
@config_option
@click.option("--once", "only_once", is_flag=True, required=True, help="Look once, and end.")
def watch(config_path: Path, only_once: bool) -> None:
    """See from outside whether a request is past its deadline.

    For cron or a timer, when the process itself may be dead. Runs the alarm
    command of the configuration where one is late. Exit code 0: all is well;
    1: somebody waits past a deadline; 2: the database cannot be read;
    3: messages that somebody waits for do not go out.
    """
    log_to_standard_error(logging.CRITICAL)
    loaded = load_configuration(config_path)
    reader = Watching(database_of(loaded, os.environ), ORGANISATION)
    try:
        seen = once(reader, SystemClock().now(), loaded.config.alarm)
    finally:
        reader.close()
    tell(_WORDS[seen], err=seen is not Seen.WELL)
    sys.exit(int(seen))
