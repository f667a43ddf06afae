"""The demo as a user starts it: a process of its own, spoken to by its page and by signals."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: seconds that what is in flight may take to be finished after SIGTERM
ENDS_WITHIN = 10.0
#: seconds to an open page on a cold and busy machine, the six weeks of the story included
OPENS_WITHIN = 110.0


@dataclass(slots=True)
class DemoProcess:
    """`folder` is the demo's own; `arguments` follow `python -m bot.cli.main`."""

    folder: Path
    arguments: Sequence[str]
    address: str = ""
    _process: "subprocess.Popen[str] | None" = field(default=None)

    @property
    def errors(self) -> Path:
        """What it wrote to standard error, over all its starts."""
        return self.folder.with_name(f"{self.folder.name}.errors")

    def start(self) -> None:
        """Returns when the page is open; its address is read from what the program says."""
        with self.errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli.main", *self.arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = re.search(r"open at (http://\S+/)$", line.strip())
            if found:
                self.address = found[1]
                return
        process, self._process = self._process, None
        process.wait()
        process.stdout.close()
        raise AssertionError(f"the page did not open: {self.errors.read_text()}")

    def end(self) -> None:
        """SIGTERM: it ends by itself, in time, and had nothing to complain of."""
        assert self._process is not None
        process, self._process = self._process, None
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(ENDS_WITHIN)
        finally:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        assert status == 0
        assert self.errors.read_text() == ""

    def kill(self) -> None:
        """SIGKILL: as when the machine dies."""
        assert self._process is not None
        process, self._process = self._process, None
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()

    @property
    def runs(self) -> bool:
        return self._process is not None


def demo_in(folder: Path) -> DemoProcess:
    """`make demo`, but for the folder, the port and the browser."""
    options = ["--folder", str(folder), "--port", "0", "--no-browser"]
    return DemoProcess(folder, ["demo", *options])


def copy_of(told: Path, folder: Path) -> Path:
    """A demo's folder is a plain folder: a copy of it is the same story, told as far."""
    return Path(shutil.copytree(told, folder))
