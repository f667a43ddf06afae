"""A coordinator, or a commander, looks for who asked, who answered, who joined, who has a request
in hand: by lists, by words, by the form of answers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.messages import Answer
from bot.model.ids import RequestId
from bot.model.people import Preferences, Rhythm
from bot.model.requests import Request, RequestState, Urgency, Wishes
from bot.ports import Work
from tests.bot.flows.department import (
    ANN,
    BEN,
    BO,
    BOTH,
    COORDINATOR,
    GIA,
    MORNING,
    NILS,
    Department,
    id_of,
    joined,
)
from tests.playing import labels_of, texts_of


def in_hand(agency: Department, supporter: int, members: range) -> None:
    """Conversations with somebody the department does not show here."""

    def flow(work: Work) -> None:
        for number in members:
            person = work.people.get(id_of(number))
            request = Request(
                id=RequestId(work.new_id()),
                state=RequestState.TOGETHER,
                member=person.id,
                wishes=Wishes(Urgency.WEEK),
                asked_at=work.now,
                due_at=work.now + timedelta(days=1),
                supporter=id_of(supporter),
                accepted_at=work.now,
            )
            work.requests.add(request)

    agency.run(flow)


def listed(agency: Department, name: str) -> str:
    """What the coordinators' list says of a supporter."""
    shown = agency.walk(COORDINATOR, "peer-admin", "Supporters").aside
    assert shown is not None
    (text,) = (s.text for s in shown.sections if s.heading == name)
    return text


def test_no_list_tells_when_a_supporter_accepts_or_closes(agency: Department) -> None:
    """Whoever reads again and again, a coordinator or any member, would else time a talk by it."""

    def read() -> tuple[str, str]:
        directory = agency.walk(BEN, "peer", "Who they are").aside
        return listed(agency, "Gia Romano"), texts_of(directory)

    agency.keep(replace(agency.supporter(GIA), caseload_cap=1))
    before = read()
    in_hand(agency, GIA, range(BO, BO + 1))  # one in hand is all that this supporter takes
    assert read() == before
    agency.keep(replace(agency.supporter(GIA), available=False))
    assert read() != before


def words_of(answer: Answer) -> tuple[str, tuple[str, ...]]:
    return texts_of(answer.aside or answer.form), tuple(labels_of(answer.aside))


COORDINATORS_WAYS = (
    ("peer-admin",),
    ("peer-admin", "Supporters"),
    ("peer-admin", "Invite a station"),
    ("peer-report",),
    ("peer-report", "The programme now"),
    ("peer", "Who they are"),
    ("supporter",),
)


def everything(agency: Department, who: int) -> list[tuple[str, tuple[str, ...]]]:
    seen = []
    for command, *labels in COORDINATORS_WAYS:
        seen.append(words_of(agency.walk(who, command, *labels)))
    return seen


@pytest.mark.parametrize("who", [COORDINATOR, BOTH], ids=["coordinator", "supporter as well"])
def test_nothing_a_coordinator_sees_changes_when_members_join_answer_avoid_and_ask(
    agency: Department, who: int
) -> None:
    before = everything(agency, who)
    agency.change(ANN, membership=joined(contact_peers=(id_of(GIA),)))
    agency.change(BO, preferences=Preferences(avoided=(id_of(NILS), id_of(BEN))))
    agency.change(BO, rhythm=Rhythm(invited_at=MORNING, last_unsolicited_at=MORNING))
    agency.walk(ANN, "peer", "A colleague now, whoever is free")
    agency.deliver()
    assert everything(agency, who) == before
