"""The keys in SQLite, read: one, some that are like another, and lists."""

from collections.abc import Iterable
from datetime import UTC, datetime
from gettext import gettext as _
from typing import Any

import peewee

from app.core import text
from app.core.errors import NotFoundError, WrongStateError
from app.core.identity import KeyId
from app.core.key import Key, KeyState
from app.core.query import KeyQuery
from app.core.secret import Secret
from app.storage.database import Database
from app.storage.key_record import KeyRecords
from app.storage.key_search import KeySearch
from app.storage.key_word import KeyWords
from app.storage.ledger import Ledger
from app.storage.moment import text_of
from app.storage.parts import in_parts
from app.storage.prefix import only_match
from app.storage.tables import KeyRow, UseRow
from app.storage.vault import Vault


class SqliteKeyReader:
    """Reads the keys of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._words = KeyWords(database)
        self._records = KeyRecords(database=database, ledger=ledger, vault=vault)
        self._search = KeySearch(database, self._words)

    def get(self, key_id: KeyId) -> Key:
        """Return a key; raise NotFoundError."""
        return self._records.keys_of([self._row(key_id)])[0]

    def some(self, ids: Iterable[KeyId]) -> dict[KeyId, Key]:
        """Return these keys by their ids."""
        found: list[Key] = []
        for part in in_parts(sorted(set(ids))):
            found += self._records.keys_of(
                self._database.rows(KeyRow.select().where(KeyRow.id.in_(part)))
            )
        return {key.id: key for key in found}

    def corrected(self, ids: Iterable[KeyId]) -> dict[KeyId, KeyId]:
        """Return, of these superseded records, the one that took the place of each.

        A successor names them as well, where a replacement had begun: it was there before.
        """
        found: dict[KeyId, KeyId] = {}
        for part in in_parts(sorted(set(ids))):
            query = KeyRow.select(KeyRow.predecessor, KeyRow.id, peewee.fn.MAX(KeyRow.created_at))
            rows = query.where(KeyRow.predecessor.in_(part)).group_by(KeyRow.predecessor)
            found |= {
                former: current for former, current, _at in self._database.rows(rows.tuples())
            }
        return found

    def find(self, prefix: str) -> Key:
        """Return the only key whose id begins so; raise NotFoundError or AmbiguousIdError."""
        row = only_match(self._database, KeyRow.select(), KeyRow.id, prefix, _("key"))
        return self._records.keys_of([row])[0]

    def called(self, name: str) -> list[Key]:
        """Return two keys at most of that name: of those removed only where no other has it."""
        query = KeyRow.select().where(
            KeyRow.name_sort == text.sort_form(name.strip()), KeyRow.superseded_at.is_null()
        )
        listed = self._database.rows(query.where(KeyRow.removed_at.is_null()).limit(2))
        return self._records.keys_of(listed or self._database.rows(query.limit(2)))

    def _row(self, key_id: str) -> KeyRow:
        row: KeyRow | None = self._database.first(KeyRow.select().where(KeyRow.id == key_id))
        if row is None:
            raise NotFoundError(thing=_("key"), id=key_id)
        return row

    def value_of(self, key_id: KeyId) -> Secret:
        """Return a key's value; raise WrongStateError if none is stored."""
        row = self._row(key_id)
        self._ledger.require_intact(row)
        if row.value is None:
            reason = _("its value was destroyed") if row.destroyed_at else _("it has no value yet")
            raise WrongStateError(name=row.name, reason=reason)
        return self._vault.unseal(bytes(row.value), row=row.id, name=row.name)

    def holder_of(self, value: Secret) -> Key | None:
        """Return the key that has this value, if one has."""
        row = self._database.first(
            KeyRow.select().where(
                KeyRow.fingerprint == self._vault.fingerprint(value),
                KeyRow.superseded_at.is_null(),
            )
        )
        return None if row is None else self._records.keys_of([row])[0]

    def look_alikes(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation whose names look like *key*'s."""
        rows = self._database.rows(_others(key, KeyRow.look == text.look_of(key.name)))
        return self._records.keys_of(rows)

    def same_ending(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation with the ending and expiry of *key*."""
        expires_on = KeyRow.expires_on == text_of(key.expires_on)
        rows = self._database.rows(_others(key, KeyRow.ending == key.ending, expires_on))
        return self._records.keys_of(rows)

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""
        return self._search.count(query)

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[Key]:
        """Return *limit* keys of *query* from *offset* on."""
        return self._records.keys_of(self._search.page(query, offset, limit))

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""
        return self._search.ids(query, offset, limit)

    def counts(self, query: KeyQuery) -> dict[KeyState, int]:
        """Return how many keys each state has, whatever states *query* asks for."""
        return self._search.counts(query)

    def removed_until(self, moment: datetime) -> list[Key]:
        """Return the keys removed at *moment* or before whose values are still there.

        Those that an application still uses are left out: their values are kept.
        """
        query = KeyRow.select().where(
            KeyRow.removed_at <= text_of(moment.astimezone(UTC)),
            KeyRow.destroyed_at.is_null(),
            KeyRow.id.not_in(UseRow.select(UseRow.key).where(UseRow.ended_at.is_null())),
        )
        return self._records.keys_of(self._database.rows(query))


def _others(key: Key, *conditions: peewee.Expression) -> Any:
    """Return a query for five other listed keys at most of the organisation of *key*."""
    return (
        KeyRow.select()
        .where(
            KeyRow.organisation == key.organisation,
            KeyRow.id != key.id,
            KeyRow.removed_at.is_null(),
            KeyRow.superseded_at.is_null(),
            *conditions,
        )
        .limit(5)
    )
