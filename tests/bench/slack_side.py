"""Slack's side of what is measured: two fakes, the program's and that of the bare app beside it,
and people at their clients.

Instants are monotonic seconds, which every process of the machine shares.
"""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adapters.slack.manifest import manifest
from tests.bench.told import Json, serve
from tests.fakes.slack.people.filling import NotThere
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.people.replies import Reply
from tests.fakes.slack.people.screen import Seen
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english

T = TypeVar("T")

POST, OPEN = "chat.postMessage", "views.open"
TRIGGER_SECONDS = 3.0
_LOOK = 0.02
_SHOWN = 0.2
_PATIENCE = 30.0
_NOW = "Now"


@dataclass(slots=True)
class Side:
    slacks: dict[str, FakeSlack] = field(default_factory=dict)
    people: dict[str, list[FakeUser]] = field(default_factory=dict)

    async def begin(self, slacks: Sequence[str], people: int) -> Json:
        """So many people in each; where it is, and who they are."""
        told: Json = {}
        for name in slacks:
            slack = self.slacks[name] = FakeSlack(manifest("Tailboard", english))
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

    async def limits(self, slack: str, per_second: float) -> Json:
        """Slack's limits, and of messages in the workspace so many a second; 0: no limits."""
        rates = self.slacks[slack].rates
        rates.on = per_second > 0
        rates.workspace_per_second = per_second
        return {}

    async def forget(self, slack: str) -> Json:
        """What was called until now."""
        self.slacks[slack].calls.clear()
        return {}

    async def posted(self, slack: str, number: int, within: float) -> Json:
        """Waits for so many messages; when each came, and how many calls met a limit."""
        calls = self.slacks[slack].calls
        async with asyncio.timeout(within):
            while sum(map(_is_posted, calls)) < number:  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(_LOOK)
        limited = [call.at for call in calls if call.status == 429]
        return {
            "at": [call.at for call in calls if _is_posted(call)],
            "limited": limited,
            "calls": [call.at for call in calls],
        }

    async def press(self, slack: str, number: int) -> Json:
        """So many people press at once, each on what stands before them: a card's answer, or that
        they want to change it, or another answer. Seconds until each acknowledgement."""
        some = self.people[slack][:number]
        replies = await self._together(slack, [_pressed(person) for person in some])
        await self._all_shown(slack)
        return {"acks": [_acked(reply) for reply in replies]}

    async def command(self, slack: str, number: int) -> Json:
        """So many people type /peer at once. Seconds until each acknowledgement, and until each
        modal is asked for."""
        some = self.people[slack][:number]
        for person in some:
            person.reload()
        replies = await self._together(slack, [person.command("/peer") for person in some])
        opened = [await self._opened_in(slack, reply) for reply in replies]
        return {"acks": [_acked(reply) for reply in replies], "opened": opened}

    async def _opened_in(self, slack: str, reply: Reply) -> float:
        """Seconds until the modal was asked for; as many as the trigger is good for where that
        came too late, or not at all."""
        envelope = reply.envelope
        assert envelope is not None
        with suppress(NotThere):
            await reply.modal(TRIGGER_SECONDS)
        trigger = envelope.payload["trigger_id"]
        asked = (
            call.at - envelope.sent
            for call in self.slacks[slack].calls
            if call.method == OPEN and call.arguments["trigger_id"] == trigger
        )
        return min(next(asked, TRIGGER_SECONDS), TRIGGER_SECONDS)

    async def prepare(self, slack: str, asker: int) -> Json:
        """As far as the form of a request that is for now."""
        person = self.people[slack][asker]
        await (await person.command("/peer")).modal(_PATIENCE)
        await (await person.press("Talk to a trained colleague")).modal(_PATIENCE)
        reply = await person.press(_NOW)
        await reply.modal(_PATIENCE)
        return {}

    async def ask(self, slack: str, asker: int, supporter: int) -> Json:
        """Sends the form off. Seconds until that supporter has the offer."""
        person, asked = (self.people[slack][number] for number in (asker, supporter))
        since = len(asked.log)
        reply = await person.submit({"f.to": asked.member.real_name})
        assert reply.envelope is not None, reply.errors
        await asked.next("message", since, _PATIENCE)
        return {"seconds": time.monotonic() - reply.envelope.sent}

    async def connected(self, slack: str) -> Json:
        await self.slacks[slack].connected()
        return {}

    async def end(self) -> Json:
        for slack in self.slacks.values():
            await slack.stop()
        return {"core": time.process_time()}

    async def _all_shown(self, slack: str) -> None:
        """Until nothing but messages has come for a while."""
        calls = self.slacks[slack].calls
        before, found = -1, 0
        while before < found:
            before = found
            await asyncio.sleep(_SHOWN)
            found = sum(call.method != POST for call in calls)

    async def _together(self, slack: str, deeds: Sequence[Coroutine[Any, Any, T]]) -> list[T]:
        """All at once: what they send leaves when everybody has done their part of it, so that
        nobody's answer waits here for the next one's payload to be made."""
        socket = self.slacks[slack].socket
        socket.hold()
        before = len(socket.envelopes)
        doing = [asyncio.ensure_future(deed) for deed in deeds]
        while len(socket.envelopes) - before < len(doing):  # noqa: ASYNC110 - nor of that
            await asyncio.sleep(0)
        await socket.release()
        return await asyncio.gather(*doing)


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


def _is_posted(call: Any) -> bool:
    return call.method == POST and bool(call.answer.get("ok"))


async def main() -> None:
    side = Side()
    await serve(
        {
            "begin": side.begin,
            "connected": side.connected,
            "limits": side.limits,
            "forget": side.forget,
            "posted": side.posted,
            "press": side.press,
            "command": side.command,
            "prepare": side.prepare,
            "ask": side.ask,
            "end": side.end,
        }
    )


if __name__ == "__main__":
    asyncio.run(main())
