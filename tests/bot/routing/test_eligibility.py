"""Each exclusion in its own example, what naming and night set aside, and what never moves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import PersonId
from bot.routing.eligibility import ALWAYS, BY_DAY, NIGHT, Exclusion, judge
from bot.routing.facts import Asker, Candidate, Load
from bot.routing.pool import explain, pool

MEMBER, SUPPORTER, OTHER = PersonId(1), PersonId(2), PersonId(3)
ASKER = Asker(person=MEMBER, language="en", station="Station 4")
FREE = Candidate(person=SUPPORTER, languages=frozenset({"en"}), station="Station 2")


def reasons(asker: Asker, candidate: Candidate, *, night: bool = False) -> set[Exclusion]:
    return set(judge(asker, candidate, NIGHT if night else BY_DAY).excluded_by)


def test_somebody_free_is_eligible() -> None:
    assert judge(ASKER, FREE, BY_DAY).eligible
    assert judge(ASKER, FREE, NIGHT).eligible


#: (what makes the exclusion hold, its name, does night set it aside, does naming)
CASES = [
    (ASKER, replace(FREE, person=MEMBER), Exclusion.THE_MEMBER, False, False),
    (ASKER, replace(FREE, on_roster=False), Exclusion.OFF_THE_ROSTER, False, False),
    (ASKER, replace(FREE, approved=False), Exclusion.NOT_APPROVED, False, False),
    (ASKER, replace(FREE, trained=False), Exclusion.TRAINING_OVER, False, False),
    (replace(ASKER, avoided=frozenset({SUPPORTER})), FREE, Exclusion.AVOIDED, False, False),
    (replace(ASKER, declined=frozenset({SUPPORTER})), FREE, Exclusion.DECLINED, False, False),
    (replace(ASKER, above=frozenset({SUPPORTER})), FREE, Exclusion.CHAIN_OF_COMMAND, False, True),
    (ASKER, replace(FREE, above=frozenset({MEMBER})), Exclusion.CHAIN_OF_COMMAND, False, True),
    (replace(ASKER, evaluators=frozenset({SUPPORTER})), FREE, Exclusion.EVALUATOR, False, True),
    (ASKER, replace(FREE, coordinator=True), Exclusion.COORDINATOR, False, True),
    (ASKER, replace(FREE, languages=frozenset({"es"})), Exclusion.LANGUAGE, False, False),
    (ASKER, replace(FREE, load=Load(dropped=2)), Exclusion.RESTED, True, False),
    (ASKER, replace(FREE, available=False), Exclusion.NOT_AVAILABLE, True, False),
    (ASKER, replace(FREE, load=Load(open=5)), Exclusion.CASELOAD, True, False),
    (ASKER, replace(FREE, load=Load(new_today=2)), Exclusion.NEW_TODAY, True, False),
    (replace(ASKER, no_officers=True), replace(FREE, officer=True), Exclusion.OFFICER, True, True),
    (
        replace(ASKER, other_station=True),
        replace(FREE, station="Station 4"),
        Exclusion.SAME_STATION,
        True,
        True,
    ),
]


@pytest.mark.parametrize(("asker", "candidate", "reason", "aside", "named"), CASES)
def test_each_exclusion_holds_by_day_and_as_promised_at_night_and_when_named(
    asker: Asker, candidate: Candidate, reason: Exclusion, aside: bool, named: bool
) -> None:
    assert reasons(asker, candidate) == {reason}
    assert reasons(asker, candidate, night=True) == (set() if aside else {reason})
    naming = replace(asker, named=candidate.person)
    assert reasons(naming, candidate) == (set() if named else {reason})


def test_every_exclusion_has_an_example() -> None:
    examples = {case[2] for case in CASES} | {Exclusion.ASKED_ELSEWHERE}
    assert examples == set(Exclusion)


@pytest.mark.parametrize(("asker", "candidate", "reason", "aside", "named"), CASES)
def test_naming_somebody_else_lifts_nothing(
    asker: Asker, candidate: Candidate, reason: Exclusion, aside: bool, named: bool
) -> None:
    assert reasons(replace(asker, named=OTHER), candidate) == {reason}


def test_a_ranked_list_lifts_wishes_and_nothing_else() -> None:
    for asker, candidate, reason, _, _ in CASES:
        ranking = replace(asker, preferred=(candidate.person,))
        lifted = reason in {Exclusion.OFFICER, Exclusion.SAME_STATION}
        assert reasons(ranking, candidate) == (set() if lifted else {reason})


def test_on_call_stands_in_for_available_and_for_nothing_else() -> None:
    on_call = replace(FREE, on_call=True, available=False)
    assert judge(ASKER, on_call, BY_DAY).eligible
    for asker, candidate, reason, aside, _ in CASES:
        found = pool(asker, [replace(candidate, on_call=True)])
        expected = () if not aside else (candidate.person,)
        assert found.on_call == expected, reason


def test_who_rests_is_asked_at_night_on_call_or_where_there_is_nobody_else() -> None:
    rests = replace(FREE, load=Load(dropped=2))
    other = replace(FREE, person=OTHER, available=False)
    assert pool(ASKER, [rests, other]).everyone == (OTHER,)
    assert pool(ASKER, [rests]).everyone == (SUPPORTER,)
    on_call = replace(rests, on_call=True)
    assert set(pool(ASKER, [on_call, other]).everyone) == {SUPPORTER, OTHER}
    assert pool(ASKER, [on_call, other]).on_call == (SUPPORTER,)
    assert SUPPORTER not in pool(ASKER, [on_call, other]).by_day


def test_a_caseload_just_under_the_cap_is_under_it() -> None:
    assert judge(ASKER, replace(FREE, load=Load(open=4, new_today=1, dropped=1)), BY_DAY).eligible
    smaller = replace(FREE, load=Load(open=1, most_open=1))
    assert reasons(ASKER, smaller) == {Exclusion.CASELOAD}


def test_languages_understand_their_regions() -> None:
    mexican = replace(ASKER, language="es-MX")
    assert judge(mexican, replace(FREE, languages=frozenset({"es"})), BY_DAY).eligible
    assert reasons(mexican, FREE) == {Exclusion.LANGUAGE}


def test_an_unknown_station_is_nobodys_own() -> None:
    nowhere = replace(ASKER, station="", other_station=True)
    assert judge(nowhere, replace(FREE, station=""), BY_DAY).eligible


def test_all_reasons_are_given_not_only_the_first() -> None:
    candidate = replace(FREE, trained=False, available=False, coordinator=True)
    expected = {Exclusion.TRAINING_OVER, Exclusion.NOT_AVAILABLE, Exclusion.COORDINATOR}
    assert reasons(ASKER, candidate) == expected


def test_who_is_asked_elsewhere_is_known_and_still_asked_later() -> None:
    found = pool(ASKER, [replace(FREE, load=Load(live_now_offers=1))])
    assert found.asked_elsewhere == {SUPPORTER}
    assert found.everyone == found.by_day == (SUPPORTER,)


def test_a_pool_has_by_day_only_those_who_are_free() -> None:
    asleep = replace(FREE, person=OTHER, available=False)
    found = pool(replace(ASKER, preferred=(OTHER, SUPPORTER)), [asleep, FREE])
    assert found.by_day == found.chosen == (SUPPORTER,)
    assert found.everyone == (OTHER, SUPPORTER)


def test_an_explanation_covers_everybody() -> None:
    off = replace(FREE, person=OTHER, trained=False)
    explained = explain(ASKER, [off, FREE])
    assert [one.by_day.person for one in explained] == [SUPPORTER, OTHER]
    assert explained[0].place is not None
    assert explained[1].place is None
    assert explained[1].at_night.excluded_by == (Exclusion.TRAINING_OVER,)


people = st.integers(1, 6).map(PersonId)
some = st.frozensets(people, max_size=3)
askers = st.builds(
    Asker,
    person=people,
    language=st.sampled_from(["en", "es"]),
    station=st.sampled_from(["", "A", "B"]),
    named=st.none() | people,
    preferred=st.lists(people, max_size=3, unique=True).map(tuple),
    avoided=some,
    declined=some,
    above=some,
    evaluators=some,
    no_officers=st.booleans(),
    other_station=st.booleans(),
)
candidates = st.builds(
    Candidate,
    person=people,
    on_roster=st.booleans(),
    approved=st.booleans(),
    trained=st.booleans(),
    available=st.booleans(),
    on_call=st.booleans(),
    languages=st.frozensets(st.sampled_from(["en", "es"]), min_size=1),
    station=st.sampled_from(["", "A", "B"]),
    officer=st.booleans(),
    coordinator=st.booleans(),
    above=some,
    load=st.builds(Load, open=st.integers(0, 7), new_today=st.integers(0, 3)),
)


@given(askers, candidates)
def test_whoever_is_eligible_by_day_is_so_at_night(asker: Asker, candidate: Candidate) -> None:
    if judge(asker, candidate, BY_DAY).eligible:
        assert judge(asker, candidate, NIGHT).eligible


@given(askers, candidates)
def test_what_always_holds_holds_by_day_at_night_and_on_call(
    asker: Asker, candidate: Candidate
) -> None:
    if not judge(asker, candidate, ALWAYS).eligible:
        found = pool(asker, [candidate])
        assert found.by_day == found.on_call == found.everyone == found.chosen == ()


@given(askers, candidates)
def test_naming_never_excludes_and_lifts_only_what_it_may(
    asker: Asker, candidate: Candidate
) -> None:
    plain = replace(asker, named=None, preferred=())
    naming = replace(plain, named=candidate.person)
    lifted = reasons(plain, candidate) - reasons(naming, candidate)
    assert reasons(naming, candidate) <= reasons(plain, candidate)
    assert lifted <= {
        Exclusion.CHAIN_OF_COMMAND,
        Exclusion.EVALUATOR,
        Exclusion.COORDINATOR,
        Exclusion.OFFICER,
        Exclusion.SAME_STATION,
    }
