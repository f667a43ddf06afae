"""`tailboard check`"""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import click

from bot.app import database_of, is_fictional, keys_at, keys_of
from bot.cli.check_lines import lines_to_call
from bot.cli.errors import UserMistake
from bot.cli.reaching import load_configuration
from bot.cli.saying import tell
from bot.config.loading import Given, Loaded, missing_secrets
from bot.config.mistakes import Mistake
from bot.config.models import Alarm, KeyPlace
from bot.config.option import config_option
from bot.config.rotations import unreadable_calendars
from bot.config.secret import SecretMissing, reveal
from bot.config.showing import shown
from bot.rota.clock import local_day
from storage.engine import DatabaseUnknown, DatabaseUnusable, open_engine
from storage.key_errors import KeyFileError, KeyFileMissing
from storage.reports_role import amiss_with_reports_role


@click.command()
@config_option
@click.option(
    "--show", is_flag=True, help="Print what is in force: defaults filled in, secrets hidden."
)
@click.option(
    "--online",
    is_flag=True,
    help="Ask outside too: platforms, keys' command, reports' role.",
)
def check(config_path: Path, show: bool, online: bool) -> None:
    """Read the configuration, and name every mistake in it.

    Each mistake is told with its place, its line, and what would be right;
    secrets, keys, calendars and the alarm command are looked for on this
    machine.
    Nothing is connected to unless --online says so, and nothing is sent.
    """
    judges = (
        missing_secrets(os.environ),
        _misplaced_secrets,
        unreadable_calendars,
        _keys_amiss,
        _unreadable_notice,
        _no_such_command,
    )
    loaded = load_configuration(config_path, judges)
    if show:
        click.echo(shown(loaded), nl=False)
        return
    tell(f"{config_path} has no mistakes.")
    for line in _left_to_do(loaded):
        tell(line)
    if online:
        _inspect(loaded)


def _inspect(loaded: Loaded) -> None:
    """Each platform that can be asked is. Raises UserMistake with all that is amiss."""
    amiss: list[str] = []
    if loaded.config.keys.command:
        try:
            keys_of(loaded, os.environ)
            tell("The command of keys: command: prints the keys.")
        except KeyFileError as error:
            amiss.append(str(error))
    role = loaded.config.database.reports_role
    if role:
        found_amiss = _amiss_with_role(loaded, role)
        amiss += found_amiss
        if not found_amiss:
            tell(f"The role {role} may read what is published, and nothing else.")
    for name, platform in loaded.platforms.items():
        inspect = platform.registration.inspect
        if inspect is None:
            tell(f"{name} needs nothing from outside.")
            continue
        found = asyncio.run(_found(inspect(platform.section)))
        amiss += found
        if not found:
            tell(f"{name} takes the tokens, and the app has all that it needs.")
    if amiss:
        raise UserMistake("\n".join(amiss))


def _amiss_with_role(loaded: Loaded, role: str) -> list[str]:
    try:
        engine = open_engine(database_of(loaded, os.environ), reads_only=True)
        try:
            found = amiss_with_reports_role(engine, role)
        finally:
            engine.dispose()
    except (DatabaseUnknown, DatabaseUnusable) as error:
        found = str(error)
    return [found] if found else []


async def _found(inspecting: Awaitable[Sequence[str]]) -> Sequence[str]:
    return await inspecting


def _left_to_do(loaded: Loaded) -> Iterator[str]:
    """What is no mistake and should be known."""
    if is_fictional(loaded):
        yield "It is for the local workspace, with made-up people: samples may stay in it."
    else:
        yield from lines_to_call(loaded.config, _today(loaded))
    if not loaded.platforms:
        yield "It names no platform yet, so the program would speak to nobody."
    language = loaded.config.organisation.language
    if not getattr(loaded.config.limits_of_confidentiality, language, ""):
        yield (
            f"limits_of_confidentiality has no text in {language}, the organisation's language:"
            " its people are shown it in another."
        )
    if loaded.config.keys.command:
        return
    try:
        keys_of(loaded, os.environ)
    except KeyFileMissing as missing:
        yield str(missing)


def _today(loaded: Loaded) -> date:
    return local_day(loaded.config.organisation.zone, datetime.now(UTC))


# Judges: what the file names and is not right on this machine


def _keys_amiss(given: Given) -> Iterator[Mistake]:
    """A key file that is not there yet is no mistake: `tailboard keys init` comes after this."""
    place = given.section("keys", KeyPlace)
    if place is None:
        return
    if place.command:  # run with --online only: it may ask a service
        if shutil.which(place.command[0]) is None:
            yield given.mistake(("keys", "command"), "there is no such command here to run")
        for name in place.environment:
            if name not in os.environ:
                what = f"the environment variable {name} is not set"
                yield given.mistake(("keys", "environment"), what)
        return
    try:
        keys_at(place, os.environ)
    except KeyFileMissing:
        pass
    except KeyFileError as error:
        yield given.mistake(("keys", "env" if place.env else "file"), str(error))


def _misplaced_secrets(given: Given) -> Iterator[Mistake]:
    """Where a platform can tell one of its secrets from another by looking at it."""
    for name, registration in given.named.items():
        if registration.misplaced is None:
            continue
        held = {}
        for place, secret in given.secrets():
            if place[:2] == ("platforms", name):
                with suppress(SecretMissing):  # told as a secret that is missing
                    held[".".join(map(str, place[2:]))] = reveal(secret, os.environ)
        for key, what in registration.misplaced(held):
            yield given.mistake(("platforms", name, *key.split(".")), what)


def _unreadable_notice(given: Given) -> Iterator[Mistake]:
    """The clinician hears of somebody who waits by this address, or not at all."""
    where = ("clinician", "notice")
    notice = dict(given.secrets()).get(where)
    if notice is None:
        return
    from scheduler.waking import is_readable  # Apprise takes a while to load

    with suppress(SecretMissing):  # told as a secret that is missing
        if not is_readable(reveal(notice, os.environ)):
            yield given.mistake(where, "no address that Apprise knows")


def _no_such_command(given: Given) -> Iterator[Mistake]:
    """An alarm that cannot be run would be found out on the night it is needed."""
    alarm = given.section("alarm", Alarm)
    if alarm is not None and alarm.command and shutil.which(alarm.command[0]) is None:
        yield given.mistake(("alarm", "command"), "there is no such command here to run")
    for name in alarm.environment if alarm is not None else ():
        if name not in os.environ:
            what = f"the environment variable {name} is not set"
            yield given.mistake(("alarm", "environment"), what)
