"""Keys found in files: in every spelling, nothing missed, nothing else taken for one."""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.core.audit import Act
from app.core.errors import CancelledError, FieldError, VaultLockedError
from app.core.key import KeyState
from app.core.scan import Search, Skipped
from app.core.secret import Secret
from app.services.file_search import Found
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services import forest
from tests.services.forest import NOT_OURS
from tests.stage import OTHER_VALUE, VALUE, FakeClock, Stage, add_key

ODD = "kh_live_4f9ad03b77c2e1"


@pytest.fixture
def values(services: Services) -> list[str]:
    """The values of five keys, all of the portal's form."""
    made = [f"0000000{n}-1111-4222-8333-4444444444a{n}" for n in range(5)]
    for number, value in enumerate(made):
        add_key(services, f"Key {number}", value=Secret(value))
    return made


def search(services: Services, *paths: Path, **more: object) -> Found:
    given = Search(paths=tuple(map(str, paths)), **more)  # type: ignore[arg-type]  # each its own
    return services.file_search.run(given)


def places(found: Found) -> set[tuple[str, int, str]]:
    return {(one.place.path, one.place.line, one.key.name) for one in found.places}


def require_all(services: Services, root: Path, values: Sequence[str], files: int) -> Found:
    """Plant so many files, and require that exactly what was planted is found."""
    planted = forest.plant(root, values, files)
    forest.aside(root, values[0])
    found = search(services, root, excludes=("left-out/",), most_bytes=1_900_000)
    names = {value: f"Key {number}" for number, value in enumerate(values)}
    assert places(found) == {(path, line, names[value]) for path, line, value in planted}
    assert found.findings.files == files
    assert found.findings.unreadable == []
    assert found.findings.skipped == {
        Skipped.ARCHIVE: 2,
        Skipped.BINARY: 1,
        Skipped.HUGE: 1,
        Skipped.EXCLUDED: 1,
        Skipped.LINK: 2,
        Skipped.SPECIAL: 1,
    }
    return found


def test_all_are_found_in_every_spelling(services, values, tmp_path):
    found = require_all(services, tmp_path / "tree", values, 330)
    assert found.findings.unknown > 100
    assert found.keys == len(values)


@pytest.mark.survival
@pytest.mark.timeout(300)
def test_all_are_found_among_50_000_files(services, values, tmp_path):
    start = time.perf_counter()
    found = require_all(services, tmp_path / "tree", values, 50_000)
    print(f"{len(found.places)} found, {time.perf_counter() - start:.1f} s with planting")  # noqa: T201 - the figure


def test_the_state_of_each_is_told_and_what_works_no_more(services, clock: FakeClock, tmp_path):
    add_key(services, "Working", value=VALUE)
    old = add_key(services, "Old", value=OTHER_VALUE, expires_on=date(2026, 7, 1))
    clock.turn(days=60)
    (tmp_path / "a.env").write_text(f"A={VALUE.reveal()}\nB={OTHER_VALUE.reveal()}\n")
    found = search(services, tmp_path / "a.env")
    assert [(one.key.name, one.state, one.works) for one in found.places] == [
        ("Working", KeyState.ACTIVE, True),
        ("Old", KeyState.EXPIRED, False),
    ]
    assert found.stopped == 1
    services.change.remove([old.id])
    assert search(services, tmp_path / "a.env").places[1].state is KeyState.REMOVED


@pytest.mark.parametrize("locked", [False, True])
def test_values_of_another_form_are_found(services, tmp_path, locked):
    add_key(services, "Odd", value=Secret(ODD))
    add_key(services, "Usual", value=VALUE)
    (tmp_path / "a.ini").write_text(f"[x]\nkey: {ODD};\n# {VALUE.reveal()}\n", "utf-8")
    if locked:
        services.access.lock()
    assert places(search(services, tmp_path)) == {
        (str(tmp_path / "a.ini"), 2, "Odd"),
        (str(tmp_path / "a.ini"), 3, "Usual"),
    }


def test_a_short_value_is_told_on_each_of_its_lines(services, tmp_path):
    add_key(services, "Short", value=Secret("short-key-1"))
    (tmp_path / "a.ini").write_text("a=short-key-1\nb=2\nc='short-key-1' short-key-1\n")
    found = search(services, tmp_path)
    assert [one.place.line for one in found.places] == [1, 3]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "utf-8-sig"])
