"""What notices are about, as SQL: keys and accounts in one shape, with what is recorded of them."""

import json
from datetime import date
from typing import Any

from app.core.identity import AccountId, OrganisationId
from app.core.notice import Subject, SubjectKind
from app.core.schedule import Recorded
from app.storage.failure import legible

# A key that is disabled or removed here may still work in the portal, until somebody says so
_IN_PORTAL = """EXISTS (
    SELECT 1 FROM todo WHERE todo.key = key.id AND todo.done_at IS NULL
    AND todo.kind = CASE WHEN key.removed_at IS NULL THEN 'disable' ELSE 'remove' END)"""
_IN_USE = "(key.disabled_at IS NULL AND key.removed_at IS NULL)"
_LEFT = "(SELECT count(*) FROM use WHERE use.key = key.id AND use.ended_at IS NULL)"
_MOVED = """(SELECT count(DISTINCT use.application) FROM use
        WHERE use.key = key.id AND use.moved_to IS NOT NULL AND use.application NOT IN (
            SELECT other.application FROM use AS other
            WHERE other.key = key.id AND other.ended_at IS NULL))"""
_REPLACED = """EXISTS (SELECT 1 FROM replacement
        WHERE replacement.old = key.id AND replacement.new IS NOT NULL
        AND replacement.cancelled_at IS NULL)"""
_STUCK = """EXISTS (SELECT 1 FROM replacement
        JOIN key AS successor ON successor.id = replacement.new
        WHERE replacement.old = key.id AND replacement.cancelled_at IS NULL
        AND replacement.closed_at IS NULL
        AND (successor.disabled_at IS NOT NULL OR successor.removed_at IS NOT NULL))"""
# Each place that used it has another key; or somebody said that there is no such place
_RELEASED = f"""(NOT EXISTS (SELECT 1 FROM use WHERE use.key = key.id AND use.ended_at IS NULL)
    AND (key.unused_at IS NOT NULL
        OR ({_REPLACED} AND EXISTS (
            SELECT 1 FROM use WHERE use.key = key.id AND use.moved_to IS NOT NULL))))"""  # noqa: S608 - constants

_FACTS = """
    (SELECT min(through) FROM notice WHERE subject_id = {table}.id AND subject = '{table}'
        AND expires_on = {table}.expires_on AND voided_at IS NULL) AS least,
    (SELECT max(snoozed_until) FROM notice WHERE subject_id = {table}.id AND subject = '{table}'
        AND expires_on = {table}.expires_on AND voided_at IS NULL) AS snoozed"""
_KEY = f"""
    SELECT 'key' AS kind, key.id AS id, key.name AS name, key.organisation AS organisation,
        key.owner AS owner, key.expires_on AS expires_on, key.also_tell AS also_tell,
        {{needs}} AS needs_notices, NOT {_IN_USE} AS retired,
        {_LEFT} AS left_over, {_MOVED} AS moved, {_REPLACED} AS replaced, {_STUCK} AS stuck,
        {_FACTS.format(table="key")}
    FROM key"""  # noqa: S608 - made of the constants above alone
_ACCOUNT = f"""
    SELECT 'account' AS kind, account.id AS id, account.name AS name,
        account.organisation AS organisation, account.id AS owner,
        account.expires_on AS expires_on, '[]' AS also_tell,
        account.expires_on IS NOT NULL AS needs_notices, 0 AS retired,
        0 AS left_over, 0 AS moved, 0 AS replaced, 0 AS stuck,
        {_FACTS.format(table="account")}
    FROM account"""  # noqa: S608 - made of the constants above alone

NEEDY = f"""
    {_KEY.format(needs="1")} WHERE key.superseded_at IS NULL AND key.removed_at IS NULL
        AND key.disabled_at IS NULL AND key.expires_on <= :until AND NOT {_RELEASED}
    UNION ALL
    {_KEY.format(needs="1")} WHERE key.superseded_at IS NULL AND key.expires_on <= :until
        AND key.id IN (SELECT todo.key FROM todo WHERE todo.done_at IS NULL)
        AND NOT {_IN_USE} AND {_IN_PORTAL} AND NOT {_RELEASED}
    UNION ALL
    {_ACCOUNT} WHERE account.expires_on <= :until"""  # noqa: S608 - made of the constants above alone
"""Everything that needs notices and expires on the day *until* or before."""

NEEDS = f"(key.superseded_at IS NULL AND ({_IN_USE} OR {_IN_PORTAL}) AND NOT {_RELEASED})"
OF_KEYS = f"{_KEY.format(needs=NEEDS)} WHERE key.id IN ({{ids}})"
OF_ACCOUNTS = f"{_ACCOUNT} WHERE account.id IN ({{ids}})"
"""What has one of the ids, whether it needs notices or not."""


def to_subject(values: tuple[Any, ...], instead: date | None = None) -> Subject:
    """Return the subject that a row of the queries above tells of.

    What cannot be read of it is left out, so that it is told of all the same: the other
    addresses, a snooze. Raise TamperedError without an expiry date, unless there is one *instead*.
    """
    kind, subject_id, name, organisation, owner, expires_on, also_tell, *others = values
    needs, retired, left, moved, replaced, stuck, least, until = others
    with legible(str(name)):
        return Subject(
            kind=SubjectKind(kind),
            id=subject_id,
            name=str(name),
            organisation=OrganisationId(organisation),
            owner=None if owner is None else AccountId(owner),
            expires_on=_day(expires_on) or instead or date.fromisoformat(expires_on),
            also_tell=_addresses(also_tell),
            needs_notices=bool(needs),
            only_in_portal=bool(needs and retired),
            left=left,
            moved=moved,
            replaced=bool(replaced),
            stuck=bool(stuck),
            recorded=Recorded(least=least, snoozed_until=_day(until)),
        )


def is_whole(values: tuple[Any, ...]) -> bool:
    """Tell whether everything in a row of the queries above can be read."""
    _kind, _id, _name, _organisation, _owner, expires_on, also_tell, *others = values
    until = others[-1]
    read = (_day(expires_on), until is None or _day(until))
    return None not in read and json.dumps(_addresses(also_tell), ensure_ascii=False) == also_tell


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except (ValueError, TypeError):
        return None


def _addresses(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return ()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()
