"""What comes too late, or was answered before: shown where it can be, else told by a message."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.events import AnswerLost, Event
from bot.messages import Answer, Form, Image, Section, TextField
from bot.ports import LedgerBusy
from tests.adapters.discord.harness import DiscordHarness, read
from tests.adapters.local.samples import portrait
from tests.contract.deliveries import card, post
from tests.fakes.discord.faults import Fault, lost_reply, refused
from tests.fakes.surroundings import APOLOGY

CALLBACK = "POST /interactions/{interaction.id}/{interaction.token}/callback"
LATE = [10062, 10015, 50027]


async def with_card(at: DiscordHarness) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))


def lost(at: DiscordHarness) -> list[AnswerLost]:
    return [event for event in at.core.events if isinstance(event, AnswerLost)]


@pytest.mark.parametrize("code", LATE)
async def test_an_aside_that_came_too_late_is_told_of_and_not_tried_again(
    at: DiscordHarness, code: int
) -> None:
    await with_card(at)
    at.core.answer(Answer(aside=card("Between us")))
    at.discord.faults.plan(CALLBACK, refused(code), times=None)
    user = at.user(at.account("ana"))
    await user.press("Yes")
    await at.discord.quiet()
    assert len(at.discord.called(CALLBACK)) == 1
    (event,) = lost(at)
    assert (event.account, event.in_chat, event.taken) == (at.account("ana"), True, True)
    assert event.id != at.core.events[0].id
    # What the core says there stands in the chat, and what was between them does not.
    assert [read(text) for text in user.from_app[-1].texts][:1] == ["Between us"]


async def test_what_the_core_says_of_it_is_all_that_stands_in_the_chat(at: DiscordHarness) -> None:
    await with_card(at)

    async def answers(event: Event) -> Answer:
        if isinstance(event, AnswerLost):
            return Answer(aside=card("It came too late"))
        return Answer(aside=card("A secret"))

    at.core.follow(answers)
    at.discord.faults.plan(CALLBACK, refused(10062), times=None)
    user = at.user(at.account("ana"))
    await user.press("Yes")
    await at.discord.quiet()
    assert user.from_app[-1].texts[0] == "It came too late"
    assert "A secret" not in "".join(message.text for message in user.from_app)


async def test_in_a_server_the_core_alone_decides_and_nothing_is_posted(
    at: DiscordHarness,
) -> None:
    at.core.answer(Answer(aside=card("Between us")))
    at.discord.faults.plan(CALLBACK, refused(10062), times=None)
    ana = at.person("ana")
    await ana.command("/peer", at.room)
    await at.discord.quiet()
    (event,) = lost(at)
    assert event.in_chat is False
    assert ana.from_app == []
    assert ana.seen_in(at.room) == []


async def test_a_redrawn_card_needs_no_message(at: DiscordHarness) -> None:
    await with_card(at)
    at.core.answer(Answer(redraw=card("Thanks.")))
    at.discord.faults.plan(CALLBACK, refused(10062), times=None)
    await at.user(at.account("ana")).press("Yes")
    await at.discord.quiet()
    assert lost(at) == []


async def test_what_was_not_taken_is_not_said_to_be(at: DiscordHarness) -> None:
    await with_card(at)

    async def busy(event: Event) -> Answer:
        raise LedgerBusy("the database is locked")

    at.core.follow(busy)
    at.discord.faults.plan(CALLBACK, refused(10062), times=None)
    user = at.user(at.account("ana"))
    await user.press("Yes")
    await at.discord.quiet()
    assert lost(at)[0].taken is False
    assert user.from_app[-1].texts[0] == APOLOGY


def pictured() -> Answer:
    section = Section(text="Between us", image=Image(portrait((51, 102, 153)), "A face"))
    return Answer(aside=replace(card("Between us"), sections=(section,)))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(aside=card("Between us")),
        pictured(),
        Answer(form=Form("Well", (TextField("why", "Why"),), "Ask", token="f1")),
    ],
    ids=["aside", "picture", "form"],
)
@pytest.mark.parametrize("faults", [[lost_reply()], [refused(40060)]], ids=["lost", "40060"])
async def test_an_answer_whose_reply_was_lost_is_there_once(
    at: DiscordHarness, answer: Answer, faults: Sequence[Fault]
) -> None:
    ana = at.account("ana")
    at.core.answer(answer)
    for fault in faults:
        at.discord.faults.plan(CALLBACK, replace(fault, performed=True))
    await at.user(ana).command("/peer", at.room)
    await at.discord.quiet()
    user = at.user(ana)
    if answer.form is not None:
        assert user.modal is not None
        assert user.asides == []
    else:
        (only,) = user.asides
        assert "Between us" in only.text
    assert lost(at) == []


async def test_an_answer_after_a_word_that_was_lost_follows_on_it(at: DiscordHarness) -> None:
    """That it takes its time was said, and nobody knew: what came of it stands in its place."""
    ana = at.account("ana")

    async def slowly(event: Event) -> Answer:
        await asyncio.sleep(2.1)
        return Answer(aside=card("Between us"))

    at.core.follow(slowly)
    at.discord.faults.plan(CALLBACK, replace(refused(10008), performed=True))
    await at.user(ana).command("/peer", at.room)
    await asyncio.sleep(0.3)
    await at.discord.quiet()
    (only,) = at.user(ana).asides
    assert "Between us" in only.text
