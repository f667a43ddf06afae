"""Nobody is left waiting for a supporter who is erased, whoever has it done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.flows.erasing import erase
from bot.flows.restoring import replay
from bot.model.people import PersonState
from bot.model.requests import RequestState
from bot.ports import Work
from bot.ports.journal import Erased
from scheduler.retiring import erase_gone
from storage.instants import to_day
from storage.journal_file import Happened
from tests.bot.flows.request_town import Town, account, id_of, open_ranked_town
from tests.playing import labels_of, texts_of
from tests.storage_fixtures import ORGANISATION

GONE = "your supporter is no longer one of our supporters"


@pytest.fixture
def town(place: str | Path) -> Iterator[Town]:
    with open_ranked_town(place) as opened:
        yield opened


def erased(town: Town, number: int) -> None:
    town.run(lambda work: erase(work.people.get(id_of(number)), work))


def missed(town: Town, number: int) -> None:
    """As a backup that was put back misses it."""
    with town.ready.journal.held() as held:
        happened = Happened(id_of(number), Erased())
        held.append(ORGANISATION, to_day(town.now), [happened])
    assert town.run(replay) == 1


def leaves(town: Town, number: int) -> None:
    def flow(work: Work) -> None:
        known = work.people.get(id_of(number))
        facts = replace(known.roster, left_on=work.now.date())
        work.people.save(replace(known, state=PersonState.LEFT, roster=facts))

    town.run(flow)


def last(town: Town, number: int = 1) -> str:
    return texts_of(town.chat(number).last)


def test_what_is_offered_to_them_goes_to_the_next_at_once(town: Town) -> None:
    town.asks()
    assert town.asked() == {10}
    erased(town, 10)
    assert town.tick() == 1
    assert town.asked() == {11}
    assert "I can" in "".join(labels_of(town.chat(11).last))


def test_whoever_said_yes_to_the_member_is_replaced_and_it_is_said(town: Town) -> None:
    town.asks()
    town.presses(10, "I can, now")
    assert town.state() is RequestState.PROPOSED
    missed(town, 10)
    assert labels_of(town.status()), "in the second until then as well"
    town.tick()
    assert town.state() is RequestState.ASKING
    assert town.asked() == {11}
    assert last(town).startswith("Your supporter can’t after all")


@pytest.mark.parametrize("way_on", ["Someone else", "Stay in touch", "We are done"])
def test_whoever_is_in_a_conversation_with_them_is_told_and_chooses(
    town: Town, way_on: str
) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    assert town.state() is RequestState.TOGETHER
    missed(town, 10)
    town.play.deliver()
    assert GONE in last(town)
    assert GONE in texts_of(town.status())
    told = town.chat(1).last
    assert town.presses(1, way_on, told).aside is not None
    if way_on == "Someone else":
        assert town.asked() == {11}
    else:
        assert town.request() is None


def test_who_does_not_choose_gets_somebody_else_in_time(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    erased(town, 10)
    town.play.deliver()
    town.passes(hours=9)
    assert 11 in town.asked()


def test_it_is_said_once_and_by_name_where_it_was_said_before(town: Town) -> None:
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    leaves(town, 10)
    town.daily()
    assert "Person 10 is no longer one of our supporters" in last(town)
    before = len(town.messages(1))
    erased(town, 10)
    town.play.deliver()
    assert len(town.messages(1)) == before


def test_who_was_asked_for_somebody_erased_sees_that_it_is_over(town: Town) -> None:
    """In a backup their request may be open still."""
    town.asks()
    missed(town, 1)
    town.play.deliver()
    assert "no longer needs an answer" in last(town, 10)
    assert town.run(lambda work: work.requests.of_supporter(id_of(10))) == ()
    assert town.run(lambda work: work.requests.next_due()) is None


def test_by_night_nobody_is_erased_whom_somebody_talks_with(town: Town) -> None:
    """After days of downtime. By day the member is told, by name, and it is closed."""
    town.asks(anyone="yes")
    town.presses(10, "I can, now")
    leaves(town, 10)
    town.ready.clock.move(timedelta(days=40))
    night = partial(erase_gone, setting=town.play.setting, most=10)
    assert town.run(night) == 0
    assert town.daily() == 1
    assert "Person 10" in last(town)
    assert town.request() is None
    assert town.run(night) == 1
    assert town.run(lambda work: work.people.by_account(account(10))) is None
