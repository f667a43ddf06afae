"""The keys that a process has at hand: read when it starts, and again when the database names an
epoch that is not among them."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from threading import Lock

from storage.key_errors import KeyFileError, WrongKey
from storage.key_file import KeyFile
from storage.key_state import KeyState
from storage.keys import OrganisationKeys
from storage.vault import Vault

_log = logging.getLogger(__name__)


class KeyRing:
    """One organisation's keys, from a source that may be read again. Safe to use from several
    threads."""

    def __init__(self, organisation: int, source: Callable[[], KeyFile]) -> None:
        """Reads the source. Raises the `KeyFileError` family."""
        self.organisation = organisation
        #: Names this process to others on the same database.
        self.holder = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._source = source
        self._lock = Lock()
        self._keys = source().for_organisation(organisation)
        self._at: tuple[KeyState, Vault] | None = None

    @property
    def newest(self) -> int:
        """The newest epoch that is here."""
        return self._keys.epoch

    def vault_at(self, state: KeyState) -> Vault:
        """What seals and opens while this state is in force; every epoch that is at hand opens.

        Raises WrongKey where the source has not the epoch's keys.
        """
        at = self._at
        if at is not None and at[0] == state:
            return at[1]
        with self._lock:
            if state.current not in self._keys.epochs:
                self._read_again()
            vault = self._make(self._held(state.current), state)
            self._at = state, vault
        return vault

    def learn(self, epoch: int) -> bool:
        """Whether this epoch's keys are here, after the source was read again if need be."""
        with self._lock:
            if epoch not in self._keys.epochs:
                self._read_again()
            return epoch in self._keys.epochs

    def check_of(self, epoch: int) -> bytes:
        """The key check of that epoch's keys, read from the source once more: what is used from
        now on is what the source gives now. Raises the `KeyFileError` family."""
        with self._lock:
            self._keys = self._source().for_organisation(self.organisation)
            self._at = None
            return Vault(self.organisation, self._held(epoch)).key_check

    def _make(self, keys: OrganisationKeys, state: KeyState) -> Vault:
        return Vault(
            self.organisation,
            keys,
            held_from=state.held_from,
            trusted_from=state.trusted_from,
        )

    def _held(self, epoch: int) -> OrganisationKeys:
        if epoch < self._keys.epoch and epoch not in self._keys.epochs:
            raise WrongKey(
                f"The database goes by the keys of epoch {epoch}, and of those here the earliest"
                f" are of epoch {self._keys.epochs[0]}: a backup from before a rotation, perhaps,"
                " whose keys were dropped since. Put back a younger backup, or a copy of the key"
                " file from its time."
            )
        if epoch not in self._keys.epochs:
            raise WrongKey(
                f"The database goes by the keys of epoch {epoch}, and the keys here end with"
                f" {self._keys.epoch}. Give tailboard the keys as they are after the rotation."
            )
        return self._keys.at(epoch)

    def _read_again(self) -> None:
        """What is at hand stays where the source fails: it opens what it did."""
        try:
            self._keys = self._source().for_organisation(self.organisation)
        except KeyFileError as error:
            _log.error("the keys could not be read again: %s", type(error).__name__)
