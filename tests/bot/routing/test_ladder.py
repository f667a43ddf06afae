"""Each urgency by its deadlines, and a simulation of everything that can happen to a request."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.models import RequestPolicy
from bot.model.ids import PersonId
from bot.model.requests import Urgency
from bot.routing.ladder import NowRung, Spans, Standing, Step, Told, climb
from bot.routing.notices import NoticeTimes
from bot.routing.pool import Pool

ASKED = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)  # 03:00 in Chicago
TIMES = NoticeTimes("America/Chicago", (9, 17))
POLICY = RequestPolicy()
A, B, C, D, E, F = (PersonId(n) for n in range(1, 7))


def spans(urgency: Urgency) -> Spans:
    ladder = getattr(POLICY, urgency.value)
    return Spans(timedelta(minutes=ladder.offer_minutes), timedelta(minutes=ladder.waiting_minutes))


@dataclass
class Round:
    """One request between asking and somebody's yes, kept as a flow would keep it."""

    urgency: Urgency
    pool: Pool
    standing: Standing = field(init=False)
    now: datetime = ASKED
    step: Step = field(init=False)

    def __post_init__(self) -> None:
        self.standing = Standing(self.urgency, ASKED)
        self.go()

    def go(self) -> Step:
        self.step = climb(self.standing, self.pool, spans(self.urgency), TIMES, self.now)
        step, asked = self.step, set(self.step.ask)
        self.standing = replace(
            self.standing,
            rung=step.rung,
            rung_due=step.offers_due if asked else self.standing.rung_due,
            open=self.standing.open | asked,
            open_in_rung=frozenset(asked) or self.standing.open_in_rung,
            not_again=self.standing.not_again | asked,
        )
        if step.member is not None and step.member.is_the_truth:
            self.standing = replace(self.standing, told_at=self.now)
        return step

    def passes(self, *people: PersonId) -> Step:
        gone = frozenset(people)
        self.standing = replace(
            self.standing,
            open=self.standing.open - gone,
            open_in_rung=self.standing.open_in_rung - gone,
        )
        return self.go()

    def after(self, **span: float) -> Step:
        self.now += timedelta(**span)
        return self.go()


# ── now ─────────────────────────────────────────────────────────────────────────────────────

NIGHT = Pool(by_day=(A, B), chosen=(A, B), on_call=(C,), everyone=(A, B, C, D, E))


def test_now_asks_the_first_chosen_and_on_call_at_once_and_wakes_on_call() -> None:
    asked = Round(Urgency.NOW, NIGHT)
    assert asked.step.ask == (A, C)
    assert asked.step.wake == (C,)
    assert asked.step.member is Told.FIRST
    assert asked.step.due_at == ASKED + timedelta(minutes=5)
    assert asked.step.notice is None


def test_now_asks_everyone_after_five_minutes_and_tells_coordinators_at_fifteen() -> None:
    asked = Round(Urgency.NOW, NIGHT)
    step = asked.after(minutes=5)
    assert step.ask == (B, D, E)
    assert step.member is Told.EVERYONE
    assert step.notice is None
    step = asked.after(minutes=5)
    assert (step.ask, step.member, step.notice) == ((), None, None)
    step = asked.after(minutes=5)
    assert step.member is Told.NO_ANSWER
    assert step.notice == asked.now == ASKED + timedelta(minutes=15)


def test_now_waits_no_minute_for_those_who_passed() -> None:
    asked = Round(Urgency.NOW, NIGHT)
    asked.now += timedelta(minutes=1)
    assert asked.passes(A).ask == ()
    step = asked.passes(C)
    assert step.ask == (B, D, E)
    asked.now += timedelta(minutes=1)
    step = asked.passes(B, D, E)
    assert step.member is Told.NO_ANSWER
    assert step.notice == asked.now


def test_now_with_no_first_tier_asks_everyone_at_once() -> None:
    step = Round(Urgency.NOW, replace(NIGHT, chosen=(), on_call=())).step
    assert step.ask == (A, B, C, D, E)
    assert step.rung == NowRung.EVERYONE
    assert step.member is Told.EVERYONE


def test_now_with_nobody_tells_the_truth_and_the_coordinators_at_once() -> None:
    asked = Round(Urgency.NOW, Pool())
    assert asked.step.member is Told.NOBODY
    assert asked.step.notice == ASKED
    assert asked.step.due_at == ASKED + timedelta(minutes=5)


def test_now_spares_who_has_a_live_offer_for_five_minutes_and_then_asks_them() -> None:
    busy = replace(NIGHT, asked_elsewhere=frozenset({A, C}))
    asked = Round(Urgency.NOW, busy)
    assert asked.step.ask == (B,)
    assert asked.after(minutes=5).ask == (A, C, D, E)


