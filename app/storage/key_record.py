"""Keys as values: what a row says, whether it is as it was sealed, and how many use the key."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from app.core.access import VaultState
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, Origin
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.key_use import use_known
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, moment_of
from app.storage.parts import in_parts
from app.storage.tables import KeyRow
from app.storage.vault import Vault

_USED = "SELECT key, count(*) FROM use WHERE key IN ({ids}) AND ended_at IS NULL GROUP BY key"
_KNOWN = f"SELECT key.id FROM key WHERE key.id IN ({{ids}}) AND {use_known('key.id')}"  # noqa: S608 - constants


class KeyRecords:
    """Makes keys of rows."""

    def __init__(self, *, database: Database, ledger: Ledger, vault: Vault) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault

    def keys_of(self, rows: Sequence[KeyRow]) -> list[Key]:
        """Return the keys that *rows* hold; raise TamperedError for one that cannot be read."""
        ids = [row.id for row in rows]
        used = dict(self._of(_USED, ids))
        known = {found for (found,) in self._of(_KNOWN, [one for one in ids if one not in used])}
        return [
            self._to_key(row, used_by=used.get(row.id, 0), use_known=row.id in known)
            for row in rows
        ]

    def _of(self, statement: str, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that *statement* returns of these keys."""
        for part in in_parts(ids):
            yield from self._database.sql(statement.format(ids=", ".join("?" * len(part))), part)

    def _to_key(self, row: KeyRow, *, used_by: int, use_known: bool) -> Key:
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
                unused_at=moment_of(row.unused_at),
                unused_by=row.unused_by,
                used_by=used_by,
                use_known=use_known,
                intact=intact,
            )
