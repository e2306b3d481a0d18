"""How running replacements stand, as SQL: counted by state, and the most urgent of them listed."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.identity import OrganisationId, ReplacementId
from app.core.replacement import ReplacementState
from app.storage.database import Database

_WORKS = """({table}.removed_at IS NULL AND {table}.superseded_at IS NULL
        AND {table}.disabled_at IS NULL AND {table}.expires_on > {day})"""
_DAY = "coalesce(today.day, :otherwise)"
_LEFT = "EXISTS (SELECT 1 FROM use WHERE use.key = old.id AND use.ended_at IS NULL)"
_UNKNOWN = """(old.unused_at IS NULL AND NOT EXISTS (SELECT 1 FROM use
        WHERE use.key = old.id AND (use.ended_at IS NULL OR use.moved_to IS NOT NULL)))"""
_STANDING = f"""
    WITH today (organisation, day) AS MATERIALIZED (SELECT key, value FROM json_each(:days)),
    running AS (
        SELECT one.id, one.new, one.planned_on, old.name,
            CASE WHEN one.new IS NULL THEN coalesce(one.planned_on, old.expires_on)
                ELSE old.expires_on END AS deadline,
            {_DAY} AS day, {_WORKS.format(table="old", day=_DAY)} AS works,
            coalesce({_WORKS.format(table="successor", day=_DAY)}, 0) AS new_works,
            {_LEFT} AS left_over, {_UNKNOWN} AS unknown
        FROM replacement AS one JOIN key AS old ON old.id = one.old
        LEFT JOIN key AS successor ON successor.id = one.new
        LEFT JOIN today ON today.organisation = old.organisation
        WHERE one.closed_at IS NULL AND one.cancelled_at IS NULL
            AND (:organisation IS NULL OR old.organisation = :organisation)),
    standing AS (
        SELECT *, CASE
            WHEN new IS NULL AND (NOT works OR coalesce(planned_on < day, 0))
                THEN '{ReplacementState.LATE}'
            WHEN new IS NULL THEN '{ReplacementState.PLANNED}'
            WHEN left_over AND NOT (works AND new_works) THEN '{ReplacementState.LATE}'
            WHEN unknown AND NOT works THEN '{ReplacementState.LATE}'
            ELSE '{ReplacementState.OPEN}' END AS state
        FROM running)
"""  # noqa: S608 - made of constants alone
_DUE = f"""(state = '{ReplacementState.LATE}'
    OR (state = '{ReplacementState.PLANNED}' AND coalesce(planned_on = day, 0)))"""
_COUNTS = f"SELECT state, {_DUE}, count(*) FROM standing GROUP BY 1, 2"  # noqa: S608 - made of constants alone
_ORDER = " ".join(f"WHEN '{state}' THEN {at}" for at, state in enumerate(ReplacementState))
_IDS = f"""
    SELECT id FROM standing WHERE NOT :due OR {_DUE}
    ORDER BY CASE state {_ORDER} END, deadline, name, id LIMIT :most"""  # noqa: S608 - as above


class ReplacementStanding:
    """Asks how the running replacements of one inventory stand, as the core tells it of each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
    ) -> Counter[tuple[ReplacementState, bool]]:
        """Count them by state, and by whether they are late or planned for today."""
        rows = self._asked(_COUNTS, days, otherwise, organisation)
        return Counter({(ReplacementState(state), bool(due)): count for state, due, count in rows})

    def ids(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
        most: int,
        due: bool,
    ) -> list[ReplacementId]:
        """Return *most* of them at most by urgency; with *due*, of those due alone."""
        rows = self._asked(_IDS, days, otherwise, organisation, most=most, due=due)
        return [ReplacementId(row[0]) for row in rows]

    def _asked(
        self,
        question: str,
        days: Mapping[OrganisationId, date],
        otherwise: date,
        organisation: OrganisationId | None,
        **more: object,
    ) -> list[tuple[Any, ...]]:
        given = {
            "days": json.dumps({one: day.isoformat() for one, day in days.items()}),
            "otherwise": otherwise.isoformat(),
            "organisation": organisation,
            **more,
        }
        return self._database.sql(_STANDING + question, given)
