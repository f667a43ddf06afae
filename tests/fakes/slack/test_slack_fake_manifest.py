"""The manifest: what Slack's page takes, and what it says of the rest."""

import copy
import re
from collections.abc import Callable

import pytest

from tests.fakes.slack.manifest import problems_of
from tests.fakes.slack.sample_manifest import DEFAULT
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json

Change = Callable[[Json], object]


def test_the_sample_is_taken() -> None:
    assert problems_of(DEFAULT) == []
    assert problems_of({"display_information": {"name": "A"}}) == []


def scopes(manifest: Json) -> list[str]:
    found: list[str] = manifest["oauth_config"]["scopes"]["bot"]
    return found


def first_command(manifest: Json) -> Json:
    found: Json = manifest["features"]["slash_commands"][0]
    return found


def first_shortcut(manifest: Json) -> Json:
    found: Json = manifest["features"]["shortcuts"][0]
    return found


WRONG: list[tuple[Change, str]] = [
    (lambda m: m.pop("display_information"), "/: missing display_information"),
    (lambda m: m.update(colour="red"), "/: unknown property colour"),
    (lambda m: m["display_information"].update(name="x" * 36), "/display_information/name"),
    (lambda m: m["display_information"].update(description="x" * 141), "141 characters"),
    (lambda m: m["display_information"].update(long_description="x"), "too few"),
    (lambda m: m["display_information"].update(background_color="blue"), "not of the form"),
    (lambda m: m["features"]["app_home"].update(home_tab_enabled="yes"), "must be boolean"),
    (lambda m: m["features"]["bot_user"].pop("display_name"), "missing display_name"),
    (lambda m: m["features"]["bot_user"].update(display_name="x" * 81), "81 characters"),
    (lambda m: m["features"].pop("bot_user"), "bot scopes need features.bot_user"),
    (lambda m: first_shortcut(m).update(name="x" * 25), "25 characters"),
    (lambda m: first_shortcut(m).update(type="local"), "not one of message, global"),
    (lambda m: first_shortcut(m).pop("description"), "missing description"),
    (lambda m: m["features"].update(shortcuts=[]), "0 items"),
    (lambda m: first_command(m).update(command="peer"), "not of the form"),
    (lambda m: first_command(m).update(command="/supporter"), "/supporter stands there twice"),
    (lambda m: first_command(m).update(command="/" + "x" * 32), "33 characters"),
    (lambda m: first_command(m).pop("description"), "missing description"),
    (lambda m: scopes(m).append("chat:shout"), "unknown scope chat:shout"),
    (lambda m: scopes(m).remove("users:read"), "users:read.email needs users:read"),
    (lambda m: scopes(m).remove("commands"), "need the scope commands"),
    (lambda m: scopes(m).remove("im:history"), "message.im needs the scope im:history"),
    (
        lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("nothing"),
        "unknown event nothing",
    ),
    (
        lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("message.im"),
        "stands there twice",
    ),
    (lambda m: m["settings"]["interactivity"].pop("is_enabled"), "missing is_enabled"),
    (lambda m: m["settings"].update(socket_mode_enabled=False), "needs a request_url"),
    (lambda m: m["settings"].update(socket_mode_enabled=False), "/peer needs a url"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _, said in WRONG])
def test_what_is_refused(change: Change, said: str) -> None:
    manifest = copy.deepcopy(DEFAULT)
    change(manifest)
    problems = problems_of(manifest)
    assert any(said in problem for problem in problems), problems
    with pytest.raises(ValueError, match=re.escape(said)):
        FakeSlack(manifest)


def test_scopes_are_granted_on_installing() -> None:
    slack = FakeSlack()
    more = copy.deepcopy(DEFAULT)
    scopes(more).append("reactions:read")
    slack.use_manifest(more)
    installed = slack.installation_in(slack.workspace.id)
    assert "reactions:read" not in installed.scopes
    slack.reinstall()
    assert "reactions:read" in installed.scopes
