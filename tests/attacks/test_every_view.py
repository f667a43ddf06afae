"""A supporter, and everybody beside them, looks everywhere for who asks: every command, the page of
the bot's own, what is suggested, every button of every card that they have, or had before it was
redrawn, and every form. A request is seen by whom it is offered to, a conversation by whose it is,
and neither once it is over; and no role of somebody sees anything in another one's view."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.flows.table import DISPATCH
from bot.messages import Message
from bot.model.people import Role
from bot.model.requests import RequestState
from bot.rendering.registry import RENDERERS
from tests.bot.flows.request_town import MEMBER, Town, account, id_of, open_town
from tests.exploring import Explorer, Seen
from tests.playing import buttons_of, labels_of, texts_of

NAME, NUMBER = "Wilhelmina Quist", "555 7731"
HOLDS, ASKED_TOO, NOT_ASKED, ALL_THREE, COORDINATOR = 10, 11, 12, 13, 50
NOBODY: frozenset[int] = frozenset()
SERVES = frozenset({Role.MEMBER, Role.SUPPORTER})
EVERYBODY = (HOLDS, ASKED_TOO, NOT_ASKED, ALL_THREE, COORDINATOR)
NOTHING_OPEN = "There is nothing open for you just now."


@dataclass
class Watched:
    """A town, and every card that anybody was ever shown in it."""

    town: Town
    cards: dict[int, dict[str, Message]] = field(default_factory=lambda: defaultdict(dict))

    def asks(self, **values: Any) -> None:
        """Whoever accepts needs the member's yes, unless they are named (`to`)."""
        town = self.town
        start = town.play.press(MEMBER, town.opens(MEMBER), "Talk to a trained colleague")
        form = town.play.press(MEMBER, start.aside, "Today").form
        town.play.submit(MEMBER, form, reach="phone", number=NUMBER, anyone=(), **values)
        self.town.play.deliver()
        self._note()

    def presses(self, number: int, label: str) -> None:
        self.town.presses(number, label)
        self._note()
        self._opens_the_list()

    def passes(self, **span: float) -> None:
        self.town.passes(**span)
        self._note()

    def shown_to(self, number: int) -> Iterator[Seen]:
        """What they can see from here on, and what lies in their chat."""
        play = self.town.play
        for message in self.town.messages(number):
            yield Seen(("lies in the chat",), message)
        explorer = Explorer(play, account(number), play.dispatch, most=2)
        cards = list(self.cards[number].values())
        if number != COORDINATOR and (listed := self._list_of(number)):
            cards.append(listed)
        yield from explorer.everything(cards)
        for each in explorer.suggestions():
            assert NAME not in each

    def _note(self) -> None:
        """With the card's token: pressed again, whatever has been made of it."""
        for number in EVERYBODY:
            for message in self.town.messages(number):
                if message.token:
                    self.cards[number][message.token] = message

    def _opens_the_list(self) -> None:
        """What is shown as an aside may lie open for ever."""
        for number in (HOLDS, ASKED_TOO):
            listed = self._list_of(number)
            labels = [each for each in labels_of(listed) if ": " in each]
            for label in labels:
                shown = self.town.play.press(account(number), listed, label).aside
                if shown is not None:
                    self.cards[number][shown.token] = shown

    def _list_of(self, number: int) -> Message | None:
        page = self.town.opens(account(number), "supporter")
        return self.town.play.press(account(number), page, "My requests").aside

    def has_in_hand(self, number: int) -> bool:
        return NOTHING_OPEN not in texts_of(self._list_of(number))


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with open_town(tmp_path) as town:
        town.play.dispatch, town.play.renderers = DISPATCH, RENDERERS
        town.member(name=NAME)
        for number in (HOLDS, ASKED_TOO, NOT_ASKED):
            town.supporter(number, roster={"roles": SERVES})
        town.supporter(ALL_THREE, roster={"roles": frozenset(Role)})
        town.coordinator(COORDINATOR)
        town.prefers(HOLDS, ASKED_TOO)
        yield Watched(town)


def who_sees(watched: Watched) -> tuple[set[int], set[int]]:
    """The name, and the number."""
    names, numbers = set(), set()
    for number in EVERYBODY:
        for seen in watched.shown_to(number):
            names |= {number} if NAME in seen.words else set()
            numbers |= {number} if NUMBER in seen.words else set()
    return names, numbers


def is_offered(watched: Watched) -> None:
    watched.asks()
    watched.passes(hours=1)
    assert watched.town.asked() == {HOLDS, ASKED_TOO}


def waits_for_a_yes(watched: Watched) -> None:
    is_offered(watched)
    watched.presses(HOLDS, "I can, now")


