"""What the rules know of one person at one look, and what they can say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.config.models import RhythmPolicy
from bot.model.content import ContentKind
from bot.model.people import Person, RosterFacts
from bot.rota.rotation import Rotation
from bot.rota.windows import Fit


@dataclass(frozen=True, slots=True)
class Facts:
    """One look at one person: the window [since, until) in UTC, until their next look.

    `spread` and `minute` are drawn, in [0, 1): the same person and count draw the same. `rotation`
    is None where the roster names none; the person's own single days stand in their preferences.
    `station_invited_at` is when the coordinator had the person's station invited. Made by
    `facts_at`.
    """

    person: Person
    policy: RhythmPolicy
    since: datetime
    until: datetime
    spread: float
    minute: float
    rotation: Rotation | None = None
    station_invited_at: datetime | None = None


def facts_at(
    person: Person,
    since: datetime,
    until: datetime,
    policy: RhythmPolicy,
    rotations: Mapping[str, Rotation],
    *,
    spread: float = 0.0,
    minute: float = 0.0,
    station_invited_at: datetime | None = None,
) -> Facts:
    """The facts of one person for [since, until) in UTC, with the rota that they are on.
    `rotations` are the configuration's, by name."""
    return Facts(
        person=person,
        policy=policy,
        since=since,
        until=until,
        spread=spread,
        minute=minute,
        rotation=rotation_of(person.roster, rotations),
        station_invited_at=station_invited_at,
    )


def rotation_of(roster: RosterFacts, rotations: Mapping[str, Rotation]) -> Rotation | None:
    """None where the roster names none, or a shift that the configuration has lost since the
    import: then quiet hours alone decide, and nobody else's look suffers."""
    rotation = rotations.get(roster.rotation)
    if rotation is None or roster.shift not in rotation.shift_names:
        return None
    return rotation


@dataclass(frozen=True, slots=True)
class Trigger:
    """A message that is due from `earliest` on. `reason` is the id of the text that tells the
    member why; `at_worst` is the worst hour it settles for; `on_its_day`: rather on the local day
    on which it falls due than in a better hour of the next."""

    kind: ContentKind
    earliest: datetime
    reason: str
    solicited: bool = False
    at_worst: Fit = Fit.HOURS
    on_its_day: bool = False


class Effect(StrEnum):
    ALLOWS = "allows"
    FORBIDS = "forbids"
    MOVES = "moves"  #: not before `not_before`


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says, in the words of an operator's explanation."""

    rule: str
    effect: Effect
    reason: str
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a look comes to. `trigger` and `at` are None together: nothing before the next look."""

    trigger: Trigger | None
    at: datetime | None
    verdicts: tuple[Verdict, ...] = ()
