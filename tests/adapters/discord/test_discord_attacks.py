"""Somebody who means no good, at a Discord client of their own: what they try, and what comes of
it. The server is one that looks after colleagues; anybody can bring a public bot into another."""

import pytest

from bot.events import ButtonPressed, CommandGiven, FormSubmitted, NameBegun, TextTyped
from bot.messages import Answer, Form, Suggestion, TextField
from tests.adapters.discord.harness import DiscordHarness, read
from tests.contract.deliveries import card, post
from tests.fakes.discord.faults import refused, slow
from tests.fakes.discord.interactions import Kind
from tests.fakes.discord.payloads import common
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.surroundings import english

MEMBER = "GET /guilds/{guild.id}/members/{user.id}"


@pytest.fixture
def outsider(at: DiscordHarness) -> FakeUser:
    """Whoever shares some server with the bot can write to it directly."""
    return at.discord.person("Eve", guild=at.discord.add_guild("Eve's own"))


async def test_an_outsider_gets_no_menu_in_direct_messages(
    at: DiscordHarness, outsider: FakeUser
) -> None:
    """Behind it are the supporters' names, and the way to ask them."""
    at.core.answer(Answer(aside=card("The menu")))
    reply = await outsider.command("/peer")
    said = await reply.ephemeral()
    assert read(said.texts[0]) == english("discord-elsewhere")
    assert "988" in said.text, "the lines are for everybody"
    assert at.core.events == []


async def test_an_outsider_is_suggested_nobody(at: DiscordHarness, outsider: FakeUser) -> None:
    at.core.answer(Answer(suggestions=(Suggestion("id-1", "Somebody"),)))
    assert (await outsider.autocomplete("/peer", "supporter", "so")).choices == []
    assert at.core.events == []


async def test_nothing_that_an_outsider_sends_is_read(
    at: DiscordHarness, outsider: FakeUser
) -> None:
    outsider.type("hello")
    outsider.upload("roster.csv", b"number,name\n")
    await at.discord.quiet()
    assert [read(each.texts[0]) for each in outsider.from_app] == [english("discord-elsewhere")] * 2
    assert at.core.events == []


async def test_who_has_left_is_an_outsider_and_who_comes_back_is_none(at: DiscordHarness) -> None:
    ana = at.account("ana")
    user = at.person("ana")
    user.leave()
    user.type("hello")
    await at.discord.until_called(MEMBER)
    await at.discord.quiet()
    assert at.core.events == []
    user.join()
    at.core.answer(Answer(aside=card("The menu")))
    await user.command("/peer", at.room)
    await user.command("/peer")
    assert [event.account for event in at.core.events] == [ana, ana]


@pytest.mark.parametrize("fault", [refused(50001), slow(2.0)])
async def test_where_discord_does_not_say_nobody_is_turned_away(
    at: DiscordHarness, fault: object
) -> None:
    """And nobody waits for it so long that the answer would be late."""
    at.account("ana")
    at.discord.faults.plan(MEMBER, fault, times=2)  # type: ignore[arg-type]
    at.core.answer(Answer(aside=card("The menu")))
    reply = await at.person("ana").command("/peer")
    assert reply.answered_in is not None
    assert reply.answered_in < 0.9
    at.person("ana").type("hello")
    await at.core.next_event(CommandGiven)
    await at.core.next_event(TextTyped)
    await at.discord.quiet()
    assert not [event for event in at.core.events if isinstance(event, NameBegun)]


async def test_half_a_character_on_a_page_of_a_form_costs_nobody_the_form(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    fields = tuple(TextField(f"f{n}", f"Field {n}", required=False) for n in range(6))
    at.core.answer(Answer(form=Form("Long", fields, "Go", token="f1")))
    await at.command(ana, "peer")
    await at.submit(ana, {"f0": ("half \ud83d here",)})
    event = await at.core.next_event(FormSubmitted)
    assert event.one("f0") == "half \ud83d here"


async def test_a_conversation_of_several_is_never_taken_for_somebodys_own(
    at: DiscordHarness,
) -> None:
    """What is written to them later would stand before all of it."""
    ana, user = at.account("ana"), at.person("ana")
    group = {"id": at.room.id, "type": 3, "name": None, "icon": None, "recipients": []}
    data = {"custom_id": f"v1:{at.discord.guild.id}:a1:0", "component_type": 2}
    told = common(at.discord, user.user, user.room, data)
    told |= {"context": 2, "channel_id": group["id"], "channel": {**group, "owner_id": user.id}}
    at.discord.interactions.send(Kind.COMPONENT, user.user, user.room, told)
    await at.core.next_event(ButtonPressed)
    await at.platform.deliver(post(ana, card("For you")))
    assert user.from_app[-1].texts[0] == "For you"
