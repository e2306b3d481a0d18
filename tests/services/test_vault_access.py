"""The vault: opened by any way in, locked, and the rules for ways in."""

import sqlite3

import pytest

from app.core import recovery
from app.core.access import VaultState, WayKind
from app.core.audit import Act, Thing
from app.core.errors import (
    FieldError,
    InUseError,
    KeyringAbsentError,
    KeyringError,
    VaultLockedError,
    WrongSecretError,
)
from app.core.secret import Secret
from app.services.suite import Services
from tests.services.scene import watched
from tests.stage import PASSPHRASE, RECOVERY_CODE, VALUE, Stage, add_key, create_key

NEW = Secret("another dummy passphrase")


def kinds(services: Services) -> set[WayKind]:
    return {way.kind for way in services.ways.all()}


def state(services: Services) -> VaultState:
    return services.access.state


def opens(services: Services, secret: Secret) -> bool:
    """Tell whether *secret* opens the vault once it is locked."""
    services.access.lock()
    try:
        services.access.unlock(secret)
    except WrongSecretError:
        services.access.unlock(RECOVERY_CODE)
        return False
    return True


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        (PASSPHRASE, "passphrase"),
        (RECOVERY_CODE, "recovery_code"),
        (Secret(RECOVERY_CODE.reveal().lower().replace("-", " ")), "recovery_code"),
        (Secret("OOOO-OOOO-OOOO-OOOO-OOOO-OOOO-OOWF"), "recovery_code"),
    ],
)
def test_a_locked_vault_is_opened_by_passphrase_or_recovery_code(services, secret, kind):
    key = add_key(services, value=VALUE)
    with watched(services) as added:
        services.access.lock()
        assert state(services) is VaultState.LOCKED
        services.access.unlock(secret)
    assert state(services) is VaultState.OPEN
    assert services.secret.copy(key.id) == VALUE
    assert [(entry.act, entry.thing_id) for entry in added] == [
        (Act.LOCKED, ""),
        (Act.UNLOCKED, kind),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        Secret("not the dummy passphrase"),
        Secret(""),
        Secret(PASSPHRASE.reveal().upper()),
        recovery.encode(bytes(range(16))),
        Secret("0000-0000-0000-0000-0000-0000-0000"),
        Secret("0000-0000"),
    ],
)
def test_a_wrong_secret_opens_nothing_and_is_told_of(services, wrong):
    services.access.lock()
    with watched(services) as added, pytest.raises(WrongSecretError, match="does not open"):
        services.access.unlock(wrong)
    assert state(services) is VaultState.LOCKED
    assert [(entry.act, entry.thing, entry.after) for entry in added] == [
        (Act.UNLOCK_FAILED, Thing.ACCESS, {})
    ]
    services.access.unlock(PASSPHRASE)
    assert services.verify() == []


def test_a_wrong_secret_at_start_is_told_of(services, stage):
    services.inventory.close()
    opened = stage.open(locked=True)
    with watched(opened) as added, pytest.raises(WrongSecretError):
        opened.access.unlock(Secret("not the dummy passphrase"))
    assert [entry.act for entry in added] == [Act.UNLOCK_FAILED]
    opened.access.unlock(PASSPHRASE)
    assert opened.verify() == []
    opened.inventory.close()


def test_a_wrong_secret_leaves_an_open_vault_open(services):
    with pytest.raises(WrongSecretError):
        services.access.unlock(Secret("not the dummy passphrase"))
    assert state(services) is VaultState.OPEN


def test_locking_twice_is_locking_once(services):
    services.access.lock()
    with watched(services) as added:
        services.access.lock()
    assert added == []


def test_a_new_passphrase_replaces_the_former(services):
    services.ways.set_passphrase(NEW)
    assert opens(services, NEW)
    assert not opens(services, PASSPHRASE)
    assert kinds(services) == {WayKind.PASSPHRASE, WayKind.RECOVERY_CODE}


@pytest.mark.parametrize("weak", ["", "short", "aaaaaaaaaaaaaaaa", "abababababab", "x" * 1025])
def test_a_weak_passphrase_is_refused(services, weak):
    with pytest.raises(FieldError) as caught:
        services.ways.set_passphrase(Secret(weak))
    assert caught.value.field == "passphrase"
    assert opens(services, PASSPHRASE)


def test_a_new_recovery_code_replaces_the_former(services):
    code = services.ways.new_recovery_code()
    assert code != services.ways.new_recovery_code()
    services.ways.set_recovery_code(code)
    services.access.lock()
    with pytest.raises(WrongSecretError):
        services.access.unlock(RECOVERY_CODE)
    services.access.unlock(code)


def test_a_recovery_code_with_a_slip_is_refused(services):
    with pytest.raises(FieldError):
        services.ways.set_recovery_code(Secret("0000-0000-0000-0000-0000-0000-0000"))
    assert opens(services, RECOVERY_CODE)


