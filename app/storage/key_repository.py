"""The keys in SQLite, with their values sealed."""

import json

import peewee

from app.core import text
from app.core.errors import DuplicateValueError
from app.core.key import Key
from app.core.secret import Secret
from app.storage.failure import is_duplicate
from app.storage.key_reader import SqliteKeyReader
from app.storage.moment import text_of
from app.storage.tables import KeyRow


class SqliteKeyRepository(SqliteKeyReader):
    """The keys of one inventory, read and changed."""

    def add(self, key: Key, value: Secret | None) -> None:
        """Store a new key; raise DuplicateValueError if another key has its value."""
        row = self._new_row(key, value)
        try:
            self._ledger.insert(row)
        except peewee.IntegrityError as error:
            raise self._explained(error, value) from error
        self._words.index(self._row(key.id))

    def _new_row(self, key: Key, value: Secret | None) -> KeyRow:
        row = KeyRow(
            id=key.id,
            organisation=key.organisation,
            origin=key.origin.value,
            value=None,
            fingerprint=None,
            ending=key.ending,
            generation=self._vault.generation,
            created_at=text_of(key.created_at),
            expires_on=text_of(key.expires_on),
            destroyed_at=text_of(key.destroyed_at),
            predecessor=key.predecessor,
        )
        _fill(row, key)
        if value is not None:
            self._seal_into(row, value)
        return row

    def _seal_into(self, row: KeyRow, value: Secret) -> None:
        row.fingerprint = self._vault.fingerprint(value)
        row.value = self._vault.seal(value, row=row.id)

    def _explained(self, error: peewee.IntegrityError, value: Secret | None) -> Exception:
        holder = self.holder_of(value) if value is not None and is_duplicate(error) else None
        return error if holder is None else DuplicateValueError(name=holder.name)

    def update(self, key: Key) -> None:
        """Store what may change of *key*."""
        row = self._row(key.id)
        new_words = (row.name, row.notes) != (key.name, key.notes)
        if new_words:
            self._words.forget(row)
        _fill(row, key)
        self._ledger.update(row)
        if new_words:
            self._words.index(row)

    def fill_value(self, key: Key, value: Secret) -> None:
        """Store the value of a key that was recorded by its ending alone."""
        row = self._row(key.id)
        self._seal_into(row, value)
        try:
            self._ledger.update(row)
        except peewee.IntegrityError as error:
            raise self._explained(error, value) from error

    def destroy_value(self, key: Key) -> None:
        """Destroy the value and fingerprint of the removed *key*, and store the rest of it."""
        row = self._row(key.id)
        _fill(row, key)
        row.destroyed_at = text_of(key.destroyed_at)
        row.value = None
        row.fingerprint = None
        self._ledger.update(row)


def _fill(row: KeyRow, key: Key) -> None:
    """Put into *row* what may change of *key*."""
    row.name = key.name
    row.name_sort = text.sort_form(key.name)
    row.look = text.look_of(key.name)
    row.permission = key.permission
    row.owner = key.owner
    row.disabled_at = text_of(key.disabled_at)
    row.removed_at = text_of(key.removed_at)
    row.superseded_at = text_of(key.superseded_at)
    row.notes = key.notes
    row.also_tell = json.dumps(key.also_tell, ensure_ascii=False)
    row.compared_at = text_of(key.compared_at)
    row.compared_by = key.compared_by
    row.unused_at = text_of(key.unused_at)
    row.unused_by = key.unused_by
