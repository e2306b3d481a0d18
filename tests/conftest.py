"""What all tests share: a stage, an inventory on it, and long tests left out unless asked for."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap
from app.services.suite import Services
from tests.edges import EdgeStage, FakeDesktop, FakePostman
from tests.stage import FakeClock, MemoryKeyring, Stage


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, unless they are asked for by their mark."""
    marks = {mark for mark in ("soak", "survival") if mark not in config.option.markexpr}
    long = [item for item in items if any(map(item.get_closest_marker, marks))]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def desktop() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def postman() -> FakePostman:
    return FakePostman()


@pytest.fixture
def stage(
    tmp_path: Path,
    clock: FakeClock,
    keyring: MemoryKeyring,
    desktop: FakeDesktop,
    postman: FakePostman,
) -> EdgeStage:
    return EdgeStage(
        folder=tmp_path / "inventory",
        clock=clock,
        keyring=keyring,
        desktop=desktop,
        postman=postman,
    )


@pytest.fixture
def added_level(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of a permission level that was added to the program's data file."""
    folder = tmp_path / "resources"
    shutil.copytree(bootstrap.resources(), folder)
    path = folder / "permission-levels.json"
    content = json.loads(path.read_text("utf-8"))
    content["levels"].append(
        {
            "id": "counting",
            "label": "Counting",
            "can": ["count what is used"],
            "cannot": ["sign anybody in"],
            "needs_reports_api": True,
            "operations": ["reports"],
        }
    )
    path.write_text(json.dumps(content), "utf-8")
    monkeypatch.setattr(bootstrap, "resources", lambda: folder)
    return "counting"


@pytest.fixture
def services(stage: Stage) -> Iterator[Services]:
    """Services over a new inventory, its vault open."""
    made = stage.make()
    yield made
    made.inventory.close()
