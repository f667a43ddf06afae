"""users.* and usergroups.*"""

from collections.abc import Sequence
from typing import TypeVar

from tests.fakes.slack.methods.calling import Call, method
from tests.fakes.slack.state import Member, UserGroup
from tests.fakes.slack.wire import Json, Refused

T = TypeVar("T")


def user_object(member: Member, *, with_email: bool, with_locale: bool = False) -> Json:
    """As `users.info` shows somebody; the address only with the scope for it."""
    picture = member.image or f"https://secure.gravatar.com/avatar/{member.id.lower()}.png"
    profile: Json = {
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.display_name,
        "display_name_normalized": member.display_name,
        "title": "",
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "team": member.team,
        **{f"image_{size}": picture for size in (24, 32, 48, 72, 192, 512)},
    }
    if with_email:
        profile["email"] = member.email
    shown: Json = {
        "id": member.id,
        "team_id": member.team,
        "name": member.name,
        "deleted": member.deleted,
        "profile": profile,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": member.updated,
    }
    if not member.deleted:
        shown |= {
            "real_name": member.real_name,
            "tz": member.tz,
            "tz_label": member.tz,
            "tz_offset": -18000,
            "is_admin": member.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": member.is_restricted,
            "is_ultra_restricted": False,
        }
    if with_locale:
        shown["locale"] = member.locale
    return shown


def paged(
    call: Call, everything: Sequence[T], *, default: int, most: int
) -> tuple[Sequence[T], Json]:
    """A page and its `response_metadata`: the cursor says where the next begins."""
    cursor = call.text("cursor")
    if cursor and not cursor.startswith("next:"):
        raise Refused("invalid_cursor")
    start = int(cursor.removeprefix("next:")) if cursor else 0
    size = call.number("limit", default) or default
    if not 0 < size <= most:
        raise Refused("invalid_limit")
    end = start + size
    return everything[start:end], {"next_cursor": f"next:{end}" if end < len(everything) else ""}


def _shown(call: Call, member: Member) -> Json:
    email = "users:read.email" in call.by.scopes
    return user_object(member, with_email=email, with_locale=call.flag("include_locale"))


@method("users.info", required="user", optional="include_locale", scopes="users:read")
def users_info(call: Call) -> Json:
    found = call.workspace.members.get(call.text("user"))
    if found is None:
        raise Refused("user_not_found")
    return {"user": _shown(call, found)}


@method("users.list", optional="cursor limit include_locale", scopes="users:read")
def users_list(call: Call) -> Json:
    everybody = list(call.workspace.members.values())
    page, metadata = paged(call, everybody, default=1000, most=1000)
    return {
        "members": [_shown(call, member) for member in page],
        "cache_ts": int(call.slack.clock.now()),
        "response_metadata": metadata,
    }


@method("users.lookupByEmail", required="email", scopes="users:read.email")
def users_lookup(call: Call) -> Json:
    wanted = call.text("email").lower()
    for member in call.workspace.members.values():
        if member.email.lower() == wanted and not member.deleted:
            return {"user": _shown(call, member)}
    raise Refused("users_not_found")


def _group(group: UserGroup, *, users: bool, count: bool) -> Json:
    shown: Json = {
        "id": group.id,
        "team_id": group.team,
        "is_usergroup": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 1 if group.disabled else 0,
        "auto_type": None,
        "prefs": {"channels": [], "groups": []},
    }
    if users:
        shown["users"] = list(group.users)
    if count:
        shown["user_count"] = len(group.users)
    return shown


@method(
    "usergroups.list",
    optional="include_count include_disabled include_users",
    scopes="usergroups:read",
)
def usergroups_list(call: Call) -> Json:
    if not call.workspace.paid:
        raise Refused("plan_upgrade_required")
    return {
        "usergroups": [
            _group(group, users=call.flag("include_users"), count=call.flag("include_count"))
            for group in call.workspace.groups.values()
            if call.flag("include_disabled") or not group.disabled
        ]
    }


@method(
    "usergroups.users.list",
    required="usergroup",
    optional="include_disabled",
    scopes="usergroups:read",
)
def usergroups_users_list(call: Call) -> Json:
    if not call.workspace.paid:
        raise Refused("plan_upgrade_required")
    group = call.workspace.groups.get(call.text("usergroup"))
    if group is None or (group.disabled and not call.flag("include_disabled")):
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}
