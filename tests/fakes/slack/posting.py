"""How a message comes to stand in a conversation, and who sees it."""

from typing import TYPE_CHECKING

from tests.fakes.slack.state import Conversation, Installation, Workspace
from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def escaped(text: str) -> str:
    """A person's words as Slack keeps them: the three characters of its markup escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def by_bot(slack: "FakeSlack", installation: Installation, body: Json) -> Json:
    """A message of the app's: `body` has text, blocks, metadata and what else there is."""
    return {
        "type": "message",
        "user": installation.bot_user,
        "ts": slack.ids.ts(slack.clock.now()),
        "bot_id": installation.bot,
        "app_id": slack.app.id,
        "team": installation.team,
        "bot_profile": {
            "id": installation.bot,
            "app_id": slack.app.id,
            "user_id": installation.bot_user,
            "name": slack.app.name,
            "icons": {},
            "deleted": False,
            "updated": 0,
            "team_id": installation.team,
        },
        **body,
    }


def post(slack: "FakeSlack", conversation: Conversation, message: Json) -> None:
    """Put it there, and show it to whoever is in the conversation."""
    conversation.messages[message["ts"]] = message
    for member in conversation.members:
        person = slack.people.get(member)
        if person is not None and message.get("user") != member:
            person.show("message", message)
    echo(slack, conversation, without_metadata(message), message["ts"])


def redraw(slack: "FakeSlack", conversation: Conversation, message: Json) -> None:
    """What stands there was changed; whoever looks sees it."""
    _look_again(slack, conversation, message)
    changed: Json = {"subtype": "message_changed", "message": without_metadata(message)}
    echo(slack, conversation, changed)


def remove(slack: "FakeSlack", conversation: Conversation, message: Json) -> None:
    del conversation.messages[message["ts"]]
    _look_again(slack, conversation, message)
    gone: Json = {"subtype": "message_deleted", "deleted_ts": message["ts"]}
    echo(slack, conversation, {**gone, "previous_message": without_metadata(message)})


def _look_again(slack: "FakeSlack", conversation: Conversation, message: Json) -> None:
    for member in conversation.members:
        person = slack.people.get(member)
        if person is not None:
            person.show("redrawn", message)


#: The word for a kind of conversation in its events, and in the names that are subscribed to.
CHANNEL_TYPE = {"im": "im", "mpim": "mpim", "public": "channel", "private": "group"}
_SUBSCRIBED = {"channel": "message.channels", "group": "message.groups"}


def heard_there(slack: "FakeSlack", conversation: Conversation) -> bool:
    """Whether the app is told of messages there."""
    kind = CHANNEL_TYPE[conversation.kind]
    inside = slack.installation_in(conversation.team).bot_user in conversation.members
    return inside and slack.hears(conversation.team, _SUBSCRIBED.get(kind, f"message.{kind}"))


def message_event(
    slack: "FakeSlack", conversation: Conversation, body: Json, ts: str | None = None
) -> Json:
    """The inner event for a message that was posted, changed or removed there."""
    at = ts or slack.ids.ts(slack.clock.now())
    event: Json = {
        "type": "message",
        **body,
        "channel": conversation.id,
        "channel_type": CHANNEL_TYPE[conversation.kind],
        "ts": at,
        "event_ts": at,
    }
    if "subtype" in body and body["subtype"].startswith("message_"):
        event["hidden"] = True
    return event


def echo(slack: "FakeSlack", conversation: Conversation, body: Json, ts: str | None = None) -> None:
    """Tell the app, too, what was done in a conversation of its own by itself."""
    if not slack.settings.own_messages or not slack.socket.connections:
        return
    if heard_there(slack, conversation):
        slack.event_soon(conversation.team, message_event(slack, conversation, body, ts))


def direct(slack: "FakeSlack", workspace: Workspace, member: str) -> Conversation:
    """The direct messages of the app with somebody, opened if they were not."""
    known = workspace.direct.get(member)
    if known is not None:
        return workspace.conversations[known]
    bot = slack.installation_in(workspace.id).bot_user
    opened = Conversation(
        slack.ids.new("D"),
        workspace.id,
        "im",
        {member, bot},
        created=int(slack.clock.now()),
    )
    workspace.conversations[opened.id] = opened
    workspace.direct[member] = opened.id
    return opened


def without_metadata(message: Json) -> Json:
    """As it is shown to whoever did not ask for metadata."""
    return {name: value for name, value in message.items() if name != "metadata"}
