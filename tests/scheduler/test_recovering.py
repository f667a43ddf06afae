"""What was sending when a process died is resolved by what the platform offers, and never twice
where that can be known."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.model.content import ContentKind, Lane, Operation, OutboxState
from bot.ports import FOR_EVER, NEVER, Delivery, NotSent, OutcomeUnknown, Work
from bot.rendering.outcome import Dropped
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import PLAIN, Rig, people_of, pressable, rig_of, until
from tests.storage_fixtures import ReadyLedger

ANN, BO, CY = people_of(3)


async def die(*deliveries: Delivery) -> None:
    """The process ends here, as far as this call is concerned."""
    await asyncio.Event().wait()


async def dead(rig: Rig, *, taken: bool, clock_moves: float = 0) -> Rig:
    """The next process, after one that died before or after the platform took the messages; it
    finds the clock moved by so many seconds."""
    platform = rig.platform
    if taken:
        platform.after = die
    else:
        platform.before = die
    delivering = asyncio.ensure_future(rig.dispatcher.deliver_due())
    await until(lambda: platform.calls)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    platform.before = platform.after = RecordingPlatform().before
    platform.calls.clear()
    rig.pass_time(clock_moves)
    restarted = rig.restart()
    restarted.ready.run(lambda work: None)  # the writer has marked what was left
    return restarted


@pytest.mark.both_databases
@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize(("idempotent", "look_up"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("lane", [Lane.REQUEST, Lane.ROUTINE])
async def test_with_a_key_or_a_look_up_it_is_there_exactly_once(
    ready: ReadyLedger, taken: bool, idempotent: bool, look_up: bool, lane: Lane
) -> None:
    ready.add(ANN)
    rig = rig_of(
        ready, RecordingPlatform(keeps_keys=FOR_EVER if idempotent else NEVER, look_up=look_up)
    )
    rig.say(ANN, "a", lane=lane, kind=ContentKind.FAREWELL)
    rig = await dead(rig, taken=taken)
    assert [row.out.key for row in rig.unresolved()] == ["a"]
    assert await rig.resolver.resolve() == 1
    found = taken and look_up
    assert rig.state("a") is (OutboxState.RESOLVED if found else OutboxState.SENT)
    assert len(rig.platform.taken) == 1
    assert await rig.deliver() == 0


@pytest.mark.both_databases
async def test_with_neither_a_request_is_said_again(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=NEVER, look_up=False))
    rig.say(ANN, "a")
    rig = await dead(rig, taken=True)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.SENT
    assert len(rig.platform.taken) == 2, "rather twice than never"


@pytest.mark.both_databases
async def test_with_neither_a_routine_message_is_abandoned_on_record(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=NEVER, look_up=False))
    rig.say(ANN, "a", lane=Lane.ROUTINE, kind=ContentKind.FAREWELL)
    rig = await dead(rig, taken=False)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.ABANDONED
    assert not rig.platform.calls
    assert "abandoned" in caplog.text


async def test_a_recipient_who_cannot_be_read_holds_up_nobody_elses(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    """Theirs stays unknown, and is resolved once the disk is mended."""
    ready.add(ANN, BO)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=FOR_EVER, look_up=False))
    rig.say(ANN, "a")
    rig.say(BO, "b")
    rig = await dead(rig, taken=False)
    with closing(sqlite3.connect(ready.where)) as database, database:
        read = f"SELECT rhythm FROM person_record WHERE person = {ANN.id}"
        (whole,) = database.execute(read).fetchone()
        write = f"UPDATE person_record SET rhythm = ? WHERE person = {ANN.id}"
        database.execute(write, (bytes(len(whole)),))
    assert await rig.resolver.resolve() == 2
    assert (rig.state("a"), rig.state("b")) == (OutboxState.UNKNOWN, OutboxState.SENT)
    assert "its recipient cannot be read" in caplog.text
    assert await rig.resolver.resolve() == 0, "not before its time"
    with closing(sqlite3.connect(ready.where)) as database, database:
        database.execute(write, (whole,))
    rig.pass_time(60)
    await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.SENT


async def test_with_neither_an_edit_is_made_again(ready: ReadyLedger) -> None:
    """Twice the same edit is one."""
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=False)
    rig = rig_of(ready, platform, renderers={**PLAIN, ContentKind.OFFER: pressable})
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    await rig.deliver()
    rig.say(
        ANN,
        "edit",
        kind=ContentKind.OFFER_CLOSED,
        operation=Operation.EDIT,
        edits="card",
        lane=Lane.ROUTINE,
    )
    platform.calls.clear()
    rig = await dead(rig, taken=True)
    assert await rig.resolver.resolve() == 1
    assert rig.state("edit") is OutboxState.SENT
    assert [call.handle for call in platform.calls] == [f"h-{platform.taken[0].key}"]


async def test_the_handle_that_is_found_is_kept_for_later_edits(ready: ReadyLedger) -> None:
    ready.add(ANN)
    renderers = {**PLAIN, ContentKind.OFFER: pressable}
    rig = rig_of(ready, RecordingPlatform(), renderers=renderers)
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    rig = await dead(rig, taken=True)
    await rig.resolver.resolve()
    rig.say(ANN, "edit", kind=ContentKind.OFFER_CLOSED, operation=Operation.EDIT, edits="card")
    await rig.deliver()
    assert rig.platform.calls[-1].handle == f"h-{rig.platform.taken[0].key}"


async def test_what_is_over_is_still_looked_up_first(ready: ReadyLedger) -> None:
    """The card may be in somebody's chat: its end has to find it."""
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(), renderers={**PLAIN, ContentKind.OFFER: pressable})
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    rig = await dead(rig, taken=True)
    rig.dispatcher.renderers = {**PLAIN, ContentKind.OFFER: lambda *_: Dropped("over")}
    rig.say(ANN, "edit", kind=ContentKind.OFFER_CLOSED, operation=Operation.EDIT, edits="card")
    await rig.resolver.resolve()
    await rig.deliver()
    assert rig.state("card") is OutboxState.RESOLVED
    assert rig.state("edit") is OutboxState.SENT


