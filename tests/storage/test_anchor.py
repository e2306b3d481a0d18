"""An older inventory put in place of the present one, behind the program's back."""

import json
import random
import stat

import pytest

from app.core.audit import Act, Thing
from app.core.organisation import AccountDraft
from tests.stage import create_key
from tests.storage.hand import attacking, told

OLDER = "An older state of the inventory was put in its place"


@pytest.fixture
def replaced(specimen, reopen):
    """The specimen, a day's work done and yesterday's file in its place again."""
    services = reopen()
    create_key(services, "Yesterday")
    yesterday = specimen.place.database.read_bytes()
    create_key(services, "Today")
    services.inventory.close()
    specimen.place.database.write_bytes(yesterday)
    return specimen


@pytest.mark.parametrize("number", range(20))
def test_whatever_was_done_since_is_missed(specimen, reopen, number):
    chance = random.Random(number)
    services = reopen()
    files = []
    for step in range(chance.randrange(2, 6)):
        files.append(specimen.place.database.read_bytes())
        chance.choice(
            (
                lambda services=services, step=step: create_key(services, f"Key {step}"),
                lambda services=services, step=step: services.settings.set_text(
                    "lock-minutes", str(40 + step)
                ),
                lambda services=services: services.accounts.create(
                    AccountDraft(name="Eve", organisation=services.organisations.default().id)
                ),
            )
        )()
    assert told(services) == ""
    services.inventory.close()
    specimen.place.database.write_bytes(chance.choice(files))
    assert OLDER in told(reopen())


def test_it_is_told_in_words_with_what_to_do(replaced, reopen):
    finding = told(reopen())
    assert "Restore your latest backup" in finding
    assert "keyholder verify --accept" in finding


def test_working_on_does_not_hide_it(replaced, reopen):
    services = reopen()
    for number in range(5):
        create_key(services, f"Later {number}")
    assert OLDER in told(services)


def test_accepted_it_is_told_no_more_and_the_trail_says_so(replaced, reopen):
    services = reopen()
    entries = services.checks.head().entries
    assert services.checks.accept()
    assert told(services) == ""
    last = services.inventory.audit.latest(1)[0]
    assert last.act is Act.RESTORED
    assert last.after == {"accepted": True, "entries": entries}
    assert last.before["entries"] > entries
    create_key(services, "Later")
    assert told(services) == ""
    assert not services.checks.accept()


def test_a_forged_state_of_the_same_length_is_told(specimen, reopen):
    services = reopen()
    before = specimen.place.database.read_bytes()
    create_key(services, "One")
    services.inventory.close()
    seen = specimen.place.seen.read_bytes()
    specimen.place.database.write_bytes(before)
    specimen.place.seen.unlink()
    services = reopen()
    create_key(services, "Another")
    services.inventory.close()
    specimen.place.seen.write_bytes(seen)
    assert OLDER in told(reopen())


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"null", b"\xff", b'{"mac": "0"}'])
def test_a_spoiled_file_accuses_nobody_and_is_written_anew(specimen, reopen, content):
    services = reopen()
    specimen.place.seen.write_bytes(content)
    assert told(services) == ""
    create_key(services)
    assert json.loads(specimen.place.seen.read_text())["entries"] == services.checks.head().entries


def test_a_number_changed_in_the_file_accuses_nobody(specimen, reopen):
    services = reopen()
    create_key(services)
    mark = json.loads(specimen.place.seen.read_text())
    specimen.place.seen.write_text(json.dumps(mark | {"entries": mark["entries"] + 1}))
    assert told(services) == ""


def test_an_inventory_from_before_a_new_vault_key_is_told_though_its_seal_is_another(
    specimen, reopen
):
    services = reopen()
    create_key(services)
    mark = json.loads(specimen.place.seen.read_text())
    specimen.place.seen.write_text(json.dumps(mark | {"generation": mark["generation"] + 1}))
    assert OLDER in told(services)


def test_a_file_that_is_behind_accuses_nobody(specimen, reopen):
    services = reopen()
    create_key(services, "One")
    behind = specimen.place.seen.read_bytes()
    create_key(services, "Two")
    specimen.place.seen.write_bytes(behind)
    assert told(services) == ""


def test_a_shut_vault_remembers_nothing(specimen, reopen):
    specimen.place.seen.unlink()
    services = specimen.open(locked=True)
    with services.workplace.unsealed():
        services.workplace.record(Act.LOCKED, Thing.ACCESS, "")
    assert not specimen.place.seen.exists()
    services.inventory.close()


def test_the_file_is_for_its_owner_alone_and_leaves_no_other_behind(specimen, reopen):
    create_key(reopen())
    assert stat.S_IMODE(specimen.place.seen.stat().st_mode) == 0o600
    assert [path.name for path in specimen.folder.glob("inventory.seen*")] == ["inventory.seen"]


def test_a_folder_where_it_cannot_be_written_stops_nothing(specimen, reopen):
    services = reopen()
    specimen.place.seen.unlink(missing_ok=True)
    specimen.place.seen.mkdir()
    create_key(services)
    assert told(services) == ""


def test_a_cut_trail_is_told_as_well(specimen, reopen):
    services = reopen()
    create_key(services)
    services.inventory.close()
    with attacking(specimen.place.database) as connection:
        connection.execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    assert OLDER in told(reopen())
