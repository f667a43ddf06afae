"""Slack's side of what is measured."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from adapters.slack.manifest import manifest
from tests.bench.chat_side import Side
from tests.bench.told import Json, serve
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import Seen
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.socket_mode import SocketMode
from tests.fakes.surroundings import english

OPEN = "views.open"
TRIGGER_SECONDS = 3.0
_PATIENCE = 30.0
_NOW = "Now"


class SlackSide(Side[FakeSlack, FakeUser]):
    POST = "chat.postMessage"

    async def begin(self, places: Sequence[str], people: int) -> Json:
        told: Json = {}
        for name in places:
            slack = self.fakes[name] = FakeSlack(manifest("Tailboard", english))
            await slack.start()
            self.people[name] = [slack.person(f"Person {number}") for number in range(people)]
            told[name] = {
                "url": slack.base_url,
                "bot_token": slack.bot_token,
                "app_token": slack.app_token,
                "team": slack.workspace.id,
                "users": [person.id for person in self.people[name]],
            }
        return told

    async def limits(self, place: str, per_second: float) -> Json:
        """Slack's limits, and of messages in the workspace so many a second; 0: no limits."""
        rates = self.fakes[place].rates
        rates.on = per_second > 0
        rates.workspace_per_second = per_second
        return {}

    async def connected(self, place: str) -> Json:
        await self.fakes[place].connected()
        return {}

    async def press(self, place: str, number: int) -> Json:
        """On what stands before them: a card's answer, or that they want to change it, or another
        answer."""
        some = self.people[place][:number]
        replies = await self.together(place, [_pressed(person) for person in some])
        await self.all_shown(place)
        return {"ack of a press": [_acked(reply) for reply in replies]}

    async def command(self, place: str, number: int) -> Json:
        """Until each acknowledgement, and until each modal is asked for."""
        some = self.people[place][:number]
        for person in some:
            person.reload()
        replies = await self.together(place, [person.command("/peer") for person in some])
        opened = [await self._opened_in(place, reply) for reply in replies]
        return {"ack of /peer": [_acked(reply) for reply in replies], "/peer to views.open": opened}

    async def _opened_in(self, place: str, reply: Reply) -> float:
        """Seconds until the modal was asked for; as many as the trigger is good for where that
        came too late, or not at all."""
        envelope = reply.envelope
        assert envelope is not None
        with suppress(NotThere):
            await reply.modal(TRIGGER_SECONDS)
        trigger = envelope.payload["trigger_id"]
        asked = (
            call.at - envelope.sent
            for call in self.fakes[place].calls
            if call.method == OPEN and call.arguments["trigger_id"] == trigger
        )
        return min(next(asked, TRIGGER_SECONDS), TRIGGER_SECONDS)

    async def prepare(self, place: str, asker: int, supporter: int) -> Json:
        person = self.people[place][asker]
        await (await person.command("/peer")).modal(_PATIENCE)
        await (await person.press("Talk to a trained colleague")).modal(_PATIENCE)
        reply = await person.press(_NOW)
        await reply.modal(_PATIENCE)
        return {}

    async def ask(self, place: str, asker: int, supporter: int) -> Json:
        person, asked = (self.people[place][number] for number in (asker, supporter))
        since = len(asked.log)
        reply = await person.submit({"f.to": asked.member.real_name})
        assert reply.envelope is not None, reply.errors
        await asked.next("message", since, _PATIENCE)
        return {"seconds": time.monotonic() - reply.envelope.sent}

    async def stop(self, fake: FakeSlack) -> None:
        await fake.stop()

    def calls(self, place: str) -> list[Any]:
        return self.fakes[place].calls

    def called(self, call: Any) -> str:
        return str(call.method)

    def went_well(self, call: Any) -> bool:
        return bool(call.answer.get("ok"))

    def sending(self, place: str) -> SocketMode:
        return self.fakes[place].socket


async def _pressed(person: FakeUser) -> Reply:
    surface: Seen | None = person.modal
    if surface is None or not surface.buttons:
        person.reload()
        surface = person.from_app[-1]
    return await person.press(surface.buttons[0].label, surface)


def _acked(reply: Reply) -> float:
    if reply.acked_in is None:
        raise RuntimeError(f"not acknowledged: {reply.error}")
    return reply.acked_in


async def main() -> None:
    side = SlackSide()
    await serve({**side.deeds, "limits": side.limits})


if __name__ == "__main__":
    asyncio.run(main())
