"""A small department for the tests of what members do for themselves: through the one way in, on
the real ledger, with the outbox delivered into everybody's chat."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.events import Event
from bot.flows import checking_in, members, own_file, requests
from bot.flows.home import home
from bot.flows.lost_answers import answer_lost
from bot.flows.naming import names
from bot.flows.pressing import Whom
from bot.flows.typed import typed
from bot.handling import Dispatch
from bot.messages import Answer, Form, Message
from bot.model.ids import Account, PersonId
from bot.model.people import Membership, MembershipState, Person, Role
from bot.model.supporters import DirectoryEntry, Supporter, SupporterState, Topic
from bot.ports import Work
from bot.rendering import lost_answers, routine
from bot.rendering import members as members_rendering
from bot.rendering import requests as requests_rendering
from bot.setting import Setting
from tests.playing import Play, setting_of
from tests.storage_fixtures import person_of, ready_ledger

T = TypeVar("T")

#: Nine in the morning in Chicago, on a Monday.
MORNING = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
STRANGER = Account("local", "demo", "u999")
ZONE = "America/Chicago"

ANN, BO = 1, 2  #: members; Ann has joined where a test says so
GIA, NILS, BEN, EVA = 10, 11, 12, 13  #: supporters; Eva speaks Spanish too
CAPTAIN = 20  #: a supporter above Ann
COORDINATOR, SECOND, BOTH = 50, 51, 52  #: Both is a supporter as well

NAMES = {
    ANN: "Ann Ortiz",
    BO: "Bo Lind",
    GIA: "Gia Romano",
    NILS: "Nils Berg",
    BEN: "Ben Okafor",
    EVA: "Eva Sandoval",
    CAPTAIN: "Cal Whitlock",
    COORDINATOR: "Dana Reyes",
    SECOND: "Sam Falk",
    BOTH: "Toni Marsh",
}


def id_of(number: int) -> PersonId:
    return person_of(number).id


def account(number: int) -> Account:
    return Account("local", "demo", f"u{number}")


def _no_file(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    return Answer()


DISPATCH = Dispatch(
    presses={**checking_in.PRESSES, **requests.PRESSES, **members.PRESSES},
    submits={**requests.SUBMITS, **members.SUBMITS},
    commands=members.COMMANDS,
    text=typed,
    file=_no_file,
    home=home,
    names=names,
    lost=answer_lost,
)
RENDERERS = {
    **routine.RENDERERS,
    **requests_rendering.RENDERERS,
    **members_rendering.RENDERERS,
    **lost_answers.RENDERERS,
    **own_file.RENDERERS,
}


def somebody(number: int, *roles: Role, **roster: Any) -> Person:
    person = person_of(number)
    facts = replace(
        person.roster,
        name=NAMES.get(number, f"Person {number}"),
        zone=ZONE,
        roles=frozenset({Role.MEMBER, *roles}),
        **roster,
    )
    return replace(person, roster=facts)


def serving(number: int, **changes: Any) -> Supporter:
    """Approved, trained, available."""
    supporter = Supporter(
        id_of(number),
        state=SupporterState.APPROVED,
        trained_until=date(2027, 6, 30),
        shown=DirectoryEntry(
            topics=(Topic.WORK, Topic.GRIEF), words=f"Words of {NAMES.get(number, number)}."
        ),
    )
    return replace(supporter, **changes)


@dataclass
class Department:
    play: Play

    # Going through the chat

    def walk(self, who: int | Account, command: str, *labels: str) -> Answer:
        """The command, then a button after the other in the aside that comes."""
        acting = account(who) if isinstance(who, int) else who
        answer = self.play.command(acting, command)
        for label in labels:
            answer = self.play.press(acting, answer.aside, label)
        return answer

    def press(self, who: int | Account, message: Message | None, label: str) -> Answer:
        acting = account(who) if isinstance(who, int) else who
        return self.play.press(acting, message, label)

    def submit(self, who: int, form: Form | None, **values: Any) -> Answer:
        return self.play.submit(account(who), form, **values)

    def join(self, who: int = ANN, *contacts: int, follow_up: str = "yes") -> Answer:
        """From the menu to being in."""
        labels = ("My check-ins", "Join", "Next", "I’ve read this")
        form = self.walk(who, "peer", *labels).form
        chosen = tuple(str(id_of(number)) for number in contacts)
        return self.submit(who, form, contacts=chosen, follow_up=follow_up)

    # Looking behind it

    def person(self, number: int) -> Person:
        return self.play.ready.person(id_of(number))

    def supporter(self, number: int) -> Supporter:
        found = self.run(lambda work: work.supporters.get(id_of(number)))
        assert found is not None
        return found

    def change(self, number: int, **changes: Any) -> None:
        """Changes records of a person: `membership=...`."""

        def flow(work: Work) -> None:
            work.people.save(replace(work.people.get(id_of(number)), **changes))

        self.run(flow)

    def keep(self, supporter: Supporter) -> None:
        self.run(lambda work: work.supporters.save(supporter))

    def run(self, flow: Callable[[Work], T]) -> T:
        return self.play.ready.run(flow)

    def deliver(self, after: timedelta = timedelta(0)) -> None:
        self.play.ready.clock.move(after)
        self.play.deliver()

    def texts(self, number: int) -> list[str]:
        """What stands in somebody's chat, a message each."""
        messages = self.play.chat(account(number)).messages.values()
        return ["\n".join(s.text for s in message.sections) for message in messages]


@contextmanager
def department(where: str | Path, **setting: Any) -> Iterator[Department]:
    with ready_ledger(where, now=MORNING, fictional=True) as ready:
        opened = Department(Play(ready, setting_of(**setting), DISPATCH, RENDERERS))
        ready.add(*_people())
        ready.run(_supporters)
        yield opened


def joined(**changes: Any) -> Membership:
    membership = Membership(
        state=MembershipState.JOINED,
        joined_at=MORNING - timedelta(days=60),
        limits_read_at=MORNING - timedelta(days=60),
    )
    return replace(membership, **changes)


def _people() -> list[Person]:
    return [
        somebody(ANN, supervisor=id_of(CAPTAIN), station="Station 2", shift="A"),
        somebody(BO),
        somebody(GIA, Role.SUPPORTER, station="Station 3"),
        somebody(NILS, Role.SUPPORTER, station="Station 4"),
        somebody(BEN, Role.SUPPORTER, station="Station 5"),
        somebody(EVA, Role.SUPPORTER, station="Station 6"),
        somebody(CAPTAIN, Role.SUPPORTER, rank="Captain"),
        somebody(COORDINATOR, Role.COORDINATOR),
        somebody(SECOND, Role.COORDINATOR),
        somebody(BOTH, Role.COORDINATOR, Role.SUPPORTER),
    ]


def _supporters(work: Work) -> None:
    for number in (GIA, NILS, BEN, CAPTAIN, BOTH):
        work.supporters.save(serving(number))
    work.supporters.save(serving(EVA, available=False, shown=DirectoryEntry(languages=("es",))))
