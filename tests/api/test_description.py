"""The stand-in's own description, which others test it by."""

import subprocess
import sys

import pytest

from app.core.organisation import OrganisationDraft
from tests.api.standing import running
from tests.stage import VALUE, add_key

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance"
SCHEMA_CHECK = "response_schema_conformance"


def test_it_describes_every_operation_of_the_data_file(services, stage):
    with running(services, stage) as run:
        told = run.send("GET", "/openapi.json").json
    assert told["openapi"].startswith("3.1")
    described = {
        (method.upper(), path): one["operationId"]
        for path, methods in told["paths"].items()
        for method, one in methods.items()
    }
    known = services.workplace.operations
    assert described == {(one.method, known.full_path(one).rstrip("/")): one.id for one in known}
    session = told["paths"]["/login/api/v1/{domain}/organisation/{organisation}/local-auth/session"]
    body = session["post"]["requestBody"]["content"]
    assert list(body) == ["application/vnd.eduserv.iam.auth.localAccountSessionRequest+json"]
    assert {"200", "400", "401", "403", "404", "415"} == set(session["post"]["responses"])


@pytest.mark.survival
@pytest.mark.timeout(900)
@pytest.mark.parametrize("value", [VALUE.reveal(), "unknown"])
def test_it_answers_as_its_description_says(services, stage, tmp_path, value):
    add_key(services, "Koha", value=VALUE, permission="full")
    own = services.organisations.default()
    draft = OrganisationDraft(name=own.name, reports_api=True)  # any domain is that of this one
    services.organisations.edit(own.id, draft)
    with running(services, stage) as run:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{run.address}/openapi.json"),
                *("--header", f"Authorization: OAApiKey {value}"),
                *("--checks", f"{CHECKS},{SCHEMA_CHECK}"),
                *("--max-examples", "100", "--no-color", "--phases", "examples,coverage,fuzzing"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=800,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-6_000:]
        print(done.stdout[-1_500:])  # noqa: T201 - the figures
