"""The whole program at a Slack that answers as Slack does, beside a bare Bolt app.

Three processes: Slack's side with the people (`slack_side`), the program (`slack_program`), and
the bare app (`slack_bare`), which has a Slack of its own so that they take turns.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from bot.model.ids import Account
from bot.model.people import Person, Role
from bot.model.supporters import Supporter, SupporterState
from tests.bench.configuring import write_configuration
from tests.bench.databases import NOW, Made, bench_setting, make, opened
from tests.bench.figures import Figure, at_least, at_most, figure
from tests.bench.people import Mixture, person_id, reachable
from tests.bench.sizes import Sizes
from tests.bench.timing import percentile
from tests.bench.told import Json, Told

OURS, BESIDE = "ours", "beside"

UNLIMITED = 10_000.0
"""Messages a second, where the fake has no limit: more than anybody can make."""
PACED = 50.0
"""Messages a second of the program and of the Slack that is measured at its limits: Slack's own
one a second would take a quarter of an hour for as many calls. All other limits are Slack's."""
DEFAULT = 1.0
"""Messages a second where the configuration names none: the slowest way past a queue."""
WHILE_PRESSED = 20.0
"""Messages a second while people press."""
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Bench:
    """The processes, the people at Slack, and the program's database of them."""

    side: Told
    program: Told
    bare: Told
    where: Json
    made: Made
    sizes: Sizes
    folder: Path

    @property
    def members(self) -> list[int]:
        """Who gets check-ins; the last of the people are those who ask and who are asked."""
        return [person_id(number) for number in range(self.sizes.slack_people)]

    def run_at(self, per_second: float) -> None:
        """Starts the program at so many messages a second."""
        slack = {
            "bot_token": {"file": str(self.folder / "bot.token")},
            "app_token": {"file": str(self.folder / "app.token")},
            "api_url": self.where[OURS]["url"],
            "messages_per_second": per_second,
        }
        changes = {
            "platforms": {"slack": slack},
            "limits_of_confidentiality": {"en": "What ends confidentiality, in our words."},
            "clinician": None,
        }
        written = write_configuration(
            self.folder, self.made, name=f"at-{per_second:g}", changes=changes
        )
        self.program.ask("start", configuration=str(written))
        self.side.ask("connected", slack=OURS)
        self.side.ask("forget", slack=OURS)

    def put(self, people: list[int]) -> float:
        """Check-ins for these; the seconds of a core that the program had used until then."""
        return float(self.program.ask("put", people=people)["core"])

    def stop(self) -> None:
        self.program.ask("stop")


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    with ExitStack() as processes:
        side, program, bare = (
            processes.enter_context(Told(f"tests.bench.slack_{name}"))
            for name in ("side", "program", "bare")
        )
        number = sizes.slack_people + 2 * sizes.slack_offers
        where = side.ask("begin", slacks=[OURS, BESIDE], people=number)
        (folder / "bot.token").write_text(where[OURS]["bot_token"])
        (folder / "app.token").write_text(where[OURS]["app_token"])
        made = _database(folder, where[OURS], sizes)
        bench = Bench(side, program, bare, where, made, sizes, folder)
        beside = {name: where[BESIDE][name] for name in ("url", "bot_token", "app_token")}
        bare.ask("start", **beside)
        program.ask("begin", now=NOW.isoformat())
        figures = [*_without_limits(bench), *_at_the_limit(bench), _overtaking(bench)]
        figures += _answers(bench)
        megabytes = program.ask("used")["megabytes"]
        bare.ask("stop")
        side.ask("end")
    return [*figures, figure("Slack: resident memory", megabytes, "MB", at_most(150))]


def _without_limits(bench: Bench) -> list[Figure]:
    """From the first message that Slack gets to the last."""
    bench.run_at(UNLIMITED)
    users, number = bench.where[BESIDE]["users"], bench.sizes.slack_people
    pairs, used = [], []
    for _ in range(bench.sizes.rounds):
        before = bench.put(bench.members)
        pairs_ours = _per_second(bench, OURS)
        used.append((float(bench.program.ask("used")["core"]) - before) / number)
        bench.side.ask("forget", slack=BESIDE)
        bench.bare.ask("post", users=users[:number])
        pairs.append((pairs_ours, _per_second(bench, BESIDE)))
    bench.stop()
    return [
        figure(
            "Slack: deliveries without limits",
            median(ours for ours, _ in pairs),
            "messages/s",
            at_least(600),
            baseline=median(beside for _, beside in pairs),
            ratio=median(ours / beside for ours, beside in pairs),
        ),
        figure("Slack: a delivery", 1000 * median(used), "ms of a core"),
    ]


