"""The operator's alarm command: run without a shell, given nothing that tells of anyone, and with
an environment of its own: the program's may hold the keys that everything is sealed under."""

import logging
import os
import signal
import subprocess

from bot.config.models import Alarm
from bot.small_environment import small_environment

log = logging.getLogger(__name__)

SECONDS = 30.0


def sound(alarm: Alarm, *, seconds: float = SECONDS) -> bool:
    """Runs the command and waits for it; whether it ended well. One that takes too long is ended,
    with what it has started."""
    if not alarm.command:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603  # nosec B603  # the operator's own, from the configuration
            list(alarm.command),
            env=small_environment(alarm.environment, os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        log.error("the alarm command cannot be run: %s", type(error).__name__)
        return False
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.error("the alarm command took over %.0f s and was ended", seconds)
        return False
    if code != 0:
        log.error("the alarm command failed with code %d", code)
    return code == 0
