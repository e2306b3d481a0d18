"""The ways into the vault."""

import pytest

from app.core.access import VaultState, WayKind
from app.core.errors import (
    AlreadySetUpError,
    FieldError,
    InUseError,
    KeyringError,
    NoWayInError,
    StorageFailedError,
    VaultLockedError,
    WrongSecretError,
)
from app.core.secret import Secret
from app.services.set_up import SetUpForm, WaysIn
from app.storage.maker import SqliteInventoryMaker
from tests.stage import (
    ORGANISATION,
    PASSPHRASE,
    RECOVERY_CODE,
    VALUE,
    Stage,
    add_key,
    create_key,
    listed,
)
from tests.storage.hand import told

FORM = SetUpForm(organisation=ORGANISATION, account_name="Ada", account_email="")


def test_passphrase_and_recovery_code_open_the_vault(specimen, reopen):
    for secret in (PASSPHRASE, RECOVERY_CODE, Secret(RECOVERY_CODE.reveal().lower())):
        assert reopen(secret).access.state is VaultState.OPEN


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "a dummy passphrase for test",
        "A dummy passphrase for tests",
        "a dummy passphrase for tests ",
        "0000-0000-0000-0000-0000-0000-01WG",
        "0000-0000-0000-0000-0000-0000-00WG",
        "\ud800" * 12,
        "x" * 5_000,
    ],
)
def test_nothing_else_opens_it(specimen, wrong):
    services = specimen.open(locked=True)
    with pytest.raises(WrongSecretError, match="That does not open the vault"):
        services.access.unlock(Secret(wrong))
    assert services.access.state is VaultState.SHUT
    with pytest.raises(VaultLockedError):
        create_key(services)
    services.inventory.close()


def test_a_locked_vault_is_looked_at_and_not_changed(reopen):
    services = reopen()
    services.access.lock()
    key = next(key for key in listed(services) if key.has_value)
    assert key.intact
    assert told(services) == ""
    for refused in (
        lambda: create_key(services),
        lambda: services.secret.copy(key.id),
        lambda: services.change.disable([key.id]),
        lambda: services.ways.set_passphrase(Secret("another dummy passphrase")),
        services.ways.use_keyring,
        lambda: services.settings.set_text("lock-minutes", "1"),
    ):
        with pytest.raises(VaultLockedError, match="Unlock it with the passphrase"):
            refused()
    services.access.unlock(PASSPHRASE)
    services.secret.copy(key.id)


def test_a_new_passphrase_takes_the_place_of_the_former_one(reopen):
    services = reopen()
    services.ways.set_passphrase(Secret("another dummy passphrase"))
    assert reopen(Secret("another dummy passphrase")).access.state is VaultState.OPEN
    with pytest.raises(WrongSecretError):
        reopen(PASSPHRASE)
    assert told(services) == ""


def test_a_new_recovery_code_takes_the_place_of_the_former_one(reopen):
    services = reopen()
    code = services.ways.new_recovery_code()
    services.ways.set_recovery_code(code)
    assert reopen(code).access.state is VaultState.OPEN
    with pytest.raises(WrongSecretError):
        reopen(RECOVERY_CODE)


def test_a_vault_with_its_values_opens_by_every_way(reopen):
    services = reopen()
    key = add_key(services, "By any way", value=VALUE)
    for secret in (PASSPHRASE, RECOVERY_CODE):
        assert reopen(secret).secret.copy(key.id) == VALUE


def test_the_ways_are_listed_with_their_dates(reopen, clock):
    services = reopen()
    ways = {way.kind: way.since for way in services.ways.all()}
    assert set(ways) == set(WayKind)
    clock.turn(days=3)
    services.ways.set_passphrase(PASSPHRASE)
    later = {way.kind: way.since for way in services.ways.all()}
    assert later[WayKind.PASSPHRASE] == clock.moment
    assert later[WayKind.RECOVERY_CODE] == ways[WayKind.RECOVERY_CODE]


def test_a_way_besides_the_recovery_code_is_always_left(reopen):
    services = reopen()
    services.ways.drop(WayKind.KEYRING)
    for kind in (WayKind.PASSPHRASE, WayKind.RECOVERY_CODE):
        with pytest.raises(InUseError, match="the vault needs a recovery code"):
            services.ways.drop(kind)
    assert reopen(PASSPHRASE).access.state is VaultState.OPEN


