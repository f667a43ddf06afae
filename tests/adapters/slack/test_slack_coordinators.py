"""Whom the configuration names as coordinators, and whom the group in Slack has: asked at every
event, and a roster alone makes nobody one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.local.clock import DemoClock
from adapters.slack import build
from adapters.slack.coordinators import ASKED_AGAIN, KNOWN_FOR, REMEMBERED_FOR
from adapters.slack.manifest import manifest
from bot.events import TextTyped
from tests.adapters.slack.harness import SlackHarness
from tests.fakes.slack import faults
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english, surroundings


@asynccontextmanager
async def configured(
    place: Path, *, named: bool = False, group: bool = False
) -> AsyncIterator[tuple[SlackHarness, DemoClock]]:
    """Cleo is a coordinator by name or by group."""
    async with FakeSlack(manifest("Tailboard", english, group=True)) as slack:
        clock = DemoClock(datetime.now(UTC))
        at = SlackHarness(slack, place, surroundings(clock))
        cleo = at.person("cleo")
        coordinators = slack.user_group("coordinators", cleo)
        who = {
            "coordinators": (cleo.id,) if named else (),
            "coordinators_group": coordinators.id if group else "",
        }
        at.config = at.config.model_copy(update=who)
        at.platform = build(at.config, at.around)
        await at.start()
        try:
            yield at, clock
        finally:
            await at.stop()


async def may(at: SlackHarness, name: str) -> bool:
    before = len(at.core.events)
    await at.person(name).type("hello")
    return (await at.core.next_event(TextTyped, after=before)).may_coordinate


async def test_whom_the_configuration_names_and_nobody_else(tmp_path: Path) -> None:
    async with configured(tmp_path, named=True) as (at, _):
        assert await may(at, "cleo")
        assert not await may(at, "ana")


async def test_whoever_is_in_the_group_as_long_as_they_are(tmp_path: Path) -> None:
    async with configured(tmp_path, group=True) as (at, clock):
        (group,) = at.slack.workspace.groups.values()
        assert await may(at, "cleo")
        assert not await may(at, "ana")
        group.users[:] = [at.person("ana").id]
        clock.jump_to(clock.now() + timedelta(seconds=KNOWN_FOR))
        assert not await may(at, "cleo")
        assert await may(at, "ana")


async def test_where_it_says_nothing_slack_has_nothing_against_it(tmp_path: Path) -> None:
    async with configured(tmp_path) as (at, _):
        assert await may(at, "ana")
        assert not at.slack.called("usergroups.users.list")


async def test_of_two_at_once_neither_is_turned_away_while_slack_is_asked(tmp_path: Path) -> None:
    async with configured(tmp_path, group=True) as (at, _):
        at.slack.faults.plan("usergroups.users.list", faults.slow(0.2))
        ana, cleo = at.person("ana"), at.person("cleo")
        await asyncio.gather(ana.type("hello"), cleo.type("hello"))
        await at.slack.quiet()
        known = {event.account.user: event.may_coordinate for event in at.core.events}
        assert known == {ana.id: False, cleo.id: True}
        assert len(at.slack.called("usergroups.users.list")) == 1


def later(clock: DemoClock, seconds: float) -> None:
    clock.jump_to(clock.now() + timedelta(seconds=seconds))


async def test_the_members_told_last_count_while_slack_cannot_be_asked(tmp_path: Path) -> None:
    async with configured(tmp_path, group=True) as (at, clock):
        assert await may(at, "cleo")
        at.slack.faults.plan("usergroups.users.list", faults.broken(503), times=3)
        later(clock, KNOWN_FOR)
        assert await may(at, "cleo")
        assert not await may(at, "ana")
        later(clock, REMEMBERED_FOR - KNOWN_FOR - 1)
        assert await may(at, "cleo"), "asked again, and not told: still remembered"
        later(clock, ASKED_AGAIN)
        assert not await may(at, "cleo"), "not for longer than ten minutes"
        later(clock, ASKED_AGAIN)
        assert await may(at, "cleo"), "asked again, and told"


async def test_nobody_is_a_coordinator_where_slack_never_told_or_says_no(tmp_path: Path) -> None:
    async with configured(tmp_path, group=True) as (at, clock):
        at.slack.faults.plan("usergroups.users.list", faults.broken(503))
        assert not await may(at, "cleo")
        later(clock, ASKED_AGAIN)
        assert await may(at, "cleo")
        at.slack.faults.plan("usergroups.users.list", faults.refused("no_such_subteam"))
        later(clock, KNOWN_FOR)
        assert not await may(at, "cleo"), "there is no such group any more"
