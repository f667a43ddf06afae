"""Every error that Slack documents does what its group asks for, from the row in the outbox to what
stands before people; and a reply that was lost posts nothing twice."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from bot.events import ButtonPressed, Event
from bot.messages import Answer
from bot.model.content import Lane, Operation, OutboxState
from scheduler.tries import TRIES
from tests.adapters.outbox import Town, open_town
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import FOOTER, card
from tests.fakes.slack import faults
from tests.fakes.slack.faults import Fault
from tests.scheduler.rig import PLAIN, pressable

SlackTown: TypeAlias = Town[SlackHarness]

STOP = (
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "team_access_not_granted",
    "org_login_required",
    "missing_scope",
    "token_expired",
    "invalid_refresh_token",
)
UNREACHABLE = (
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "invalid_user_combination",
    "cannot_dm_bot",
    "messages_tab_disabled",
)
FORBIDDEN = (
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
    "ekm_access_denied",
    "posting_to_channel_denied",
    "file_type_not_allowed",
    "plan_upgrade_required",
)
OURS = (
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "metadata_too_large",
    "view_too_large",
)
NO_TRIGGER = ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id")
NO_VIEW = ("hash_conflict", "not_found")
NO_MESSAGE = ("message_not_found", "edit_window_closed", "not_found")
WAIT = ("ratelimited", "rate_limited", "message_limit_exceeded")
NOT_NOW = ("service_unavailable", "team_added_to_org")
NOBODY_KNOWS = ("timeout", "disconnect", "internal_error", "fatal_error")


@pytest.fixture
def town(at: SlackHarness, tmp_path: Path) -> Iterator[SlackTown]:
    with open_town(at, tmp_path) as opened:
        yield opened


def cards_of(town: SlackTown, name: str) -> list[str]:
    return [message.texts[0] for message in town.at.person(name).from_app]


# ── each group ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", STOP)
async def test_a_workspace_that_stops_is_left_alone_and_the_operator_told(
    town: SlackTown, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    town.at.slack.faults.plan("chat.postMessage", faults.refused(code), times=None)
    town.say("ana", "a")
    with caplog.at_level(logging.ERROR):
        await town.rig.deliver()
    town.say("ben", "b")
    await town.go_on(120)
    assert len(town.at.slack.called("chat.postMessage")) == 1, "it was asked again and again"
    assert (town.state("a"), town.state("b")) == (OutboxState.FAILED, OutboxState.DUE)
    assert f"Slack refuses chat.postMessage: {code}" in caplog.text
    assert "is stopped: connect it again" in caplog.text
    town.at.slack.faults.clear()
    await town.go_on(630, step=301)
    assert cards_of(town, "ana") == ["stp"], "nothing was lost"
    assert cards_of(town, "ben") == ["stp"]


@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.open"])
async def test_whoever_cannot_be_reached_holds_up_nobody(town: SlackTown, method: str) -> None:
    for code in UNREACHABLE:
        if method == "conversations.open":  # only where the person's id alone is not taken
            town.at.slack.faults.plan("chat.postMessage", faults.refused("channel_not_found"))
        town.at.slack.faults.plan(method, faults.refused(code))
        town.say(code, f"to {code}")
        await town.rig.deliver()
        assert town.state(f"to {code}") is OutboxState.UNREACHABLE, code
    town.say("ana", "a")
    await town.go_on(60)
    assert cards_of(town, "ana") == ["stp"]
    calls = town.at.slack.called("chat.postMessage")
    assert len(calls) == len(UNREACHABLE) + 1, "nobody is tried again"


async def test_what_a_rule_forbids_goes_out_when_the_rule_is_mended(
    town: SlackTown, caplog: pytest.LogCaptureFixture
) -> None:
    for code in FORBIDDEN:
        times = 4 if code == "channel_not_found" else 2  # the conversation is opened, to see
        town.at.slack.faults.plan("chat.postMessage", faults.refused(code), times=times)
        town.say(code, f"to {code}")
        with caplog.at_level(logging.ERROR):
            await town.rig.deliver()
        assert town.state(f"to {code}") is OutboxState.FAILED, code
        assert f"Slack refuses chat.postMessage: {code}" in caplog.text
        await town.go_on(45)
        assert cards_of(town, code) == ["stp"], code
    assert "see to its rules" in caplog.text


async def test_a_conversation_that_is_not_there_any_more_is_opened_anew(
    town: SlackTown,
) -> None:
    town.say("ana", "a")
    await town.rig.deliver()
    town.at.slack.faults.plan("chat.postMessage", faults.refused("channel_not_found"))
    town.say("ana", "b")
    await town.rig.deliver()
    assert len(town.at.slack.called("conversations.open")) == 1
    assert cards_of(town, "ana") == ["stp", "stp"]


@pytest.mark.parametrize("fault", [faults.lost_reply(), faults.refused("internal_error")], ids=str)
async def test_opening_a_conversation_twice_harms_nobody(town: SlackTown, fault: Fault) -> None:
    """So a reply that was lost there leaves nothing to look up."""
    town.at.slack.faults.plan("chat.postMessage", faults.refused("channel_not_found"))
    town.at.slack.faults.plan("conversations.open", fault)
    town.say("ana", "a")
    await town.rig.deliver()
    assert town.state("a") is OutboxState.FAILED
    await town.go_on(15)
    assert cards_of(town, "ana") == ["stp"]
    assert not town.at.slack.called("conversations.history")


async def test_a_fault_of_ours_is_not_sent_again_and_is_named(
    town: SlackTown, caplog: pytest.LogCaptureFixture
) -> None:
    for code in OURS:
        town.at.slack.faults.plan("chat.postMessage", faults.refused(code))
        town.say(code, code)
        with caplog.at_level(logging.ERROR):
            await town.rig.deliver()
        assert town.state(code) is OutboxState.CANCELLED, code
        assert f"Slack refuses chat.postMessage: {code}" in caplog.text
    await town.go_on(60)
    assert len(town.at.slack.called("chat.postMessage")) == len(OURS)


async def test_a_code_of_next_year_loses_nothing_urgent(
    town: SlackTown, caplog: pytest.LogCaptureFixture
) -> None:
    for lane in (Lane.ANSWER, Lane.REQUEST):
        name = lane.name.lower()
        town.at.slack.faults.plan(
            "chat.postMessage", faults.refused("an_error_of_next_year"), times=2
        )
        town.say(name, name, lane)
        with caplog.at_level(logging.ERROR):
            await town.rig.deliver()
        assert town.state(name) is OutboxState.UNKNOWN
        await town.go_on(45)
        assert cards_of(town, name) == ["stp"]
    assert "Slack refuses chat.postMessage: an_error_of_next_year" in caplog.text


async def test_a_code_of_next_year_that_stays_is_given_up_on_record(
    town: SlackTown, caplog: pytest.LogCaptureFixture
) -> None:
    tries, fault = 3, faults.refused("an_error_of_next_year")
    assert town.rig.dispatcher.caller.refused.most == TRIES
    town.rig.dispatcher.caller.refused.most = tries
    town.at.slack.faults.plan("chat.postMessage", fault, times=tries)
    town.say("ana", "a")
    town.say("ana", "b")
    with caplog.at_level(logging.ERROR):
        await town.go_on(60)
    assert town.state("a") is OutboxState.CANCELLED
    assert "given up" in caplog.text
    assert cards_of(town, "ana") == ["stp"], "what came after it waited no longer than that"


async def test_what_slack_says_in_place_of_a_code_is_not_repeated(
    town: SlackTown, caplog: pytest.LogCaptureFixture
) -> None:
    town.at.slack.faults.plan("chat.postMessage", faults.refused("Ana said: secret words"))
    town.say("ana", "a")
    with caplog.at_level(logging.DEBUG):
        await town.rig.deliver()
    assert "secret" not in caplog.text


@pytest.mark.parametrize("code", NO_TRIGGER)
async def test_where_the_trigger_is_gone_the_answer_comes_beside_it(
    at: SlackHarness, code: str
) -> None:
    at.slack.faults.plan("views.open", faults.refused(code))
    at.core.answer(Answer(aside=card("The menu")))
    await at.command(at.account("ana"), "peer")
    assert at.person("ana").asides[-1].texts == ("The menu", FOOTER)


@pytest.mark.parametrize("code", NO_VIEW)
async def test_where_the_view_moved_on_the_answer_comes_beside_it(
    at: SlackHarness, code: str
) -> None:
    menu = card("The menu", buttons=("On",), token="m1")

    async def script(event: Event) -> Answer:
        return Answer(aside=card("Further") if isinstance(event, ButtonPressed) else menu)

    at.core.follow(script)
    user = at.person("ana")
    await user.command("/peer")
    await at.slack.quiet()
    at.slack.faults.plan("views.update", faults.refused(code))
    await user.press("On")
    await at.slack.quiet()
    assert user.asides[-1].texts == ("Further", FOOTER)


@pytest.mark.parametrize("operation", [Operation.EDIT, Operation.DELETE])
async def test_a_message_that_is_gone_needs_no_edit(town: SlackTown, operation: Operation) -> None:
    town.rig.dispatcher.renderers = dict.fromkeys(PLAIN, pressable)
    for code in NO_MESSAGE:
        town.say(code, f"card {code}")
        await town.rig.deliver()
        method = "chat.update" if operation is Operation.EDIT else "chat.delete"
        town.at.slack.faults.plan(method, faults.refused(code))
        town.say(code, f"edit {code}", operation=operation, edits=f"card {code}")
        await town.rig.deliver()
        assert town.state(f"edit {code}") is OutboxState.CANCELLED, code
        await town.go_on(15)
        assert len(town.at.slack.called(method)) == NO_MESSAGE.index(code) + 1


@pytest.mark.parametrize("fault", [faults.refused(code) for code in (*WAIT, *NOT_NOW)], ids=str)
async def test_where_slack_wants_time_it_gets_it(town: SlackTown, fault: Fault) -> None:
    town.at.slack.faults.plan("chat.postMessage", fault)
    town.say("ana", "a")
    await town.rig.deliver()
    assert town.state("a") is OutboxState.FAILED
    assert await town.rig.deliver() == 0, "at once again"


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "chat.delete"])
async def test_slow_down_on_any_method_holds_that_method_so_long(
    town: SlackTown, method: str
) -> None:
    town.rig.dispatcher.renderers = dict.fromkeys(PLAIN, pressable)
    if method in ("chat.update", "chat.delete"):
        town.say("ana", "card")
        await town.rig.deliver()
        operation = Operation.EDIT if method == "chat.update" else Operation.DELETE
        what: dict[str, Any] = {"operation": operation, "edits": "card"}
    else:
        what = {}
    town.at.slack.faults.plan(method, faults.rate_limited(1))
    town.say("ana", "a", **what)
    before = len(town.at.slack.calls)
    await town.rig.deliver()
    assert town.state("a") is OutboxState.FAILED
    refused = town.at.slack.called(method)[-1].at
    town.rig.pass_time(1)
    await town.rig.deliver()
    assert town.state("a") is OutboxState.SENT
    assert len(town.at.slack.calls) > before + 1
    assert town.at.slack.called(method)[-1].at - refused >= 1, "by the real clock, too"


# ── a lost reply ────────────────────────────────────────────────────────────────────────────

LOST = [faults.lost_reply(), *(faults.internal_error(code) for code in NOBODY_KNOWS)]
NOT_DONE = [faults.lost_request(), *(faults.refused(code) for code in NOBODY_KNOWS)]


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: fault.error or "no reply")
async def test_what_was_done_without_saying_so_is_found_and_not_said_twice(
    town: SlackTown, fault: Fault
) -> None:
    town.at.slack.faults.plan("chat.postMessage", fault)
    town.say("ana", "a")
    await town.rig.deliver()
    assert town.state("a") is OutboxState.UNKNOWN
    await town.go_on(15)
    assert town.state("a") is OutboxState.RESOLVED
    assert len(town.at.person("ana").from_app) == 1


@pytest.mark.parametrize("fault", NOT_DONE, ids=lambda fault: fault.error or "no request")
async def test_what_was_not_done_without_saying_so_is_said_once(
    town: SlackTown, fault: Fault
) -> None:
    town.at.slack.faults.plan("chat.postMessage", fault)
    town.say("ana", "a")
    await town.rig.deliver()
    assert town.state("a") is OutboxState.UNKNOWN
    await town.go_on(15)
    assert town.state("a") is OutboxState.SENT
    assert len(town.at.person("ana").from_app) == 1


async def test_a_lost_reply_is_found_behind_a_page_of_other_messages(
    town: SlackTown,
) -> None:
    town.at.slack.faults.plan("chat.postMessage", faults.lost_reply())
    town.say("ana", "a")
    await town.rig.deliver()
    ana = town.at.person("ana")
    for number in range(250):
        ana.wrote(f"word {number}")
    await town.go_on(15)
    assert len(town.at.slack.called("conversations.history")) == 2, "the first page has none of it"
    assert town.state("a") is OutboxState.RESOLVED
    assert len(ana.from_app) == 1


@pytest.mark.parametrize(
    "fault",
    [
        faults.rate_limited(2),
        faults.broken(503),
        faults.broken(500),
        faults.refused("internal_error"),
        faults.refused("missing_scope"),
        faults.refused("channel_not_found"),
        faults.refused("an_error_of_next_year"),
    ],
    ids=lambda fault: fault.error or str(fault.status),
)
async def test_where_the_look_up_fails_it_stays_unknown_and_is_asked_later(
    town: SlackTown, fault: Fault
) -> None:
    town.at.slack.faults.plan("chat.postMessage", faults.lost_reply())
    town.at.slack.faults.plan("conversations.history", fault)
    town.say("ana", "a")
    await town.rig.deliver()
    await town.go_on(15)
    assert town.state("a") is OutboxState.UNKNOWN
    assert len(town.at.slack.called("chat.postMessage")) == 1
    await town.go_on(310, step=310)
    assert town.state("a") is OutboxState.RESOLVED
    assert len(town.at.person("ana").from_app) == 1


async def test_many_that_were_lost_are_looked_up_within_slacks_limits(
    town: SlackTown,
) -> None:
    names = [f"p{number}" for number in range(9)]
    town.at.slack.faults.plan("chat.postMessage", faults.lost_reply(), times=len(names))
    for name in names:
        town.say(name, name)
    await town.rig.deliver()
    town.rig.dispatcher.caller.patience = 0.2
    await town.go_on(15)
    asked = len(town.at.slack.called("conversations.history"))
    assert asked < len(names), "as many as there were, and all at once"
    assert [len(town.at.person(name).from_app) for name in names] == [1] * len(names)


@pytest.mark.parametrize("done", [True, False])
async def test_what_was_being_sent_when_the_process_was_killed_stands_there_once(
    town: SlackTown, done: bool
) -> None:
    """Its row says sending; nobody is left who knows."""
    fault = Fault(performed=done, dropped=True, seconds=0 if done else 0.3)
    town.at.slack.faults.plan("chat.postMessage", fault)
    town.say("ana", "a")
    delivering = asyncio.ensure_future(town.rig.dispatcher.deliver_due())
    await town.at.slack.until_called("chat.postMessage")
    assert town.state("a") is OutboxState.SENDING
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        if "_carry_out" in repr(task) or task is delivering:
            task.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    assert town.state("a") is OutboxState.SENDING
    await town.killed()
    await town.rig.resolver.resolve()
    assert town.state("a") is (OutboxState.RESOLVED if done else OutboxState.SENT)
    assert len(town.at.person("ana").from_app) == 1
