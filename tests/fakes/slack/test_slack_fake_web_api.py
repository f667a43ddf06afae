"""Who may call what, and how arguments travel; spoken by the real slack_sdk and by bare HTTP."""

import json
from collections.abc import Awaitable

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import explained, refusal, refused, section
from tests.fakes.slack.server import FakeSlack


def as_client(slack: FakeSlack, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=slack.base_url, retry_handlers=[])


async def test_the_app_learns_who_it_is(slack: FakeSlack, client: AsyncWebClient) -> None:
    told = await client.auth_test()
    assert told["team_id"] == slack.workspace.id
    assert told["user_id"] in slack.workspace.members
    assert told["bot_id"].startswith("B")
    assert told.headers["x-oauth-scopes"].split(",") == sorted(slack.app.bot_scopes)


async def test_tokens_are_checked(slack: FakeSlack, client: AsyncWebClient) -> None:
    assert await refusal(as_client(slack, "").auth_test()) == "not_authed"
    assert await refusal(as_client(slack, "xoxb-nobody").auth_test()) == "invalid_auth"
    assert await refusal(as_client(slack, slack.app_token).auth_test()) == "not_allowed_token_type"
    opened = client.apps_connections_open(app_token=slack.bot_token)
    assert await refusal(opened) == "not_allowed_token_type"
    opened = client.apps_connections_open(app_token="xapp-nobody")
    assert await refusal(opened) == "invalid_auth"
    powerless = slack.add_app_token("authorizations:read")
    assert await refusal(client.apps_connections_open(app_token=powerless)) == "missing_scope"
    for error in ("token_revoked", "account_inactive", "token_expired", "org_login_required"):
        slack.refuse_token(error)
        assert await refusal(client.auth_test()) == error
    slack.refuse_token(None)
    assert (await client.auth_test())["ok"]


