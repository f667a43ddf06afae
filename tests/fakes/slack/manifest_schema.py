"""The schema of an app manifest, after "App manifest reference" on docs.slack.dev and the published
manifest-schema (version 1). Functions, workflows and what else Slack hosts is left out."""

from tests.fakes.slack.wire import Json


def _object(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, "required": required}


def _text(least: int, most: int, **more: object) -> Json:
    return {"type": "string", "minLength": least, "maxLength": most, **more}


def _list(items: Json, most: int, least: int = 0, *, unique: bool = False) -> Json:
    return {
        "type": "array",
        "items": items,
        "minItems": least,
        "maxItems": most,
        "uniqueItems": unique,
    }


_SWITCH: Json = {"type": "boolean"}
_NUMBER: Json = {"type": "integer"}
_WORDS: Json = {"type": "string"}


def _address(most: int) -> Json:
    return _text(0, most, pattern=r"^https?://")


_DISPLAY = _object(
    {
        "name": _text(1, 35),
        "description": _text(1, 140),
        "background_color": _text(4, 7, pattern=r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
        "long_description": _text(175, 4000),
    },
    "name",
)
_SHORTCUT = _object(
    {
        "name": _text(1, 24),
        "type": _text(1, 10, enum=("message", "global")),
        "callback_id": _text(1, 255),
        "description": _text(1, 150),
    },
    "name",
    "type",
    "callback_id",
    "description",
)
_COMMAND = _object(
    {
        "command": _text(2, 32, pattern=r"^/"),
        "url": _address(3000),
        "description": _text(1, 2000),
        "usage_hint": _text(1, 1000),
        "should_escape": _SWITCH,
    },
    "command",
    "description",
)
_FEATURES = _object(
    {
        "app_home": _object(
            {
                "home_tab_enabled": _SWITCH,
                "messages_tab_enabled": _SWITCH,
                "messages_tab_read_only_enabled": _SWITCH,
            }
        ),
        "bot_user": _object(
            {"display_name": _text(1, 80), "always_online": _SWITCH}, "display_name"
        ),
        "shortcuts": _list(_SHORTCUT, 10, 1),
        "slash_commands": _list(_COMMAND, 50, 1),
        "unfurl_domains": _list(_text(1, 255), 5, 1, unique=True),
    }
)
_SCOPES = _list(_text(1, 50), 255)
_OAUTH = _object(
    {
        "redirect_urls": _list(_text(1, 2500), 1000, unique=True),
        "scopes": _object(
            {
                "bot": _SCOPES,
                "user": _SCOPES,
                "bot_optional": _SCOPES,
                "user_optional": _SCOPES,
            }
        ),
        "token_management_enabled": _SWITCH,
        "pkce_enabled": _SWITCH,
    }
)
_EVENTS = _list(_text(1, 50), 100, unique=True)
_METADATA_EVENT = _object({"app_id": _WORDS, "event_type": _text(1, 50)}, "app_id", "event_type")
_SETTINGS = _object(
    {
        "allowed_ip_address_ranges": _list(_text(7, 18), 50, 1, unique=True),
        "event_subscriptions": _object(
            {
                "request_url": _address(3500),
                "bot_events": _EVENTS,
                "user_events": _EVENTS,
                "metadata_subscriptions": _list(_METADATA_EVENT, 20, 1, unique=True),
            }
        ),
        "incoming_webhooks": _object({"incoming_webhooks_enabled": _SWITCH}),
        "interactivity": _object(
            {
                "is_enabled": _SWITCH,
                "request_url": _address(3500),
                "message_menu_options_url": _address(3500),
            },
            "is_enabled",
        ),
        "org_deploy_enabled": _SWITCH,
        "socket_mode_enabled": _SWITCH,
        "is_hosted": _SWITCH,
        "token_rotation_enabled": _SWITCH,
        "hermes_app_type": _WORDS,
        "function_runtime": _WORDS,
    }
)

MANIFEST = _object(
    {
        "$schema": _WORDS,
        "_metadata": _object(
            {
                "schema_version": _NUMBER,
                "min_version": _NUMBER,
                "major_version": _NUMBER,
                "minor_version": _NUMBER,
            }
        ),
        "display_information": _DISPLAY,
        "features": _FEATURES,
        "oauth_config": _OAUTH,
        "settings": _SETTINGS,
    },
    "display_information",
)
