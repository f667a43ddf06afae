"""People of an imported roster, and what an import put in the outbox."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.model.content import Lane, OutboxRow
from bot.model.ids import Account, PersonId, RequestId
from bot.model.people import (
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    Preferences,
    Zone,
)
from bot.model.requests import Request, RequestState, Urgency, Wishes
from tests.bot.control.conftest import MORNING, Imports

TODAY = date(2026, 3, 2)


def account(name: str) -> Account:
    return Account("local", "demo", name)


def joined(whom: Person) -> Person:
    return replace(
        whom,
        membership=Membership(
            state=MembershipState.JOINED, joined_at=MORNING, language="es", contact_peers=(whom.id,)
        ),
        preferences=Preferences(avoided=(PersonId(7),)),
        rhythm=replace(
            whom.rhythm,
            invited_at=MORNING,
            check_in_count=3,
            last_unsolicited_at=MORNING,
            answer=LastAnswer(Zone.RED, MORNING, 3),
        ),
    )


def request_of(member: PersonId) -> Request:
    return Request(
        id=RequestId(5),
        state=RequestState.ASKING,
        member=member,
        wishes=Wishes(Urgency.TODAY),
        asked_at=MORNING,
        due_at=MORNING + timedelta(hours=1),
    )


def outbox(imports: Imports, at: datetime | None = None) -> list[OutboxRow]:
    """What is due by then (a day from now)."""
    clock = imports.ready.clock
    before, clock.instant = clock.instant, at or clock.instant + timedelta(days=1)
    rows = imports.ready.run(lambda work: work.outbox.due(50, lanes=tuple(Lane)))
    clock.instant = before
    return list(rows)