async def test_what_was_not_sent_and_is_over_is_not_sent_any_more(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform())
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    rig = await dead(rig, taken=False)
    rig.dispatcher.renderers = {**PLAIN, ContentKind.OFFER: lambda *_: Dropped("over")}
    await rig.resolver.resolve()
    assert rig.state("card") is OutboxState.CANCELLED
    assert not rig.platform.taken


async def test_where_the_look_up_fails_nothing_is_sent_and_nothing_given_up(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    """Not found and not answered are two things: else a platform that is down doubles all."""
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=True)
    rig = rig_of(ready, platform)
    rig.say(ANN, "a")
    rig = await dead(rig, taken=True)

    async def refuse(delivery: Delivery) -> None:
        raise NotSent("no answer")

    platform.finding = refuse
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.UNKNOWN
    assert not platform.calls
    assert await rig.resolver.resolve() == 0, "it is asked again later, not in a circle"
    platform.finding = RecordingPlatform().finding
    rig.pass_time(60)
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is OutboxState.RESOLVED
    assert len(platform.taken) == 1


async def test_an_outcome_that_is_lost_again_and_again_makes_no_storm(ready: ReadyLedger) -> None:
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=FOR_EVER, look_up=False)
    rig = rig_of(ready, platform)

    async def lose(delivery: Delivery) -> None:
        raise OutcomeUnknown("no reply")

    platform.after = lose
    rig.say(ANN, "a")
    await rig.deliver()
    for _ in range(5):
        await rig.resolver.resolve()
    assert len(platform.calls) == 1, "the first wait is not over"
    for _ in range(10):
        rig.pass_time(30)
        await rig.resolver.resolve()
    assert len(platform.calls) == 11
    assert len(platform.taken) == 1, "it has a key"
    platform.after = RecordingPlatform().after
    rig.pass_time(30)
    await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.SENT


@pytest.mark.both_databases
async def test_a_row_in_hand_is_nobody_elses(ready: ReadyLedger) -> None:
    """Its claim may be over by the clock, which may jump: the call is still under way."""
    ready.add(ANN)
    platform = RecordingPlatform(look_up=False)
    rig = rig_of(ready, platform)
    may_end = asyncio.Event()

    async def wait(delivery: Delivery) -> None:
        await may_end.wait()

    platform.before = wait
    rig.say(ANN, "a")
    rig.dispatcher.nudge()
    await until(lambda: platform.calls)
    rig.pass_time(3 * 24 * 3600)
    assert [row.state for row in rig.unresolved()] == [OutboxState.SENDING]
    assert await rig.resolver.resolve() == 0
    may_end.set()
    await rig.deliver()
    assert len(platform.calls) == 1


@pytest.mark.both_databases
async def test_a_claim_that_ran_out_in_another_process_is_resolved(ready: ReadyLedger) -> None:
    """On PostgreSQL nobody marks the rows of a process that died: its claims end."""
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform())
    rig.say(ANN, "a")
    platform = rig.platform
    platform.after = die
    delivering = asyncio.ensure_future(rig.dispatcher.deliver_due())
    await until(lambda: platform.taken)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    platform.after = RecordingPlatform().after
    other = rig_of(ready, platform, setting=rig.setting)
    assert await other.resolver.resolve() == 0, "its claim is not over"
    rig.pass_time(301)
    assert await other.resolver.resolve() == 1
    assert other.state("a") is OutboxState.RESOLVED