def test_no_inventory_is_made_without_a_recovery_code(stage):
    maker = SqliteInventoryMaker(stage.place, stage.surroundings)
    with pytest.raises(NoWayInError, match="proven recovery code"):
        maker.make({WayKind.PASSPHRASE: PASSPHRASE}, lambda _inventory: None)
    assert not stage.folder.exists()


@pytest.mark.parametrize(
    "ways",
    [
        WaysIn(recovery_code=RECOVERY_CODE),
        WaysIn(recovery_code=Secret("no code"), passphrase=PASSPHRASE),
        WaysIn(recovery_code=RECOVERY_CODE, passphrase=Secret("short")),
    ],
    ids=["no way besides", "a wrong code", "a weak passphrase"],
)
def test_no_inventory_is_made_with_ways_that_will_not_do(stage, ways):
    with pytest.raises(FieldError):
        stage.door.set_up().finish(FORM, ways)
    assert not stage.place.database.exists()


def test_an_inventory_that_is_there_is_left_as_it_is(specimen):
    before = specimen.place.database.read_bytes()
    with pytest.raises(AlreadySetUpError, match="It was left as it is"):
        specimen.make()
    assert specimen.place.database.read_bytes() == before


def test_the_keyring_opens_the_vault_at_start(specimen):
    services = specimen.door.open()
    assert services.access.open_at_start()
    assert services.access.state is VaultState.OPEN
    services.inventory.close()


def test_an_inventory_without_the_keyring_is_not_opened_at_start(stage):
    stage.make().inventory.close()
    services = stage.door.open()
    assert not services.access.open_at_start()
    services.inventory.close()


def test_a_keyring_entry_that_is_gone_or_another_leaves_the_other_ways(specimen, keyring):
    entries = dict(keyring.entries)
    for broken in (dict.fromkeys(entries, "AAAA"), dict.fromkeys(entries, "not base64!"), {}):
        keyring.entries = dict(broken)
        services = specimen.door.open()
        with pytest.raises(KeyringError, match="Open the vault with the passphrase"):
            services.access.open_at_start()
        services.access.unlock(PASSPHRASE)
        services.inventory.close()


def test_a_new_keyring_entry_takes_the_place_of_the_former_one(reopen, keyring):
    (former,) = keyring.entries
    reopen().ways.use_keyring()
    (entry,) = keyring.entries
    assert entry != former


def test_a_dropped_keyring_leaves_no_entry(reopen, keyring):
    reopen().ways.drop(WayKind.KEYRING)
    assert keyring.entries == {}


def test_a_change_of_the_keyring_that_is_taken_back_leaves_the_former_entry(reopen, keyring):
    services = reopen()
    before = dict(keyring.entries)
    with pytest.raises(ZeroDivisionError), services.workplace.change():  # noqa: PT012 - late
        services.ways.use_keyring()
        raise ZeroDivisionError
    assert keyring.entries == before


@pytest.mark.parametrize("late", [False, True], ids=["while it is filled", "at the very end"])
def test_a_set_up_that_fails_leaves_nothing_behind(stage, keyring, late):
    def fail(_inventory: object) -> None:
        if late:  # the place is taken, by a folder
            stage.place.database.mkdir()
        else:
            raise ZeroDivisionError

    maker = SqliteInventoryMaker(stage.place, stage.surroundings)
    ways = {WayKind.RECOVERY_CODE: RECOVERY_CODE, WayKind.KEYRING: None}
    with pytest.raises((ZeroDivisionError, StorageFailedError)):
        maker.make(ways, fail)
    assert keyring.entries == {}
    left = {path.name for path in stage.folder.iterdir() if path.is_file()}
    assert left == {"inventory.lock"}


def test_a_set_up_after_one_that_failed_works(stage):
    stage.folder.mkdir()
    stage.place.unfinished.write_bytes(b"half an inventory")
    services = stage.make()
    assert told(services) == ""
    services.inventory.close()


def test_two_inventories_share_a_keyring_and_not_their_entries(tmp_path, keyring):
    stages = [Stage(folder=tmp_path / name, keyring=keyring) for name in ("one", "two")]
    for stage in stages:
        stage.make(keyring=True).inventory.close()
    assert len(keyring.entries) == 2
    for stage in stages:
        services = stage.door.open()
        assert services.access.open_at_start()
        services.inventory.close()


def test_without_any_keyring_an_inventory_is_made_with_a_passphrase(tmp_path):
    stage = Stage(folder=tmp_path / "inventory", keyring=None)
    assert not stage.door.set_up().keyring_is_usable()
    with pytest.raises(KeyringError):
        stage.make(keyring=True)
    assert not stage.place.database.exists()
    stage.make().inventory.close()
