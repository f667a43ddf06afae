"""What Slack refuses, in the core's words, and with none of what was sent. What becomes of a row
is in test_slack_outbox.py."""

import asyncio
import time

import pytest

from adapters.slack import build
from bot.ports import (
    Forbidden,
    NotSent,
    OutcomeUnknown,
    PersonUnreachable,
    PlatformError,
    Refused,
    Rule,
    SlowDown,
    WorkspaceStopped,
)
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card, edit, group_chat, post
from tests.fakes.slack import faults
from tests.scheduler.rig import until


async def test_slow_down_names_the_budget_and_the_seconds(at: SlackHarness) -> None:
    ana = at.account("ana")
    delivery = post(ana, card("Hello"))
    at.slack.faults.plan("chat.postMessage", faults.rate_limited(17))
    with pytest.raises(SlowDown) as told:
        await at.platform.deliver(delivery)
    assert told.value.seconds == 17
    assert told.value.key in {rate.key for rate in at.platform.rates(delivery)}


async def test_slow_down_on_any_method_names_that_methods_budget(at: SlackHarness) -> None:
    ana = at.account("ana")
    again = edit(ana, await at.platform.deliver(post(ana, card("Hello"))), card("Redrawn"))
    await at.restart()
    at.slack.faults.plan("conversations.open", faults.rate_limited(3))
    with pytest.raises(SlowDown) as opening:
        await at.platform.deliver(again)
    assert opening.value.key in {rate.key for rate in at.platform.rates(again)}
    at.slack.faults.plan("chat.update", faults.rate_limited(3))
    with pytest.raises(SlowDown) as updating:
        await at.platform.deliver(again)
    assert updating.value.key in {rate.key for rate in at.platform.rates(again)}


async def test_nobodys_conversation_is_opened_before_they_are_written_to(
    at: SlackHarness,
) -> None:
    """Opening is allowed 50 times a minute, which would be how fast everybody is written to."""
    ana = at.account("ana")
    for words in ("Hello", "Again"):
        await at.platform.deliver(post(ana, card(words)))
    assert at.slack.called("conversations.open") == []
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Hello", "Again"]


async def test_where_slack_wants_the_conversation_opened_it_is(at: SlackHarness) -> None:
    ana = at.account("ana")
    at.slack.faults.plan("chat.postMessage", faults.refused("channel_not_found"))
    await at.platform.deliver(post(ana, card("Hello")))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Hello"]
    assert len(at.slack.called("conversations.open")) == 1


async def test_a_lost_reply_is_unknown_and_then_found(at: SlackHarness) -> None:
    ana = at.account("ana")
    delivery = post(ana, card("Once"))
    at.slack.faults.plan("chat.postMessage", faults.lost_reply())
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(delivery)
    assert len(at.slack.called("chat.postMessage")) == 1, "tried again, it would stand there twice"
    found = await at.platform.find(delivery)
    assert found is not None
    await at.platform.deliver(edit(ana, found, card("Found")))
    assert [seen.texts[0] for seen in await at.chat(ana)] == ["Found"]


async def test_a_lost_request_is_unknown_and_not_found(at: SlackHarness) -> None:
    delivery = post(at.account("ana"), card("Never"))
    at.slack.faults.plan("chat.postMessage", faults.lost_request())
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(delivery)
    assert await at.platform.find(delivery) is None


async def test_a_message_is_found_behind_many_others(at: SlackHarness) -> None:
    ana = at.account("ana")
    delivery = post(ana, card("The first"))
    handle = await at.platform.deliver(delivery)
    for number in range(230):
        await at.platform.deliver(post(ana, card(f"Message {number}")))
    assert await at.platform.find(delivery) == handle


@pytest.mark.parametrize(
    ("status", "raised"),
    [(200, OutcomeUnknown), (500, OutcomeUnknown), (502, OutcomeUnknown), (503, NotSent)],
)
async def test_a_reply_that_is_none_of_slacks(
    at: SlackHarness, status: int, raised: type[PlatformError]
) -> None:
    at.slack.faults.plan("chat.postMessage", faults.broken(status))
    with pytest.raises(raised):
        await at.platform.deliver(post(at.account("ana"), card("Hello")))


@pytest.mark.parametrize("tokens_first", [True, False])
async def test_an_app_that_was_taken_out_stops_its_workspace(
    at: SlackHarness, tokens_first: bool
) -> None:
    ana = at.account("ana")
    await at.platform.deliver(post(ana, card("Before")))
    await at.slack.uninstall(tokens_first=tokens_first)
    for envelope in at.slack.socket.envelopes:
        assert await at.slack.socket.settled(envelope)
    before = len(at.slack.calls)
    with pytest.raises(WorkspaceStopped):
        await at.platform.deliver(post(ana, card("After")))
    assert len(at.slack.calls) == before, "Slack need not be asked"


@pytest.mark.parametrize("told", ["app_uninstalled", "tokens_revoked"])
async def test_either_event_alone_stops_the_workspace(at: SlackHarness, told: str) -> None:
    """The other may come much later, or have gone to a connection that broke."""
    bot = at.slack.installation_in(at.slack.workspace.id).bot_user
    at.slack.refuse_token("account_inactive")
    envelope = await at.slack.event(
        at.slack.workspace.id, {"type": told, "tokens": {"oauth": [], "bot": [bot]}}
    )
    assert await at.slack.socket.settled(envelope)
    with pytest.raises(WorkspaceStopped):
        await at.platform.deliver(post(at.account("ana"), card("After")))
    assert not at.slack.called("chat.postMessage"), "Slack need not be asked"


