"""Scenes to jump to: each brings the running story to a moment worth seeing, by what people do
and by time that passes, and says who is on which phone."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from adapters.local.clock import next_at
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
from bot.cli.demo.characters import join
from bot.cli.demo.living import Life

#: Not invited yet when the story opens.
NEW_STATION = "Station 4"
#: Who joins in the scene of the first hello, and the next ones when it is played again.
NEWCOMERS = ("042", "043", "047", "048", "049")
#: Who asks at night, and in the day.
AT_NIGHT, IN_THE_DAY = ("036", "021", "060"), ("032", "027", "059")
#: An invitation comes within a day, a check-in within the member's rhythm.
A_WEEK, LONG = timedelta(days=7), timedelta(days=100)


class PlayedOut(Exception):
    """Everybody whom a scene needs has played it already."""


@dataclass(slots=True)
class Scenes:
    """The scenes, over one running life. `zone` is the department's; `invite` is what the
    coordinator does to a station, once."""

    life: Life
    zone: str
    invite: Callable[[str], Awaitable[None]]

    def list(self) -> tuple[Scene, ...]:
        return tuple(self._scene(name) for name in self._all())

    async def play(self, scene: str) -> Casting:
        """Raises LookupError for a scene that there is not."""
        try:
            return await self._all()[scene]()
        except PlayedOut:
            return Casting(tuple(account(n) for n in OPENING), self._say("scene-played-out"))

    def _scene(self, name: str) -> Scene:
        title = self._say(f"scene-{name}-title")
        return Scene(name, title, self._say(f"scene-{name}-line"))

    def _all(self) -> Mapping[str, Callable[[], Awaitable[Casting]]]:
        return {
            "hello": self.first_hello,
            "orange": self.orange_answer,
            "night": self.night,
            "busy": self.busy,
            "chief": self.chief,
        }

    async def first_hello(self) -> Casting:
        await self.invite(NEW_STATION)
        newcomer = self._free(NEWCOMERS, "button-join")
        puppet = self.life.puppet(account(newcomer))
        await self.life.until(self._now() + A_WEEK, over=lambda: puppet.sees("button-join"))
        await self._daytime()
        await join(puppet, "Rafael", "Rosalind")
        before = len(self.life.running.channel(account(newcomer)))
        await self.life.until(
            self._now() + timedelta(days=3),
            over=lambda: len(self.life.running.channel(account(newcomer))) > before,
        )
        return Casting(
            (account(newcomer), account(SUPPORTER), account(COORDINATOR)),
            self._say("scene-hello-hint"),
        )

    async def orange_answer(self) -> Casting:
        puppet = self.life.puppet(account(MEMBER))
        await self.life.until(self._now() + LONG, over=lambda: puppet.sees("zone-orange"))
        return Casting(
            (account(MEMBER), account(SUPPORTER), account(COORDINATOR)),
            self._say("scene-orange-hint"),
        )

    async def night(self) -> Casting:
        asker = self._free(AT_NIGHT, "")
        self.life.asleep = True
        await self.life.until(next_at(self._now(), time(3), self.zone))
        await self._ask(asker, "button-talk-urgency-now")
        await self.life.running.settle()
        on_call = account(on_call_at(self._now(), self.zone))
        return Casting(
            (account(asker), on_call, account(COORDINATOR)),
            self._say("scene-night-hint"),
        )

    async def busy(self) -> Casting:
        asker = self._free(IN_THE_DAY, "")
        self.life.asleep = False
        await self._daytime()
        self.life.asleep = True
        await self._ask(asker, "button-talk-urgency-today", to="Farida")
        await self.life.running.settle()
        await self.life.puppet(account(SECOND)).press("button-offer-pass")
        await self.life.running.settle()
        return Casting(
            (account(asker), account(SECOND), account(self._who_was_asked())),
            self._say("scene-busy-hint"),
        )

    async def chief(self) -> Casting:
        coordinator = self.life.puppet(account(COORDINATOR))
        await coordinator.command("peer-admin")
        return Casting(
            (account(MEMBER), account(COORDINATOR), account(CHIEF)),
            self._say("scene-chief-hint"),
        )

    def _free(self, numbers: tuple[str, ...], button: str) -> str:
        """The next one who has not played yet: with the button still there, or no open request."""
        for number in numbers:
            puppet = self.life.puppet(account(number))
            if button and not puppet.sees(button) and puppet.room.channel(puppet.account):
                continue
            if not button and puppet.sees("button-withdraw"):
                continue
            return number
        raise PlayedOut

    def _who_was_asked(self) -> str:
        """The supporter whose newest message is an offer that can be accepted."""
        for vetted in SUPPORTERS:
            puppet = self.life.puppet(account(vetted.number))
            if vetted.number != SECOND and puppet.newest_has("button-offer-hour"):
                return vetted.number
        return SUPPORTER

    async def _ask(self, number: str, urgency: str, to: str = "") -> None:
        puppet = self.life.puppet(account(number))
        await puppet.command("peer")
        await puppet.press("button-talk")
        if puppet.sees("button-limits-seen"):
            await puppet.press("button-limits-seen")
        await puppet.press(urgency)
        if to:
            await puppet.submit(to=tuple(puppet.options("to", (to,))))
        else:
            await puppet.submit()

    async def _daytime(self) -> None:
        await self.life.until(next_at(self._now(), time(10), self.zone))

    def _say(self, text: str) -> str:
        return self.life.texts.say("en", text)

    def _now(self) -> datetime:
        return self.life.running.clock.now()
