"""Supporters as coordinators keep them, and stations that are invited."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.flows import vetting
from bot.flows.inviting import invite_station
from bot.flows.refusing import CommandRefused
from bot.model.people import Person, PersonState, Role
from bot.model.supporters import OnCall, Supporter, SupporterState
from bot.ports import Station, Work
from tests.playing import setting_of
from tests.storage_fixtures import ReadyLedger, person_of, ready_ledger

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTING = setting_of()


def supporter_of(number: int) -> Person:
    person = person_of(number)
    roles = frozenset({Role.MEMBER, Role.SUPPORTER})
    return replace(person, roster=replace(person.roster, roles=roles))


@pytest.fixture
def ready(place: str | Path) -> Iterator[ReadyLedger]:
    with ready_ledger(place, now=NOW) as opened:
        opened.add(supporter_of(1), supporter_of(2), person_of(3))
        for number in (1, 2):
            save(opened, Supporter(supporter_of(number).id))
        yield opened


def save(ready: ReadyLedger, supporter: Supporter) -> None:
    ready.run(lambda work: work.supporters.save(supporter))


def record(ready: ReadyLedger, number: int) -> Supporter:
    found = ready.run(lambda work: work.supporters.get(person_of(number).id))
    assert found is not None
    return found


def test_approving_and_suspending_change_the_state_alone(ready: ReadyLedger) -> None:
    before = replace(record(ready, 1), trained_until=date(2027, 1, 1), available=False)
    save(ready, before)
    line = ready.run(lambda work: vetting.approve("0001", work, SETTING))
    assert (line.state, line.trained, line.available) == (SupporterState.APPROVED, True, None)
    assert record(ready, 1) == replace(before, state=SupporterState.APPROVED)
    ready.run(lambda work: vetting.suspend("0001", work))
    assert record(ready, 1) == replace(before, state=SupporterState.SUSPENDED)
    assert record(ready, 2).state is SupporterState.NOMINATED


def test_training_is_valid_through_its_last_day(ready: ReadyLedger) -> None:
    for until, trained in ((date(2026, 3, 1), False), (date(2026, 3, 2), True)):
        line = ready.run(partial(vetting.set_training, "0001", until, setting=SETTING))
        assert (line.trained_until, line.trained) == (until, trained)


def test_periods_on_call_add_up_and_those_that_are_over_go(ready: ReadyLedger) -> None:
    over = OnCall(NOW - 2 * HOUR, NOW)
    save(ready, replace(record(ready, 1), on_call=(over,)))
    late, soon = OnCall(NOW + 20 * HOUR, NOW + 30 * HOUR), OnCall(NOW - HOUR, NOW + HOUR)
    for period in (late, soon, late):
        ready.run(partial(vetting.put_on_call, "0001", period, None))
    assert record(ready, 1).on_call == (soon, late)
    ready.run(lambda work: vetting.take_off_call("0001", work))
    assert record(ready, 1).on_call == ()


def test_how_somebody_is_woken_stays_unless_it_is_given(ready: ReadyLedger) -> None:
    period = OnCall(NOW, NOW + HOUR)
    for given, kept in (("json://x", "json://x"), (None, "json://x"), ("", "")):
        line = ready.run(partial(vetting.put_on_call, "0001", period, given))
        assert record(ready, 1).wake_url == kept
        assert line.can_be_woken is bool(kept)


def _many_on_call(work: Work) -> None:
    for day in range(vetting.MOST_ON_CALL + 1):
        start = NOW + timedelta(days=day)
        vetting.put_on_call("0001", OnCall(start, start + HOUR), None, work)


@pytest.mark.parametrize(
    ("doing", "words"),
    [
        (lambda work: vetting.approve("0003", work, SETTING), "0003 is not a supporter"),
        (lambda work: vetting.approve("0009", work, SETTING), "Nobody on the roster"),
        (lambda work: vetting.approve("", work, SETTING), "Nobody on the roster"),
        (
            lambda work: vetting.put_on_call("0001", OnCall(NOW + HOUR, NOW + HOUR), None, work),
            "after the start",
        ),
        (
            lambda work: vetting.put_on_call("0001", OnCall(NOW - 2 * HOUR, NOW), None, work),
            "after now",
        ),
        (
            lambda work: vetting.put_on_call("0001", OnCall(NOW, NOW + HOUR), "x" * 301, work),
            "at most 300 characters",
        ),
        (_many_on_call, "At most 10 periods"),
        (lambda work: invite_station("Station 1", work), "import the roster first"),
    ],
)
def test_what_is_refused_changes_nothing(
    ready: ReadyLedger, doing: Callable[[Work], object], words: str
) -> None:
    before = [record(ready, number) for number in (1, 2)]
    with pytest.raises(CommandRefused, match=words):
        ready.run(doing)
    assert [record(ready, number) for number in (1, 2)] == before


def test_who_left_the_roster_is_no_supporter(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.people.set_state(person_of(1).id, PersonState.LEFT))
    with pytest.raises(CommandRefused):
        ready.run(lambda work: vetting.approve("0001", work, SETTING))
    assert [
        line.number for line in ready.run(partial(vetting.supporter_lines, setting=SETTING))
    ] == ["0002"]


def test_the_list_is_by_name(ready: ReadyLedger) -> None:
    def rename(work: Work) -> None:
        person = work.people.get(person_of(2).id)
        work.people.save(replace(person, roster=replace(person.roster, name="Aaron")))

    ready.run(rename)
    assert [line.name for line in ready.run(partial(vetting.supporter_lines, setting=SETTING))] == [
        "Aaron",
        "Person 1",
    ]


def test_a_station_is_invited_once_whenever_it_was(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.stations.save(Station("Station 1", 3, None)))
    first = ready.run(lambda work: invite_station("Station 1", work))
    assert (first.size, first.before) == (3, False)
    ready.clock.move(timedelta(days=3))
    again = ready.run(lambda work: invite_station("Station 1", work))
    assert again.before
    kept = ready.run(lambda work: work.stations.get("Station 1"))
    assert kept == Station("Station 1", 3, NOW)


def test_a_station_that_is_not_there_is_named_if_it_is_near(ready: ReadyLedger) -> None:
    ready.run(lambda work: work.stations.save(Station("Station 1", 3, None)))
    ready.run(lambda work: work.stations.save(Station("Empty", 0, None)))
    with pytest.raises(CommandRefused, match="did you mean Station 1"):
        ready.run(lambda work: invite_station("station 1", work))
    with pytest.raises(CommandRefused, match=r"there are Station 1$"):
        ready.run(lambda work: invite_station("Boathouse", work))
