"""A small department for the tests of requests: one member, supporters, coordinators, a clock.

Everything goes through the one way in, the real ledger, the outbox and its delivery.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.config.models import Clinician, Config
from bot.events import CommandGiven, Event
from bot.flows import requests
from bot.flows.escalating import escalate, supporters_gone
from bot.flows.my_requests import my_requests
from bot.flows.pressing import Whom, aside
from bot.handling import Dispatch
from bot.messages import Answer, Message
from bot.model.actions import ActionKind
from bot.model.ids import Account, PersonId
from bot.model.people import Membership, Person, PersonState, Preferences, Role
from bot.model.requests import Request, RequestState
from bot.model.supporters import DirectoryEntry, OnCall, Supporter, SupporterState
from bot.ports import Work
from bot.rendering.requests import RENDERERS
from bot.rendering.wording import card, choice, part
from bot.setting import Setting
from tests.playing import Chat, Play, config_of, setting_of
from tests.storage_fixtures import ReadyLedger, person_of, ready_ledger

T = TypeVar("T")

#: 03:00 in Chicago, on a Tuesday.
THREE_AT_NIGHT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
MEMBER = Account("local", "demo", "u1")
STRANGER = Account("local", "demo", "u999")
CLINICIAN = "json://clinician.invalid"


def account(number: int) -> Account:
    return Account("local", "demo", f"u{number}")


def id_of(number: int) -> PersonId:
    return person_of(number).id


def menu(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    """As much of the menu as asking needs."""
    choices = (
        choice("Talk", ActionKind.TALK),
        choice("Person now", ActionKind.PERSON_NOW),
        choice("Status", ActionKind.STATUS),
    )
    return aside(card(whom.wording(setting), part("Menu", *choices)), whom, work)


def supporter_menu(event: CommandGiven, whom: Whom, work: Work, setting: Setting) -> Answer:
    return aside(my_requests(whom, work, setting), whom, work)


def nothing(event: Event, whom: Whom, work: Work, setting: Setting) -> Answer:
    return Answer()


DISPATCH = Dispatch(
    presses=requests.PRESSES,
    submits=requests.SUBMITS,
    commands={"peer": menu, "supporter": supporter_menu},
    text=nothing,
    file=nothing,
    home=nothing,
    names=nothing,
    lost=nothing,
)


@dataclass
class Town:
    """`member` is person 1, supporters are 10 and up, coordinators 50 and up."""

    play: Play

    @property
    def ready(self) -> ReadyLedger:
        return self.play.ready

    @property
    def now(self) -> datetime:
        return self.ready.clock.now()

    def run(self, flow: Callable[[Work], T]) -> T:
        return self.ready.run(flow)

    # who is there

    def member(self, number: int = 1, **changes: Any) -> None:
        """Somebody on the roster who has read the limits."""
        read = Membership(limits_read_at=self.now - timedelta(days=1))
        self.ready.add(roster_of(person_of(number, membership=read), **changes))

    def supporter(
        self,
        number: int,
        *,
        on_call: bool = False,
        wake_url: str = "",
        languages: tuple[str, ...] = (),
        roster: dict[str, Any] | None = None,
        **changes: Any,
    ) -> None:
        """Approved, trained, available, from another station than the member."""
        person = roster_of(person_of(number), **{"station": "Station 2", **(roster or {})})
        periods = (OnCall(self.now - timedelta(hours=8), self.now + timedelta(days=2)),)
        record = Supporter(
            person=person.id,
            state=SupporterState.APPROVED,
            trained_until=date(2026, 12, 31),
            on_call=periods if on_call else (),
            wake_url=wake_url,
            shown=DirectoryEntry(languages=languages, words=f"Words of {number}"),
        )
        self.ready.add(person)
        self.run(lambda work: work.supporters.save(replace(record, **changes)))

    def coordinator(self, number: int = 50) -> None:
        roles = frozenset({Role.MEMBER, Role.COORDINATOR})
        self.ready.add(roster_of(person_of(number), roles=roles))

    def prefers(self, *preferred: int, number: int = 1, **others: Any) -> None:
        wishes = Preferences(preferred=tuple(id_of(each) for each in preferred), **others)

        def save(work: Work) -> None:
            work.people.save(replace(work.people.get(id_of(number)), preferences=wishes))

        self.run(save)

    def change_supporter(self, number: int, **changes: Any) -> None:
        def save(work: Work) -> None:
            known = work.supporters.get(id_of(number))
            assert known is not None
            work.supporters.save(replace(known, **changes))

        self.run(save)

    def person(self, who: Account) -> Person:
        found = self.run(lambda work: work.people.by_account(who))
        assert found is not None
        return found

    # what they do

    def opens(self, who: Account, command: str = "peer") -> Message:
        answer = self.play.command(who, command)
        assert answer.aside is not None
        return answer.aside

    def person_now(self, who: Account = MEMBER) -> Message:
        answer = self.play.press(who, self.opens(who), "Person now")
        assert answer.aside is not None
        self.play.deliver()
        return answer.aside

    def status(self, who: Account = MEMBER) -> Message:
        answer = self.play.press(who, self.opens(who), "Status")
        assert answer.aside is not None
        return answer.aside

    def asks(self, urgency: str = "Today", who: Account = MEMBER, **values: Any) -> Message:
        """Through the menu and the form."""
        start = self.play.press(who, self.opens(who), "Talk")
        form = self.play.press(who, start.aside, urgency)
        answer = self.play.submit(who, form.form, **values)
        assert answer.aside is not None, answer
        self.play.deliver()
        return answer.aside

    def presses(self, number: int, label: str, message: Message | None = None) -> Answer:
        """Person `number` presses on their last message, or on this one."""
        who, chat = account(number), self.chat(number)
        pressed = message or chat.last
        answer = self.play.press(who, pressed, label)
        if answer.redraw is not None:
            handles = [h for h, shown in chat.messages.items() if shown.token == pressed.token]
            chat.messages |= dict.fromkeys(handles, answer.redraw)
        self.play.deliver()
        return answer

    # what happens

    def chat(self, number: int) -> Chat:
        return self.play.chat(account(number))

    def messages(self, number: int) -> list[Message]:
        return list(self.chat(number).messages.values())

    def request(self, who: Account = MEMBER) -> Request | None:
        return self.run(lambda work: work.requests.open_of(self._id(work, who)))

    def state(self, who: Account = MEMBER) -> RequestState:
        request = self.request(who)
        assert request is not None
        return request.state

    def asked(self) -> set[int]:
        """The numbers of those who hold an open offer."""
        request = self.request()
        assert request is not None
        return {offer.supporter - 2**61 for offer in request.offers if offer.state.value == "open"}

    def tick(self) -> int:
        """What the scheduler does: every request whose time has come; how many."""
        due = self.run(lambda work: work.requests.due(100))
        for id_ in due:
            self.run(partial(escalate, id_, setting=self.play.setting))
        self.play.deliver()
        return len(due)

    def passes(self, **span: float) -> None:
        """Lives through it, from one due instant to the next."""
        end = self.now + timedelta(**span)
        while True:
            self.tick()
            due = self.run(_next_due)
            if due is None or due > end:
                break
            self.ready.clock.move(due - self.now)
        self.ready.clock.move(end - self.now)
        self.tick()

    def daily(self) -> int:
        moved = self.run(lambda work: supporters_gone(work, self.play.setting))
        self.play.deliver()
        return moved

    def _id(self, work: Work, who: Account) -> PersonId:
        found = work.people.by_account(who)
        assert found is not None
        return found.id


def roster_of(person: Person, **changes: Any) -> Person:
    return replace(person, roster=replace(person.roster, **changes))


def _next_due(work: Work) -> datetime | None:
    """The soonest `due_at` of the people's open requests."""
    people = (*work.people.ids(PersonState.ROSTER), *work.people.ids(PersonState.GUEST))
    found = [work.requests.open_of(each) for each in people]
    return min((r.due_at for r in found if r is not None and r.due_at), default=None)


@contextmanager
def open_town(
    where: str | Path, *, now: datetime = THREE_AT_NIGHT, **config: Any
) -> Iterator[Town]:
    config.setdefault("clinician", Clinician(name="Dr. Alvarez", phone="555-0142"))
    known: Config = config_of(**config)
    setting = setting_of(known, fictional=False, clinician_url=CLINICIAN)
    with ready_ledger(where, now=now) as ready:
        yield Town(Play(ready, setting, DISPATCH, RENDERERS))


@contextmanager
def open_ranked_town(place: str | Path) -> Iterator[Town]:
    """With five supporters and a coordinator; the member ranked 10, then 11."""
    with open_town(place) as opened:
        opened.member()
        for number in (10, 11, 12, 13, 14):
            opened.supporter(number)
        opened.coordinator()
        opened.prefers(10, 11)
        yield opened
