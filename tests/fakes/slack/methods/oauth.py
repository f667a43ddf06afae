"""oauth.v2.access with a refresh token: tokens that live twelve hours and are replaced."""

from tests.fakes.slack.methods.calling import NONE, Call, method
from tests.fakes.slack.rotation import LIFE
from tests.fakes.slack.wire import Json, Refused


@method(
    "oauth.v2.access",
    optional="client_id client_secret code grant_type redirect_uri refresh_token",
    token=NONE,
)
def oauth_access(call: Call) -> Json:
    slack = call.slack
    if call.text("client_id") != slack.rotation.client_id:
        raise Refused("invalid_client_id")
    if call.text("client_secret") != slack.rotation.client_secret:
        raise Refused("bad_client_secret")
    if call.text("grant_type", "authorization_code") != "refresh_token":
        raise Refused("invalid_grant_type")
    installed, refresh = slack.rotation.renew(call.text("refresh_token"))
    workspace = slack.workspaces[installed.team]
    return {
        "access_token": installed.token,
        "token_type": "bot",
        "scope": ",".join(sorted(installed.scopes)),
        "bot_user_id": installed.bot_user,
        "app_id": slack.app.id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "refresh_token": refresh,
        "expires_in": LIFE,
    }
