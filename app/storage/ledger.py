"""Sealed rows: what is written carries a code, and the state row knows how many there are.

The state row also seals the audit trail's head. So an edit, a swap, a deletion, an insertion
and a cut trail all show.
"""

import hmac
import json
from collections import Counter

from app.core import audit
from app.core.access import VaultState
from app.core.audit import AuditEntry, canonical_json
from app.core.errors import TamperedError, VaultChangedError
from app.storage import crypto
from app.storage.chain import Chain, insert
from app.storage.database import Database
from app.storage.tables import (
    KeyRow,
    OrganisationRow,
    SealedRow,
    StateRow,
    columns_of,
    label_of,
    name_of,
    same_row,
)
from app.storage.vault import Vault

_NOT_SEALED = {"mac", "number"}
"""The code itself, and a key's row number, which SQLite gives when it stores the row."""
_ADDED_LATER: dict[type[SealedRow], dict[str, object]] = {
    OrganisationRow: {"also_tell": "[]"},
    KeyRow: {"unused_at": None, "unused_by": ""},
}
"""Columns that an older version did not know: left out of the code while they hold this."""


def row_bytes(row: SealedRow) -> bytes:
    """Return every meaningful column of *row*, in one spelling."""
    table = type(row)
    parts: list[bytes | str | int | None] = [name_of(table)]
    skipped = _NOT_SEALED if table is KeyRow else {"mac"}
    added = _ADDED_LATER.get(table, {})
    for name in columns_of(table):
        value = row.__data__.get(name)
        if name not in skipped and (name not in added or value != added[name]):
            parts += [name, value]
    return crypto.packed(*parts)


class Ledger:
    """Writes sealed rows, and keeps the state row true."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self.chain = Chain(database)
        self._changes: Counter[str] = Counter()
        self._touched = False

    def insert(self, row: SealedRow) -> None:
        """Store a new row."""
        row.mac = self._vault.mac(row_bytes(row))
        insert(self._database, type(row), row.__data__)
        self._note(row, +1)

    def update(self, row: SealedRow) -> None:
        """Store *row* over the row with its key, which must be as it was sealed."""
        table = type(row)
        self.require_intact(self._database.first(table.select().where(same_row(row))))
        self.seal_again(row)
        self._note(row, 0)

    def seal_again(self, row: SealedRow) -> None:
        """Store *row* over the row with its key, which an earlier generation sealed."""
        row.mac = self._vault.mac(row_bytes(row))
        self._database.run(type(row).update(row.__data__).where(same_row(row)))

    def delete(self, row: SealedRow) -> None:
        """Remove the row with the key of *row*, which must be as it was sealed."""
        self.require_intact(self._database.first(type(row).select().where(same_row(row))))
        self.discard(row)

    def discard(self, row: SealedRow) -> None:
        """Remove a row, whatever became of it."""
        self._database.run(type(row).delete().where(same_row(row)))
        self._note(row, -1)

    def is_intact(self, row: SealedRow) -> bool:
        """Tell whether *row* is as it was sealed; true while that cannot be told."""
        if self._vault.state is VaultState.SHUT:
            return True
        return _is_code(row.mac, self._vault.mac(row_bytes(row)))

    def require_intact(self, row: SealedRow) -> None:
        """Raise TamperedError unless *row* is as it was sealed."""
        if not self.is_intact(row):
            raise TamperedError(name=label_of(row))

    def _note(self, row: SealedRow, change: int) -> None:
        self._changes[name_of(type(row))] += change
        self._touched = True

    def append(self, entry: AuditEntry) -> None:
        """Add *entry* to the audit trail."""
        self.chain.append(entry)
        self._touched = True

    def begin(self) -> None:
        """Start a transaction: the vault must be the one that wrote the inventory."""
        self._changes.clear()
        self._touched = False
        if self.state().generation != self._vault.generation:
            raise VaultChangedError

    def state(self) -> StateRow:
        """Return the state row."""
        row: StateRow | None = self._database.first(StateRow.select())
        if row is None:
            raise TamperedError(name="state")
        return row

    def finish(self) -> tuple[int, str] | None:
        """End a transaction: write what changed into the state row, and seal it.

        Return the sealed trail's length and head where something was sealed.
        """
        if not self._touched or self._vault.state is VaultState.SHUT:
            return None
        row = self.state()
        if not self.state_is_intact(row):
            raise TamperedError(name="state")
        counts = Counter(json.loads(row.counts))
        counts.update(self._changes)
        row.counts = canonical_json(dict(counts))
        if self.chain.holds(row.sealed_entries, row.sealed_head):  # what was sealed stays so
            row.sealed_entries, row.sealed_head = self.chain.head()
        self.seal_state(row)
        return row.sealed_entries, row.sealed_head

    def seal_state(self, row: StateRow) -> None:
        """Store the state row, of this vault's generation, with its code."""
        row.generation = self._vault.generation
        row.mac = self._vault.mac(_state_bytes(row))
        self._database.run(StateRow.update(row.__data__).where(StateRow.id == 1))

    def found(self) -> None:
        """Write the first state row of a new inventory."""
        row = StateRow(
            id=1,
            vault=self._vault.id,
            generation=self._vault.generation,
            counts="{}",
            sealed_entries=0,
            sealed_head=audit.START,
        )
        row.mac = self._vault.mac(_state_bytes(row))
        self._database.run(StateRow.insert(row.__data__))

    def state_is_intact(self, row: StateRow) -> bool:
        """Tell whether the state row is as it was sealed."""
        return _is_code(row.mac, self._vault.mac(_state_bytes(row)))


def _is_code(stored: object, right: bytes) -> bool:
    return isinstance(stored, bytes) and hmac.compare_digest(stored, right)


def _state_bytes(row: StateRow) -> bytes:
    return crypto.packed(
        "state", row.vault, row.generation, row.counts, row.sealed_entries, row.sealed_head
    )
