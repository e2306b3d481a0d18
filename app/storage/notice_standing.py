"""How notices stand, as SQL: the latest of each subject that needs any, counted and listed."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from app.core.identity import NoticeId, OrganisationId
from app.core.notice import NoticeState
from app.storage.database import Database
from app.storage.notice_subject import NEEDS

LATEST = """
    SELECT id, subject, subject_id, expires_on, min(stage), acknowledged_at, snoozed_until
    FROM notice WHERE voided_at IS NULL AND skipped = 0
    GROUP BY subject_id, subject, expires_on"""
_STANDING = f"""
    WITH latest AS ({LATEST}), standing AS (
        SELECT latest.*, key.organisation AS organisation, key.name_sort AS name_sort
        FROM latest JOIN key ON key.id = latest.subject_id AND key.expires_on = latest.expires_on
        WHERE latest.subject = 'key' AND {NEEDS}
        UNION ALL
        SELECT latest.*, account.organisation, account.name_sort
        FROM latest JOIN account
            ON account.id = latest.subject_id AND account.expires_on = latest.expires_on
        WHERE latest.subject = 'account')
"""  # noqa: S608 - made of constants alone
_COUNTS = """
    SELECT organisation, acknowledged_at IS NOT NULL, snoozed_until, count(*)
    FROM standing GROUP BY 1, 2, 3"""
_IDS = """
    SELECT id FROM standing
    WHERE {state} AND (:organisation IS NULL OR organisation = :organisation)
    ORDER BY expires_on, name_sort, id LIMIT :most"""
_TODAY = "(SELECT value FROM json_each(:days) WHERE key = organisation)"
SILENT = f"(snoozed_until IS NOT NULL AND coalesce(snoozed_until > {_TODAY}, 0))"
_STATES = {
    NoticeState.ACKNOWLEDGED: "acknowledged_at IS NOT NULL",
    NoticeState.SNOOZED: f"acknowledged_at IS NULL AND {SILENT}",
    NoticeState.OPEN: f"acknowledged_at IS NULL AND NOT {SILENT}",
}


class NoticeStanding:
    """Asks how the notices of one inventory stand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> Iterator[tuple[OrganisationId, bool, date | None, int]]:
        """Yield how many are acknowledged or not and snoozed until when, at each organisation."""
        for organisation, acknowledged, until, count in self._database.sql(_STANDING + _COUNTS):
            snoozed_until = None if until is None else date.fromisoformat(until)
            yield OrganisationId(organisation), bool(acknowledged), snoozed_until, count

    def ids(
        self,
        state: NoticeState,
        days: Mapping[OrganisationId, date],
        *,
        organisation: OrganisationId | None,
        most: int,
    ) -> list[NoticeId]:
        """Return those in *state* on the *days* that it is at each organisation, by urgency."""
        given = {
            "organisation": organisation,
            "most": most,
            "days": json.dumps({one: day.isoformat() for one, day in days.items()}),
        }
        statement = _STANDING + _IDS.format(state=_STATES[state])
        return [NoticeId(row[0]) for row in self._database.sql(statement, given)]
