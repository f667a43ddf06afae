"""Discord, by discord.py and its gateway.

connection.py   the platform: deliveries, their pacing, and staying connected; link.py puts it
                together, client.py is discord.py's client
listening.py    what people do, from the client; reading.py makes it events, custom_ids.py says what
                was pressed, slash.py registers the commands; acting.py takes it to the core and
                its answer back, sending_in.py has the forms, chatting.py what is written directly
chats.py        the channels of people's direct messages, each opened once
showing.py      what the core answers; components.py and modals.py draw it, replying.py has it seen,
                drafts.py keeps a form that takes more than one modal
calls.py        the HTTP API; errors.py what its errors ask for, hosts.py where files are had from
completing.py   supporters' names, suggested while somebody types one
standing.py     who is in a server still, and presence.py who may be written to therefore
choosing.py     the question which of several servers is meant
servers.py      which server somebody is meant in, and who may do a coordinator's work there
commands.py     `tailboard discord …`; members.py and roles.py fill in a roster from a server;
                inspecting.py is `check --online`
"""

from pydantic import BaseModel

from adapters.discord.commands import invite, roster
from adapters.discord.config import DiscordConfig
from adapters.discord.connection import DiscordConnection
from adapters.discord.inspecting import inspect
from adapters.discord.reading import PLATFORM
from bot.adapter_registration import AdapterRegistration, Surroundings


def register() -> AdapterRegistration:
    return AdapterRegistration(
        name=PLATFORM, config=DiscordConfig, build=build, commands=(invite, roster), inspect=inspect
    )


def build(config: BaseModel, surroundings: Surroundings) -> DiscordConnection:
    """Not yet started."""
    assert isinstance(config, DiscordConfig)
    return DiscordConnection(config, surroundings)
