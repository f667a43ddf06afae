"""In which order those who may be asked are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.model.ids import PersonId
from bot.routing.eligibility import shares_station
from bot.routing.facts import Asker, Candidate


class Ground(StrEnum):
    """Why somebody comes where they do; an operator reads these for a made-up member."""

    NAMED = "named"
    PREFERRED = "preferred"  #: `rank` says which, counting from 1
    TOPIC = "knows the topic"
    OTHER_STATION = "another station, as wished"
    LOAD = "has this many open"  #: `rank` says how many


@dataclass(frozen=True, slots=True)
class Because:
    ground: Ground
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """One supporter's place in the order, with what put them there, the weightiest first."""

    person: PersonId
    because: tuple[Because, ...]


#: Behind every rank that a list can have.
_UNRANKED = 1_000


def in_order(asker: Asker, candidates: Iterable[Candidate]) -> tuple[Place, ...]:
    """Named, ranked preferences, topic, another station if wished, the least loaded, a draw.

    The same facts give the same order, whatever order the candidates come in.
    """
    ranked = sorted(candidates, key=lambda candidate: _key(asker, candidate))
    return tuple(Place(candidate.person, _because(asker, candidate)) for candidate in ranked)


def _key(asker: Asker, candidate: Candidate) -> tuple[int, int, int, int, int, int, float, int]:
    """Smaller comes first; the id only settles two equal draws."""
    return (
        0 if candidate.person == asker.named else 1,
        _rank(asker, candidate),
        0 if _knows_topic(asker, candidate) else 1,
        0 if _from_elsewhere(asker, candidate) else 1,
        candidate.load.open,
        candidate.load.new_today,
        candidate.draw,
        candidate.person,
    )


def _because(asker: Asker, candidate: Candidate) -> tuple[Because, ...]:
    grounds: list[Because] = []
    if candidate.person == asker.named:
        grounds.append(Because(Ground.NAMED))
    if candidate.person in asker.preferred:
        grounds.append(Because(Ground.PREFERRED, _rank(asker, candidate) + 1))
    if _knows_topic(asker, candidate):
        grounds.append(Because(Ground.TOPIC))
    if asker.other_station and _from_elsewhere(asker, candidate):
        grounds.append(Because(Ground.OTHER_STATION))
    grounds.append(Because(Ground.LOAD, candidate.load.open))
    return tuple(grounds)


def _rank(asker: Asker, candidate: Candidate) -> int:
    if candidate.person in asker.preferred:
        return asker.preferred.index(candidate.person)
    return _UNRANKED


def _knows_topic(asker: Asker, candidate: Candidate) -> bool:
    return asker.topic is not None and asker.topic in candidate.topics


def _from_elsewhere(asker: Asker, candidate: Candidate) -> bool:
    """True for all where another station is not wished: then it decides nothing."""
    return not (asker.other_station and shares_station(asker, candidate))
