"""The platforms are called below their limits, the urgent before the routine."""

import asyncio
import gc
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.content import Lane
from bot.ports import Rate
from scheduler.pacing import BELOW_SECONDS, LONGEST_BLOCK, MANY, Budget, NoTurn, Pacer


def budget(per_second: float = 10, burst: int = 5, at: float = 0) -> Budget:
    return Budget(per_second, burst, per_second, float(burst), at)


def calls_in(bucket: Budget, seconds: float, *, start: float = 0) -> list[float]:
    """When calls are made by somebody who calls as soon as they may."""
    now, made = start, []
    while now < start + seconds:
        wait = bucket.wait(now)
        if wait > 0:
            now += wait + 1e-6  # so that a wait below the resolution of floats passes
            continue
        bucket.tokens -= 1
        made.append(now)
    return [at for at in made if at < start + seconds]


@given(
    per_second=st.floats(0.1, 200),
    burst=st.integers(1, 50),
    seconds=st.floats(1, 30),
)
def test_never_more_than_the_rate_and_the_burst(
    per_second: float, burst: int, seconds: float
) -> None:
    made = calls_in(budget(per_second, burst), seconds)
    assert len(made) <= burst + per_second * seconds + 1
    assert len(made) >= per_second * seconds - 1, "and the rate is used"


@given(after=st.floats(0, 100), silence=st.floats(0.5, 600))
def test_after_a_complaint_there_is_silence_and_no_burst_when_it_ends(
    after: float, silence: float
) -> None:
    bucket = budget()
    bucket.refill(after)
    bucket.slow_down(after, silence)
    made = calls_in(bucket, silence + 1, start=after)
    assert all(at >= after + silence for at in made)
    assert len(made) <= 10 * 0.7 + 1, "what was saved up in the silence went out at once"


def test_a_complaint_lowers_the_rate_and_time_brings_it_back() -> None:
    bucket = budget()
    bucket.slow_down(0, 1)
    assert bucket.per_second == pytest.approx(7)
    bucket.slow_down(0.5, 1)
    assert bucket.per_second == pytest.approx(7), "several complaints of one moment count once"
    bucket.slow_down(2, 1)
    assert bucket.per_second == pytest.approx(0.7 * (7 + 0.2 * 0.5))
    bucket.refill(3 + 60)
    assert bucket.per_second == pytest.approx(0.96 * (7 + 0.2 * 0.5)), "where it was too fast"
    bucket.refill(2 + BELOW_SECONDS)
    bucket.refill(2 + BELOW_SECONDS + 60)
    assert bucket.per_second == pytest.approx(10)


@pytest.mark.parametrize(("configured", "least"), [(10, 1), (2, 0.2), (5_000, 1)])
def test_the_rate_never_falls_below_a_tenth_or_one_a_second(
    configured: float, least: float
) -> None:
    bucket = budget(configured)
    for second in range(100):
        bucket.slow_down(second * 1.0, 1)
    assert bucket.per_second == pytest.approx(least)


@pytest.mark.parametrize("borne_at_once", [1, 30])
@pytest.mark.parametrize("limit", [1.0, 5.0, 19.5])
def test_what_is_configured_beyond_the_limit_settles_below_it(
    limit: float, borne_at_once: int
) -> None:
    """At most one complaint in a thousand calls, and not much slower than the limit."""
    bucket, platform = budget(20, 4), budget(limit, borne_at_once)
    settled, now, calls, complaints = 300.0, 0.0, 0, 0
    while now < settled + BELOW_SECONDS / 2:
        wait = bucket.wait(now)
        if wait > 0:
            now += wait + 1e-6
            continue
        bucket.tokens -= 1
        calls += now > settled
        if platform.wait(now) > 0:
            complaints += now > settled
            bucket.slow_down(now, 1)
        else:
            platform.tokens -= 1
    assert complaints <= 1
    assert calls >= 0.7 * limit * BELOW_SECONDS / 2


@pytest.mark.parametrize("seconds", [math.inf, 1e12, math.nan, -5])
def test_a_silence_that_makes_no_sense_is_kept_in_bounds(seconds: float) -> None:
    bucket = budget()
    bucket.slow_down(0, seconds)
    assert 0 < bucket.wait(0) <= LONGEST_BLOCK + 1


def test_a_clock_that_stands_still_or_goes_back_gives_nothing_away() -> None:
    bucket = budget(per_second=1, burst=1, at=100)
    bucket.tokens = 0
    assert bucket.wait(50) > 0
    assert bucket.wait(50) > 0


# Several callers


async def test_an_urgent_call_passes_routine_ones_that_wait() -> None:
    pacer, order = Pacer(time.monotonic), []
    rate = (Rate("k", per_second=20, burst=1),)

    async def call(lane: Lane) -> None:
        await pacer.acquire(rate, lane, patience=30)
        order.append(lane)

    routine = [asyncio.ensure_future(call(Lane.ROUTINE)) for _ in range(10)]
    await asyncio.sleep(0.12)
    urgent = [asyncio.ensure_future(call(Lane.REQUEST)) for _ in range(3)]
    await asyncio.gather(*routine, *urgent)
    first = order.index(Lane.REQUEST)
    assert order[first : first + 3] == [Lane.REQUEST] * 3
    assert first <= 4


async def test_of_those_who_wait_for_one_budget_one_is_woken_for_each_token() -> None:
    looks = 0

    def monotonic() -> float:
        nonlocal looks
        looks += 1
        return time.monotonic()

    pacer, order = Pacer(monotonic), list[int]()
    rates = (Rate("all", per_second=500, burst=1), Rate("one", per_second=1e6))

    async def call(number: int) -> None:
        await pacer.acquire(rates, Lane.ROUTINE, patience=30)
        order.append(number)

    await asyncio.gather(*map(call, range(60)))
    assert order == list(range(60)), "in the order in which they came"
    assert looks < 4 * 60, "many looked whether it was their turn"


