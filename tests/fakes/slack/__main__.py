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
from pathlib import Path

from tests.fakes.by_hand import play
from tests.fakes.slack.console import SlackConsole
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
    try:
        await play(SlackConsole(slack, lambda text: print(text, flush=True)))
    finally:
        await slack.stop()


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
