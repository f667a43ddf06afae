"""What Slack tells becomes the core's typed events. Pure.

Slack's own id of an interaction is its `trigger_id`, of an event its `event_id`: what comes twice
(a retry, a replay, a second connection) bears the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.blocks import pressed_of
from adapters.slack.place import Body
from adapters.slack.views import INPUT, field_of
from bot.events import ButtonPressed, CommandGiven, Event, FormSubmitted, HomeOpened, TextTyped
from bot.model.ids import Account

PLATFORM = "slack"

#: shortcuts by their callback id, and the command they stand for
SHORTCUTS = {"talk": "peer", "talk_about_message": "peer"}


#: subtypes of what a person writes: with a file, after /me, and in a thread for all to see
_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")


@dataclass(frozen=True, slots=True)
class FileAt:
    """A file at Slack, and not yet here. `size` in bytes."""

    name: str
    url: str
    size: int


def account_of(body: Body) -> Account | None:
    """Who did it. With Enterprise Grid a person's own team may differ from the one the app is
    installed in; the installation's counts."""
    user = body.get("user_id") or _inside(body, "user", "id")
    team = body.get("team_id") or _inside(body, "team", "id") or _inside(body, "user", "team_id")
    if not isinstance(user, str) or not isinstance(team, str) or not user or not team:
        return None
    return Account(PLATFORM, team, user)


def of_this_workspace(body: Body, team: str, enterprise: str) -> bool:
    """Whether somebody of this workspace did it. In what is shared with another organisation
    (Slack Connect) the app is met by people of theirs, to whom it owes nothing and may show
    nobody. In our own Enterprise organisation ("": there is none) a person's own team may be
    another of its workspaces."""
    if body.get("is_ext_shared_channel"):
        return False
    event: Body = body.get("event") or {}
    theirs = [_inside(body, "user", "team_id"), event.get("user_team"), event.get("source_team")]
    known = account_of(body) or _author(body, event)
    if known is not None and known.workspace != team:
        return False
    installed = [*(body.get("authorizations") or []), {}][0]
    where = (
        _inside(body, "enterprise", "id")
        or body.get("enterprise_id")
        or installed.get("enterprise_id")
    )
    ours = bool(enterprise) and where == enterprise
    return ours or all(each in (None, "", team) for each in theirs)


def happened_at(body: Body) -> float:
    """When an event did, by Slack's clock, in seconds since 1970; infinity where it does not say,
    for what is new is not passed over."""
    told = body.get("event_time")
    return float(told) if isinstance(told, int | float) else float("inf")


def token_revoked(body: Body, bot_user: str) -> bool:
    """Whether the bot's own token is among those revoked, and not only some person's."""
    tokens = (body.get("event") or {}).get("tokens") or {}
    return bot_user in (tokens.get("bot") or [])


def press(body: Body) -> Event | None:
    """A press of one of our buttons; None for anything else that acts (an input that changed)."""
    account, actions = account_of(body), body.get("actions") or [{}]
    found = pressed_of(str(actions[0].get("value") or ""))
    if account is None or found is None:
        return None
    return ButtonPressed(_interaction(body), account, *found)


def command(body: Body) -> Event | None:
    account, name = account_of(body), str(body.get("command") or "").removeprefix("/")
    if account is None or not name:
        return None
    return CommandGiven(_interaction(body), account, name, str(body.get("text") or ""))


def shortcut(body: Body) -> Event | None:
    """The message that a shortcut was used on is not looked at."""
    account, name = account_of(body), SHORTCUTS.get(str(body.get("callback_id") or ""))
    if account is None or name is None:
        return None
    return CommandGiven(_interaction(body), account, name)


def submission(body: Body) -> FormSubmitted | None:
    """Without its files, which are yet to be fetched (`files_of`)."""
    account, view = account_of(body), body.get("view") or {}
    if account is None:
        return None
    values = {name: _given(state) for name, state in _states(view)}
    return FormSubmitted(
        _interaction(body), account, str(view.get("private_metadata") or ""), values
    )


def files_of(body: Body) -> dict[str, FileAt]:
    """The files of a submitted form, by field."""
    found = {}
    for name, state in _states(body.get("view") or {}):
        for each in state.get("files") or []:
            found[name] = _file(each)
    return found


def says_nothing(body: Body) -> bool:
    """Whether it tells of a message that no person wrote: the bot's own, which comes back for each
    that it posts and redraws, another bot's, an edit or a deletion."""
    event = body.get("event") or {}
    return event.get("type") == "message" and _author(body, event) is None


def typed(body: Body) -> TextTyped | None:
    """Words in the direct messages with the bot; None for what nobody typed."""
    event = body.get("event") or {}
    account = _author(body, event)
    if account is None or event.get("files"):
        return None
    return TextTyped(event_id(body), account, _unescaped(str(event.get("text") or "")))


def sent_file(body: Body) -> tuple[str, Account, FileAt] | None:
    """The event's id, who sent it, and where the file is; the first of several."""
    event = body.get("event") or {}
    account, files = _author(body, event), event.get("files") or []
    if account is None or not files:
        return None
    return event_id(body), account, _file(files[0])


def home_opened(body: Body) -> HomeOpened | None:
    """They look at the Home tab, not at the messages beside it."""
    event = body.get("event") or {}
    account = _author(body, event)
    if account is None or event.get("tab") != "home":
        return None
    return HomeOpened(event_id(body), account)


def _author(body: Body, event: Body) -> Account | None:
    """Whoever a direct message is from. The bot's own, edits and deletions are nobody's words."""
    user, team = event.get("user"), body.get("team_id")
    mine = event.get("bot_id") or event.get("subtype") not in _WRITTEN
    if mine or not isinstance(user, str) or not isinstance(team, str):
        return None
    return Account(PLATFORM, team, user)


def _unescaped(text: str) -> str:
    """Slack writes three characters as entities (docs.slack.dev, "Formatting message text")."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _states(view: Body) -> list[tuple[str, Body]]:
    blocks = (view.get("state") or {}).get("values") or {}
    named = ((field_of(str(block)), inputs) for block, inputs in blocks.items())
    return [(name, inputs.get(INPUT) or {}) for name, inputs in named if name is not None]


def _given(state: Body) -> tuple[str, ...]:
    """What stands in an input, whatever its kind."""
    if "selected_options" in state:
        return tuple(str(each.get("value")) for each in state["selected_options"] or [])
    if "selected_option" in state:
        chosen = state["selected_option"]
        return (str(chosen.get("value")),) if chosen else ()
    given = state.get("value") or state.get("selected_date")
    return (str(given),) if given else ()


def _file(given: Body) -> FileAt:
    url = given.get("url_private_download") or given.get("url_private") or ""
    return FileAt(str(given.get("name") or "file"), str(url), int(given.get("size") or 0))


def _interaction(body: Body) -> str:
    actions = body.get("actions") or [{}]
    return str(body.get("trigger_id") or actions[0].get("action_ts") or "")


def event_id(body: Body) -> str:
    return str(body.get("event_id") or "")


def _inside(body: Body, outer: str, inner: str) -> Any:
    found = body.get(outer)
    return found.get(inner) if isinstance(found, Mapping) else None
