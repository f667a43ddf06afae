"""The key file: every key that sealed records need, kept outside the database and its backups.

One file serves one database and holds the keys of each of its organisations (`storage.keys`). A
random *fingerprint* stands both here and in the database, so that the wrong key file is told from
a damaged database. The file is JSON with a checksum, mode 0600.
"""

from __future__ import annotations

import binascii
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from storage.key_command import printed_by
from storage.key_disk import read_private, replace_whole, write_new
from storage.key_errors import (
    KeyFileDamaged,
    KeyFileMissing,
    NoKeysForOrganisation,
    WrongKey,
)
from storage.key_text import checksum_of, organisation_of_json, organisation_to_json
from storage.keys import OrganisationKeys

#: Bytes of the fingerprint that a database and its key file share.
FINGERPRINT_LENGTH = 16
#: The form of the file that this program writes, and the newest that it reads.
FILE_FORM = 1
#: Organisation ids fit a signed 64-bit number.
GREATEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All keys of one database, as read from or written to a file."""

    fingerprint: bytes
    organisations: Mapping[int, OrganisationKeys] = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.fingerprint) != FINGERPRINT_LENGTH:
            raise ValueError(f"a fingerprint has {FINGERPRINT_LENGTH} bytes")
        for organisation in self.organisations:
            if not 1 <= organisation <= GREATEST_ID:
                raise ValueError(f"an organisation id is a positive 63-bit number: {organisation}")
        object.__setattr__(self, "organisations", MappingProxyType(dict(self.organisations)))

    @classmethod
    def fresh(cls, organisations: Iterable[int]) -> KeyFile:
        """Random keys for these organisation ids (positive 63-bit), written nowhere."""
        ids = sorted(set(organisations))
        if not ids:
            raise ValueError("a key file needs at least one organisation")
        return cls(
            fingerprint=secrets.token_bytes(FINGERPRINT_LENGTH),
            organisations={id_: OrganisationKeys.fresh() for id_ in ids},
        )

    @classmethod
    def create(cls, path: Path, organisations: Iterable[int]) -> KeyFile:
        """Write fresh keys to a new file and read it back; never overwrites.

        1. Make the file with O_EXCL and mode 0600. 2. Write, fsync the file and its folder.
        3. Read it again: keys are used only after they are known to be on the disk.
        Raises KeyFileExists, KeyFileUnwritable.
        """
        keys = cls.fresh(organisations)
        write_new(path, keys.to_text())
        if cls.load(path) != keys:
            raise KeyFileDamaged(f"{path} does not read back as written; the disk is not sound.")
        return keys

    @classmethod
    def load(cls, path: Path) -> KeyFile:
        """Read the file; refuses one that others may read. Raises the `KeyFileError` family."""
        return cls.from_text(read_private(path), origin=str(path))

    @classmethod
    def from_environment(cls, variable: str, environ: Mapping[str, str]) -> KeyFile:
        """Read the *contents* of a key file from an environment variable."""
        text = environ.get(variable, "")
        if not text.strip():
            raise KeyFileMissing(
                f"The environment variable {variable} is not set. Put the contents of the key"
                " file into it, or name the file in the configuration."
            )
        return cls.from_text(text, origin=f"The environment variable {variable}")

    @classmethod
    def from_command(cls, command: Sequence[str], environment: Mapping[str, str]) -> KeyFile:
        """Read what a command prints; see `storage.key_command`."""
        text = printed_by(command, environment)
        return cls.from_text(text, origin=f"What the command prints ({command[0]})")

    @classmethod
    def from_text(cls, text: str, *, origin: str) -> KeyFile:
        """Read a key file's text. `origin` names it in errors, which never quote the text."""
        return _parse(text, origin)

    def to_text(self) -> str:
        """The file's text: JSON, with a checksum over everything else."""
        body = {
            "tailboard_keys": FILE_FORM,
            "about": "Secret. Without this file nothing sealed in the database can be read."
            " Keep a copy apart from the database and its backups.",
            "fingerprint": self.fingerprint.hex(),
            "organisations": {
                str(id_): organisation_to_json(keys) for id_, keys in self.organisations.items()
            },
        }
        return json.dumps(body | {"checksum": checksum_of(body)}, indent=2) + "\n"

    def for_organisation(self, organisation: int) -> OrganisationKeys:
        """That organisation's keys; raises NoKeysForOrganisation."""
        try:
            return self.organisations[organisation]
        except KeyError:
            raise NoKeysForOrganisation(
                f"The key file has no keys for organisation {organisation}. Use the key file that"
                " was made for this database."
            ) from None

    def require_database(self, fingerprint: bytes) -> None:
        """Raise WrongKey unless the database carries this file's fingerprint."""
        if not secrets.compare_digest(self.fingerprint, fingerprint):
            raise WrongKey(
                f"This key file belongs to database {self.fingerprint.hex()[:8]}, and the database"
                f" is {fingerprint.hex()[:8]}. Nothing was changed. Name the key file that was"
                " made for this database, or the database that this key file was made for."
            )

    @property
    def epochs(self) -> tuple[int, ...]:
        """Of which every organisation has all its keys here, oldest first."""
        held = [set(keys.epochs) for keys in self.organisations.values()]
        return tuple(sorted(set.intersection(*held)))

    def with_next(self) -> KeyFile:
        """With one epoch more for each organisation, random; written nowhere."""
        added = {id_: keys.with_next() for id_, keys in self.organisations.items()}
        return replace(self, organisations=added)

    def since(self, epoch: int) -> KeyFile:
        """Without the epochs before this one; written nowhere."""
        kept = {id_: keys.since(epoch) for id_, keys in self.organisations.items()}
        return replace(self, organisations=kept)

    def put_in_place_of(self, before: KeyFile, path: Path) -> None:
        """Write these keys over those at `path`, which have to be `before` still, and read them
        back: a key is used only once it is known to be on the disk. At every moment one of the two
        is there, whole. Raises WrongKey, KeyFileUnwritable, KeyFileDamaged.
        """
        if self.load(path) != before:
            raise WrongKey(f"{path} was changed in between; it was left as it is.")
        replace_whole(path, self.to_text())
        if self.load(path) != self:
            raise KeyFileDamaged(f"{path} does not read back as written; the disk is not sound.")

    def write_to(self, path: Path) -> None:
        """To a new file, and read back. Raises KeyFileExists, KeyFileUnwritable."""
        write_new(path, self.to_text())
        if self.load(path) != self:
            raise KeyFileDamaged(f"{path} does not read back as written; the disk is not sound.")

    def forget_audit_first_keys(self, path: Path) -> KeyFile:
        """Rewrite the file at `path` without the audit chains' first keys; may be repeated.

        To be called once the chains' own state is committed and the first keys are with somebody
        else: whoever still had a first key here could write the whole chain anew.
        The new text is complete on the disk before it takes the old one's place. Raises
        KeyFileUnwritable where the file may not be replaced: then the operator has to do it.
        """
        kept = replace(
            self,
            organisations={
                id_: replace(keys, audit_first_key=None) for id_, keys in self.organisations.items()
            },
        )
        there = self.load(path)
        if there not in (self, kept):
            raise WrongKey(f"{path} holds other keys than those in use; it was left as it is.")
        if there != kept:
            replace_whole(path, kept.to_text())
        return kept


_PUT_BACK = (
    "Put back a good copy. If this database was never used, remove the file and run"
    " `tailboard keys init` again."
)


def _parse(text: str, origin: str) -> KeyFile:
    """Text to keys; every fault is a KeyFileDamaged that quotes nothing of the text."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or "tailboard_keys" not in body:
        raise KeyFileDamaged(f"{origin} is not a key file, or is cut short. {_PUT_BACK}")
    form = body["tailboard_keys"]
    if type(form) is int and form > FILE_FORM:
        raise KeyFileDamaged(
            f"{origin} was written by a later release of tailboard (form {form}; this one reads"
            f" up to {FILE_FORM}). Use that release."
        )
    written = body.pop("checksum", None)
    if written != checksum_of(body) or form != FILE_FORM:
        raise KeyFileDamaged(f"{origin} was altered: its checksum does not fit. {_PUT_BACK}")
    try:
        return KeyFile(
            fingerprint=binascii.unhexlify(body["fingerprint"]),
            organisations={
                int(id_): organisation_of_json(keys) for id_, keys in body["organisations"].items()
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        pass  # raised below, so that the error does not carry key material along
    raise KeyFileDamaged(f"{origin} has not the parts of a key file. {_PUT_BACK}")
