"""Six weeks of the fictional department, lived through at speed by the real program before the
page is opened: stations invited, people joined, asked, answered, brought together."""

import asyncio
from datetime import datetime, time, timedelta

from adapters.local.clock import next_at
from bot.cli.demo.cast import MEMBER, account
from bot.cli.demo.characters import join
from bot.cli.demo.living import Life
from bot.flows.inviting import invite_station
from bot.ports import Ledger, Work

#: The one who asked for a talk in the fourth week, and the supporter who had time.
ASKED = "041"
#: The one who asked at night in the fifth week, when nobody answered for a while.
WAITED = "053"
#: The one who asks when the page is opened, and the supporter who changes their entry.
ASKS, REWRITES = "023", "015"
NEW_WORDS = "Two kids, one divorce, still standing. Best on a walk, and the dog comes along."
#: When the member on the phone joined: their first check-in is the story's present.
JOINED_AGO = timedelta(days=14)
STATIONS = ("Station 1", "Station 3", "Station 2", "Station 5")


async def live_through(life: Life, ledger: Ledger, end: datetime, zone: str) -> None:
    """From the first invitations to the minute in which the member's first check-in has come.

    `end` is about the present; the story ends at most two days after it.
    """
    start = life.running.clock.now()
    for week, station in enumerate(STATIONS):
        await life.until(start + timedelta(days=4 * week))
        await invite(ledger, station)
    await life.until(end - JOINED_AGO)
    member = life.puppet(account(MEMBER))
    await join(member, "Rafael", "Farida")
    await life.until(end - timedelta(days=11))
    await _talk(life)
    await life.until(end - timedelta(days=5))
    await _wait_at_night(life, zone)
    await life.until(end + timedelta(days=2), over=lambda: member.sees("zone-green"))
    await _present(life)


async def invite(ledger: Ledger, station: str) -> None:
    """As a coordinator does it; a second time changes nothing."""

    def flow(work: Work) -> None:
        invite_station(station, work)

    await asyncio.wrap_future(ledger.submit(flow))


async def _present(life: Life) -> None:
    """What waits on the other two phones when the page is opened: somebody asks the supporter by
    name, and a colleague would like new words in the directory."""
    life.asleep = True
    member = life.puppet(account(ASKS))
    await member.command("peer")
    await member.press("button-talk")
    if member.was_offered("button-limits-seen"):
        await member.press("button-limits-seen")
    await member.press("button-talk-urgency-today")
    await member.submit(to=tuple(member.options("to", ("Rafael",))), topic="sleep")
    colleague = life.puppet(account(REWRITES))
    await colleague.command("supporter")
    await colleague.press("button-my-entry")
    await colleague.press("button-edit-entry")
    await colleague.submit(words=NEW_WORDS)
    await life.running.settle()


async def _talk(life: Life) -> None:
    """Somebody asks for today, a colleague says yes, they talk, it ends."""
    member = life.puppet(account(ASKED))
    await member.command("peer")
    await member.press("button-talk")
    if member.sees("button-limits-seen"):
        await member.press("button-limits-seen")
    await member.press("button-talk-urgency-today")
    await member.submit(anyone="yes")
    await life.until(life.running.clock.now() + timedelta(hours=8))
    await member.press("button-request-done")


async def _wait_at_night(life: Life, zone: str) -> None:
    """Nobody says yes for a quarter of an hour, and the coordinators hear that someone waits;
    then somebody wakes up."""
    clock, member = life.running.clock, life.puppet(account(WAITED))
    await life.until(next_at(clock.now(), time(2, 10), zone))
    life.asleep = True
    await member.command("peer")
    await member.press("button-talk")
    if member.sees("button-limits-seen"):
        await member.press("button-limits-seen")
    await member.press("button-talk-urgency-now")
    await member.submit()
    await life.until(clock.now() + timedelta(minutes=18))
    life.asleep = False
    await life.until(clock.now() + timedelta(hours=2))
    await member.press("button-request-done")
