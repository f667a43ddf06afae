"""Who am I, where am I, and the way to a socket: auth, api, team, bots, apps."""

from urllib.parse import quote

from tests.fakes.slack.methods.calling import APP, NONE, Call, method
from tests.fakes.slack.wire import Json, Refused


@method("api.test", optional="error foo", token=NONE)
def api_test(call: Call) -> Json:
    arguments = {name: value for name, value in call.arguments.items() if name != "token"}
    if call.has("error"):
        raise Refused(call.text("error"), args=arguments)
    return {"args": arguments}


@method("auth.test")
def auth_test(call: Call) -> Json:
    workspace, by = call.workspace, call.by
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.members[by.bot_user].name,
        "team_id": workspace.id,
        "user_id": by.bot_user,
        "bot_id": by.bot,
        "is_enterprise_install": False,
        **({"enterprise_id": workspace.enterprise} if workspace.enterprise else {}),
    }


@method("apps.connections.open", token=APP)
def connections_open(call: Call) -> Json:
    slack = call.slack
    if slack.app.link_disabled or not slack.app.setting("socket_mode_enabled"):
        raise Refused("forbidden_team")
    ticket = quote(slack.socket.ticket())
    return {"url": f"{slack.socket_url}?ticket={ticket}&app_id={slack.app.id}"}


@method("team.info", optional="team domain", scopes="team:read")
def team_info(call: Call) -> Json:
    workspace = call.slack.workspaces.get(call.text("team", call.by.team))
    if workspace is None or workspace.id != call.by.team:
        raise Refused("team_not_found")
    return {
        "team": {
            "id": workspace.id,
            "name": workspace.name,
            "url": f"https://{workspace.domain}.slack.com/",
            "domain": workspace.domain,
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


@method("bots.info", optional="bot", scopes="users:read")
def bots_info(call: Call) -> Json:
    by = call.by
    if call.has("bot") and call.text("bot") != by.bot:
        raise Refused("bot_not_found")
    return {
        "bot": {
            "id": by.bot,
            "deleted": False,
            "name": call.slack.app.name,
            "updated": 0,
            "app_id": call.slack.app.id,
            "user_id": by.bot_user,
            "icons": {},
        }
    }
