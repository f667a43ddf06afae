"""Keys as the key file's JSON holds them, and back. What is malformed raises ValueError, KeyError,
TypeError or AttributeError, which may carry key material: none may leave `storage.key_file`."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from storage.keys import KeyVersions, OrganisationKeys


def checksum_of(body: Mapping[str, Any]) -> str:
    """Against a slip of the hand or the disk; who can write the file can write this too."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(b"tailboard key file\n" + canonical.encode()).hexdigest()


def organisation_to_json(keys: OrganisationKeys) -> dict[str, Any]:
    """One organisation's keys, in Base64. Secret."""
    body: dict[str, Any] = {
        "key_encryption": _versions_to_json(keys.key_encryption),
        "lookup": _versions_to_json(keys.lookup),
        "record": _versions_to_json(keys.record),
    }
    if keys.audit_first_key is not None:
        body["audit_first_key"] = base64.b64encode(keys.audit_first_key).decode()
    return body


def organisation_of_json(body: Mapping[str, Any]) -> OrganisationKeys:
    """What `organisation_to_json` made."""
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
        current=int(body["current"]),
        by_version={int(v): _unbase64(k) for v, k in body["keys"].items()},
    )


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
