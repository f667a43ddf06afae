"""The connection comes and goes; what people did meanwhile is not lost, and comes once."""

import asyncio

import pytest

from adapters.discord import build
from bot.events import ButtonPressed, Event, TextTyped
from bot.messages import Answer
from tests.adapters.discord.harness import DiscordHarness, read
from tests.contract.deliveries import card, post
from tests.contract.harness import Outcome

CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"


async def with_card(at: DiscordHarness) -> None:
    await at.platform.deliver(post(at.account("ana"), card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks.", buttons=("Yes",), token="a1")))


async def test_asked_to_reconnect_it_does_and_hears_what_came_meanwhile(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await with_card(at)
    opened = at.discord.gateway.opened
    at.discord.gateway.reconnect()
    reply = await at.press(ana, 0, "Yes")
    assert reply.outcome is Outcome.TAKEN
    assert at.discord.gateway.opened == opened + 1
    assert len([event for event in at.core.events if isinstance(event, ButtonPressed)]) == 1
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks."]


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(at: DiscordHarness) -> None:
    ana = at.account("ana")
    await with_card(at)
    at.discord.gateway.drop()
    at.user(ana).type("while it was away")
    await at.discord.gateway.ready()
    event = await at.core.next_event(TextTyped)
    assert event.text == "while it was away"
    await at.platform.deliver(post(ana, card("Still there")))
    assert len(at.core.events) == 1


async def test_what_comes_again_when_the_connection_is_resumed_is_answered_once(
    at: DiscordHarness,
) -> None:
    """Discord replays what it does not know to have been heard. The event bears the same id, by
    which the core knows it."""
    ana = at.account("ana")
    await with_card(at)
    at.core.answer(Answer(redraw=card("Thanks."), aside=card("Between us")))
    reply = await at.user(ana).press("Yes")
    await at.discord.quiet()
    assert reply.interaction is not None
    at.discord.gateway.drop()
    at.discord.gateway.dispatch("INTERACTION_CREATE", reply.interaction.payload)
    await at.core.next_event(ButtonPressed, after=1)
    await at.discord.quiet()
    first, again = at.core.events
    assert first.id == again.id
    assert at.discord.gateway.resumes == 1
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Between us"]
    assert len(at.discord.called(CALLBACK)) == 1, "the copy is not answered"


async def test_messages_go_out_while_the_gateway_is_away(at: DiscordHarness) -> None:
    """Only events come by it."""
    ana = at.account("ana")
    at.discord.gateway.drop()
    await at.platform.deliver(post(ana, card("All the same")))
    assert len(await at.chat(ana)) == 1


async def test_a_session_that_is_gone_is_begun_anew_and_its_buttons_live(
    at: DiscordHarness,
) -> None:
    """Nothing brings back what was pressed meanwhile: Discord's client says so, and it is pressed
    again."""
    ana = at.account("ana")
    await with_card(at)
    patience, at.discord.settings.answer_seconds = at.discord.settings.answer_seconds, 0.2
    at.discord.gateway.invalidate()
    await at.discord.gateway.gone()
    assert not (await at.user(ana).press("Yes")).ok
    at.discord.settings.answer_seconds = patience
    await at.discord.gateway.ready(within=20)
    assert at.core.events == []
    assert (await at.press(ana, 0, "Yes")).outcome is Outcome.TAKEN
    assert len(at.core.events) == 1
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks."]


async def test_an_event_that_the_library_stumbles_over_costs_no_more_than_itself(
    at: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord adds to its events as it likes. What is under way is answered still."""
    ana = at.account("ana")
    await with_card(at)
    go_on = asyncio.Event()

    async def slowly(event: Event) -> Answer:
        await go_on.wait()
        return Answer(redraw=card("Thanks.", buttons=("Yes",), token="a1"))

    at.core.follow(slowly)
    at.platform.again = 0.0
    pressing = asyncio.create_task(at.user(ana).press("Yes"))
    await at.core.next_event(ButtonPressed)
    at.discord.gateway.dispatch("MESSAGE_CREATE", {"id": "of next year"})
    await asyncio.sleep(0.1)
    go_on.set()
    assert (await pressing).ok
    await at.discord.gateway.gone()
    await at.discord.gateway.ready()
    assert "could not go on, and is begun anew: " in caplog.text
    assert (await at.press(ana, 0, "Yes")).outcome is Outcome.TAKEN
    await at.platform.deliver(post(ana, card("All the same")))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks.", "All the same"]


async def test_it_stops_while_it_is_being_connected_anew(at: DiscordHarness) -> None:
    """The library keeps one cancellation to itself, and leaves a connection open."""
    for delay in (0.0, 0.001, 0.002, 0.005):
        at.discord.gateway.drop()
        await asyncio.sleep(delay)
        async with asyncio.timeout(3):
            await at.stop()
            await at.discord.gateway.gone()
        at.platform = build(at.config, at.around)
        await at.start()
