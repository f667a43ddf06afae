"""People who do not exist: as many as a roster has, or one as a file of facts describes them."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BeforeValidator, Field

from bot.config.models import RhythmPolicy
from bot.config.part import Part
from bot.model.ids import Account, PersonId
from bot.model.people import (
    CheckBack,
    CheckBackReason,
    Hours,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Rhythm,
    RosterFacts,
    ShiftSide,
)
from bot.rota.config import ZoneName
from bot.rota.rotation import DayKind, Override, Rotation
from bot.rules.facts import Facts, facts_at

ACCOUNT = Account("none", "none", "none")


def draw(*parts: str) -> float:
    """In [0, 1), by the parts alone."""
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) * 2.0**-53


def made_up_people(
    count: int, rotations: Mapping[str, Rotation], zone: str, joined_at: datetime
) -> Sequence[Person]:
    """Everyone joined just now, in the organisation's zone; evenly on the shifts of the rotations
    that the configuration names, or on none."""
    shifts = [(name, shift) for name, each in rotations.items() for shift in each.shift_names]
    return [
        Person(
            id=PersonId(number + 1),
            state=PersonState.ROSTER,
            roster=_on_shift(shifts[number % len(shifts)] if shifts else ("", ""), zone),
            membership=Membership(state=MembershipState.JOINED, joined_at=joined_at),
        )
        for number in range(count)
    ]


def _on_shift(rotation_and_shift: tuple[str, str], zone: str) -> RosterFacts:
    rotation, shift = rotation_and_shift
    return RosterFacts(rotation=rotation, shift=shift, zone=zone, accounts=(ACCOUNT,))


def _written_out(value: object) -> object:
    """A bare number would be read as seconds since 1970."""
    if not isinstance(value, str | datetime):
        raise ValueError(AN_INSTANT)
    return value


AN_INSTANT = "write an instant with its offset, like 2026-03-16T14:00:00-05:00"
Instant = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class PreferredHours(Part):
    start: int = Field(ge=0, le=24)
    end: int = Field(ge=0, le=24)


class AgreedCheckBack(Part):
    reason: CheckBackReason
    not_before: Instant


class MadeUp(Part):
    """A person for `tailboard plan --explain`: everything that the rules may ask about. What is
    left out is as on the day of joining. Days are the person's own."""

    now: Instant = Field(description="the instant of the look, with its offset")
    zone: ZoneName | None = None
    rotation: str = ""
    shift: str = ""
    state: PersonState = PersonState.ROSTER
    account: bool = True
    membership: MembershipState = MembershipState.JOINED
    joined_on: date | None = None
    station_invited_on: date | None = None
    invited_on: date | None = None
    reminded_on: date | None = None
    greeted_on: date | None = None
    cadence_days: int = Field(default=28, ge=0, le=90)
    hours: PreferredHours | None = None
    shift_side: ShiftSide = ShiftSide.EITHER
    paused_until: date | None = None
    messages: int = Field(default=0, ge=0, description="routine ones since joining")
    check_ins: int = Field(default=0, ge=0)
    unanswered: int = Field(default=0, ge=0, description="check-ins in a row")
    notes_since_check_in: int = Field(default=0, ge=0)
    last_message_on: date | None = None
    last_check_in_on: date | None = None
    check_back: AgreedCheckBack | None = None
    overrides: dict[date, DayKind] = Field(
        default_factory=dict, description="trades and call-backs: off, day, night or 24h"
    )


def facts_of_made_up(
    given: MadeUp, policy: RhythmPolicy, rotations: Mapping[str, Rotation], zone: str
) -> Facts:
    """The facts of one look at them, for the day after `now`. A rotation or shift that the
    configuration does not have is as if none were given."""
    zone = given.zone or zone
    return facts_at(
        _person(given, zone),
        given.now.astimezone(ZoneInfo("UTC")),
        (given.now + timedelta(days=1)).astimezone(ZoneInfo("UTC")),
        policy,
        rotations,
        spread=0.5,
        minute=0.5,
        station_invited_at=_noon(given.station_invited_on, zone),
    )


def _person(given: MadeUp, zone: str) -> Person:
    hours = Hours(given.hours.start, given.hours.end) if given.hours else None
    back = given.check_back
    return Person(
        id=PersonId(1),
        state=given.state,
        roster=RosterFacts(
            rotation=given.rotation,
            shift=given.shift,
            zone=zone,
            accounts=(ACCOUNT,) if given.account else (),
        ),
        membership=Membership(
            state=given.membership,
            joined_at=_noon(given.joined_on, zone),
            cadence_days=given.cadence_days,
            hours=hours,
            paused_until=given.paused_until,
            shift_side=given.shift_side,
        ),
        rhythm=Rhythm(
            invited_at=_noon(given.invited_on, zone),
            reminded_at=_noon(given.reminded_on, zone),
            greeted_at=_noon(given.greeted_on, zone),
            routine_count=given.messages,
            check_in_count=given.check_ins,
            last_unsolicited_at=_noon(given.last_message_on, zone),
            last_check_in_at=_noon(given.last_check_in_on, zone),
            unanswered=max(0, given.unanswered - 1),
            last_answered=given.unanswered == 0,
            notes_since_asked=given.notes_since_check_in,
            check_back=CheckBack(back.reason, back.not_before) if back else None,
        ),
        preferences=Preferences(
            overrides=tuple(Override(day, kind) for day, kind in given.overrides.items())
        ),
    )


def _noon(day: date | None, zone: str) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))
