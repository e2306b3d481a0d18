"""The replacements of keys in SQLite."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from gettext import gettext as _
from typing import Any

from peewee import SQL, fn

from app.core.errors import NotFoundError
from app.core.identity import KeyId, OrganisationId, ReplacementId
from app.core.replacement import Reason, Replacement, ReplacementState
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import day_of, known_moment, moment_of, text_of
from app.storage.prefix import only_match
from app.storage.replacement_standing import ReplacementStanding
from app.storage.tables import KeyRow, ReplacementRow

_RUNNING = ReplacementRow.closed_at.is_null() & ReplacementRow.cancelled_at.is_null()
_CANCELLED = ReplacementRow.cancelled_at.is_null(False)  # noqa: FBT003 - peewee's way
_CLOSED = (
    ReplacementRow.closed_at.is_null(False)  # noqa: FBT003 - peewee's way
    & ReplacementRow.cancelled_at.is_null()
)
_IN_STATE = {
    None: _CLOSED | _CANCELLED,
    ReplacementState.CLOSED: _CLOSED,
    ReplacementState.CANCELLED: _CANCELLED,
}
_ENDED = fn.COALESCE(ReplacementRow.cancelled_at, ReplacementRow.closed_at)


class SqliteReplacementRepository:
    """The replacements of one inventory."""

    def __init__(self, *, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._standing = ReplacementStanding(database)

    def add(self, replacement: Replacement) -> None:
        """Store a new replacement."""
        self._ledger.insert(_row(replacement))

    def update(self, replacement: Replacement) -> None:
        """Store how it stands."""
        self._ledger.update(_row(replacement))

    def get(self, replacement_id: ReplacementId) -> Replacement:
        """Return a replacement; raise NotFoundError."""
        found = self._found(ReplacementRow.id == replacement_id)
        if not found:
            raise NotFoundError(thing=_("replacement"), id=replacement_id)
        return found[0]

    def find(self, prefix: str) -> Replacement:
        """Return the only one whose id begins so; raise NotFoundError or AmbiguousIdError."""
        query = ReplacementRow.select()
        return _to_replacement(
            only_match(self._database, query, ReplacementRow.id, prefix, _("replacement"))
        )

    def of_key(self, key_id: KeyId) -> list[Replacement]:
        """Return those in which the key is replaced, or is the successor; oldest first."""
        return self._found((ReplacementRow.old == key_id) | (ReplacementRow.new == key_id))

    def running(
        self, organisation: OrganisationId | None = None, reason: Reason | None = None
    ) -> list[Replacement]:
        """Return those that are neither closed nor cancelled, oldest first.

        A *reason* leaves out those that have another.
        """
        alike = [] if reason is None else [ReplacementRow.reason == reason.value]
        return self._found(_RUNNING, *alike, *_within(organisation))

    def ended(
        self,
        limit: int | None,
        organisation: OrganisationId | None = None,
        state: ReplacementState | None = None,
    ) -> list[Replacement]:
        """Return those that are closed or cancelled, latest first, *limit* at most.

        *state* CLOSED or CANCELLED leaves the others out.
        """
        query = ReplacementRow.select().where(_IN_STATE[state], *_within(organisation))
        latest = query.order_by(_ENDED.desc(), ReplacementRow.id).limit(limit)
        return [_to_replacement(row) for row in self._database.rows(latest)]

    def urgent(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
        most: int,
        due: bool,
    ) -> list[Replacement]:
        """Return the *most* urgent of those running; with *due*, of the late and today's alone."""
        ids = self._standing.ids(
            days, otherwise=otherwise, organisation=organisation, most=most, due=due
        )
        found = {one.id: one for one in self._found(ReplacementRow.id.in_(ids))}
        return [found[one] for one in ids]

    def count_running(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
    ) -> Counter[tuple[ReplacementState, bool]]:
        """Count those running by state, and by whether they are late or planned for today."""
        return self._standing.counts(days, otherwise=otherwise, organisation=organisation)

    def count_ended(self, organisation: OrganisationId | None = None) -> tuple[int, int]:
        """Return how many are closed, and how many cancelled."""
        query = ReplacementRow.select(SQL("count(*)"))
        return (
            self._database.number(query.where(_CLOSED, *_within(organisation))),
            self._database.number(query.where(_CANCELLED, *_within(organisation))),
        )

    def _found(self, *conditions: Any) -> list[Replacement]:
        query = ReplacementRow.select().where(*conditions)
        ordered = query.order_by(ReplacementRow.created_at, ReplacementRow.id)
        return [_to_replacement(row) for row in self._database.rows(ordered)]


def _within(organisation: OrganisationId | None) -> list[Any]:
    if organisation is None:
        return []
    keys = KeyRow.select(KeyRow.id).where(KeyRow.organisation == organisation)
    return [ReplacementRow.old.in_(keys)]


def _row(replacement: Replacement) -> ReplacementRow:
    return ReplacementRow(
        id=replacement.id,
        old=replacement.old,
        new=replacement.new,
        reason=replacement.reason.value,
        planned_on=text_of(replacement.planned_on),
        created_at=text_of(replacement.created_at),
        created_by=replacement.created_by,
        begun_at=text_of(replacement.begun_at),
        closed_at=text_of(replacement.closed_at),
        cancelled_at=text_of(replacement.cancelled_at),
    )


def _to_replacement(row: ReplacementRow) -> Replacement:
    with legible(_("replacement {id}").format(id=row.id)):
        return Replacement(
            id=ReplacementId(row.id),
            old=KeyId(row.old),
            new=None if row.new is None else KeyId(row.new),
            reason=Reason(row.reason),
            planned_on=day_of(row.planned_on),
            created_at=known_moment(row.created_at),
            created_by=row.created_by,
            begun_at=moment_of(row.begun_at),
            closed_at=moment_of(row.closed_at),
            cancelled_at=moment_of(row.cancelled_at),
        )
