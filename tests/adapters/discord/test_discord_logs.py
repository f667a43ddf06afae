"""Nothing of what anybody says stands in a log, however much is logged: not in discord.py's lines,
nor in those beneath it, nor in the words of an error."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.discord.client import HELD_AT_INFO
from bot.events import Event, FileSent, FormSubmitted
from bot.messages import Answer, Form, Image, Message, Section, TextField
from bot.ports import LedgerBusy, PlatformError
from tests.adapters.canary import CANARY, CARD, FORM, Everything, every_log, said
from tests.adapters.discord.harness import DiscordHarness, open_harness
from tests.adapters.local.samples import portrait
from tests.contract.deliveries import delete, edit, post
from tests.fakes.discord import faults
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.interactions import Kind
from tests.fakes.discord.payloads import common

POST = "POST /channels/{channel.id}/messages"
CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"
FOLLOW_UP = "POST /webhooks/{application.id}/{interaction.token}"

PICTURED = Message(
    (*CARD.sections, Section(text=said("beside"), image=Image(portrait((1, 2, 3)), said("alt")))),
    CARD.notification,
    "a2",
    CARD.footer,
)
#: of two pages
LONG = Form(
    said("title"), tuple(TextField(f"f{n}", said(f"field {n}")) for n in range(6)), "Go", "f2"
)


@pytest.fixture
def everything() -> Iterator[Everything]:
    with every_log() as logs:
        yield logs


async def live_a_little(at: DiscordHarness) -> None:
    """Every way in and out."""
    ana, user = at.account("ana"), at.person("ana")
    user.user.username, user.user.global_name = CANARY, said("display")

    async def script(event: Event) -> Answer:
        if isinstance(event, FormSubmitted):
            raise LedgerBusy(said("busy"))
        if isinstance(event, FileSent):
            raise ValueError(said("a flow's"))
        return Answer(redraw=CARD, aside=PICTURED)

    at.core.follow(script)
    handle = await at.platform.deliver(post(ana, PICTURED))
    await at.platform.deliver(edit(ana, handle, CARD))
    await user.press(said("Yes"), user.from_app[0])
    user.type(said("typed"))
    user.upload(f"{CANARY}.csv", said("content").encode())
    await at.discord.quiet()
    await user.command("/peer", at.room, words=said("command"))
    for form, values in (
        (FORM, {"words": said("entered"), "one": "v1"}),
        (LONG, {"f0": said("on page one")}),
    ):
        at.core.answer(Answer(form=form))
        await user.command("/peer", at.room)
        at.core.follow(script)
        await user.submit(values)
        await at.discord.quiet()
    await at.platform.deliver(delete(ana, handle))


async def fail_a_little(at: DiscordHarness) -> None:
    """Every way to fail, with what was said in the reply."""
    ana, user, plan = at.account("ana"), at.person("ana"), at.discord.faults.plan
    await at.platform.deliver(post(ana, CARD))
    echo = {"message": said("message"), "errors": {"components": said("echoed")}}
    for fault in (
        Fault(status=400, body={**echo, "code": 50035}),
        Fault(status=400, body={**echo, "code": 99_999}),
        Fault(status=403, body={**echo, "code": 50007}),
        Fault(status=429, body={**echo, "code": 20016, "retry_after": 90.0}),
        Fault(status=503, page=said("page")),
        faults.lost_reply(),
        faults.lost_request(),
    ):
        plan(POST, fault)
        with pytest.raises(PlatformError) as told:
            await at.platform.deliver(post(ana, CARD))
        assert CANARY not in repr(told.value)
    at.discord.settings.answer_seconds = 0.1
    at.core.answer(Answer(redraw=CARD, aside=CARD))
    for route in (CALLBACK, FOLLOW_UP):
        plan(route, Fault(status=400, body={**echo, "code": 50035}), times=2)
        await user.press(said("Yes"), user.from_app[-1])
        await user.command("/peer", at.room, words=said("command"))
        await at.discord.quiet()
    at.discord.faults.clear()


async def be_strange(at: DiscordHarness) -> None:
    """What discord.py, or we, stumble over."""
    user, send = at.person("ana").user, at.discord.interactions.send
    at.platform.again = 0.0
    for kind, data in (
        (Kind.COMPONENT, {"custom_id": said("v1:x"), "component_type": 2}),
        (Kind.COMPONENT, {"custom_id": f"v1:{at.discord.guild.id}:{CANARY}:0"}),
        (Kind.MODAL, {"custom_id": said("v1:1:form"), "components": said("no list")}),
        (Kind.MODAL, {"custom_id": "x", "components": [{"type": 18, "component": said("none")}]}),
        (Kind.COMMAND, {"id": "1", "name": CANARY, "type": 1, "options": said("no options")}),
        (Kind.AUTOCOMPLETE, {"id": "1", "name": CANARY, "type": 1, "options": []}),
    ):
        send(kind, user, at.room, common(at.discord, user, at.room, dict(data)))
    at.discord.gateway.dispatch(said("UNHEARD_OF"), {"what": said("x")})
    await at.discord.quiet()
    at.discord.gateway.dispatch("MESSAGE_CREATE", {"id": said("id"), "content": said("odd")})
    await at.discord.gateway.gone()
    await at.discord.gateway.ready()


async def test_not_a_byte_of_what_is_said_is_logged(tmp_path: Path, everything: Everything) -> None:
    async with open_harness(tmp_path) as at:
        await live_a_little(at)
        await fail_a_little(at)
        await be_strange(at)
        at.discord.gateway.drop()
        await at.discord.gateway.ready()
        tokens = [each.token for each in at.discord.interactions.all.values()]
        secrets = (at.discord.token, *tokens)
    assert everything.from_whom & {"adapters.discord.listening", "adapters.discord.errors"}
    assert "discord.gateway" in everything.from_whom, "the library's own lines were listened to"
    assert [line for line in everything.lines if CANARY in line] == []
    assert not [line for line in everything.lines if any(each in line for each in secrets)]


async def test_the_libraries_say_nothing_below_info_whatever_the_level(
    tmp_path: Path, everything: Everything
) -> None:
    """At DEBUG they print what is sent."""
    async with open_harness(tmp_path) as at:
        await at.platform.deliver(post(at.account("ana"), CARD))
    names = {name for name in logging.root.manager.loggerDict if name.split(".")[0] in HELD_AT_INFO}
    assert names > {"discord.http", "discord.gateway", "discord.webhook.async_", "aiohttp.client"}
    assert [each for each in names if logging.getLogger(each).isEnabledFor(logging.DEBUG)] == []
