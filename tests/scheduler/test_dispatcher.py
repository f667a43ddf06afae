"""What the dispatcher makes of every error, in which order it delivers, and whom it does not let
hold up anybody else."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.messages import Action, Card
from bot.model.content import Content, ContentKind, Lane, Operation, OutboxState
from bot.model.people import Person
from bot.ports import (
    NEVER,
    Delivery,
    Ledger,
    LedgerBusy,
    MessageGone,
    NotSent,
    OutcomeUnknown,
    PersonUnreachable,
    Priority,
    Rate,
    Refused,
    SlowDown,
    Work,
    WorkspaceStopped,
)
from bot.rendering.outcome import Dropped
from bot.setting import Setting
from scheduler.room import IN_FLIGHT
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import PLAIN, Rig, on, people_of, plain, pressable, rig_of, until
from tests.storage_fixtures import ReadyLedger

T = TypeVar("T")

ANN, BO, CY = people_of(3)
#: More than the record of a card has room for.
LARGE = (Action("menu", {"p": "x" * 2000}),)


@pytest.fixture
def rig(ready: ReadyLedger) -> Rig:
    ready.add(ANN, BO, CY)
    return rig_of(ready, RecordingPlatform())


def raising(error: Exception, *keys: str) -> RecordingPlatform:
    """Raises before it takes a message of these keys (of any, where none is named)."""
    platform = RecordingPlatform()

    async def refuse(delivery: Delivery) -> None:
        if not keys or delivery.card_key in keys:
            raise error

    platform.before = refuse
    return platform


@pytest.mark.both_databases
async def test_what_is_due_is_delivered_once_and_kept(rig: Rig) -> None:
    rig.say(ANN, "a")
    rig.say(BO, "b", due=rig.ready.clock.now() + timedelta(minutes=1))
    assert await rig.deliver() == 1
    assert rig.platform.keys == ["a"]
    assert rig.state("a") is OutboxState.SENT
    assert await rig.deliver() == 0
    rig.pass_time(60)
    assert await rig.deliver() == 1
    assert rig.platform.keys == ["a", "b"]


class Counted:
    """A ledger that counts the units of work."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self.flows = ledger, 0

    def submit(self, flow: Callable[[Work], T], priority: Priority = Priority.PRESS) -> Future[T]:
        self.flows += 1
        return self._ledger.submit(flow, priority)


async def test_what_was_all_read_is_not_read_again(rig: Rig) -> None:
    """A message of a fan-out at its pace is one unit of work, its predecessor's outcome in it."""
    counted = rig.dispatcher.ledger = Counted(rig.ready.ledger)
    rig.say(ANN, "a")
    await rig.dispatcher.fill()
    assert counted.flows == 1
    await rig.deliver()
    assert rig.platform.keys == ["a"]


@pytest.mark.both_databases
async def test_a_row_is_marked_and_committed_before_the_call(rig: Rig) -> None:
    """Else a crash during the call would lose it or send it again under no key."""
    seen: list[OutboxState] = []

    async def look(delivery: Delivery) -> None:
        seen.append(rig.state("a"))

    rig.platform.before = look
    rig.say(ANN, "a")
    await rig.deliver()
    assert seen == [OutboxState.SENDING]


# The error table


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (NotSent("refused"), OutboxState.FAILED),
        (SlowDown("k", 3), OutboxState.FAILED),
        (WorkspaceStopped("gone"), OutboxState.FAILED),
        (PersonUnreachable("blocked"), OutboxState.UNREACHABLE),
        (MessageGone("gone"), OutboxState.CANCELLED),
        (Refused("never"), OutboxState.CANCELLED),
        (OutcomeUnknown("lost"), OutboxState.UNKNOWN),
        (TimeoutError(), OutboxState.UNKNOWN),
        (RuntimeError("an adapter's mistake"), OutboxState.UNKNOWN),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.value,
)
async def test_every_error_of_a_platform_has_its_state(
    ready: ReadyLedger, error: Exception, state: OutboxState
) -> None:
    ready.add(ANN, BO)
    rig = rig_of(ready, raising(error, "a"))
    rig.say(ANN, "a")
    rig.say(BO, "b")
    await rig.dispatcher.fill()
    await rig.deliver()
    assert rig.state("a") is state
    if not isinstance(error, WorkspaceStopped):
        assert rig.state("b") is OutboxState.SENT, "somebody else's message was held up"


