"""The stand-in over a real socket: what a connector, and a stranger, get from it."""

import json
import shutil
import socket
import subprocess
from datetime import date, timedelta

import pytest

from app.api import openapi
from app.core.audit import Act
from app.core.decision import Reason
from app.core.errors import PortTakenError, VaultLockedError
from app.core.organisation import OrganisationDraft
from app.core.stand_in import ServerOptions
from app.services.key_change import KeyEdit
from app.services.suite import Services
from tests.api.standing import ADMIN_TYPE, REMOVED, SESSION_TYPE, Connector, running
from tests.services.forest import NOT_OURS
from tests.stage import OTHER_VALUE, VALUE, FakeClock, Stage, add_key

QUERY = "/admin/api/v1/example.org/account/query"
REPORT = "/reports/api/v1/example.org/report?type=RESOURCE_USAGE&from=2026-01-01&to=2026-02-01"


@pytest.fixture
def key(services: Services):
    return add_key(services, "Koha", value=VALUE, expires_on=date(2027, 3, 1))


def test_a_key_works_is_disabled_and_works_again(services, stage, key):
    with running(services, stage) as run:
        connector = Connector(run, VALUE.reveal())
        answer = connector.sign_in()
        assert answer.status == 200
        assert answer.headers["X-Keyholder-Stand-In"] == "1"
        assert answer.headers["Content-Type"].startswith("application/vnd.eduserv.iam.")
        services.change.disable([key.id])
        refused = connector.sign_in()
        assert refused.status == 401
        assert refused.json["reason"] == "badCredentials"
        assert "authenticationError-v1+json" in refused.headers["Content-Type"]
        services.change.enable([key.id])
        assert connector.sign_in().status == 200


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 401), (1, 401)])
def test_next_years_expiry_is_rehearsed(services, stage, key, days, status):
    with running(services, stage, on=key.expires_on + timedelta(days=days)) as run:
        assert Connector(run, VALUE.reveal()).sign_in().status == status


def test_a_key_is_known_in_capitals_and_with_space_around_it(services, stage, key):
    with running(services, stage) as run:
        assert Connector(run, f"  {VALUE.reveal().upper()} ").sign_in().status == 200


def test_a_level_decides_what_a_key_may_do(services, stage, key):
    with running(services, stage) as run:
        assert run.send("GET", QUERY, VALUE.reveal()).status == 403
        services.change.edit(key.id, KeyEdit(permission="full"))
        assert run.send("GET", QUERY, VALUE.reveal()).status == 200
        assert run.send("GET", REPORT, VALUE.reveal()).json["rows"] == []
        services.change.edit(key.id, KeyEdit(permission="reports"))
        assert Connector(run, VALUE.reveal()).sign_in().status == 403


def test_a_session_lasts_sixty_seconds(services, stage, clock: FakeClock, key):
    with running(services, stage) as run:
        link = Connector(run, VALUE.reveal()).sign_in().json["sessionInitiatorUrl"]
        assert link.startswith(run.address)
        path = link.removeprefix(run.address)
        assert run.send("GET", path).status == 200
        clock.turn(seconds=59)
        assert run.send("GET", path).status == 200
        clock.turn(seconds=1)
        assert run.send("GET", path).status == 410
        assert run.send("GET", "/stand-in/session/none").status == 404


def test_a_refusal_never_tells_why(services, stage, clock: FakeClock):
    add_key(services, "Expired", value=VALUE, expires_on=date(2026, 6, 20))
    disabled = add_key(services, "Disabled", value=OTHER_VALUE)
    removed = add_key(services, "Removed", value=REMOVED)
    clock.turn(days=10)
    services.change.disable([disabled.id])
    services.change.remove([removed.id])
    known = [VALUE.reveal(), OTHER_VALUE.reveal(), REMOVED.reveal()]
    values = [*known, NOT_OURS, "x", None]
    with running(services, stage) as run:
        answers = [run.send("GET", QUERY, value) for value in values]
        seen = {(one.status, one.body, _still(one.headers)) for one in answers}
        assert len(seen) == 1
        assert {one.reason for one in run.heard} == {
            Reason.DISABLED,
            Reason.EXPIRED,
            Reason.REMOVED,
            Reason.UNKNOWN,
        }


