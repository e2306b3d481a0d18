"""The preferences in SQLite: one backup holds everything."""

from collections.abc import Iterable

from app.core.preference import Preferences
from app.storage.database import Database
from app.storage.ledger import Ledger
from app.storage.tables import PreferenceRow


class SqlitePreferenceRepository:
    """The preferences of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def load(self) -> Preferences:
        """Return them all."""
        rows = self._database.rows(PreferenceRow.select())
        return Preferences({row.name: row.text for row in rows})

    def require_intact(self, names: Iterable[str]) -> None:
        """Raise TamperedError where one of these was changed outside Keyholder."""
        query = PreferenceRow.select().where(PreferenceRow.name.in_(list(names)))
        for row in self._database.rows(query):
            self._ledger.require_intact(row)

    def set(self, name: str, text: str) -> None:
        """Store one."""
        row = PreferenceRow(name=name, text=text)
        known = self._database.first(PreferenceRow.select().where(PreferenceRow.name == name))
        if known is None:
            self._ledger.insert(row)
        else:
            self._ledger.update(row)