def test_now_with_all_asked_elsewhere_waits_five_minutes_and_not_in_silence() -> None:
    asked = Round(Urgency.NOW, replace(NIGHT, asked_elsewhere=frozenset((A, B, C, D, E))))
    assert asked.step.ask == ()
    assert asked.step.notice is None
    assert asked.step.due_at == ASKED + timedelta(minutes=5)
    assert asked.after(minutes=5).ask == (A, B, C, D, E)


def test_now_wakes_who_comes_on_call_later() -> None:
    asked = Round(Urgency.NOW, Pool())
    asked.pool = Pool(on_call=(F,), everyone=(F,))
    step = asked.after(minutes=5)
    assert step.ask == step.wake == (F,)
    assert step.member is Told.FREE_AGAIN


def test_now_after_a_down_time_asks_first_and_everyone_together() -> None:
    asked = Round(Urgency.NOW, NIGHT)
    asked.standing = Standing(Urgency.NOW, ASKED)
    step = asked.after(minutes=20)
    assert step.ask == (A, C, B, D, E)
    assert step.notice == asked.now


# ── today, this week ────────────────────────────────────────────────────────────────────────

DAY = Pool(by_day=(A, B, C, D, E, F), chosen=(A, B), everyone=(A, B, C, D, E, F))


@pytest.mark.parametrize(
    ("urgency", "span"),
    [(Urgency.TODAY, timedelta(hours=1)), (Urgency.WEEK, timedelta(hours=24))],
)
def test_one_then_the_next_then_three_at_once(urgency: Urgency, span: timedelta) -> None:
    asked = Round(urgency, DAY)
    assert (asked.step.ask, asked.step.member) == ((A,), Told.ONE)
    assert asked.step.due_at == ASKED + span
    asked.now += span - timedelta(seconds=1)
    assert asked.go().ask == ()
    step = asked.after(seconds=1)
    assert (step.ask, step.member) == ((B,), Told.NEXT)
    asked.now += span
    step = asked.go()
    assert (step.ask, step.member) == ((C, D, E), Told.SEVERAL)
    asked.now += span
    assert asked.go().ask == (F,)


def test_a_pass_goes_on_at_once_and_two_of_three_do_not() -> None:
    asked = Round(Urgency.TODAY, DAY)
    assert asked.passes(A).ask == (B,)
    assert asked.passes(B).ask == (C, D, E)
    assert asked.passes(C, D).ask == ()
    assert asked.passes(E).ask == (F,)


def test_a_late_pass_of_an_earlier_rung_moves_nothing() -> None:
    asked = Round(Urgency.TODAY, DAY)
    asked.after(hours=1)
    assert asked.standing.open == {A, B}
    assert asked.passes(A).ask == ()


def test_today_is_waiting_at_four_hours_and_coordinators_hear_at_nine() -> None:
    asked = Round(Urgency.TODAY, DAY)  # 03:00
    for _ in range(3):
        assert not (asked.after(hours=1).member or Told.ONE).is_the_truth
    step = asked.after(hours=1)  # 07:00
    assert step.member is Told.NO_ANSWER
    assert step.notice is None
    assert step.due_at <= datetime(2026, 3, 10, 14, 0, tzinfo=UTC)
    asked.now = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)  # 09:00
    assert asked.go().notice == asked.now


def test_this_week_is_waiting_at_three_days() -> None:
    asked = Round(Urgency.WEEK, DAY)
    for _ in range(2):
        assert not (asked.after(days=1).member or Told.ONE).is_the_truth
    assert asked.after(days=1).member is Told.NO_ANSWER


def test_with_nobody_the_member_hears_at_once_and_coordinators_at_the_set_hour() -> None:
    asked = Round(Urgency.WEEK, Pool(everyone=(A,)))
    assert asked.step.member is Told.NOBODY
    assert asked.step.notice is None
    assert asked.step.due_at == ASKED + timedelta(hours=1)


def test_night_does_not_set_caps_aside_for_today() -> None:
    assert Round(Urgency.TODAY, Pool(on_call=(A,), everyone=(A, B))).step.ask == ()


def test_somebody_on_call_is_asked_for_today_and_not_woken() -> None:
    step = Round(Urgency.TODAY, Pool(by_day=(A,), on_call=(A,), everyone=(A,))).step
    assert (step.ask, step.wake) == ((A,), ())


def test_the_truth_does_not_wait_for_the_end_of_an_offer() -> None:
    standing = Standing(Urgency.TODAY, ASKED)
    odd = Spans(offer=timedelta(minutes=90), waiting=timedelta(hours=1))
    step = climb(standing, DAY, odd, TIMES, ASKED)
    assert step.due_at == ASKED + timedelta(hours=1)


