"""The keys of an organisation, each by version: what wraps people's data keys (key-encryption keys;
their version is called the *epoch*), the key of the look-up hashes, and the key of the
organisation's own records; until the audit chain was handed over, also the chain's first key.

All keys are 256 bits from the system's generator.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
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
        """The version of the key-encryption key that wraps new data keys."""
        return self.key_encryption.current


def _require_length(key: bytes) -> None:
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a key has {KEY_LENGTH} bytes")
