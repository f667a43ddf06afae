"""The whole program at a Slack that answers as Slack does, beside a bare Bolt app."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bot.model.ids import Account
from tests.bench.chat import BESIDE, OURS, Chat, database, overtaking, waves
from tests.bench.databases import NOW
from tests.bench.figures import Figure, at_least, at_most, figure
from tests.bench.sizes import Sizes
from tests.bench.told import Told

UNLIMITED = 10_000.0
"""Messages a second, where the fake has no limit: more than anybody can make."""
PACED = 50.0
"""Messages a second of the program and of the Slack that is measured at its limits: Slack's own
one a second would take a quarter of an hour for as many calls. All other limits are Slack's."""
DEFAULT = 1.0
"""Messages a second where the configuration names none: the slowest way past a queue."""
WHILE_PRESSED = 20.0
"""Messages a second while people press."""


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    with ExitStack() as processes:
        side, program, bare = (
            processes.enter_context(Told(f"tests.bench.{name}"))
            for name in ("slack_side", "whole_program", "slack_bare")
        )
        number, offers = sizes.slack_people, sizes.offers
        where = side.ask("begin", places=[OURS, BESIDE], people=number + 2 * offers)
        ours, beside = where[OURS], where[BESIDE]
        (folder / "bot.token").write_text(ours["bot_token"])
        (folder / "app.token").write_text(ours["app_token"])
        section = {
            "bot_token": {"file": str(folder / "bot.token")},
            "app_token": {"file": str(folder / "app.token")},
            "api_url": ours["url"],
        }
        accounts = [Account("slack", ours["team"], user) for user in ours["users"]]
        made = database(folder / "slack.db", accounts, offers)
        chat = Chat("Slack", side, program, bare, where, section, made, folder, number)
        bare.ask("start", **{name: beside[name] for name in ("url", "bot_token", "app_token")})
        program.ask("begin", now=NOW.isoformat())
        figures = [*_without_limits(chat, sizes), *_at_the_limit(chat)]
        figures.append(overtaking(chat, offers, DEFAULT))
        chat.run_at(WHILE_PRESSED)  # the check-ins that are left
        figures += waves(chat, sizes.at_once, sizes.waves)
        chat.stop()
        megabytes = program.ask("used")["most"]
        bare.ask("stop")
        side.ask("end")
    return [*figures, figure("Slack: resident memory", megabytes, "MB", at_most(150))]


def _without_limits(chat: Chat, sizes: Sizes) -> list[Figure]:
    """From the first message that Slack gets to the last."""
    chat.run_at(UNLIMITED)
    users = chat.where[BESIDE]["users"][: chat.number]
    pairs, used = [], []
    for _ in range(sizes.rounds):
        before = chat.put(chat.members)
        ours = _per_second(chat, OURS)
        used.append((float(chat.program.ask("used")["core"]) - before) / chat.number)
        chat.side.ask("forget", place=BESIDE)
        chat.bare.ask("post", users=users)
        pairs.append((ours, _per_second(chat, BESIDE)))
    chat.stop()
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


def _per_second(chat: Chat, place: str) -> float:
    at: list[float] = chat.posted(place, chat.number)["at"]
    chat.side.ask("forget", place=place)
    return (len(at) - 1) / (at[-1] - at[0])


def _at_the_limit(chat: Chat) -> list[Figure]:
    """The fake allows what the program is configured to, and no more."""
    chat.side.ask("limits", place=OURS, per_second=PACED)
    chat.run_at(PACED)
    chat.put(chat.members)
    found = chat.posted(OURS, chat.number)
    chat.stop()
    chat.side.ask("limits", place=OURS, per_second=0)
    at = found["at"][chat.number // 6 :]  # until then its bursts are used up
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
