"""Composition objects: confirmation dialogs, options, pictures."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.slack.blocks.checking import (
    Check,
    Checking,
    Fields,
    boolean,
    fields,
    many,
    one_of,
    plain,
    string,
    text,
)
from tests.fakes.slack.wire import Json

STYLE = one_of("primary", "danger")
#: Only these pictures of Slack's own may be shown.
PICTURES = {"image/png", "image/jpeg", "image/gif"}


def confirm(checking: Checking, value: Any, at: str) -> None:
    must: Fields = {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
    }
    fields(checking, value, at, must, {"style": STYLE})


def option(*, mrkdwn: bool = False, url: bool = False) -> Check:
    label = text(75) if mrkdwn else plain(75)
    must: Fields = {"text": label, "value": string(150)}
    may: dict[str, Check] = {"description": text(75) if mrkdwn else plain(75)}
    if url:
        may["url"] = string(3000)

    def check(checking: Checking, value: Any, at: str) -> None:
        fields(checking, value, at, must, may)

    return check


_OPTION = option()
GROUPED: Fields = {"label": plain(75), "options": many(_OPTION, 100)}


def group(checking: Checking, value: Any, at: str) -> None:
    fields(checking, value, at, GROUPED, {})


def offered(element: Json) -> list[Any]:
    """The options of an element, those in groups too, whatever they look like."""
    found = element.get("options")
    options = list(found) if isinstance(found, list) else []
    groups = element.get("option_groups")
    for one in groups if isinstance(groups, list) else []:
        inner = one.get("options") if isinstance(one, dict) else None
        options += inner if isinstance(inner, list) else []
    return options


def initial_among_options(checking: Checking, element: Json, at: str) -> None:
    """What is chosen at first must be one of the options, the same in every field."""
    options = offered(element)
    if "initial_option" in element and element["initial_option"] not in options:
        checking.say(f"{at}/initial_option", "must match one of the options")
    chosen = element.get("initial_options")
    for one in chosen if isinstance(chosen, list) else []:
        if one not in options:
            checking.say(f"{at}/initial_options", "must match one of the options")


def picture(checking: Checking, value: Json, at: str) -> None:
    """Either a public address or a file of Slack's, and never both."""
    if ("image_url" in value) == ("slack_file" in value):
        checking.say(at, "must provide exactly one of image_url or slack_file")
    if isinstance(value.get("image_url"), str) and not _public(value["image_url"]):
        checking.say(f"{at}/image_url", "downloading image failed")


def _public(address: str) -> bool:
    """Slack fetches the picture itself: it must stand where everybody can get it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"}:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        inside = host.endswith((".local", ".localhost", ".internal", ".lan"))
        return "." in host and not inside


def slack_file(checking: Checking, value: Any, at: str) -> None:
    if not isinstance(value, dict) or len(value) != 1 or not set(value) <= {"id", "url"}:
        checking.say(at, "must provide either id or url")
        return
    bot = checking.slack.installation_in(checking.team).bot_user
    for file in checking.slack.files.values():
        place = f"/files-pri/{file.team}-{file.id}/"
        named = file.id == value.get("id") or place in str(value.get("url", ""))
        known = file.complete and file.looked_through(checking.slack.clock.monotonic())
        if named and known and file.owner == bot and file.mimetype in PICTURES:
            return
    checking.say(at, "invalid slack file")


PICTURE: dict[str, Check] = {"image_url": string(3000), "slack_file": slack_file}

#: What several elements may have.
PLACEHOLDER: Fields = {"placeholder": plain(150)}
FOCUS: Fields = {"focus_on_load": boolean}
CONFIRM: Fields = {"confirm": confirm}


def _triggers(checking: Checking, value: Any, at: str) -> None:
    allowed = one_of("on_enter_pressed", "on_character_entered")
    fields(checking, value, at, {}, {"trigger_actions_on": many(allowed, 2)})


DISPATCH: Fields = {"dispatch_action_config": _triggers}


def filter_object(checking: Checking, value: Any, at: str) -> None:
    may: Fields = {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
    if fields(checking, value, at, {}, may) and not value:
        checking.say(at, "must provide at least one filter")
