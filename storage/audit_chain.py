"""The audit log's keyed hash chain: whoever edits, removes or reorders an entry is found out.

Each entry carries a MAC over its organisation, sequence, instant, kind, detail and the MAC before
it. The key moves forward with every entry (key n+1 is an HMAC under key n) and the old key is
thrown away, so that whoever takes the host over can write what comes, but cannot rewrite what
was. The chain is verified from its *first* key, which somebody else than the operator holds.

A cut tail leaves a shorter chain that is whole: only a *head*, written out and kept elsewhere,
tells. What stays true without it: a chain that reaches a head has not been cut before it.

Pure: the table, and sealing the state between entries, are elsewhere.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

#: Bytes of a MAC and of a chain key.
MAC_LENGTH = 32
#: The MAC before the first entry's.
NOTHING_BEFORE = bytes(MAC_LENGTH)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: A text that no column can hold fails there; here it must not fail with the text in the error.
_ANY_TEXT = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened: never who asked or answered.

    `instant` is aware; microseconds count. `detail` is the program's own text.
    """

    instant: datetime
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry in its place: sequence from 1 on, and the MAC that binds it to all before."""

    sequence: int
    entry: Entry
    mac: bytes


@dataclass(frozen=True, slots=True)
class ChainState:
    """Where the chain stands: all that the next entry needs.

    Holds the next entry's key: store it sealed, replace it in the transaction that stores the
    link, keep no copy. A plain record, so that a `Codec` can write it.
    """

    organisation: int
    sequence: int
    key: bytes = field(repr=False)
    mac: bytes


class Break(StrEnum):
    """What is wrong at the first broken sequence."""

    #: The entry, or an earlier MAC it rests on, is not what was written.
    ALTERED = "altered"
    #: Another sequence stands where this one should.
    MISSING = "missing"
    #: The chain ends before the head that was kept elsewhere.
    CUT = "cut"
    #: The chain reaches the head's sequence, but it is not the chain the head was taken from.
    ANOTHER_CHAIN = "another chain"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain at some time: tells nothing, so it may be sent and kept anywhere."""

    organisation: int
    sequence: int
    mac: bytes

    def to_text(self) -> str:
        """One line to copy off the host."""
        return f"tailboard-audit-head 1 {self.organisation} {self.sequence} {self.mac.hex()}"

    @classmethod
    def from_text(cls, text: str) -> Head:
        """Read such a line; raises ValueError for any other text."""
        found = _HEAD.fullmatch(text.strip())
        if found is None:
            raise ValueError("this is not the line of an audit head, or not the whole of it")
        return cls(int(found[1]), int(found[2]), bytes.fromhex(found[3]))


_HEAD = re.compile(r"tailboard-audit-head 1 ([0-9]{1,19}) ([0-9]{1,19}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: `broken_at` and `why` are None when the chain holds.

    `intact` counts the entries before the break, and `head` is the chain's end up to there.
    """

    intact: int
    head: Head
    broken_at: int | None = None
    why: Break | None = None

    @property
    def holds(self) -> bool:
        """True when nothing was found broken."""
        return self.broken_at is None


def begin(organisation: int, first_key: bytes) -> ChainState:
    """The state before the first entry. `first_key` has 32 bytes."""
    if len(first_key) != MAC_LENGTH:
        raise ValueError(f"a chain key has {MAC_LENGTH} bytes")
    return ChainState(organisation, 0, first_key, NOTHING_BEFORE)


def append_link(state: ChainState, entry: Entry) -> tuple[ChainState, Link]:
    """The entry's link, and the state that takes this one's place."""
    sequence = state.sequence + 1
    mac = _mac(state, sequence, entry)
    moved = ChainState(state.organisation, sequence, _next_key(state.key), mac)
    return moved, Link(sequence, entry, mac)


def head_of(state: ChainState) -> Head:
    """The head to write out for this state."""
    return Head(state.organisation, state.sequence, state.mac)


def verify(
    first_key: bytes, links: Iterable[Link], *, organisation: int, heads: Sequence[Head] = ()
) -> Verdict:
    """Follow the chain from its first key; stops at the first sequence that is broken.

    `links` come in the order of their sequence. With `heads` kept elsewhere a cut tail is found as
    well: the chain must reach each of them and agree with it; a longer chain is no fault.
    """
    state = begin(organisation, first_key)
    if any(head.organisation != organisation for head in heads):
        raise ValueError("a head is another organisation's")
    kept = {head.sequence: head.mac for head in heads}
    for link in links:
        expected = state.sequence + 1
        if link.sequence != expected:
            return _broken(state, Break.MISSING)
        moved, right = append_link(state, link.entry)
        if not hmac.compare_digest(right.mac, link.mac):
            return _broken(state, Break.ALTERED)
        if kept.get(expected, link.mac) != link.mac:
            return _broken(state, Break.ANOTHER_CHAIN)
        state = moved
    if state.sequence < max(kept, default=0):
        return _broken(state, Break.CUT)
    return Verdict(state.sequence, head_of(state))


def _broken(state: ChainState, why: Break) -> Verdict:
    return Verdict(state.sequence, head_of(state), state.sequence + 1, why)


def _mac(state: ChainState, sequence: int, entry: Entry) -> bytes:
    """HMAC-SHA256 over every part with its length before it, so that no two entries read alike."""
    if entry.instant.tzinfo is None:
        raise ValueError("an audit entry's instant has a time zone")
    microseconds = (entry.instant - _EPOCH) // _MICROSECOND
    parts = (
        b"tailboard audit entry 1",
        b"%d" % state.organisation,
        b"%d" % sequence,
        b"%d" % microseconds,
        entry.kind.encode(*_ANY_TEXT),
        entry.detail.encode(*_ANY_TEXT),
        state.mac,
    )
    message = b"".join(len(part).to_bytes(4) + part for part in parts)
    return hmac.digest(state.key, message, "sha256")


def _next_key(key: bytes) -> bytes:
    return hmac.digest(key, b"tailboard audit next key 1", "sha256")
