"""Keys in SQLite, found by the fingerprints of their values or by their endings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass

import peewee

from app.core import text
from app.core.access import VaultState
from app.core.errors import DatabaseBusyError, TamperedError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.secret import Secret
from app.storage.database import Database
from app.storage.key_record import KeyRecords
from app.storage.ledger import Ledger
from app.storage.parts import in_parts
from app.storage.tables import KeyRow
from app.storage.vault import Vault

_ENDINGS = "SELECT DISTINCT ending FROM key"


_PRINTS = """
    SELECT fingerprint, id FROM key WHERE fingerprint IS NOT NULL
    ORDER BY superseded_at IS NULL, superseded_at, number"""
_OF_THE_PORTAL = (
    "SELECT id, name, ending, value FROM key WHERE origin = 'portal' AND value NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Recognises values by their fingerprints, on any thread.

    The vault is as it was when these were read: a new key changes neither.
    """

    vault: Vault
    known: Mapping[bytes, KeyId]
    odd_endings: frozenset[str]

    def holder(self, value: Secret) -> KeyId | None:
        """Return the newest record that has the value."""
        return self.known.get(self.vault.fingerprint(value))


class SqliteValueIndex:
    """Finds the keys of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._records = KeyRecords(database=database, ledger=ledger, vault=vault)

    def endings(self) -> frozenset[str]:
        """Return the endings that keys of any state have; empty is that of a short value."""
        return frozenset(ending for (ending,) in self._database.sql(_ENDINGS))

    def holders(self, values: Sequence[Secret]) -> list[Key | None]:
        """Return the newest record that has each of *values*, if one has.

        Raise DatabaseBusyError at the moment in which the vault is given a new key.
        """
        with self._database.snapshot():
            self._require_present()
            prints = [self._vault.fingerprint(value) for value in values]
            rows = self._rows(prints, KeyRow.superseded_at.is_null())
            missing = [one for one in prints if one not in rows]
            rows |= self._rows(missing, ~KeyRow.superseded_at.is_null())
            keys = {key.id: key for key in self._records.keys_of(list(rows.values()))}
        return [keys[KeyId(rows[one].id)] if one in rows else None for one in prints]

    def recogniser(self) -> Fingerprints:
        """Return what recognises values on any thread, of the keys that there are now.

        It opens none. Raise VaultLockedError where it was never open, or like *holders*.
        """
        own = copy(self._vault)
        own.lock()
        own.mac(b"")  # it has been open
        with self._database.snapshot():
            self._require_present()
            known = {bytes(found): KeyId(key_id) for found, key_id in self._database.sql(_PRINTS)}
            return Fingerprints(own, known, frozenset(self._odd_endings()))

    def _require_present(self) -> None:
        """Raise DatabaseBusyError where the vault does not have its new key yet."""
        if self._ledger.state().generation != self._vault.generation:
            raise DatabaseBusyError

    def _odd_endings(self) -> Iterator[str]:
        """Yield the endings of values of another form than the portal's.

        No record says what form its value has: an open vault does, a locked one leaves it open.
        """
        is_open = self._vault.state is VaultState.OPEN
        for key_id, name, ending, value in self._database.sql(_OF_THE_PORTAL):
            with suppress(TamperedError):
                if not is_open or not text.is_uuid(
                    self._vault.unseal(bytes(value), row=key_id, name=name).reveal()
                ):
                    yield ending

    def _rows(self, prints: Sequence[bytes], condition: peewee.Expression) -> dict[bytes, KeyRow]:
        """Return the rows with these fingerprints, of several with the same the newest."""
        found: dict[bytes, KeyRow] = {}
        for part in in_parts(prints):
            query = KeyRow.select().where(KeyRow.fingerprint.in_(part), condition)
            for row in self._database.rows(query.order_by(KeyRow.superseded_at, KeyRow.number)):
                found[bytes(row.fingerprint)] = row
        return found

    def ending_in(self, endings: Collection[str]) -> list[Key]:
        """Return the keys that end in one of *endings*, superseded ones left out."""
        rows: list[KeyRow] = []
        for part in in_parts(sorted(endings)):
            query = KeyRow.select().where(KeyRow.ending.in_(part), KeyRow.superseded_at.is_null())
            rows += self._database.rows(query.order_by(KeyRow.name_sort, KeyRow.id))
        return self._records.keys_of(rows)
