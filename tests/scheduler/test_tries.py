"""What a platform refuses for a reason that may pass is tried on, and not for ever; urgent or not,
it is on record."""

import logging
import re

import pytest

from bot.model.content import ContentKind, Lane, OutboxState
from bot.ports import (
    NEVER,
    Delivery,
    Forbidden,
    MessageGone,
    NotUnderstood,
    OutcomeUnknown,
    PersonUnreachable,
    PlatformError,
    Rate,
    Refused,
    SlowDown,
)
from scheduler.tries import TRIES, Tries
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import Rig, people_of, rig_of
from tests.storage_fixtures import ReadyLedger

(ANN,) = people_of(1)


def refusing(error: PlatformError, times: int) -> RecordingPlatform:
    """Refuses so many calls, then takes what comes."""
    platform = RecordingPlatform(keeps_keys=NEVER)

    async def refuse(delivery: Delivery) -> None:
        if len(platform.calls) <= times:
            raise error

    platform.before = refuse
    return platform


async def go_on(rig: Rig, seconds: float) -> None:
    """As the jobs do: what is unknown, then what is due."""
    for _ in range(int(seconds / 15)):
        rig.pass_time(15)
        await rig.resolver.resolve()
        await rig.deliver()


@pytest.mark.parametrize("error", [Forbidden("a rule"), NotUnderstood("a code of next year")])
@pytest.mark.parametrize("lane", [Lane.ANSWER, Lane.REQUEST, Lane.ROUTINE])
async def test_what_may_pass_is_tried_until_it_does(
    ready: ReadyLedger, error: PlatformError, lane: Lane
) -> None:
    ready.add(ANN)
    rig = rig_of(ready, refusing(error, 4))
    rig.say(ANN, "a", lane=lane, kind=ContentKind.FAREWELL)
    await rig.deliver()
    assert rig.state("a") is not OutboxState.CANCELLED
    await go_on(rig, 300)
    assert rig.platform.keys == ["a"]
    assert rig.dispatcher.caller.refused == Tries(), "what is done is not remembered"


@pytest.mark.parametrize("error", [Forbidden("a rule"), NotUnderstood("a code of next year")])
async def test_what_never_passes_ends_on_record_and_holds_nobody_up_longer(
    ready: ReadyLedger, error: PlatformError, caplog: pytest.LogCaptureFixture
) -> None:
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER)

    async def refuse(delivery: Delivery) -> None:
        if delivery.card_key == "a":
            raise error

    platform.before = refuse
    rig = rig_of(ready, platform)
    rig.say(ANN, "a")
    rig.say(ANN, "b")
    with caplog.at_level(logging.ERROR):
        await rig.deliver()
        await go_on(rig, 900)
    assert len([call for call in platform.calls if call.card_key == "a"]) == TRIES
    assert rig.state("a") is OutboxState.CANCELLED
    assert rig.platform.keys == ["b"], "what came after it waited, and is not lost"
    assert caplog.text.count("given up") == 1


@pytest.mark.parametrize("error", [Refused("ours"), NotUnderstood("a code"), MessageGone("gone")])
async def test_the_log_does_not_tell_what_kind_of_message_was_given_up(
    ready: ReadyLedger, error: PlatformError, caplog: pytest.LogCaptureFixture
) -> None:
    ready.add(ANN)
    rig = rig_of(ready, refusing(error, 1000))
    told = []
    for lane, kind in ((Lane.ROUTINE, ContentKind.FAREWELL), (Lane.REQUEST, ContentKind.STEP)):
        caplog.clear()
        rig.say(ANN, kind.value, lane=lane, kind=kind)
        for _ in range(TRIES + 2):
            await rig.deliver()
            rig.pass_time(3_600)
            await rig.resolver.resolve()
        assert rig.state(kind.value) is OutboxState.CANCELLED
        lines = {(record.levelname, record.getMessage()) for record in caplog.records}
        told.append({(level, re.sub(r"\d+", "n", line)) for level, line in lines})
    assert told[0] == told[1]


async def test_a_code_that_hid_a_success_does_not_say_it_twice(ready: ReadyLedger) -> None:
    """Nobody knows what an unknown code means: the key is looked up first."""
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=True)

    async def lie(delivery: Delivery) -> None:
        raise NotUnderstood("done all the same")

    platform.after = lie
    rig = rig_of(ready, platform)
    rig.say(ANN, "a")
    await rig.deliver()
    await go_on(rig, 60)
    assert rig.state("a") is OutboxState.RESOLVED
    assert len(platform.calls) == 1


async def lost(ready: ReadyLedger, lane: Lane = Lane.REQUEST, **changes: object) -> Rig:
    """A message of which the reply was lost; it is there."""
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=True, **changes)  # type: ignore[arg-type]

    async def lose(delivery: Delivery) -> None:
        raise OutcomeUnknown("no reply")

    platform.after = lose
    rig = rig_of(ready, platform)
    rig.say(ANN, "a", lane=lane, kind=ContentKind.FAREWELL)
    await rig.deliver()
    platform.after = RecordingPlatform().after
    return rig


@pytest.mark.parametrize(
    ("lane", "state"), [(Lane.REQUEST, OutboxState.SENT), (Lane.ROUTINE, OutboxState.ABANDONED)]
)
@pytest.mark.parametrize("error", [Forbidden("x"), Refused("x"), NotUnderstood("x")])
async def test_where_the_look_up_is_refused_to_the_end_the_urgent_is_said_again(
    ready: ReadyLedger, error: PlatformError, lane: Lane, state: OutboxState
) -> None:
    rig = await lost(ready, lane)

    async def refuse(delivery: Delivery) -> None:
        raise error

    rig.platform.finding = refuse
    rig.pass_time(15)
    await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.UNKNOWN
    assert len(rig.platform.calls) == 1
    await go_on(rig, 900 if lane is Lane.REQUEST else 6000)
    assert rig.state("a") is state
    assert len(rig.platform.taken) == (2 if lane is Lane.REQUEST else 1)


async def test_whoever_cannot_be_reached_any_more_is_not_asked_about_for_ever(
    ready: ReadyLedger,
) -> None:
    rig = await lost(ready)

    async def gone(delivery: Delivery) -> None:
        raise PersonUnreachable("disabled")

    rig.platform.finding = gone
    rig.pass_time(15)
    await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.UNREACHABLE


async def slow_down(delivery: Delivery) -> None:
    raise SlowDown("history", 120)


async def test_a_look_up_waits_as_long_as_it_is_told_to(ready: ReadyLedger) -> None:
    rig = await lost(ready)
    rig.platform.finding = slow_down
    rig.pass_time(15)
    await rig.resolver.resolve()
    rig.pass_time(100)
    await rig.resolver.resolve()
    assert len(rig.platform.looked_up) == 1, "asked again before its time"
    rig.pass_time(25)
    await rig.resolver.resolve()
    assert len(rig.platform.looked_up) == 2
    assert rig.state("a") is OutboxState.UNKNOWN


async def test_what_one_look_up_was_told_holds_the_others_of_its_budget(
    ready: ReadyLedger,
) -> None:
    rig = await lost(ready, look_up_limits=(Rate("history", 100, 10),))
    rig.platform.finding = slow_down
    rig.pass_time(15)
    await rig.resolver.resolve()
    rig.pass_time(125)
    await rig.resolver.resolve()
    assert len(rig.platform.looked_up) == 1, "two minutes by the real clock"
    assert rig.state("a") is OutboxState.UNKNOWN
