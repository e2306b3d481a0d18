"""Values come in from files, are looked for there, and are sent in requests: none stays behind."""

import sys
from pathlib import Path

import pytest

from app.core.scan import Search
from app.core.secret import Secret
from app.services.export_order import Order
from app.services.suite import Services
from app.services.trail import TrailView
from tests.api.standing import ADMIN_TYPE, running
from tests.canary.conftest import Cage
from tests.canary.watch import forms
from tests.stage import PASSPHRASE, Stage, add_key

KEYS, STRANGERS = 20, 5
QUERY = "/admin/api/v1/example.org/account/query"


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of somebody else's, where values may lie."""
    return tmp_path_factory.mktemp("elsewhere")


def test_values_of_files_and_requests_go_nowhere(
    services: Services, stage: Stage, cage: Cage, elsewhere: Path
) -> None:
    _bring_in(services, cage, elsewhere)
    values = [cage.value() for _ in range(KEYS)]
    for number, value in enumerate(values):
        add_key(services, f"Added {number}", value=Secret(value), permission="full")
    values += [cage.value() for _ in range(STRANGERS)]
    _search(services, values, elsewhere)
    _ask(services, stage, values)
    assert services.verify() == []
    services.inventory.close()
    assert cage.escaped() == []


def _tell(*told: object) -> None:
    print(*told, file=sys.stderr)  # noqa: T201 - as a log would


def _bring_in(services: Services, cage: Cage, elsewhere: Path) -> None:
    """Import a table, then write the whole inventory out, and read that again."""
    table, document = elsewhere / "keys.csv", elsewhere / "all.json"
    lines = [f"Key {number},full,2027-03-01,{cage.value()}" for number in range(KEYS)]
    broken = [f"Key {number},nothing,never,{cage.value()}" for number in range(STRANGERS)]
    table.write_text("\n".join(["Name,Permission,Expires,Key", *lines, *broken]))
    _tell(services.imports.plan(services.imports.read(str(table))))
    table.write_text("\n".join(["Name,Permission,Expires,Key", *lines]))
    _tell(services.imports.run(services.imports.read(str(table))))
    services.exports.save(str(document), Order(format="json", values=True, proof=PASSPHRASE))
    read = services.documents.read(str(document))
    _tell(read, services.documents.plan(read), services.documents.run(read))


def _search(services: Services, values: list[str], elsewhere: Path) -> None:
    """Look for values in every form that a file can have them in."""
    tree = elsewhere / "tree"
    tree.mkdir()
    for number, value in enumerate(values):
        for form, written in enumerate(forms(value)):
            (tree / f"{number}-{form}.conf").write_bytes(b"key = " + written)
    found = services.file_search.run(Search(paths=(str(elsewhere),)))
    assert found.keys == 2 * KEYS
    _tell(found)


def _ask(services: Services, stage: Stage, values: list[str]) -> None:
    """Send values where they belong, and where nobody should write them."""
    with running(services, stage) as run:
        for value in values:
            assert run.send("GET", QUERY, value).status in {200, 401}
            run.send("GET", f"{QUERY}?key={value}")
            run.send("GET", f"/{value}/{value.replace('-', '')}")
            headers = {"Content-Type": ADMIN_TYPE, "Cookie": value}
            run.send(
                "POST",
                "/admin/api/v1/example.org/account/session",
                value,
                body=value.encode(),
                headers=headers,
            )
    assert len(run.heard) == 4 * len(values)
    _tell(run.heard)
    services.access.lock()
    trail = services.trail.as_json_lines(TrailView(), "trail.jsonl")
    (stage.folder.parent / "trail.jsonl").write_bytes(trail)
