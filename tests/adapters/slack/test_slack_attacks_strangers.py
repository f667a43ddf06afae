"""Whom Slack may tell of besides the workspace's own people, and what comes too late, twice, or in
another shape than it is documented in."""

import asyncio
import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.accounts import fill_in
from adapters.slack.link import client_of
from adapters.slack.manifest import manifest
from adapters.slack.replies import open_session
from bot.events import ButtonPressed, CommandGiven, TextTyped
from bot.ports import WorkspaceStopped
from tests.adapters.slack.harness import SlackHarness
from tests.contract.deliveries import card, post
from tests.fakes.slack import payloads
from tests.fakes.slack.posting import message_event
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english

# ── of another organisation ─────────────────────────────────────────────────────────────────


async def pressed(at: SlackHarness, **more: Any) -> bool:
    """Whether a press with this in its payload comes to the core."""
    ana, user = at.account("ana"), at.person("ana")
    await at.platform.deliver(post(ana, card("Well?", buttons=("Yes",), token="a1")))
    envelope = (await user.press("Yes")).envelope
    assert envelope is not None
    await at.core.next_event(ButtonPressed)
    before = len(at.core.events)
    await at.slack.socket.send("interactive", {**envelope.payload, "trigger_id": "1.2.3", **more})
    await at.slack.quiet(0.1)
    return len(at.core.events) > before


async def test_another_enterprise_s_people_are_none_of_ours(at: SlackHarness) -> None:
    """Being of some Enterprise organisation makes nobody one of this one."""
    user = {"id": at.person("ana").id, "team_id": "T0THEIRS"}
    theirs = {"user": user, "enterprise": {"id": "E0THEIRS", "name": "Another county"}}
    assert not await pressed(at, **theirs)


async def test_the_workspaces_of_one_enterprise_are_one(tmp_path: Path) -> None:
    async with FakeSlack(manifest("Tailboard", english)) as slack:
        slack.workspace.enterprise = "E0OURS"
        harness = SlackHarness(slack, tmp_path)
        await harness.start()
        try:
            user = {"id": harness.person("ana").id, "team_id": "T0NEXTDOOR"}
            assert await pressed(harness, user=user, enterprise={"id": "E0OURS", "name": "County"})
        finally:
            await harness.stop()


async def test_nobody_of_another_organisation_is_found_by_their_address(at: SlackHarness) -> None:
    """What they are told would be kept, and could be exported, by a workspace that is not ours."""
    at.slack.app.manifest = manifest("Tailboard", english, emails=True)
    at.slack.reinstall()
    ana, guest = at.person("ana"), at.person("gus")
    guest.member.team = "T0THEIRS"
    roster = "number,account,email\n1,,ana@example.org\n2,,gus@example.org\n"
    async with open_session() as http:
        client = client_of(at.config, http, at.slack.bot_token)
        team, kept = at.slack.workspace.id, list[str]()
        found = await fill_in(roster, client, team, lambda done, of: None, kept.append)
    assert found.missing == ("2",)
    assert ana.id in found.roster
    assert guest.id not in found.roster


# ── too late, or another's ──────────────────────────────────────────────────────────────────


async def uninstalled(at: SlackHarness, **outer: Any) -> None:
    team = at.slack.workspace.id
    payload = payloads.event(at.slack, team, {"type": "app_uninstalled"}) | outer
    assert await at.slack.socket.settled(await at.slack.socket.event(payload))


async def test_that_it_was_taken_out_before_it_was_installed_again_stops_nothing(
    at: SlackHarness,
) -> None:
    """Slack repeats an event for a day; the token of today is not the one of then."""
    await uninstalled(at, event_time=int(at.around.clock.now().timestamp()) - 3_600)
    await at.platform.deliver(post(at.account("ana"), card("Still here")))
    assert len(await at.chat(at.account("ana"))) == 1


async def test_an_old_word_of_it_stops_an_app_that_is_out(at: SlackHarness) -> None:
    at.slack.refuse_token("account_inactive")
    await uninstalled(at, event_time=int(at.around.clock.now().timestamp()) - 3_600)
    with pytest.raises(WorkspaceStopped):
        await at.platform.deliver(post(at.account("ana"), card("After")))
    assert not at.slack.called("chat.postMessage")


