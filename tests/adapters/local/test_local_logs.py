"""Nothing of what anybody says at the page stands in a log, however much is logged, nor in what the
page is told of a failure."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.events import CommandGiven, Event, FileSent, FormSubmitted
from bot.messages import Answer, Image, Message, Section
from bot.ports import LedgerBusy, MessageGone
from tests.adapters.canary import CANARY, CARD, FORM, Everything, every_log, said
from tests.adapters.local.agency import MEMBER
from tests.adapters.local.harness import LocalHarness, open_harness
from tests.adapters.local.samples import portrait
from tests.contract.deliveries import delete, edit, post
from tests.contract.harness import Outcome

PICTURED = Message(
    (*CARD.sections, Section(text=said("beside"), image=Image(portrait((1, 2, 3)), said("alt")))),
    CARD.notification,
    "a2",
    CARD.footer,
)


@pytest.fixture
def everything() -> Iterator[Everything]:
    with every_log() as logs:
        yield logs


async def live_a_little(at: LocalHarness) -> None:
    """Every way in and out."""
    handle = await at.platform.deliver(post(MEMBER, PICTURED))
    await at.platform.deliver(edit(MEMBER, handle, CARD))
    at.core.answer(Answer(redraw=CARD, aside=PICTURED))
    assert (await at.press(MEMBER, 0, said("Yes"))).outcome is Outcome.TAKEN
    await at.type(MEMBER, said("typed"))
    await at.send_file(MEMBER, f"{CANARY}.csv", said("content").encode())
    at.core.answer(Answer(form=FORM))
    await at.command(MEMBER, "peer", said("command"))
    at.core.answer(Answer(aside=CARD))
    await at.submit(MEMBER, {"words": (said("entered"),), "one": ("v1",)})
    await at.platform.deliver(delete(MEMBER, handle))


async def fail_a_little(at: LocalHarness) -> None:
    """What the core stumbles over, and what cannot be shown."""

    async def raises(event: Event) -> Answer:
        if isinstance(event, FormSubmitted):
            raise LedgerBusy(said("busy"))
        if isinstance(event, FileSent):
            return Answer(aside=Message((Section(text=said("x"), image=Image(b"", "")),), "", "t"))
        if isinstance(event, CommandGiven):
            raise ExceptionGroup(said("several"), [OSError(5, said("disk"), CANARY)])
        raise ValueError(said("a flow's"))

    at.core.answer(Answer(form=FORM))
    await at.command(MEMBER, "peer")
    at.core.follow(raises)
    await at.submit(MEMBER, {"words": (said("entered"),), "one": ("v1",)})
    await at.platform.deliver(post(MEMBER, CARD))
    sorry = await at.press(MEMBER, -1, said("Yes"))
    assert sorry.outcome is Outcome.SORRY
    for reply in (
        sorry,
        await at.type(MEMBER, said("typed")),
        await at.command(MEMBER, "peer", said("command")),
    ):
        assert CANARY not in repr(reply)


async def be_strange(at: LocalHarness) -> None:
    """What the page never sends: the replies quote nothing of it."""
    whole = {"event": "0" * 32, "user": MEMBER.user}
    for path, content in (
        ("/act/text", f'{{"text": "{CANARY}'.encode()),
        ("/act/text", json.dumps({**whole, "text": [CANARY]}).encode()),
        ("/act/text", json.dumps({**whole, "user": CANARY, "text": "x"}).encode()),
        ("/act/text", json.dumps({**whole, CANARY: "x"}).encode()),
        ("/act/command", json.dumps({**whole, "name": CANARY, "text": ""}).encode()),
        ("/act/press", json.dumps({**whole, "token": CANARY, "number": CANARY}).encode()),
        ("/act/form", json.dumps({**whole, "token": "f1", "values": CANARY}).encode()),
        ("/direct/scene", json.dumps({"scene": CANARY}).encode()),
        (f"/{CANARY}", b""),
        (f"/picture/{CANARY}", b""),
    ):
        reply = await at.client.post(path, content=content)
        assert reply.status_code >= 400
        assert CANARY not in reply.text + repr(reply.headers), path
        assert CANARY not in (await at.client.get(path)).text


async def test_not_a_byte_of_what_is_said_is_logged(tmp_path: Path, everything: Everything) -> None:
    async with open_harness(tmp_path) as at:
        await live_a_little(at)
        await fail_a_little(at)
        await be_strange(at)
        with pytest.raises(MessageGone):
            await at.platform.deliver(edit(MEMBER, said("handle"), CARD))
    assert "adapters.local.acting" in everything.from_whom
    assert [line for line in everything.lines if CANARY in line and not _is_the_clients(line)] == []


def _is_the_clients(line: str) -> bool:
    """Of who is at the page, whose lines are on another machine."""
    return line.startswith(("httpx ", "httpcore.", "websockets.client "))
