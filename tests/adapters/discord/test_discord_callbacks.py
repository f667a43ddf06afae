"""The first answer to what somebody did, when it is lost on its way, late, or given already: it is
answered once all the same, and what was done is done once."""

import asyncio
import logging

import pytest

from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted
from bot.messages import Answer, Form, Image, Message, Section, TextField
from tests.adapters.discord.harness import DiscordHarness, read
from tests.adapters.local.samples import portrait
from tests.contract.deliveries import NOTIFICATION, card, post
from tests.contract.harness import Outcome
from tests.fakes.discord import faults
from tests.fakes.discord.faults import Fault

CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"
FOLLOW_UP = "POST /webhooks/{application.id}/{interaction.token}"
POST = "POST /channels/{channel.id}/messages"
IN_PLACE = "PATCH /webhooks/{application.id}/{interaction.token}/messages/{message.id}"

PNG = portrait((90, 20, 20))
FORM = Form("Talk to someone", (TextField("why", "Why"),), "Ask", token="f1")
SAID_BEFORE = {"message": "Interaction has already been acknowledged.", "code": 40060}
#: the connection breaks, before or after Discord has taken it; and another of our attempts was the
#: answer
LOST = {
    "request": faults.lost_request(),
    "reply": faults.lost_reply(),
    "40060": Fault(status=400, body=SAID_BEFORE, performed=True),
}


@pytest.fixture(params=list(LOST))
def fault(request: pytest.FixtureRequest) -> Fault:
    return LOST[request.param]


def of(at: DiscordHarness, kind: type[Event]) -> list[Event]:
    return [event for event in at.core.events if isinstance(event, kind)]


async def test_a_press_is_answered_once(at: DiscordHarness, fault: Fault) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks."), aside=card("Between us")))
    at.discord.faults.plan(CALLBACK, fault)
    reply = await at.press(ana, 0, "Yes")
    assert reply.outcome is Outcome.TAKEN, reply.words
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks."]
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Between us"]
    assert len(of(at, ButtonPressed)) == 1


async def test_a_command_is_answered_once(at: DiscordHarness, fault: Fault) -> None:
    """With a picture, which is read anew."""
    ana = at.account("ana")
    section = Section(heading="Rosa", text="Engine 2", image=Image(PNG, "Rosa"))
    at.core.answer(Answer(aside=Message((section,), NOTIFICATION)))
    at.discord.faults.plan(CALLBACK, fault)
    reply = await at.command(ana, "peer")
    assert reply.outcome is Outcome.TAKEN, reply.words
    (aside,) = at.user(ana).asides
    assert read(aside.texts[0]) == "Rosa"
    assert len(aside.pictures) == 1
    assert {len(file.content) for file in at.discord.files.values()} == {len(PNG)}
    assert len(of(at, CommandGiven)) == 1


async def test_a_form_opens_once_and_is_sent_in_once(at: DiscordHarness, fault: Fault) -> None:
    ana = at.account("ana")
    at.core.answer(Answer(form=FORM))
    at.discord.faults.plan(CALLBACK, fault)
    reply = await at.command(ana, "peer")
    assert reply.form is not None, reply.words
    at.core.answer(Answer(aside=card("Asked.")))
    at.discord.faults.plan(CALLBACK, fault)
    done = await at.submit(ana, {"why": ("so",)})
    assert done.outcome is Outcome.TAKEN, done.words
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Asked."]
    assert len(of(at, FormSubmitted)) == 1


async def test_a_503_before_it_was_taken_is_tried_again(at: DiscordHarness) -> None:
    """By the library, after a second, like every error of the server."""
    ana = at.account("ana")
    at.core.answer(Answer(aside=card("The menu")))
    at.discord.faults.plan(CALLBACK, faults.broken(503))
    reply = await at.command(ana, "peer")
    assert reply.outcome is Outcome.TAKEN
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["The menu"]
    assert len(at.discord.called(CALLBACK)) == 2


