"""What advice is given on, counted by SQL: one look at the keys for all that concerns them."""

from collections.abc import Iterable, Sequence
from typing import Any

from peewee import SQL, TextField, fn

from app.core.application import Application
from app.core.identity import AccountId, OrganisationId
from app.core.query import Condition
from app.storage.application_repository import SqliteApplicationRepository
from app.storage.database import Database
from app.storage.key_condition import meets
from app.storage.parts import in_parts
from app.storage.tables import ApplicationRow, KeyRow, UseRow

_IN_USE = (
    KeyRow.removed_at.is_null() & KeyRow.superseded_at.is_null() & KeyRow.disabled_at.is_null()
)
_COUNT = SQL("count(*)")

Asked = tuple[tuple[Condition, ...], OrganisationId | None]


class SqliteAdviceRepository:
    """Counts of one inventory; those of keys are kept until something changes."""

    def __init__(self, database: Database, applications: SqliteApplicationRepository) -> None:
        self._database = database
        self._applications = applications
        self._known: dict[Asked, list[int]] = {}
        self._known_at: object = None

    def count_keys(
        self, conditions: Sequence[Condition], organisation: OrganisationId | None = None
    ) -> list[int]:
        """Return how many keys in use meet each one of *conditions*."""
        version = self._database.version()
        if self._known_at != version:
            self._known.clear()
            self._known_at = version
        asked = tuple(conditions), organisation
        if asked not in self._known:
            self._known[asked] = self._counted(conditions, organisation)
        return self._known[asked]

    def _counted(
        self, conditions: Sequence[Condition], organisation: OrganisationId | None
    ) -> list[int]:
        sums = (fn.COALESCE(fn.SUM(meets(one)), 0) for one in conditions)
        query = KeyRow.select(*sums).where(_IN_USE, *_of(KeyRow.organisation, organisation))
        [found] = self._database.rows(query.tuples())
        return [int(number) for number in found]

    def owned_by(
        self, accounts: Iterable[AccountId], organisation: OrganisationId | None = None
    ) -> dict[AccountId, int]:
        """Return how many keys in use each of *accounts* owns, if it owns any."""
        found = self._grouped(KeyRow.owner, sorted(accounts), organisation)
        return {AccountId(one): count for one, count in found.items()}

    def belonging_to(self, organisations: Iterable[OrganisationId]) -> dict[OrganisationId, int]:
        """Return how many keys in use each of *organisations* has, if it has any."""
        found = self._grouped(KeyRow.organisation, sorted(organisations), None)
        return {OrganisationId(one): count for one, count in found.items()}

    def _grouped(
        self, column: TextField, ids: Sequence[str], organisation: OrganisationId | None
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in in_parts(ids):
            terms = (_IN_USE, column.in_(part), *_of(KeyRow.organisation, organisation))
            query = KeyRow.select(column, _COUNT).where(*terms).group_by(column)
            found |= dict(self._database.rows(query.tuples()))
        return found

    def count_without_key(self, organisation: OrganisationId | None = None) -> int:
        """Return how many applications use no key."""
        query = ApplicationRow.select(_COUNT).where(*_without_key(organisation))
        return self._database.number(query)

    def without_key(
        self, organisation: OrganisationId | None, offset: int, limit: int
    ) -> list[Application]:
        """Return *limit* applications that use no key, by name, from *offset* on."""
        query = ApplicationRow.select(ApplicationRow.id).where(*_without_key(organisation))
        query = query.order_by(ApplicationRow.name_sort, ApplicationRow.id)
        rows = self._database.rows(query.offset(offset).limit(limit).tuples())
        ids = [row[0] for row in rows]
        found = self._applications.some(ids)
        return [found[one] for one in ids]


def _of(column: TextField, organisation: OrganisationId | None) -> list[Any]:
    return [] if organisation is None else [column == organisation]


def _without_key(organisation: OrganisationId | None) -> list[Any]:
    using = UseRow.select(UseRow.application).where(UseRow.ended_at.is_null())
    return [
        ApplicationRow.removed_at.is_null(),
        ApplicationRow.id.not_in(using),
        *_of(ApplicationRow.organisation, organisation),
    ]
