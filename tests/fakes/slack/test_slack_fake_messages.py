"""Messages: posted, changed, taken back, looked up; and every way they are refused."""

from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.saying import actions, button, explained, refusal, section
from tests.fakes.slack.server import FakeSlack

KEY = {"event_type": "card", "event_payload": {"key": "k17"}}


async def test_a_message_reaches_its_person_and_nobody_else(
    client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    posted = await client.chat_postMessage(
        channel=ana.id, text="A word", blocks=[section("Hi *there*"), actions(button())]
    )
    assert posted["channel"].startswith("D")
    (seen,) = ana.messages
    assert (seen.text, seen.labels, seen.notification) == ("Hi *there*", ("OK",), "A word")
    assert theo.messages == []


async def test_what_is_live_is_told_from_what_is_shown(
    client: AsyncWebClient, ana: FakeUser
) -> None:
    await client.chat_postMessage(
        channel=ana.id, text="<!channel>", blocks=[section(f"<@{ana.id}> &lt;!here&gt;")]
    )
    (seen,) = ana.messages
    assert seen.text == f"@{ana.id} <!here>"
    assert seen.live == ["!channel", f"@{ana.id}"]


async def test_direct_messages_are_opened_once(client: AsyncWebClient, ana: FakeUser) -> None:
    first = await client.conversations_open(users=ana.id)
    again = await client.conversations_open(users=[ana.id], return_im=True)
    assert again["already_open"]
    assert again["channel"]["id"] == first["channel"]["id"]
    assert again["channel"]["user"] == ana.id


async def test_a_group_is_opened_once(
    client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    first = await client.conversations_open(users=[ana.id, theo.id])
    again = await client.conversations_open(users=[theo.id, ana.id])
    assert again["channel"]["id"] == first["channel"]["id"]
    assert (await client.chat_postMessage(channel=first["channel"]["id"], text="x"))["ok"]


async def test_who_cannot_be_reached(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    bot = slack.installation_in(slack.workspace.id).bot_user
    assert await refusal(client.conversations_open(users="U0NOBODY")) == "user_not_found"
    assert await refusal(client.conversations_open(users=bot)) == "cannot_dm_bot"
    assert await refusal(client.conversations_open(users="")) == "users_list_not_supplied"
    nine = [slack.person(f"P{number}").id for number in range(9)]
    assert await refusal(client.conversations_open(users=nine)) == "too_many_users"
    await slack.changes(ana, deleted=True)
    assert await refusal(client.conversations_open(users=ana.id)) == "user_disabled"
    assert await refusal(client.chat_postMessage(channel=ana.room.id, text="x")) == "user_disabled"


async def test_where_nothing_can_be_posted(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    outside = slack.channel("outside", ana)
    hidden = slack.channel("hidden", ana, private=True)
    archived = slack.channel("archived", ana, with_app=True)
    archived.archived = True
    read_only = slack.channel("news", ana, with_app=True)
    read_only.read_only = True

    async def into(channel: str) -> str:
        return await refusal(client.chat_postMessage(channel=channel, text="x"))

    assert await into("C0NOWHERE") == "channel_not_found"
    assert await into(outside.id) == "not_in_channel"
    assert await into(hidden.id) == "channel_not_found"
    assert await into(archived.id) == "is_archived"
    assert await into(read_only.id) == "restricted_action_read_only_channel"
    slack.app.manifest = {
        **slack.app.manifest,
        "features": {"app_home": {"messages_tab_enabled": False}},
    }
    assert await into(ana.id) == "messages_tab_disabled"


async def test_texts_and_their_limits(client: AsyncWebClient, ana: FakeUser) -> None:
    async def post(**content: object) -> str:
        told = {"channel": ana.id, **content}
        return await refusal(client.api_call("chat.postMessage", json=told))

    assert await post() == "no_text"
    assert await post(text="") == "no_text"
    assert await post(text="x" * 40_001) == "msg_too_long"
    assert await post(text="x", blocks="[{") == "invalid_blocks_format"
    assert await post(text="x", blocks={"type": "section"}) == "invalid_blocks_format"
    long = [section("x" * 2_900) for _ in range(4)]
    assert await post(text="x", blocks=long) == "msg_blocks_too_long"
    assert await post(text="x", username="Somebody") == "missing_scope"
    assert await post(text="x", thread_ts="1.1") == "thread_not_found"
    assert await post(text="x", markdown_text="y") == "markdown_text_conflict"
    assert ana.messages == []


async def test_metadata_is_checked_and_found_again(client: AsyncWebClient, ana: FakeUser) -> None:
    async def post(metadata: object) -> str:
        return await refusal(
            client.api_call(
                "chat.postMessage", json={"channel": ana.id, "text": "x", "metadata": metadata}
            )
        )

    assert await post({"event_type": "a"}) == "invalid_metadata_format"
    assert await post("nothing") == "invalid_metadata_format"
    assert await post({"event_type": "a b", "event_payload": {}}) == "invalid_metadata_format"
    deep = {"event_type": "a", "event_payload": {"x": {"y": {"z": 1}}}}
    assert await post(deep) == "invalid_metadata_schema"
    large = {"event_type": "a", "event_payload": {"x": "y" * 8_000}}
    assert await post(large) == "metadata_too_large"
    posted = await client.chat_postMessage(channel=ana.id, text="x", metadata=KEY)
    assert "metadata" not in posted["message"]
    plain = await client.conversations_history(channel=ana.room.id)
    assert "metadata" not in plain["messages"][0]
    whole = await client.conversations_history(channel=ana.room.id, include_all_metadata=True)
    assert whole["messages"][0]["metadata"] == KEY


async def test_a_message_is_redrawn(client: AsyncWebClient, ana: FakeUser) -> None:
    posted = await client.chat_postMessage(
        channel=ana.id, text="n", blocks=[actions(button())], metadata=KEY
    )
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**where, text="n", blocks=[section("Thanks")])
    (seen,) = ana.messages
    assert (seen.text, seen.labels, seen.edited) == ("Thanks", (), False)
    await client.chat_update(**where, text="Only text")
    (seen,) = ana.messages
    assert (seen.text, seen.edited) == ("Only text", True)
    history = await client.conversations_history(
        channel=posted["channel"], include_all_metadata=True
    )
    assert history["messages"][0]["metadata"] == KEY


async def test_what_cannot_be_redrawn(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser
) -> None:
    posted = await client.chat_postMessage(channel=ana.id, text="x")
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    assert await refusal(client.chat_update(**where, text="x" * 4_001)) == "msg_too_long"
    assert await refusal(client.chat_update(**where)) == "no_text"
    elsewhere = client.chat_update(channel=ana.id, ts=posted["ts"], text="y")
    assert await refusal(elsewhere) == "channel_not_found"  # only a D… id will do
    missing = client.chat_update(channel=posted["channel"], ts="1.1", text="y")
    assert await refusal(missing) == "message_not_found"
    await ana.type("Mine")
    mine = ana.messages[-1]
    theirs = client.chat_update(channel=posted["channel"], ts=mine.ts, text="y")
    assert await refusal(theirs) == "cant_update_message"
    slack.workspace.edit_minutes = 5
    slack.clock.forward(301)
    assert await refusal(client.chat_update(**where, text="y")) == "edit_window_closed"
    gone = client.chat_delete(channel=posted["channel"], ts=mine.ts)
    assert await refusal(gone) == "cant_delete_message"
    await client.chat_delete(**where)
    assert await refusal(client.chat_delete(**where)) == "message_not_found"


async def test_an_ephemeral_message_is_seen_once_by_one(
    slack: FakeSlack, client: AsyncWebClient, ana: FakeUser, theo: FakeUser
) -> None:
    room = slack.channel("general", ana, with_app=True)
    told = await client.chat_postEphemeral(channel=room.id, user=ana.id, text="For you")
    assert [aside.text for aside in ana.asides] == ["For you"]
    assert room.messages == {}
    elsewhere = client.chat_postEphemeral(channel=room.id, user=theo.id, text="x")
    assert await refusal(elsewhere) == "user_not_in_channel"
    edited = client.chat_update(channel=room.id, ts=told["message_ts"], text="y")
    assert await refusal(edited) == "message_not_found"
    ana.reload()
    assert ana.asides == []
    ana.online = False
    await client.chat_postEphemeral(channel=room.id, user=ana.id, text="Unseen")
    assert ana.asides == []


async def test_history_comes_in_pages(client: AsyncWebClient, ana: FakeUser) -> None:
    posted = [await client.chat_postMessage(channel=ana.id, text=f"{n}") for n in range(5)]
    room = posted[0]["channel"]
    first = await client.conversations_history(channel=room, limit=3)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel=room, limit=3, cursor=cursor)
    assert [message["text"] for message in second["messages"]] == ["1", "0"]
    assert not second["has_more"]
    later = await client.conversations_history(channel=room, oldest=posted[2]["ts"])
    assert [message["text"] for message in later["messages"]] == ["4", "3"]
    with_it = await client.conversations_history(
        channel=room, oldest=posted[2]["ts"], inclusive=True
    )
    assert [message["text"] for message in with_it["messages"]] == ["4", "3", "2"]
    assert await refusal(client.conversations_history(channel=room, cursor="x")) == "invalid_cursor"
    wrong = client.conversations_history(channel=room, oldest="soon")
    assert await refusal(wrong) == "invalid_ts_oldest"


async def test_what_is_wrong_is_said_with_its_place(client: AsyncWebClient, ana: FakeUser) -> None:
    said = await explained(
        client.chat_postMessage(channel=ana.id, text="x", blocks=[section("x" * 3001)])
    )
    assert said == (
        "invalid_blocks\n"
        "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]\n"
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    )


async def test_a_thread_stands_apart(client: AsyncWebClient, ana: FakeUser) -> None:
    root = await client.chat_postMessage(channel=ana.id, text="Root")
    where = {"channel": root["channel"]}
    await client.chat_postMessage(channel=ana.id, text="Reply", thread_ts=root["ts"])
    history = await client.conversations_history(**where)
    assert [message["text"] for message in history["messages"]] == ["Root"]
    replies = await client.conversations_replies(**where, ts=root["ts"])
    assert [message["text"] for message in replies["messages"]] == ["Root", "Reply"]
    assert await refusal(client.conversations_replies(**where, ts="1.1")) == "thread_not_found"
