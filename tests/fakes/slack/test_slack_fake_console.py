"""People who are played by hand: what is typed is done, and what comes of it is shown."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from tests.fakes.slack.conftest import Connect
from tests.fakes.slack.console import SlackConsole
from tests.fakes.slack.people.person import FakeUser
from tests.fakes.slack.sample_manifest import DEFAULT
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.wire import Json


class Screen:
    def __init__(self, slack: FakeSlack) -> None:
        self._said: list[str] = []
        self._console = SlackConsole(slack, self._said.append)

    async def types(self, line: str) -> str:
        """What is said then."""
        self._said.clear()
        await self._console.line(line)
        return "\n".join(self._said)


@pytest.fixture
def screen(slack: FakeSlack) -> Screen:
    return Screen(slack)


async def test_somebody_opens_a_form_and_fills_it_in(
    screen: Screen, app: AsyncApp, connect: Connect, ana: FakeUser, bodies: list[Json]
) -> None:
    @app.view("form")
    async def taken(ack: Any, body: Any) -> None:
        bodies.append(body)
        await ack()

    await connect(app)
    shown = await screen.types("ana /peer")
    assert shown.startswith("Ana Quiñones: a modal\n  = A form =")
    assert "When = -" in shown
    required = await screen.types("ana submit")
    assert "Please complete this required field." in required
    await screen.types("ana submit Name = Ana; When = Today; Topics = Sleep, work")
    assert ana.modal is None
    entered = json.dumps(bodies[-1]["view"]["state"]["values"])
    assert all(each in entered for each in ('"Ana"', '"Today"', '"Sleep"', '"*Work*"'))


async def test_who_or_what_is_not_there_is_told(screen: Screen, ana: FakeUser) -> None:
    assert "nobody is called bo" in await screen.types("bo /peer")
    assert "no button 'Join'; there are, the newest first: none" in await screen.types(
        "ana press Join"
    )
    assert "`help`" in await screen.types("ana juggles")
    assert "ana press Join" in await screen.types("help")
    assert ana.member.real_name in await screen.types("people")
    assert "that the app did not answer: dispatch_failed" in await screen.types("ana /peer")


async def test_an_app_has_its_scopes_when_it_is_installed_anew(
    screen: Screen, slack: FakeSlack, tmp_path: Path
) -> None:
    asked = deepcopy(DEFAULT)
    asked["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    (tmp_path / "manifest.json").write_text(json.dumps(asked))
    before = slack.installation_in(slack.workspace.id).scopes
    await screen.types(f"manifest {tmp_path / 'manifest.json'}")
    assert slack.installation_in(slack.workspace.id).scopes == before
    assert slack.bot_token in await screen.types("reinstall")
    assert before - slack.installation_in(slack.workspace.id).scopes == {"users:read.email"}


async def test_somebody_new_has_an_address_to_be_found_by(screen: Screen, slack: FakeSlack) -> None:
    said = await screen.types("person Rosa Delgado rosa@example.org")
    (rosa,) = (each.member for each in slack.people.values())
    assert (rosa.real_name, rosa.email) == ("Rosa Delgado", "rosa@example.org")
    assert f"{slack.workspace.id}:{rosa.id}" in said
