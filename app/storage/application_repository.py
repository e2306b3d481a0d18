"""The applications in SQLite."""

from collections.abc import Iterable
from gettext import gettext as _
from itertools import islice
from typing import Any

from peewee import SQL

from app.core import text
from app.core.application import Application
from app.core.errors import NotFoundError
from app.core.identity import ApplicationId, OrganisationId
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment, moment_of, text_of
from app.storage.parts import in_parts
from app.storage.tables import ApplicationRow

_USED = "SELECT application, count(*) FROM use WHERE ended_at IS NULL GROUP BY application"
_HOLDS = "name_sort LIKE ? ESCAPE '\\'"


class SqliteApplicationRepository:
    """The applications of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def add(self, application: Application) -> None:
        """Store a new application."""
        self._ledger.insert(_row(application))

    def update(self, application: Application) -> None:
        """Store what changed."""
        self._ledger.update(_row(application))

    def get(self, application_id: ApplicationId) -> Application:
        """Return an application, removed or not; raise NotFoundError."""
        found = self.some([application_id])
        if not found:
            raise NotFoundError(thing=_("application"), id=application_id)
        return found[application_id]

    def all(self, organisation: OrganisationId | None = None) -> list[Application]:
        """Return those that are not removed, by name, each with the number of keys it uses."""
        query = ApplicationRow.select().where(ApplicationRow.removed_at.is_null())
        if organisation is not None:
            query = query.where(ApplicationRow.organisation == organisation)
        used = dict(self._database.sql(_USED))
        rows = self._database.rows(query.order_by(ApplicationRow.name_sort, ApplicationRow.id))
        return [_to_application(row, used.get(row.id, 0)) for row in rows]

    def removed(self) -> list[Application]:
        """Return those that are removed, the latest first."""
        query = ApplicationRow.select().where(~ApplicationRow.removed_at.is_null())
        latest_first = query.order_by(ApplicationRow.removed_at.desc(), ApplicationRow.id)
        return [_to_application(row) for row in self._database.rows(latest_first)]

    def some(self, ids: Iterable[ApplicationId]) -> dict[ApplicationId, Application]:
        """Return these applications, removed ones too, by their ids."""
        found: dict[ApplicationId, Application] = {}
        for part in in_parts(sorted(set(ids))):
            query = ApplicationRow.select().where(ApplicationRow.id.in_(part))
            for row in self._database.rows(query):
                found[ApplicationId(row.id)] = _to_application(row)
        return found

    def named(self, words: Iterable[str], limit: int) -> list[Application]:
        """Return *limit* applications at most where each of *words* begins a word of the name.

        The words are in their sort form.
        """
        wanted = tuple(words)
        query = ApplicationRow.select().where(ApplicationRow.removed_at.is_null())
        for word in wanted:
            query = query.where(_holds(word))
        rows = self._database.rows(query.order_by(ApplicationRow.name_sort))
        found = (row for row in rows if text.begin_words(wanted, text.words_of(row.name)))
        return [_to_application(row) for row in islice(found, limit)]

    def in_organisation(self, organisation_id: OrganisationId) -> int:
        """Return how many applications, removed ones included, belong to it."""
        query = ApplicationRow.select(SQL("count(*)"))
        return self._database.number(query.where(ApplicationRow.organisation == organisation_id))


def _holds(word: str) -> Any:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return SQL(_HOLDS, (f"%{escaped}%",))


def _row(application: Application) -> ApplicationRow:
    return ApplicationRow(
        id=application.id,
        name=application.name,
        name_sort=text.sort_form(application.name),
        kind=application.kind,
        organisation=application.organisation,
        place=application.place,
        address=application.address,
        contact_name=application.contact_name,
        contact_email=application.contact_email,
        contact_phone=application.contact_phone,
        notes=application.notes,
        created_at=text_of(application.created_at),
        removed_at=text_of(application.removed_at),
    )


def _to_application(row: ApplicationRow, keys_used: int = 0) -> Application:
    with legible(row.name):
        return Application(
            id=ApplicationId(row.id),
            name=row.name,
            kind=row.kind,
            organisation=OrganisationId(row.organisation),
            place=row.place,
            address=row.address,
            contact_name=row.contact_name,
            contact_email=row.contact_email,
            contact_phone=row.contact_phone,
            notes=row.notes,
            created_at=known_moment(row.created_at),
            removed_at=moment_of(row.removed_at),
            keys_used=keys_used,
        )