async def test_what_is_lost_again_and_again_is_left(
    at: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    """It is done, they see Discord's own error, and what they do next goes well."""
    ana = at.account("ana")
    at.discord.settings.answer_seconds = 0.2
    at.core.answer(Answer(aside=card("The menu")))
    at.discord.faults.plan(CALLBACK, faults.lost_request(), times=None)
    with caplog.at_level(logging.WARNING):
        assert (await at.command(ana, "peer")).outcome is Outcome.REFUSED
    assert len(at.discord.called(CALLBACK)) == 2
    assert "an answer was not shown: OutcomeUnknown" in caplog.text
    at.discord.faults.clear()
    assert (await at.command(ana, "peer")).outcome is Outcome.TAKEN


@pytest.mark.parametrize("code", [10015, 50027])
async def test_where_the_token_is_gone_it_is_asked_no_more_and_nothing_is_lost(
    at: DiscordHarness, code: int
) -> None:
    """What follows comes as a message of its own."""
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks.", buttons=("Yes",), token="a1"), aside=card("Us")))
    at.discord.faults.plan(FOLLOW_UP, faults.refused(code))
    reply = await at.press(ana, 0, "Yes")
    assert reply.outcome is Outcome.TAKEN
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Thanks.", "Us"]
    assert len(at.discord.called(FOLLOW_UP)) == 1, "it would be refused again"
    await at.press(ana, 0, "Yes")
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Us"]


async def test_many_at_once_are_each_given_their_own_form_and_none_is_crossed(
    at: DiscordHarness,
) -> None:
    """While others press, thirty open a form of their own and send it in."""
    people = [at.account(f"p{number}") for number in range(30)]
    others = [at.account(f"o{number}") for number in range(20)]
    for other in others:
        at.discord.direct_with(other.user)
    await asyncio.gather(
        *(
            at.platform.deliver(post(o, card("?", buttons=("Yes",), token=f"c{n}")))
            for n, o in enumerate(others)
        )
    )

    async def script(event: Event) -> Answer:
        await asyncio.sleep(0)
        if isinstance(event, ButtonPressed):
            return Answer(redraw=card("Thanks.", buttons=("Yes",), token=event.token))
        if isinstance(event, CommandGiven):
            token = f"form-{event.account.user}"
            return Answer(form=Form("Ask", (TextField("why", "Why"),), "Ask", token=token))
        return Answer(aside=card("Asked."))

    at.core.follow(script)
    replies = await asyncio.gather(
        *(at.user(one).command("/peer", at.room) for one in people),
        *(at.user(other).press("Yes") for other in others),
    )
    assert all(reply.ok for reply in replies)
    sent = await asyncio.gather(
        *(at.user(one).submit({"why": f"of {one.user}"}) for one in people),
        *(at.user(other).press("Yes") for other in others),
    )
    assert all(reply.ok for reply in sent)
    forms = [event for event in at.core.events if isinstance(event, FormSubmitted)]
    assert sorted((e.account.user, e.token, e.one("why")) for e in forms) == sorted(
        (one.user, f"form-{one.user}", f"of {one.user}") for one in people
    )


async def test_whoever_writes_is_answered_once_though_the_connection_breaks(
    at: DiscordHarness, fault: Fault
) -> None:
    """The fixed answer, with the lines: it is in no outbox."""
    ana = at.account("ana")
    at.core.answer(Answer(aside=card("The lines")))
    at.discord.faults.plan(POST, fault)
    at.user(ana).type("I cannot go on")
    await at.discord.quiet(0.2)
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["The lines"]


async def test_what_follows_on_a_card_is_there_though_the_connection_breaks(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    at.core.answer(Answer(redraw=card("Thanks."), aside=card("Between us")))
    at.discord.faults.plan(FOLLOW_UP, faults.lost_request())
    await at.press(ana, 0, "Yes")
    assert [read(aside.texts[0]) for aside in at.user(ana).asides] == ["Between us"]


async def test_nobody_is_left_with_a_word_that_it_takes_its_time(at: DiscordHarness) -> None:
    ana = at.account("ana")

    async def slowly(event: Event) -> Answer:
        await asyncio.sleep(2.05)
        return Answer(aside=card("The menu"))

    at.core.follow(slowly)
    at.discord.faults.plan(IN_PLACE, faults.lost_request())
    await at.command(ana, "peer")
    (aside,) = at.user(ana).asides
    assert (aside.thinking, read(aside.texts[0])) == (False, "The menu")
