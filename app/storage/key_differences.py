"""How the keys of two databases differ, seen without decrypting a value."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.core.restore_port import ChangedKey, Differences
from app.storage.backup_copy import held
from app.storage.database import Database
from app.storage.tables import KeyRow, StateRow, columns_of

_BATCH = 5_000
_OWN = {"number", "mac", "value", "fingerprint", "generation", "name_sort", "look"}
"""What may differ of two records that say the same."""
_COLUMNS = [name for name in columns_of(KeyRow) if name not in _OWN]
_FIELDS = [*_COLUMNS, "value"]
_ROWS = (
    f"SELECT {', '.join(_COLUMNS)}, value IS NULL FROM key"  # noqa: S608 - names of ours
    f" WHERE id > ? ORDER BY id LIMIT {_BATCH}"
)
_ID, _NAME = _COLUMNS.index("id"), _COLUMNS.index("name")


def differences(present: Path, backup: Database) -> Differences | None:
    """Return what restoring *backup* would change of the inventory at *present*.

    None where there is none, or it cannot be read.
    """
    try:
        with held(Database(present)) as database:
            return _compared(database, backup)
    except AppError:
        return None


def _compared(present: Database, backup: Database) -> Differences:
    added, gone, changed, same = [], [], [], 0
    for old, new in _pairs(_keys(present), _keys(backup)):
        if old is None:
            added.append(str(new[_NAME]))
        elif new is None:
            gone.append(str(old[_NAME]))
        elif old != new:
            changed.append(ChangedKey(str(old[_NAME]), _fields(old, new)))
        else:
            same += 1
    return Differences(
        added=tuple(added),
        gone=tuple(gone),
        changed=tuple(changed),
        same=same,
        other_inventory=_vault(present) != _vault(backup),
    )


def _fields(old: Any, new: Any) -> tuple[str, ...]:
    """Return the names of the fields in which two rows differ."""
    return tuple(name for name, one, other in zip(_FIELDS, old, new, strict=True) if one != other)


def _pairs(old: Iterator[Any], new: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield what both have of each id; both are sorted by it."""
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[_ID] < other[_ID]):
            yield one, None
            one = next(old, None)
        elif one is None or one[_ID] > other[_ID]:
            yield None, other
            other = next(new, None)
        else:
            yield one, other
            one, other = next(old, None), next(new, None)


def _keys(database: Database) -> Iterator[Any]:
    last = ""
    while rows := database.sql(_ROWS, [last]):
        yield from rows
        last = rows[-1][_ID]


def _vault(database: Database) -> str:
    state = database.first(StateRow.select())
    return "" if state is None else str(state.vault)