async def test_who_waits_for_another_budget_holds_up_nobody_and_no_token() -> None:
    pacer, gone = Pacer(time.monotonic), list[str]()
    everything = Rate("all", per_second=100, burst=2)

    async def call(name: str, *rates: Rate) -> None:
        await pacer.acquire((everything, *rates), Lane.ROUTINE, patience=30)
        gone.append(name)

    pacer.slow_down("one", 0.2)
    waiting = asyncio.ensure_future(call("blocked", Rate("one", 1_000)))
    await asyncio.sleep(0)
    async with asyncio.timeout(0.15):
        await asyncio.gather(*(call("free") for _ in range(5)))
    await waiting
    assert gone == ["free"] * 5 + ["blocked"]


async def test_who_is_cancelled_while_they_wait_takes_no_token() -> None:
    now = 0.0
    pacer, rates = Pacer(lambda: now), (Rate("k", per_second=1),)
    await pacer.acquire(rates, Lane.ANSWER, patience=0)
    waiting = asyncio.ensure_future(pacer.acquire(rates, Lane.ANSWER, patience=60))
    await asyncio.sleep(0)
    waiting.cancel()
    now = 1.0
    await pacer.acquire(rates, Lane.ANSWER, patience=0)


async def test_the_last_token_of_a_burst_is_the_urgents() -> None:
    pacer = Pacer(time.monotonic)
    rate = (Rate("k", per_second=0.001, burst=3),)
    for _ in range(2):
        await pacer.acquire(rate, Lane.ROUTINE, patience=0)
    with pytest.raises(NoTurn):
        await pacer.acquire(rate, Lane.ROUTINE, patience=0)
    await pacer.acquire(rate, Lane.ANSWER, patience=0)
    with pytest.raises(NoTurn):
        await pacer.acquire(rate, Lane.ANSWER, patience=0)


async def test_a_call_that_uses_two_budgets_waits_for_both_and_takes_of_both() -> None:
    pacer = Pacer(time.monotonic)
    opening, sending = Rate("open", 0.001, burst=2), Rate("send", 0.001, burst=1)
    await pacer.acquire((opening, sending), Lane.ANSWER, patience=0)
    with pytest.raises(NoTurn):
        await pacer.acquire((opening, sending), Lane.ANSWER, patience=0)
    await pacer.acquire((opening,), Lane.ANSWER, patience=0)
    with pytest.raises(NoTurn):
        await pacer.acquire((opening,), Lane.ANSWER, patience=0)


async def test_no_turn_says_how_long() -> None:
    pacer = Pacer(time.monotonic)
    pacer.slow_down("k", 60)
    with pytest.raises(NoTurn) as never:
        await pacer.acquire((Rate("k", 10),), Lane.ANSWER, patience=1)
    assert 59 < never.value.seconds < 62


async def test_a_complaint_about_a_key_that_is_given_another_rate_later_stays() -> None:
    pacer = Pacer(time.monotonic)
    pacer.slow_down("k", 60)
    with pytest.raises(NoTurn):
        await pacer.acquire((Rate("k", 500, burst=20),), Lane.ANSWER, patience=1)


async def test_closing_sends_away_who_waits() -> None:
    pacer = Pacer(time.monotonic)
    pacer.slow_down("k", 20)
    waiting = asyncio.ensure_future(pacer.acquire((Rate("k", 10),), Lane.ANSWER, patience=60))
    await asyncio.sleep(0.05)
    pacer.close()
    async with asyncio.timeout(2):
        with pytest.raises(NoTurn):
            await waiting


# What is remembered


async def test_only_what_says_more_than_a_new_budget_is_remembered() -> None:
    now = 0.0
    pacer = Pacer(lambda: now)
    used, blocked, slowed = Rate("used", 0.0001), Rate("blocked", 1_000), Rate("slowed", 10)
    await pacer.acquire((used,), Lane.ANSWER, patience=0)
    pacer.slow_down("blocked", BELOW_SECONDS)
    pacer.slow_down("slowed", 1)
    for person in range(3 * MANY):
        now += 0.1
        await pacer.acquire((Rate(f"to:{person}", 20),), Lane.ROUTINE, patience=0)
    for rate in (used, blocked):
        with pytest.raises(NoTurn):
            await pacer.acquire((rate,), Lane.ANSWER, patience=0)
    await pacer.acquire((slowed,), Lane.ANSWER, patience=0)
    with pytest.raises(NoTurn) as soon:
        await pacer.acquire((slowed,), Lane.ANSWER, patience=0)
    assert soon.value.seconds > 1 / 10, "it may go at its rate again after a while"
    assert sum(type(each) is Budget for each in gc.get_objects()) <= MANY + 1


async def test_a_budget_that_somebody_waits_with_is_not_forgotten() -> None:
    pacer = Pacer(time.monotonic)
    one, other = Rate("one", 0.001), Rate("other", 1_000)
    pacer.slow_down("other", 0.1)
    waiting = asyncio.ensure_future(pacer.acquire((one, other), Lane.ANSWER, patience=20))
    await asyncio.sleep(0)
    for person in range(2 * MANY):
        await pacer.acquire((Rate(f"to:{person}", 1e9),), Lane.ANSWER, patience=0)
    await pacer.acquire((one,), Lane.ANSWER, patience=0)
    with pytest.raises(NoTurn):
        await waiting
