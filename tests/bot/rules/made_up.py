"""People, looks and draws made up for the rules, one at a time or by Hypothesis."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.config.models import RhythmPolicy
from bot.model.ids import Account, PersonId
from bot.model.people import (
    Aftercare,
    CheckBack,
    CheckBackReason,
    Hours,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Rhythm,
    RosterFacts,
    ShiftSide,
)
from bot.rota.config import RotationConfig
from bot.rota.presets import presets
from bot.rota.rotation import Rotation
from bot.rules.facts import Facts

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
POLICY = RhythmPolicy()
ACCOUNT = Account("local", "demo", "u1")
DAY = timedelta(days=1)
ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
#: Days on which a clock changes in one of the zones, both ways.
CHANGES = tuple(
    date(2026, month, day) for month, day in ((3, 8), (11, 1), (3, 29), (10, 25), (4, 5), (10, 4))
)


def person_of(**parts: Any) -> Person:
    """Somebody on the roster in New York with an account, who joined sixty days ago."""
    membership = parts.pop("membership", {})
    rhythm = parts.pop("rhythm", {})
    roster = parts.pop("roster", {})
    return Person(
        PersonId(7),
        parts.pop("state", PersonState.ROSTER),
        RosterFacts(**{"zone": "America/New_York", "accounts": (ACCOUNT,), **roster}),
        Membership(**{"state": MembershipState.JOINED, "joined_at": NOW - 60 * DAY, **membership}),
        Rhythm(**rhythm),
    )


def facts_of(person: Person, **parts: Any) -> Facts:
    """A look of 24 hours from NOW, in the middle of every spread."""
    values: dict[str, Any] = {
        "policy": POLICY,
        "since": NOW,
        "until": NOW + DAY,
        "spread": 0.5,
        "minute": 0.5,
    }
    return Facts(person=person, **{**values, **parts})


def rotation_of(preset: str, zone: str, anchor: date = date(2026, 1, 1)) -> Rotation:
    config = RotationConfig.model_validate({"preset": preset, "anchors": {"A": anchor}})
    return config.rotation(preset, zone=zone)


# By Hypothesis

INSTANTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes),
    st.one_of(st.sampled_from(CHANGES), st.dates(date(2026, 1, 1), date(2026, 12, 31))),
    st.integers(-40 * 60, 40 * 60),
)
DRAWS = st.floats(0, 1, exclude_max=True)
HOURS = st.one_of(
    st.none(),
    st.builds(Hours, st.integers(0, 23), st.integers(1, 24)).filter(
        lambda hours: hours.start != hours.end
    ),
)


def _mostly(usual: Any, strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What is usual in four of five: else most people would hear nothing for some reason."""
    return st.integers(0, 4).flatmap(lambda n: strategy if n == 0 else st.just(usual))


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _before(now: datetime, days: int) -> st.SearchStrategy[datetime]:
    """Hypothesis likes small numbers: drawn as one, most of it would have been just now."""
    whole = st.sampled_from([day for day in (0, 1, 6, 7, 13, 14, 27, 33, 60, 99) if day < days])
    return st.builds(
        lambda day, seconds: now - day * DAY - timedelta(seconds=seconds),
        whole,
        st.integers(0, 86_399),
    )


def _around(now: datetime, days: int) -> st.SearchStrategy[datetime]:
    seconds = st.integers(-days * 86_400, days * 86_400)
    return seconds.map(lambda passed: now + timedelta(seconds=passed))


@st.composite
def rhythms(draw: st.DrawFn, now: datetime) -> Rhythm:
    return Rhythm(
        invited_at=draw(_maybe(_before(now, 60))),
        reminded_at=draw(_mostly(None, _before(now, 40))),
        greeted_at=draw(_maybe(_before(now, 60))),
        routine_count=draw(st.integers(0, 12)),
        check_in_count=draw(st.integers(0, 9)),
        last_unsolicited_at=draw(_maybe(_before(now, 100))),
        last_check_in_at=draw(_maybe(_before(now, 120))),
        unanswered=draw(st.integers(0, 4)),
        last_answered=draw(st.booleans()),
        notes_since_asked=draw(st.integers(0, 4)),
        check_back=draw(
            _mostly(None, st.builds(CheckBack, st.sampled_from(CheckBackReason), _around(now, 20)))
        ),
        aftercare=draw(_mostly(None, st.builds(Aftercare, _around(now, 4), st.just(PersonId(9))))),
    )


@st.composite
def memberships(draw: st.DrawFn, now: datetime) -> Membership:
    state = draw(_mostly(MembershipState.JOINED, st.sampled_from(MembershipState)))
    return Membership(
        state=state,
        joined_at=draw(_before(now, 120)) if state is MembershipState.JOINED else None,
        cadence_days=draw(st.sampled_from((0, 14, 28, 90))),
        hours=draw(HOURS),
        paused_until=draw(_mostly(None, _around(now, 40).map(lambda at: at.date()))),
        follow_up_after_red=draw(st.booleans()),
        shift_side=draw(st.sampled_from(ShiftSide)),
    )


@st.composite
def looks(draw: st.DrawFn) -> Facts:
    """Anybody, at any look."""
    now, zone = draw(INSTANTS), draw(st.sampled_from(ZONES))
    preset = draw(st.sampled_from(("", *presets())))
    person = Person(
        PersonId(7),
        draw(_mostly(PersonState.ROSTER, st.sampled_from(PersonState))),
        RosterFacts(
            zone=zone,
            shift="A" if preset else "",
            accounts=draw(_mostly((ACCOUNT,), st.just(()))),
        ),
        draw(memberships(now)),
        draw(rhythms(now)),
    )
    return Facts(
        person=person,
        policy=POLICY,
        since=now,
        until=now + timedelta(seconds=draw(st.integers(20 * 3600, 28 * 3600))),
        spread=draw(DRAWS),
        minute=draw(DRAWS),
        rotation=rotation_of(preset, draw(st.sampled_from(ZONES))) if preset else None,
        station_invited_at=draw(_maybe(_before(now, 90))),
    )


def with_rhythm(person: Person, **changes: Any) -> Person:
    return replace(person, rhythm=replace(person.rhythm, **changes))


def with_membership(person: Person, **changes: Any) -> Person:
    return replace(person, membership=replace(person.membership, **changes))
