"""The composition root: from a configuration to a running program.

Here and in `bot/cli/` alone the core meets storage, scheduler and adapters; nothing imports them.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.adapter_registration import Audience, Surroundings
from bot.config.loading import Loaded
from bot.config.models import KeyPlace
from bot.config.rotations import CurrentRotations
from bot.config.secret import reveal
from bot.events import Event
from bot.flows.restoring import replay
from bot.lines import lines_of
from bot.messages import Message
from bot.ports import (
    Capabilities,
    Clock,
    DirectChats,
    FormDrafts,
    Installations,
    Ledger,
    PictureCopies,
    Platform,
    Priority,
    WithDirectChats,
    WithFormDrafts,
    WithInstallations,
    WithPictureCopies,
)
from bot.rendering.wording import Wording, card, lines_part, part
from bot.rota.rotation import Rotation
from bot.setting import Setting
from bot.small_environment import small_environment
from prompts.library import Library
from storage.creation import instance_of
from storage.engine import open_engine
from storage.journal_file import JournalFile
from storage.key_file import KeyFile
from storage.key_ring import KeyRing
from storage.ledger import QueuedLedger
from storage.opening import open_ledger

T = TypeVar("T")

log = logging.getLogger(__name__)

#: One organisation hosts itself; rows carry theirs all the same.
ORGANISATION = 1


class NotAllowed(Exception):
    """What the configuration asks for may not be; the message says what to do."""


def database_of(loaded: Loaded, environ: Mapping[str, str]) -> str | Path:
    """The file, or the URL of a PostgreSQL server. Raises SecretMissing."""
    database = loaded.config.database
    return reveal(database.url, environ) if database.url is not None else database.path


def keys_of(loaded: Loaded, environ: Mapping[str, str]) -> KeyFile:
    """Raises the KeyFileError family, which says what to do."""
    return keys_at(loaded.config.keys, environ)


def keys_at(place: KeyPlace, environ: Mapping[str, str]) -> KeyFile:
    """As `keys_of`; the path is absolute."""
    if place.command:
        return KeyFile.from_command(place.command, small_environment(place.environment, environ))
    if place.env:
        return KeyFile.from_environment(place.env, environ)
    return KeyFile.load(place.file)


def journal_of(loaded: Loaded) -> JournalFile:
    """Beside the keys, or where the configuration says."""
    place = loaded.config.keys
    return JournalFile(place.journal or place.file.with_suffix(".journal"))


def opened(
    loaded: Loaded, environ: Mapping[str, str], clock: Clock, *, fictional: bool
) -> QueuedLedger:
    """The database, with everything done again that a restored backup does not know.

    Raises NotAllowed, KeyFileError, SchemaMismatch, DatabaseNotReady, WrongKey, JournalUnfit,
    AlreadyRunning, SecretMissing; each says what to do.
    """
    where, keys = database_of(loaded, environ), key_ring_of(loaded, environ)
    require_kind(where, fictional=fictional)
    role = loaded.config.database.reports_role
    ledger = open_ledger(where, keys, clock, journal_of(loaded), reports_role=role)
    try:
        done_again = ledger.submit(replay).result()
    except BaseException:
        ledger.close()
        raise
    if done_again:
        log.warning("the journal knew of more than the database (a backup?): it was done again")
    return ledger


def key_ring_of(loaded: Loaded, environ: Mapping[str, str]) -> KeyRing:
    """The keys, from where they can be read again. Raises as `keys_of`."""
    return KeyRing(ORGANISATION, lambda: keys_of(loaded, environ))


def setting_of(
    loaded: Loaded,
    environ: Mapping[str, str],
    capabilities: Mapping[str, Capabilities],
    rotations: Mapping[str, Rotation],
    *,
    fictional: bool,
) -> Setting:
    """What every flow needs. Raises TextsBroken, SecretMissing."""
    config = loaded.config
    notice = config.clinician.notice if config.clinician is not None else None
    return Setting(
        config=config,
        texts=Library.load(),
        lines=lines_of(config),
        capabilities=capabilities,
        rotations=rotations,
        clinician_url=reveal(notice, environ) if notice is not None else "",
        fictional=fictional,
    )


def is_fictional(loaded: Loaded) -> bool:
    """Whether the platforms are for made-up people; the configuration has no mixture of both."""
    audiences = {each.registration.audience for each in loaded.platforms.values()}
    return audiences == {Audience.FICTIONAL}


def apology_of(setting: Setting, event: Event, text: str = "busy") -> Message:
    """What is shown where an event could not be handled: nothing was changed, or what else is true,
    and the lines."""
    wording = Wording(setting, setting.config.organisation.language)
    lines = lines_part(wording)
    return card(wording, part(wording(text)), lines).message


@dataclass(slots=True)
class Parts:
    """What a running program is made of, wired and not yet started."""

    loaded: Loaded
    clock: Clock
    setting: Setting
    rotations: CurrentRotations
    where: str | Path
    platforms: dict[str, Platform]
    fictional: bool
    ledger: QueuedLedger


def assemble(loaded: Loaded, environ: Mapping[str, str], clock: Clock) -> Parts:
    """Opens keys and database and builds the platforms. Close `ledger` when done.

    Raises as `opened`, and TextsBroken, CalendarsUnreadable; each says what to do.
    """
    fictional = is_fictional(loaded)
    capabilities: dict[str, Capabilities] = {}
    rotations = CurrentRotations(loaded.config)
    setting = setting_of(loaded, environ, capabilities, rotations, fictional=fictional)
    ledger = opened(loaded, environ, clock, fictional=fictional)
    surroundings = Surroundings(
        setting,
        clock,
        lambda event: apology_of(setting, event),
        installations_of(ledger),
        copies_of(ledger),
        chats_of(ledger),
        drafts_of(ledger),
    )
    try:
        platforms = {
            name: each.registration.build(each.section, surroundings)
            for name, each in loaded.platforms.items()
        }
    except BaseException:
        ledger.close()
        raise
    capabilities.update({name: each.capabilities for name, each in platforms.items()})
    where = database_of(loaded, environ)
    return Parts(loaded, clock, setting, rotations, where, platforms, fictional, ledger)


def installations_of(ledger: Ledger) -> WithInstallations:
    """For adapters, which see nothing else of the database."""

    async def run(flow: Callable[[Installations], T]) -> T:
        return await asyncio.wrap_future(ledger.submit(lambda work: flow(work.installations)))

    return run


def copies_of(ledger: Ledger) -> WithPictureCopies:
    """For adapters, as the installations."""

    async def run(flow: Callable[[PictureCopies], T]) -> T:
        return await asyncio.wrap_future(ledger.submit(lambda work: flow(work.picture_copies)))

    return run


def chats_of(ledger: Ledger) -> WithDirectChats:
    """For adapters, as the installations. Nobody waits for it before what people press."""

    async def run(flow: Callable[[DirectChats], T]) -> T:
        done = ledger.submit(lambda work: flow(work.direct_chats), Priority.DELIVERY)
        return await asyncio.wrap_future(done)

    return run


def drafts_of(ledger: Ledger) -> WithFormDrafts:
    """For adapters, as the installations: somebody waits for the next page."""

    async def run(flow: Callable[[FormDrafts], T]) -> T:
        return await asyncio.wrap_future(ledger.submit(lambda work: flow(work.form_drafts)))

    return run


def require_kind(where: str | Path, *, fictional: bool) -> None:
    """In a fictional database anyone may be anyone, so real people have nothing to do in it, and
    the local workspace nothing in theirs. Raises NotAllowed."""
    engine = open_engine(where)
    try:
        found = instance_of(engine)
    finally:
        engine.dispose()
    if found.fictional and not fictional:
        raise NotAllowed(
            "This database was made for the local workspace and its fictional people. A real"
            " platform needs a database of its own: name another file and run tailboard migrate."
        )
    if fictional and not found.fictional:
        raise NotAllowed(
            "This database holds real people. In the local workspace anyone may be anyone, so it"
            " opens fictional databases only: name another file, or run tailboard demo."
        )
