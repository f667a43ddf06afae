"""Accounts by a user group: names that can mean nobody else, and a list to work through."""

import asyncio
import csv
import json
from collections.abc import AsyncIterator
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.slack.manifest import manifest
from bot.cli.main import main
from tests.fakes.slack import faults
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.server import FakeSlack
from tests.fakes.surroundings import english

CONFIG = """\
organisation: {{name: Harlow Ridge Fire, zone: America/Chicago, language: en}}
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
    find_accounts_by_group: true
"""


class Operator:
    """With an app that may look into groups."""

    def __init__(self, slack: FakeSlack, folder: Path) -> None:
        self.slack, self.folder = slack, folder
        self.out = folder / "out.csv"
        config = CONFIG.format(folder=folder, api=slack.base_url)
        (folder / "config.yaml").write_text(config)
        (folder / "bot.token").write_text(slack.bot_token)
        (folder / "app.token").write_text(slack.app_token)

    def of(self, person: FakeUser) -> str:
        return f"slack:{self.slack.workspace.id}:{person.id}"

    async def finds(self, roster: str, *groups: str) -> tuple[int, str]:
        """The exit code, and what the terminal said, no line of it too long for one."""
        (self.folder / "roster.csv").write_text(roster)
        files = [str(self.folder / "roster.csv"), "--out", str(self.out)]
        named = [word for group in groups for word in ("--group", group)]
        code, said = await self.types("slack", "accounts", *files, *named)
        words = said.replace(str(self.out), "OUT")
        assert max(map(len, words.splitlines())) <= 80
        return code, words

    async def types(self, *arguments: str) -> tuple[int, str]:
        whole = [*arguments, "--config", str(self.folder / "config.yaml")]
        result = await asyncio.to_thread(CliRunner().invoke, main, whole)
        return result.exit_code, result.output

    def accounts(self) -> dict[str, str]:
        """What was written, by number."""
        with self.out.open(newline="") as file:
            return {row["number"]: row["account"] for row in csv.DictReader(file)}


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    async with FakeSlack(manifest("Harlow Ridge Peers", english, names=True)) as slack:
        yield Operator(slack, tmp_path)


def listed(said: str, whose: str) -> list[str]:
    """What stands under the line that begins so."""
    if whose not in said:
        return []
    lines = said.split(whose, 1)[1].split(":\n", 1)[1].splitlines()
    return " ".join(takewhile(lambda line: line.startswith("  "), lines)).split()


SHARED, MISSING, OVER = "With a name that fits", "With a name that nobody", "In the group and on"


async def test_the_members_of_the_groups_are_found_by_their_names(operator: Operator) -> None:
    """By the full name or the one that is displayed, however they are spaced and capitalised; an
    account that stands there stays, and so does the file's form."""
    slack = operator.slack
    ana = slack.person("Ana  Quin\u0303ones ", display_name="ana q")
    theo = slack.person("T. Brandt", display_name="theo brandt")
    cleo, over = slack.person("Cleo Hart"), slack.person("Gus Ortiz")
    engines = slack.user_group("engines", ana, theo, over)
    medics = slack.user_group("medics", cleo, theo)
    roster = (
        "number,name,email,account,station\n1,ANA QUIÑONES,ana@example.org,,Station 1\n"
        "2,Theo Brandt,,,Station 2\n3,Cleo Hart,,slack:T0:U0KNOWN,Station 2\n"
        "4,Owen Pike,,,Station 2\n,,,,\n"
    )
    code, said = await operator.finds(roster, engines.id, medics.id)
    assert code == 0, said
    assert operator.out.read_text() == (
        f"number,name,account,station\n1,ANA QUIÑONES,{operator.of(ana)},Station 1\n"
        f"2,Theo Brandt,{operator.of(theo)},Station 2\n"
        "3,Cleo Hart,slack:T0:U0KNOWN,Station 2\n4,Owen Pike,,Station 2\n"
    )
    assert operator.out.stat().st_mode & 0o077 == 0, "who has which account is nobody else's"
    assert listed(said, MISSING) == ["4"]
    assert listed(said, SHARED) == []
    assert listed(said, OVER) == [operator.of(over), operator.of(cleo)]
    assert "2 accounts were found. Next: tailboard import OUT\n" in said
    assert len(slack.called("users.info")) == 4, "each once"
    assert "Ortiz" not in said


