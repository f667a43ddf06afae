"""What stood before people when the program began anew: every button and every open form is good
still; and a bot in many servers hears all of them."""

import asyncio
from functools import partial
from pathlib import Path

from adapters.discord import build
from adapters.discord.config import Server
from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted, TextTyped
from bot.messages import Answer, Form, TextField
from tests.adapters.discord.harness import DiscordHarness
from tests.contract.deliveries import card, post
from tests.fakes.discord.people.person import FakeUser

CARDS, BUTTONS, FORMS = 50, 20, 10


async def test_a_thousand_buttons_and_ten_open_forms_outlive_a_restart(at: DiscordHarness) -> None:
    names = tuple(f"B{number}" for number in range(BUTTONS))
    people = [at.account(f"p{number}") for number in range(CARDS)]
    for person in people:
        at.discord.direct_with(person.user)
    await asyncio.gather(
        *(
            at.platform.deliver(post(person, card("?", buttons=names, token=f"t{number}")))
            for number, person in enumerate(people)
        )
    )

    async def answer(event: Event) -> Answer:
        if isinstance(event, CommandGiven):
            form = (TextField("why", "Why"),)
            return Answer(form=Form("Ask", form, "Ask", token=f"f-{event.account.user}"))
        return Answer(aside=card("Taken."))

    at.core.follow(answer)
    askers = people[:FORMS]
    opened = [await at.user(person).command("/peer") for person in askers]
    assert all(reply.ok for reply in opened)
    await at.restart()
    at.core.events.clear()
    shown = [at.user(person).from_app[0] for person in people]
    assert sum(len(message.labels) for message in shown) == 1_000
    pressed = await asyncio.gather(
        *(
            at.user(person).press(names[number % BUTTONS], shown[number])
            for number, person in enumerate(people)
        )
    )
    sent = [await at.user(person).submit({"why": person.user}) for person in askers]
    assert all(reply.ok for reply in (*pressed, *sent))
    presses = [event for event in at.core.events if isinstance(event, ButtonPressed)]
    assert {(event.account, event.token, event.number) for event in presses} == {
        (person, f"t{number}", number % BUTTONS) for number, person in enumerate(people)
    }
    forms = [event for event in at.core.events if isinstance(event, FormSubmitted)]
    assert [(event.token, event.one("why")) for event in forms] == [
        (f"f-{person.user}", person.user) for person in askers
    ]


def answered(person: FakeUser) -> bool:
    return bool(person.from_app)


async def test_every_shard_is_heard(at: DiscordHarness, tmp_path: Path) -> None:
    """Direct messages come by the first."""
    at.discord.settings.max_concurrency = 2
    await at.stop()
    servers = [at.discord.guild, *(at.discord.add_guild(f"Server {n}") for n in range(3))]
    shards = {(int(server.id) >> 22) % 2 for server in servers}
    assert shards == {0, 1}
    configured = at.configured(tmp_path, *(Server(id=server.id) for server in servers))
    at.config = configured.model_copy(update={"shards": 2})
    at.platform = build(at.config, at.around)
    await at.start()
    await at.discord.gateway.ready(2)
    at.core.answer(Answer(aside=card("The menu")))
    for number, server in enumerate(servers):
        person = at.discord.person(f"Of {number}", guild=server)
        reply = await person.command("/peer", next(iter(server.channels.values())))
        assert reply.ok, server.name
        assert at.core.events[-1].account.workspace == server.id
        person.type("hello")
        await at.discord.until(partial(answered, person), 5)
        typed = at.core.events[-1]
        assert isinstance(typed, TextTyped)
        assert (typed.account.workspace, typed.account.user) == (server.id, person.id)
