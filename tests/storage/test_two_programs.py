"""Two programs at one inventory: a real process beside this one."""

import pytest

from app.core.errors import AlreadySetUpError, MaintenanceError
from app.core.preference import LOCK_MINUTES
from app.core.secret import Secret
from app.storage.lock import FileLock
from tests.stage import Stage, create_key, names
from tests.storage import writer
from tests.storage.hand import told


@pytest.mark.parametrize("number", range(10))
def test_of_two_set_ups_at_once_exactly_one_wins(tmp_path, number):
    stage = Stage(folder=tmp_path / "inventory")
    programs = [writer.start(writer.race, str(stage.folder), one) for one in range(2)]
    for _, voice in programs:
        assert voice.recv() == "ready"
    for _, voice in programs:
        voice.send("go")
    ends = [voice.recv() for _, voice in programs]
    for process, voice in programs:
        process.join()
        voice.close()
    winners = [one for one, (end, _) in enumerate(ends) if end == "made"]
    assert len(winners) == 1
    losers = {end for end, _ in ends} - {"made"}
    assert losers <= {"AlreadySetUpError", "MaintenanceError"}
    services = stage.open(locked=True)
    services.access.unlock(Secret(ends[winners[0]][1]))
    assert names(services) == [f"Of program {winners[0]}"]
    assert told(services) == ""
    services.inventory.close()


def test_two_programs_see_each_others_changes(tmp_path):
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.make()
    process, other = writer.start(writer.answer, str(stage.folder))
    stamps = [services.inventory.stamp()]
    for number in range(5):
        create_key(services, f"Ours {number}")
        assert services.inventory.stamp() == stamps[-1]
        other.send(("create", f"Theirs {number}"))
        theirs, _ = other.recv()
        assert sorted(theirs) == sorted(names(services))
        assert f"Theirs {number}" in theirs
        assert f"Ours {number}" in theirs
        stamps.append(services.inventory.stamp())
    assert len(set(stamps)) == 6
    other.send(None)
    process.join()
    assert told(services) == ""
    services.inventory.close()


def test_a_look_changes_no_stamp(tmp_path):
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.make()
    process, other = writer.start(writer.answer, str(stage.folder))
    other.send(("look", ""))
    other.recv()
    before = services.inventory.stamp()
    for _ in range(3):
        other.send(("look", ""))
        other.recv()
    assert services.inventory.stamp() == before
    other.send(None)
    process.join()
    services.inventory.close()


def test_a_setting_of_one_program_is_one_of_the_other(tmp_path):
    stage = Stage(folder=tmp_path / "inventory")
    services = stage.make()
    process, other = writer.start(writer.answer, str(stage.folder))
    other.send(("set", ("lock-minutes", "7")))
    other.recv()
    assert services.settings.load().get(LOCK_MINUTES) == 7
    services.settings.set_text("lock-minutes", "8")
    other.send(None)
    process.join()
    services.inventory.close()


def test_no_inventory_is_set_up_where_one_is_being_used(tmp_path):
    """The database was deleted under a program that still runs: its lock is there."""
    stage = Stage(folder=tmp_path / "inventory")
    stage.place.prepare()
    lock = FileLock(stage.place.maintenance_lock)
    assert lock.take(shared=True)
    with pytest.raises(MaintenanceError, match="Wait until it has finished"):
        stage.make()
    assert not stage.door.exists()
    lock.release()
    stage.make().inventory.close()


def test_an_inventory_is_not_opened_while_it_is_being_repaired(specimen):
    lock = FileLock(specimen.place.maintenance_lock)
    assert lock.take()
    with pytest.raises(MaintenanceError):
        specimen.door.open()
    lock.release()
    specimen.open().inventory.close()


def test_several_programs_use_one_inventory(specimen):
    opened = [specimen.open() for _ in range(4)]
    for services in opened:
        services.inventory.close()
    with pytest.raises(AlreadySetUpError):
        specimen.make()


def test_an_inventory_that_is_closed_lets_go_of_its_lock(specimen):
    specimen.open().inventory.close()
    lock = FileLock(specimen.place.maintenance_lock)
    assert lock.take(patience_s=0)
    lock.release()


def test_a_failed_start_lets_go_of_the_lock(specimen):
    whole = specimen.place.database.read_bytes()
    specimen.place.database.write_bytes(b"no database" * 100)
    with pytest.raises(Exception, match="is not a Keyholder inventory"):
        specimen.door.open()
    lock = FileLock(specimen.place.maintenance_lock)
    assert lock.take(patience_s=0)
    lock.release()
    specimen.place.database.write_bytes(whole)


def test_there_is_one_window_to_an_inventory(specimen):
    first, second = specimen.door, specimen.door
    assert first.take_window()
    assert not second.take_window()
    assert first.take_window()
    assert not second.take_window()
    first._window.release()
    assert second.take_window()
    second._window.release()


def test_windows_to_two_inventories_do_not_disturb_each_other(tmp_path):
    doors = [Stage(folder=tmp_path / name).door for name in ("one", "two")]
    assert [door.take_window() for door in doors] == [True, True]
    for door in doors:
        door._window.release()


def test_a_window_lock_ends_with_its_program_however_it_ends(specimen):
    process, voice = writer.start(writer.hold_window, str(specimen.folder))
    assert voice.recv() is True
    assert not specimen.door.take_window()
    process.kill()
    process.join()
    voice.close()
    door = specimen.door
    assert door.take_window()
    door._window.release()
