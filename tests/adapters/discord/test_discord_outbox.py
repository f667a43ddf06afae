"""What becomes of a row in the outbox, whatever Discord says, and what stands before people then:
each row of the table of errors, a reply that was lost, and the nonce that makes one message of two
attempts as long as Discord keeps it."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import pytest

from adapters.discord.calls import OPENING
from adapters.discord.errors import TOO_MANY_NEW
from bot.app import chats_of
from bot.model.content import ContentKind, Lane, Operation, OutboxState
from bot.ports import DirectChats
from tests.adapters.discord.harness import DiscordHarness
from tests.adapters.outbox import Town, open_town
from tests.fakes.discord import faults
from tests.fakes.discord.error_codes import ERRORS
from tests.fakes.discord.faults import Fault
from tests.scheduler.rig import PLAIN, pressable

T = TypeVar("T")
DiscordTown: TypeAlias = Town[DiscordHarness]

POST = "POST /channels/{channel.id}/messages"
EDIT = "PATCH /channels/{channel.id}/messages/{message.id}"
DELETE = "DELETE /channels/{channel.id}/messages/{message.id}"
OPEN = "POST /users/@me/channels"

STOPPED = (40001, 50014)
CLOSED = (50007, 50278)
NO_SUCH_PERSON = (50033, 10013)
FORBIDDEN = (50001, 50013, 50083, 160005, 160006)
OURS = (200000, 240000, 50035, 50006, 50008, 30015)
GONE = (10008, 50005)
WAIT = (20016, 20028, 30046)
#: seconds that a routine message of unknown outcome may be sent again as the same
MINUTE = 60.0


@pytest.fixture
async def town(at: DiscordHarness, tmp_path: Path) -> AsyncIterator[DiscordTown]:
    """The adapter keeps where people are written to in the outbox's own database, and has its
    clock."""
    with open_town(at, tmp_path) as town:

        async def kept(flow: Callable[[DirectChats], T]) -> T:
            return await chats_of(town.ready.ledger)(flow)  # of whichever process it is now

        at.around = replace(at.around, clock=town.ready.clock, chats=kept)
        await town.killed()
        yield town


def shown(town: DiscordTown, name: str) -> list[str]:
    return [message.texts[0] for message in town.at.person(name).from_app]


def closed(town: DiscordTown, name: str) -> bool:
    """Whether they are marked as somebody who lets nobody write."""
    account = town.at.account(name)
    chat = town.ready.run(lambda work: work.direct_chats.find(account))
    return chat is not None and chat.closed


def nonces(town: DiscordTown) -> list[str]:
    return [call.body["nonce"] for call in town.at.discord.called(POST)]


def pace_by_the_clock(town: DiscordTown) -> None:
    """What has to wait for minutes does so by the clock that is moved; else by the real one."""
    clock = town.ready.clock
    town.rig.dispatcher.caller.pacer.monotonic = lambda: time.monotonic() + clock.seconds


async def go_on(town: DiscordTown, seconds: float, step: float = 15) -> None:
    """Discord's clock goes with the program's."""
    town.at.discord.clock.forward(seconds)
    await town.go_on(seconds, step)


def to_wait(code: int, seconds: float) -> Fault:
    """Longer than discord.py would sleep by itself."""
    body = {"message": ERRORS[code][1], "code": code, "retry_after": seconds}
    return Fault(status=429, body=body, headers={"Retry-After": str(seconds)})


# ── each row of the table ───────────────────────────────────────────────────────────────────


async def test_too_many_new_conversations_hold_up_those_alone_and_mark_nobody(
    town: DiscordTown, caplog: pytest.LogCaptureFixture
) -> None:
    pace_by_the_clock(town)
    town.say("ana", "known")
    await town.rig.deliver()
    town.at.discord.faults.plan(OPEN, faults.refused(40003))
    town.rig.pass_time(1)
    town.say("ben", "new")
    town.say("ana", "again")
    await town.rig.deliver()
    assert (town.state("new"), town.state("again")) == (OutboxState.FAILED, OutboxState.SENT)
    town.say("cy", "newer")
    await go_on(town, TOO_MANY_NEW - 30, step=30)
    assert len(town.at.discord.called(OPEN)) == 2, "Discord was asked all the same"
    assert [shown(town, name) for name in ("ben", "cy")] == [[], []]
    assert "no new conversations for now (40003)" in caplog.text
    assert not any(closed(town, name) for name in ("ben", "cy"))
    await go_on(town, 90, step=30)
    assert [town.state(key) for key in ("new", "newer")] == [OutboxState.SENT] * 2
    assert [shown(town, name) for name in ("ben", "cy")] == [["stp"], ["stp"]]


@pytest.mark.parametrize("code", CLOSED)
async def test_whoever_lets_nobody_write_is_marked_and_left_alone(
    town: DiscordTown, code: int
) -> None:
    town.say("ana", "before")
    await town.rig.deliver()
    town.at.discord.faults.plan(POST, faults.refused(code))
    town.say("ana", "a")
    town.say("ben", "b")
    await town.rig.deliver()
    assert (town.state("a"), town.state("b")) == (OutboxState.UNREACHABLE, OutboxState.SENT)
    assert closed(town, "ana")
    assert not closed(town, "ben")
    calls = len(town.at.discord.called(POST))
    await go_on(town, 600, step=300)
    assert len(town.at.discord.called(POST)) == calls, "it was tried again"
    assert shown(town, "ana") == ["stp"]


@pytest.mark.parametrize("code", NO_SUCH_PERSON)
async def test_whoever_is_not_there_holds_up_nobody(town: DiscordTown, code: int) -> None:
    town.at.discord.faults.plan(OPEN, faults.refused(code))
    town.say("ana", "a")
    await town.rig.deliver()
    town.say("ben", "b")
    await go_on(town, 60)
    assert (town.state("a"), town.state("b")) == (OutboxState.UNREACHABLE, OutboxState.SENT)
    assert len(town.at.discord.called(OPEN)) == 2


async def test_what_a_rule_forbids_goes_out_when_the_rule_is_mended(
    town: DiscordTown, caplog: pytest.LogCaptureFixture
) -> None:
    for code in FORBIDDEN:
        town.at.discord.faults.plan(POST, faults.refused(code), times=2)
        town.say(str(code), f"to {code}")
        await town.rig.deliver()
        assert town.state(f"to {code}") is OutboxState.FAILED, code
        assert f"Discord refuses a call: {code}" in caplog.text
        await go_on(town, 45)
        assert shown(town, str(code)) == ["stp"], code
    assert "see to its rules" in caplog.text


async def test_what_discord_will_not_have_ends_at_once_and_is_named(
    town: DiscordTown, caplog: pytest.LogCaptureFixture
) -> None:
    """The filter of words or links, and faults of ours."""
    for code in OURS:
        town.at.discord.faults.plan(POST, faults.refused(code))
        town.say(str(code), str(code), Lane.ROUTINE, kind=ContentKind.FAREWELL)
        await town.rig.deliver()
        assert town.state(str(code)) is OutboxState.CANCELLED, code
        assert f"Discord refuses a call: {code}" in caplog.text
    await go_on(town, 60)
    assert len(town.at.discord.called(POST)) == len(OURS)
    assert [shown(town, str(code)) for code in OURS] == [[]] * len(OURS)


@pytest.mark.parametrize(
    ("operation", "route"), [(Operation.EDIT, EDIT), (Operation.DELETE, DELETE)]
)
async def test_a_message_that_is_gone_needs_no_edit(
    town: DiscordTown, operation: Operation, route: str
) -> None:
    town.rig.dispatcher.renderers = dict.fromkeys(PLAIN, pressable)
    for code in GONE:
        town.say(str(code), f"card {code}")
        await town.rig.deliver()
        town.at.discord.faults.plan(route, faults.refused(code))
        town.say(str(code), f"edit {code}", operation=operation, edits=f"card {code}")
        await town.rig.deliver()
        assert town.state(f"edit {code}") is OutboxState.CANCELLED, code
    await go_on(town, 60)
    assert len(town.at.discord.called(route)) == len(GONE)


@pytest.mark.parametrize("code", WAIT)
async def test_where_discord_wants_time_it_gets_it(town: DiscordTown, code: int) -> None:
    pace_by_the_clock(town)
    town.at.discord.faults.plan(POST, to_wait(code, 40))
    town.say("ana", "a")
    await town.rig.deliver()
    assert town.state("a") is OutboxState.FAILED
    await go_on(town, 30)
    assert len(town.at.discord.called(POST)) == 1, "too soon"
    await go_on(town, 15)
    assert town.state("a") is OutboxState.SENT
    assert shown(town, "ana") == ["stp"]


@pytest.mark.parametrize("code", STOPPED)
async def test_a_token_that_is_worth_nothing_stops_everything_until_it_is_mended(
    town: DiscordTown, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    town.say("ana", "before")
    await town.rig.deliver()
    town.at.discord.faults.plan("*", faults.refused(code), times=None)
    calls = len(town.at.discord.calls)
    town.say("ana", "a")
    await town.rig.deliver()
    asked = len(town.at.discord.calls)
    assert asked > calls
    town.say("ben", "b")
    await go_on(town, 120)
    assert len(town.at.discord.calls) == asked, "10,000 such answers in ten minutes are a ban"
    assert (town.state("a"), town.state("b")) == (OutboxState.FAILED, OutboxState.DUE)
    assert f"Discord refuses a call: {code}" in caplog.text
    assert "is stopped: connect it again" in caplog.text
    town.at.discord.faults.clear()
    await go_on(town, 602, step=301)
    assert shown(town, "ana") == ["stp", "stp"]
    assert shown(town, "ben") == ["stp"]


# ── a lost reply, and the nonce ─────────────────────────────────────────────────────────────

LOST = (faults.lost_reply(), faults.broken_after(503), faults.broken_after(520))
NOT_DONE = (faults.lost_request(), faults.broken(503), faults.broken(520), faults.refused(99_999))


@pytest.mark.parametrize("fault", [*LOST, *NOT_DONE], ids=lambda each: f"{each.status}")
async def test_however_an_attempt_failed_it_is_one_message_under_one_nonce(
    town: DiscordTown, fault: Fault
) -> None:
    town.at.discord.faults.plan(POST, fault)
    town.say("ana", "a", Lane.ROUTINE, kind=ContentKind.FAREWELL)
    await town.rig.deliver()
    assert town.state("a") in (OutboxState.UNKNOWN, OutboxState.FAILED)
    await go_on(town, 30)
    assert town.state("a") is OutboxState.SENT
    assert len(shown(town, "ana")) == 1
    assert len(nonces(town)) == 2
    assert len(set(nonces(town))) == 1


@pytest.mark.parametrize("done", [True, False])
async def test_a_routine_message_is_never_sent_again_once_its_nonce_may_be_forgotten(
    town: DiscordTown, done: bool
) -> None:
    """Rather not said than said twice, on record."""
    fault = faults.lost_reply() if done else faults.lost_request()
    town.at.discord.faults.plan(POST, fault)
    town.say("ana", "a", Lane.ROUTINE, kind=ContentKind.FAREWELL)
    await town.rig.deliver()
    await go_on(town, 3 * MINUTE, step=3 * MINUTE)
    assert town.state("a") is OutboxState.ABANDONED
    assert len(town.at.discord.called(POST)) == 1
    assert len(shown(town, "ana")) == int(done)


async def test_what_somebody_waits_for_is_sent_again_even_then(town: DiscordTown) -> None:
    """Rather twice than never."""
    town.at.discord.faults.plan(POST, faults.lost_request())
    town.say("ana", "a")
    await town.rig.deliver()
    await go_on(town, 10 * MINUTE, step=10 * MINUTE)
    assert town.state("a") is OutboxState.SENT
    assert shown(town, "ana") == ["stp"]


@pytest.mark.parametrize("done", [True, False])
async def test_what_was_being_sent_when_the_process_was_killed_stands_there_once(
    town: DiscordTown, done: bool
) -> None:
    """Its row says sending; nobody is left who knows."""
    fault = Fault(performed=done, dropped=True, seconds=0 if done else 0.3)
    town.at.discord.faults.plan(POST, fault)
    town.say("ana", "a", Lane.ROUTINE, kind=ContentKind.FAREWELL)
    delivering = asyncio.ensure_future(town.rig.dispatcher.deliver_due())
    await town.at.discord.until(lambda: bool(town.at.discord.called(POST)), 5)
    assert town.state("a") is OutboxState.SENDING
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        if "_carry_out" in repr(task) or task is delivering:
            task.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    await town.killed()
    await town.rig.resolver.resolve()
    assert town.state("a") is OutboxState.SENT
    assert len(shown(town, "ana")) == 1
    assert len(set(nonces(town))) == 1


async def test_what_is_said_twice_over_is_two_messages(town: DiscordTown) -> None:
    """A nonce is of one row: two that say the same are not taken for one."""
    town.say("ana", "a")
    town.say("ana", "b")
    await town.rig.deliver()
    assert shown(town, "ana") == ["stp", "stp"]
    assert len(set(nonces(town))) == 2


async def test_out_of_reach_for_a_while_nothing_is_lost_and_nothing_comes_twice(
    town: DiscordTown,
) -> None:
    everybody = [f"p{number}" for number in range(12)]
    town.at.discord.faults.plan(POST, faults.lost_reply(), times=3)
    town.at.discord.faults.plan(POST, faults.lost_request(), times=3)
    town.at.discord.faults.plan(POST, faults.broken(503), times=3)
    for name in everybody:
        town.say(name, name, Lane.ROUTINE, kind=ContentKind.FAREWELL)
    await town.rig.deliver()
    await go_on(town, 60)
    assert [len(shown(town, name)) for name in everybody] == [1] * len(everybody)


async def test_no_word_of_what_was_refused_is_repeated(
    town: DiscordTown, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said: dict[str, Any] = {"code": 50035, "message": "Ana said: secret words", "errors": {}}
    town.at.discord.faults.plan(POST, Fault(status=400, body=said))
    town.say("ana", "a")
    await town.rig.deliver()
    assert "secret" not in caplog.text
    assert OPENING not in caplog.text
