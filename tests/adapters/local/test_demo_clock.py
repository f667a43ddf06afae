"""The demo's clock: paused, sped up, moved ahead, never back, read from any thread."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.local.clock import SPEEDS, DemoClock, next_at

START = datetime(2027, 3, 4, 20, 5, tzinfo=UTC)


class RealTime:
    """Real seconds, passed by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def clock_and_time() -> tuple[DemoClock, RealTime]:
    real = RealTime()
    return DemoClock(START, real=real), real


def test_it_runs_as_fast_as_real_time_at_first() -> None:
    clock, real = clock_and_time()
    real.seconds += 90
    assert clock.now() == START + timedelta(seconds=90)
    assert clock.monotonic() == 90


def test_paused_it_stands_still_and_goes_on_from_there() -> None:
    clock, real = clock_and_time()
    real.seconds += 10
    clock.pause()
    real.seconds += 500
    assert clock.now() == START + timedelta(seconds=10)
    assert clock.reading().paused
    clock.go_on()
    real.seconds += 5
    assert clock.now() == START + timedelta(seconds=15)


def test_a_speed_counts_from_when_it_was_chosen() -> None:
    clock, real = clock_and_time()
    real.seconds += 10
    clock.run_at(60)
    real.seconds += 10
    clock.run_at(600)
    real.seconds += 1
    assert clock.monotonic() == 10 + 600 + 600
    assert clock.reading().speed == 600


def test_a_speed_chosen_while_paused_waits() -> None:
    clock, real = clock_and_time()
    clock.pause()
    clock.run_at(60)
    real.seconds += 10
    assert clock.now() == START
    clock.go_on()
    real.seconds += 1
    assert clock.now() == START + timedelta(minutes=1)


def test_an_unknown_speed_is_refused() -> None:
    with pytest.raises(ValueError, match="no such speed"):
        DemoClock(START).run_at(-60)


def test_a_jump_moves_monotonic_time_with_it() -> None:
    clock, _ = clock_and_time()
    clock.jump_to(START + timedelta(hours=5))
    assert clock.now() == START + timedelta(hours=5)
    assert clock.monotonic() == 5 * 3600


def test_it_never_goes_back() -> None:
    clock, _ = clock_and_time()
    clock.jump_to(START + timedelta(hours=1))
    clock.jump_to(START)
    assert clock.now() == START + timedelta(hours=1)


def test_its_start_is_aware() -> None:
    with pytest.raises(ValueError, match="aware"):
        DemoClock(datetime(2027, 3, 4))  # noqa: DTZ001 - the naive one is the point


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("wait"), st.floats(0, 1e4)),
            st.tuples(st.just("speed"), st.sampled_from(SPEEDS)),
            st.tuples(st.just("jump"), st.floats(-1e6, 1e6)),
            st.tuples(st.sampled_from(["pause", "go_on"]), st.just(0)),
        )
    )
)
def test_wall_and_monotonic_time_move_together_and_ahead(steps: list[tuple[str, float]]) -> None:
    clock, real = clock_and_time()
    before = clock.monotonic()
    for kind, value in steps:
        match kind:
            case "wait":
                real.seconds += value
            case "speed":
                clock.run_at(int(value))
            case "jump":
                clock.jump_to(START + timedelta(seconds=value))
            case "pause":
                clock.pause()
            case "go_on":
                clock.go_on()
        after = clock.monotonic()
        assert after >= before
        lived = (clock.now() - START).total_seconds()
        assert lived == pytest.approx(after, abs=1e-3)
        before = after


def test_many_threads_move_it_and_nothing_is_lost() -> None:
    clock = DemoClock(START, real=lambda: 0.0)

    def move(seconds: int) -> float:
        clock.jump_to(START + timedelta(seconds=seconds))
        return clock.monotonic()

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(move, range(2_000)))
    assert clock.monotonic() == 1_999
    assert all(after >= seconds for seconds, after in enumerate(seen))


@pytest.mark.parametrize(
    ("now", "zone", "then"),
    [
        ("2027-03-04T20:05+00:00", "America/Chicago", "2027-03-05T09:00+00:00"),
        ("2027-03-05T09:00+00:00", "America/Chicago", "2027-03-06T09:00+00:00"),
        ("2027-03-05T08:59+00:00", "America/Chicago", "2027-03-05T09:00+00:00"),
        # 28 March 2027, Tallinn: 03:00 becomes 04:00, so that there is no 03:00 that day
        ("2027-03-27T22:00+00:00", "Europe/Tallinn", "2027-03-28T01:00+00:00"),
        # 31 October 2027, Berlin: 03:00 becomes 02:00; 03:00 comes once, an hour later
        ("2027-10-30T22:00+00:00", "Europe/Berlin", "2027-10-31T02:00+00:00"),
        ("2027-03-04T20:05+00:00", "Australia/Sydney", "2027-03-05T16:00+00:00"),
    ],
)
def test_the_next_three_in_the_morning(now: str, zone: str, then: str) -> None:
    assert next_at(datetime.fromisoformat(now), time(3), zone) == datetime.fromisoformat(then)
