"""The calendar file that is kept up to date: whole, private, and written only when needed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from app.core.errors import CalendarFileError
from app.core.key import Key
from app.services.key_change import KeyEdit
from tests.delivery.calendar_reader import file_of_all, only, read
from tests.stage import OTHER_VALUE, VALUE, add_key

MONDAY = date(2026, 9, 14)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")


@pytest.fixture
def key(services) -> Key:
    return add_key(services, "Koha", expires_on=MONDAY, value=VALUE)


@pytest.fixture
def path(services, key, tmp_path) -> Path:
    """Where the calendar is wanted."""
    folder = Path(tmp_path) / "my calendars"
    folder.mkdir()
    path = folder / "schlüssel of keys.ics"
    services.settings.set_text("calendar-file", str(path))
    return path


def title(path: Path) -> str:
    return only(path.read_bytes()).title


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def marked(path: Path) -> tuple[int, int]:
    """Return what tells one writing of a file from the next."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_the_file_is_written_where_it_is_wanted_and_nothing_else(services, path):
    services.calendar.keep_up_to_date()
    assert title(path) == "API key “Koha”: last working day"
    assert path.read_bytes() == file_of_all(services)
    assert list(path.parent.iterdir()) == [path]


def test_without_a_path_no_file_is_written(services, path):
    services.settings.set_text("calendar-file", "")
    services.calendar.keep_up_to_date()
    assert not path.exists()


def test_the_file_follows_each_change(services, key, path):
    services.calendar.keep_up_to_date()
    services.change.edit(key.id, KeyEdit(name="Another"))
    services.calendar.keep_up_to_date()
    assert title(path) == "API key “Another”: last working day"
    add_key(services, "Evergreen", expires_on=MONDAY)
    services.calendar.keep_up_to_date()
    assert len(read(path.read_bytes())) == 2
    services.settings.set_text("notice-stages", "5")
    services.calendar.keep_up_to_date()
    assert {len(event.alarms) for event in read(path.read_bytes())} == {1}


def test_the_file_is_left_alone_where_nothing_changed(services, key, path, clock):
    services.calendar.keep_up_to_date()
    before = marked(path)
    services.calendar.keep_up_to_date()
    services.secret.copy(key.id)
    services.settings.set_text("appearance", "dark")
    clock.turn(days=1)
    services.access.lock()
    services.calendar.keep_up_to_date()
    assert marked(path) == before


def test_the_file_is_left_alone_by_a_program_that_finds_it_as_it_should_be(services, path, stage):
    services.calendar.keep_up_to_date()
    before = marked(path)
    services.inventory.close()
    again = stage.open(locked=True)
    again.calendar.keep_up_to_date()
    assert marked(path) == before
    again.inventory.close()


def test_what_another_program_changed_reaches_the_file(services, key, path, stage):
    services.calendar.keep_up_to_date()
    other = stage.open()
    other.change.edit(key.id, KeyEdit(name="Another"))
    other.inventory.close()
    services.calendar.keep_up_to_date()
    assert title(path) == "API key “Another”: last working day"


def test_another_path_gets_a_file_of_its_own(services, path):
    services.calendar.keep_up_to_date()
    other = path.with_name("other.ics")
    services.settings.set_text("calendar-file", str(other))
    services.calendar.keep_up_to_date()
    assert other.read_bytes() == path.read_bytes()


@POSIX
def test_a_new_file_is_for_its_owner_alone(services, path):
    services.calendar.keep_up_to_date()
    assert mode(path) == 0o600


@POSIX
@pytest.mark.parametrize("given", [0o600, 0o640, 0o644])
def test_a_file_that_is_there_keeps_its_mode(services, key, path, given):
    path.write_bytes(b"")
    path.chmod(given)
    services.calendar.keep_up_to_date()
    assert mode(path) == given
    services.change.edit(key.id, KeyEdit(name="Another"))
    services.calendar.keep_up_to_date()
    assert mode(path) == given


def test_a_file_of_something_else_is_replaced_in_whole(services, path):
    path.write_bytes(b"x" * 100_000)
    services.calendar.keep_up_to_date()
    assert path.read_bytes() == file_of_all(services)


def no_folder(path: Path) -> Path:
    return path.parent / "gone" / path.name


def below_a_file(path: Path) -> Path:
    path.write_bytes(b"")
    return path / path.name


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize("place", [no_folder, below_a_file, a_folder])
def test_a_path_that_cannot_be_written_is_named_with_the_reason(services, path, place):
    wrong = str(place(path))
    services.settings.set_text("calendar-file", wrong)
    with pytest.raises(CalendarFileError) as raised:
        services.calendar.keep_up_to_date()
    told = str(raised.value)
    assert told.startswith(f"The calendar file {wrong} could not be written (")
    assert "None" not in told
    assert told.endswith("Choose another place for it in Preferences, Notices.")


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """Let no file grow beyond *most* bytes meanwhile, as on a disk that is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_where_writing_fails_the_former_file_stays_whole(services, key, path):
    services.calendar.keep_up_to_date()
    before = path.read_bytes()
    services.change.edit(key.id, KeyEdit(name="Another"))
    for _ in range(2):
        wanted = services.calendar.due()
        with small_files(100), pytest.raises(CalendarFileError):
            services.calendar.keep(wanted)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]
    services.calendar.keep_up_to_date()
    assert title(path) == "API key “Another”: last working day"


def test_a_calendar_is_saved_to_a_file_that_is_chosen_once(services, key, path):
    chosen = services.calendar.of([key.id])
    assert services.calendar.save(str(path), chosen)
    assert not services.calendar.save(str(path), chosen)
    assert title(path) == "API key “Koha”: last working day"


def test_the_file_holds_no_value_of_a_key(services, path):
    add_key(services, "Evergreen", value=OTHER_VALUE, expires_on=MONDAY)
    services.calendar.keep_up_to_date()
    content = path.read_bytes().replace(b"\r\n ", b"").decode()
    for value in (VALUE, OTHER_VALUE):
        assert value.reveal()[-12:] not in content
