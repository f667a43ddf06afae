"""Slack's errors by what they ask for, translated into the core's in one table.

The codes are those of docs.slack.dev ("Web API", and each method's own page).
"""

import logging
import re
from collections.abc import Callable
from enum import StrEnum, auto

from slack_sdk.errors import SlackApiError

from bot.ports import (
    Forbidden,
    MessageGone,
    NotSent,
    NotUnderstood,
    OutcomeUnknown,
    PersonUnreachable,
    PlatformError,
    Refused,
    Rule,
    SlowDown,
    WorkspaceStopped,
)

log = logging.getLogger(__name__)

#: seconds to wait where Slack says "slow down" and not for how long
UNSAID_WAIT = 30.0
#: the longest that is waited, whatever Slack says; then it is asked again
LONGEST_WAIT = 3_600.0


class Group(StrEnum):
    """What an error asks for."""

    STOPPED = auto()  #: nothing goes to the workspace until the operator acts
    UNREACHABLE = auto()  #: this person cannot be written to
    FORBIDDEN = auto()  #: rights or rules of the workspace; the coordinator can mend it
    OURS = auto()  #: a fault of ours
    MOVED_ON = auto()  #: the person's screen, or the message, is not there any more
    WAIT = auto()
    NOT_SENT = auto()
    UNKNOWN = auto()  #: done or not
    NEW = auto()  #: in no list: nobody knows what it asks for


_CODES: dict[Group, str] = {
    Group.STOPPED: (
        "invalid_auth account_inactive token_revoked token_expired not_authed no_permission"
        " invalid_refresh_token team_access_not_granted org_login_required missing_scope"
        " not_allowed_token_type app_uninstalled team_not_found two_factor_setup_required"
        " bad_client_secret invalid_client_id"
    ),
    Group.UNREACHABLE: (
        "user_disabled user_not_found user_not_visible users_not_found invalid_user_combination"
        " cannot_dm_bot messages_tab_disabled user_is_bot user_deactivated user_not_in_channel"
    ),
    Group.FORBIDDEN: (
        "channel_not_found not_in_channel is_archived restricted_action"
        " restricted_action_read_only_channel restricted_action_thread_only_channel"
        " restricted_action_non_threadable_channel restricted_action_thread_locked"
        " ekm_access_denied posting_to_channel_denied posting_to_general_channel_denied"
        " cant_delete_file delete_not_allowed file_deleting_disabled file_type_not_allowed"
        " file_uploads_disabled file_uploads_except_images_disabled blocked_file_type"
        " storage_limit_reached"
        " plan_upgrade_required access_denied"
        " method_not_supported_for_channel_type"
    ),
    Group.OURS: (
        "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text"
        " metadata_too_large metadata_must_be_sent_from_app invalid_metadata_format"
        " invalid_metadata_schema view_too_large invalid_arguments invalid_arg_name invalid_args"
        " invalid_array_arg invalid_charset invalid_form_data invalid_json json_not_object"
        " invalid_post_type missing_post_type too_many_attachments"
    ),
    Group.MOVED_ON: (
        "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired"
        " trigger_exchanged hash_conflict not_found message_not_found edit_window_closed"
        " file_not_found file_deleted cant_update_message cant_delete_message push_limit_reached"
        " used_url expired_url"
    ),
    Group.WAIT: ("ratelimited rate_limited message_limit_exceeded accesslimited"),
    Group.NOT_SENT: "service_unavailable team_added_to_org request_timeout",
    Group.UNKNOWN: "timeout disconnect internal_error fatal_error",
}
_RULES = {
    "channel_not_found": Rule.CHANNEL,
    "not_in_channel": Rule.CHANNEL,
    "is_archived": Rule.CHANNEL,
    "ekm_access_denied": Rule.KEYS,
}
#: the beginnings of Slack's words for who or what may write
_POSTING = ("restricted_action", "posting_to_")
_GROUPS = {code: group for group, codes in _CODES.items() for code in codes.split()}

_TRANSLATED: dict[Group, Callable[[str], PlatformError]] = {
    Group.STOPPED: WorkspaceStopped,
    Group.UNREACHABLE: PersonUnreachable,
    Group.FORBIDDEN: lambda code: Forbidden(code, _rule(code)),
    Group.OURS: Refused,
    Group.MOVED_ON: MessageGone,
    Group.NOT_SENT: NotSent,
    Group.UNKNOWN: OutcomeUnknown,
    Group.NEW: NotUnderstood,
}
#: what a code of Slack's looks like; anything else that stands in its place is not repeated
_CODE = re.compile(r"[a-z][a-z0-9_]{0,60}")


#: of which the operator has to know what Slack said
_FOR_THE_OPERATOR = (Group.STOPPED, Group.FORBIDDEN, Group.OURS, Group.NEW)


def group_of(code: str, status: int) -> Group:
    """By the code where Slack gives one it documents, else by the HTTP status."""
    if status == 429:
        return Group.WAIT
    if code in _GROUPS:
        return _GROUPS[code]
    if status == 503:
        return Group.NOT_SENT
    nobody = not code and status < 400  # a page that a proxy shows in Slack's place
    return Group.UNKNOWN if status >= 500 or nobody else Group.NEW


def code_of(error: SlackApiError) -> str:
    """Slack's word for it; "" where the reply was none of Slack's. Never more of the reply, which
    may hold what was sent."""
    data = error.response.data
    found = data.get("error", "") if isinstance(data, dict) else ""
    return found if isinstance(found, str) and _CODE.fullmatch(found) else ""


def translated(error: SlackApiError, key: str) -> PlatformError:
    """`key` is the pacing budget of the call."""
    code, status = code_of(error), int(error.response.status_code)
    group = group_of(code, status)
    if group is Group.WAIT:
        return SlowDown(key, wait_of(error))
    said = code or f"HTTP {status}"
    if group in _FOR_THE_OPERATOR:
        log.error("Slack refuses %s: %s", key.rpartition(":")[2] or "a call", said)
    return _TRANSLATED[group](said)


def wait_of(error: SlackApiError) -> float:
    """Seconds until Slack wants to be asked again."""
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    given = headers.get("retry-after", "")
    given = given[0] if isinstance(given, list) else given
    try:
        return min(max(1.0, float(given)), LONGEST_WAIT)
    except ValueError:
        return UNSAID_WAIT


def _rule(code: str) -> Rule:
    return Rule.POSTING if code.startswith(_POSTING) else _RULES.get(code, Rule.OTHER)
