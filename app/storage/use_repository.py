"""The uses of keys in SQLite."""

from collections.abc import Iterable, Sequence
from gettext import gettext as _

from peewee import TextField

from app.core.errors import NotFoundError
from app.core.identity import ApplicationId, KeyId, UseId
from app.core.use import Use
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, moment_of, text_of
from app.storage.parts import in_parts
from app.storage.prefix import only_match
from app.storage.tables import UseRow


class SqliteUseRepository:
    """The uses of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def add(self, use: Use) -> None:
        """Store a new use."""
        self._ledger.insert(_row(use))

    def update(self, use: Use) -> None:
        """Store how it stands."""
        self._ledger.update(_row(use))

    def withdraw(self, use: Use) -> None:
        """Remove a use that was recorded by mistake."""
        self._ledger.delete(_row(use))

    def get(self, use_id: UseId) -> Use:
        """Return a use; raise NotFoundError."""
        row = self._database.first(UseRow.select().where(UseRow.id == use_id))
        if row is None:
            raise NotFoundError(thing=_("use"), id=use_id)
        return _to_use(row)

    def find(self, prefix: str) -> Use:
        """Return the only use whose id begins so; raise NotFoundError or AmbiguousIdError."""
        return _to_use(only_match(self._database, UseRow.select(), UseRow.id, prefix, _("use")))

    def all(self, *, ended: bool = True) -> list[Use]:
        """Return all uses, oldest first; without *ended*, the open ones alone."""
        query = UseRow.select()
        if not ended:
            query = query.where(UseRow.ended_at.is_null())
        return _in_order(_to_use(row) for row in self._database.rows(query))

    def of_keys(self, ids: Iterable[KeyId], *, ended: bool = True) -> list[Use]:
        """Return the uses of these keys, oldest first; without *ended*, the open ones alone."""
        return self._of(UseRow.key, sorted(set(ids)), ended=ended)

    def of_applications(self, ids: Iterable[ApplicationId], *, ended: bool = True) -> list[Use]:
        """Return the uses that these applications have, oldest first."""
        return self._of(UseRow.application, sorted(set(ids)), ended=ended)

    def _of(self, column: TextField, ids: Sequence[str], *, ended: bool) -> list[Use]:
        found: list[Use] = []
        for part in in_parts(ids):
            query = UseRow.select().where(column.in_(part))
            if not ended:
                query = query.where(UseRow.ended_at.is_null())
            found += [_to_use(row) for row in self._database.rows(query)]
        return _in_order(found)


def _in_order(uses: Iterable[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: (use.since, use.id))


def _row(use: Use) -> UseRow:
    return UseRow(
        id=use.id,
        application=use.application,
        key=use.key,
        since=text_of(use.since),
        begun_by=use.begun_by,
        ended_at=text_of(use.ended_at),
        ended_by=use.ended_by,
        note=use.note,
        moved_to=use.moved_to,
    )


def _to_use(row: UseRow) -> Use:
    with legible(_("use {id}").format(id=row.id)):
        return Use(
            id=UseId(row.id),
            application=ApplicationId(row.application),
            key=KeyId(row.key),
            since=known_moment(row.since),
            begun_by=row.begun_by,
            ended_at=moment_of(row.ended_at),
            ended_by=row.ended_by,
            note=row.note,
            moved_to=None if row.moved_to is None else UseId(row.moved_to),
        )
