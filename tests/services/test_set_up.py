"""Setting up: the whole inventory is there afterwards, or nothing."""

from dataclasses import replace

import pytest

from app.core.access import VaultState, WayKind
from app.core.audit import Act
from app.core.errors import AlreadySetUpError, AppError, FieldError, KeyringError
from app.core.secret import Secret
from app.services.set_up import SetUpForm, WaysIn
from app.services.suite import Services
from tests.services.scene import entries
from tests.stage import ORGANISATION, PASSPHRASE, RECOVERY_CODE, Stage

FORM = SetUpForm(
    organisation=ORGANISATION, account_name=" Ada Tester ", account_email="ada@example.org"
)
WAYS = WaysIn(recovery_code=RECOVERY_CODE, passphrase=PASSPHRASE)


def state(services: Services) -> VaultState:
    return services.access.state


def test_the_organisation_the_account_and_the_ways_in_are_there(stage):
    services = stage.door.services(stage.door.set_up().finish(FORM, WAYS))
    assert state(services) is VaultState.OPEN
    assert {way.kind for way in services.ways.all()} == {
        WayKind.PASSPHRASE,
        WayKind.RECOVERY_CODE,
    }
    assert services.organisations.default().name == "Example University"
    [account] = services.accounts.all()
    assert (account.name, account.email) == ("Ada Tester", "ada@example.org")
    assert services.accounts.mine() == account.id
    assert [entry.act for entry in entries(services)][-1] is Act.SET_UP
    assert services.verify() == []
    services.inventory.close()


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY_CODE])
def test_each_way_in_opens_it_afterwards(stage, secret):
    stage.door.set_up().finish(FORM, WAYS).close()
    services = stage.open(locked=True)
    assert state(services) is VaultState.SHUT
    services.access.unlock(secret)
    assert state(services) is VaultState.OPEN
    services.inventory.close()


def test_the_keyring_can_be_the_way_besides_the_recovery_code(stage):
    ways = WaysIn(recovery_code=RECOVERY_CODE, keyring=True)
    assert stage.door.set_up().keyring_is_usable()
    stage.door.set_up().finish(FORM, ways).close()
    services = stage.open(locked=True)
    assert services.access.open_at_start()
    services.inventory.close()


FORMS = {
    "account_name": replace(FORM, account_name=" "),
    "account_email": replace(FORM, account_email="nobody"),
    "name": replace(FORM, organisation=replace(ORGANISATION, name="")),
    "time_zone": replace(FORM, organisation=replace(ORGANISATION, time_zone="Mars/Olympus")),
}


@pytest.mark.parametrize(("field", "form"), FORMS.items())
def test_a_form_that_cannot_be_used_leaves_nothing(stage, field, form):
    with pytest.raises(FieldError) as caught:
        stage.door.set_up().finish(form, WAYS)
    assert caught.value.field == field
    assert not stage.door.exists()


@pytest.mark.parametrize(
    "ways",
    [
        WaysIn(recovery_code=RECOVERY_CODE),
        WaysIn(recovery_code=Secret("0000"), passphrase=PASSPHRASE),
        WaysIn(recovery_code=RECOVERY_CODE, passphrase=Secret("short")),
    ],
)
def test_ways_that_cannot_be_used_leave_nothing(stage, ways):
    with pytest.raises(FieldError):
        stage.door.set_up().finish(FORM, ways)
    assert not stage.door.exists()
    assert not [one for one in stage.folder.glob("*.db*") if one.stat().st_size]


def test_a_keyring_that_is_not_there_leaves_nothing(tmp_path):
    stage = Stage(folder=tmp_path / "inventory", keyring=None)
    assert not stage.door.set_up().keyring_is_usable()
    with pytest.raises(KeyringError):
        stage.door.set_up().finish(FORM, replace(WAYS, keyring=True))
    assert not stage.door.exists()


def test_an_inventory_is_set_up_once(stage):
    stage.door.set_up().finish(FORM, WAYS).close()
    before = stage.place.database.read_bytes()
    with pytest.raises(AlreadySetUpError, match="left as it is"):
        stage.door.set_up().finish(FORM, WAYS)
    assert stage.place.database.read_bytes() == before


def test_each_recovery_code_is_another(stage):
    codes = {stage.door.set_up().new_recovery_code().reveal() for _ in range(20)}
    assert len(codes) == 20


def test_opening_where_nothing_is_says_so(stage):
    with pytest.raises(AppError, match="There is no inventory"):
        stage.open()
