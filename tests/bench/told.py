"""A process of its own that is told what to do: a line of JSON there, a line of JSON back.

What is measured together runs in processes apart, as it does where it is used: two in one would
share an interpreter, and each would wait for the other's work.
"""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]
Deed = Callable[..., Awaitable[Json]]

#: Seconds after its input ended that the process has to end as well.
_PATIENCE = 20.0


class Told:
    """The process of a module that calls `serve`. Of several that are told, each works on while
    another is waited for.

    Raises RuntimeError where it could not do what it was told.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def ask(self, deed: str, **given: object) -> Json:
        self.tell(deed, **given)
        return self.hear()

    def tell(self, deed: str, **given: object) -> None:
        """Does not wait; `hear` does."""
        pipe = self._process.stdin
        assert pipe is not None
        pipe.write(json.dumps({"deed": deed, "given": given}) + "\n")
        pipe.flush()

    def hear(self) -> Json:
        pipe = self._process.stdout
        assert pipe is not None
        said: Json = json.loads(pipe.readline() or '{"failed": "it ended"}')
        if "failed" in said:
            raise RuntimeError(f"{self._module}: {said['failed']}")
        done: Json = said["done"]
        return done


async def serve(deeds: Mapping[str, Deed]) -> None:
    """Does what it is told, one after the other, until its input ends."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    while line := await lines.get():
        told = json.loads(line)
        try:
            said: Json = {"done": await deeds[told["deed"]](**told["given"])}
        except Exception as error:  # whatever it was: who waits has to hear of it
            said = {"failed": f"{told['deed']}: {type(error).__name__}: {error}"}
        print(json.dumps(said), flush=True)
