"""The app manifest: what Slack's page takes, and the scopes that events and commands need."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.fakes.slack.manifest_schema import MANIFEST
from tests.fakes.slack.wire import Json

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


#: Bot scopes that the methods and events here know, and some that others have.
_SCOPES_BY_SUBJECT = {
    "bookmarks": "read write",
    "calls": "read write",
    "canvases": "read write",
    "channels": "history join manage read",
    "conversations.connect": "manage read write",
    "files": "read write",
    "groups": "history read write",
    "im": "history read write",
    "links": "read write",
    "mpim": "history read write",
    "pins": "read write",
    "reactions": "read write",
    "reminders": "read write",
    "remote_files": "read share write",
    "usergroups": "read write",
    "users": "read read.email write",
}
SCOPES = frozenset(
    {f"{on}:{may}" for on, every in _SCOPES_BY_SUBJECT.items() for may in every.split()}
    | {"app_mentions:read", "chat:write", "chat:write.customize", "chat:write.public", "commands"}
    | {"dnd:read", "emoji:read", "incoming-webhook", "metadata.message:read", "team:read"}
    | {"users.profile:read"}
)

_TYPES: dict[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
}


def problems_of(manifest: Any) -> list[str]:
    """What the page says of it; nothing where it takes it."""
    found = list(_against(MANIFEST, manifest, "/"))
    return found or list(_beyond(manifest))


def _against(schema: Json, value: Any, at: str) -> Iterator[str]:
    """The part of JSON Schema that the manifest's uses."""
    kind = schema["type"]
    if not isinstance(value, _TYPES[kind]) or (kind == "integer" and isinstance(value, bool)):
        yield f"{at}: must be {kind}"
    elif kind in _PARTS:
        yield from _PARTS[kind](schema, value, at)


def _object(schema: Json, value: Json, at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}: missing {name}"
    for name, held in value.items():
        if name in known:
            yield from _against(known[name], held, f"{at.rstrip('/')}/{name}")
        else:
            yield f"{at}: unknown property {name}"


def _array(schema: Json, value: list[Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{at}: {len(value)} items are too few or too many"
    if schema.get("uniqueItems") and len({str(one) for one in value}) != len(value):
        yield f"{at}: something stands there twice"
    for place, one in enumerate(value):
        yield from _against(schema["items"], one, f"{at}/{place}")


def _string(schema: Json, value: str, at: str) -> Iterator[str]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"{at}: {len(value)} characters are too few or too many"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: not of the form {schema['pattern']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not one of {', '.join(schema['enum'])}"


_PARTS: dict[str, Callable[[Json, Any, str], Iterator[str]]] = {
    "object": _object,
    "array": _array,
    "string": _string,
}


def _beyond(manifest: Json) -> Iterator[str]:
    """What the schema cannot say: parts that need one another."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    yield from (f"unknown scope {one}" for one in scopes if one not in SCOPES)
    if "users:read.email" in scopes and "users:read" not in scopes:
        yield "users:read.email needs users:read"
    if scopes and "bot_user" not in features:
        yield "bot scopes need features.bot_user"
    commands = features.get("slash_commands", [])
    names = [one["command"] for one in commands]
    yield from (f"{one} stands there twice" for one in set(names) if names.count(one) > 1)
    if (commands or features.get("shortcuts")) and "commands" not in scopes:
        yield "slash commands and shortcuts need the scope commands"
    events = settings.get("event_subscriptions", {})
    for event in events.get("bot_events", []):
        if event not in EVENT_SCOPES:
            yield f"unknown event {event}"
        elif EVENT_SCOPES[event] is not None and EVENT_SCOPES[event] not in scopes:
            yield f"the event {event} needs the scope {EVENT_SCOPES[event]}"
    if not settings.get("socket_mode_enabled", False):
        yield from _addresses(features, settings)


def _addresses(features: Json, settings: Json) -> Iterator[str]:
    """Without Socket Mode everything needs an address to be sent to."""
    yield from (
        f"{one['command']} needs a url"
        for one in features.get("slash_commands", ())
        if "url" not in one
    )
    for part in ("event_subscriptions", "interactivity"):
        used = settings.get(part, {})
        if (used.get("bot_events") or used.get("is_enabled")) and "request_url" not in used:
            yield f"settings.{part} needs a request_url"