async def test_what_was_not_sent_is_tried_again_later_and_later(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, raising(NotSent("refused")))
    rig.say(ANN, "a")
    await rig.deliver()
    waits = []
    for _ in range(8):
        due = ready.run(lambda work: work.outbox.next_due())
        assert due is not None
        waits.append((due - ready.clock.now()).total_seconds())
        ready.clock.instant = due
        await rig.deliver()
    assert waits == [2, 4, 8, 16, 30, 30, 30, 30], "somebody waits: half a minute at most"
    rig.platform.before = RecordingPlatform().before
    rig.pass_time(30)
    await rig.deliver()
    assert rig.platform.keys == ["a"]


async def test_a_routine_message_waits_up_to_five_minutes(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, raising(NotSent("refused")))
    rig.say(ANN, "a", lane=Lane.ROUTINE, kind=ContentKind.FAREWELL)
    for _ in range(12):
        await rig.deliver()
        due = ready.run(lambda work: work.outbox.next_due())
        assert due is not None
        wait, ready.clock.instant = due - ready.clock.now(), due
    assert wait == timedelta(minutes=5)


async def test_an_error_that_is_none_of_ours_is_logged_without_its_words(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    ready.add(ANN)
    rig = rig_of(ready, raising(ValueError("what Ann had written")))
    rig.say(ANN, "a")
    await rig.deliver()
    assert "ValueError in scheduler/test_dispatcher.py" in caplog.text
    assert "Ann" not in caplog.text


async def test_a_call_that_takes_too_long_is_unknown(rig: Rig) -> None:
    rig.dispatcher.caller.call_seconds = 0.05

    async def hang(delivery: Delivery) -> None:
        await asyncio.sleep(30)

    rig.platform.before = hang
    rig.say(ANN, "a")
    await rig.deliver()
    assert rig.state("a") is OutboxState.UNKNOWN


# Who does not hold up whom


@pytest.mark.both_databases
async def test_an_unreachable_person_does_not_stop_the_loop(ready: ReadyLedger) -> None:
    people = people_of(300)
    ready.add(*people)
    blocked = {f"m:{person.id}" for person in people[::3]}
    rig = rig_of(ready, raising(PersonUnreachable("blocked"), *blocked))
    rig.say_to_all(people, "m")
    assert await rig.deliver() == 300
    assert rig.states() == {"sent": 200, "unreachable": 100}


async def test_somebody_without_an_account_is_unreachable(ready: ReadyLedger) -> None:
    stranger = on("elsewhere", "w", 1)
    ready.add(stranger, ANN)
    rig = rig_of(ready, RecordingPlatform())
    rig.say(stranger, "a")
    rig.say(ANN, "b")
    await rig.deliver()
    assert rig.state("a") is OutboxState.UNREACHABLE
    assert rig.platform.keys == ["b"]


async def test_urgent_messages_overtake_a_thousand_routine_ones(ready: ReadyLedger) -> None:
    people = people_of(1_001)
    ready.add(*people)
    platform = RecordingPlatform(limits=(Rate("chat", per_second=200, burst=5),))
    rig = rig_of(ready, platform)
    rig.say_to_all(people[:1_000], "routine")
    delivering = asyncio.ensure_future(rig.dispatcher.deliver_due())
    await until(lambda: len(platform.taken) >= 30)
    rig.say(people[-1], "urgent")
    rig.dispatcher.nudge()
    before = len(platform.taken)
    await until(lambda: "urgent" in platform.keys)
    place = platform.keys.index("urgent")
    delivering.cancel()
    await rig.dispatcher.stop(10)
    assert place - before < 60, "it waited for the routine ones"


async def test_routine_calls_that_hang_take_no_place_of_the_urgent(ready: ReadyLedger) -> None:
    people = people_of(201)
    ready.add(*people)
    platform, may_end = RecordingPlatform(), asyncio.Event()

    async def hang(delivery: Delivery) -> None:
        if delivery.lane is Lane.ROUTINE:
            await may_end.wait()

    platform.before = hang
    rig = rig_of(ready, platform)
    rig.say_to_all(people[:200], "routine")
    async with rig.ticking():
        await until(lambda: len(platform.calls) >= IN_FLIGHT)
        rig.say(people[-1], "urgent")
        await until(lambda: platform.keys == ["urgent"])
    may_end.set()
    await rig.deliver()
    assert len(platform.taken) == 201


async def test_slow_down_holds_the_key_and_nothing_else(ready: ReadyLedger) -> None:
    """Two workspaces, and two methods of one: only what is under the key waits."""
    first, second = people_of(40, workspace="one"), people_of(40, workspace="two")
    ready.add(*first, *second)

    class TwoKeys(RecordingPlatform):
        def rates(self, delivery: Delivery) -> tuple[Rate, ...]:
            method = "post" if delivery.operation is Operation.POST else "edit"
            return (Rate(f"{method}:{delivery.account.workspace}", 10_000, burst=1_000),)

    platform = TwoKeys()

    async def complain(delivery: Delivery) -> None:
        if delivery.account.workspace == "one" and delivery.operation is Operation.POST:
            raise SlowDown("post:one", 20)

    rig = rig_of(ready, platform)
    rig.say(first[0], "card", kind=ContentKind.OFFER)
    await rig.deliver()
    platform.before = complain
    rig.say_to_all(first[1:], "one")
    rig.say_to_all(second, "two")
    async with rig.ticking():
        await until(lambda: len(platform.taken) == 1 + 40)
    assert all(key.startswith("two") for key in platform.keys[1:])
    assert len(platform.calls) < 1 + 40 + 39, "every message went against the wall"
    await rig.dispatcher.stop(10)


async def test_after_the_silence_the_key_is_used_again(ready: ReadyLedger) -> None:
    people = people_of(3)
    ready.add(*people)
    platform = RecordingPlatform(limits=(Rate("chat", per_second=100, burst=10),))
    complaints = 1

    async def complain(delivery: Delivery) -> None:
        nonlocal complaints
        if complaints:
            complaints -= 1
            raise SlowDown("chat", 0.3)

    platform.before = complain
    rig = rig_of(ready, platform)
    rig.say_to_all(people, "m")
    loop = asyncio.get_running_loop()
    began = loop.time()
    await rig.deliver()
    rig.pass_time(1)
    await rig.deliver()
    assert len(platform.taken) == 3
    assert loop.time() - began >= 0.3


async def test_a_stopped_workspace_gets_no_calls_until_it_is_tried_again(
    ready: ReadyLedger,
) -> None:
    stopped, running = people_of(100, workspace="one"), people_of(100, workspace="two")
    ready.add(*stopped, *running)
    platform = RecordingPlatform()

    async def refuse(delivery: Delivery) -> None:
        await asyncio.sleep(0.01)
        if delivery.account.workspace == "one":
            raise WorkspaceStopped("token revoked")

    platform.before = refuse
    rig = rig_of(ready, platform)
    rig.say(stopped[0], "first")
    await rig.deliver()
    rig.say_to_all(stopped[1:], "one")
    rig.say_to_all(running, "two")
    await rig.deliver()
    assert len(platform.taken) == 100
    assert len(platform.calls) == 1 + 100, "a stopped workspace was called"
    assert rig.states() == {"sent": 100, "failed": 1, "due": 99}, "its rows were not left alone"
    # One call, to see whether the operator has connected it again.
    rig.pass_time(301)
    await rig.deliver()
    assert len(platform.calls) == 1 + 100 + 1
    platform.before = RecordingPlatform().before
    rig.pass_time(301)
    await rig.deliver()
    rig.pass_time(301)
    await rig.deliver()
    assert rig.states() == {"sent": 200}


async def test_a_row_that_cannot_be_rendered_holds_up_nobody(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even what follows it in its own conversation; a better release finds it."""
    ready.add(ANN, BO)

    def broken(content: Content, person: Person, work: Work, setting: Setting) -> Card:
        raise KeyError("what Ann had written")

    rig = rig_of(ready, RecordingPlatform(), renderers={**PLAIN, ContentKind.OFFER: broken})
    rig.say(ANN, "a", kind=ContentKind.OFFER)
    rig.say(BO, "b")
    await rig.deliver()
    rig.say(ANN, "c")
    await rig.deliver()
    assert rig.platform.keys == ["b", "c"]
    assert "KeyError" in caplog.text
    assert "Ann" not in caplog.text
    rig.dispatcher.renderers = {**PLAIN, ContentKind.OFFER: plain}
    rig.pass_time(60)
    await rig.deliver()
    assert rig.platform.keys == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("outbox", "parties"),
        ("outbox", "record"),
        ("person_record", "rhythm"),
        ("person", "data_key"),
    ],
)
async def test_a_record_that_is_damaged_on_the_disk_holds_up_nobody(
    rig: Rig, caplog: pytest.LogCaptureFixture, table: str, column: str
) -> None:
    """Of Ann's; it is tried again later, as the disk may be mended."""
    for person, key in ((ANN, "a"), (BO, "b"), (CY, "c")):
        rig.say(person, key)
    whose = {"outbox": "id = 1", "person": f"id = {ANN.id}"}.get(table, f"person = {ANN.id}")
    with closing(sqlite3.connect(rig.ready.where)) as database, database:
        (whole,) = database.execute(f"SELECT {column} FROM {table} WHERE {whose}").fetchone()
        database.execute(f"UPDATE {table} SET {column} = ? WHERE {whose}", (bytes(len(whole)),))
    await rig.deliver()
    assert rig.platform.keys == ["b", "c"]
    assert caplog.text
    with closing(sqlite3.connect(rig.ready.where)) as database, database:
        database.execute(f"UPDATE {table} SET {column} = ? WHERE {whose}", (whole,))
    rig.pass_time(3600)
    await rig.deliver()
    assert rig.platform.keys == ["b", "c", "a"]


async def test_a_card_that_fits_no_record_holds_up_nobody(
    ready: ReadyLedger, caplog: pytest.LogCaptureFixture
) -> None:
    """What a batch shares (marks, cards, rhythms) is written together: one of them that cannot be
    written is put off, and the others go out."""
    ready.add(ANN, BO, CY)

    def too_large(content: Content, person: Person, work: Work, setting: Setting) -> Card:
        return replace(pressable(content, person, work, setting), actions=LARGE)

    rig = rig_of(ready, RecordingPlatform(), renderers={**PLAIN, ContentKind.OFFER: too_large})
    rig.say(BO, "b")
    rig.say(ANN, "a", kind=ContentKind.OFFER)
    rig.say(CY, "c")
    await rig.deliver()
    assert rig.platform.keys == ["b", "c"]
    assert "cannot be taken" in caplog.text
    rig.dispatcher.renderers = {**PLAIN, ContentKind.OFFER: plain}
    rig.pass_time(60)
    await rig.deliver()
    assert rig.platform.keys == ["b", "c", "a"]


async def test_what_a_renderer_drops_is_not_sent(ready: ReadyLedger) -> None:
    ready.add(ANN, BO)
    renderers = {**PLAIN, ContentKind.OFFER: lambda *_: Dropped("over")}
    rig = rig_of(ready, RecordingPlatform(), renderers=renderers)
    rig.say(ANN, "a", kind=ContentKind.OFFER)
    rig.say(BO, "b")
    assert await rig.deliver() == 1
    assert rig.state("a") is OutboxState.CANCELLED
    assert rig.platform.keys == ["b"]


# Order


@pytest.mark.both_databases
async def test_the_order_within_a_conversation_is_kept(ready: ReadyLedger) -> None:
    """Also when the first has to be tried again, and others are delivered meanwhile."""
    ready.add(ANN, BO)
    platform = raising(NotSent("refused"), "a1")
    rig = rig_of(ready, platform)
    for key in ("a1", "a2", "a3"):
        rig.say(ANN, key)
    rig.say(BO, "b")
    await rig.deliver()
    assert platform.keys == ["b"]
    platform.before = RecordingPlatform().before
    rig.pass_time(2)
    await rig.deliver()
    assert platform.keys == ["b", "a1", "a2", "a3"]


@pytest.mark.both_databases
async def test_an_edit_waits_for_its_post(rig: Rig) -> None:
    """The post has no outcome yet: the edit would find no handle. It goes by the post's."""
    ready, platform = rig.ready, rig.platform
    may_post = asyncio.Event()

    async def wait(delivery: Delivery) -> None:
        if delivery.operation is Operation.POST:
            await may_post.wait()

    platform.before = wait
    rig = rig_of(ready, platform, renderers={**PLAIN, ContentKind.OFFER: pressable})
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    rig.dispatcher.nudge()
    await until(lambda: platform.calls)
    rig.say(
        ANN,
        "edit",
        operation=Operation.EDIT,
        edits="card",
        kind=ContentKind.OFFER_CLOSED,
        lane=Lane.ANSWER,
    )
    await rig.dispatcher.fill()
    assert [delivery.operation for delivery in platform.calls] == [Operation.POST]
    may_post.set()
    await rig.deliver()
    assert [delivery.operation for delivery in platform.calls] == [Operation.POST, Operation.EDIT]
    assert platform.calls[1].handle == f"h-{platform.calls[0].key}"


async def test_an_edit_of_what_was_never_posted_is_dropped(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, raising(Refused("never"), "card"))
    rig.say(ANN, "card", kind=ContentKind.OFFER)
    rig.say(ANN, "edit", operation=Operation.EDIT, edits="card", kind=ContentKind.OFFER_CLOSED)
    await rig.deliver()
    assert rig.state("edit") is OutboxState.CANCELLED


async def test_the_urgent_go_first(rig: Rig) -> None:
    rig.say(ANN, "routine", lane=Lane.ROUTINE, kind=ContentKind.FAREWELL)
    rig.say(BO, "offer")
    rig.say(CY, "answer", lane=Lane.ANSWER)
    await rig.deliver()
    assert [delivery.card_key for delivery in rig.platform.calls] == ["answer", "offer", "routine"]


async def test_a_connection_that_cannot_tell_has_one_row_in_flight(ready: ReadyLedger) -> None:
    people = people_of(20)
    ready.add(*people)
    platform = RecordingPlatform(keeps_keys=NEVER, look_up=False)

    async def take_a_moment(delivery: Delivery) -> None:
        await asyncio.sleep(0.002)

    platform.before = take_a_moment
    rig = rig_of(ready, platform)
    rig.say_to_all(people[:10], "routine")
    rig.say_to_all(people[10:], "urgent", lane=Lane.REQUEST, kind=ContentKind.STEP)
    await rig.deliver()
    assert len(platform.taken) == 20
    assert platform.most_at_once == 1


async def test_it_holds_up_no_other_connection(ready: ReadyLedger) -> None:
    blind, able = people_of(70, workspace="w"), people_of(70, platform="able", workspace="w")
    ready.add(*blind, *able)
    slow = RecordingPlatform(keeps_keys=NEVER, look_up=False)
    other = RecordingPlatform(name="able")
    stuck = asyncio.Event()

    async def hang(delivery: Delivery) -> None:
        await stuck.wait()

    slow.before = hang
    rig = rig_of(ready, slow, other)
    rig.say_to_all(blind, "blind")
    rig.say_to_all(able, "able")
    async with rig.ticking():
        await until(lambda: len(other.taken) == 70)
    assert len(slow.calls) == 1
    stuck.set()
    await rig.deliver()
    assert len(slow.taken) == 70
    assert slow.most_at_once == 1


# The second channel


async def test_nobody_is_woken_for_what_is_over(ready: ReadyLedger) -> None:
    ready.add(ANN)
    renderers = {**PLAIN, ContentKind.OFFER: lambda *_: Dropped("offer-not-open")}
    rig = rig_of(ready, RecordingPlatform(), renderers=renderers)
    rig.say(ANN, "wake", kind=ContentKind.OFFER, operation=Operation.WAKE)
    await rig.deliver()
    assert rig.state("wake") is OutboxState.CANCELLED
    assert not rig.platform.calls


# The database


async def test_outcomes_wait_for_a_busy_database(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    """The call was made: nobody makes it again, and the outcome is kept once it can be."""
    other = sqlite3.connect(rig.ready.where, isolation_level=None)

    async def lock(delivery: Delivery) -> None:
        other.execute("BEGIN IMMEDIATE")

    rig.platform.after = lock
    rig.say(ANN, "a")
    with caplog.at_level(logging.WARNING):
        rig.dispatcher.nudge()
        await until(lambda: "delivery waits for the database, with 1 outcomes" in caplog.text)
    assert rig.state("a") is OutboxState.SENDING
    other.execute("ROLLBACK")
    other.close()
    await until(lambda: rig.state("a") is OutboxState.SENT)
    assert len(rig.platform.calls) == 1


async def test_a_busy_database_is_said_to_who_asks_and_not_to_who_nudges(rig: Rig) -> None:
    rig.say(ANN, "a")
    rig.ready.ledger.close()
    with pytest.raises(LedgerBusy):
        await rig.deliver()
    rig.dispatcher.nudge()
    await asyncio.sleep(0.05)
    rig.ready.reopen()


@pytest.mark.parametrize("fails", [False, True])
async def test_a_row_settled_by_somebody_else_spoils_nobody_elses_outcome(
    rig: Rig, fails: bool
) -> None:
    """A claim that ran out, a person erased in between: the others' outcomes are kept."""

    async def meanwhile(delivery: Delivery) -> None:
        if delivery.card_key == "a":
            row = delivery.row
            await asyncio.wrap_future(
                rig.ready.ledger.submit(lambda w: w.outbox.settle(row, OutboxState.CANCELLED))
            )
            if fails:
                raise NotSent("refused")

    rig.platform.after = meanwhile
    for person, key in ((ANN, "a"), (BO, "b"), (CY, "c")):
        rig.say(person, key)
    await rig.deliver()
    assert (rig.state("a"), rig.state("b"), rig.state("c")) == (
        OutboxState.CANCELLED,
        OutboxState.SENT,
        OutboxState.SENT,
    )


# The end


@pytest.mark.both_databases
async def test_stopping_finishes_what_was_called_and_puts_the_rest_back(
    ready: ReadyLedger,
) -> None:
    people = people_of(30)
    ready.add(*people)
    platform = RecordingPlatform(limits=(Rate("chat", per_second=0.5, burst=2),))

    async def take_a_moment(delivery: Delivery) -> None:
        await asyncio.sleep(0.2)

    platform.before = take_a_moment
    rig = rig_of(ready, platform)
    rig.say_to_all(people, "m", lane=Lane.REQUEST, kind=ContentKind.STEP)
    rig.dispatcher.nudge()
    await until(lambda: len(platform.calls) == 2)
    await rig.dispatcher.stop(10)
    states = rig.states()
    assert states["sent"] == len(platform.taken) == 2
    assert "sending" not in states
    rig.pass_time(5)
    assert len(rig.due()) == 28, "the next start cannot call what was not called"
