"""An event whose commit's word was lost with the connection is answered truly all the same."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot.events import CommandGiven, Event
from bot.messages import Answer
from bot.ports import CommitUnknown, Ledger, LedgerBusy
from bot.taking_in import taken_in
from storage.opening import open_ledger
from tests.bot.flows.department import ANN, DISPATCH, MORNING, Department, account, department
from tests.bot.flows.department import joined as as_member
from tests.fakes.cutting_proxy import Cut, CuttingProxy, cutting_proxy
from tests.playing import texts_of
from tests.postgres import SHARED, PostgresDatabases

WEEK = (MORNING + timedelta(days=7)).date()


@pytest.fixture
def house(postgres_databases: PostgresDatabases) -> Iterator[Department]:
    postgres_databases.empty(SHARED)
    with department(postgres_databases.url_of(SHARED)) as opened:
        opened.change(ANN, membership=as_member())
        yield opened


@contextmanager
def far_away(house: Department) -> Iterator[tuple[CuttingProxy, Ledger]]:
    """The same database, over a connection that can be cut."""
    ready = house.play.ready
    with (
        cutting_proxy(str(ready.where)) as proxy,
        open_ledger(proxy.url, ready.vault, ready.clock, ready.journal) as ledger,
    ):
        # Ids of cards come in blocks, each with a commit of its own: that is not the one to cut.
        take(house, CommandGiven(house.play.next_id(), account(ANN), "peer"), ledger)
        yield proxy, ledger


def pause(house: Department) -> Event:
    """The press that pauses for a week."""
    shown = house.walk(ANN, "peer", "My check-ins", "Pause").aside
    return house.play.pressing(account(ANN), shown, "A week")


def take(house: Department, event: Event, ledger: Ledger) -> Answer:
    taking = taken_in(event, ledger, house.play.setting, DISPATCH, again_after=(0.0, 0.0, 0.0))
    return asyncio.run(taking)


@pytest.mark.parametrize(
    "cuts",
    [
        [],
        [Cut.AFTER],
        [Cut.BEFORE],
        [Cut.BEFORE, Cut.AFTER],
        [Cut.AFTER, Cut.BEFORE],
        [Cut.BEFORE, Cut.BEFORE, Cut.AFTER],
    ],
    ids=lambda cuts: "-".join(cut.name.lower() for cut in cuts) or "none",
)
def test_it_is_done_once_and_the_true_answer_is_given(house: Department, cuts: list[Cut]) -> None:
    event = pause(house)
    with far_away(house) as (proxy, ledger):
        proxy.cuts += cuts
        answer = take(house, event, ledger)
        assert proxy.done == len(cuts)
        assert "no messages from us until" in texts_of(answer.aside)
        assert house.person(ANN).membership.paused_until == WEEK
        assert take(house, event, ledger) == Answer(), "the platform repeats it, and has its answer"


def test_where_the_database_stays_away_nobody_claims_to_know(house: Department) -> None:
    event = pause(house)
    with far_away(house) as (proxy, ledger):
        proxy.cuts.append(Cut.AFTER)
        proxy.gone_after_cut = True
        with pytest.raises(CommitUnknown):
            take(house, event, ledger)
        with pytest.raises(LedgerBusy) as nothing_done:
            take(house, event, ledger)
        assert not isinstance(nothing_done.value, CommitUnknown)
