"""The program's own secrets in SQLite, sealed."""

from app.core.secret import Secret
from app.storage.database import Database
from app.storage.ledger import Ledger
from app.storage.tables import CredentialRow
from app.storage.vault import Vault


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