@pytest.mark.parametrize("outer", [{}, {"event_time": None}, {"event_time": "now"}])
async def test_a_fresh_word_of_it_needs_no_question(
    at: SlackHarness, outer: Mapping[str, object]
) -> None:
    before = len(at.slack.called("auth.test"))
    await uninstalled(at, **outer)
    with pytest.raises(WorkspaceStopped):
        await at.platform.deliver(post(at.account("ana"), card("After")))
    assert len(at.slack.called("auth.test")) == before


async def test_another_apps_message_with_our_key_is_not_taken_for_ours(at: SlackHarness) -> None:
    """Any app of the workspace reads metadata, and one that acts for a person may write in their
    direct messages; what is edited or deleted later has to be what we said."""
    ana, user = at.account("ana"), at.person("ana")
    told = post(ana, card("Will you?"))
    handle = await at.platform.deliver(told)
    ((ts, said),) = user.room.messages.items()
    theirs = {**copy.deepcopy(said), "bot_id": "B0THEIRS", "ts": f"{float(ts) + 1:.6f}"}
    user.room.messages[theirs["ts"]] = theirs
    assert await at.platform.find(told) == handle
    del user.room.messages[ts]
    assert await at.platform.find(told) is None


# ── of another shape ────────────────────────────────────────────────────────────────────────

ODD: tuple[Any, ...] = (None, "x", 0, ["x"], {"id": []})


def bent(whole: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The payload with one of its parts left out, or of another kind, each in turn."""
    for name, part in whole.items():
        yield {key: each for key, each in whole.items() if key != name}
        for odd in ODD:
            yield {**whole, name: odd}
        if isinstance(part, Mapping):
            yield from ({**whole, name: each} for each in bent(part))
        elif isinstance(part, list) and part and isinstance(part[0], Mapping):
            yield from ({**whole, name: [each]} for each in bent(part[0]))


def interactions(at: SlackHarness) -> list[tuple[str, dict[str, Any]]]:
    user, team = at.person("ana"), at.slack.workspace.id
    file = {"id": "F1", "name": "a.csv", "size": 1, "url_private": "x"}
    who: dict[str, Any] = {
        "trigger_id": "1.1",
        "user": {"id": user.id, "team_id": at.slack.workspace.id},
        "team": {"id": at.slack.workspace.id},
    }
    action = {"action_id": "press.0", "value": "a1.0", "type": "button", "block_id": "b"}
    values = {"f.words": {"input": {"type": "plain_text_input", "value": "x"}}}
    files = {"f.photo": {"input": {"type": "file_input", "files": [file]}}}
    view = {"id": "V1", "type": "modal", "private_metadata": "f1", "state": {"values": values}}
    place = {"channel_id": user.room.id, "message_ts": "1.1"}
    press = {"type": "block_actions", "actions": [action], "container": place, **who}
    submission = {"type": "view_submission", "view": view, **who}
    with_file = {**submission, "view": {**view, "state": {"values": files}}}
    typed = message_event(at.slack, user.room, {"user": user.id, "ts": "1.1", "text": "Hi"}, "1.1")
    sent = {**typed, "type": "message", "subtype": "file_share", "files": [file]}
    home = {"type": "app_home_opened", "user": user.id, "tab": "home"}
    gone = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0OLD"]}}
    events = [payloads.event(at.slack, team, each) for each in (typed, sent, home, gone)]
    return [
        *(("interactive", each) for each in (press, submission, with_file)),
        *(("events_api", each) for each in events),
    ]


async def test_whatever_comes_is_acknowledged_and_keeps_nothing_from_coming(
    at: SlackHarness,
) -> None:
    for kind, whole in interactions(at):
        payloads_ = list(bent(whole))
        sent = [at.slack.socket.put(kind, payload) for payload in payloads_]
        envelopes = await asyncio.gather(*sent)
        for envelope in envelopes:
            assert await at.slack.socket.settled(envelope), envelope.payload
    await at.slack.quiet(0.1)
    before = len(at.core.events)
    await at.person("ana").command("/peer")
    await at.person("ana").type("can't go on")
    assert await at.core.next_event(CommandGiven)
    assert await at.core.next_event(TextTyped, after=before)
