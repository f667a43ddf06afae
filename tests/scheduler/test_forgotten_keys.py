"""A platform that keeps its keys for some minutes: what is sent again within them is there once."""

from datetime import timedelta

import pytest

from bot.model.content import CLAIM, ContentKind, Lane, OutboxState
from bot.ports import Delivery, NotSent, OutcomeUnknown, Work
from tests.fakes.recording_platform_in_process import RecordingPlatform, Script
from tests.scheduler.rig import Rig, people_of, rig_of
from tests.storage_fixtures import ReadyLedger

(ANN,) = people_of(1)
MINUTES = timedelta(minutes=2)


async def lose(delivery: Delivery) -> None:
    raise OutcomeUnknown("no reply")


async def refuse(delivery: Delivery) -> None:
    raise NotSent("not now")


async def lost(ready: ReadyLedger, lane: Lane) -> Rig:
    """A message whose reply was lost, though the platform has it."""
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=MINUTES, look_up=False, after=lose))
    rig.say(ANN, "a", lane=lane, kind=ContentKind.FAREWELL)
    await rig.deliver()
    rig.platform.after = RecordingPlatform().after
    assert rig.state("a") is OutboxState.UNKNOWN
    return rig


def forget(rig: Rig) -> None:
    rig.platform.forgotten.update(each.key for each in rig.platform.taken)


@pytest.mark.both_databases
@pytest.mark.parametrize("lane", [Lane.REQUEST, Lane.ROUTINE])
async def test_within_them_it_is_sent_again_and_is_there_once(
    ready: ReadyLedger, lane: Lane
) -> None:
    rig = await lost(ready, lane)
    rig.pass_time(119)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.SENT
    assert len(rig.platform.calls) == 2
    assert len(rig.platform.taken) == 1


@pytest.mark.both_databases
async def test_after_them_a_routine_message_is_rather_not_said_than_said_twice(
    ready: ReadyLedger,
) -> None:
    rig = await lost(ready, Lane.ROUTINE)
    rig.pass_time(121)
    forget(rig)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.ABANDONED
    assert len(rig.platform.taken) == 1


@pytest.mark.both_databases
async def test_after_them_a_request_is_rather_said_twice_than_never(ready: ReadyLedger) -> None:
    rig = await lost(ready, Lane.REQUEST)
    rig.pass_time(121)
    forget(rig)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.SENT
    assert len(rig.platform.taken) == 2


@pytest.mark.both_databases
@pytest.mark.parametrize("next_try", [refuse, lose])
async def test_they_are_counted_from_the_first_call_that_may_have_been_made(
    ready: ReadyLedger, next_try: Script
) -> None:
    """Tries in between change nothing, even those that certainly failed: somebody may have it."""
    rig = await lost(ready, Lane.ROUTINE)
    rig.platform.before = next_try
    rig.pass_time(60)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.UNKNOWN
    rig.platform.before = RecordingPlatform().before
    rig.pass_time(61)
    forget(rig)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.ABANDONED
    assert len(rig.platform.taken) == 1


async def test_what_a_dead_process_was_sending_is_as_old_as_its_mark(ready: ReadyLedger) -> None:
    """However long nobody was there to ask."""
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=MINUTES, look_up=False))
    rig.say(ANN, "a", lane=Lane.ROUTINE, kind=ContentKind.FAREWELL)
    marked = ready.clock.now()

    def mark(work: Work) -> None:
        (row,) = work.outbox.due(1, lanes=tuple(Lane))
        work.outbox.mark_many([(row.id, "local:demo")], holder="dead", until=work.now + CLAIM)

    ready.run(mark)
    rig.pass_time(3600)
    rig = rig.restart()
    ready.run(lambda work: None)
    (row,) = rig.unresolved()
    assert row.unknown_since == marked
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.ABANDONED
    assert not rig.platform.calls
