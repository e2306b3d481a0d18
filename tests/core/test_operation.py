"""The table of operations, and what a request asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import FieldError
from app.core.operation import Operations
from tests.core.api import LEVELS, OPERATIONS, data

ROUTES = [
    (
        "POST",
        "/login/api/v1/example.org/organisation/77/local-auth/session",
        "local-auth-session",
        {"domain": "example.org", "organisation": "77"},
    ),
    ("POST", "/api/v1/localhost/account/session", "account-session", {"domain": "localhost"}),
    ("POST", "/admin/api/v1/example.org/", "entry-point", {"domain": "example.org"}),
    ("POST", "/admin/api/v1/example.org", "entry-point", {"domain": "example.org"}),
    ("POST", "/", "entry-point", {}),
    ("GET", "/account/query?email=a%40b", "account-query", {}),
    ("GET", "/schema/organisation", "organisation-schema", {}),
    ("get", "/schema/account/personal", "account-schema", {"type": "personal"}),
    ("GET", "organisation/77", "organisation-read", {"organisation": "77"}),
    ("GET", "/group/9", "group-read", {"group": "9"}),
    ("GET", "/account/a%20b/services", "account-services", {"account": "a b"}),
    (
        "POST",
        "/organisation/77/accounts/create/personal",
        "account-create",
        {"organisation": "77", "type": "personal"},
    ),
    ("POST", "/account/5/modify/", "account-modify", {"account": "5"}),
    (
        "POST",
        "/organisation/77/bulk/create/personal",
        "account-bulk-create",
        {"organisation": "77"},
    ),
    (
        "GET",
        "https://reports.example.net:8443/api/v1/example.org/report?type=RESOURCE_USAGE&by=day",
        "report",
        {"domain": "example.org"},
    ),
    (
        "GET",
        "http://127.0.0.1:8080/reports/api/v1/example.org/rawreport?date=2026-06-01",
        "raw-report",
        {"domain": "example.org"},
    ),
    ("GET", "/rawtask/00000000-1111", "raw-task", {"task": "00000000-1111"}),
]


@pytest.mark.parametrize(("method", "target", "operation", "parameters"), ROUTES)
def test_a_request_is_understood_with_what_stands_before_its_path_or_without(
    method, target, operation, parameters
):
    route = OPERATIONS.route(method, target)
    assert route is not None
    assert (route.operation.id, route.parameters) == (operation, parameters)


def test_each_operation_can_be_asked_for():
    assert {operation for _method, _target, operation, _parameters in ROUTES} == {
        one.id for one in OPERATIONS
    }


@pytest.mark.parametrize(
    "request_line",
    [
        "",
        "GET",
        "GET /nothing",
        "DELETE /group/9",
        "GET /admin/api/v1/example.org/rawreport",
        "GET https://admin.example.net/api/v1/example.org/rawreport",
        "GET /api/v2/example.org/report",
        "GET //[",
        "POST /account//modify",
    ],
)
def test_a_request_for_nothing_known_is_refused_with_what_to_write(request_line):
    with pytest.raises(FieldError, match="like GET /report") as caught:
        OPERATIONS.read(request_line)
    assert caught.value.field == "request"


@given(st.text(), st.text())
def test_no_request_is_too_odd_to_be_looked_at(method, target):
    OPERATIONS.route(method, target)


def test_an_operation_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(FieldError, match="Choose one of: local-auth-session, account-session"):
        OPERATIONS.require("everything")


def test_what_an_answerer_needs_stands_in_the_table():
    report = OPERATIONS.require("report")
    assert OPERATIONS.full_path(report) == "/reports/api/v1/{domain}/report"
    assert [(one.name, one.values) for one in report.query] == [
        ("type", ("RESOURCE_USAGE",)),
        ("from", ()),
        ("to", ()),
        ("by", ()),
    ]
    session = OPERATIONS.require("LOCAL-AUTH-SESSION")
    assert session.takes == "application/vnd.eduserv.iam.auth.localAccountSessionRequest+json"
    for one in OPERATIONS:
        assert one.label
        assert one.answers.endswith("+json")
        assert bool(one.takes) is (one.method == "POST")


def test_levels_and_kinds_speak_of_operations_that_there_are():
    families = {one.family for one in OPERATIONS}
    assert set().union(*(level.operations for level in LEVELS)) == families
    kinds = data("application-kinds")["kinds"]
    assert {family for kind in kinds for family in kind["calls"]} <= families


def test_a_base_and_an_operation_added_to_the_data_are_understood():
    content = data("operations")
    content["bases"].append({"id": "audit", "path": "/audit/v2"})
    added = {"id": "trail", "family": "audit", "label": "Trail", "base": "audit", "method": "GET"}
    content["operations"].append({**added, "path": "/trail/{day}", "source": "inferred"})
    more = Operations.from_data(content)
    for target in ("/audit/v2/trail/1", "/trail/1"):
        route = more.route("GET", target)
        assert route is not None
        assert (route.operation.id, route.parameters) == ("trail", {"day": "1"})


@pytest.mark.parametrize("broken", [{}, {"bases": []}, {"bases": [], "operations": [{"id": "x"}]}])
def test_data_that_is_off_is_noticed_at_once(broken):
    with pytest.raises((KeyError, TypeError)):
        Operations.from_data(broken)
