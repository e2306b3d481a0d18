"""The program's own secrets in SQLite, sealed."""

import json
from contextlib import suppress

from app.core.errors import TamperedError
from app.core.secret import Secret
from app.storage.database import Database
from app.storage.ledger import Ledger
from app.storage.tables import CredentialRow
from app.storage.vault import Vault

_BACKUP_KEYS = "earlier backup keys"


class SqliteCredentialRepository:
    """The sealed secrets of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault

    def has(self, name: str) -> bool:
        """Tell whether there is a secret of this name."""
        return self._row(name) is not None

    def get(self, name: str) -> Secret | None:
        """Return a secret, None if there is none; raise VaultLockedError while the vault is shut.

        Raise TamperedError if it was changed outside Keyholder.
        """
        row = self._row(name)
        if row is None:
            return None
        self._ledger.require_intact(row)
        return self._vault.unseal_credential(bytes(row.value), name=name)

    def set(self, name: str, secret: Secret | None) -> None:
        """Store a secret in place of the former one; None removes it."""
        former = self._row(name)
        if former is not None:
            self._ledger.discard(former)
        if secret is not None:
            value = self._vault.seal_credential(secret, name=name)
            self._ledger.insert(CredentialRow(name=name, value=value))

    def _row(self, name: str) -> CredentialRow | None:
        query = CredentialRow.select().where(CredentialRow.name == name)
        row: CredentialRow | None = self._database.first(query)
        return row


def keep_backup_keys(credentials: SqliteCredentialRepository, vault: Vault) -> None:
    """Store the subkeys that signed backups before *vault* was given its present key."""
    kept = json.dumps({number: key.hex() for number, key in vault.backups.earlier.items()})
    credentials.set(_BACKUP_KEYS, Secret(kept))


def recall_backup_keys(credentials: SqliteCredentialRepository, vault: Vault) -> None:
    """Let the open *vault* know them again; were they changed, verifying tells so."""
    with suppress(TamperedError, ValueError):
        kept = credentials.get(_BACKUP_KEYS)
        known = {} if kept is None else json.loads(kept.reveal())
        if isinstance(known, list):  # of when generations were numbered one by one
            known = {vault.generation - back: key for back, key in enumerate(known, 1)}
        vault.backups.earlier = {int(number): bytes.fromhex(key) for number, key in known.items()}
