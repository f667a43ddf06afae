"""`tailboard keys rotate | status | next | drop`"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bot.app import ORGANISATION, keys_at
from bot.cli.asking import confirmed
from bot.cli.errors import Stopped, UserMistake
from bot.cli.reaching import Reached, load_configuration, reach
from bot.cli.saying import tell
from bot.config.models import KeyPlace, Retention
from bot.config.option import config_option
from bot.control.commands import KEY_EPOCHS, Nothing
from bot.control.rotating import CannotBeOpened, NewEpoch, OthersLag, count, release, rotate
from bot.ports import KeyEpochs, Needing
from storage.key_file import KeyFile
from storage.vault import Vault

#: `status`: a rotation has begun and not ended; something needs an earlier epoch.
UNDER_WAY = 3
STILL_NEEDED = 4
#: Counts are rounded up to so many: they are of the whole organisation, and still tell no more
#: than they have to.
ROUNDED_TO = 100


def origin_of(place: KeyPlace) -> str:
    """Where the keys come from, in words; a command's arguments may be secret."""
    if place.command:
        return f"a command ({place.command[0]})"
    return f"the environment variable {place.env}" if place.env else str(place.file)


@click.command("rotate")
@config_option
@click.option(
    "--compromised",
    is_flag=True,
    help="Somebody else may have the keys: make people's data keys and the tokens of cards"
    " anew as well.",
)
def rotate_keys(config_path: Path, compromised: bool) -> None:
    """Bring new keys into force, and seal everything anew under them.

    The program may run meanwhile, and goes on as ever. Stopped or killed at
    any moment, everything stays readable, and the same command goes on where
    it was. Keys that come from a variable or a command get their new epoch
    there first: see tailboard keys next.
    """
    with reach(config_path) as reached:
        epochs = reached.office.ask(KEY_EPOCHS, Nothing())
        if epochs.rotating:
            tell("A rotation is under way already: it goes on where it was.")
            left = _rotate(reached, epochs, renew=epochs.renewing)
        if not epochs.rotating or (compromised and not epochs.renewing):
            epochs = reached.office.ask(KEY_EPOCHS, Nothing())
            left = _rotate(reached, epochs, renew=compromised)
        now = reached.office.ask(KEY_EPOCHS, Nothing())
    backups = reached.setting.config.retention.backups
    tell(f"The keys of epoch {now.current} are in force, and nothing is written under others.")
    _tell_needed(left, reached.setting.config.retention)
    tell(
        "Keep a copy of the keys as they are now; a copy from before does not open what is written"
        " from here on. Backups made until today need the earlier keys to be put back. When you"
        f" keep none of these any more (in {backups} days, by retention: backups:), destroy the"
        " earlier keys with tailboard keys drop, and your copies of them."
    )


def _rotate(reached: Reached, epochs: KeyEpochs, *, renew: bool) -> Sequence[Needing]:
    """Raises UserMistake where the new keys are not there, or not everywhere."""
    new = _new_epoch(reached.setting.config.keys, epochs, renew=renew)
    tell("Everything is sealed anew. That may take some minutes.")
    try:
        return rotate(reached.office, new, told=lambda _: None, pause=time.sleep)
    except OthersLag as others:
        raise UserMistake(
            f"The keys of epoch {new.epoch} are not with every process yet ({others.processes} are"
            " without). Nothing is sealed under them. Give the other machines the keys as they are"
            " here, and run this again."
        ) from None
    except CannotBeOpened as damaged:
        rows = sum(each.rows for each in damaged.left)
        raise UserMistake(
            f"{_rounded(rows)} records cannot be opened and still need earlier keys; the log names"
            " them. The new keys are in force, and everything else is sealed under them. Put the"
            " database back from a sound backup, and run this again; the earlier keys stay."
        ) from None
    except KeyboardInterrupt:
        raise Stopped(
            "Stopped in between: everything stays readable. Run it again to go on; keep all keys"
            " until then."
        ) from None


def _new_epoch(place: KeyPlace, epochs: KeyEpochs, *, renew: bool) -> NewEpoch:
    """What is to come into force: what was announced, or is there already and newer, or is made
    and written to the key file now. Raises UserMistake, KeyFileError."""
    keys = keys_at(place, os.environ)
    if epochs.rotating:
        epoch = epochs.announced
    elif keys.epochs[-1] > epochs.current:
        epoch = keys.epochs[-1]
    elif place.is_file:
        keys = _one_more(keys, place.file)
        epoch = keys.epochs[-1]
        tell(f"The keys of epoch {epoch} are in {place.file}, and were read back from there.")
    else:
        raise UserMistake(
            f"The keys come from {origin_of(place)}, which cannot be written to from here. Make the"
            " next epoch with tailboard keys next --to PATH, put what that file holds in their"
            " place, start the program again where it has them from a variable, and run this"
            " again."
        )
    if epoch not in keys.epochs:
        raise UserMistake(
            f"The keys of epoch {epoch}, which are coming into force, are not in what"
            f" {origin_of(place)} has. Put them back: without them the database cannot be read."
        )
    ours = keys.for_organisation(ORGANISATION).at(epoch)
    return NewEpoch(epoch, Vault(ORGANISATION, ours).key_check, renew)


def _one_more(keys: KeyFile, file: Path) -> KeyFile:
    added = keys.with_next()
    added.put_in_place_of(keys, file)
    return added