def test_after_the_truth_whoever_becomes_free_is_asked() -> None:
    asked = Round(Urgency.TODAY, Pool())
    asked.pool = Pool(by_day=(D,))
    step = asked.after(hours=1)
    assert (step.ask, step.member) == ((D,), Told.FREE_AGAIN)


# ── everything that can happen ──────────────────────────────────────────────────────────────

crowd = st.frozensets(st.integers(1, 7).map(PersonId))


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    everyone = sorted(draw(crowd))
    allowed = draw(st.permutations(everyone))
    by_day = tuple(person for person in allowed if draw(st.booleans()))
    return Pool(
        by_day=by_day,
        chosen=tuple(person for person in by_day if draw(st.booleans())),
        on_call=tuple(person for person in allowed if draw(st.booleans())),
        everyone=tuple(allowed),
        asked_elsewhere=draw(crowd),
    )


@given(st.sampled_from(Urgency), st.data())
def test_a_request_is_never_left_lying(urgency: Urgency, data: st.DataObject) -> None:
    """Supporters come and go, pass, keep silent, accept and fall silent. Whatever they do: there
    is a next instant, nobody excluded is asked, nobody twice in a round, the member hears the
    truth in time, and coordinators by the urgency's rule."""
    asked = Round(urgency, data.draw(pools()))
    turned_down: frozenset[PersonId] = frozenset()
    noticed: list[datetime] = []
    for _ in range(data.draw(st.integers(1, 25))):
        step, standing = asked.step, asked.standing
        allowed = asked.pool.by_day if urgency is not Urgency.NOW else asked.pool.everyone
        assert set(step.ask) <= set(allowed)
        assert not set(step.ask) & turned_down
        assert len(set(step.ask)) == len(step.ask)
        assert set(step.wake) <= set(step.ask) & set(asked.pool.on_call)
        assert step.due_at > asked.now
        assert step.due_at - asked.now <= spans(urgency).offer
        waited = asked.now - standing.since
        assert standing.told_at is not None or waited < spans(urgency).waiting
        assert (
            standing.open
            or standing.told_at
            or step.due_at <= standing.since + timedelta(minutes=5)
        ), "nobody is asked, and the member has not heard"
        if step.notice is not None and step.notice not in noticed:
            noticed.append(step.notice)
            assert standing.told_at is not None
            assert standing.told_at <= step.notice <= asked.now
            if urgency is not Urgency.NOW:
                hour = step.notice.astimezone(ZoneInfo(TIMES.zone)).strftime("%H:%M")
                assert hour in {"09:00", "17:00"}
        if urgency is Urgency.NOW and standing.told_at is not None:
            assert step.notice is not None

        deed = data.draw(st.sampled_from(["silence", "pass", "accept", "others"]))
        before = asked.standing.not_again
        if deed == "pass" and standing.open:
            asked.now += (step.due_at - asked.now) * data.draw(st.floats(0, 0.9))
            asked.passes(data.draw(st.sampled_from(sorted(standing.open))))
        elif deed == "accept" and standing.open:
            # An acceptance ends it; here it comes to nothing, and a new round begins.
            silent = data.draw(st.sampled_from(sorted(standing.open)))
            passed = before - standing.open
            turned_down = frozenset({silent}) | passed
            asked.now += timedelta(hours=3)
            asked.standing = Standing(urgency, asked.now, not_again=turned_down)
            before = turned_down
            asked.go()
        else:
            if deed == "others":
                asked.pool = data.draw(pools())
            asked.now = step.due_at
            asked.go()
        assert not set(asked.step.ask) & before, "asked twice in a round"


@given(st.sampled_from(Urgency), pools())
def test_in_the_end_everybody_who_may_be_asked_has_been(urgency: Urgency, known: Pool) -> None:
    asked = Round(urgency, known)
    for _ in range(40):
        asked.now = asked.step.due_at
        asked.go()
    allowed = known.by_day if urgency is not Urgency.NOW else known.everyone
    assert asked.standing.not_again == set(allowed)
    assert asked.standing.told_at is not None


@given(pools())
def test_now_has_asked_all_within_five_minutes_and_told_all_within_fifteen(known: Pool) -> None:
    asked = Round(Urgency.NOW, known)
    while asked.step.due_at <= ASKED + timedelta(minutes=15):
        asked.now = asked.step.due_at
        asked.go()
        if asked.now == ASKED + timedelta(minutes=5):
            assert asked.standing.not_again == set(known.everyone)
    assert asked.standing.told_at is not None
    assert asked.step.notice is not None
    assert asked.step.notice <= ASKED + timedelta(minutes=15)
