"""The keys of an organisation, each by version: what wraps people's data keys (key-encryption keys;
their version is called the *epoch*), the key of the look-up hashes, and the key of the
organisation's own records; until the audit chain was handed over, also the chain's first key.

All keys are 256 bits from the system's generator.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

#: Bytes of every key.
KEY_LENGTH = 32
#: Key versions fit an unsigned 16-bit number.
GREATEST_VERSION = 2**16 - 1


@dataclass(frozen=True, slots=True)
class KeyVersions:
    """The versions of one key: which one seals now, and all that still open what they sealed."""

    current: int
    by_version: Mapping[int, bytes] = field(repr=False)

    def __post_init__(self) -> None:
        for version, key in self.by_version.items():
            if not 1 <= version <= GREATEST_VERSION:
                raise ValueError(f"a key version is 1 to {GREATEST_VERSION}, not {version}")
            _require_length(key)
        if self.current not in self.by_version:
            raise ValueError(f"key version {self.current} is named as current but missing")
        object.__setattr__(self, "by_version", MappingProxyType(dict(self.by_version)))

    @classmethod
    def fresh(cls) -> KeyVersions:
        """A first version, random."""
        return cls(current=1, by_version={1: secrets.token_bytes(KEY_LENGTH)})

    @property
    def key(self) -> bytes:
        """The current version's 32 bytes."""
        return self.by_version[self.current]

    def with_next(self) -> KeyVersions:
        """With a version more, random, as the current one; it comes after all that there are."""
        new = max(self.by_version) + 1
        return KeyVersions(new, {**self.by_version, new: secrets.token_bytes(KEY_LENGTH)})

    def since(self, version: int) -> KeyVersions:
        """Without the versions before this one."""
        kept = {number: key for number, key in self.by_version.items() if number >= version}
        return KeyVersions(self.current, kept)


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
        if self.audit_first_key is not None:
            _require_length(self.audit_first_key)

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
        """The newest version of all three keys."""
        return self.key_encryption.current

    @property
    def epochs(self) -> tuple[int, ...]:
        """Of which all three keys are here, oldest first."""
        held = [set(each.by_version) for each in (self.key_encryption, self.lookup, self.record)]
        return tuple(sorted(set.intersection(*held)))

    def at(self, epoch: int) -> OrganisationKeys:
        """With this epoch as the current one. Raises ValueError where it is missing."""
        return replace(
            self,
            key_encryption=replace(self.key_encryption, current=epoch),
            lookup=replace(self.lookup, current=epoch),
            record=replace(self.record, current=epoch),
        )

    def with_next(self) -> OrganisationKeys:
        """With one epoch more, random, as the current one."""
        return replace(
            self,
            key_encryption=self.key_encryption.with_next(),
            lookup=self.lookup.with_next(),
            record=self.record.with_next(),
        )

    def since(self, epoch: int) -> OrganisationKeys:
        """Without the epochs before this one."""
        return replace(
            self,
            key_encryption=self.key_encryption.since(epoch),
            lookup=self.lookup.since(epoch),
            record=self.record.since(epoch),
        )


def _require_length(key: bytes) -> None:
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a key has {KEY_LENGTH} bytes")
