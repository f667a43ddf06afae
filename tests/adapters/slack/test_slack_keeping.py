"""What somebody typed is acknowledged once it is kept, however long that takes."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from adapters.slack.keeping import HOUR, Keeping
from bot.events import Event, FileSent, TextTyped
from bot.messages import Answer
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card
from tests.scheduler.rig import until


def held(at: SlackHarness) -> Callable[[], None]:
    """The core keeps nothing before this is called."""
    go = asyncio.Event()

    async def script(event: Event) -> Answer:
        await asyncio.wait_for(go.wait(), 8)  # a failed test ends
        return Answer(aside=card("Here"))

    at.core.follow(script)
    return go.set


async def test_what_is_not_yet_kept_comes_again_and_is_answered_once(at: SlackHarness) -> None:
    ana, ben, go = at.person("ana"), at.person("ben"), held(at)
    saying = asyncio.gather(ana.type("hello"), ben.upload("roster.csv", b"number,name"))
    sent = at.slack.socket.envelopes
    await until(lambda: len(sent) == 4, seconds=5)
    await asyncio.sleep(0.1)
    assert [each.acked for each in sent] == [None] * 4, "a crash now would lose nothing"
    assert {each.payload["event_id"] for each in sent[:2]} == {
        each.payload["event_id"] for each in sent[2:]
    }
    go()
    await asyncio.gather(*(asyncio.wait_for(each.done.wait(), 5) for each in sent))
    await saying
    await at.slack.quiet()
    assert {type(event) for event in at.core.events} == {TextTyped, FileSent}
    assert len(at.core.events) == len(ana.asides + ben.asides) == 2


async def test_a_stop_finishes_what_is_not_yet_kept(
    at: SlackHarness, caplog: pytest.LogCaptureFixture
) -> None:
    user, go = at.person("ana"), held(at)
    said = asyncio.create_task(user.type("hello"))
    await asyncio.sleep(2.1)
    stopping = asyncio.create_task(at.stop())
    await asyncio.sleep(0.1)
    assert not stopping.done()
    go()
    await stopping
    await said
    assert user.asides[-1].texts[0] == "Here"
    assert [each.message for each in caplog.records if each.levelno > logging.WARNING] == []


async def test_only_so_many_are_late_in_an_hour() -> None:
    """Else Slack would switch the events off."""
    seconds = 0.0
    keeping, never = Keeping(most=2, now=lambda: seconds), asyncio.Event()
    handling = asyncio.create_task(never.wait())
    keeping.begun("Ev1", handling)

    async def is_late() -> bool:
        waiting = asyncio.create_task(keeping.kept("Ev1"))
        _, late = await asyncio.wait({waiting}, timeout=0.01)
        waiting.cancel()
        return bool(late)

    assert [await is_late() for _ in range(3)] == [True, True, False]
    seconds = HOUR - 1
    assert not await is_late()
    seconds = HOUR
    assert await is_late()
    never.set()
    await handling
    assert not await is_late()
    assert not keeping.is_under_way("Ev1")
