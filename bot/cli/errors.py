"""What can go wrong, as the command line tells it: on standard error, with what to do.

Exit code 2: the user's to mend (a mistake, something missing, somebody else at work). 1: the
machine's (the disk is full, the running process went away). 130: stopped by Ctrl-C.
"""

import sys
from collections.abc import Mapping
from typing import IO, Any

import click

from bot.cli.saying import tell
from bot.faults import places


class _Told(click.ClickException):
    """An error with its words at most 80 columns wide."""

    def show(self, file: IO[Any] | None = None) -> None:
        first, *more = self.message.split("\n")
        tell(f"Error: {first}", err=True)
        for line in more:
            tell(line.strip(), indent=2, err=True)


class UserMistake(_Told):
    """Nothing was done; the message says what would be right."""

    exit_code = 2


class Trouble(_Told):
    """It could not be done, through no fault of the user's."""

    exit_code = 1


class Stopped(click.ClickException):
    """By Ctrl-C; the message says what became of what was asked for."""

    exit_code = 130  #: as a shell has it: 128 and the signal's number

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(err=True)  # the terminal has shown ^C
        tell(self.message, err=True)


#: Errors whose own message is for the user, by module: a module that is not loaded raised none.
_USERS = {
    "bot.config.mistakes": ("ConfigurationError",),
    "bot.flows.refusing": ("CommandRefused",),
    "bot.control.office": ("ImportAtWork",),
    "bot.app": ("NotAllowed",),
    "prompts.library": ("TextsBroken",),
    "storage.key_errors": ("KeyFileError",),
    "storage.journal_file": ("JournalUnfit",),
    "storage.backup": ("BackupFailed",),
    "storage.migrations": ("SchemaMismatch",),
    "storage.creation": ("DatabaseNotReady",),
    "storage.run_lock": ("AlreadyRunning",),
    "storage.engine": ("DatabaseUnknown", "DatabaseUnusable"),
    "bot.ports.platform_errors": ("CannotStart",),
    "scheduler.health": ("HealthUnreachable",),
}
_TROUBLE = {
    "bot.ports": ("LedgerBusy",),
    "bot.control.office": ("OfficeGone",),
}
_UNKNOWN = (
    "It is not known whether it was: look with tailboard supporters list or import --dry-run, or"
    " run the command again, which does nothing twice."
)
_CHANGED = "Somebody else changed the same people in between. Run the command again."


def in_words(error: Exception) -> click.ClickException | None:
    """The error as the user is told it; None for one that nobody foresaw."""
    if isinstance(error, click.exceptions.Exit | click.ClickException | click.Abort):
        return None
    if _is_one_of(error, _USERS):
        return UserMistake(_sentence(error))
    if _is_one_of(error, {"bot.ports": ("CommitUnknown",)}):
        return Trouble(f"{_sentence(error)}. {_UNKNOWN}")
    if _is_one_of(error, _TROUBLE):
        return Trouble(_sentence(error))
    if _is_one_of(error, {"bot.ports": ("Conflict", "NotFound")}):
        return Trouble(_CHANGED)
    if isinstance(error, OSError) and (error.filename or isinstance(error, _MENDABLE)):
        return _of_the_disk(error)
    return None


def _of_the_disk(error: OSError) -> click.ClickException:
    """A file that is not there or not ours is for the user to mend; a full disk, or one that can
    only be read, is the machine's."""
    words = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return UserMistake(words) if isinstance(error, _MENDABLE) else Trouble(words)


_MENDABLE = (PermissionError, FileNotFoundError, IsADirectoryError, NotADirectoryError)


def unforeseen(error: Exception) -> click.ClickException:
    """A mistake of the program: its type and its places. Its words are left out, as they may quote
    a row of the roster or what somebody said."""
    where = (f"in {place}" for place in reversed(places(error)))
    return Trouble("\n".join([f"a mistake of the program ({type(error).__name__})", *where]))


def _is_one_of(error: Exception, families: Mapping[str, tuple[str, ...]]) -> bool:
    kinds = tuple(
        getattr(sys.modules[module], name)
        for module, names in families.items()
        if module in sys.modules
        for name in names
        if hasattr(sys.modules[module], name)
    )
    return isinstance(error, kinds)


def _sentence(error: Exception) -> str:
    """With a capital where it begins with a word; a path or a key stays as it is written."""
    text = str(error)
    begins_with_a_word = text.split(" ", 1)[0].isalpha()
    return text[:1].upper() + text[1:] if begins_with_a_word and "\n" not in text else text