@pytest.mark.parametrize("good", [True, False])
async def test_a_slack_that_cannot_be_asked_stops_nothing_and_is_asked_again(
    at: SlackHarness, good: bool
) -> None:
    """After `tokens_revoked`, which another token may be meant by."""
    opened = at.platform._link
    assert opened is not None
    opened.listening.welcome.ask_again = 0.02
    bot = at.slack.installation_in(at.slack.workspace.id).bot_user
    for fault in (faults.lost_request(), faults.broken(503), faults.rate_limited()):
        at.slack.faults.plan("auth.test", fault)
    if not good:
        at.slack.faults.plan("auth.test", faults.refused("token_revoked"))
    before = len(at.slack.called("auth.test"))
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}
    await at.slack.event(at.slack.workspace.id, revoked)
    await until(lambda: len(at.slack.called("auth.test")) == before + 4)
    await opened.listening.finish()
    if good:
        await at.platform.deliver(post(at.account("ana"), card("After")))
    else:
        with pytest.raises(WorkspaceStopped):
            await at.platform.deliver(post(at.account("ana"), card("After")))


async def test_that_slack_is_being_asked_keeps_nobody_from_stopping(at: SlackHarness) -> None:
    bot = at.slack.installation_in(at.slack.workspace.id).bot_user
    at.slack.faults.plan("auth.test", faults.broken(503))
    before = len(at.slack.called("auth.test"))
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}}
    await at.slack.event(at.slack.workspace.id, revoked)
    await until(lambda: len(at.slack.called("auth.test")) == before + 1)
    async with asyncio.timeout(4):
        await at.stop()


async def test_nothing_of_what_was_sent_stands_in_an_error(at: SlackHarness) -> None:
    for fault in (faults.refused("invalid_blocks"), faults.broken(500, "Secret words came back")):
        at.slack.faults.plan("chat.postMessage", fault)
        with pytest.raises(PlatformError) as told:
            await at.platform.deliver(post(at.account("ana"), card("Secret words")))
        assert "Secret" not in str(told.value)
        assert told.value.__cause__ is None


async def test_a_slack_that_does_not_answer_is_waited_for_no_longer_than_ten_seconds(
    at: SlackHarness,
) -> None:
    at.slack.faults.plan("chat.postMessage", faults.slow(30))
    began = time.monotonic()
    with pytest.raises(OutcomeUnknown):
        async with asyncio.timeout(25):
            await at.platform.deliver(post(at.account("ana"), card("Hello")))
    assert time.monotonic() - began < 25


@pytest.mark.parametrize(
    ("code", "raised"),
    [
        ("user_not_visible", PersonUnreachable),
        ("restricted_action", Refused),
        ("missing_scope", Refused),
        ("token_revoked", WorkspaceStopped),
    ],
)
async def test_a_group_chat_that_may_not_be_opened_stops_nothing_else(
    at: SlackHarness, code: str, raised: type[PlatformError]
) -> None:
    """A guest, or a scope that was not given; a token that is revoked stops everything, as ever."""
    ana, ben = at.account("ana"), at.account("ben")
    at.slack.faults.plan("conversations.open", faults.refused(code))
    with pytest.raises(raised):
        await at.platform.deliver(group_chat(ana, ben, card("You two")))
    assert await at.group_chat(ana, ben) == ()


async def test_whether_a_group_chat_stands_is_asked_without_opening_it(at: SlackHarness) -> None:
    delivery = group_chat(at.account("ana"), at.account("ben"), card("You two"))
    at.slack.faults.plan("chat.postMessage", faults.lost_reply())
    with pytest.raises(OutcomeUnknown):
        await at.platform.deliver(delivery)
    assert await at.platform.find(delivery), "it stands, and what was said there is not read"
    assert not at.slack.called("conversations.history")
    at.slack.faults.plan("conversations.open", faults.refused("user_disabled"))
    with pytest.raises(PersonUnreachable):
        await at.platform.find(delivery)


async def test_group_chats_are_offered_where_they_are_switched_on(at: SlackHarness) -> None:
    assert at.platform.capabilities.group_chats
    off = build(at.config.model_copy(update={"group_conversations": False}), at.around)
    assert not off.capabilities.group_chats


async def test_messages_keep_a_little_below_what_is_configured_and_slack_allows(
    at: SlackHarness,
) -> None:
    """Configured at 20 a second; Slack allows one a second in a conversation."""
    everybody, one = at.platform.rates(post(at.account("ana"), card("Hello")))
    assert 19 <= everybody.per_second < 20
    assert everybody.burst > 2, "the last is the urgent's, and one makes up for a late one"
    assert 0.95 <= one.per_second < 1
    assert one.burst == 1


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("restricted_action", Rule.POSTING),
        ("posting_to_channel_denied", Rule.POSTING),
        ("is_archived", Rule.CHANNEL),
        ("ekm_access_denied", Rule.KEYS),
        ("access_denied", Rule.OTHER),
    ],
)
async def test_which_rule_forbids_is_told_in_the_cores_words(
    at: SlackHarness, code: str, rule: Rule
) -> None:
    at.slack.faults.plan("chat.postMessage", faults.refused(code))
    with pytest.raises(Forbidden) as told:
        await at.platform.deliver(post(at.account("ana"), card("Hello")))
    assert told.value.rule is rule