async def test_a_name_that_fits_more_than_one_is_never_guessed(operator: Operator) -> None:
    slack = operator.slack
    twins = [slack.person("Rosa Delgado"), slack.person("R. D.", display_name="Rosa Delgado")]
    ana, both = slack.person("Ana Reyes"), slack.person("Lupe Salas", display_name="Maren Okafor")
    taken, known = slack.person("Theo Brandt"), slack.person("Gia Romano")
    group = slack.user_group("all", *twins, ana, both, taken, known)
    roster = (
        "number,name,account\n1,Rosa Delgado,\n2,Ana Reyes,\n3,ana reyes,\n4,Lupe Salas,\n"
        f"5,Maren Okafor,\n6,Theo Brandt,\n7,Theodor Brandt,{operator.of(taken)}\n"
        "8,Gia Romano,discord:G0:1\n9,Gia Romano,\n"
    )
    code, said = await operator.finds(roster, group.id)
    assert code == 0, said
    assert listed(said, SHARED) == ["1", "2", "3", "4", "5", "6", "9"]
    assert listed(said, MISSING) == []
    assert listed(said, OVER) == [operator.of(each) for each in (*twins, ana, both, known)]
    kept = {"7": operator.of(taken), "8": "discord:G0:1"}
    assert {number: each for number, each in operator.accounts().items() if each} == kept
    assert "0 accounts were found" in said


async def test_only_people_of_the_workspace_count(operator: Operator) -> None:
    """Not even as one more who bears a name."""
    slack = operator.slack
    ana = slack.person("Ana Reyes")
    guest, bot, gone = (slack.person(name) for name in ("Gus Ortiz", "Owen Pike", "Ana Reyes"))
    guest.member.team = "T0THEIRS"
    bot.member.is_bot = True
    gone.member.deleted = True
    group = slack.user_group("all", guest, bot, gone, ana)
    group.users.append("U0NOBODY")
    roster = "number,name,account\n1,Ana Reyes,\n2,Gus Ortiz,\n3,Owen Pike,\n"
    code, said = await operator.finds(roster, group.id)
    assert code == 0, said
    assert operator.accounts() == {"1": operator.of(ana), "2": "", "3": ""}
    assert listed(said, MISSING) == ["2", "3"]
    assert listed(said, OVER) == []
    assert "One account was found" in said


async def test_a_hundred_and_twenty_who_are_not_in_slack_are_a_list(operator: Operator) -> None:
    group = operator.slack.user_group("all", operator.slack.person("Ana Reyes"))
    missing = [str(number) for number in range(1000, 1120)]
    rows = "".join(f"{number},Probationer {number},\n" for number in missing)
    code, said = await operator.finds(f"number,name,account\n1,Ana Reyes,\n{rows}", group.id)
    assert code == 0, said
    assert listed(said, MISSING) == missing
    assert "has, 120 by their numbers" in said
    assert "One account was found" in said


async def test_the_scopes_are_asked_for_where_it_is_switched_on(operator: Operator) -> None:
    slack = operator.slack
    slack.use_manifest(manifest("Harlow Ridge Peers", english))
    slack.reinstall()
    ana = slack.person("Ana Reyes")
    group = slack.user_group("all", ana)
    _, said = await operator.types("check", "--online")
    assert "The app lacks scopes: usergroups:read, users:read." in " ".join(said.split())
    _, said = await operator.types("slack", "manifest")
    slack.use_manifest(json.loads(said))
    slack.reinstall()
    code, said = await operator.finds("number,name,account\n1,Ana Reyes,\n", group.id)
    assert code == 0, said
    assert operator.accounts() == {"1": operator.of(ana)}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("plan", "Slack has user groups only in its paid plans"),
        ("scope", "Set find_accounts_by_group: true"),
        ("group scope", "Set find_accounts_by_group: true"),
        ("group", "There is no such user group: S0NOBODY."),
        ("handle", "--group takes a user group's id"),
        ("page", "Slack did not answer; try again"),
        ("shape", "Slack did not answer; try again"),
        ("stopped", "Slack says account_inactive"),
        ("column", "The file has no column name."),
        ("file", "The file is no CSV that can be read, at line 2."),
    ],
)
async def test_what_is_amiss_is_said_in_words_and_nothing_is_written(
    operator: Operator, spoil: str, words: str
) -> None:
    slack = operator.slack
    group = slack.user_group("all", slack.person("Ana Reyes")).id
    roster = "number,name,account\n1,Ana Reyes,\n"
    match spoil:
        case "plan":
            slack.workspace.paid = False
        case "scope":
            slack.grant("chat:write", "usergroups:read")
        case "group scope":
            slack.grant("chat:write", "users:read")
        case "group":
            group = "S0NOBODY"
        case "handle":
            group = "@all"
        case "page":
            slack.faults.plan("usergroups.users.list", faults.broken(200, "<html>Sign in"))
        case "shape":
            slack.faults.plan(
                "users.info", faults.Fault(body='{"ok": true, "user": 7}', status=200)
            )
        case "stopped":
            slack.faults.plan("users.info", faults.refused("account_inactive"))
        case "column":
            roster = roster.replace("name", "called")
        case "file":
            roster += "x" * 200_000
    code, said = await operator.finds(roster, group)
    assert code == (1 if spoil else 0)
    assert words in " ".join(said.split())
    assert "Ana" not in said
    assert not operator.out.exists()