async def test_many_unknown_rows_are_resolved_in_one_go(ready: ReadyLedger) -> None:
    people = people_of(200)
    ready.add(*people)
    rig = rig_of(ready, RecordingPlatform())
    rig.say_to_all(people, "m")

    def mark(work: Work) -> None:
        for row in work.outbox.due(1_000, lanes=tuple(Lane)):
            work.outbox.mark_many([(row.id, "local:demo")], holder="dead", until=work.now)

    ready.run(mark)
    rig = rig.restart()
    assert await rig.resolver.resolve() == 200
    assert rig.states() == {"sent": 200}
    assert len(rig.platform.taken) == 200


@pytest.mark.parametrize("idempotent", [True, False])
async def test_what_is_unknown_is_resolved_beside_a_flood_of_new_messages(
    ready: ReadyLedger, idempotent: bool
) -> None:
    """New rows take every place that is free: some are left for those that wait longer."""
    people = people_of(400)
    ready.add(*people)
    platform = RecordingPlatform(keeps_keys=FOR_EVER if idempotent else NEVER, look_up=False)
    rig = rig_of(ready, platform)
    unknown = people[:200] if idempotent else people[:3]
    rig.say_to_all(unknown, "old", lane=Lane.REQUEST, kind=ContentKind.STEP)

    def mark(work: Work) -> None:
        for row in work.outbox.due(1_000, lanes=tuple(Lane)):
            work.outbox.mark_many([(row.id, "local:demo")], holder="dead", until=work.now)

    ready.run(mark)
    rig = rig.restart()
    rig.say_to_all(people, "new")
    rig.dispatcher.nudge()
    assert await rig.resolver.resolve() == len(unknown)
    assert {rig.state(f"old:{person.id}") for person in unknown} == {OutboxState.SENT}
    if not idempotent:
        assert len(platform.taken) < 400, "it had to wait for all the others"
    await rig.deliver()
    assert idempotent or platform.most_at_once == 1


async def test_what_is_still_on_its_way_through_the_platform_is_not_sent_again(
    ready: ReadyLedger,
) -> None:
    """A call outlives its process: the platform has it a moment after the first look."""
    ready.add(ANN)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=True)
    rig = rig_of(ready, platform)
    rig.say(ANN, "a")
    rig = await dead(rig, taken=False)

    async def arrive(delivery: Delivery) -> None:
        if len(platform.looked_up) == 2:
            platform.taken.append(delivery)

    platform.finding = arrive
    await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.RESOLVED
    assert not platform.calls


async def test_nobody_waits_for_a_second_look_where_a_key_is_taken_once(
    ready: ReadyLedger,
) -> None:
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(keeps_keys=FOR_EVER, look_up=True))
    rig.say(ANN, "a")
    rig = await dead(rig, taken=False)
    rig.resolver.look_again = 3_600
    async with asyncio.timeout(20):
        await rig.resolver.resolve()
    assert rig.state("a") is OutboxState.SENT
    assert len(rig.platform.looked_up) == 1


@pytest.mark.parametrize("taken", [True, False])
async def test_what_was_sending_is_resolved_at_the_start_though_the_clock_went_back(
    ready: ReadyLedger, taken: bool
) -> None:
    """Else it would hold up all that comes after it in its conversation."""
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform())
    rig.say(ANN, "a")
    rig = await dead(rig, taken=taken, clock_moves=-3_600)
    rig.say(ANN, "b")
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is (OutboxState.RESOLVED if taken else OutboxState.SENT)
    await rig.deliver()
    assert rig.state("b") is OutboxState.SENT


@pytest.mark.both_databases
@pytest.mark.parametrize("taken", [True, False])
async def test_a_group_chat_is_opened_once(ready: ReadyLedger, taken: bool) -> None:
    ready.add(ANN)
    ready.add(BO)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=True, group_chats=True)
    rig = rig_of(ready, platform)
    rig.say(ANN, "a", operation=Operation.OPEN, args={"p": BO.id})
    rig.say(ANN, "after", edits="a")
    rig = await dead(rig, taken=taken)
    assert await rig.deliver() == 0, "what comes after it waits"
    assert await rig.resolver.resolve() == 1
    assert rig.state("a") is (OutboxState.RESOLVED if taken else OutboxState.SENT)
    assert platform.looked_up[0].others == BO.accounts
    await rig.deliver()
    assert [call.others for call in platform.taken] == [BO.accounts, ()]
    assert rig.state("after") is OutboxState.SENT
