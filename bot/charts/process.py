"""Drawing in a process of its own: what the drawing library does wrong, or needs, never touches the
bot. It is given the chart, and nothing of the bot's environment but what any program needs."""

import os
import subprocess
import sys
from pathlib import Path

from bot.charts.chart import Chart, to_json
from bot.small_environment import small_environment

SECONDS = 30.0
_ROOT = Path(__file__).parents[2]
_PNG = b"\x89PNG\r\n\x1a\n"


class NotDrawn(Exception):
    """The process failed; what it said is not passed on."""


def png_of(chart: Chart, *, seconds: float = SECONDS) -> bytes:
    """Waits for it. Raises NotDrawn."""
    try:
        done = subprocess.run(  # nosec B603  # our own module, by this very interpreter
            [sys.executable, "-m", "bot.charts.drawing"],
            input=to_json(chart),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=small_environment((), os.environ),
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotDrawn(type(error).__name__) from None
    if done.returncode or not done.stdout.startswith(_PNG):
        raise NotDrawn(f"code {done.returncode}")
    return done.stdout
