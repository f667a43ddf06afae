"""Scenes to jump to: each brings the running story to a moment worth seeing, by what people do
and by time that passes, and says who is on which phone.

A scene ends what was before it: whoever asked in the story or in another scene and still waits
takes the request back.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.local.clock import SPEEDS, next_at
from adapters.local.stage import Casting, Scene
from bot.cli.demo.cast import (
    CHIEF,
    COORDINATOR,
    MEMBER,
    OPENING,
    SECOND,
    SUPPORTER,
    SUPPORTERS,
    account,
    on_call_at,
)
from bot.cli.demo.characters import join, reactions
from bot.cli.demo.living import Life, React
from bot.cli.demo.puppet import NothingToPress, Puppet
from bot.cli.demo.story import ASKS
from bot.messages import Message
from bot.model.ids import Account
from bot.model.quarters import Quarter

#: Not invited yet when the story opens.
NEW_STATION = "Station 4"
#: Who joins in the scene of the first hello, and the next ones when it is played again.
NEWCOMERS = ("042", "043", "047", "048", "049")
#: Who is asked how they are where the member on the phone has answered.
ANSWERING = (MEMBER, "036", "021", "032", "011", "018", "041", "053")
#: Who asks at night, and in the day; the next one when the scene is played again.
AT_NIGHT, IN_THE_DAY = ("036", "021", "060"), ("032", "027", "059")
#: Quarters that go by until there is a report with figures: one that had begun before enough people
#: joined has none.
MOST_QUARTERS = 3
#: An invitation comes within a day or two, a check-in within the member's rhythm.
A_WEEK, LONG = timedelta(days=7), timedelta(days=100)
#: The hours at which a scene of the day is set as it is.
DAY = (time(9), time(17))


class PlayedOut(Exception):
    """Everybody whom a scene needs has played it already, or is no longer what it needs: its hint
    would tell what did not happen."""


@dataclass(slots=True)
class Scenes:
    """The scenes, over one running life. `zone` is the department's; `invite` is what the
    coordinator does to a station, once."""

    life: Life
    zone: str
    invite: Callable[[str], Awaitable[None]]
    _played: Counter[str] = field(default_factory=Counter)

    def list(self) -> tuple[Scene, ...]:
        return tuple(self._scene(name) for name in self._all())

    def _scene(self, name: str) -> Scene:
        title = self._say(f"scene-{name}-title")
        return Scene(name, title, self._say(f"scene-{name}-line"))

    def opening(self) -> Casting:
        """The phones when the page is opened. What they show was said in the hint, as long as it
        still is so."""
        phones = tuple(account(number) for number in OPENING)
        waiting = ("zone-green", "button-offer-hour", "button-approve")
        each = zip(OPENING, waiting, strict=True)
        untouched = all(self._puppet(number).newest_has(button) for number, button in each)
        return Casting(phones, self._say("demo-opening-hint") if untouched else "")

    async def play(self, scene: str) -> Casting:
        """Raises LookupError for a scene that there is not."""
        play = self._all()[scene]
        self.life.running.clock.run_at(SPEEDS[0])
        await self._end_others()
        try:
            return await play()
        except PlayedOut:
            await self._end_others()
            return Casting(tuple(account(n) for n in OPENING), self._say("scene-played-out"))

    def _all(self) -> Mapping[str, Callable[[], Awaitable[Casting]]]:
        return {
            "hello": self.first_hello,
            "orange": self.orange_answer,
            "night": self.night,
            "busy": self.busy,
            "chief": self.chief,
            "report": self.report,
        }

    async def first_hello(self) -> Casting:
        await self.invite(NEW_STATION)
        newcomer = await self._newcomer()
        await self.life.until(self._now() + A_WEEK, over=lambda: newcomer.sees("button-join"))
        await self._daytime()
        greeter = self._puppet(SUPPORTER)
        told = len(greeter.messages)
        await join(newcomer, "Rafael", "Rosalind")
        before = len(newcomer.messages)
        await self.life.until(
            self._now() + timedelta(days=3), over=lambda: len(newcomer.messages) > before
        )
        _needs(len(greeter.messages) > told)
        phones = (newcomer.account, greeter.account, account(COORDINATOR))
        return Casting(phones, self._say("scene-hello-hint"))

    async def orange_answer(self) -> Casting:
        asked = next(self._whoever_was_asked(), None)
        if asked is None:
            asked = self._puppet(MEMBER)
            await self.life.until(self._now() + LONG, over=lambda: asked.newest_has("zone-orange"))
        phones = (asked.account, account(SUPPORTER), account(COORDINATOR))
        return Casting(phones, self._say("scene-orange-hint"))

    async def night(self) -> Casting:
        asker = await self._asker("night", AT_NIGHT)
        await self.life.until(next_at(self._now(), time(3), self.zone))
        await self._ask(asker, "button-talk-urgency-now")
        on_call = self._puppet(on_call_at(self._now(), self.zone))
        _needs(on_call.newest_has("button-offer-pass"))
        phones = (asker.account, on_call.account, account(COORDINATOR))
        return Casting(phones, self._say("scene-night-hint"), _told(asker))

    async def busy(self) -> Casting:
        asker = await self._asker("busy", IN_THE_DAY)
        await self._daytime()
        await self._ask(asker, "button-talk-urgency-today", to="Farida")
        others = [self._puppet(v.number) for v in SUPPORTERS if v.number != SECOND]
        before = {other.account: len(other.messages) for other in others}
        second = self._puppet(SECOND)
        _needs(second.newest_has("button-offer-pass"))
        await second.press("button-offer-pass")
        await self.life.running.settle()
        asked = [other for other in others if len(other.messages) > before[other.account]]
        _needs(bool(asked))
        phones = (asker.account, second.account, asked[0].account)
        return Casting(phones, self._say("scene-busy-hint"))

    async def chief(self) -> Casting:
        coordinator, chief = self._puppet(COORDINATOR), self._puppet(CHIEF)
        await coordinator.command("peer-admin")
        await chief.command("peer")
        phones = (account(MEMBER), coordinator.account, chief.account)
        return Casting(phones, self._say("scene-chief-hint"), _told(coordinator, chief))

    async def report(self) -> Casting:
        """The department lives on until a quarter closes that twenty had joined in time for, and
        the program freezes it: the second one at the latest."""
        everybody = reactions([f"{number:03}" for number in range(1, 61)])
        self.life.reactions = {who: _patient(react) for who, react in everybody.items()}
        self.life.asleep = False
        try:
            for _ in range(MOST_QUARTERS):
                quarter = Quarter.at(self._now(), self.zone)
                await self.life.until(quarter.ends(self.zone) + timedelta(hours=10))
                if await self._shows_figures():
                    break
        finally:
            self.life.reactions = {}
        member, chief, coordinator = map(self._puppet, (MEMBER, CHIEF, COORDINATOR))
        await coordinator.command("peer-report")
        await member.command("peer")
        await member.press("button-about")
        await member.press("button-show-report")
        await chief.command("peer-report")
        phones = (member.account, coordinator.account, chief.account)
        return Casting(phones, self._say("scene-report-hint"), _told(member, coordinator, chief))

    async def _shows_figures(self) -> bool:
        """Whether the card has a chart; it says in words where too few had joined."""
        coordinator = self._puppet(COORDINATOR)
        answer = await coordinator.command("peer-report")
        few = self._say("report-uptake")
        sections = answer.aside.sections if answer.aside is not None else ()
        return not any(few in section.text for section in sections)

    # Who is free to play

    async def _newcomer(self) -> Puppet:
        """The next one who has not joined and was not invited, or has the invitation open."""
        for number in NEWCOMERS:
            puppet = self._puppet(number)
            await puppet.command("peer")
            await puppet.press("menu-check-ins")
            may_join = puppet.was_offered("button-join")
            puppet.aside = None
            if may_join and (puppet.sees("button-join") or not puppet.messages):
                return puppet
        raise PlayedOut

    def _whoever_was_asked(self) -> Iterator[Puppet]:
        puppets = (self._puppet(number) for number in ANSWERING)
        return (puppet for puppet in puppets if puppet.newest_has("zone-orange"))

    async def _asker(self, scene: str, numbers: Sequence[str]) -> Puppet:
        """In turn, whoever has no open request."""
        for _ in numbers:
            puppet = self._puppet(numbers[self._played[scene] % len(numbers)])
            self._played[scene] += 1
            await self._open_request(puppet)
            if puppet.was_offered("button-talk"):
                return puppet
        raise PlayedOut

    # What people do

    async def _end_others(self) -> None:
        """Whoever asked in the story or in a scene and still waits takes the request back."""
        for number in (ASKS, *AT_NIGHT, *IN_THE_DAY):
            puppet = self._puppet(number)
            await self._open_request(puppet)
            if puppet.was_offered("button-withdraw"):
                await puppet.press("button-withdraw")
        await self.life.running.settle()

    async def _open_request(self, puppet: Puppet) -> None:
        """They look at where their request stands."""
        await puppet.command("peer")
        await puppet.press("menu-request")

    async def _ask(self, puppet: Puppet, urgency: str, to: str = "") -> None:
        await puppet.command("peer")
        await puppet.press("button-talk")
        if puppet.was_offered("button-limits-seen"):
            await puppet.press("button-limits-seen")
        await puppet.press(urgency)
        if to:
            named = tuple(puppet.options("to", (to,)))
            _needs(bool(named))
            await puppet.submit(to=named)
        else:
            await puppet.submit()
        await self.life.running.settle()

    async def _daytime(self) -> None:
        begins, ends = DAY
        if not begins <= self._now().astimezone(ZoneInfo(self.zone)).time() < ends:
            await self.life.until(next_at(self._now(), time(10), self.zone))

    def _puppet(self, number: str) -> Puppet:
        return self.life.puppet(account(number))

    def _say(self, text: str) -> str:
        return self.life.texts.say("en", text)

    def _now(self) -> datetime:
        return self.life.running.clock.now()


def _needs(so: bool) -> None:
    """Of what the hint of a scene tells. Whoever plays has every button, so it may not be so: a
    supporter may be resting, or have left by a new roster."""
    if not so:
        raise PlayedOut


def _patient(react: React) -> React:
    """What came may be about something that was answered in another scene: then they let it be."""

    async def patient(puppet: Puppet) -> None:
        with suppress(NothingToPress):
            await react(puppet)

    return patient


def _told(*puppets: Puppet) -> Mapping[Account, Message]:
    return {p.account: p.aside for p in puppets if p.aside is not None}
