"""A small fictional agency and its scenes, played without a core: the stage of the page's tests."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from adapters.local.clock import DemoClock
from adapters.local.stage import Casting, Command, Scene, Someone
from bot.model.ids import Account

START = datetime(2027, 3, 4, 20, 5, tzinfo=UTC)

_NAMES = {
    "Station 1": ["Ana Duarte", "Ben Okafor", "Cleo Hart", "Dov Perl", "Esra Yildiz"],
    "Station 2": ["Finn Larsen", "Gia Romano", "Hugo Blanc", "Ines Costa", "Jon Aki"],
    "Station 3": ["Kira Novak", "Luis Ortega", "Mara Quinn", "Nils Berg", "Oona Walsh"],
}
_SUPPORTERS = {
    "Ben Okafor": "Supporter, on call",
    "Gia Romano": "Supporter",
    "Nils Berg": "Supporter",
}
_COORDINATORS = {"Cleo Hart": "Coordinator"}

COMMANDS = (
    Command("peer", "Talk to someone, and everything else for you"),
    Command("supporter", "For supporters: your requests, and whether you are available"),
    Command("peer-admin", "For coordinators: roster, supporters, on call"),
)

SCENES = (
    Scene("hello", "The first hello", "Day one: a colleague says hello and asks nothing"),
    Scene(
        "orange", "An orange answer", "Somebody is struggling, and a supporter is one press away"
    ),
    Scene("night", "03:00, nobody awake", "A phone rings, and nobody is left waiting"),
    Scene("busy", "A supporter on another call", "One passes, the next one takes it"),
    Scene("chief", "What the chief sees", "And what he never will"),
)


def account(user: str) -> Account:
    return Account("local", "demo", user)


def user_of(name: str) -> str:
    return name.split()[0].lower()


MEMBER, SUPPORTER, COORDINATOR = account("ana"), account("ben"), account("cleo")


class SmallAgency:
    """Implements `adapters.local.stage.Stage`."""

    def __init__(self, clock: DemoClock | None = None) -> None:
        self.clock = clock or DemoClock(START)
        self.coming: datetime | None = START + timedelta(hours=2, minutes=13)
        self.played: list[str] = []
        self.setting_takes = 0.0  # seconds
        self.guests: list[Someone] = [
            Someone(account("guest"), "Pat Fields", "Not on the roster"),
        ]

    async def people(self) -> Sequence[Someone]:
        everyone = []
        for station, names in _NAMES.items():
            for name in sorted(names, key=lambda n: (n not in _COORDINATORS, n not in _SUPPORTERS)):
                role = _COORDINATORS.get(name) or _SUPPORTERS.get(name, "Member")
                everyone.append(Someone(account(user_of(name)), name, role, station))
        return [*everyone, *self.guests]

    def commands(self) -> Sequence[Command]:
        return COMMANDS

    async def next_event(self) -> datetime | None:
        if self.coming is not None and self.coming <= self.clock.now():
            self.coming = None
        return self.coming

    async def go_to_next_event(self) -> None:
        coming = await self.next_event()
        if coming is not None:
            self.clock.jump_to(coming)

    async def go_to(self, instant: datetime) -> None:
        self.clock.jump_to(instant)

    def scenes(self) -> Sequence[Scene]:
        return SCENES

    async def opening(self) -> Casting:
        return Casting((MEMBER, SUPPORTER, COORDINATOR))

    async def play(self, scene: str) -> Casting:
        await asyncio.sleep(self.setting_takes)
        if scene not in {known.id for known in SCENES}:
            raise LookupError(scene)
        if scene == "chief":
            raise RuntimeError("the chief is not in today")
        self.played.append(scene)
        self.clock.jump_to(self.clock.now() + timedelta(hours=3))
        hint = "Press “Talk to someone” on the left phone, and watch the one beside it."
        return Casting((account("kira"), account("nils"), COORDINATOR), hint)
