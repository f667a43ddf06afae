"""What must not be told apart is not: the same words, by the same statements to the database.

Statements are counted, never time: who asks and measures can learn from what was done, not from
how busy the machine was.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.events import ButtonPressed, Event, FormSubmitted
from bot.flows.directory import entry_of
from bot.flows.pressing import Whom
from bot.messages import Answer
from bot.model.people import MembershipState
from bot.model.quarters import Quarter
from bot.model.supporters import SupporterState
from bot.ports import Work
from bot.reports.folding import Group, Plan
from tests.attacks.statements import seen_of
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    COORDINATOR,
    GIA,
    NILS,
    STRANGER,
    Department,
    account,
    department,
    id_of,
    joined,
    serving,
)


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Department]:
    with department(tmp_path) as opened:
        opened.change(ANN, membership=joined())
        yield opened


def tokens(agency: Department) -> dict[str, str]:
    """Cards that are not Bo's: of every kind, and one that never was."""
    found = {"never": "0" * 32}
    menu = agency.walk(ANN, "peer").aside
    form = agency.walk(ANN, "peer", "Talk to a trained colleague", "Now").form
    stranger = agency.walk(STRANGER, "peer").aside
    left = agency.walk(NILS, "peer").aside
    erased = agency.walk(BEN, "peer").aside
    assert menu
    assert form
    assert stranger
    assert left
    assert erased
    agency.change(NILS, membership=joined(state=MembershipState.LEFT))
    agency.run(lambda work: work.people.erase(id_of(BEN)))
    found |= {"a menu": menu.token, "a form": form.token, "a stranger's": stranger.token}
    return found | {"who left": left.token, "who was erased": erased.token}


@pytest.mark.parametrize("who", [account(BO), STRANGER], ids=["a member", "a stranger"])
def test_a_card_that_is_not_ones_own_and_one_that_never_was(agency: Department, who: Any) -> None:
    given = tokens(agency)
    if who == STRANGER:
        del given["a stranger's"]
    events: tuple[Callable[[str], Event], ...] = (
        lambda token: ButtonPressed(agency.play.next_id(), who, token, 0),
        lambda token: ButtonPressed(agency.play.next_id(), who, token, 999),
        lambda token: FormSubmitted(agency.play.next_id(), who, token, {"to": ("anyone",)}),
    )
    for event_with in events:
        seen = {name: seen_of(partial(_happen, agency, event_with, t)) for name, t in given.items()}
        assert len(set(seen.values())) == 1, {name: len(each[2]) for name, each in seen.items()}


def _happen(agency: Department, event_with: Callable[[str], Event], token: str) -> Answer:
    return agency.play.happen(event_with(token))


def test_an_entry_of_somebody_hidden_and_of_nobody(agency: Department) -> None:
    """Suspended, not approved yet, a member and no supporter, erased, and an id that never was."""
    agency.keep(serving(GIA, state=SupporterState.SUSPENDED))
    agency.keep(serving(NILS, state=SupporterState.NOMINATED))
    agency.run(lambda work: work.people.erase(id_of(BEN)))

    def entry(number: int) -> Answer:
        wanted = id_of(number)

        def flow(work: Work) -> Answer:
            whom = Whom(account(ANN), work.people.by_account(account(ANN)))
            return entry_of(wanted, whom, work, agency.play.setting)

        return agency.run(flow)

    seen = {seen_of(partial(entry, number)) for number in (GIA, NILS, BEN, BO, 999)}
    assert len(seen) == 1


def test_the_directory_does_the_same_whoever_has_somebody_in_hand(agency: Department) -> None:
    """Asking, and being asked, are no work of their own for who reads the list."""

    def page() -> Answer:
        return agency.walk(BO, "peer", "Who they are")

    before = seen_of(page)
    form = agency.walk(ANN, "peer", "Talk to a trained colleague", "Now").form
    agency.submit(ANN, form)
    agency.deliver()
    after = seen_of(page)
    assert after[:2] == before[:2]
    assert len(after[2]) == len(before[2])


def test_the_menu_asks_the_same_whether_or_not_its_reader_waits(agency: Department) -> None:
    def menu() -> Answer:
        return agency.walk(BO, "peer")

    before = seen_of(menu)
    agency.walk(BO, "peer", "A colleague now, whoever is free")
    assert seen_of(menu)[2] == before[2]


def test_a_report_reads_what_is_published_and_nobody_but_its_reader(agency: Department) -> None:
    """Not how many joined, by which a quarter is counted, and no record of anybody else: the menu,
    which has nothing of others, opens as many people."""
    quarter, plan = Quarter(2026, 1), Plan(2026, 5, (Group(("Station 1",)),))
    agency.run(lambda work: work.report_quarters.begin(quarter, plan))

    def opened(command: str) -> tuple[list[str], int]:
        asked = seen_of(lambda: agency.walk(COORDINATOR, command))[2]
        return list(asked), sum("person_record" in each for each in asked)

    asked, people = opened("peer-report")
    assert any("report_quarter" in each for each in asked)
    assert not any("report_quarter.record" in each for each in asked)
    assert people == opened("peer")[1]
