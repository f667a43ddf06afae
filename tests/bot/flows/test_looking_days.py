"""Sixty days of looks with a change of the clocks in the middle, in three zones, both ways."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.model.ids import PersonId
from bot.model.people import Hours, Person
from bot.rota.shifts import shifts_between
from bot.rota.windows import SLEEP_AFTER_NIGHT, sleep_after
from tests.bot.flows.days import (
    DAY,
    Days,
    by_person,
    local,
    member,
    memory_folder,
    noon_before,
    setting_with,
    with_membership,
)
from tests.bot.rules.made_up import rotation_of
from tests.storage_fixtures import ready_ledger

#: The local day on which a clock changes: a gap, and an overlap.
CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
]
CREW = range(1, 6)
FORTNIGHTLY, QUARTERLY, NOTES_ALONE, SILENT, BY_NIGHT, ON_SHIFT, PAUSED, LEAVER, NOT_JOINED = range(
    6, 15
)
ALL = range(1, 15)


def id_of(number: int) -> PersonId:
    return PersonId(2**61 + number)


@pytest.fixture(scope="module", params=CHANGES, ids=lambda c: f"{c[0]}-{c[1]}")
def lived(
    request: pytest.FixtureRequest,
) -> Iterator[tuple[Days, str, datetime]]:
    """Sixty days, the change of the clocks on the 28th: when most of the second ones are due."""
    zone, change = request.param
    start = noon_before(change, 28, zone)
    rotation = rotation_of("24/48", zone, date(2026, 1, 1))
    where = memory_folder()
    with ready_ledger(where, now=start) as ready:
        setting = replace(setting_with(), rotations={"24/48": rotation})
        days = Days(ready, setting)
        days.add(*_people(start, zone))
        days.answers = {id_of(n): "Doing fine" for n in ALL if n != SILENT}
        days.live_until(start + 20 * DAY)
        until = (local(start, zone) + 50 * DAY).date()
        days.change(id_of(PAUSED), lambda p: with_membership(p, paused_until=until))
        days.live_until(start + 60 * DAY)
        yield days, zone, start
    shutil.rmtree(where)


def _people(start: datetime, zone: str) -> list[Person]:
    crew = [member(n, start, zone=zone, crew="Engine 1") for n in CREW]
    return [
        *crew,
        member(FORTNIGHTLY, start, zone=zone, cadence_days=14),
        member(QUARTERLY, start, zone=zone, cadence_days=90),
        member(NOTES_ALONE, start, zone=zone, cadence_days=0),
        member(SILENT, start, zone=zone, cadence_days=14),
        member(BY_NIGHT, start, zone=zone, cadence_days=14, hours=Hours(22, 6)),
        member(ON_SHIFT, start, zone=zone, cadence_days=14, rotation="24/48", shift="A"),
        member(PAUSED, start, zone=zone, cadence_days=14),
        member(LEAVER, start, zone=zone, cadence_days=14),
        member(NOT_JOINED, None, zone=zone),
    ]


Lived = tuple[Days, str, datetime]


def test_at_most_one_unsolicited_message_in_seven_days(lived: Lived) -> None:
    days, _, _ = lived
    assert len(days.said) > 40
    for said in by_person(days.unsolicited()).values():
        assert all(other.at - one.at >= 7 * DAY for one, other in pairwise(said))


def test_never_in_the_night_unless_it_was_chosen(lived: Lived) -> None:
    days, zone, _ = lived
    for said in days.said:
        hour = local(said.at, zone).hour
        if said.to == id_of(BY_NIGHT):
            assert hour >= 22 or hour < 6
        else:
            assert 8 <= hour < 21, said


def test_never_in_the_sleep_after_a_shift(lived: Lived) -> None:
    days, _, _ = lived
    rotation = days.setting.rotations["24/48"]
    found = days.to(id_of(ON_SHIFT))
    assert len(found) >= 4
    for said in found:
        shifts = shifts_between(rotation, "A", said.at - SLEEP_AFTER_NIGHT - 2 * DAY, said.at + DAY)
        assert not any(start <= said.at < end for start, end in sleep_after(shifts))


def test_the_first_hello_comes_the_day_after_joining(lived: Lived) -> None:
    days, zone, start = lived
    joined = local(start, zone).date()
    # Some have to wait for a free hour of their crew, or for one of their own hours.
    later = {**dict.fromkeys(CREW, 2), ON_SHIFT: 3, BY_NIGHT: 2}
    for number in set(ALL) - {NOT_JOINED}:
        first = days.to(id_of(number))[0]
        assert (first.kind, first.reason) == ("hel", "why-hello")
        after = (local(first.at, zone).date() - joined).days
        assert 1 <= after <= later.get(number, 1)


def test_the_first_check_in_comes_in_the_third_week(lived: Lived) -> None:
    days, _, start = lived
    for number in set(ALL) - {NOT_JOINED, NOTES_ALONE}:
        second = days.to(id_of(number))[1]
        assert (second.kind, second.reason) == ("chk", "why-first")
        assert 14 * DAY <= second.at - start < 17 * DAY


@pytest.mark.parametrize(
    ("number", "cadence"), [*((n, 28) for n in CREW), (FORTNIGHTLY, 14), (BY_NIGHT, 14)]
)
def test_the_rhythm_loses_none_and_doubles_none(lived: Lived, number: int, cadence: int) -> None:
    """Each within its cadence and spread, and at most two looks late: with sixty days lived, none
    can have been lost at the change of the clocks."""
    days, _, start = lived
    routine = days.to(id_of(number))[1:]
    for one, other in pairwise(routine):
        assert 0.8 * cadence * DAY <= other.at - one.at <= 1.2 * cadence * DAY + 2.5 * DAY
    assert start + 60 * DAY - routine[-1].at <= 1.2 * cadence * DAY + 2.5 * DAY


def test_every_third_asks_nothing(lived: Lived) -> None:
    days, _, _ = lived
    assert [said.kind for said in days.to(id_of(FORTNIGHTLY))][:4] == ["hel", "chk", "chk", "not"]


def test_after_two_unanswered_less_is_asked(lived: Lived) -> None:
    days, _, _ = lived
    kinds = [said.kind for said in days.to(id_of(SILENT))]
    assert kinds[:3] == ["hel", "chk", "chk"]
    assert set(kinds[3:]) <= {"not"}


def test_who_chose_ninety_days_or_none_hears_as_little(lived: Lived) -> None:
    days, _, _ = lived
    assert [said.kind for said in days.to(id_of(QUARTERLY))] == ["hel", "chk"]
    assert [said.kind for said in days.to(id_of(NOTES_ALONE))] == ["hel"]


def test_a_pause_is_silent_and_ends_by_itself(lived: Lived) -> None:
    days, zone, start = lived
    began, ended = start + 20 * DAY, (local(start, zone) + 50 * DAY).date()
    after = [said for said in days.to(id_of(PAUSED)) if said.at >= began]
    assert after, "it went on after the pause"
    assert all(local(said.at, zone).date() >= ended for said in after)


def test_who_has_not_joined_and_was_not_invited_hears_nothing(lived: Lived) -> None:
    days, _, _ = lived
    assert days.to(id_of(NOT_JOINED)) == []


def test_two_of_one_crew_never_within_the_hour(lived: Lived) -> None:
    """They joined together, so that their first hellos fall on one day."""
    days, zone, _ = lived
    crew = {id_of(n) for n in CREW}
    said = [each for each in days.unsolicited() if each.to in crew]
    hellos = Counter(local(each.at, zone).date() for each in said if each.kind == "hel")
    assert max(hellos.values()) >= 3
    assert all(other.at - one.at >= timedelta(hours=1) for one, other in pairwise(said))


def test_never_the_same_text_twice_running(lived: Lived) -> None:
    days, _, _ = lived
    texts = defaultdict(list)
    for said in days.said:
        texts[said.to, said.kind].append(said.text)
    assert any(len(each) > 2 for each in texts.values())
    for each in texts.values():
        assert all(one and one != other for one, other in pairwise(each))
