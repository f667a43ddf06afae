"""What others hold of it all: whoever seizes the server, reads the logs, or has another app in the
workspace. A request in Slack from its first word to a group chat, and then each of their views."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.logs import JsonLines
from bot.ports import Work
from tests.adapters.local.samples import portrait
from tests.fakes.slack import faults
from tests.story.slack_town import SlackTown, open_town
from tests.story.test_story_slack import ANA, OWEN, ROSA
from tests.story.test_story_slack_group_chats import SWITCHED_ON, asks_for_a_group_chat
from tests.story.town import PEOPLE

WORDS = "kanarienvogel can't go on"
#: what the operator gave, and what is there to be written
GIVEN = ("config.yaml", "bot.token", "app.token", "roster.csv", "tailboard.keys")


class Lines(logging.Handler):
    """What the program's own formatter makes of every line, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    root, handler = logging.getLogger(), Lines()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield handler.lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[SlackTown]:
    async with open_town(tmp_path, more=SWITCHED_ON) as opened:
        yield opened


async def shows_a_picture(town: SlackTown) -> None:
    def flow(work: Work) -> None:
        person = work.people.by_numbers([ROSA])[ROSA]
        supporter = work.supporters.get(person)
        assert supporter is not None
        photo = work.pictures.add(person, portrait((90, 90, 90)))
        entry = replace(supporter.shown, photo=photo)
        work.supporters.save(replace(supporter, shown=entry))

    assert town.process is not None
    await asyncio.wrap_future(town.process.parts.ledger.submit(flow))


async def live(town: SlackTown) -> None:
    ana, owen = town.people[ANA], town.people[OWEN]
    await shows_a_picture(town)
    await ana.open_home()
    await ana.type(WORDS)
    await owen.upload(f"{WORDS}.csv", WORDS.encode())
    town.slack.faults.plan("conversations.open", faults.refused("restricted_action"))
    town.slack.faults.plan("chat.postMessage", faults.lost_reply())
    await asks_for_a_group_chat(town)
    await owen.command("/peer", "now")
    await owen.command("/supporter")
    await town.settle()


def marks(town: SlackTown) -> list[str]:
    """Of people, places, files and secrets, as Slack and the roster name them."""
    slack = town.slack
    people = [part for row in PEOPLE for part in row[1].split()]
    accounts = [person.id for person in town.people.values()]
    rooms = slack.workspace.conversations.values()
    stamps = [ts for room in rooms for ts in room.messages]
    return [
        *(people + accounts + stamps + list(slack.files)),
        *(room.id for room in rooms),
        *(slack.bot_token, slack.app_token, slack.workspace.id, "kanarienvogel"),
    ]


def metadata(town: SlackTown) -> list[dict[str, Any]]:
    rooms = town.slack.workspace.conversations.values()
    said = [message for room in rooms for message in room.messages.values()]
    return [message["metadata"] for message in said if message.get("metadata")]


async def test_nothing_is_in_the_files_in_the_logs_or_for_another_app(
    town: SlackTown, lines: list[str]
) -> None:
    await live(town)
    assert town.people[ROSA].from_app
    found = marks(town)
    files = [each for each in town.folder.rglob("*") if each.is_file() and each.name not in GIVEN]
    assert any(each.name.startswith("tailboard.db") for each in files)
    for each in files:
        content = each.read_bytes()
        assert [mark for mark in found if mark.encode() in content] == [], each.name

    written = "\n".join(lines)
    assert "outbox row" in written, "there were errors to tell of"
    assert [mark for mark in found if mark in written] == []

    keys = [each["event_payload"] for each in metadata(town)]
    assert len(keys) > 2
    assert all(set(each) == {"key"} for each in keys)
    said = [each["key"] for each in keys]
    assert len(set(said)) == len(said)
    assert len({len(each) for each in said}) == 1
    assert {each["event_type"] for each in metadata(town)} == {"tailboard_message"}
    bot = town.slack.installation_in(town.slack.workspace.id).bot_user
    theirs = [file.name for file in town.slack.files.values() if file.owner == bot]
    assert theirs == ["picture.png"]
