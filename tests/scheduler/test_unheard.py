"""03:00, and neither the preferred supporter nor who is on call can be reached: through the
dispatcher and the ticks as they run."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.escalating import escalate
from bot.ports import Delivery, PersonUnreachable
from bot.rendering.requests import RENDERERS
from scheduler.jobs import Jobs
from tests.bot.flows.request_town import MEMBER, Town, account, open_town
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import Rig, duties_of, rig_of, until

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_town(place) as opened:
        opened.member()
        opened.supporter(10)
        opened.supporter(11, on_call=True, available=False, wake_url="json://pager.invalid")
        opened.supporter(12, available=False)
        opened.supporter(13, available=False)
        opened.prefers(10)
        yield opened


def rig_in(town: Town, *unreachable: int) -> tuple[Rig, Jobs]:
    async def script(delivery: Delivery) -> None:
        if delivery.account in [account(number) for number in unreachable]:
            raise PersonUnreachable("disabled")

    platform = RecordingPlatform(before=script)
    rig = rig_of(town.ready, platform, setting=town.play.setting, renderers=RENDERERS)
    return rig, Jobs(town.ready.ledger, rig.setting, rig.dispatcher, duties_of(escalate))


async def presses_person_now(town: Town) -> None:
    opened = await asyncio.to_thread(town.opens, MEMBER)
    await asyncio.to_thread(town.play.press, MEMBER, opened, "Person now")


def reached(rig: Rig) -> set[str]:
    return {sent.account.user for sent in rig.platform.taken}


async def test_everybody_is_asked_within_seconds(town: Town) -> None:
    rig, jobs = rig_in(town, 10, 11)
    jobs.start()
    try:
        await presses_person_now(town)
        await until(lambda: {"u12", "u13"} <= reached(rig), seconds=10)
    finally:
        await jobs.stop(5)
    assert await asyncio.to_thread(town.asked) == {12, 13}


async def test_a_second_channel_that_fails_twice_is_not_waited_for(town: Town) -> None:
    town.prefers()
    rig, jobs = rig_in(town)
    rig.bell.answer = lambda url: False
    jobs.start()
    try:
        await presses_person_now(town)
        await until(lambda: rig.states()["failed"] == 1)
        request = town.request()
        assert request is not None
        assert request.due_at is not None
        assert request.due_at > town.now, "once is a hiccup"
        rig.pass_time(3)
        await until(lambda: {"u12", "u13"} <= reached(rig), seconds=10)
    finally:
        await jobs.stop(5)
    assert await asyncio.to_thread(town.asked) == {10, 11, 12, 13}
    assert len(rig.bell.rung) >= 2