@click.command("next")
@config_option
@click.option(
    "--to",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PATH",
    required=True,
    help="Where to write it: a new file.",
)
def next_epoch(config_path: Path, to: Path) -> None:
    """Write the keys with one epoch more to a file.

    For keys that come from a variable or a command: put what the file holds
    in their place, remove the file, and run tailboard keys rotate. Until then
    nothing changes.
    """
    place = load_configuration(config_path).config.keys
    added = keys_at(place, os.environ).with_next()
    added.write_to(to)
    tell(f"The keys, with epoch {added.epochs[-1]}, are in {to}.")
    tell(
        "It has every key that there is: put it where the keys come from"
        f" ({origin_of(place)}), and remove it here."
    )


@click.command()
@config_option
def status(config_path: Path) -> None:
    """Which keys there are, and what still needs earlier ones.

    Exit code 0: nothing needs an earlier epoch; 3: a rotation is under way;
    4: something needs an earlier epoch still. Counts are rounded up.
    """
    with reach(config_path) as reached:
        epochs = reached.office.ask(KEY_EPOCHS, Nothing())
        left = count(reached.office)
    config = reached.setting.config
    here = keys_at(config.keys, os.environ).epochs
    tell(
        f"In force are the keys of epoch {epochs.current}. Here are the keys of epoch {_and(here)}."
    )
    if epochs.rotating:
        tell("A rotation is under way: tailboard keys rotate brings it to its end.")
    _tell_needed(left, config.retention)
    if not left and not epochs.rotating and here[0] < epochs.current:
        tell("tailboard keys drop destroys the earlier ones.")
    if epochs.rotating:
        sys.exit(UNDER_WAY)
    if left:
        sys.exit(STILL_NEEDED)


@click.command()
@config_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop(config_path: Path, yes: bool) -> None:
    """Destroy keys that nothing in the database needs any more.

    With them goes what backups from their time hold. Keep them as long as you
    keep such backups and may have to put one back.
    """
    with reach(config_path) as reached:
        config, office = reached.setting.config, reached.office
        epochs = office.ask(KEY_EPOCHS, Nothing())
        keys = keys_at(config.keys, os.environ)
        earlier = [epoch for epoch in keys.epochs if epoch < epochs.current]
        if not earlier and epochs.held_from == epochs.current:
            tell(f"There are no keys before those of epoch {epochs.current}.")
            return
        left = count(office)
        if left or epochs.rotating:
            _tell_needed(left, config.retention)
            raise UserMistake("Earlier keys are still needed. Nothing was dropped.")
        if not _may_drop(earlier, yes=yes):
            tell("Nothing was dropped.")
            return
        if release(office):
            raise UserMistake("Earlier keys are needed again: a backup was put back, perhaps.")
    _take_out(keys, epochs.current, config.keys, earlier)


def _may_drop(earlier: Sequence[int], *, yes: bool) -> bool:
    if yes:
        return True
    tell(
        f"Backups that were made under the keys of epoch {_and(earlier)} can never be put back"
        " afterwards."
    )
    if not sys.stdin.isatty():
        raise UserMistake("Say --yes where nobody can be asked. Nothing was dropped.")
    try:
        return confirmed("Destroy these keys?")
    except KeyboardInterrupt:
        raise Stopped("Nothing was dropped.") from None


def _take_out(keys: KeyFile, current: int, place: KeyPlace, earlier: Sequence[int]) -> None:
    """Out of the key file, where there is one."""
    if place.is_file and earlier:
        keys.since(current).put_in_place_of(keys, place.file)
        tell(f"The keys of epoch {_and(earlier)} are no longer in {place.file}.")
    elif earlier:
        tell(
            f"The database needs the keys of epoch {_and(earlier)} no more. Take them out of what"
            f" {origin_of(place)} has: leave the entries of epoch {current} alone."
        )
    tell(
        "What was sealed under them, in old backups too, is unreadable from when the last copy of"
        " them is destroyed: destroy yours, and never keep one in a backup."
    )


# What is needed, in words


def _tell_needed(left: Sequence[Needing], days: Retention) -> None:
    if not left:
        tell("Nothing in the database needs earlier keys.")
        return
    for epoch in sorted({each.epoch for each in left}):
        if epoch:
            tell(f"The keys of epoch {epoch} are still needed by")
        else:
            tell("Data keys from before the renewal are still needed by")
        for line in _needed_lines([each for each in left if each.epoch == epoch], days):
            tell(line, indent=2)


def _needed_lines(left: Sequence[Needing], days: Retention) -> Iterator[str]:
    passing = {
        "card": f"buttons of earlier messages, each for {days.cards} days at most",
        "outbox": f"messages that were said, each for {days.outbox} days at most",
        "event": f"presses that were answered, each for {days.events} days at most",
        "form_draft": "forms that are half filled in, each for a quarter of an hour",
        "reservation": "hours that are taken, each until its day is over",
        "budget": "counts of a day, until it is over",
    }
    rows: Counter[str] = Counter()
    for each in left:
        what = each.table.replace("_", " ")
        rows[passing.get(each.table, what) if each.waits else f"rows of {what}"] += each.rows
    for what, number in rows.items():
        yield f"{_rounded(number)} {what}"


def _rounded(rows: int) -> str:
    return f"up to {-(-rows // ROUNDED_TO) * ROUNDED_TO:,}"


def _and(epochs: Sequence[int]) -> str:
    *before, last = map(str, epochs)
    return f"{', '.join(before)} and {last}" if before else last
