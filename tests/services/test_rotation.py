"""A new vault key: everything sealed again, and what opens it afterwards."""

import sqlite3
from contextlib import closing

import pytest

from app.core.access import WayKind
from app.core.audit import Act
from app.core.errors import (
    CancelledError,
    DatabaseBusyError,
    KeyringError,
    RotationInUseError,
    RotationUnsoundError,
    TakenAfterRotationError,
    VaultLockedError,
    WrongSecretError,
)
from app.core.secret import Secret
from app.services.suite import Services
from app.storage.lock import FileLock
from tests.services.scene import rotated, watched
from tests.stage import PASSPHRASE, RECOVERY_CODE, VALUE, Stage, add_key, create_key, listed
from tests.storage.hand import attacking, plain

MAIL_PASSWORD = Secret("a dummy password for mail")
EVERYTHING = {"filter": "state:expired,expiring,active,disabled,removed"}


def content(services: Services) -> list[object]:
    """Return what the inventory holds, values included."""
    keys = listed(services, **EVERYTHING)
    values = {key.id: services.secret.reveal(key.id).reveal() for key in keys if key.has_value}
    return [keys, values, services.accounts.all(), services.organisations.all()]


def sealed(stage: Stage) -> dict[str, list[object]]:
    """Return each sealed value and fingerprint as the file has it."""
    with plain(stage.place.database) as connection:
        rows = connection.execute("SELECT id, value, fingerprint, generation, mac FROM key")
        return {key_id: seals for key_id, *seals in rows}


@pytest.fixture
def full(services):
    create_key(services, "Koha", notes="a note")
    add_key(services, "Alma", value=VALUE)
    add_key(services, "By its ending")
    with services.workplace.change():
        services.inventory.credentials.set("mail", MAIL_PASSWORD)
    return services


def test_everything_is_as_it_was_and_sealed_another_way(full, stage):
    before, was = content(full), sealed(stage)
    rotated(full)
    assert content(full) == before
    assert full.verify() == []
    for key_id, seals in sealed(stage).items():
        for old, new in zip(was[key_id], seals, strict=True):
            assert old is None or old != new
    assert full.inventory.credentials.get("mail") == MAIL_PASSWORD


def test_the_new_code_opens_the_vault_and_the_old_one_does_not(full, stage):
    code = rotated(full)
    full.inventory.close()
    services = stage.open(locked=True)
    with pytest.raises(WrongSecretError):
        services.access.unlock(RECOVERY_CODE)
    for secret in (code, PASSPHRASE):
        services.access.unlock(secret)
        assert services.verify() == []
        services.access.lock()
    services.inventory.close()


def test_a_key_is_still_found_by_its_value(full):
    rotated(full)
    found = full.inventory.keys.holder_of(VALUE)
    assert found is not None
    assert found.name == "Alma"


def test_the_keyring_opens_it_with_an_entry_of_its_own(stage):
    services = stage.make(keyring=True)
    before = dict(stage.keyring.entries)
    rotated(services)
    assert len(stage.keyring.entries) == 1
    assert not stage.keyring.entries.keys() & before.keys()
    services.inventory.close()
    services = stage.open(locked=True)
    assert services.access.open_at_start()
    assert services.verify() == []
    services.inventory.close()


def test_without_a_passphrase_the_recovery_code_is_asked_for(stage):
    services = stage.make(passphrase=None, keyring=True)
    assert services.rotation.asks_for() is WayKind.RECOVERY_CODE
    code = rotated(services, RECOVERY_CODE)
    assert {way.kind for way in services.ways.all()} == {WayKind.KEYRING, WayKind.RECOVERY_CODE}
    assert rotated(services, code) != code
    services.inventory.close()


@pytest.mark.parametrize("wrong", [RECOVERY_CODE, Secret("not the passphrase")])
def test_nothing_changes_without_the_passphrase(full, stage, wrong):
    was = sealed(stage)
    with watched(full) as added, pytest.raises(WrongSecretError):
        rotated(full, wrong)
    assert [one.act for one in added] == [Act.UNLOCK_FAILED]
    assert sealed(stage) == was


def test_the_trail_tells_of_it_and_goes_on(full):
    with watched(full) as added:
        rotated(full)
    (told,) = added
    assert (told.act, told.after) == (Act.ROTATED, {"ways": ["passphrase", "recovery_code"]})
    create_key(full, "Another")
    assert full.verify() == []


def test_it_can_be_done_again_and_again(full):
    before = content(full)
    for _ in range(3):
        rotated(full)
    assert content(full) == before
    assert full.verify() == []


def test_a_locked_vault_is_asked_to_be_opened(full):
    full.access.lock()
    with pytest.raises(VaultLockedError):
        rotated(full)


