"""A request that nobody made, to supporters who do not exist: who would be asked, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from bot.config.models import RequestPolicy
from bot.config.part import Amiss, Part
from bot.model.ids import PersonId
from bot.model.supporters import Topic
from bot.routing.facts import Asker, Candidate, Load
from bot.routing.pool import Explained, explain

_ASKER = PersonId(1)
_FIRST = 2

Name = Annotated[str, Field(min_length=1, max_length=60)]


class MadeUpSupporter(Part):
    """What is left out is as of a supporter who is free."""

    name: Name
    languages: tuple[str, ...] = ("en",)
    topics: tuple[Topic, ...] = ()
    station: str = ""
    approved: bool = True
    trained: bool = True
    available: bool = True
    on_call: bool = False
    officer: bool = False
    coordinator: bool = False
    above: bool = Field(default=False, description="in the member's chain of command, above")
    below: bool = Field(default=False, description="in the member's chain of command, below")
    evaluates: bool = Field(default=False, description="evaluates the member")
    open: int = Field(default=0, ge=0, description="conversations")
    new_today: int = Field(default=0, ge=0)
    dropped: int = Field(default=0, ge=0, description="accepted and then dropped, in 30 days")


class MadeUpRequest(Part):
    """For `tailboard plan --route`. Whoever is named, preferred, avoided or declined is one of
    the supporters."""

    language: str = "en"
    station: str = ""
    topic: Topic | None = None
    named: str = ""
    preferred: tuple[str, ...] = ()
    avoided: tuple[str, ...] = ()
    declined: tuple[str, ...] = Field(default=(), description="to whom they said someone else")
    no_officers: bool = False
    other_station: bool = False
    supporters: tuple[MadeUpSupporter, ...] = Field(min_length=1)

    @classmethod
    def amiss(cls, given: Mapping[str, Any]) -> Iterator[Amiss]:
        supporters = given.get("supporters")
        entries = supporters if isinstance(supporters, list) else []
        names = [str(each.get("name")) for each in entries if isinstance(each, dict)]
        if len(set(names)) < len(names):
            yield ("supporters",), "two have one name"
        for key in ("named", "preferred", "avoided", "declined"):
            told = given.get(key) or []
            for name in told if isinstance(told, list) else [told]:
                if str(name) not in names:
                    yield (key,), "names somebody who is none of the supporters"


@dataclass(frozen=True, slots=True)
class Routed:
    name: str
    explained: Explained


def route_of_made_up(given: MadeUpRequest, policy: RequestPolicy) -> tuple[Routed, ...]:
    """Every supporter with the reasons, the first to ask first, those who may not be last."""
    ids = {each.name: PersonId(_FIRST + at) for at, each in enumerate(given.supporters)}
    names = {person: name for name, person in ids.items()}
    found = explain(
        _asker(given, ids), [_candidate(each, ids, policy) for each in given.supporters]
    )
    return tuple(Routed(names[each.by_day.person], each) for each in found)


def _asker(given: MadeUpRequest, ids: Mapping[str, PersonId]) -> Asker:
    return Asker(
        person=_ASKER,
        language=given.language,
        station=given.station,
        topic=given.topic,
        named=ids.get(given.named),
        preferred=tuple(ids[name] for name in given.preferred),
        avoided=frozenset(ids[name] for name in given.avoided),
        declined=frozenset(ids[name] for name in given.declined),
        above=frozenset(ids[each.name] for each in given.supporters if each.above),
        evaluators=frozenset(ids[each.name] for each in given.supporters if each.evaluates),
        no_officers=given.no_officers,
        other_station=given.other_station,
    )


def _candidate(
    given: MadeUpSupporter, ids: Mapping[str, PersonId], policy: RequestPolicy
) -> Candidate:
    return Candidate(
        person=ids[given.name],
        approved=given.approved,
        trained=given.trained,
        available=given.available,
        on_call=given.on_call,
        languages=frozenset(given.languages),
        topics=frozenset(given.topics),
        station=given.station,
        officer=given.officer,
        coordinator=given.coordinator,
        above=frozenset({_ASKER} if given.below else ()),
        load=Load(
            open=given.open,
            new_today=given.new_today,
            dropped=given.dropped,
            most_open=policy.caseload,
            most_new_a_day=policy.new_a_day,
        ),
    )
