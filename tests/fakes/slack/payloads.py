"""The payloads that Slack sends to the app, whole as its documentation shows them."""

import secrets
from typing import TYPE_CHECKING

from tests.fakes.slack.methods.views import view_object
from tests.fakes.slack.posting import without_metadata
from tests.fakes.slack.state import Conversation, Member, View, Workspace
from tests.fakes.slack.wire import Json

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


def channel_name(room: Conversation) -> str:
    return {"im": "directmessage", "mpim": room.name, "private": "privategroup"}.get(
        room.kind, room.name
    )


def _who(slack: "FakeSlack", workspace: Workspace, member: Member) -> Json:
    """What every interaction begins with."""
    return {
        "user": {
            "id": member.id,
            "username": member.name,
            "name": member.name,
            "team_id": member.team,
        },
        "api_app_id": slack.app.id,
        "team": {"id": workspace.id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def actions_in_message(
    slack: "FakeSlack",
    member: Member,
    room: Conversation,
    message: Json,
    action: Json,
    *,
    ephemeral: bool,
    values: Json,
) -> Json:
    """block_actions from a message; of an ephemeral one Slack does not send the message."""
    workspace = slack.workspaces[member.team]
    payload = {
        "type": "block_actions",
        **_who(slack, workspace, member),
        "container": {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": room.id,
            "is_ephemeral": ephemeral,
        },
        "trigger_id": slack.triggers.new(member.team, member.id),
        "channel": {"id": room.id, "name": channel_name(room)},
        "state": {"values": values},
        "response_url": slack.response_urls.new(member, room, message["ts"]),
        "actions": [action],
    }
    if not ephemeral:
        payload["message"] = without_metadata(message)
    return payload


def actions_in_view(slack: "FakeSlack", member: Member, view: View, action: Json) -> Json:
    """block_actions from a modal or the Home tab."""
    workspace = slack.workspaces[member.team]
    modal = view.id if view.shape["type"] == "modal" else None
    return {
        "type": "block_actions",
        **_who(slack, workspace, member),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": slack.triggers.new(member.team, member.id, modal),
        "view": view_object(slack, view),
        "actions": [action],
    }


def submission(slack: "FakeSlack", member: Member, view: View) -> Json:
    return {
        "type": "view_submission",
        **_who(slack, slack.workspaces[member.team], member),
        "trigger_id": slack.triggers.new(member.team, member.id, view.id),
        "view": view_object(slack, view),
        "response_urls": [],
    }


def closing(slack: "FakeSlack", member: Member, view: View, *, cleared: bool) -> Json:
    return {
        "type": "view_closed",
        **_who(slack, slack.workspaces[member.team], member),
        "view": view_object(slack, view),
        "is_cleared": cleared,
    }


def global_shortcut(slack: "FakeSlack", member: Member, callback_id: str) -> Json:
    return {
        "type": "shortcut",
        "action_ts": slack.ids.ts(slack.clock.now()),
        **_who(slack, slack.workspaces[member.team], member),
        "callback_id": callback_id,
        "trigger_id": slack.triggers.new(member.team, member.id),
    }


def message_shortcut(
    slack: "FakeSlack", member: Member, room: Conversation, message: Json, callback_id: str
) -> Json:
    return {
        "type": "message_action",
        "action_ts": slack.ids.ts(slack.clock.now()),
        **_who(slack, slack.workspaces[member.team], member),
        "callback_id": callback_id,
        "trigger_id": slack.triggers.new(member.team, member.id),
        "response_url": slack.response_urls.new(member, room, message["ts"]),
        "message_ts": message["ts"],
        "channel": {"id": room.id, "name": channel_name(room)},
        "message": without_metadata(message),
    }


def slash_command(
    slack: "FakeSlack", member: Member, room: Conversation, command: str, text: str
) -> Json:
    workspace = slack.workspaces[member.team]
    return {
        "team_id": workspace.id,
        "team_domain": workspace.domain,
        "channel_id": room.id,
        "channel_name": channel_name(room),
        "user_id": member.id,
        "user_name": member.name,
        "command": command,
        "text": text,
        "api_app_id": slack.app.id,
        "is_enterprise_install": "false",
        "response_url": slack.response_urls.new(member, room, None),
        "trigger_id": slack.triggers.new(member.team, member.id),
    }


def event(slack: "FakeSlack", team: str, body: Json) -> Json:
    """The outer part of an event of the Events API."""
    return {
        "team_id": team,
        "api_app_id": slack.app.id,
        "event": {**body, "event_ts": body.get("event_ts") or slack.ids.ts(slack.clock.now())},
        "type": "event_callback",
        "event_id": slack.ids.new("Ev"),
        "event_time": int(slack.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": slack.installation_in(team).bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(16)}",
    }
