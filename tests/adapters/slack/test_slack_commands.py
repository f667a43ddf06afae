"""What an operator types: the manifest, accounts by e-mail, and whether all is well at Slack."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.accounts import A_PIECE, fill_in
from adapters.slack.manifest import SCOPES, manifest
from adapters.slack.replies import open_session
from bot.cli.main import main
from tests.fakes.slack import faults
from tests.fakes.slack.manifest import problems_of
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english, library

CONFIG = """\
organisation:
  name: Harlow Ridge Fire
  bot_name: Harlow Ridge Peers
  zone: America/Chicago
  language: {language}
lines:
  - {{name: Emergency, kind: emergency, phone: 911}}
  - {{name: Crisis line, kind: crisis, phone: 988}}
limits_of_confidentiality: {{en: The limits.}}
keys: {{file: {folder}/tailboard.keys}}
platforms:
  slack:
    bot_token: {{file: {folder}/bot.token}}
    app_token: {{file: {folder}/app.token}}
    api_url: {api}
    {more}
"""


class Operator:
    def __init__(self, slack: FakeSlack, folder: Path) -> None:
        self.slack, self.folder = slack, folder
        self.configure()
        (folder / "bot.token").write_text(slack.bot_token)
        (folder / "app.token").write_text(slack.app_token)

    def configure(self, more: str = "messages_per_second: 1", language: str = "en") -> None:
        api = self.slack.base_url
        text = CONFIG.format(folder=self.folder, api=api, more=more, language=language)
        (self.folder / "config.yaml").write_text(text)

    async def types(self, *arguments: str) -> tuple[int, str]:
        whole = [*arguments, "--config", str(self.folder / "config.yaml")]
        result = await asyncio.to_thread(CliRunner().invoke, main, whole)
        return result.exit_code, result.output


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    async with FakeSlack(manifest("Harlow Ridge Peers", english)) as slack:
        yield Operator(slack, tmp_path)


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize("emails", [False, True])
@pytest.mark.parametrize("names", [False, True])
def test_the_manifest_is_one_that_slack_takes(group: bool, emails: bool, names: bool) -> None:
    longer = "A name that is much longer than Slack takes it"
    assert problems_of(manifest(longer, english, group=group)) == []
    made = manifest("Tailboard", english, group=group, emails=emails, names=names)
    assert problems_of(made) == []
    asked = set(made["oauth_config"]["scopes"]["bot"])
    assert ("usergroups:read" in asked) is (group or names)
    assert ("users:read" in asked) is (emails or names)
    assert ("users:read.email" in asked) is emails
    assert asked >= set(SCOPES)
    assert len(asked) == len(made["oauth_config"]["scopes"]["bot"])


async def test_a_group_chat_s_scope_is_asked_for_only_where_it_is_switched_on(
    operator: Operator,
) -> None:
    code, said = await operator.types("slack", "manifest")
    assert code == 0
    assert "mpim" not in said
    operator.configure("group_conversations: true")
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "The app lacks a scope: mpim:write. Print" in " ".join(said.split())
    code, said = await operator.types("slack", "manifest")
    assert "mpim:write" in said
    assert "mpim:history" not in said
    operator.slack.use_manifest(json.loads(said))
    operator.slack.reinstall()
    code, said = await operator.types("check", "--online")
    assert code == 0, said


@pytest.mark.parametrize("language", library().languages())
def test_the_manifest_speaks_every_language_within_slacks_limits(language: str) -> None:
    made = manifest("Tailboard", lambda text: library().say(language, text))
    assert problems_of(made) == []
    commands = {each["command"]: each["description"] for each in made["features"]["slash_commands"]}
    assert set(commands) == {"/peer", "/supporter", "/peer-report", "/peer-admin"}
    assert commands["/peer"] == library().say(language, "command-peer")
    names = {each["name"] for each in made["features"]["shortcuts"]}
    assert names == {library().say(language, "request-form-title")}


ROTATION = (
    "rotation: {refresh_token: {env: XOXE}, client_id: '12.34', client_secret: {file: app.secret}}"
)


async def test_an_app_whose_tokens_end(operator: Operator) -> None:
    """The manifest switches it on; what is missing for it is named; and when the operator's own
    token is over, that is said for what it is."""
    operator.configure(ROTATION)
    code, said = await operator.types("slack", "manifest")
    assert code == 0, said
    made = json.loads(said)
    assert made["settings"]["token_rotation_enabled"] is True
    assert problems_of(made) == []
    code, said = await operator.types("check")
    assert code == 2
    assert "rotation.refresh_token" in said
    assert "rotation.client_secret" in said
    slack = operator.slack
    first = slack.rotation.begin(slack.installation_in(slack.workspace.id))
    for name, secret in {"bot.token": slack.bot_token, "xoxe": first, "app.secret": "s"}.items():
        (operator.folder / name).write_text(secret)
    operator.configure(ROTATION.replace("env: XOXE", "file: xoxe"))
    code, said = await operator.types("check", "--online")
    assert code == 0, said
    slack.clock.forward(13 * 60 * 60)
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert "bot_token: it is over, as it has to be" in " ".join(said.split())
    assert slack.called("oauth.v2.access") == [], "it is good once, and not for a check"


async def test_the_manifest_is_printed(operator: Operator) -> None:
    operator.configure("coordinators_group: S0COORD", language="fr")
    code, said = await operator.types("slack", "manifest")
    assert code == 0
    made = json.loads(said)
    assert made["features"]["shortcuts"][0]["name"] == "Parler à un pair aidant"
    assert made["display_information"]["name"] == "Harlow Ridge Peers"
    assert "usergroups:read" in made["oauth_config"]["scopes"]["bot"]


async def test_all_is_well(operator: Operator) -> None:
    code, said = await operator.types("check", "--online")
    assert code == 0, said
    assert "slack takes the tokens" in said


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("bot", "bot_token: Slack does not know this token"),
        ("app", "app_token: Slack does not know this token"),
        ("scopes", "im:history"),
        ("connections", "connections:write"),
        ("gone", "the app was taken out"),
        ("group", "coordinators_group: there is no such user group"),
        ("page", "Slack cannot be reached at"),
        ("app page", "app_token: Slack did not answer"),
    ],
)
async def test_what_is_amiss_is_said_in_words(operator: Operator, spoil: str, words: str) -> None:
    slack = operator.slack
    match spoil:
        case "bot":
            (operator.folder / "bot.token").write_text("xoxb-nobodys")
        case "app":
            (operator.folder / "app.token").write_text("xapp-nobodys")
        case "scopes":
            slack.grant("chat:write", "commands")
        case "connections":
            (operator.folder / "app.token").write_text(slack.add_app_token("authorizations:read"))
        case "gone":
            slack.refuse_token("account_inactive")
        case "group":
            operator.configure("coordinators_group: S0NOBODY")
            slack.use_manifest(manifest("Peers", english, group=True))
            slack.reinstall()
        case "page":
            slack.faults.plan("auth.test", faults.broken(200))
        case "app page":
            slack.faults.plan("apps.connections.open", faults.broken(200))
    code, said = await operator.types("check", "--online")
    assert code == 2
    assert words in " ".join(said.split())


async def test_scopes_that_are_not_told_are_not_called_missing(operator: Operator) -> None:
    operator.slack.settings.tells_scopes = False
    code, said = await operator.types("check", "--online")
    assert code == 2
    words = " ".join(said.split())
    assert "it could not be read which scopes the app has" in words
    assert "lacks" not in words


@pytest.mark.parametrize(
    ("bot", "app", "words"),
    [
        (
            "xapp-1-A",
            "xoxb-1",
            (
                "slack.bot_token: is an app token (xapp-…), which belongs under app_token",
                "slack.app_token: is a bot token (xoxb-…), which belongs under bot_token",
            ),
        ),
        (
            "xoxp-1",
            "xapp-1",
            ("slack.bot_token: is a person's token (xoxp-…); here stands one like xoxb-…",),
        ),
        (
            "xoxb-1",
            "xoxe-1",
            ("slack.app_token: is a refresh token (xoxe-…), which belongs under rotation",),
        ),
    ],
)
async def test_tokens_in_the_wrong_place_are_told_without_asking_anybody(
    operator: Operator, bot: str, app: str, words: tuple[str, ...]
) -> None:
    (operator.folder / "bot.token").write_text(bot)
    (operator.folder / "app.token").write_text(app)
    code, said = await operator.types("check")
    assert code == 2
    assert all(each in " ".join(said.split()) for each in words), said
    assert said.count("platforms.slack.") == len(words)
    assert operator.slack.calls == []


@pytest.mark.parametrize("bot", ["xoxb-1", "xoxe.xoxb-1-2", "an emulator's"])
async def test_tokens_in_their_place_are_passed_over(operator: Operator, bot: str) -> None:
    (operator.folder / "bot.token").write_text(bot)
    code, said = await operator.types("check")
    assert code == 0, said


ROSTER = """\
number,name,account,station,email
1,Ana Quiñones,,Station 1,ana@example.org
2,Owen Pike,,Station 1,nobody@example.org
3,Rosa Delgado,slack:T0:U0KNOWN,Station 1,rosa@example.org
4,Gia Romano,,Station 1,
"""


@pytest.mark.parametrize("status", [200, 503])
async def test_a_page_in_the_place_of_slack_finds_nobody_and_is_told(
    operator: Operator, status: int
) -> None:
    operator.slack.use_manifest(manifest("Peers", english, emails=True))
    operator.slack.reinstall()
    (operator.folder / "emails.csv").write_text(ROSTER)
    operator.slack.faults.plan("users.lookupByEmail", faults.broken(status, "<html>Sign in"))
    out = operator.folder / "roster.csv"
    code, said = await operator.types(
        "slack", "accounts", str(operator.folder / "emails.csv"), "--out", str(out)
    )
    assert code == 1
    assert "Slack did not answer; try again" in said
    assert not out.exists()


async def test_accounts_are_found_by_e_mail_once(operator: Operator) -> None:
    slack = operator.slack
    slack.use_manifest(manifest("Peers", english, emails=True))
    slack.reinstall()
    ana = slack.person("Ana", email="ana@example.org")
    (operator.folder / "emails.csv").write_text(ROSTER)
    slack.faults.plan("users.lookupByEmail", faults.rate_limited(1))
    out = operator.folder / "roster.csv"
    code, said = await operator.types(
        "slack", "accounts", str(operator.folder / "emails.csv"), "--out", str(out)
    )
    assert code == 0, said
    rows = out.read_text().splitlines()
    assert rows[0] == "number,name,account,station"
    assert rows[1] == f"1,Ana Quiñones,slack:{slack.workspace.id}:{ana.id},Station 1"
    assert rows[3] == "3,Rosa Delgado,slack:T0:U0KNOWN,Station 1"
    assert "@" not in out.read_text()
    assert out.stat().st_mode & 0o077 == 0, "who has which account is nobody else's to read"
    assert "One account was found" in said
    assert "nobody in the workspace has, 1 by their numbers:\n  2\n" in said
    assert "no address in the file, 1 by their numbers:\n  4\n" in said
    assert f"Next: tailboard import {out}\n" in said
    again, said = await operator.types(
        "slack", "accounts", str(operator.folder / "emails.csv"), "--out", str(out)
    )
    assert again == 1
    assert "is there already" in said


async def test_what_was_found_is_kept_where_slack_fails_late_and_gone_on_from_there(
    operator: Operator,
) -> None:
    slack = operator.slack
    slack.use_manifest(manifest("Peers", english, emails=True))
    slack.reinstall()
    ana = slack.person("Ana", email="ana@example.org")
    gia = slack.person("Gia", email="gia@example.org")
    source, out = operator.folder / "emails.csv", operator.folder / "roster.csv"
    source.write_text(ROSTER + "5,Bo Lind,,Station 2,gia@example.org\n")
    slack.faults.plan("users.lookupByEmail", faults.broken(503), after=2)
    command = ("slack", "accounts", str(source), "--out", str(out))
    code, said = await operator.types(*command)
    assert code == 1
    words = " ".join(said.split())
    assert "4 of 5 rows were looked up, and what was found is in" in words
    assert "with --resume to go on" in words
    assert "Nothing was written" not in words
    rows = out.read_text().splitlines()
    assert rows[1].endswith(f"slack:{slack.workspace.id}:{ana.id},Station 1")
    assert rows[5] == "5,Bo Lind,,Station 2"
    assert "@" not in out.read_text()
    asked = len(slack.called("users.lookupByEmail"))
    code, said = await operator.types(*command, "--resume")
    assert code == 0, said
    rows = out.read_text().splitlines()
    assert rows[1].endswith(f"slack:{slack.workspace.id}:{ana.id},Station 1")
    assert rows[5] == f"5,Bo Lind,slack:{slack.workspace.id}:{gia.id},Station 2"
    assert rows[3] == "3,Rosa Delgado,slack:T0:U0KNOWN,Station 1"
    assert out.stat().st_mode & 0o077 == 0
    assert "@" not in out.read_text()
    assert not list(operator.folder.glob("*.part"))
    again = slack.called("users.lookupByEmail")[asked:]
    assert len(again) == 2, "whoever was found is not asked for again"


async def test_a_run_that_is_broken_off_has_kept_what_it_found(operator: Operator) -> None:
    """Every so many, whatever ends the program."""
    slack = operator.slack
    kept: list[str] = []
    roster = ["number,name,account,email"]
    for number in range(A_PIECE + 1):
        slack.person(f"P{number}", email=f"p{number}@example.org")
        roster.append(f"{number},P{number},,p{number}@example.org")
    slack.use_manifest(manifest("Peers", english, emails=True))
    slack.reinstall()
    async with open_session() as http:
        client = AsyncWebClient(slack.bot_token, base_url=slack.base_url, session=http)
        text = "\n".join(roster) + "\n"
        await fill_in(text, client, slack.workspace.id, lambda done, of: None, kept.append)
    assert len(kept) == 1
    assert kept[0].count("slack:") == A_PIECE


async def test_a_group_is_not_gone_on_with(operator: Operator) -> None:
    (operator.folder / "emails.csv").write_text(ROSTER)
    out = operator.folder / "roster.csv"
    code, said = await operator.types(
        "slack",
        "accounts",
        str(operator.folder / "emails.csv"),
        "--out",
        str(out),
        "--group",
        "S1",
        "--resume",
    )
    assert code == 1
    assert "a group is looked through as a whole" in " ".join(said.split())


async def test_without_the_scope_nothing_is_looked_up_or_written(operator: Operator) -> None:
    (operator.folder / "emails.csv").write_text(ROSTER)
    out = operator.folder / "roster.csv"
    code, said = await operator.types(
        "slack", "accounts", str(operator.folder / "emails.csv"), "--out", str(out)
    )
    assert code == 1
    assert "Set find_accounts_by_email: true" in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    assert not out.exists()