SCOPED = [
    ("chat_postMessage", {"channel": "C1", "text": "x"}, "chat:write"),
    ("chat_postEphemeral", {"channel": "C1", "text": "x", "user": "U1"}, "chat:write"),
    ("chat_update", {"channel": "C1", "ts": "1.1", "text": "x"}, "chat:write"),
    ("chat_delete", {"channel": "C1", "ts": "1.1"}, "chat:write"),
    ("conversations_open", {"users": "U1"}, "im:write"),
    ("conversations_open", {"users": "U1,U2"}, "mpim:write"),
    ("users_info", {"user": "U1"}, "users:read"),
    ("users_list", {}, "users:read"),
    ("users_lookupByEmail", {"email": "a@b.org"}, "users:read.email"),
    ("usergroups_list", {}, "usergroups:read"),
    ("usergroups_users_list", {"usergroup": "S1"}, "usergroups:read"),
    ("files_info", {"file": "F1"}, "files:read"),
    ("files_getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
    ("files_completeUploadExternal", {"files": [{"id": "F1"}]}, "files:write"),
    ("team_info", {}, "team:read"),
    ("bots_info", {}, "users:read"),
]


@pytest.mark.parametrize(("name", "arguments", "scope"), SCOPED)
async def test_scopes_are_checked(
    slack: FakeSlack,
    client: AsyncWebClient,
    name: str,
    arguments: dict[str, object],
    scope: str,
) -> None:
    slack.grant("reactions:read")
    body = await refused(getattr(client, name)(**arguments))
    assert body["error"] == "missing_scope"
    assert body["needed"] == scope
    assert body["provided"] == "reactions:read"
    slack.grant(scope)
    await _may(getattr(client, name)(**arguments))


async def _may(call: Awaitable[object]) -> None:
    """It is not for want of a scope where it is refused now."""
    try:
        await call
    except SlackApiError as error:
        assert error.response["error"] != "missing_scope"  # noqa: PT017 - may go well too


async def test_scopes_of_conversations_hang_on_their_kind(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    room = slack.channel("general", ana, with_app=True)
    slack.grant("im:history", "im:read")
    assert (await refused(client.conversations_history(channel=room.id)))["needed"] == (
        "channels:history"
    )
    assert (await refused(client.conversations_info(channel=room.id)))["needed"] == "channels:read"
    assert (await client.conversations_history(channel=ana.room.id))["messages"] == []
    assert (await client.conversations_info(channel=ana.room.id))["channel"]["user"] == ana.id


async def test_an_address_is_shown_to_whoever_may_see_it(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    told = await client.users_info(user=ana.id, include_locale=True)
    assert told["user"]["profile"]["email"] == "ana@example.org"
    assert told["user"]["locale"] == "en-US"
    assert (await client.users_lookupByEmail(email="ANA@example.org"))["user"]["id"] == ana.id
    assert await refusal(client.users_lookupByEmail(email="no@example.org")) == "users_not_found"
    slack.grant("users:read")
    told = await client.users_info(user=ana.id)
    assert "email" not in told["user"]["profile"]
    assert "locale" not in told["user"]


async def test_user_groups_need_a_paid_plan(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    group = slack.user_group("peer-team", ana, theo)
    listed = await client.usergroups_list(include_users=True, include_count=True)
    assert listed["usergroups"][0]["handle"] == "peer-team"
    assert listed["usergroups"][0]["user_count"] == 2
    assert (await client.usergroups_users_list(usergroup=group.id))["users"] == [ana.id, theo.id]
    assert await refusal(client.usergroups_users_list(usergroup="S0")) == "no_such_subteam"
    slack.workspace.paid = False
    assert await refusal(client.usergroups_list()) == "plan_upgrade_required"


async def test_everybody_is_listed_in_pages(slack: FakeSlack, client: AsyncWebClient) -> None:
    names = {slack.person(f"P{number}").id for number in range(5)}
    seen: list[str] = []
    cursor = ""
    while True:
        page = await client.users_list(limit=2, cursor=cursor)
        seen += [member["id"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert set(seen) == names | {slack.installation_in(slack.workspace.id).bot_user}
    assert len(seen) == 6


async def test_arguments_are_checked(client: AsyncWebClient, ana: FakeUser) -> None:
    said = await explained(client.chat_postMessage(channel=ana.id, text="x", txet="y"))
    assert said == "invalid_arguments\n[ERROR] unknown argument: txet"
    said = await explained(client.api_call("chat.postMessage", json={"text": "x"}))
    assert said == "invalid_arguments\n[ERROR] missing required field: channel"
    assert await refusal(client.api_call("chat.postMassage")) == "unknown_method"


async def test_unknown_arguments_can_be_overlooked_as_slack_does(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    slack.settings.refuse_unknown_arguments = False
    assert (await client.chat_postMessage(channel=ana.id, text="x", txet="y"))["ok"]


async def test_form_json_and_query_are_all_taken(slack: FakeSlack, ana: FakeUser) -> None:
    place, token = slack.base_url + "chat.postMessage", slack.bot_token
    bearer = {"Authorization": f"Bearer {token}"}
    blocks = json.dumps([section("By form")])
    async with aiohttp.ClientSession() as session:
        form = {"token": token, "channel": ana.id, "blocks": blocks, "text": "n"}
        by_form = await session.post(place, data=form)
        assert (await by_form.json())["ok"]
        by_json = await session.post(
            place, json={"channel": ana.id, "blocks": [section("By JSON")]}, headers=bearer
        )
        assert (await by_json.json())["ok"]
        as_text = await session.post(
            place, json={"channel": ana.id, "blocks": blocks}, headers=bearer
        )
        assert (await as_text.json())["ok"]
        asked = await session.get(
            slack.base_url + "users.info", params={"user": ana.id}, headers=bearer
        )
        assert (await asked.json())["user"]["id"] == ana.id
        in_json = await session.post(place, json={"token": token, "channel": ana.id, "text": "x"})
        assert (await in_json.json())["error"] == "not_authed"
        xml = await session.post(
            place, data=b"<a/>", headers={**bearer, "Content-Type": "text/xml"}
        )
        assert (await xml.json())["error"] == "invalid_post_type"
        broken = await session.post(
            place, data=b"{", headers={**bearer, "Content-Type": "application/json"}
        )
        assert (await broken.json())["error"] == "invalid_json"
    assert [message.text for message in ana.messages] == ["By form", "By JSON", "By form"]


async def test_a_call_is_kept_with_its_answer(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    posted = await client.chat_postMessage(channel=ana.id, text="Hello")
    (call,) = slack.called("chat.postMessage")
    assert call.arguments["text"] == "Hello"
    assert call.answer["ts"] == posted["ts"]
    assert slack.scopes_used == {"chat:write"}


async def test_another_workspace_is_another_world(slack: FakeSlack, client: AsyncWebClient) -> None:
    other = slack.add_workspace("Elsewhere", "elsewhere")
    ben = slack.person("Ben", workspace=other)
    assert await refusal(client.users_info(user=ben.id)) == "user_not_found"
    assert await refusal(client.chat_postMessage(channel=ben.id, text="x")) == "channel_not_found"
    assert await refusal(client.auth_test(team_id=other.id)) == "team_access_not_granted"
    theirs = as_client(slack, slack.installation_in(other.id).token)
    assert (await theirs.chat_postMessage(channel=ben.id, text="x"))["ok"]
    assert [message.text for message in ben.messages] == ["x"]
