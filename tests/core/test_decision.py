"""Each permission level, endpoint and state, with the reports API on and off."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.decision import BAD_CREDENTIALS, Reason, decide
from app.core.identity import OrganisationId
from app.core.permission import PermissionLevels
from tests.core.api import LEVELS, OPERATIONS, data
from tests.core.sample import MOMENT, key, organisation

EXPIRES = date(2026, 8, 1)
WORKING, LAST = date(2026, 5, 1), date(2026, 7, 31)

# By base, method and path, as OpenAthens and public client code tell them: what each level may
# do where the reports API is enabled. Where it is not, nobody gets a report.
CONNECTOR, ACCOUNTS, REPORTS = {"authentication", "full"}, {"full"}, {"reports", "full"}
ENDPOINTS = {
    ("login", "POST", "/organisation/{organisation}/local-auth/session"): CONNECTOR,
    ("login", "POST", "/account/session"): ACCOUNTS,
    ("admin", "POST", "/"): ACCOUNTS,
    ("admin", "GET", "/account/query"): ACCOUNTS,
    ("admin", "GET", "/schema/organisation"): ACCOUNTS,
    ("admin", "GET", "/schema/account/{type}"): ACCOUNTS,
    ("admin", "GET", "/organisation/{organisation}"): ACCOUNTS,
    ("admin", "GET", "/group/{group}"): ACCOUNTS,
    ("admin", "GET", "/account/{account}/services"): ACCOUNTS,
    ("admin", "POST", "/organisation/{organisation}/accounts/create/{type}"): ACCOUNTS,
    ("admin", "POST", "/account/{account}/modify"): ACCOUNTS,
    ("admin", "POST", "/organisation/{organisation}/bulk/create/personal"): ACCOUNTS,
    ("reports", "GET", "/report"): REPORTS,
    ("reports", "GET", "/rawreport"): REPORTS,
    ("reports", "GET", "/rawtask/{task}"): REPORTS,
}
INFERRED = {
    *("/account/session", "/", "/account/query", "/schema/organisation", "/schema/account/{type}"),
    *("/organisation/{organisation}", "/group/{group}", "/account/{account}/services"),
    "/rawtask/{task}",
}

# Each state: the record, the day, and why the key does not work then, if it does not
STATES: dict[str, tuple[dict[str, Any], date, Reason | None]] = {
    "active": ({}, WORKING, None),
    "expiring": ({}, LAST - timedelta(days=3), None),
    "last working day": ({}, LAST, None),
    "expiry date": ({}, EXPIRES, Reason.EXPIRED),
    "expired": ({}, date(2027, 1, 1), Reason.EXPIRED),
    "disabled": ({"disabled_at": MOMENT}, WORKING, Reason.DISABLED),
    "disabled and expired": ({"disabled_at": MOMENT}, EXPIRES, Reason.DISABLED),
    "removed": ({"removed_at": MOMENT}, WORKING, Reason.REMOVED),
    "superseded": ({"superseded_at": MOMENT}, WORKING, Reason.SUPERSEDED),
    "altered": ({"intact": False}, WORKING, Reason.ALTERED),
}
WORST = [None, *(name for name, (_fields, _day, why) in STATES.items() if why is not None)]


def status(
    level: str, endpoint: tuple[str, str, str], stopped: Reason | None, *, reports: bool
) -> int:
    """Return the status that the facts lead one to expect."""
    if stopped is not None:
        return 401
    allowed = level in ENDPOINTS[endpoint] and (reports or endpoint[0] != "reports")
    return 200 if allowed else 403


def cells() -> Iterator[tuple[str, tuple[str, str, str], str, bool]]:
    yield from product(("authentication", "reports", "full"), ENDPOINTS, STATES, (True, False))


def test_the_table_has_each_endpoint_and_no_other():
    assert {(one.base, one.method, one.path) for one in OPERATIONS} == set(ENDPOINTS)
    assert {one.path for one in OPERATIONS if not one.is_vendors} == INFERRED
    assert {one.path for one in OPERATIONS if one.needs_reports_api} == {
        path for base, _method, path in ENDPOINTS if base == "reports"
    }


def test_every_cell_is_decided_as_the_facts_say():
    operations = {(one.base, one.method, one.path): one for one in OPERATIONS}
    wrong, count = [], 0
    for level, endpoint, state, reports in cells():
        fields, day, stopped = STATES[state]
        found = decide(
            key(permission=level, expires_on=EXPIRES, **fields),
            operations[endpoint],
            organisation(reports_api=reports),
            day,
            levels=LEVELS,
        )
        expected = status(level, endpoint, stopped, reports=reports)
        count += 1
        if (found.answer.status, found.allowed) != (expected, expected == 200) or (
            stopped is not None and found.reason is not stopped
        ):
            wrong.append((level, endpoint, state, reports, found))
    assert (wrong, count) == ([], 3 * 15 * 10 * 2)


@pytest.mark.parametrize(
    ("permission", "operation", "reports", "reason"),
    [
        ("authentication", "account-modify", True, Reason.LEVEL),
        ("authentication", "report", False, Reason.LEVEL),
        ("reports", "report", False, Reason.REPORTS_API),
        ("reports", "account-query", False, Reason.LEVEL),
        ("full", "raw-report", False, Reason.REPORTS_API),
        ("a level that is gone", "report", True, Reason.LEVEL),
    ],
)
def test_the_administrator_is_told_why_a_working_key_is_refused(
    permission, operation, reports, reason
):
    asked, at = OPERATIONS.require(operation), organisation(reports_api=reports)
    found = decide(key(permission=permission), asked, at, WORKING, levels=LEVELS)
    assert found.reason is reason


def test_a_key_works_at_its_own_organisation_alone():
    other = organisation(id=OrganisationId("another"), reports_api=True)
    for one in OPERATIONS:
        found = decide(key(permission="full"), one, other, WORKING, levels=LEVELS)
        assert (found.reason, found.answer.status) == (Reason.ANOTHER_ORGANISATION, 403)


def test_the_caller_cannot_tell_why_a_key_does_not_work():
    answers = set()
    for name in WORST:
        fields, day, _why = STATES[name] if name else ({}, WORKING, None)
        presented = key(expires_on=EXPIRES, **fields) if name else None
        for one in OPERATIONS:
            found = decide(presented, one, organisation(), day, levels=LEVELS)
            answers.add(found.answer)
    assert answers == {BAD_CREDENTIALS}


@given(
    minutes=st.integers(-20_000_000, 20_000_000),
    zone=st.sampled_from(sorted(available_timezones() - {"localtime"})),
    early=st.integers(-2, 400),
    operation=st.sampled_from(list(OPERATIONS)),
    permission=st.sampled_from([level.id for level in LEVELS]),
)
def test_no_key_is_allowed_on_its_expiry_date_or_later_in_any_time_zone(
    minutes, zone, early, operation, permission
):
    home = organisation(time_zone=zone, reports_api=True)
    today = home.today(MOMENT + timedelta(minutes=minutes))
    presented = key(expires_on=today - timedelta(days=early), permission=permission)
    found = decide(presented, operation, home, today, levels=LEVELS)
    if early >= 0:
        assert found.reason is Reason.EXPIRED
    else:
        assert found.reason in {None, Reason.LEVEL}


def test_a_level_added_to_the_data_is_enforced():
    content = data("permission-levels")
    added = {"id": "auditing", "label": "Auditing", "can": ["all but accounts"]}
    content["levels"].append({**added, "operations": ["reports", "authentication"]})
    levels = PermissionLevels.from_data(content)
    allowed = {
        one.id
        for one in OPERATIONS
        if decide(
            key(permission="auditing"),
            one,
            organisation(reports_api=True),
            WORKING,
            levels=levels,
        ).allowed
    }
    assert allowed == {"local-auth-session", "report", "raw-report", "raw-task"}
