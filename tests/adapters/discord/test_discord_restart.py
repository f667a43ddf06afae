"""A restart with a thousand live buttons and ten open forms: each works."""

import asyncio

from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted
from bot.messages import Answer, Button, Form, Message, Section, TextField
from tests.adapters.discord.harness import DiscordHarness, read
from tests.contract.deliveries import FOOTER, NOTIFICATION, card, post

CARDS, BUTTONS = 40, 25
#: forms that are one modal, and forms that take two
SHORT, LONG = 8, 2


def many_buttons(token: str) -> Message:
    buttons = tuple(Button(number, f"Press {number}") for number in range(BUTTONS))
    return Message((Section(text="Well?", buttons=buttons),), NOTIFICATION, token, FOOTER)


async def test_a_thousand_buttons_that_were_live_before_a_restart_are_live_after_it(
    at: DiscordHarness,
) -> None:
    people = [at.account(f"p{number}") for number in range(CARDS)]
    for number, account in enumerate(people):
        await at.platform.deliver(post(account, many_buttons(f"card{number}")))
    await at.restart()
    for number in range(BUTTONS):
        replies = await asyncio.gather(*(at.user(one).press(f"Press {number}") for one in people))
        assert all(reply.ok for reply in replies)
    pressed = [event for event in at.core.events if isinstance(event, ButtonPressed)]
    assert {(each.account, each.token, each.number) for each in pressed} == {
        (account, f"card{place}", number)
        for place, account in enumerate(people)
        for number in range(BUTTONS)
    }
    assert len({event.id for event in pressed}) == CARDS * BUTTONS


async def test_ten_forms_that_were_open_before_a_restart_lose_nothing_unsaid(
    at: DiscordHarness,
) -> None:
    """One that is a modal comes whole, and one that takes several goes on."""
    people = [at.account(f"p{number}") for number in range(SHORT + LONG)]

    async def script(event: Event) -> Answer:
        if isinstance(event, FormSubmitted):
            return Answer(aside=card("Asked."))
        assert isinstance(event, CommandGiven)
        fields = 1 if people.index(event.account) < SHORT else 6
        inputs = tuple(TextField(f"f{n}", f"Field {n}", required=False) for n in range(fields))
        return Answer(form=Form("Ask", inputs, "Ask", token=f"of-{event.account.user}"))

    at.core.follow(script)
    opened = await asyncio.gather(*(at.user(one).command("/peer", at.room) for one in people))
    assert all(reply.ok for reply in opened)
    await at.restart()
    at.core.follow(script)
    sent = await asyncio.gather(*(at.user(one).submit({"f0": one.user}) for one in people))
    assert all(reply.ok for reply in sent)
    await at.discord.quiet()
    for one in people[SHORT:]:
        assert "Go on" in at.user(one).asides[-1].labels
        assert (await at.user(one).press("Ask", at.user(one).asides[-1])).ok
    await at.discord.quiet()
    came = [event for event in at.core.events if isinstance(event, FormSubmitted)]
    assert {(each.account, each.token, each.one("f0")) for each in came} == {
        (one, f"of-{one.user}", one.user) for one in people
    }
    assert {read(at.user(one).asides[-1].texts[0]) for one in people} == {"Asked."}
