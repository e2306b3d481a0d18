"""Programs killed while they import, and disks that are full: all keys come in, or none."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.services.documents import data_of
from tests.stage import Stage, create_key
from tests.storage import import_acts
from tests.storage.hand import told
from tests.storage.processes import errand, with_mounts
from tests.storage.test_backup_kills import killed_after, once

KEYS = 40
Act = Callable[[str, Connection], None]
Write = Callable[[Path, int, int], None]


@dataclass(frozen=True)
class Kind:
    """How files of one kind are brought in, by a process that is killed or one that is not."""

    act: Act
    errand: str
    write: Write


@pytest.fixture
def place(tmp_path: Path) -> Stage:
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.make()
    create_key(services, "there")
    services.inventory.close()
    return stage


def import_under_kills(stage: Stage, times: int, kind: Kind) -> tuple[int, int]:
    """Import, killed each time; return how often all came in, and how often nothing."""
    chance, folder = random.Random(5), stage.folder.parent
    kind.write(folder, KEYS, 0)
    long = once(kind.act, str(stage.folder)) * 2
    whole = nothing = 0
    for number in range(times):
        kind.write(folder, KEYS, 1000 + number)
        before = _count(stage)
        seconds = long * (number + chance.random()) / times
        done = killed_after(seconds, kind.act, str(stage.folder))
        came = _count(stage) - before
        assert came in {0, KEYS}
        assert came == KEYS or not done
        whole += came == KEYS
        nothing += came == 0
    return whole, nothing


def _count(stage: Stage) -> int:
    services = stage.open()
    assert told(services) == ""
    count = len(services.imports._known().keys)
    services.inventory.close()
    return count


@pytest.fixture(params=["csv", "json"])
def kind(request: pytest.FixtureRequest, place: Stage) -> Kind:
    if request.param == "csv":
        return Kind(import_acts.bring_in, "import", import_acts.write)
    services = place.open()
    data = data_of(services)
    services.inventory.close()

    def write(folder: Path, count: int, batch: int) -> None:
        import_acts.write_document(folder, data, count, batch)

    return Kind(import_acts.bring_document_in, "import document", write)


def test_an_import_that_is_killed_is_whole_or_nothing(place, kind):
    import_under_kills(place, 6, kind)


@pytest.mark.survival
def test_two_hundred_killed_imports_are_whole_or_nothing(place, kind):
    whole, nothing = import_under_kills(place, 200, kind)
    assert whole
    assert nothing
    print(f"all came in {whole} times, nothing {nothing} times")  # noqa: T201 - the figure


@pytest.mark.parametrize("more", [0, 40, 4_000])
def test_a_full_disk_takes_all_or_nothing(place, kind, tmp_path, more):
    kind.write(tmp_path, KEYS, 0)
    small = tmp_path / "small"
    small.mkdir()
    size = place.place.database.stat().st_size // 1024 // 4 * 4 + more + 60
    disk = with_mounts(
        f"mount -t tmpfs -o size={size}k none {small}; cp -r {place.folder} {small}/inventory;"
        f" ln -s {tmp_path}/keys.csv {tmp_path}/all.json {small}/"
    )
    answer = errand(kind.errand, small / "inventory", before=disk)
    assert answer["verify"] == []
    assert answer["keys"] == (1 if answer["failure"] else 1 + KEYS)
    assert bool(answer["failure"]) is (more < 4_000)
    assert "The disk is full" in answer["failure"] or more == 4_000
