"""The keys in SQLite, read: one, some that are like another, and lists."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from gettext import gettext as _

import peewee

from app.core import text
from app.core.access import VaultState
from app.core.errors import NotFoundError, WrongStateError
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, KeyState, Origin
from app.core.query import KeyQuery
from app.core.secret import Secret
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.key_search import KeySearch
from app.storage.key_word import KeyWords
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, moment_of, text_of
from app.storage.prefix import only_match
from app.storage.tables import KeyRow
from app.storage.vault import Vault


class SqliteKeyReader:
    """Reads the keys of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._words = KeyWords(database)
        self._search = KeySearch(database, self._words)

    def get(self, key_id: KeyId) -> Key:
        """Return a key; raise NotFoundError."""
        return self._to_key(self._row(key_id))

    def find(self, prefix: str) -> Key:
        """Return the only key whose id begins so; raise NotFoundError or AmbiguousIdError."""
        return self._to_key(
            only_match(self._database, KeyRow.select(), KeyRow.id, prefix, _("key"))
        )

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
        return None if row is None else self._to_key(row)

    def look_alikes(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation whose names look like *key*'s."""
        return self._others(key, KeyRow.look == text.look_of(key.name))

    def same_ending(self, key: Key) -> list[Key]:
        """Return other listed keys of the organisation with the ending and expiry of *key*."""
        return self._others(
            key, KeyRow.ending == key.ending, KeyRow.expires_on == text_of(key.expires_on)
        )

    def _others(self, key: Key, *conditions: peewee.Expression) -> list[Key]:
        query = KeyRow.select().where(
            KeyRow.organisation == key.organisation,
            KeyRow.id != key.id,
            KeyRow.removed_at.is_null(),
            KeyRow.superseded_at.is_null(),
            *conditions,
        )
        return self._to_keys(self._database.rows(query.limit(5)))

    def count(self, query: KeyQuery) -> int:
        """Return how many keys *query* has."""
        return self._search.count(query)

    def page(self, query: KeyQuery, offset: int, limit: int) -> list[Key]:
        """Return *limit* keys of *query* from *offset* on."""
        return self._to_keys(self._search.page(query, offset, limit))

    def ids(self, query: KeyQuery, offset: int, limit: int) -> list[KeyId]:
        """Return the ids of *limit* keys of *query* from *offset* on."""
        return self._search.ids(query, offset, limit)

    def counts(self, query: KeyQuery) -> dict[KeyState, int]:
        """Return how many keys each state has, whatever states *query* asks for."""
        return self._search.counts(query)

    def removed_until(self, moment: datetime) -> list[Key]:
        """Return the keys removed at *moment* or before whose values are still there."""
        query = KeyRow.select().where(
            KeyRow.removed_at <= text_of(moment.astimezone(UTC)), KeyRow.destroyed_at.is_null()
        )
        return self._to_keys(self._database.rows(query))

    def _to_keys(self, rows: Iterable[KeyRow]) -> list[Key]:
        return [self._to_key(row) for row in rows]

    def _to_key(self, row: KeyRow) -> Key:
        intact = self._vault.state is VaultState.SHUT or self._ledger.is_intact(row)
        with legible(row.name):
            return Key(
                id=KeyId(row.id),
                name=row.name,
                permission=row.permission,
                organisation=OrganisationId(row.organisation),
                owner=None if row.owner is None else AccountId(row.owner),
                origin=Origin(row.origin),
                ending=row.ending,
                has_value=row.value is not None,
                created_at=known_moment(row.created_at),
                expires_on=date.fromisoformat(row.expires_on),
                disabled_at=moment_of(row.disabled_at),
                removed_at=moment_of(row.removed_at),
                destroyed_at=moment_of(row.destroyed_at),
                superseded_at=moment_of(row.superseded_at),
                predecessor=None if row.predecessor is None else KeyId(row.predecessor),
                notes=row.notes,
                also_tell=tuple(json.loads(row.also_tell)),
                compared_at=moment_of(row.compared_at),
                compared_by=row.compared_by,
                intact=intact,
            )
