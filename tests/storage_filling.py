"""Every field that takes a text, filled with the same one, in a row of every table."""

from dataclasses import replace
from datetime import timedelta

from bot.events import Event
from bot.messages import Action
from bot.model.content import Content, ContentKind, Lane, Operation, OutboxState, Outgoing
from bot.model.ids import Account, OfferId, PersonId, RequestId
from bot.model.people import (
    LastAnswer,
    Membership,
    MembershipState,
    Person,
    PersonState,
    Preferences,
    Rhythm,
    Role,
    RosterFacts,
    Zone,
)
from bot.model.quarters import Quarter
from bot.model.requests import Offer, OfferState, Reach, Request, RequestState, Urgency, Wishes
from bot.model.supporters import DirectoryEntry, Supporter
from bot.ports import Installation, Place, Station, Work
from bot.reports.figures import Tally, figures_of
from bot.reports.folding import Group, Plan
from storage.key_holders import note_holder
from storage.leases import take_lease
from storage.unit_of_work import as_stored
from tests.storage_fixtures import ReadyLedger

MEMBER = PersonId(2**61 + 1001)
SUPPORTER = PersonId(2**61 + 1002)


def fill(ready: ReadyLedger, canary: str) -> None:
    """A row in every table. What names a process or a connection stays free of it: those are the
    operator's, in clear by design."""

    def flow(work: Work) -> None:
        _people(work, canary)
        _asking(work, canary)
        _messages(work, canary)
        _the_rest(work, canary)

    ready.run(flow)


def _people(work: Work, canary: str) -> None:
    for id_ in (MEMBER, SUPPORTER):
        account = Account("local", canary, f"{canary}-{id_}")
        work.people.add(_person(id_, account, canary, work), look_at=work.now)
    entry = DirectoryEntry(languages=(canary,), words=canary * 2, hello=canary * 2)
    photo = work.pictures.add(SUPPORTER, canary.encode() * 50)
    account = Account("local", canary, f"{canary}-{MEMBER}")
    work.direct_chats.keep(account, canary * 2)
    work.clearings.add(account)
    work.picture_copies.begin(photo, f"local:{canary}", canary * 2, until=work.now)
    work.supporters.save(
        Supporter(
            SUPPORTER,
            wake_url=f"ntfys://{canary}",
            shown=entry,
            proposed=replace(entry, photo=photo),
        )
    )


def _person(id_: PersonId, account: Account, canary: str, work: Work) -> Person:
    return Person(
        id_,
        PersonState.ROSTER,
        RosterFacts(
            number=f"{canary}-{id_}",
            name=canary,
            station=canary,
            shift=canary,
            crew=canary,
            rank=canary,
            roles=frozenset({Role.COORDINATOR}),
            rotation=canary,
            zone=canary,
            language=canary,
            accounts=(account,),
        ),
        Membership(MembershipState.JOINED, joined_at=work.now, language=canary, account=account),
        Rhythm(
            last_hello_text=canary,
            last_note_text=canary,
            last_check_in_text=canary,
            answer=LastAnswer(Zone.RED, work.now, 3),
        ),
        Preferences(preferred=(SUPPORTER,)),
    )


def _asking(work: Work, canary: str) -> None:
    wishes = Wishes(Urgency.NOW, Reach.PHONE, number=canary, call_me=canary, language=canary)
    offer = Offer(OfferId(1), SUPPORTER, OfferState.OPEN, work.now, None, tier=0)
    work.requests.add(
        Request(
            RequestId(1),
            RequestState.TOGETHER,
            MEMBER,
            wishes,
            work.now,
            work.now + timedelta(hours=1),
            supporter=SUPPORTER,
            code=canary,
            offers=(offer,),
        )
    )


def _messages(work: Work, canary: str) -> None:
    content = Content(ContentKind.CHECK_IN, {canary: canary})
    for number, operation in enumerate((Operation.POST, Operation.EDIT)):
        out = Outgoing(
            f"{canary}-{number}",
            MEMBER,
            MEMBER,
            content,
            work.now,
            Lane.ROUTINE,
            operation,
            edits=canary if operation is Operation.EDIT else "",
        )
        assert work.outbox.put(out)
    (first,) = work.outbox.due(1, lanes=[Lane.ROUTINE])
    work.outbox.mark_many([(first.id, canary)], holder="process 0", until=work.now)
    work.outbox.settle(first.id, OutboxState.UNKNOWN)
    work.outbox.mark_many([(first.id, canary)], holder="process 1", until=work.now)
    account = Account("local", canary, canary)
    actions = (Action("ans", {canary: canary}),)
    work.cards.issue(account, actions, person=MEMBER, key=canary)
    work.cards.set_handles({canary: canary})
    work.cards.issue(account, actions, person=None)
    assert work.events.first_time(Event(canary, account))


def _the_rest(work: Work, canary: str) -> None:
    work.audit.add(canary, {canary: canary})
    assert work.reservations.take_all([(canary,)], until=work.now)
    assert work.reservations.spend_some(canary, day=work.now.date(), most=5, wanted=1)
    work.stations.save(Station(canary, 12, work.now))
    work.form_drafts.keep(
        canary, Account("local", canary, f"{canary}-{MEMBER}"), canary.encode() * 50
    )
    work.form_drafts.keep(canary * 2, Account("local", canary, canary), canary.encode() * 50)
    work.pending_rosters.add(MEMBER, canary.encode() * 50)
    given = Installation(Place("local", canary, canary, canary), canary.encode() * 50)
    assert work.installations.save(given, instead_of=None)
    quarter = Quarter(2026, 1)
    work.report_quarters.begin(quarter, Plan(2026, 5, (Group((canary,)),)))
    work.report_quarters.open(quarter, (40,))
    # What is published is in clear, and has nothing that is anybody's.
    figures = figures_of(quarter, Plan(2026, 5, (Group(),)), (40,), (Tally(),))
    work.report_quarters.release(figures, b"a picture")
    note_holder(as_stored(work).context, "process 1", 9)
    assert take_lease(work, "local", holder="process 1", until=work.now)
