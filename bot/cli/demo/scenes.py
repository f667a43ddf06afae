"""Scenes to jump to: each brings the running story to a moment worth seeing, by what people do
and by time that passes, and says who is on which phone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from adapters.local.clock import next_at
from adapters.local.stage import Casting, Scene
from bot.cli.demo.cast import CHIEF, COORDINATOR, MEMBER, SECOND, SUPPORTER, account, on_call_at
from bot.cli.demo.characters import join
from bot.cli.demo.living import Life

#: Who joins in the scene of the first hello, and the next ones when it is played again.
NEWCOMERS = ("042", "043", "047", "048", "049")
#: Who asks at night, and in the day.
AT_NIGHT, IN_THE_DAY = ("036", "021", "060"), ("032", "027", "059")
#: Longer than any message of the rhythm is away.
LONG = timedelta(days=40)


class NotNow(Exception):
    """The scene cannot be played from here; the message says why, in words for the page."""


@dataclass(slots=True)
class Scenes:
    """The scenes, over one running life. `zone` is the department's."""

    life: Life
    zone: str

    def list(self) -> tuple[Scene, ...]:
        return tuple(played.scene for played in self._all().values())

    async def play(self, scene: str) -> Casting:
        """Raises LookupError for a scene that there is not."""
        return await self._all()[scene].play()

    def _all(self) -> dict[str, "_Played"]:
        return {played.scene.id: played for played in self._played()}

    def _played(self) -> tuple["_Played", ...]:
        return (
            _Played(
                Scene(
                    "hello",
                    "The first hello",
                    "Somebody joins, and the next day a colleague they chose greets them.",
                ),
                self.first_hello,
            ),
            _Played(
                Scene(
                    "orange",
                    "An orange answer",
                    "A check-in comes. Answer it, and see what stays in the chat.",
                ),
                self.orange_answer,
            ),
            _Played(
                Scene(
                    "night",
                    "03:00 and nobody awake",
                    "A member asks for someone now. On call is woken, then everyone is asked.",
                ),
                self.night,
            ),
            _Played(
                Scene(
                    "busy",
                    "A supporter on another call",
                    "The first one asked cannot just now. The request moves on by itself.",
                ),
                self.busy,
            ),
            _Played(
                Scene(
                    "chief",
                    "What the chief sees",
                    "The coordinator’s side of the programme, and what it never shows.",
                ),
                self.chief,
            ),
        )

    async def first_hello(self) -> Casting:
        newcomer = self._free(NEWCOMERS, "button-join")
        puppet = self.life.puppet(account(newcomer))
        await self.life.until(self._now() + LONG, over=lambda: puppet.sees("button-join"))
        await self._daytime()
        await join(puppet, "Rafael", "Rosalind")
        before = len(self.life.running.channel(account(newcomer)))
        await self.life.until(
            self._now() + timedelta(days=3),
            over=lambda: len(self.life.running.channel(account(newcomer))) > before,
        )
        return Casting(
            (account(newcomer), account(SUPPORTER), account(COORDINATOR)),
            "On the left, the hello has come, in the words of a colleague they chose. It asks"
            " nothing. In the middle, that colleague heard that they were chosen; on the right,"
            " the coordinator heard nothing at all.",
        )

    async def orange_answer(self) -> Casting:
        puppet = self.life.puppet(account(MEMBER))
        await self.life.until(self._now() + LONG, over=lambda: puppet.sees("zone-orange"))
        return Casting(
            (account(MEMBER), account(SUPPORTER), account(COORDINATOR)),
            "Press “Struggling” on the left. The card in the chat becomes the same for every"
            " answer; what follows is yours alone and is kept nowhere. The other two phones stay"
            " silent.",
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
            "The phone of the one on call rings. Answer it and say when you can, or let it ring:"
            " jump to the next event, and after five minutes everyone is asked, after fifteen the"
            " coordinators hear that someone is waiting.",
        )

    async def busy(self) -> Casting:
        asker = self._free(IN_THE_DAY, "")
        self.life.asleep = False
        await self._daytime()
        self.life.asleep = True
        await self._ask(asker, "button-talk-urgency-today", to="Farida")
        await self.life.running.settle()
        second = self.life.puppet(account(SECOND))
        await second.press("button-offer-pass")
        await self.life.running.settle()
        return Casting(
            (account(asker), account(SECOND), account(SUPPORTER)),
            "Farida was asked first, by name, and is on another call. To the member a pass and"
            " silence read the same, and the next one is asked already: look at the phone on the"
            " right, or jump to the next event.",
        )

    async def chief(self) -> Casting:
        coordinator = self.life.puppet(account(COORDINATOR))
        await coordinator.command("peer-admin")
        return Casting(
            (account(MEMBER), account(COORDINATOR), account(CHIEF)),
            "In the middle, type /peer-admin: the roster, the supporters, who is invited. There is"
            " no list of members, no answer and no name of anyone who asked, on any screen. On"
            " the right, the chief has what every member has: type /peer.",
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
        raise NotNow("Everybody in this scene has played it. tailboard demo --fresh begins anew.")

    async def _ask(self, number: str, urgency: str, to: str = "") -> None:
        puppet = self.life.puppet(account(number))
        await puppet.command("peer")
        await puppet.press("button-talk")
        if puppet.sees("button-limits-seen"):
            await puppet.press("button-limits-seen")
        await puppet.press(urgency)
        if to:
            await puppet.submit(to=puppet.option("to", to))
        else:
            await puppet.submit()

    async def _daytime(self) -> None:
        await self.life.until(next_at(self._now(), time(10), self.zone))

    def _now(self) -> datetime:
        return self.life.running.clock.now()


@dataclass(frozen=True, slots=True)
class _Played:
    scene: Scene
    play: Callable[[], Awaitable[Casting]]
