"""What became of notices, as SQL: every one of them, by stage, as the core tells it of each."""

from app.core.statistics import Outcome
from app.storage.notice_standing import LATEST, SILENT
from app.storage.notice_subject import NEEDS

_LATEST = f"""
    SELECT latest.*, key.organisation AS organisation, {NEEDS} AS needs
    FROM latest JOIN key ON key.id = latest.subject_id AND key.expires_on = latest.expires_on
    WHERE latest.subject = 'key'
    UNION ALL
    SELECT latest.*, account.organisation, 1
    FROM latest JOIN account
        ON account.id = latest.subject_id AND account.expires_on = latest.expires_on
    WHERE latest.subject = 'account'"""  # noqa: S608 - made of constants alone
_BELONGS = """(:organisation IS NULL
    OR (notice.subject = 'key' AND notice.subject_id IN (
        SELECT id FROM key WHERE organisation = :organisation))
    OR (notice.subject = 'account' AND notice.subject_id IN (
        SELECT id FROM account WHERE organisation = :organisation)))"""
OUTCOMES = f"""
    WITH latest AS ({LATEST}), known AS ({_LATEST}), standing AS (
        SELECT id, CASE
            WHEN NOT needs THEN '{Outcome.SETTLED}'
            WHEN acknowledged_at IS NOT NULL THEN '{Outcome.ACKNOWLEDGED}'
            WHEN {SILENT} THEN '{Outcome.SNOOZED}'
            ELSE '{Outcome.OPEN}' END AS outcome
        FROM known)
    SELECT notice.stage, CASE
        WHEN notice.voided_at IS NOT NULL THEN '{Outcome.VOIDED}'
        WHEN notice.skipped THEN '{Outcome.SKIPPED}'
        WHEN standing.id IS NOT NULL THEN standing.outcome
        WHEN notice.acknowledged_at IS NOT NULL OR notice.snoozed_until IS NOT NULL
            THEN '{Outcome.ANSWERED}'
        ELSE '{Outcome.UNANSWERED}' END, count(*)
    FROM notice LEFT JOIN standing ON standing.id = notice.id
    WHERE {_BELONGS}
    GROUP BY 1, 2"""  # noqa: S608 - made of constants alone
"""Counts notices by stage and outcome on the given *:days*; of one organisation, or of all."""
