"""Discord's side of what is measured."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from tests.bench.chat_side import Side
from tests.bench.told import Json, serve
from tests.fakes.discord.interactions import Interactions
from tests.fakes.discord.people.person import FakeUser
from tests.fakes.discord.people.replies import Reply
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.state import Channel, Guild

#: Of each server: about as many as those of an agency have.
CHANNELS, ROLES = 30, 20
#: Conversations that may be opened in ten minutes, where Discord's limits hold.
NEW = 10
ANSWER_SECONDS = 3.0
_PATIENCE = 30.0


class DiscordSide(Side[FakeDiscord, FakeUser]):
    POST = "POST /channels/{channel.id}/messages"
    ASKED_FIRST = "GET /guilds/{guild.id}/members/{user.id}"

    async def begin(self, places: Sequence[str], people: int, servers: int = 1) -> Json:
        """As many in one server as in another."""
        told: Json = {}
        for name in places:
            discord = self.fakes[name] = FakeDiscord()
            guilds = [discord.guild]
            guilds += [discord.add_guild(f"Server {each}") for each in range(1, servers)]
            for guild in guilds:
                _furnish(discord, guild)
            await discord.start()
            self.people[name] = [
                discord.person(f"Person {number}", guild=guilds[number % servers])
                for number in range(people)
            ]
            told[name] = {
                "api": discord.api_url,
                "gateway": discord.gateway_url,
                "token": discord.token,
                "servers": [guild.id for guild in guilds],
                "users": [person.id for person in self.people[name]],
                "chats": [person.room.id for person in self.people[name]],
            }
        return told

    async def limits(self, place: str, hold: bool) -> Json:
        """Whether Discord's limits hold: 50 a second, of each channel and route, and of new
        conversations."""
        rates = self.fakes[place].rates
        rates.on, rates.new_dms = hold, NEW
        return {}

    async def connected(self, place: str) -> Json:
        await self.fakes[place].gateway.ready()
        return {}

    async def posted(self, place: str, number: int, within: float) -> Json:
        rates = self.fakes[place].rates
        before = rates.refused_globally
        found = await super().posted(place, number, within)
        return {**found, "globally": rates.refused_globally - before}

    async def press(self, place: str, number: int) -> Json:
        """On what stands before them: a card's answer, or that they want to change it, or another
        answer."""
        some = self.people[place][:number]
        replies = await self.together(place, [_pressed(person) for person in some])
        await self.all_shown(place)
        return {"press to callback": [_answered(reply) for reply in replies]}

    async def command(self, place: str, number: int) -> Json:
        some = self.people[place][:number]
        for person in some:
            person.reload()
        deeds = [person.command("/peer", _room(person)) for person in some]
        replies = await self.together(place, deeds)
        await self.all_shown(place)
        return {"/peer to callback": [_answered(reply) for reply in replies]}

    async def alone(self, place: str, number: int) -> Json:
        """So many people, one after the other: what each does is answered before the next."""
        pressed, given = [], []
        for person in self.people[place][:number]:
            pressed.append(_answered(await _pressed(person)))
            await self.fakes[place].quiet(0.01)
            given.append(_answered(await person.command("/peer", _room(person))))
            await self.fakes[place].quiet(0.01)
        return {"press to callback": pressed, "/peer to callback": given}

    async def prepare(self, place: str, asker: int, supporter: int) -> Json:
        person = self.people[place][asker]
        await (await person.command("/peer", _room(person))).ephemeral(_PATIENCE)
        for label in ("Talk to a trained colleague", "I have read this, go on"):
            if label in person.asides[-1].labels:
                await (await person.press(label, person.asides[-1])).redrawn(_PATIENCE)
        await (await person.press("Now", person.asides[-1])).modal(_PATIENCE)
        reply = await person.submit({"to": str(self.people[place][supporter].user.global_name)})
        await reply.redrawn(_PATIENCE)
        return {}

    async def ask(self, place: str, asker: int, supporter: int) -> Json:
        person, asked = (self.people[place][number] for number in (asker, supporter))
        since = len(asked.log)
        began = time.monotonic()
        reply = await person.press("Ask", person.asides[-1])  # the pages that are left as they are
        assert reply.ok, reply.error
        await asked.next("message", since, _PATIENCE)
        return {"seconds": time.monotonic() - began}

    async def stop(self, fake: FakeDiscord) -> None:
        await fake.stop()

    def calls(self, place: str) -> list[Any]:
        return self.fakes[place].calls

    def called(self, call: Any) -> str:
        return str(call.route)

    def went_well(self, call: Any) -> bool:
        return bool(call.status == 200)

    def sending(self, place: str) -> Interactions:
        return self.fakes[place].interactions


def _furnish(discord: FakeDiscord, guild: Guild) -> None:
    for number in range(CHANNELS):
        discord.channel(f"channel-{number}", guild=guild)
    for number in range(ROLES):
        discord.role(f"Role {number}", guild=guild)


def _room(person: FakeUser) -> Channel:
    return next(iter(person.guilds[0].channels.values()))


async def _pressed(person: FakeUser) -> Reply:
    surface = person.asides[-1] if person.asides else None
    if surface is None or "Doing fine" not in surface.labels:
        person.reload()
        surface = person.from_app[-1]
    return await person.press(surface.labels[0], surface)


def _answered(reply: Reply) -> float:
    """As many seconds as Discord waits where nothing came, or came too late."""
    return ANSWER_SECONDS if reply.answered_in is None else reply.answered_in


async def main() -> None:
    side = DiscordSide()
    await serve({**side.deeds, "limits": side.limits, "alone": side.alone})


if __name__ == "__main__":
    asyncio.run(main())