def is_theirs(watched: Watched) -> None:
    waits_for_a_yes(watched)
    watched.presses(1, "Yes, please")
    assert watched.town.state() is RequestState.TOGETHER


def is_withdrawn(watched: Watched) -> None:
    is_offered(watched)
    how_it_stands = watched.town.play.press(MEMBER, watched.town.opens(MEMBER), "My request").aside
    watched.town.play.press(MEMBER, how_it_stands, "I don’t need it any more")
    watched.town.play.deliver()


def is_passed_on(watched: Watched) -> None:
    is_theirs(watched)
    ways_on = watched.town.presses(HOLDS, "Not yet").aside
    watched.town.presses(HOLDS, "Let someone else", ways_on)
    assert watched.town.state() is RequestState.ASKING


def is_someone_elses(watched: Watched) -> None:
    waits_for_a_yes(watched)
    watched.presses(1, "Someone else")


def is_closed_by_the_member(watched: Watched) -> None:
    is_theirs(watched)
    watched.presses(1, "We are done")


def is_closed_by_the_supporter(watched: Watched) -> None:
    is_theirs(watched)
    watched.presses(HOLDS, "We are done, close it")


def is_another_ones(watched: Watched) -> None:
    is_passed_on(watched)
    watched.presses(NOT_ASKED, "I can, now")
    watched.presses(1, "Yes, please")
    assert watched.town.state() is RequestState.TOGETHER


Phase = Callable[[Watched], None]


@pytest.mark.parametrize(
    ("phase", "in_hand", "sees"),
    [
        (is_offered, {HOLDS, ASKED_TOO}, NOBODY),
        (waits_for_a_yes, {HOLDS}, NOBODY),
        (is_theirs, {HOLDS}, {HOLDS}),
        (is_withdrawn, NOBODY, NOBODY),
        (is_passed_on, {NOT_ASKED}, NOBODY),
        (is_someone_elses, {NOT_ASKED}, NOBODY),
        (is_another_ones, {NOT_ASKED}, {NOT_ASKED}),
        (is_closed_by_the_member, NOBODY, NOBODY),
        (is_closed_by_the_supporter, NOBODY, NOBODY),
    ],
)
def test_who_asks_is_seen_by_whose_conversation_it_is_while_it_is(
    watched: Watched, phase: Phase, in_hand: set[int], sees: set[int]
) -> None:
    phase(watched)
    supporters = (HOLDS, ASKED_TOO, NOT_ASKED, ALL_THREE)
    assert {number for number in supporters if watched.has_in_hand(number)} == in_hand
    assert who_sees(watched) == (sees, sees)


def test_what_was_theirs_once_moves_nothing_any_more(watched: Watched) -> None:
    """Every button of every card that they were ever shown of it."""
    is_another_ones(watched)
    before = watched.town.request()
    for number in (HOLDS, ASKED_TOO):
        for card in watched.cards[number].values():
            for button in buttons_of(card):
                watched.town.play.press(account(number), card, button.label)
                assert watched.town.request() == before, (number, button.label)


def seen_by_all_three(watched: Watched, *starts: str) -> set[str]:
    play = watched.town.play
    explorer = Explorer(play, account(ALL_THREE), play.dispatch, most=3)
    return {each.words for each in explorer.everything() if each.way[0] in starts}


def test_an_own_request_is_nowhere_in_what_its_member_sees_as_supporter_and_coordinator(
    watched: Watched,
) -> None:
    roles = ("/supporter", "/peer-report", "/peer-admin")
    before = seen_by_all_three(watched, *roles)
    menu = watched.town.opens(account(ALL_THREE))
    watched.town.play.press(account(ALL_THREE), menu, "A colleague now, whoever is free")
    watched.town.play.deliver()
    assert watched.town.request(account(ALL_THREE)) is not None
    assert seen_by_all_three(watched, *roles) == before


def test_whom_a_supporter_talks_to_is_nowhere_in_what_they_see_as_member_and_coordinator(
    watched: Watched,
) -> None:
    coordinates, is_a_member = ("/peer-report", "/peer-admin"), ("/peer", "home", "typed", "file")
    before = seen_by_all_three(watched, *coordinates)
    watched.asks(to=str(id_of(ALL_THREE)))
    watched.presses(ALL_THREE, "I can, now")
    assert watched.town.state() is RequestState.TOGETHER
    assert seen_by_all_three(watched, *coordinates) == before
    # Of a member's own it is only said that somebody counts on them, where they would erase all.
    assert not any(NAME in each for each in seen_by_all_three(watched, *is_a_member))
    assert any(NAME in each for each in seen_by_all_three(watched, "/supporter"))
