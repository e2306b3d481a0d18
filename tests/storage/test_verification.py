"""Checking the whole inventory, and finding things by the beginnings of their ids."""

import sys
from collections import Counter

import pytest

from app.core.errors import AmbiguousIdError, CancelledError, NotFoundError, VaultLockedError
from app.services.suite import Services
from app.storage.crash_log import CrashLog
from tests.storage.hand import dump, told


def test_the_check_tells_how_far_it_is(reopen):
    told_so_far: list[tuple[int, int]] = []
    services = reopen()
    assert services.verify(lambda done, total: told_so_far.append((done, total))) == []
    assert [done for done, _ in told_so_far] == sorted(done for done, _ in told_so_far)
    assert told_so_far[-1][0] == told_so_far[-1][1] > 100


def test_the_check_changes_nothing(specimen, reopen):
    services = reopen()
    before = specimen.place.database.read_bytes()
    services.verify()
    assert specimen.place.database.read_bytes() == before


def test_the_check_can_be_cancelled_and_begun_again(specimen, reopen):
    def cancel(done: int, total: int) -> None:
        raise CancelledError

    services = reopen()
    before = dump(specimen.place.database)
    with pytest.raises(CancelledError):
        services.verify(cancel)
    assert dump(specimen.place.database) == before
    assert told(services) == ""
    services.settings.set_text("lock-minutes", "9")


def test_a_shut_vault_checks_nothing(specimen):
    services = specimen.door.open()
    with pytest.raises(VaultLockedError):
        services.verify()
    services.inventory.close()


def ids(reopen) -> tuple[Services, list[str]]:
    services = reopen()
    return services, [row[0] for row in services.inventory._database.sql("SELECT id FROM key")]


def test_a_key_is_found_by_its_id_and_by_a_beginning_that_is_its_alone(reopen):
    services, known = ids(reopen)
    beginnings = Counter(one[:length] for one in known for length in range(1, 37))
    for one in known[:10]:
        shortest = next(one[:at] for at in range(1, 37) if beginnings[one[:at]] == 1)
        for typed in (one, one.upper(), f" {one}\n", shortest, shortest.upper()):
            assert services.keys.find(typed).id == one


def test_a_beginning_of_several_ids_is_told_so(reopen):
    services, known = ids(reopen)
    shared = Counter(one[0] for one in known).most_common(1)[0][0]
    with pytest.raises(AmbiguousIdError, match="Give more of it"):
        services.keys.find(shared)


@pytest.mark.parametrize(
    "nothing", ["", " ", "%", "_", "________", "zzz", "' OR 1=1 --", "\0", "*"]
)
def test_what_begins_no_id_finds_nothing(reopen, nothing):
    services = reopen()
    with pytest.raises(NotFoundError, match="List them"):
        services.keys.find(nothing)
    with pytest.raises(NotFoundError):
        services.todos.find(nothing)


def test_a_crash_is_logged_by_its_places_and_without_what_was_there(tmp_path):
    log = CrashLog(tmp_path / "folder" / "keyholder.log")
    for _ in range(2):
        try:
            raise ValueError("canary")  # noqa: TRY301 - to be caught here
        except ValueError as error:
            log.write(type(error), error.__traceback__)
    written = log.path.read_text("utf-8")
    assert written.count("builtins.ValueError") == 2
    assert "test_verification.py" in written
    assert "canary" not in written
    if sys.platform != "win32":
        assert log.path.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_is_no_second_failure(tmp_path):
    (tmp_path / "file").write_text("in the way")
    CrashLog(tmp_path / "file" / "keyholder.log").write(ValueError, None)
