"""The whole program at a Discord that answers as Discord does, beside a bare discord.py bot."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bot.model.ids import Account
from tests.bench.chat import BESIDE, OURS, Chat, database, overtaking, waves
from tests.bench.databases import NOW
from tests.bench.figures import Figure, at_least, at_most, figure
from tests.bench.sizes import Sizes
from tests.bench.told import Told

DEFAULT = 25.0
"""Messages a second where the configuration names none. Who is in the server still is asked
besides, up to 40 calls a second in all, of Discord's 50."""


def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    with ExitStack() as processes:
        side, program, bare = (
            processes.enter_context(Told(f"tests.bench.discord_{name}"))
            for name in ("side", "program", "bare")
        )
        number, offers, servers = sizes.discord_people, sizes.offers, sizes.discord_servers
        people = number + 2 * offers
        where = side.ask("begin", places=[OURS, BESIDE], people=people, servers=servers)
        ours, beside = where[OURS], where[BESIDE]
        (folder / "bot.token").write_text(ours["token"])
        section = {
            "token": {"file": str(folder / "bot.token")},
            "servers": [{"id": each} for each in ours["servers"]],
        }
        accounts = [
            Account("discord", ours["servers"][each % servers], user)
            for each, user in enumerate(ours["users"])
        ]
        made = database(folder / "discord.db", accounts, offers, ours["chats"])
        chat = Chat("Discord", side, program, bare, where, section, made, folder, number)
        bare.ask("start", **{name: beside[name] for name in ("api", "gateway", "token")})
        bare.ask("post", users=beside["users"][: sizes.at_once])
        program.ask("point", api=ours["api"], gateway=ours["gateway"])
        program.ask("begin", now=NOW.isoformat())
        chat.run_at(DEFAULT)
        connected = program.ask("used")["megabytes"]
        figures = _at_the_limit(chat)
        figures += _alone(chat, sizes.alone)
        chat.put(chat.members)
        figures += waves(chat, sizes.at_once, sizes.waves)
        chat.stop()
        figures.append(overtaking(chat, offers, DEFAULT))
        most = program.ask("used")["most"]
        bare.ask("stop")
        side.ask("end")
    return [
        *figures,
        figure(f"Discord: resident memory, {servers} servers", connected, "MB", at_most(120)),
        figure("Discord: the most of it", most, "MB"),
    ]


def _alone(chat: Chat, number: int) -> list[Figure]:
    """One after the other, and nothing else to do."""
    for place in (OURS, BESIDE):
        chat.side.ask("alone", place=place, number=min(number, 20))
    ours, beside = (chat.side.ask("alone", place=place, number=number) for place in (OURS, BESIDE))
    return [
        figure(
            f"Discord: {what}, alone, p50",
            1000 * median(ours[what]),
            "ms",
            at_most(5),
            baseline=1000 * median(beside[what]),
        )
        for what in ours
    ]


def _at_the_limit(chat: Chat) -> list[Figure]:
    """To people whose conversations stand, while Discord's limits hold."""
    chat.side.ask("forget", place=OURS)
    chat.side.ask("limits", place=OURS, hold=True)
    chat.put(chat.members)
    found = chat.posted(OURS, chat.number)
    chat.side.ask("limits", place=OURS, hold=False)
    at = found["at"][chat.number // 6 :]  # until then its bursts are used up
    return [
        figure(
            f"Discord: sustained, configured at {DEFAULT:g}/s",
            100 * (len(at) - 1) / (at[-1] - at[0]) / DEFAULT,
            "% of it",
            at_least(95),
        ),
        figure(
            "Discord: calls within the bot's own limit",
            100 * (1 - found["globally"] / len(found["calls"])),
            "%",
            at_least(100),
        ),
    ]