def test_an_encoding_that_a_file_names_itself_is_read(services, tmp_path, encoding):
    add_key(services, "Wide", value=VALUE)
    (tmp_path / "a.ini").write_text(f"[x]\nkey={VALUE.reveal()}\n", encoding)
    assert places(search(services, tmp_path)) == {(str(tmp_path / "a.ini"), 2, "Wide")}


def test_a_system_that_gives_less_at_once_than_was_asked_for_hides_nothing(
    services, tmp_path, monkeypatch
):
    """Linux gives at most 2 GiB; others may give any part."""
    add_key(services, "Last", value=VALUE)
    (tmp_path / "dump").write_text("x\n" * 5_000 + VALUE.reveal())
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: read(handle, min(most, 4_000)))
    found = search(services, tmp_path / "dump")
    assert places(found) == {(str(tmp_path / "dump"), 5_001, "Last")}
    assert found.findings.size == 10_036


def test_the_newest_record_of_a_corrected_value_is_named(services, tmp_path):
    old = add_key(services, "Slip", value=VALUE)
    new = services.secret.correct(old.id, Correction(expires_on=date(2028, 1, 1)))
    (tmp_path / "f").write_text(VALUE.reveal())
    assert [one.key.id for one in search(services, tmp_path).places] == [new.id]


def test_a_shut_vault_recognises_nothing(services, stage: Stage, tmp_path):
    services.inventory.close()
    shut = stage.open(locked=True)
    with pytest.raises(VaultLockedError):
        search(shut, tmp_path)
    shut.inventory.close()


def test_a_path_where_nothing_is_is_told(services, tmp_path):
    with pytest.raises(FieldError, match="There is nothing at"):
        search(services, tmp_path, tmp_path / "nowhere")


def test_a_file_is_searched_by_its_name_and_a_named_link_is_followed(services, tmp_path):
    add_key(services, "Linked", value=VALUE)
    (tmp_path / "real").write_text(VALUE.reveal())
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(search(services, tmp_path / "link").places) == 1
    assert len(search(services, tmp_path).places) == 1


def test_excludes_are_those_of_a_gitignore(services, tmp_path):
    add_key(services, "Key", value=VALUE)
    for name in ("a.log", "keep.log", "b.txt", "deep/c.log", "node_modules/x/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(VALUE.reveal())
    found = search(services, tmp_path, excludes=("*.log", "!keep.log", "node_modules/"))
    assert {Path(one.place.path).name for one in found.places} == {"keep.log", "b.txt"}


def test_hostile_names_and_contents_are_no_trouble(services, tmp_path):
    add_key(services, "Key", value=VALUE)
    names = [b"a\nb", b"\xff\xfe", b"<b>x<b>", b" ", b"-rf", "\u202egpj".encode()]
    for name in names:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123 - bytes
            file.write(b"\xfd\xff " + VALUE.reveal().encode() + b" \x80")
    (tmp_path / "empty").touch()
    (tmp_path / "half").write_bytes(b"\xff\xfe\x00")
    found = search(services, tmp_path)
    assert len(found.places) == len(names)
    assert all(one.place.path.encode() for one in found.places), "it can be told anywhere"
    assert found.findings.unreadable == []


def test_a_tree_as_deep_as_paths_allow_is_searched(services, tmp_path):
    add_key(services, "Deep", value=VALUE)
    folder = tmp_path / "deep"
    folder.mkdir()
    for _level in range(1_500):
        folder = folder / "d"
        folder.mkdir()
    (folder / "f").write_text(VALUE.reveal())
    found = search(services, tmp_path / "deep")
    for _level in range(1_501):  # what tidies up afterwards goes down by calling itself
        for one in folder.iterdir():
            one.rmdir() if one.is_dir() else one.unlink()
        folder = folder.parent
    assert [one.key.name for one in found.places] == ["Deep"]
    assert found.findings.unreadable == []


def test_it_can_be_cancelled(services, tmp_path):
    forest.plant(tmp_path / "tree", [NOT_OURS], 450)

    def stop(done: int, _total: int) -> None:
        if done >= 200:
            raise CancelledError

    with pytest.raises(CancelledError):
        services.file_search.run(Search(paths=(str(tmp_path / "tree"),)), stop)


def test_the_trail_tells_how_much_and_no_paths(services, tmp_path):
    add_key(services, "Key", value=VALUE)
    (tmp_path / "secret-project.conf").write_text(VALUE.reveal())
    search(services, tmp_path)
    entry = services.inventory.audit.latest(1)[0]
    assert entry.act is Act.SEARCHED
    assert entry.after["places"] == entry.after["keys"] == 1
    assert "secret-project" not in str(entry)
    assert VALUE.reveal() not in str(entry)