def test_another_program_must_be_closed_first(full, stage):
    was = sealed(stage)
    other = stage.open(locked=True)
    with pytest.raises(RotationInUseError):
        rotated(full)
    assert sealed(stage) == was
    other.inventory.close()
    rotated(full)
    create_key(full, "Still ours")
    assert full.verify() == []


def test_the_inventory_is_shared_again_afterwards(full, stage):
    code = rotated(full)
    other = stage.open(locked=True)
    other.access.unlock(code)
    create_key(other, "By the other")
    assert "By the other" in [key.name for key in listed(full)]
    other.inventory.close()


def test_what_was_changed_outside_is_never_sealed_anew(full, stage):
    with attacking(stage.place.database) as connection:
        connection.execute("UPDATE key SET notes = 'forged'")
    with pytest.raises(RotationUnsoundError) as caught:
        rotated(full)
    assert "changed outside Keyholder" in str(caught.value)
    assert full.verify() != []


def test_nothing_is_changed_outside_between_the_check_and_the_seal(full, stage):
    """Another program's hands are kept off from before the first record is checked."""
    refused: list[str] = []

    def edit(_done: int, _total: int) -> None:
        with closing(sqlite3.connect(stage.place.database, timeout=0)) as other:
            try:
                other.execute("UPDATE preference SET text = 'forged'")
                other.commit()
            except sqlite3.OperationalError as error:
                refused.append(str(error))

    full.settings.set_text("lock-minutes", "30")
    full.rotation.run(PASSPHRASE, full.ways.new_recovery_code(), edit)
    assert set(refused) == {"database is locked"}
    assert full.verify() == []


@pytest.mark.parametrize("at", range(4))
def test_cancelling_leaves_all_as_it_was(full, stage, at):
    was, calls = sealed(stage), 0

    def stop(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > at * 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        full.rotation.run(PASSPHRASE, full.ways.new_recovery_code(), stop)
    assert sealed(stage) == was
    assert full.verify() == []
    create_key(full, "Goes on")


def test_a_keyring_that_fails_leaves_all_as_it_was(stage):
    services = stage.make(keyring=True)
    was = dict(stage.keyring.entries)

    def refuse(*_entry: str) -> None:
        raise RuntimeError

    stage.keyring.set_password = refuse
    with pytest.raises(KeyringError):
        rotated(services)
    assert stage.keyring.entries == was
    assert services.verify() == []
    services.inventory.close()
    services = stage.open(locked=True)
    assert services.access.open_at_start()
    services.inventory.close()


def test_a_search_that_runs_meanwhile_still_recognises_every_key(full):
    recogniser = full.inventory.values.recogniser()
    before = recogniser.holder(VALUE)
    rotated(full)
    assert recogniser.holder(VALUE) == before is not None
    assert full.inventory.values.recogniser().holder(VALUE) == before


def test_a_search_opens_no_value_once_the_vault_is_locked(full):
    recogniser = full.inventory.values.recogniser()
    full.access.lock()
    with pytest.raises(VaultLockedError):
        recogniser.vault.key()
    assert recogniser.holder(VALUE) is not None


def test_what_goes_on_beside_has_the_new_key_before_the_keyring_is_tidied(stage):
    """A keyring may take its time to forget the former entry."""
    services = stage.make(keyring=True)
    add_key(services, "Alma", value=VALUE)
    vault, had = services.inventory._vault, list[int]()
    stage.keyring.delete_password = lambda *_entry: had.append(vault.generation)
    before = vault.generation
    rotated(services)
    assert had
    assert had[0] > before
    services.inventory.close()


def test_no_value_is_unknown_at_the_moment_of_the_change(full, stage):
    """What has new seals already, while the vault has its former key, is not yet answered for."""
    with attacking(stage.place.database) as connection:
        connection.execute("UPDATE state SET generation = generation + 1")
    with pytest.raises(DatabaseBusyError):
        full.inventory.values.holders([VALUE])
    with pytest.raises(DatabaseBusyError):
        full.inventory.values.recogniser()


def test_an_inventory_taken_right_afterwards_is_told_as_such(full, stage):
    """What was stored is never called unchanged, though the inventory cannot be shared again."""
    other = FileLock(stage.place.maintenance_lock)

    def take() -> None:
        stage.place.maintenance_lock.unlink()
        assert other.take(patience_s=0)

    code = full.ways.new_recovery_code()
    with pytest.raises(TakenAfterRotationError, match="The vault has its new key"):
        full.rotation.run(PASSPHRASE, code, hand_out=take)
    other.release()
    full.inventory.close()
    services = stage.open(locked=True)
    services.access.unlock(code)
    assert services.verify() == []
    services.inventory.close()
