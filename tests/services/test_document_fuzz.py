"""Hostile documents: none breaks the program, and none is imported in part.

HOSTILE_DOCUMENTS=100000 FIRST_DOCUMENT=0 pytest -m survival tests/services/test_document_fuzz.py
tries as many as one likes.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.document import Kind
from app.core.document_plan import RecordState
from app.core.errors import DocumentRefusedError, SheetError
from app.services.suite import Services
from tests.services.conftest import copied
from tests.services.documents import Data, bring_in, data_of, told_of
from tests.services.hostile_documents import document
from tests.services.scene import Scene, everything
from tests.stage import MemoryKeyring

MANY = int(os.environ.get("HOSTILE_DOCUMENTS", "5000"))
FIRST = int(os.environ.get("FIRST_DOCUMENT", "0"))
EACH = 40
"""So many documents meet the same inventory, one after the other."""

Open = Callable[[int], Services]


@pytest.fixture
def sound(scene: Scene) -> Data:
    """A document with something of every kind."""
    return data_of(scene.services)


@pytest.fixture
def opened(empty_original, filled_original, tmp_path, clock):
    """Open an inventory: one as it was set up, the next with what the document has."""
    made: list[Services] = []

    def _open(number: int) -> Services:
        while made:
            made.pop().inventory.close()
        original = (empty_original, filled_original)[number % 2]
        folder = tmp_path / f"place {number}"
        made.append(copied(original, folder, clock, MemoryKeyring()).open())
        return made[0]

    yield _open
    for services in made:
        services.inventory.close()


def try_all(open_one: Open, sound: Data, path: Path, numbers: range) -> Counter[str]:
    """Import each document; return what became of them."""
    became: Counter[str] = Counter()
    services = open_one(numbers.start // EACH)
    for number in numbers:
        if number % EACH == 0 and number > numbers.start:
            assert services.verify() == []
            services = open_one(number // EACH)
        path.write_bytes(document(number, sound))
        try:
            became[tried(services, path, number)] += 1
        except Exception as error:
            error.add_note(f"document {number}")
            raise
    assert services.verify() == []
    return became


def tried(services: Services, path: Path, number: int) -> str:
    """Read, plan and import a document, and see that all of it came in, or nothing.

    Of those with problems, some are tried to be imported.
    """
    try:
        intake = services.documents.read(str(path))
    except SheetError:
        return "refused"
    plan = services.documents.plan(intake)
    assert all(one.told and one.where is not None for one in (*plan.problems, *plan.warnings))
    if plan.problem_count and number % 5:
        return "problems"
    before, keys = services.inventory.audit.head(), len(everything(services))
    try:
        done = services.documents.run(intake)
    except DocumentRefusedError:
        assert plan.problem_count
        assert services.inventory.audit.head() == before
        assert len(everything(services)) == keys
        return "problems"
    assert not plan.problem_count
    assert len(everything(services)) == keys + done.count(RecordState.NEW, Kind.KEY)
    assert not services.documents.plan(intake).does_something
    return "imported" if done.work.count else "same"


def test_no_hostile_document_breaks_an_import(opened, sound, tmp_path):
    became = try_all(opened, sound, tmp_path / "all.json", range(300))
    assert all(became[one] for one in ("refused", "problems", "imported", "same"))


def test_what_is_refused_leaves_everything_as_it_was(scene, sound, tmp_path):
    before, path = told_of(scene.services), tmp_path / "all.json"
    data = sound | {"todos": [*sound["todos"], sound["todos"][0]]}
    data["keys"][0] |= {"name": "another name"}
    with pytest.raises(DocumentRefusedError):
        bring_in(scene.services, data, path.parent)
    assert told_of(scene.services) == before


@pytest.mark.survival
def test_no_hostile_document_of_many_breaks_an_import(opened, sound, tmp_path):
    became = try_all(opened, sound, tmp_path / "all.json", range(FIRST, FIRST + MANY))
    print(dict(became))  # noqa: T201 - the figure
