"""A supporter who accepts to see names, and is rid of each as soon as it is seen."""

from datetime import timedelta

import pytest

from bot.flows.closing import NO_CONVERSATION
from bot.messages import Message
from tests.bot.flows.request_town import Town, id_of
from tests.playing import texts_of

NAME = "Person 1"
END = "We are done, close it"
LET_GO = "Let someone else"


def dropped(town: Town) -> int:
    return town.run(lambda work: work.requests.caseloads([id_of(10)]))[id_of(10)].dropped


def sees_a_name(town: Town) -> bool:
    """Whether supporter 10, asked first, accepts one more request and learns whose it is."""
    town.prefers(10)
    town.asks("Now", anyone="yes")
    if 10 not in town.asked():
        return False
    seen = len(town.messages(10))
    town.presses(10, "I can, now")
    return any(NAME in texts_of(message) for message in town.messages(10)[seen:])


@pytest.mark.parametrize("rid", [(END,), ("We are in touch", END)])
def test_who_accepts_and_ends_is_asked_no_more_after_two(town: Town, rid: tuple[str, ...]) -> None:
    for count in (1, 2):
        assert sees_a_name(town)
        shown: Message | None = None
        for label in rid:
            shown = town.presses(10, label, shown).aside
        assert town.request() is None
        assert dropped(town) == count
        town.ready.clock.move(timedelta(hours=1))
    assert not sees_a_name(town)
    town.passes(minutes=6)  # now everybody is asked, whoever is rested is not
    assert 10 not in town.asked()


def test_a_talk_of_some_minutes_is_no_drop(town: Town) -> None:
    assert sees_a_name(town)
    town.ready.clock.move(NO_CONVERSATION)
    town.presses(10, END)
    assert dropped(town) == 0


def test_the_member_may_end_it_at_once_and_that_drops_nobody(town: Town) -> None:
    assert sees_a_name(town)
    town.presses(1, "We are done")
    assert dropped(town) == 0


def test_a_name_that_nobody_may_have_unasked_needs_the_members_yes(town: Town) -> None:
    """Not ticked, and nobody named: the supporter learns nothing until the member says yes."""
    town.prefers(10)
    town.asks("Today", anyone=())
    town.presses(10, "I can, now")
    town.passes(hours=3)
    assert not any(NAME in texts_of(message) for message in town.messages(10))
