"""Why keys cannot be had. Every message says what to do, and none holds key material."""

from __future__ import annotations


class KeyFileError(Exception):
    """The keys cannot be had; the message says what to do. It never holds key material."""


class KeyFileMissing(KeyFileError):
    """There is no key file (or variable) where the configuration says."""


class KeyFileExists(KeyFileError):
    """A key file would be overwritten, and with it every sealed record lost."""


class KeyFileUnsafe(KeyFileError):
    """Others than the owner may read the key file, or it is not an ordinary file of ours."""


class KeyFileDamaged(KeyFileError):
    """The file is not a whole key file, or one of a later release."""


class KeyFileUnwritable(KeyFileError):
    """The key file cannot be written or replaced where it is to be."""


class KeyCommandFailed(KeyFileError):
    """The command that is to print the keys did not."""


class WrongKey(KeyFileError):
    """The keys are whole, but not those that the database was sealed under."""


class NoKeysForOrganisation(KeyFileError):
    """The key file knows nothing of this organisation."""
