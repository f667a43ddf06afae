"""Each conversation is opened once, and kept: a fan-out after a restart opens none."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.calls import OPENING
from bot.model.direct_chats import DirectChat
from bot.model.ids import Account
from bot.ports import Delivery, MessageGone, NotSent, SlowDown
from tests.adapters.discord.harness import DiscordHarness
from tests.contract.deliveries import card, delete, post, with_file
from tests.fakes.direct_chats import ChatsInMemory
from tests.fakes.discord.faults import refused

POST = "POST /channels/{channel.id}/messages"
OPEN = "POST /users/@me/channels"
HISTORY = "GET /channels/{channel.id}/messages"


def chats(at: DiscordHarness) -> ChatsInMemory:
    kept = at.around.chats
    assert isinstance(kept, ChatsInMemory)
    return kept


def to(at: DiscordHarness, account: Account, *texts: str) -> Delivery:
    """As the core hands it over: with what is kept of the chat."""
    return replace(post(account, card(*texts)), chat=chats(at).find(account))


async def test_after_a_restart_no_conversation_is_opened(at: DiscordHarness) -> None:
    people = [at.account(name) for name in ("ana", "ben", "cy")]
    for account in people:
        await at.platform.deliver(to(at, account, "Hello"))
    assert len(at.discord.called(OPEN)) == 3
    await at.restart()
    for account in people:
        delivery = to(at, account, "Again")
        assert OPENING not in {rate.key for rate in at.platform.rates(delivery)}
        await at.platform.deliver(delivery)
    assert len(at.discord.called(OPEN)) == 3
    assert [seen.texts[0] for seen in await at.chat(people[0])] == ["Hello", "Again"]


async def test_what_somebody_wrote_first_is_kept_once_they_are_written_to(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.type(ana, "hello")
    assert chats(at).find(ana) is None
    await at.platform.deliver(to(at, ana, "Hello"))
    assert at.discord.called(OPEN) == []
    assert chats(at).find(ana) == DirectChat(ana, at.user(ana).room.id)


async def test_a_channel_that_is_gone_is_forgotten_and_opened_anew(at: DiscordHarness) -> None:
    ana = at.account("ana")
    chats(at).keep(ana, "111111111111111111")
    await at.platform.deliver(to(at, ana, "Hello"))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Hello"]
    assert chats(at).find(ana) == DirectChat(ana, at.user(ana).room.id)


async def test_a_channel_that_went_while_the_program_ran_is_opened_anew(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(to(at, ana, "Hello"))
    await asyncio.sleep(0.06)
    gone = at.discord.direct.pop(ana.user)
    del at.discord.channels[gone.id]
    await at.platform.deliver(to(at, ana, "Again"))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Again"]
    assert len(at.discord.called(OPEN)) == 2


async def test_channels_that_are_gone_are_opened_at_the_pace_of_new_ones(
    at: DiscordHarness,
) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    chats(at).keep(ana, "111111111111111111")
    await at.platform.deliver(to(at, ben, "Opened just now"))
    with pytest.raises(NotSent):
        await at.platform.deliver(to(at, ana, "Hello"))
    again = to(at, ana, "Hello")
    assert OPENING in {rate.key for rate in at.platform.rates(again)}
    await at.platform.deliver(again)
    assert len(await at.chat(ana)) == 1


async def test_a_message_waits_for_no_database(
    at: DiscordHarness, caplog: pytest.LogCaptureFixture
) -> None:
    ana = at.account("ana")
    chats(at).busy = 1
    await at.platform.deliver(to(at, ana, "Hello"))
    assert chats(at).find(ana) is None
    await at.platform.deliver(to(at, ana, "Again"))
    assert chats(at).find(ana) == DirectChat(ana, at.user(ana).room.id)
    chats(at).busy = 1
    await asyncio.sleep(0.06)  # since one was opened
    at.discord.faults.plan(POST, refused(10003))
    await at.platform.deliver(to(at, ana, "And again"))
    assert len(await at.chat(ana)) == 3
    assert "LedgerBusy" in caplog.text


async def test_chats_of_whoever_is_erased_are_opened_once_and_at_the_pace_of_new_ones(
    at: DiscordHarness,
) -> None:
    """Many leave at once: nobody new could be written to, were all of them opened at once."""
    ana, ben = at.account("ana"), at.account("ben")
    for account in (ana, ben):
        for number in range(3):
            await at.platform.deliver(to(at, account, f"Number {number}"))
    slow = {"new_conversations_per_second": 1.0}  # a second is long, on a busy machine too
    at.config = at.config.model_copy(update=slow)
    await at.restart()
    opened, ever = len(at.discord.called(OPEN)), datetime.now(UTC) + timedelta(days=1)
    assert not await at.platform.clear(ana, ever)
    with pytest.raises(SlowDown) as told:
        await at.platform.clear(ben, ever)
    assert told.value.key == OPENING
    assert not await at.platform.clear(ana, ever)
    assert len(at.discord.called(OPEN)) == opened + 1
    await asyncio.sleep(told.value.seconds)
    assert not await at.platform.clear(ben, ever)
    assert [await at.chat(account) for account in (ana, ben)] == [(), ()]


async def test_while_no_new_conversations_are_taken_none_is_opened_to_be_emptied(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    at.discord.faults.plan(OPEN, refused(40003))
    for _ in range(2):
        with pytest.raises(SlowDown):
            await at.platform.clear(ana, datetime.now(UTC))
        await asyncio.sleep(0.06)
    assert len(at.discord.called(OPEN)) == 1
    with pytest.raises(SlowDown):
        await at.platform.deliver(to(at, ana, "Hello"))
    assert len(at.discord.called(OPEN)) == 1


async def test_a_channel_that_is_gone_is_emptied_once_it_is_opened_anew(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(to(at, ana, "Hello"))
    at.discord.faults.plan(HISTORY, refused(10003))
    ever = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(MessageGone):
        await at.platform.clear(ana, ever)
    await asyncio.sleep(0.06)
    assert not await at.platform.clear(ana, ever)
    assert await at.chat(ana) == ()
    assert len(at.discord.called(OPEN)) == 2


async def test_a_channel_that_is_gone_is_opened_anew_for_its_files_to_go(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, with_file("Hers")))
    at.discord.faults.plan(HISTORY, refused(10003))
    with pytest.raises(NotSent):
        await at.platform.deliver(delete(ana, ""))
    await asyncio.sleep(0.06)
    await at.platform.deliver(delete(ana, ""))
    assert await at.chat(ana) == ()
    assert await at.held() == ()
