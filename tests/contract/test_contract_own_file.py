"""Somebody's file, from the outbox to the platform and away again, whatever happens meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows.delivering import take
from bot.flows.own_file_outbox import put
from bot.flows.table import RENDERERS
from bot.model.content import Lane
from bot.ports import Delivery
from tests.adapters.outbox import Town, open_town
from tests.contract.harness import Harness
from tests.scheduler.rig import rig_of

HOUR = 3600.0


@pytest.fixture
def town(harness: Harness, tmp_path: Path) -> Iterator[Town[Harness]]:
    with open_town(harness, tmp_path) as opened:
        connect(opened)
        yield opened


def connect(town: Town[Harness]) -> None:
    town.rig = rig_of(town.ready, town.at.platform, renderers=RENDERERS)


async def sent(town: Town[Harness]) -> bytes:
    """Ana's file, as she finds it; whoever carries none is passed over."""
    ana = town.person("ana")
    town.ready.run(lambda work: put(ana.id, work))
    await town.rig.deliver()
    (seen,) = await town.at.chat(ana.accounts[0])
    ((name, content),) = seen.files
    assert name == "my-data.txt"
    return content


async def test_a_file_is_there_for_an_hour_whatever_starts_anew(town: Town[Harness]) -> None:
    if not town.at.platform.capabilities.files:
        return
    content = await sent(town)
    assert "Name: ana\n" in content.decode("utf-8-sig")
    assert content in await town.at.held()
    await town.killed()
    connect(town)
    town.rig.pass_time(HOUR - 120)
    await town.rig.deliver()
    assert len(await town.at.chat(town.person("ana").accounts[0])) == 1
    town.rig.pass_time(120)
    await town.rig.deliver()
    assert await town.at.chat(town.person("ana").accounts[0]) == ()
    assert await town.at.held() == ()


async def test_a_crash_over_the_call_leaves_no_file_behind(town: Town[Harness]) -> None:
    """The call was made, and whoever made it is dead."""
    if not town.at.platform.capabilities.files:
        return
    ana, rig = town.person("ana"), town.rig
    town.ready.run(lambda work: put(ana.id, work))
    batch = rig.dispatcher.batch(tuple(Lane))
    taken = town.ready.run(lambda work: take(work, rig.setting, RENDERERS, batch))
    (job,) = taken.jobs
    assert isinstance(job, Delivery)
    await town.at.platform.deliver(job)
    await town.killed()
    connect(town)
    await town.rig.resolver.resolve()
    (seen,) = await town.at.chat(ana.accounts[0])
    assert seen.files, "it was found, or came once under its key"
    town.rig.pass_time(HOUR)
    await town.rig.deliver()
    assert await town.at.chat(ana.accounts[0]) == ()
    assert await town.at.held() == ()
