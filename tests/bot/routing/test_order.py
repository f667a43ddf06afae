"""The order of asking: what weighs more, and that it depends on nothing else."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import PersonId
from bot.model.supporters import Topic
from bot.routing.facts import Asker, Candidate, Load
from bot.routing.order import Because, Ground, in_order

MEMBER = PersonId(100)
ASKER = Asker(person=MEMBER, language="en", station="A", topic=Topic.SLEEP)


def supporter(number: int, **facts: Any) -> Candidate:
    return replace(Candidate(PersonId(number), draw=number / 100), **facts)


def order(asker: Asker, *candidates: Candidate) -> list[int]:
    return [place.person for place in in_order(asker, candidates)]


def test_the_named_one_comes_before_the_ranked_ones() -> None:
    asker = replace(ASKER, named=PersonId(3), preferred=(PersonId(2), PersonId(1)))
    assert order(asker, supporter(1), supporter(2), supporter(3)) == [3, 2, 1]


def test_a_rank_weighs_more_than_topic_and_load() -> None:
    busy = supporter(2, load=Load(open=4))
    knows = supporter(1, topics=frozenset({Topic.SLEEP}))
    assert order(replace(ASKER, preferred=(PersonId(2),)), knows, busy) == [2, 1]


def test_topic_weighs_more_than_station_and_station_more_than_load() -> None:
    knows = supporter(1, topics=frozenset({Topic.SLEEP}), station="A", load=Load(open=3))
    elsewhere = supporter(2, station="B", load=Load(open=2))
    idle = supporter(3, station="A")
    assert order(replace(ASKER, other_station=True), idle, elsewhere, knows) == [1, 2, 3]


def test_a_station_decides_nothing_where_it_is_not_wished() -> None:
    assert order(ASKER, supporter(1, station="A"), supporter(2, station="B")) == [1, 2]


def test_the_least_loaded_comes_first_then_the_draw() -> None:
    assert order(ASKER, supporter(1, load=Load(open=1)), supporter(2), supporter(3)) == [2, 3, 1]
    assert order(ASKER, supporter(1, draw=0.9), supporter(2, draw=0.1)) == [2, 1]
    fresh = supporter(2, load=Load(open=1))
    assert order(ASKER, supporter(1, load=Load(open=1, new_today=1)), fresh) == [2, 1]


def test_a_place_says_why() -> None:
    asker = replace(ASKER, preferred=(PersonId(9), PersonId(1)), other_station=True)
    candidate = supporter(1, topics=frozenset({Topic.SLEEP}), station="B", load=Load(open=2))
    (place,) = in_order(asker, [candidate])
    assert place.because == (
        Because(Ground.PREFERRED, 2),
        Because(Ground.TOPIC),
        Because(Ground.OTHER_STATION),
        Because(Ground.LOAD, 2),
    )


candidates = st.lists(
    st.builds(
        Candidate,
        person=st.integers(1, 9).map(PersonId),
        topics=st.frozensets(st.sampled_from(Topic), max_size=2),
        station=st.sampled_from(["", "A", "B"]),
        load=st.builds(Load, open=st.integers(0, 3), new_today=st.integers(0, 2)),
        draw=st.sampled_from([0.0, 0.5]),
    ),
    unique_by=lambda candidate: candidate.person,
    max_size=8,
)


@given(candidates, st.randoms(use_true_random=False), st.booleans())
def test_the_order_is_the_same_however_they_come(
    known: list[Candidate], random: Random, other_station: bool
) -> None:
    asker = replace(ASKER, preferred=(PersonId(4), PersonId(2)), other_station=other_station)
    shuffled = list(known)
    random.shuffle(shuffled)
    assert in_order(asker, known) == in_order(asker, shuffled)
    assert sorted(place.person for place in in_order(asker, known)) == sorted(
        candidate.person for candidate in known
    )
