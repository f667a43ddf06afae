"""A platform's connection: its registration, its start, its stop, and what outlives both."""

import asyncio
from datetime import timedelta

import pytest

from bot.adapter_registration import AdapterRegistration
from bot.events import ButtonPressed
from bot.ports import NotSent
from tests.contract.deliveries import card, edit, post
from tests.contract.harness import Harness


def test_a_platform_is_registered_under_its_folders_name(
    adapter: str, registration: AdapterRegistration
) -> None:
    assert registration.name == adapter
    unknown = registration.config.model_config.get("extra")
    assert unknown == "forbid", "unknown keys of its configuration are errors"


async def test_a_platform_bears_its_folders_name(harness: Harness, adapter: str) -> None:
    assert harness.platform.name == adapter
    assert harness.account("ana").platform == adapter
    assert harness.account("ana") == harness.account("ana")


async def test_buttons_survive_a_restart(harness: Harness) -> None:
    ana = harness.account("ana")
    await harness.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    await harness.restart()
    await harness.press(ana, 0, "Yes")
    event = await harness.core.next_event(ButtonPressed)
    assert (event.account, event.token, event.number) == (ana, "a1", 0)


async def test_keys_and_handles_survive_a_restart(harness: Harness) -> None:
    ana = harness.account("ana")
    delivery = post(ana, card("Before"))
    handle = await harness.platform.deliver(delivery)
    await harness.restart()
    if harness.platform.capabilities.takes_once(timedelta(seconds=10)):
        assert await harness.platform.deliver(delivery) == handle
    await harness.platform.deliver(edit(ana, handle, card("After")))
    assert [seen.texts[0] for seen in await harness.chat(ana)] == ["After"]


async def test_stopping_finishes_what_is_in_flight(harness: Harness) -> None:
    ana = harness.account("ana")
    sending = [
        asyncio.create_task(harness.platform.deliver(post(ana, card(f"Message {n}"))))
        for n in range(10)
    ]
    await asyncio.sleep(0)
    await harness.platform.stop()
    results = await asyncio.gather(*sending, return_exceptions=True)
    assert not [r for r in results if not isinstance(r, str | NotSent)]
    posted = sum(isinstance(result, str) for result in results)
    await harness.restart()
    assert len(await harness.chat(ana)) == posted


async def test_a_delivery_that_is_given_up_is_done_or_not(harness: Harness) -> None:
    """Whoever delivers may be cancelled at any step; sent again, all of it is there once."""
    if not harness.platform.capabilities.takes_once(timedelta(seconds=10)):
        return
    ana = harness.account("ana")
    given_up = [post(ana, card(f"Given up after {steps}")) for steps in range(8)]
    for steps, delivery in enumerate(given_up):
        sending = asyncio.create_task(harness.platform.deliver(delivery))
        for _ in range(steps):
            await asyncio.sleep(0)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await harness.platform.deliver(post(ana, card(f"Next after {steps}")))
    await harness.restart()
    for delivery in given_up:
        await harness.platform.deliver(delivery)
    expected = [f"{what} after {steps}" for steps in range(8) for what in ("Given up", "Next")]
    assert sorted(seen.texts[0] for seen in await harness.chat(ana)) == sorted(expected)


async def test_nothing_is_sent_while_the_connection_is_down(harness: Harness) -> None:
    await harness.platform.stop()
    with pytest.raises(NotSent):
        await harness.platform.deliver(post(harness.account("ana"), card("Too early")))


async def test_stopping_twice_is_stopping_once(harness: Harness) -> None:
    await harness.platform.stop()
    await harness.platform.stop()
    with pytest.raises(NotSent):
        await harness.platform.deliver(post(harness.account("ana"), card("Too late")))