def _still(headers: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, text) for name, text in headers.items() if name != "Date"))


def test_a_key_of_another_organisation_is_forbidden(services, stage, key):
    services.organisations.create(OrganisationDraft(name="Branch", domain="branch.example.org"))
    services.change.edit(key.id, KeyEdit(permission="full"))
    with running(services, stage) as run:
        path = QUERY.replace("example.org", "branch.example.org")
        assert run.send("GET", path, VALUE.reveal()).status == 403
        assert run.heard[-1].reason is Reason.ANOTHER_ORGANISATION
        assert run.send("GET", "/api/v1/example.org/account/query", VALUE.reveal()).status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        ("GET", "/", None, "", 405),
        ("GET", "/nowhere/at/all", None, "", 404),
        ("DELETE", QUERY, None, "", 405),
        ("HEAD", QUERY, None, "", 405),
        ("POST", "SESSION", b"{}", SESSION_TYPE, 400),
        ("POST", "SESSION", b"not json", SESSION_TYPE, 400),
        ("POST", "SESSION", b"[" * 100_000, SESSION_TYPE, 400),
        ("POST", "SESSION", b'"\xff"', SESSION_TYPE, 400),
        ("POST", "SESSION", b"{}", "text/plain", 415),
        ("POST", "SESSION", b"{}", "", 415),
    ],
)
def test_what_is_wrong_is_answered_as_such(services, stage, key, wrong):
    method, path, body, kind, status = wrong
    path = path.replace("SESSION", "/login/api/v1/example.org/organisation/77/local-auth/session")
    with running(services, stage) as run:
        headers = {"Content-Type": kind} if kind else {}
        answer = run.send(method, path, VALUE.reveal(), body=body, headers=headers)
        assert answer.status == status
        assert answer.headers["X-Keyholder-Stand-In"] == "1"
        if status == 405:
            assert answer.headers["Allow"] in {"GET", "POST"}
        assert run.send("GET", "/openapi.json").status == 200, "it goes on"


def test_a_long_body_is_refused_before_it_is_sent(services, stage):
    with running(services, stage) as run:
        answer = run.send("POST", "/", headers={"Content-Length": "2000000"})
        assert answer.status == 413
        assert answer.headers["X-Keyholder-Stand-In"] == "1"
        assert run.send("GET", "/openapi.json").status == 200


def test_long_headers_are_refused_and_it_goes_on(services, stage, key):
    with running(services, stage) as run:
        answer = run.send("GET", QUERY, "x" * 40_000)
        assert answer.status == 431
        assert answer.headers["X-Keyholder-Stand-In"] == "1"
        assert run.send("GET", "/openapi.json").status == 200


def test_every_operation_answers_a_full_key(services, stage, key):
    services.change.edit(key.id, KeyEdit(permission="full"))
    with running(services, stage) as run:
        for operation in services.workplace.operations:
            path = services.workplace.operations.full_path(operation)
            path = path.format(domain="example.org", organisation="77", type="personal",
                               account="1", group="1", task="1")  # fmt: skip
            body = {"connectionID": "a", "uniqueUserIdentifier": "b", "returnData": "c"}
            answer = run.send(
                operation.method,
                path,
                VALUE.reveal(),
                body=json.dumps(body).encode() if operation.takes else None,
                headers={"Content-Type": operation.takes.replace("*", "x-v1") or "text/plain"},
            )
            assert answer.status in {200, 201}, operation.id
            assert isinstance(answer.json, dict)
            assert "*" not in answer.headers["Content-Type"]


