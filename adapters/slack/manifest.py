"""The app as Slack is told of it, with no scope that is not used.

Fields: docs.slack.dev, "App manifest reference". The app-level token (connections:write) is made
by hand, since no manifest can ask for it.
"""

from typing import Any

from adapters.slack.reading import SHORTCUTS

#: what each scope is for
SCOPES = {
    "chat:write": "posts, redraws and deletes its own messages",
    "commands": "the slash commands and shortcuts",
    "im:write": "opens direct messages",
    "im:history": "hears what is typed to it, and finds a message again after a lost reply",
    "files:read": "reads a roster or a photo that somebody sends it",
    "files:write": "shows the supporters' photos",
}
GROUP_SCOPE = "usergroups:read"  #: only with a coordinators_group
EMAIL_SCOPES = ("users:read", "users:read.email")  #: only to find accounts by e-mail
EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked")

#: the bot's commands and what Slack says beside them
COMMANDS = {
    "/peer": "Talk to someone, and everything else for you",
    "/supporter": "For supporters: your requests, and whether you are available",
    "/peer-admin": "For coordinators: roster, stations, supporters",
}
_SHORTCUT_NAMES = {
    "talk": ("global", "Talk to someone", "Ask for a trained colleague"),
    "talk_about_message": ("message", "Talk to someone", "Ask for a trained colleague"),
}


def scopes(*, group: bool, emails: bool) -> tuple[str, ...]:
    """Those that this configuration uses."""
    more = ((GROUP_SCOPE,) if group else ()) + (EMAIL_SCOPES if emails else ())
    return (*SCOPES, *more)


def manifest(bot_name: str, *, group: bool = False, emails: bool = False) -> dict[str, Any]:
    name = bot_name[:35]
    return {
        "display_information": {
            "name": name,
            "description": "Peer support: somebody reaches out first.",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [_shortcut(id_) for id_ in SHORTCUTS],
            "slash_commands": [
                {"command": command, "description": words, "should_escape": False}
                for command, words in COMMANDS.items()
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes(group=group, emails=emails))}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(id_: str) -> dict[str, str]:
    kind, name, words = _SHORTCUT_NAMES[id_]
    return {"type": kind, "name": name, "callback_id": id_, "description": words}
