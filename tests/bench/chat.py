"""The whole program at a chat platform that answers as the real one does, beside a bare app.

Three processes: the platform's side with the people (`slack_side`, `discord_side`), the program
(`whole_program`), and the bare app (`slack_bare`, `discord_bare`), which has a platform of its own
so that they take turns.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.model.ids import Account
from bot.model.people import Person, Role
from bot.model.supporters import Supporter, SupporterState
from tests.bench.configuring import write_configuration
from tests.bench.databases import NOW, Made, bench_setting, make, opened
from tests.bench.figures import Figure, at_most, figure
from tests.bench.people import Mixture, person_id, reachable
from tests.bench.timing import percentile
from tests.bench.told import Json, Told

OURS, BESIDE = "ours", "beside"
_PATIENCE = 180.0

#: How long something took, in seconds, by what it was.
Seconds = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Chat:
    """The processes, and the program's database of the people at the platform. `section`: the
    platform's part of the configuration, but for the messages a second."""

    name: str  #: the platform's
    side: Told
    program: Told
    bare: Told
    where: Json
    section: Json
    made: Made
    folder: Path
    number: int  #: who get check-ins; the people after them ask and are asked

    @property
    def members(self) -> list[int]:
        return [person_id(number) for number in range(self.number)]

    def run_at(self, per_second: float) -> None:
        """Starts the program at so many messages a second."""
        platform = self.name.lower()
        changes = {
            "platforms": {platform: {**self.section, "messages_per_second": per_second}},
            "limits_of_confidentiality": {"en": "What ends confidentiality, in our words."},
            "clinician": None,
        }
        name = f"{platform}-at-{per_second:g}"
        written = write_configuration(self.folder, self.made, name=name, changes=changes)
        self.program.ask("start", configuration=str(written))
        self.side.ask("connected", place=OURS)
        self.side.ask("forget", place=OURS)

    def put(self, people: list[int]) -> float:
        """Check-ins for these; the seconds of a core that the program had used until then."""
        return float(self.program.ask("put", people=people)["core"])

    def posted(self, place: str, number: int) -> Json:
        """Waits until so many messages have come: when each did, and what else was called."""
        return self.side.ask("posted", place=place, number=number, within=_PATIENCE)

    def sent(self) -> int:
        """Messages since this was last asked; both sides forget what was called until now."""
        found = len(self.posted(OURS, 0)["at"])
        for place in (OURS, BESIDE):
            self.side.ask("forget", place=place)
        return found

    def stop(self) -> None:
        self.program.ask("stop")


def overtaking(chat: Chat, offers: int, default: float) -> Figure:
    """Somebody sends off a request for now, while everybody's check-in waits in the outbox: until
    the supporter has the offer. The longest of some. `default` is how many messages a second go out
    where the configuration names no number."""
    chat.run_at(default)
    chat.put(chat.members)
    seconds = []
    for asker in range(chat.number, chat.number + offers):
        who = {"asker": asker, "supporter": asker + offers}
        chat.side.ask("prepare", place=OURS, **who)
        seconds.append(float(chat.side.ask("ask", place=OURS, **who)["seconds"]))
    chat.stop()
    name = f"{chat.name}: an offer past {chat.number:,} check-ins, {default:g}/s"
    return figure(name, max(seconds), "s", at_most(2))


def waves(chat: Chat, number: int, times: int) -> list[Figure]:
    """So many people do something at once, at the program and at the bare app in turns."""
    for place in (OURS, BESIDE):
        wave(chat, place, number)
        chat.side.ask("forget", place=place)
    began, posted = time.monotonic(), 0
    both: list[tuple[Seconds, Seconds]] = []
    for _ in range(times):
        beside = wave(chat, BESIDE, number)
        both.append((wave(chat, OURS, number), beside))
        posted += chat.sent()
    meanwhile = posted / (time.monotonic() - began)
    figures = [figure(f"{chat.name}: check-ins that go out meanwhile", meanwhile, "messages/s")]
    for what in both[0][0]:
        figures.append(
            figure(
                f"{chat.name}: {what}, {number} at once, p99",
                1000 * percentile([s for ours, _ in both for s in ours[what]], 0.99),
                "ms",
                at_most(300),
                baseline=1000 * percentile([s for _, them in both for s in them[what]], 0.99),
            )
        )
    return figures


def wave(chat: Chat, place: str, number: int) -> Seconds:
    pressed = chat.side.ask("press", place=place, number=number)
    given = chat.side.ask("command", place=place, number=number)
    return {**pressed, **given}


def database(
    where: Path, accounts: Sequence[Account], offers: int, chats: Sequence[str] = ()
) -> Made:
    """Everybody a member who is due; the last are supporters, one for each who asks. `chats`: where
    each is written to directly, on platforms that name it."""
    setting = bench_setting()
    mixture = Mixture(NOW, setting.rotations)
    people = [
        _at(account, reachable(mixture.due_person(number), number))
        for number, account in enumerate(accounts)
    ]
    first = len(people) - offers
    for number in range(first, len(people)):
        roster = replace(people[number].roster, roles=frozenset({Role.MEMBER, Role.SUPPORTER}))
        people[number] = replace(people[number], roster=roster)
    made = make(where, ((person, None) for person in people), fictional=False)
    with opened(made) as ready:
        for person in people[first:]:
            supporter = Supporter(person.id, SupporterState.APPROVED, date(2100, 1, 1))
            ready.run(lambda work, each=supporter: work.supporters.save(each))  # type: ignore[misc]
        known = list(zip(accounts, chats, strict=False))
        ready.run(lambda work: [work.direct_chats.keep(*each) for each in known])
    return made


def _at(account: Account, person: Person) -> Person:
    name = person.roster.name.replace("Firefighter", "Person")
    return replace(person, roster=replace(person.roster, accounts=(account,), name=name))