def test_the_trail_tells_of_each_key_and_minute_with_counts(services, stage, clock, key):
    with running(services, stage) as run:
        connector = Connector(run, VALUE.reveal())
        for _ in range(3):
            connector.sign_in()
        run.send("GET", QUERY, VALUE.reveal())
        run.send("GET", QUERY, "unknown")
        clock.turn(minutes=2)
        connector.sign_in()
    entries = [one for one in services.inventory.audit.latest(10) if one.act is Act.SERVED]
    mine = [one.after for one in reversed(entries) if one.thing_id == key.id]
    assert [(one["requests"], one["refused"]) for one in mine] == [(4, 1), (1, 0)]
    assert mine[0]["reasons"] == {"level": 1}
    assert len(entries) == 3
    assert VALUE.reveal() not in str(entries)
    assert services.verify() == []
    told = [event.told for event in services.histories.of_key(key.id)]
    assert "Seen by the stand-in API" in told[0]


def test_nothing_else_changes_in_the_inventory(services, stage, key):
    before = services.keys.find(key.id)
    with running(services, stage) as run:
        Connector(run, VALUE.reveal()).sign_in()
        run.send("POST", "/admin/api/v1/example.org/account/1/modify", VALUE.reveal(), body=b"{}",
                 headers={"Content-Type": ADMIN_TYPE})  # fmt: skip
    assert services.keys.find(key.id) == before


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (f"/somewhere/{VALUE.reveal()}", "/…/…"),
        (f"/account/{VALUE.reveal()}/query", "/account/…/query"),
        ("/sk.live/0123456789.abcdefghij", "/…/…"),
        ("/short-one", "/…"),
        ("/x%0A00:00:00%20200", "/…"),
        ("/%1B[2J", "/…"),
        ("/admin/api/v2/example.org/account/query", "/admin/api/…/…/account/query"),
    ],
)
def test_of_a_path_only_its_words_are_told(services, stage, key, sent, told):
    with running(services, stage) as run:
        run.send("GET", sent)
        assert run.heard[0].path == told


def test_a_bug_is_written_down_and_costs_one_request(services, stage, monkeypatch):
    def fail(*_given: object) -> None:
        raise RuntimeError(VALUE.reveal())

    with running(services, stage) as run:
        with monkeypatch.context() as broken:
            broken.setattr(openapi, "description", fail)
            got = run.send("GET", "/openapi.json")
        assert got.status == 500
        assert got.headers["X-Keyholder-Stand-In"]
        assert run.send("GET", "/openapi.json").status == 200
    log = stage.place.log.read_text()
    assert "builtins.RuntimeError" in log
    assert str(stage.place.log) in run.heard[0].why
    for told in (log, got.body.decode(), run.heard[0].why):
        assert VALUE.reveal() not in told


def test_a_port_that_is_taken_is_told(services, stage):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=str(port)):
            stage.door.stand_in().run(
                services,
                ServerOptions(port=port),
                listening=print,
                listener=print,
                report=stage.door.report,
            )


def test_a_shut_vault_answers_nothing(services, stage: Stage):
    services.inventory.close()
    shut = stage.open(locked=True)
    with pytest.raises(VaultLockedError), running(shut, stage):
        pass
    shut.inventory.close()


def test_a_locked_vault_does(services, stage, key):
    services.access.lock()
    with running(services, stage) as run:
        assert Connector(run, VALUE.reveal()).sign_in().status == 200


def test_garbage_is_survived(services, stage, key):
    with running(services, stage) as run:
        host, port = run.address.removeprefix("http://").split(":")
        for garbage in (b"\0" * 500, b"GET\r\n\r\n", b"\xff\xfe\r\n\r\n", b"POST / HTTP/1.1\r\n",
                        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"A" * 70_000):  # fmt: skip
            with socket.create_connection((host, int(port)), timeout=10) as one:
                one.sendall(garbage)
        assert run.send("GET", "/openapi.json").status == 200


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not there")
def test_curl_gets_what_it_asks_for(services, stage, key):
    services.change.edit(key.id, KeyEdit(permission="full"))
    with running(services, stage) as run:
        done = subprocess.run(
            ["curl", "--silent", "--include", "--header", "@-", f"{run.address}{QUERY}"],
            input=f"Authorization: OAApiKey {VALUE.reveal()}\n",
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
    head, _blank, body = done.stdout.partition("\n\n")
    assert "200 OK" in head
    assert json.loads(body)["total"] == 1
