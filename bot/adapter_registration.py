"""What a platform's folder tells the program of itself.

`adapters/<name>/__init__.py` has a function `register() -> AdapterRegistration`. It is found by
the folder's name and called only when the configuration names that platform, so that a platform
that is not used costs neither memory nor start-up time.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import click
from pydantic import BaseModel

from bot.events import Event
from bot.messages import Message
from bot.ports import (
    Clock,
    Platform,
    WithDirectChats,
    WithFormDrafts,
    WithInstallations,
    WithPictureCopies,
)
from bot.setting import Setting


class Audience(StrEnum):
    """Who may be behind the accounts of a platform; decides which databases it opens."""

    REAL = "real"  #: real people: placeholder legal texts are refused
    FICTIONAL = "fictional"  #: anyone may be anyone: only databases that were created fictional


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the composition root gives every adapter.

    `apology` makes what a person is shown where their event could not be handled, with the lines
    in full. `clock` is the program's clock, which an adapter reads instead of the system's.
    `installations` keeps secrets that a platform changes while the program runs.
    `copies` are those of pictures that platforms hold, `chats` where people are written to,
    `drafts` forms that are half filled in.
    """

    setting: Setting
    clock: Clock
    apology: Callable[[Event], Message]
    installations: WithInstallations
    copies: WithPictureCopies
    chats: WithDirectChats
    drafts: WithFormDrafts


@dataclass(frozen=True, slots=True)
class AdapterRegistration:
    """A platform: its name, its part of the configuration, and how a connection is made.

    `build` is given an instance of `config`; it opens nothing, `Platform.start` does. `commands`
    are the platform's own, shown as `tailboard <name> <command>`.
    """

    name: str
    config: type[BaseModel]
    build: Callable[[BaseModel, Surroundings], Platform]
    audience: Audience = Audience.REAL
    commands: tuple[click.Command, ...] = ()
    #: asks the platform itself what is amiss, a sentence each: `tailboard check --online`
    inspect: Callable[[BaseModel], Awaitable[Sequence[str]]] | None = None
    #: of the section's secrets by their keys ("rotation.refresh_token") those that stand in
    #: another's place, each with what is right, without asking anybody: `tailboard check`
    misplaced: Callable[[Mapping[str, str]], Iterable[tuple[str, str]]] | None = None
