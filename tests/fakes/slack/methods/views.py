"""views.*: modals and the Home tab."""

import json
import secrets
from typing import Any

from tests.fakes.slack.blocks.messages import with_ids
from tests.fakes.slack.blocks.views import checked_view
from tests.fakes.slack.methods.calling import Call, method
from tests.fakes.slack.state import View
from tests.fakes.slack.values import initial_values, kept_values
from tests.fakes.slack.wire import Json, Refused

#: A modal and two on top of it.
DEEPEST = 3
LARGEST = 250 * 1024


def view_object(call_or_slack: Any, view: View) -> Json:
    """The view as Slack gives it: the app's, with ids, hash and what was entered."""
    slack = getattr(call_or_slack, "slack", call_or_slack)
    by = slack.installation_in(view.team)
    shape = view.shape
    return {
        "id": view.id,
        "team_id": view.team,
        "type": shape["type"],
        "blocks": shape["blocks"],
        "private_metadata": shape.get("private_metadata", ""),
        "callback_id": shape.get("callback_id", ""),
        "state": {"values": view.values},
        "hash": view.hash,
        "title": shape.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": shape.get("clear_on_close", False),
        "notify_on_close": shape.get("notify_on_close", False),
        "close": shape.get("close"),
        "submit": shape.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": slack.app.id,
        "external_id": shape.get("external_id", ""),
        "app_installed_team_id": view.team,
        "bot_id": by.bot,
    }


def new_hash(slack: Any) -> str:
    return f"{int(slack.clock.now())}.{secrets.token_hex(4)}"


def taken_view(slack: Any, team: str, given: Any, kind: str, own: str | None = None) -> Json:
    """The view of a call or an ack, checked, with the ids that Slack adds. `own`: the id of the
    view that it is to replace."""
    if not isinstance(given, dict):
        raise Refused.because("invalid_arguments", "[ERROR] must provide an object")
    if len(json.dumps(given, ensure_ascii=False).encode()) > LARGEST:
        raise Refused("view_too_large")
    checked_view(slack, team, given, kind)
    _external_id_is_free(slack, team, given, own)
    return {**given, "blocks": with_ids(slack, given["blocks"])}


def _external_id_is_free(slack: Any, team: str, given: Json, own: str | None) -> None:
    wanted = given.get("external_id")
    if not wanted:
        return
    for view in slack.views.values():
        same = view.team == team and view.shape.get("external_id") == wanted
        if same and view.open and view.id != own:
            raise Refused("duplicate_external_id")


def opened_view(slack: Any, team: str, user: str, shape: Json, under: View | None) -> View:
    """A new view on somebody's screen, on top of the stack of `under`."""
    made = slack.ids.new("V")
    view = View(
        made,
        user,
        team,
        shape,
        new_hash(slack),
        root=under.root if under else made,
        previous=under.id if under else None,
        values=initial_values(shape["blocks"]),
    )
    slack.views[made] = view
    return view


def changed_view(slack: Any, view: View, shape: Json) -> None:
    """Redraw it: what was entered stays where block and action are still the same."""
    view.shape = shape
    view.values = kept_values(view.values, shape["blocks"])
    view.hash = new_hash(slack)


@method("views.open", required="view", optional="trigger_id interactivity_pointer")
def views_open(call: Call) -> Json:
    trigger = _exchanged(call)
    shape = taken_view(call.slack, call.by.team, call.json("view"), "modal")
    person = call.slack.people[trigger.user]
    view = opened_view(call.slack, call.by.team, trigger.user, shape, None)
    person.opens(view)
    return {"view": view_object(call, view)}


@method("views.push", required="view", optional="trigger_id interactivity_pointer")
def views_push(call: Call) -> Json:
    trigger = _exchanged(call)
    shape = taken_view(call.slack, call.by.team, call.json("view"), "modal")
    person = call.slack.people[trigger.user]
    if trigger.view is None:
        raise Refused("invalid_trigger_id")
    if not person.stack:
        raise Refused("not_found")
    if len(person.stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view = opened_view(call.slack, call.by.team, trigger.user, shape, person.stack[-1])
    person.pushes(view)
    return {"view": view_object(call, view)}


def _exchanged(call: Call) -> Any:
    given = call.text("trigger_id") or call.text("interactivity_pointer")
    if not given:
        raise Refused.because("invalid_arguments", "[ERROR] missing required field: trigger_id")
    return call.slack.triggers.exchange(given, call.by.team)


@method("views.update", required="view", optional="view_id external_id hash")
def views_update(call: Call) -> Json:
    view = _found(call)
    if call.has("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict", view=view_object(call, view))
    kind = view.shape["type"]
    shape = taken_view(call.slack, call.by.team, call.json("view"), kind, view.id)
    changed_view(call.slack, view, shape)
    call.slack.people[view.user].redraws(view)
    return {"view": view_object(call, view)}


def _found(call: Call) -> View:
    views = call.slack.views
    if call.has("view_id"):
        view = views.get(call.text("view_id"))
    elif call.has("external_id"):
        wanted = call.text("external_id")
        open_ones = (one for one in views.values() if one.shape.get("external_id") == wanted)
        view = next((one for one in open_ones if one.open), None)
    else:
        said = "[ERROR] missing required field: view_id or external_id"
        raise Refused.because("invalid_arguments", said)
    if view is None or not view.open or view.team != call.by.team:
        raise Refused("not_found")
    return view


@method("views.publish", required="user_id view", optional="hash interactivity_pointer")
def views_publish(call: Call) -> Json:
    user = call.text("user_id")
    if user not in call.workspace.members or user not in call.slack.people:
        raise Refused.because(
            "invalid_arguments", "[ERROR] invalid user_id [json-pointer:/user_id]"
        )
    if not call.slack.app.home("home_tab_enabled"):
        raise Refused("not_enabled")
    known = call.workspace.homes.get(user)
    if call.has("hash") and known is not None and call.text("hash") != known.hash:
        raise Refused("hash_conflict", view=view_object(call, known))
    own = None if known is None else known.id
    shape = taken_view(call.slack, call.by.team, call.json("view"), "home", own)
    if known is None:
        known = opened_view(call.slack, call.by.team, user, shape, None)
        call.workspace.homes[user] = known
    else:
        changed_view(call.slack, known, shape)
    call.slack.people[user].show("home", view_object(call, known))
    return {"view": view_object(call, known)}