def _per_second(bench: Bench, slack: str) -> float:
    number = bench.sizes.slack_people
    found = bench.side.ask("posted", slack=slack, number=number, within=_PATIENCE)
    at: list[float] = found["at"]
    bench.side.ask("forget", slack=slack)
    return (len(at) - 1) / (at[-1] - at[0])


def _at_the_limit(bench: Bench) -> list[Figure]:
    """The fake allows what the program is configured to, and no more."""
    bench.side.ask("limits", slack=OURS, per_second=PACED)
    bench.run_at(PACED)
    bench.put(bench.members)
    number = bench.sizes.slack_people
    found = bench.side.ask("posted", slack=OURS, number=number, within=_PATIENCE)
    bench.stop()
    bench.side.ask("limits", slack=OURS, per_second=0)
    unsettled = number // 6
    at = found["at"][unsettled:]
    limited = sum(each >= at[0] for each in found["limited"])
    calls = sum(each >= at[0] for each in found["calls"])
    return [
        figure(
            f"Slack: sustained, configured at {PACED:g}/s",
            100 * (len(at) - 1) / (at[-1] - at[0]) / PACED,
            "% of it",
            at_least(95),
        ),
        figure("Slack: calls that met no limit", 100 * (1 - limited / calls), "%", at_least(99.9)),
    ]


def _overtaking(bench: Bench) -> Figure:
    """Somebody sends off a request for now, while everybody's check-in waits in the outbox: until
    the supporter has the offer. The longest of some."""
    bench.run_at(DEFAULT)
    bench.put(bench.members)
    seconds = []
    for each in range(bench.sizes.slack_offers):
        asker = bench.sizes.slack_people + each
        supporter = asker + bench.sizes.slack_offers
        bench.side.ask("prepare", slack=OURS, asker=asker)
        asked = bench.side.ask("ask", slack=OURS, asker=asker, supporter=supporter)
        seconds.append(float(asked["seconds"]))
    bench.stop()
    name = f"Slack: an offer past {bench.sizes.slack_people:,} check-ins, {DEFAULT:g}/s"
    return figure(name, max(seconds), "s", at_most(2))


def _answers(bench: Bench) -> list[Figure]:
    """While the check-ins that are left go out."""
    bench.run_at(WHILE_PRESSED)
    number = bench.sizes.slack_at_once
    _wave(bench, OURS)
    _wave(bench, BESIDE)
    waves = [(_wave(bench, OURS), _wave(bench, BESIDE)) for _ in range(bench.sizes.slack_waves)]
    bench.stop()
    figures = []
    for place, name in enumerate(("ack of a press", "ack of /peer", "/peer to views.open")):
        figures.append(
            figure(
                f"Slack: {name}, {number} at once, p99",
                1000 * percentile([s for ours, _ in waves for s in ours[place]], 0.99),
                "ms",
                at_most(300),
                baseline=1000 * percentile([s for _, them in waves for s in them[place]], 0.99),
            )
        )
    return figures


def _wave(bench: Bench, slack: str) -> tuple[list[float], list[float], list[float]]:
    """Seconds until the acknowledgements of presses and of commands, and until the modals."""
    number = bench.sizes.slack_at_once
    pressed = bench.side.ask("press", slack=slack, number=number)
    given = bench.side.ask("command", slack=slack, number=number)
    bench.side.ask("forget", slack=slack)
    return pressed["acks"], given["acks"], given["opened"]


def _database(folder: Path, where: Json, sizes: Sizes) -> Made:
    """Everybody a member who is due; the last are supporters."""
    setting = bench_setting()
    mixture = Mixture(NOW, setting.rotations)
    users, first = where["users"], sizes.slack_people + sizes.slack_offers
    people = [
        _at_slack(reachable(mixture.due_person(number), number), where["team"], user)
        for number, user in enumerate(users)
    ]
    for number in range(first, len(users)):
        roster = replace(people[number].roster, roles=frozenset({Role.MEMBER, Role.SUPPORTER}))
        people[number] = replace(people[number], roster=roster)
    made = make(folder / "slack.db", ((person, None) for person in people), fictional=False)
    with opened(made) as ready:
        for person in people[first:]:
            supporter = Supporter(person.id, SupporterState.APPROVED, date(2100, 1, 1))
            ready.run(lambda work, each=supporter: work.supporters.save(each))  # type: ignore[misc]
    return made


def _at_slack(person: Person, team: str, user: str) -> Person:
    name = person.roster.name.replace("Firefighter", "Person")
    roster = replace(person.roster, accounts=(Account("slack", team, user),), name=name)
    return replace(person, roster=roster)
