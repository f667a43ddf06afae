"""What Discord refuses, in the core's words, each row of the table doing what it says."""

import asyncio

import pytest

from adapters.discord import build
from adapters.discord.calls import OPENING
from adapters.discord.errors import TOO_MANY_NEW, Group, group_of
from adapters.discord.link import TokenRefused
from bot.ports import (
    Forbidden,
    MessageGone,
    NotSent,
    OutcomeUnknown,
    PersonUnreachable,
    PlatformError,
    Refused,
    SlowDown,
    WorkspaceStopped,
)
from tests.adapters.discord.harness import DiscordHarness
from tests.contract.deliveries import card, edit, post
from tests.fakes.discord.faults import broken, broken_after, lost_reply, rate_limited, refused

POST = "POST /channels/{channel.id}/messages"
EDIT = "PATCH /channels/{channel.id}/messages/{message.id}"
OPEN = "POST /users/@me/channels"


@pytest.mark.parametrize(
    ("code", "asks_for"),
    [
        (50007, PersonUnreachable),
        (50278, PersonUnreachable),
        (10013, PersonUnreachable),
        (10007, PersonUnreachable),
        (10004, PersonUnreachable),
        (50001, Forbidden),
        (50013, Forbidden),
        (50083, Forbidden),
        (160005, Forbidden),
        (160006, Forbidden),
        (200000, Refused),
        (240000, Refused),
        (50035, Refused),
        (10008, MessageGone),
        (10015, MessageGone),
        (50027, MessageGone),
        (10062, MessageGone),
        (50014, WorkspaceStopped),
    ],
)
async def test_each_code_asks_for_what_the_table_says(
    at: DiscordHarness, code: int, asks_for: type[PlatformError]
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Hello")))
    at.discord.faults.plan(POST, refused(code))
    with pytest.raises(asks_for):
        await at.platform.deliver(post(ana, card("Again")))
    assert len(at.discord.called(POST)) == 2, "it was not tried again by itself"
    assert len(await at.chat(ana)) == 1
    await at.platform.deliver(post(ana, card("Later")))


@pytest.mark.parametrize("code", [20016, 20028, 30046])
def test_what_asks_to_back_off_does(code: int) -> None:
    """The library waits as long as it is told, up to half a minute; what is more comes here."""
    assert group_of(code, 429) is Group.WAIT


async def test_too_many_new_conversations_stop_those_and_mark_nobody(at: DiscordHarness) -> None:
    ana, ben, cy = (at.account(name) for name in ("ana", "ben", "cy"))
    await at.platform.deliver(post(ana, card("Known")))
    at.discord.faults.plan(OPEN, refused(40003))
    for account in (ben, cy, ben):
        delivery = post(account, card("New"))
        with pytest.raises(SlowDown) as told:
            await at.platform.deliver(delivery)
        assert told.value.key == OPENING
        assert told.value.key in {rate.key for rate in at.platform.rates(delivery)}
        assert 0 < told.value.seconds <= TOO_MANY_NEW
    assert len(at.discord.called(OPEN)) == 2, "Discord is asked no more for a while"
    again = post(ana, card("Known still"))
    assert OPENING not in {rate.key for rate in at.platform.rates(again)}
    await at.platform.deliver(again)


async def test_whoever_wrote_first_needs_no_conversation_opened(at: DiscordHarness) -> None:
    ana = at.account("ana")
    await at.type(ana, "hello")
    await at.platform.deliver(post(ana, card("Hello")))
    assert at.discord.called(OPEN) == []


async def test_slow_down_names_the_budget_and_the_seconds(at: DiscordHarness) -> None:
    """Longer than the library would sleep by itself."""
    ana = at.account("ana")
    delivery = post(ana, card("Hello"))
    at.discord.faults.plan(POST, rate_limited(400, "global"))
    with pytest.raises(SlowDown) as told:
        await at.platform.deliver(delivery)
    assert told.value.seconds >= 399
    assert told.value.key in {rate.key for rate in at.platform.rates(delivery)}


async def test_a_lost_reply_is_unknown_and_sent_again_it_is_one_message(
    at: DiscordHarness,
) -> None:
    ana = at.account("ana")
    delivery = post(ana, card("Once"))
    at.discord.faults.plan(POST, lost_reply())
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(delivery)
    await at.restart()
    handle = await at.platform.deliver(delivery)
    await at.platform.deliver(edit(ana, handle, card("Redrawn")))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Redrawn"]


async def test_done_and_then_broken_is_one_message(at: DiscordHarness) -> None:
    """The library tries again by itself, under the same nonce."""
    ana = at.account("ana")
    at.discord.faults.plan(POST, broken_after(502))
    await at.platform.deliver(post(ana, card("Once")))
    assert len(await at.chat(ana)) == 1


async def test_unavailable_is_certainly_not_sent(at: DiscordHarness) -> None:
    ana = at.account("ana")
    at.discord.faults.plan(POST, broken(503))
    with pytest.raises(NotSent):
        await at.platform.deliver(post(ana, card("Hello")))
    assert await at.chat(ana) == ()


async def test_out_of_reach_is_not_sent(at: DiscordHarness) -> None:
    ana = at.account("ana")
    await at.discord.away()
    with pytest.raises((NotSent, OutcomeUnknown)):
        await at.platform.deliver(post(ana, card("Hello")))
    await at.discord.back()
    await at.platform.deliver(post(ana, card("Hello")))
    assert len(await at.chat(ana)) == 1


async def test_closed_direct_messages_are_a_persons_own(at: DiscordHarness) -> None:
    ana, ben = at.account("ana"), at.account("ben")
    at.person("ana").close_dms()
    with pytest.raises(PersonUnreachable):
        await at.platform.deliver(post(ana, card("Hello")))
    await at.platform.deliver(post(ben, card("Hello")))
    at.person("ana").open_dms()
    await at.platform.deliver(post(ana, card("Hello")))


@pytest.mark.parametrize(
    ("code", "what"), [(4004, "the token"), (4013, "the intents"), (4014, "the intents")]
)
async def test_what_only_the_operator_can_mend_stops_deliveries_and_is_told(
    at: DiscordHarness, code: int, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    ana = at.account("ana")
    at.discord.gateway.close(code)
    await at.discord.gateway.gone()
    for _ in range(100):
        with pytest.raises((NotSent, WorkspaceStopped)) as told:
            await at.platform.deliver(post(ana, card("Hello")))
        if told.type is WorkspaceStopped:
            assert f"Discord does not take {what} ({code}); nothing is sent there" in caplog.text
            assert str(told.value) == f"Discord does not take {what} ({code})"
            return
        await asyncio.sleep(0.01)
    pytest.fail("it goes on as though nothing were")


async def test_a_token_that_discord_does_not_know_stops_the_start(at: DiscordHarness) -> None:
    await at.stop()
    at.discord.reset_token()
    at.platform = build(at.config, at.around)
    with pytest.raises(TokenRefused):
        await at.platform.start(at.core)
