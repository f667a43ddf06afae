"""The app as Slack is told of it, with no scope that is not used. Slack shows its words to
everybody in the workspace alike, so they are in the organisation's language.

Fields: docs.slack.dev, "App manifest reference". The app-level token (connections:write) is made
by hand, since no manifest can ask for it.
"""

from collections.abc import Callable
from typing import Any

from adapters.slack.reading import SHORTCUTS
from bot.events import COMMANDS

#: what each scope is for
SCOPES = {
    "chat:write": "posts, redraws and deletes its own messages",
    "commands": "the slash commands and shortcuts",
    "im:write": "opens direct messages",
    "im:history": "hears what is typed to it, and finds a message again after a lost reply",
    "files:read": "reads a roster or a photo that somebody sends it",
    "files:write": "shows the supporters' photos, sends somebody what is held about them as a file,"
    " and deletes its own files again",
}
GROUP_SCOPE = "usergroups:read"  #: only with a coordinators_group, or to find accounts by a group
PEOPLE_SCOPE = "users:read"  #: only to find accounts, by e-mail or by a group
EMAIL_SCOPE = "users:read.email"  #: only to find accounts by e-mail
#: only to open a group chat where a member asked for one. Not `mpim:history`: what the two write to
#: each other is not the bot's to read
GROUP_CHAT_SCOPE = "mpim:write"
EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked")

#: kinds of the shortcuts, by their callback id
_KINDS = {"talk": "global", "talk_about_message": "message"}
MOST_OF_NAME = 35  #: characters

#: says a text, in the organisation's language
Say = Callable[[str], str]


def scopes(*, group: bool, emails: bool, names: bool, group_chats: bool) -> tuple[str, ...]:
    """Those that this configuration uses. `emails` and `names` (of a user group's members) are
    what accounts are found by."""
    return (
        *SCOPES,
        *((GROUP_SCOPE,) if group or names else ()),
        *((PEOPLE_SCOPE,) if emails or names else ()),
        *((EMAIL_SCOPE,) if emails else ()),
        *((GROUP_CHAT_SCOPE,) if group_chats else ()),
    )


def manifest(
    bot_name: str,
    say: Say,
    *,
    group: bool = False,
    emails: bool = False,
    names: bool = False,
    group_chats: bool = False,
    rotation: bool = False,
) -> dict[str, Any]:
    name = bot_name[:MOST_OF_NAME]
    asked = scopes(group=group, emails=emails, names=names, group_chats=group_chats)
    return {
        "display_information": {
            "name": name,
            "description": say("slack-app-line"),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "shortcuts": [_shortcut(id_, say) for id_ in SHORTCUTS],
            "slash_commands": [
                {
                    "command": f"/{name}",
                    "description": say(f"command-{name}"),
                    "should_escape": False,
                }
                for name in COMMANDS
            ],
        },
        "oauth_config": {"scopes": {"bot": list(asked)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": rotation,
        },
    }


def _shortcut(id_: str, say: Say) -> dict[str, str]:
    # Slack gives a shortcut's name 24 characters, as many as the title of the form it leads to.
    name, words = say("request-form-title"), say("slack-shortcut-line")
    return {"type": _KINDS[id_], "name": name, "callback_id": id_, "description": words}
