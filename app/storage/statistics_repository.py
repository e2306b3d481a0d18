"""Statistics in SQLite: counted by the database, along the indexes that lists are read by."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from gettext import gettext as _
from typing import Any

from peewee import SQL, fn

from app.core.identity import OrganisationId
from app.core.key import KeyState
from app.core.query import EVERYDAY, Day
from app.core.statistics import Expiry, Outcome, Succession
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.key_condition import in_states
from app.storage.moment import known_moment, moment_of
from app.storage.notice_outcome import OUTCOMES
from app.storage.tables import KeyRow

_WORKING = frozenset({KeyState.EXPIRING, KeyState.ACTIVE})
_COUNT = SQL("count(*)")
_recorded_on = fn.SUBSTR(KeyRow.created_at, 1, 10)
# To the minute: so that replacements which were begun at once are counted, not listed
_SUCCESSIONS = """
    SELECT key.organisation, substr(replacement.begun_at, 1, 16) || '+00:00', key.expires_on,
        min(key.expires_on, successor.expires_on),
        (SELECT min(value) FROM json_each(json_array(
            key.disabled_at, key.removed_at, key.superseded_at,
            successor.disabled_at, successor.removed_at, successor.superseded_at))),
        count(*)
    FROM replacement JOIN key ON key.id = replacement.old
        JOIN key AS successor ON successor.id = replacement.new
    WHERE replacement.begun_at IS NOT NULL AND replacement.cancelled_at IS NULL
        AND (:organisation IS NULL OR key.organisation = :organisation)
    GROUP BY 1, 2, 3, 4, 5"""


class SqliteStatisticsRepository:
    """The counts of one inventory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def expiries(
        self, days: tuple[Day, ...], until: date, organisation: OrganisationId | None
    ) -> list[Expiry]:
        """Count the keys in use that work on these *days* and expire before *until*."""
        if not days:
            return []
        columns = KeyRow.permission, KeyRow.expires_on
        query = self._keys(organisation, *columns).where(
            in_states(_WORKING, days),
            KeyRow.expires_on < until.isoformat(),
            *_within(organisation),
        )
        return list(_expiries(self._database.rows(query.group_by(*columns).tuples())))

    def permissions(self, organisation: OrganisationId | None) -> dict[str, int]:
        """Count the keys of every day by their permission levels."""
        return self._everyday(KeyRow.permission, organisation)

    def organisations(self, organisation: OrganisationId | None) -> dict[OrganisationId, int]:
        """Count the keys of every day by their organisations."""
        query = self._from(" INDEXED BY key_by_organisation", KeyRow.organisation, _COUNT)
        return self._grouped(query, KeyRow.organisation, organisation)

    def recorded_after(
        self, days: Sequence[date], organisation: OrganisationId | None
    ) -> list[int]:
        """Count, for each of *days* by UTC, the keys of every day that were recorded after it."""
        sums = [fn.SUM(_recorded_on > day.isoformat()) for day in days]
        query = self._from("", *sums).where(in_states(EVERYDAY, ()), *_within(organisation))
        [counts] = self._database.rows(query.tuples())
        return [count or 0 for count in counts]

    def successions(self, organisation: OrganisationId | None) -> list[Succession]:
        """Count the replacements whose successors are there, cancelled ones left out."""
        rows = self._database.sql(_SUCCESSIONS, {"organisation": organisation})
        with legible(_("replacements")):
            return [
                Succession(
                    organisation=OrganisationId(where),
                    begun_at=known_moment(begun_at),
                    expires_on=date.fromisoformat(expires_on),
                    both_until=date.fromisoformat(both_until),
                    ended_at=moment_of(ended_at),
                    count=count,
                )
                for where, begun_at, expires_on, both_until, ended_at, count in rows
            ]

    def notices(
        self, days: Mapping[OrganisationId, date], organisation: OrganisationId | None
    ) -> Counter[tuple[int, Outcome]]:
        """Count all notices by stage and outcome, on the *days* of organisations."""
        given = {
            "organisation": organisation,
            "days": json.dumps({one: day.isoformat() for one, day in days.items()}),
        }
        rows = self._database.sql(OUTCOMES, given)
        return Counter({(stage, Outcome(state)): count for stage, state, count in rows})

    def _everyday(self, column: Any, organisation: OrganisationId | None) -> dict[Any, int]:
        return self._grouped(self._keys(organisation, column), column, organisation)

    def _grouped(
        self, query: Any, column: Any, organisation: OrganisationId | None
    ) -> dict[Any, int]:
        query = query.where(in_states(EVERYDAY, ()), *_within(organisation))
        return dict(self._database.rows(query.group_by(column).tuples()))

    def _keys(self, organisation: OrganisationId | None, *columns: Any) -> Any:
        """Return what counts keys by *columns*, read along the index that has most of it."""
        index = "key_by_permission" if organisation is None else "key_by_organisation"
        return self._from(f" INDEXED BY {index}", *columns, _COUNT)

    def _from(self, walked: str, *columns: Any) -> Any:
        return KeyRow.select(*columns).from_(SQL(f'"key" AS "t1"{walked}'))


def _within(organisation: OrganisationId | None) -> list[Any]:
    return [] if organisation is None else [KeyRow.organisation == organisation]


def _expiries(rows: Sequence[tuple[str, str, int]]) -> Iterator[Expiry]:
    """Yield what was counted, but for days that cannot be read."""
    for permission, day, count in rows:
        with suppress(ValueError):
            yield Expiry(date.fromisoformat(day), permission, count)