def test_the_keyring_opens_the_vault_at_start(services, stage, keyring):
    assert services.ways.keyring_is_usable()
    assert not services.access.open_at_start()
    services.ways.use_keyring()
    assert len(keyring.entries) == 1
    services.inventory.close()
    opened = stage.open(locked=True)
    assert opened.access.open_at_start()
    assert opened.access.state is VaultState.OPEN
    assert opened.verify() == []
    opened.inventory.close()


def test_using_the_keyring_again_leaves_one_entry(services, keyring):
    services.ways.use_keyring()
    former = set(keyring.entries)
    services.ways.use_keyring()
    assert len(keyring.entries) == 1
    assert not set(keyring.entries) & former


@pytest.mark.parametrize("damage", ["gone", "another"])
def test_a_keyring_that_lost_its_entry_leaves_the_other_ways(services, stage, keyring, damage):
    services.ways.use_keyring()
    services.inventory.close()
    for entry in list(keyring.entries):
        if damage == "gone":
            del keyring.entries[entry]
        else:
            keyring.entries[entry] = "A" * 43 + "="
    opened = stage.open(locked=True)
    with pytest.raises(KeyringError):
        opened.access.open_at_start()
    opened.access.unlock(PASSPHRASE)
    assert opened.verify() == []
    opened.inventory.close()


def test_without_a_keyring_it_cannot_be_a_way_in(services, stage):
    services.inventory.close()
    opened = Stage(folder=stage.folder, keyring=None).open()
    assert not opened.ways.keyring_is_usable()
    with pytest.raises(KeyringAbsentError):
        opened.ways.use_keyring()
    assert kinds(opened) == {WayKind.PASSPHRASE, WayKind.RECOVERY_CODE}
    opened.inventory.close()


def test_a_way_in_can_be_dropped_while_another_is_left(services, keyring):
    services.ways.use_keyring()
    services.ways.drop(WayKind.PASSPHRASE)
    assert kinds(services) == {WayKind.KEYRING, WayKind.RECOVERY_CODE}
    assert not opens(services, PASSPHRASE)
    services.ways.set_passphrase(NEW)
    services.ways.drop(WayKind.KEYRING)
    assert keyring.entries == {}
    assert opens(services, NEW)


def test_the_last_way_besides_the_recovery_code_is_not_dropped(services):
    with watched(services) as added, pytest.raises(InUseError, match="a keyring or passphrase"):
        services.ways.drop(WayKind.PASSPHRASE)
    assert added == []
    assert opens(services, PASSPHRASE)


def test_the_recovery_code_is_never_dropped(services):
    services.ways.use_keyring()
    with pytest.raises(InUseError, match="the vault needs a recovery code"):
        services.ways.drop(WayKind.RECOVERY_CODE)
    assert opens(services, RECOVERY_CODE)


def test_a_way_that_is_not_there_is_not_dropped(services):
    with watched(services) as added:
        services.ways.drop(WayKind.KEYRING)
    assert added == []
    assert kinds(services) == {WayKind.PASSPHRASE, WayKind.RECOVERY_CODE}


def test_each_way_tells_since_when_it_is_there(services, clock):
    start = clock.now()
    clock.turn(days=1)
    services.ways.set_passphrase(NEW)
    assert {way.kind: way.since for way in services.ways.all()} == {
        WayKind.PASSPHRASE: clock.now(),
        WayKind.RECOVERY_CODE: start,
    }


def test_a_failing_change_of_ways_leaves_no_entry_in_the_keyring(services, keyring):
    with pytest.raises(ZeroDivisionError), services.workplace.change():  # noqa: PT012 - as said
        services.ways.use_keyring()
        raise ZeroDivisionError
    assert keyring.entries == {}
    assert kinds(services) == {WayKind.PASSPHRASE, WayKind.RECOVERY_CODE}


def test_a_busy_database_keeps_no_vault_open(services, stage):
    other = sqlite3.connect(stage.place.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    services.access.lock()
    other.execute("ROLLBACK")
    other.close()
    assert services.access.state is VaultState.LOCKED
    with pytest.raises(VaultLockedError):
        create_key(services)


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY_CODE])
def test_an_open_vault_can_be_asked_whether_somebody_knows_a_way_in(services, secret):
    with watched(services) as added:
        services.access.prove(secret)
    assert not added
    assert state(services) is VaultState.OPEN


def test_who_knows_no_way_in_proves_nothing_and_that_is_told_of(services):
    with watched(services) as added, pytest.raises(WrongSecretError):
        services.access.prove(NEW)
    assert [entry.act for entry in added] == [Act.UNLOCK_FAILED]
    assert state(services) is VaultState.OPEN
