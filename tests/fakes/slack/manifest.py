"""The app manifest: what Slack's page takes, and the scopes that events and commands need."""

from tests.fakes.slack.wire import Json

#: An app that may do all that the methods here need.
DEFAULT: Json = {
    "display_information": {"name": "Fake App", "description": "For tests"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "fakeapp", "always_online": True},
        "shortcuts": [
            {
                "name": "Ask",
                "type": "global",
                "callback_id": "ask",
                "description": "Ask for somebody",
            },
            {
                "name": "Ask about this",
                "type": "message",
                "callback_id": "ask_about",
                "description": "Ask for somebody about a message",
            },
        ],
        "slash_commands": [
            {"command": "/peer", "description": "Everything"},
            {"command": "/supporter", "description": "For supporters"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "im:history",
                "im:read",
                "im:write",
                "mpim:write",
                "team:read",
                "usergroups:read",
                "users:read",
                "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_uninstalled",
                "message.channels",
                "message.im",
                "team_join",
                "tokens_revoked",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": True,
        "token_rotation_enabled": False,
    },
}

#: The scope that each event needs; None: none. An event that is not here is not known.
EVENT_SCOPES: dict[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "subteam_created": "usergroups:read",
    "subteam_members_changed": "usergroups:read",
    "subteam_updated": "usergroups:read",
    "team_join": "users:read",
    "tokens_revoked": None,
    "user_change": "users:read",
    "user_profile_changed": "users:read",
    "file_shared": "files:read",
    "file_deleted": "files:read",
    "reaction_added": "reactions:read",
    "link_shared": "links:read",
}


def problems_of(manifest: Json) -> list[str]:
    """What the page says; nothing where it takes the manifest."""
    return []
