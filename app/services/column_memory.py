"""Which columns were which fields, the last time that a file had the same header."""

import hashlib
import json
from collections.abc import Sequence

from app.core.column_map import FIELDS, ColumnMap
from app.core.preference import Preference
from app.core.preference_kind import Text
from app.core.sheet import header_form
from app.services.workplace import Workplace

COLUMNS: Preference[str] = Preference("import-columns", "", Text(), "")
"""Stored as the preferences are; nobody sets it, so it is not among them."""
_MOST = 20


class ColumnMemory:
    """Remembers columns, by the header that they stood in."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def recall(self, headers: Sequence[str]) -> ColumnMap | None:
        """Return what was remembered of these *headers*, if it still fits."""
        fields = self._load().get(_signature(headers))
        if not isinstance(fields, list) or len(fields) != len(headers):
            return None
        named = [one for one in fields if one]
        if len(set(named)) < len(named) or not set(named) <= set(FIELDS):
            return None
        return ColumnMap(tuple(fields))

    def remember(self, headers: Sequence[str], columns: ColumnMap) -> None:
        """Remember *columns*, in the running transaction."""
        known = self._load()
        known.pop(_signature(headers), None)
        known[_signature(headers)] = list(columns.fields)
        kept = dict(list(known.items())[-_MOST:])
        self._workplace.inventory.preferences.set(COLUMNS.name, json.dumps(kept))

    def _load(self) -> dict[str, object]:
        stored = self._workplace.inventory.preferences.load().get(COLUMNS)
        try:
            known = json.loads(stored) if stored else {}
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}


def _signature(headers: Sequence[str]) -> str:
    told = "\n".join(header_form(one) for one in headers)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
