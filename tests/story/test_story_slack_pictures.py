"""A supporter's picture at Slack: uploaded once, shown, and deleted there when it has to go."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.ports import Work
from tests.adapters.local.samples import portrait
from tests.fakes.slack import faults
from tests.story.slack_town import SlackTown, open_town
from tests.story.test_story_slack import ANA, OWEN, ROSA

ZONE = ZoneInfo("America/Chicago")  #: the town's


def next_morning(now: datetime) -> datetime:
    """After the day's first look at who serves no more, whatever hour it is now."""
    tomorrow = now.astimezone(ZONE).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(8, 30), ZONE).astimezone(UTC)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[SlackTown]:
    async with open_town(tmp_path) as opened:
        yield opened


async def show(town: SlackTown, number: str, colour: int | None) -> None:
    """As their entry is approved: with a picture, or without."""

    def flow(work: Work) -> None:
        person = work.people.by_numbers([number])[number]
        supporter = work.supporters.get(person)
        assert supporter is not None
        photo = None
        if colour is not None:
            photo = work.pictures.add(person, portrait((colour, colour, colour)))
        entry = replace(supporter.shown, photo=photo)
        work.supporters.save(replace(supporter, shown=entry))

    assert town.process is not None
    await asyncio.wrap_future(town.process.parts.ledger.submit(flow))


async def look(town: SlackTown) -> list[str]:
    """The pictures that Ana sees on the bot's own page."""
    ana = town.people[ANA]
    await ana.open_home()
    await town.slack.quiet(0.2)
    assert ana.home is not None
    return sorted(ana.home.pictures)


def files(town: SlackTown) -> int:
    return len(town.slack.files)


async def test_it_is_uploaded_once_and_goes_with_the_entry_and_the_person(town: SlackTown) -> None:
    await show(town, ROSA, 90)
    await show(town, OWEN, 120)
    both = ["A picture of Owen Pike", "A picture of Rosa Delgado"]
    assert await look(town) == both
    assert files(town) == 2
    await town.stop()
    await town.run()
    assert await look(town) == both
    assert len(town.slack.called("files.completeUploadExternal")) == 2

    await show(town, OWEN, None)
    await town.settle()
    assert files(town) == 1, "taken back"

    town.slack.faults.plan("files.delete", faults.broken())
    await leaves(town, ROSA)
    await town.settle()
    town.clock.jump_to(next_morning(town.clock.now()))
    await town.settle()
    assert len(town.slack.called("files.delete")) == 2
    assert files(town) == 1, "Slack could not be reached"
    await town.stop()
    await town.run()
    town.clock.jump_to(town.clock.now() + timedelta(minutes=6))
    await town.settle()
    assert files(town) == 0, "tried again, by the next process"


async def leaves(town: SlackTown, number: str) -> None:
    roster = town.folder / "roster.csv"
    roster.write_bytes(town.roster(number))
    await town.meanwhile("import", "--confirm", str(roster))
