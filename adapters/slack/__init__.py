"""Slack, by slack-bolt and Socket Mode.

connection.py   the platform: deliveries, their errors and pacing; socket.py keeps it connected
listening.py    what people do, from Bolt's listeners to the core; reading.py makes it events
showing.py      what the core answers; blocks.py and views.py draw it, pictures.py has it seen
calls.py        the Web API; replies.py reads what comes back, errors.py says what it asks for
tokens.py       the token it is called with; where tokens end, rotating.py and refreshing.py bring
                the next, and installations.py keeps it: slack_sdk's AsyncInstallationStore
commands.py     `tailboard slack …`: manifest.py, accounts.py; inspecting.py is `check --online`
"""

from pydantic import BaseModel

from adapters.slack.commands import accounts, manifest
from adapters.slack.config import SlackConfig
from adapters.slack.connection import SlackConnection
from adapters.slack.inspecting import inspect
from adapters.slack.prefixes import misplaced
from adapters.slack.reading import PLATFORM
from bot.adapter_registration import AdapterRegistration, Surroundings


def register() -> AdapterRegistration:
    return AdapterRegistration(
        name=PLATFORM,
        config=SlackConfig,
        build=build,
        commands=(manifest, accounts),
        inspect=inspect,
        misplaced=misplaced,
    )


def build(config: BaseModel, surroundings: Surroundings) -> SlackConnection:
    """Not yet started."""
    assert isinstance(config, SlackConfig)
    return SlackConnection(config, surroundings)
