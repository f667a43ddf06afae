"""The program as a user starts it: a process of its own, spoken to by its page and by signals."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
#: What `tailboard` is, from wherever it is typed.
TAILBOARD = (sys.executable, "-m", "bot.cli.main")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
#: seconds that what is in flight may take to be finished after SIGTERM
ENDS_WITHIN = 10.0


class DidNotOpen(Exception):
    """It ended by itself before its page was open; the text is what it said."""


@dataclass(slots=True)
class Program:
    """One that serves the page. `arguments` follow `tailboard`, typed in `folder`; `errors` is the
    file that takes its standard error, over all its starts."""

    arguments: Sequence[str]
    errors: Path
    folder: Path = ROOT
    address: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None)

    @property
    def runs(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        """Returns when the page is open, its address read from what the program says. Raises
        DidNotOpen."""
        with self.errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [*TAILBOARD, *self.arguments],
                cwd=self.folder,
                env=ENVIRONMENT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        for line in self._output:
            found = re.search(r"open at (http://\S+/)$", line.strip())
            if found:
                self.address = found[1]
                return
        self._wait(ENDS_WITHIN)
        raise DidNotOpen(self.errors.read_text())

    def end(self) -> None:
        """SIGTERM: it ends by itself, in time, and had nothing to complain of."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        assert self._wait(ENDS_WITHIN) == 0
        assert [line for line in self.errors.read_text().splitlines() if not _is_news(line)] == []

    def kill(self) -> None:
        """SIGKILL: as when the machine dies."""
        assert self._process is not None
        self._process.kill()
        self._wait(ENDS_WITHIN)

    @property
    def _output(self) -> IO[str]:
        assert self._process is not None
        output = self._process.stdout
        assert output is not None
        return output

    def _wait(self, seconds: float) -> int:
        assert self._process is not None
        process, output = self._process, self._output
        self._process = None
        try:
            return process.wait(seconds)
        finally:
            process.kill()
            process.wait()
            output.close()


def _is_news(line: str) -> bool:
    """A line of the log that tells how things go, and of nothing that went wrong."""
    return '"level": "info"' in line


def demo_in(folder: Path, *, port: int = 0) -> Program:
    """`make demo`, but for the folder, the port and the browser."""
    options = ["--folder", str(folder), "--port", str(port), "--no-browser"]
    return Program(["demo", *options], folder.with_name(f"{folder.name}.errors"))


def copy_of(told: Path, folder: Path) -> Path:
    """A demo's folder is a plain folder: a copy of it is the same story, told as far."""
    return Path(shutil.copytree(told, folder))


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
        assert isinstance(port, int)
        return port
