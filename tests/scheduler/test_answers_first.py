"""Routine messages give way while many wait for an answer, and not for ever."""

import asyncio
import time
from contextlib import ExitStack

from bot.model.content import Lane
from bot.ports import Rate
from scheduler.answers_first import AFTER_SECONDS, LONGEST_SECONDS, MANY, AnswersFirst
from scheduler.pacing import Pacer


def awaited_by(number: int, answers: AnswersFirst) -> ExitStack:
    waiting = ExitStack()
    for _ in range(number):
        waiting.enter_context(answers.awaited())
    return waiting


def test_a_few_who_wait_hold_up_nothing() -> None:
    answers = AnswersFirst(lambda: 0.0)
    with awaited_by(MANY - 1, answers):
        assert not answers.routine_waits()


def test_many_who_wait_go_first_and_what_is_on_its_way_to_them() -> None:
    now = 0.0
    answers = AnswersFirst(lambda: now)
    assert not answers.routine_waits()
    waiting = awaited_by(MANY, answers)
    assert answers.routine_waits()
    now += AFTER_SECONDS / 2
    waiting.close()
    now += AFTER_SECONDS * 0.9
    assert answers.routine_waits(), "the last answers had not left"
    now += AFTER_SECONDS * 0.2
    assert not answers.routine_waits()


def test_where_many_wait_without_an_end_the_routine_goes_on_after_a_while() -> None:
    now = 0.0
    answers = AnswersFirst(lambda: now)
    held = []
    with awaited_by(MANY, answers):
        while now < 2 * LONGEST_SECONDS:
            with answers.awaited():
                held.append((now, answers.routine_waits()))
            now += AFTER_SECONDS / 4
    assert all(waits == (at < LONGEST_SECONDS) for at, waits in held)
    now += AFTER_SECONDS
    with awaited_by(MANY, answers):
        assert answers.routine_waits(), "nor is it for good"


async def test_routine_calls_wait_for_it_and_urgent_ones_do_not() -> None:
    held, gone = True, list[Lane]()
    pacer = Pacer(time.monotonic, lambda: held)
    rates = (Rate("k", per_second=1e6, burst=10),)

    async def call(lane: Lane) -> None:
        await pacer.acquire(rates, lane, patience=30)
        gone.append(lane)

    routine = [asyncio.ensure_future(call(Lane.ROUTINE)) for _ in range(3)]
    await asyncio.sleep(0.05)
    await call(Lane.REQUEST)
    assert gone == [Lane.REQUEST]
    held = False
    async with asyncio.timeout(0.3):
        await asyncio.gather(*routine)
