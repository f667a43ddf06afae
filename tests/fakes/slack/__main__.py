"""A Slack by itself, for whoever wants to point a program at one by hand.

python -m tests.fakes.slack [--port PORT] [--manifest FILE]

Prints the address of its Web API and the two tokens as JSON, and serves until it is ended. FILE is
an app manifest in JSON; without it the app may do everything. Lines that are typed play the people:
`help` shows how (`console.py`).
"""

import argparse
import asyncio
import json
import sys
import threading
from pathlib import Path

from tests.fakes.slack.console import Console
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json


async def serve(port: int, manifest: Json | None) -> None:
    slack = FakeSlack(manifest)
    for name in ("Ana Quiñones", "Theo Brandt", "Maren Okafor"):
        slack.person(name)
    await slack.start(port)
    told = {
        "base_url": slack.base_url,
        "bot_token": slack.bot_token,
        "app_token": slack.app_token,
        "workspace": slack.workspace.id,
        "people": {person.member.real_name: person.id for person in slack.people.values()},
    }
    print(json.dumps(told, ensure_ascii=False), flush=True)
    console = Console(slack, lambda text: print(text, flush=True))
    try:
        await asyncio.gather(play(console), watch(console))
    finally:
        await slack.stop()


async def play(console: Console) -> None:
    """Every line that is typed, until there are no more; then it goes on serving."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def listen() -> None:
        # A buffer of its own: sys.stdin's would still be locked when the interpreter ends.
        with open(0, closefd=False) as typed:
            for line in typed:
                loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        await console.line(await lines.get())


async def watch(console: Console) -> None:
    """What comes to people without anybody's doing."""
    while True:
        await asyncio.sleep(1)
        console.news()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.slack")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--manifest", type=Path)
    given = parser.parse_args()
    manifest = None if given.manifest is None else json.loads(given.manifest.read_text())
    try:
        asyncio.run(serve(given.port, manifest))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
