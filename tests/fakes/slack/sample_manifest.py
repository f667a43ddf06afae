"""The manifest of an app that may do all that the methods here need."""

from tests.fakes.slack.wire import Json

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
