"""What the rules know of one person at one look, and what they can say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.config.models import RhythmPolicy
from bot.model.content import ContentKind
from bot.model.people import Person
from bot.rota.rotation import Override, Rotation
from bot.rota.windows import Fit


@dataclass(frozen=True, slots=True)
class Facts:
    """One look at one person: the window [since, until) in UTC, until their next look.

    `spread` and `minute` are drawn, in [0, 1): the same person and count draw the same. `rotation`
    is None where the roster names none. `station_invited_at` is when the coordinator had the
    person's station invited.
    """

    person: Person
    policy: RhythmPolicy
    since: datetime
    until: datetime
    spread: float
    minute: float
    rotation: Rotation | None = None
    overrides: tuple[Override, ...] = ()
    station_invited_at: datetime | None = None


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
