"""The key file: every key that sealed records need, kept outside the database and its backups.

One file serves one database. For each organisation it holds, each by version, the keys that wrap
people's data keys (key-encryption keys; their version is called the *epoch*), the key of the
look-up hashes and the key of the organisation's own records; until the audit chain was handed
over, also the chain's first key. A random *fingerprint* stands both here and in the database, so
that the wrong key file is told from a damaged database.

All keys are 256 bits from the system's generator. The file is JSON with a checksum, mode 0600.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

#: Bytes of every key.
KEY_LENGTH = 32
#: Bytes of the fingerprint that a database and its key file share.
FINGERPRINT_LENGTH = 16
#: The form of the file that this program writes, and the newest that it reads.
FILE_FORM = 1
#: Organisation ids and key versions fit a signed 64-bit and an unsigned 16-bit number.
GREATEST_ID = 2**63 - 1
GREATEST_VERSION = 2**16 - 1
#: A key file of a thousand organisations has about half a megabyte; more is not a key file.
GREATEST_FILE = 4 * 1024 * 1024


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


class WrongKey(KeyFileError):
    """The keys are whole, but not those that the database was sealed under."""


class NoKeysForOrganisation(KeyFileError):
    """The key file knows nothing of this organisation."""


@dataclass(frozen=True, slots=True)
class KeyVersions:
    """The versions of one key: which one seals now, and all that still open what they sealed."""

    current: int
    by_version: Mapping[int, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        if self.current not in self.by_version:
            raise KeyFileDamaged(f"Key version {self.current} is named as current but missing.")
        for version, key in self.by_version.items():
            if not 1 <= version <= GREATEST_VERSION:
                raise KeyFileDamaged(f"A key version is a number from 1 on, not {version}.")
            if len(key) != KEY_LENGTH:
                raise KeyFileDamaged(f"Key version {version} has not {KEY_LENGTH} bytes.")
        object.__setattr__(self, "by_version", MappingProxyType(dict(self.by_version)))

    @classmethod
    def fresh(cls) -> KeyVersions:
        """A first version, random."""
        return cls(current=1, by_version={1: secrets.token_bytes(KEY_LENGTH)})

    @property
    def key(self) -> bytes:
        """The current version's 32 bytes."""
        return self.by_version[self.current]


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """One organisation's keys.

    `audit_first_key` is there until the audit chain has begun and its first key is held by
    somebody else than the operator; see `KeyFile.forget_audit_first_keys`.
    """

    key_encryption: KeyVersions
    lookup: KeyVersions
    record: KeyVersions
    audit_first_key: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.audit_first_key is not None and len(self.audit_first_key) != KEY_LENGTH:
            raise KeyFileDamaged(f"The audit chain's first key has not {KEY_LENGTH} bytes.")

    @classmethod
    def fresh(cls) -> OrganisationKeys:
        """Random keys for a new organisation, all at version 1."""
        return cls(
            key_encryption=KeyVersions.fresh(),
            lookup=KeyVersions.fresh(),
            record=KeyVersions.fresh(),
            audit_first_key=secrets.token_bytes(KEY_LENGTH),
        )

    @property
    def epoch(self) -> int:
        """The version of the key-encryption key that wraps new data keys."""
        return self.key_encryption.current


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All keys of one database, as read from or written to a file."""

    fingerprint: bytes
    organisations: Mapping[int, OrganisationKeys] = field(repr=False)

    @classmethod
    def fresh(cls, organisations: Iterable[int]) -> KeyFile:
        """Random keys for these organisation ids (positive 63-bit), written nowhere."""
        ids = sorted(set(organisations))
        for organisation in ids:
            if not 1 <= organisation <= GREATEST_ID:
                raise ValueError(f"an organisation id is a positive 63-bit number: {organisation}")
        if not ids:
            raise ValueError("a key file needs at least one organisation")
        return cls(
            fingerprint=secrets.token_bytes(FINGERPRINT_LENGTH),
            organisations=MappingProxyType({id_: OrganisationKeys.fresh() for id_ in ids}),
        )

    @classmethod
    def create(cls, path: Path, organisations: Iterable[int]) -> KeyFile:
        """Write fresh keys to a new file and read it back; never overwrites.

        1. Make the file with O_EXCL and mode 0600. 2. Write, fsync the file and its folder.
        3. Read it again: keys are used only after they are known to be on the disk.
        A write that fails takes its half-made file away.
        """
        keys = cls.fresh(organisations)
        try:
            _write_new(path, keys.to_text())
        except FileExistsError:
            raise KeyFileExists(
                f"{path} is there already and is not overwritten: what was sealed under it could"
                " never be opened again. Use it, or name another file for another database."
            ) from None
        if cls.load(path) != keys:
            raise KeyFileDamaged(f"{path} does not read back as written; the disk is not sound.")
        return keys

    @classmethod
    def load(cls, path: Path) -> KeyFile:
        """Read the file; refuses one that others may read. Raises the `KeyFileError` family."""
        return cls.from_text(_read_guarded(path), origin=str(path))

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
                str(id_): _organisation_to_json(keys) for id_, keys in self.organisations.items()
            },
        }
        return json.dumps(body | {"checksum": _checksum(body)}, indent=2) + "\n"

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

    def forget_audit_first_keys(self, path: Path) -> KeyFile:
        """Rewrite the file at `path` without the audit chains' first keys; may be repeated.

        To be called once the chains' own state is committed and the first keys are with somebody
        else: whoever still had a first key here could write the whole chain anew.
        The new text is complete on the disk before it takes the old one's place.
        """
        kept = replace(
            self,
            organisations=MappingProxyType(
                {
                    id_: replace(keys, audit_first_key=None)
                    for id_, keys in self.organisations.items()
                }
            ),
        )
        if kept == self:
            return self
        if self.load(path) != self:
            raise WrongKey(f"{path} holds other keys than those in use; it was left as it is.")
        new = path.with_name(path.name + ".new")
        new.unlink(missing_ok=True)
        _write_new(new, kept.to_text())
        if self.load(new) != kept:
            raise KeyFileDamaged(f"{new} does not read back as written; the disk is not sound.")
        new.replace(path)
        _sync_folder(path.parent)
        return kept


def _write_new(path: Path, text: str) -> None:
    """Make a file that only its owner may read, complete on the disk or not there at all."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o600)
            file.write(text.encode("ascii"))
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_guarded(path: Path) -> str:
    """The file's text, if it is an ordinary file that nobody but us (and root) can read.

    The checks are made on the opened file, so that it cannot be exchanged in between.
    """
    try:
        # O_NONBLOCK: a pipe in the file's place must not hang the start.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyFileMissing(
            f"There is no key file at {path}. For a new database make one with"
            " `tailboard keys init`; for an existing one put back the file that it was made with."
        ) from None
    except PermissionError:
        raise KeyFileUnsafe(
            f"{path} may not be read by this user. Give it to the user that runs tailboard, with"
            f" `chown` and `chmod 600 {path}`."
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        _require_private(path, about)
        content = file.read(GREATEST_FILE + 1)
    try:
        return content.decode("ascii")
    except UnicodeDecodeError:
        pass  # raised below, so that the error does not carry the file's bytes along
    raise KeyFileDamaged(f"{path} is not a key file. {_PUT_BACK}")


def _require_private(path: Path, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise KeyFileUnsafe(f"{path} is not an ordinary file. Name the key file itself.")
    if about.st_mode & 0o077:
        raise KeyFileUnsafe(
            f"{path} may be read or written by others (mode {stat.S_IMODE(about.st_mode):04o})."
            f" Run `chmod 600 {path}`; where the mode cannot be changed, as with a container's"
            " secret, give the contents in the environment variable instead."
        )
    if about.st_uid not in {os.geteuid(), 0}:
        raise KeyFileUnsafe(
            f"{path} belongs to another user (id {about.st_uid}), who could exchange it. Give it"
            " to the user that runs tailboard, with `chown`."
        )


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
    if isinstance(form, int) and form > FILE_FORM:
        raise KeyFileDamaged(
            f"{origin} was written by a later release of tailboard (form {form}; this one reads"
            f" up to {FILE_FORM}). Use that release."
        )
    checksum = body.pop("checksum", None)
    if checksum != _checksum(body):
        raise KeyFileDamaged(f"{origin} was altered: its checksum does not fit. {_PUT_BACK}")
    try:
        return KeyFile(
            fingerprint=_unhex(body["fingerprint"]),
            organisations=MappingProxyType(
                {int(id_): _organisation_of_json(k) for id_, k in body["organisations"].items()}
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        pass  # raised below, so that the error does not carry key material along
    raise KeyFileDamaged(f"{origin} has not the parts of a key file. {_PUT_BACK}")


def _checksum(body: Mapping[str, Any]) -> str:
    """Against a slip of the hand or the disk; who can write the file can write this too."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"tailboard key file\n" + canonical.encode()).hexdigest()


def _organisation_to_json(keys: OrganisationKeys) -> dict[str, Any]:
    body: dict[str, Any] = {
        "key_encryption": _versions_to_json(keys.key_encryption),
        "lookup": _versions_to_json(keys.lookup),
        "record": _versions_to_json(keys.record),
    }
    if keys.audit_first_key is not None:
        body["audit_first_key"] = base64.b64encode(keys.audit_first_key).decode()
    return body


def _organisation_of_json(body: Mapping[str, Any]) -> OrganisationKeys:
    first = body.get("audit_first_key")
    return OrganisationKeys(
        key_encryption=_versions_of_json(body["key_encryption"]),
        lookup=_versions_of_json(body["lookup"]),
        record=_versions_of_json(body["record"]),
        audit_first_key=None if first is None else _unbase64(first),
    )


def _versions_to_json(versions: KeyVersions) -> dict[str, Any]:
    return {
        "current": versions.current,
        "keys": {str(v): base64.b64encode(k).decode() for v, k in versions.by_version.items()},
    }


def _versions_of_json(body: Mapping[str, Any]) -> KeyVersions:
    return KeyVersions(
        current=body["current"],
        by_version={int(v): _unbase64(k) for v, k in body["keys"].items()},
    )


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _unhex(text: str) -> bytes:
    return binascii.unhexlify(text)
