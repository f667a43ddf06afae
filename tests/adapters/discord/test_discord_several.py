"""Somebody in two of the bot's servers writes directly: they are asked which is meant, once for a
while; what they wrote goes on from there."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.discord import build
from adapters.discord.config import Server
from adapters.discord.servers import MEANT_FOR
from bot.events import ButtonPressed, CommandGiven, FileSent, FormSubmitted, TextTyped
from bot.messages import Answer, Form, TextField
from bot.model.ids import Account
from tests.adapters.discord.harness import DiscordHarness, read
from tests.contract.deliveries import card, post
from tests.fakes.discord.faults import refused
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.surroundings import english, surroundings
from tests.storage_fixtures import SetClock

MEMBER = "GET /guilds/{guild.id}/members/{user.id}"


class Two:
    """A bot in two servers, and somebody in both."""

    def __init__(self, at: DiscordHarness, clock: SetClock, both: FakeUser, second: str) -> None:
        self.at, self.clock, self.both = at, clock, both
        self.first, self.second = at.discord.guild.id, second

    def of(self, guild: str) -> Account:
        return Account("discord", guild, self.both.id)


@pytest.fixture
async def two(at: DiscordHarness, tmp_path: Path) -> Two:
    second, clock = at.discord.add_guild("Second Precinct"), SetClock()
    await at.stop()
    at.around = surroundings(clock)
    at.config = at.configured(tmp_path, Server(id=at.discord.guild.id), Server(id=second.id))
    at.platform = build(at.config, at.around)
    await at.restart()
    both = at.discord.person("Both", guilds=[at.discord.guild, second])
    return Two(at, clock, both, second.id)


async def test_a_command_is_asked_about_and_goes_on_and_is_meant_for_a_while(two: Two) -> None:
    at, both = two.at, two.both
    at.core.answer(Answer(aside=card("The menu")))
    reply = await both.command("/peer", words="hello")
    question = await reply.ephemeral()
    assert read(question.texts[0]) == english("discord-which-server")
    assert question.labels == (at.discord.guild.name, "Second Precinct")
    assert at.core.events == []
    await both.press("Second Precinct", question)
    event = await at.core.next_event(CommandGiven)
    assert (event.account, event.name, event.text) == (two.of(two.second), "peer", "hello")
    await at.discord.quiet()
    assert both.asides[-1].texts[0] == "The menu"
    two.clock.move(timedelta(seconds=MEANT_FOR - 1))
    both.type("and again")
    typed = await at.core.next_event(TextTyped)
    assert typed.account == two.of(two.second), "not asked again"
    await at.discord.quiet()
    two.clock.move(timedelta(seconds=MEANT_FOR - 1))
    await both.command("/peer")
    assert len(at.core.events) == 3, "since they last wrote"
    two.clock.move(timedelta(seconds=MEANT_FOR))
    reply = await both.command("/peer")
    assert read((await reply.ephemeral()).texts[0]) == english("discord-which-server")
    assert len(at.core.events) == 3


async def test_words_and_files_wait_for_the_answer(two: Two) -> None:
    at, both = two.at, two.both
    at.core.answer(Answer(aside=card("Read")))
    both.upload("roster.csv", b"number,name\n")
    await at.discord.quiet()
    question = both.from_app[-1]
    assert at.core.events == []
    await both.press(at.discord.guild.name, question)
    event = await at.core.next_event(FileSent)
    assert (event.account, event.file.content) == (two.of(two.first), b"number,name\n")
    await at.discord.quiet()
    assert both.asides[-1].texts[0] == "Read", "what is pressed is answered to them alone"
    await both.press("Second Precinct", question)
    await at.discord.quiet()
    assert read(both.asides[-1].texts[0]) == english("discord-meant")
    both.type("hello")
    typed = await at.core.next_event(TextTyped)
    assert typed.account == two.of(two.second), "they may mean another one"


async def test_a_form_opens_from_the_question(two: Two) -> None:
    at, both = two.at, two.both
    at.core.answer(Answer(form=Form("Well", (TextField("why", "Why"),), "Ask", token="f1")))
    both.type("hello")
    await at.discord.quiet()
    await (await both.press("Second Precinct", both.from_app[-1])).modal()
    await both.submit({"why": "so"})
    event = await at.core.next_event(FormSubmitted)
    assert event.account == two.of(two.second)


async def test_after_a_restart_a_card_asks_nothing_and_a_question_asks_again(two: Two) -> None:
    at, both = two.at, two.both
    both.type("hello")
    await at.discord.quiet()
    question = both.from_app[-1]
    for guild in (two.first, two.second):
        shown = card("?", buttons=(f"In {guild}",), token="a1")
        await at.platform.deliver(post(two.of(guild), shown))
    await at.restart()
    both.reload()
    for guild in (two.first, two.second):
        await both.press(f"In {guild}")
        assert at.core.events[-1].account == two.of(guild)
        assert isinstance(at.core.events[-1], ButtonPressed)
    await both.press("Second Precinct", question)
    await at.discord.quiet()
    assert read(both.asides[-1].texts[0]) == english("discord-meant")


async def test_whoever_is_in_one_is_not_asked_and_nobody_is_turned_away_unheard(two: Two) -> None:
    at = two.at
    second = at.discord.guilds[two.second]
    one, other = (at.discord.person(name, guild=second) for name in ("One", "Other"))
    one.type("hello")
    typed = await at.core.next_event(TextTyped)
    assert typed.account == Account("discord", two.second, one.id)
    at.discord.faults.plan(MEMBER, refused(50001), times=2)
    other.type("hello")
    await at.discord.quiet()
    assert read(other.from_app[-1].texts[0]) == english("discord-which-server")
    third = at.discord.add_guild("Elsewhere")
    eve = at.discord.person("Eve", guild=third)
    eve.type("hello")
    await at.discord.quiet()
    assert read(eve.from_app[-1].texts[0]) == english("discord-elsewhere")
    assert "988" in eve.from_app[-1].text
