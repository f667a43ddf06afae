"""Whoever lets nobody write to them is marked once, hears of it at their next command, and is
marked no more when a message gets through."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from bot.events import ButtonPressed, CommandGiven, Event, TextTyped
from bot.flows.table import DISPATCH
from bot.handling import handle
from bot.messages import Answer
from bot.model.content import OutboxState
from bot.model.direct_chats import DirectChat
from bot.model.people import Person
from bot.ports import Capabilities, Delivery, PersonLeft, PersonUnreachable
from tests.fakes.recording_platform_in_process import RecordingPlatform
from tests.scheduler.rig import Rig, people_of, rig_of
from tests.storage_fixtures import ReadyLedger

ANN, BO = people_of(2)
AT = ANN.roster.accounts[0]


class Dear(RecordingPlatform):
    """A platform that opens direct chats dearly."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, direct_chats=True)


@pytest.fixture
def rig(ready: ReadyLedger) -> Rig:
    ready.add(ANN, BO)
    return rig_of(ready, Dear())


async def closed(delivery: Delivery) -> None:
    raise PersonUnreachable("50007")


async def let_in(delivery: Delivery) -> None:
    return None


def chat_of(rig: Rig, person: Person) -> DirectChat | None:
    account = person.roster.accounts[0]
    return rig.ready.run(lambda work: work.direct_chats.find(account))


async def test_whoever_is_closed_is_marked_once_and_no_more_when_one_gets_through(
    rig: Rig,
) -> None:
    platform = rig.platform
    platform.before = closed
    for key in ("a", "b"):
        rig.say(ANN, key)
        await rig.deliver()
        assert rig.state(key) is OutboxState.UNREACHABLE
    assert len(platform.calls) == 2, "nothing is tried again by itself"
    assert chat_of(rig, ANN) == DirectChat(AT, closed=True)
    assert chat_of(rig, BO) is None
    assert [call.chat for call in platform.calls] == [None, DirectChat(AT, closed=True)]
    platform.before = let_in
    rig.say(ANN, "c")
    await rig.deliver()
    assert chat_of(rig, ANN) == DirectChat(AT)


async def test_whoever_left_is_not_taken_for_closed(rig: Rig) -> None:
    async def left(delivery: Delivery) -> None:
        raise PersonLeft("10007")

    rig.platform.before = left
    rig.say(ANN, "a")
    await rig.deliver()
    assert rig.state("a") is OutboxState.UNREACHABLE
    assert chat_of(rig, ANN) is None


async def test_a_message_knows_its_chat(rig: Rig) -> None:
    rig.ready.run(lambda work: work.direct_chats.keep(AT, "D1"))
    rig.say_to_all([ANN, BO], "farewell")
    await rig.deliver()
    chats = {call.account: call.chat for call in rig.platform.calls}
    assert chats == {AT: DirectChat(AT, "D1"), BO.roster.accounts[0]: None}


async def test_a_platform_that_opens_chats_freely_is_not_asked_of(ready: ReadyLedger) -> None:
    ready.add(ANN)
    rig = rig_of(ready, RecordingPlatform(before=closed))
    rig.say(ANN, "a")
    await rig.deliver()
    assert chat_of(rig, ANN) is None


def told(rig: Rig, events: Sequence[Event]) -> list[Answer]:
    return [
        rig.ready.run(partial(handle, each, setting=rig.setting, dispatch=DISPATCH))
        for each in events
    ]


async def test_only_a_command_is_answered_with_it(rig: Rig) -> None:
    rig.ready.run(lambda work: work.direct_chats.mark(AT, closed=True))
    answers = told(
        rig,
        [
            CommandGiven("1", AT, "peer"),
            CommandGiven("2", AT, "peer"),
            TextTyped("3", AT, "hello"),
            ButtonPressed("4", AT, "0" * 32, 0),
            CommandGiven("5", BO.roster.accounts[0], "peer"),
        ],
    )
    assert [answer.unreached for answer in answers] == [True, True, False, False, False]
    assert answers[0].aside is not None, "and the command does what it does"
