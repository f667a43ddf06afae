"""A coordinator leaves somebody out of the roster, has them erased, and sends a file with them in
it again: neither the answers nor the work nor the audit tell what was open for them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.flows.closing import close
from bot.model.ids import OfferId, PersonId, RequestId
from bot.model.people import MembershipState, PersonState
from bot.model.requests import (
    CloseReason,
    Offer,
    OfferState,
    Request,
    RequestState,
    Urgency,
    Wishes,
)
from bot.ports import Work
from bot.roster.difference import Difference, Summary
from bot.rules.looks import next_look
from scheduler.retiring import Retiring
from storage.engine import open_engine
from storage.instants import to_instant
from storage.retention import sweep
from storage.tables import person as people
from tests.attacks.statements import seen_of
from tests.bot.control.conftest import Imports
from tests.bot.flows.department import (
    BO,
    COORDINATOR,
    GIA,
    STRANGER,
    Department,
    department,
    id_of,
    joined,
)
from tests.bot.roster.conftest import person

NUMBER = "0010"  # Gia's


def _asks(agency: Department) -> None:
    agency.walk(GIA, "peer", "A colleague now, whoever is free")


def _joined(agency: Department) -> None:
    agency.change(GIA, membership=joined())


def _talks(agency: Department) -> None:
    """Bo is in touch with her."""

    def flow(work: Work) -> None:
        now = work.now
        offer = Offer(OfferId(8), id_of(GIA), OfferState.ACCEPTED, now, None, 0)
        request = Request(
            RequestId(7), RequestState.ASKING, id_of(BO), Wishes(Urgency.NOW), now, now
        )
        work.requests.add(replace(request, offers=(offer,)))
        work.requests.save(
            replace(
                request,
                state=RequestState.TOGETHER,
                supporter=id_of(GIA),
                accepted_at=now,
                offers=(offer,),
            )
        )

    agency.run(flow)


def _nothing(agency: Department) -> None: ...


LIVES = (_nothing, _joined, _asks, _talks)


@dataclass(frozen=True, slots=True)
class Told:
    """All that a coordinator or an operator can see of it."""

    answer: tuple[str, tuple[str, ...], tuple[str, ...]] | None
    read: tuple[int, ...]  #: how many people the comparison reads, before the night and after it
    differences: tuple[tuple[dict[str, int], Summary], ...]
    audit: tuple[tuple[str, dict[str, str | int]], ...]


def _leave(work: Work) -> None:
    gia = work.people.get(id_of(GIA))
    facts = replace(gia.roster, left_on=work.now.date())
    gia = gia.no_longer_member(MembershipState.NONE)
    work.people.save(replace(gia, state=PersonState.LEFT, roster=facts))


def _lived(place: Path, life: Callable[[Department], None], *, pressed: bool) -> Told:
    place.mkdir()
    with department(place) as agency:
        life(agency)
        agency.run(_leave)
        answer = None
        if pressed:
            form = agency.walk(COORDINATOR, "peer-admin", "Erase who left").form
            answer = seen_of(lambda: agency.submit(COORDINATOR, form, number=NUMBER))
        else:
            agency.play.ready.clock.move(timedelta(days=31))
        imports = Imports(agency.play.ready, agency.play.setting)
        found = []
        read: list[int] = []
        for _ in range(2):
            found.append(_compared(imports))
            read.append(len(agency.run(lambda work: work.people.numbered())))
            asyncio.run(Retiring(imports.ready.ledger, imports.setting, sweep).run())
        found.append(_compared(imports))
        # It is no difference because nothing of it happened:
        there = agency.run(lambda work: bool(work.people.get_many([id_of(GIA)])))
        assert life is _talks or there is (life is _asks)
        audit = tuple((entry.kind, dict(entry.detail)) for entry in imports.audited())
        return Told(answer, tuple(read), tuple(found), audit)


def _compared(imports: Imports) -> tuple[dict[str, int], Summary]:
    found, told = imports.compare(person(NUMBER, account="local:demo:u10", role="supporter"))
    assert isinstance(found, Difference)
    return found.counts, told


@pytest.mark.parametrize("pressed", [True, False], ids=["pressed", "after thirty days"])
def test_who_was_waited_for_comes_back_as_everybody_does(tmp_path: Path, pressed: bool) -> None:
    told = [_lived(tmp_path / life.__name__, life, pressed=pressed) for life in LIVES]
    for each in told[1:]:
        assert each == told[0]
    begun = "erasing of a leaver asked" if pressed else "leavers' grace over"
    assert [kind for kind, _ in told[0].audit] == [begun, "retention done", "retention done"]


def test_a_guests_look_in_clear_is_the_same_however_it_ended(tmp_path: Path) -> None:
    """After a withdrawal as after a conversation the instant is the hash's."""
    with department(tmp_path) as agency:
        form = agency.walk(STRANGER, "peer", "A colleague now, whoever is free").form
        agency.play.submit(STRANGER, form, call_me="Kim")
        guest = agency.run(lambda work: work.people.by_account(STRANGER))
        assert guest is not None
        wanted = agency.run(lambda work: next_look(guest.id, work.now, work.draw))
        assert _look_of(agency, guest.id) == wanted

        def end(work: Work) -> None:
            request = work.requests.open_of(guest.id)
            assert request is not None
            met = replace(request, supporter=id_of(GIA))
            close(met, CloseReason.DONE, work, agency.play.setting)

        agency.run(end)
        assert agency.run(lambda work: work.people.get(guest.id)).rhythm.aftercare is not None
        assert _look_of(agency, guest.id) == wanted


def _look_of(agency: Department, id_: PersonId) -> datetime:
    with open_engine(agency.play.ready.where).connect() as connection:
        at = connection.scalar(select(people.c.look_at).where(people.c.id == id_))
    assert at is not None
    return to_instant(at)
