"""An app whose tokens end, in the real program: what follows the operator's own lies in its
database, sealed, and a restart goes on with it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.local.clock import DemoClock
from adapters.slack.link import TokenRefused
from tests.fakes.slack.server import FakeSlack
from tests.story.slack_town import CONFIG, SlackTown

ROTATION = """\
    rotation:
      refresh_token: {{file: {folder}/refresh.token}}
      client_id: "{client_id}"
      client_secret: {{file: {folder}/client.token}}
"""


def install(town: SlackTown) -> None:
    """No roster: anybody in the workspace may type /peer."""
    slack, folder = town.slack, town.folder
    secrets = {
        "refresh": slack.rotation.begin(slack.installation_in(slack.workspace.id)),
        "bot": slack.bot_token,
        "app": slack.app_token,
        "client": slack.rotation.client_secret,
    }
    for name, secret in secrets.items():
        (folder / f"{name}.token").write_text(secret)
    more = ROTATION.format(folder=folder, client_id=slack.rotation.client_id)
    town.config.write_text(CONFIG.format(folder=folder, api=slack.base_url) + more)
    town.tailboard("keys", "init")
    town.tailboard("migrate")


def in_the_files(town: SlackTown, token: str) -> bool:
    files = town.folder.glob("tailboard.db*")
    return any(token.encode() in file.read_bytes() for file in files)


async def test_the_program_goes_on_with_the_tokens_that_it_keeps(tmp_path: Path) -> None:
    async with FakeSlack() as slack:
        town = SlackTown(tmp_path, DemoClock(datetime.now(UTC)), slack)
        install(town)
        given, ana = slack.bot_token, slack.person("Ana")
        for _ in range(2):
            await town.run()
            assert (await ana.command("/peer")).ok
            await slack.until_called("views.open")
            await town.stop()
        assert len(slack.called("oauth.v2.access")) == 1
        assert slack.bot_token != given
        assert not in_the_files(town, slack.bot_token)

        slack.refuse_token("account_inactive")
        with pytest.raises(TokenRefused, match="account_inactive"):
            await town.run()
        slack.refuse_token(None)
        with pytest.raises(TokenRefused, match="invalid_refresh_token"):
            await town.run()
