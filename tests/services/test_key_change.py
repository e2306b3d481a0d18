"""Edit, disable, enable, remove, restore, compared; and taking each back."""

from datetime import date, timedelta

import pytest

from app.core.errors import FieldError, NotFoundError, WrongStateError
from app.core.identity import AccountId, KeyId
from app.core.key import Key, KeyState
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.key_change import KeyEdit
from app.services.key_changer import Done
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.scene import everything
from tests.stage import TESTER, VALUE, add_key, create_key, names

ACTS = {
    "edit": lambda services, key: services.change.edit(
        key.id, KeyEdit(name="Koha, north", permission="full", notes="Rack 5")
    ),
    "set permission": lambda services, key: services.change.set_permission([key.id], "full"),
    "set owner": lambda services, key: services.change.set_owner([key.id], None),
    "disable": lambda services, key: services.change.disable([key.id]),
    "remove": lambda services, key: services.change.remove([key.id]),
    "compared": lambda services, key: services.change.compared([key.id]),
}
EACH = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)


@pytest.fixture
def key(services: Services) -> Key:
    """A key of the portal."""
    return add_key(services, "Koha", value=VALUE, notes="Rack 4", owner=services.accounts.mine())


def state(services: Services, key: Key) -> KeyState:
    kept = services.keys.get(key.id)
    return kept.state_on(services.keys.people().day(kept))


def test_name_level_owner_and_notes_can_be_edited(services, key):
    done = services.change.edit(
        key.id, KeyEdit(name=" Koha, north ", permission="reports", owner=None, notes="")
    )
    kept = services.keys.get(key.id)
    assert (kept.name, kept.permission, kept.owner, kept.notes) == (
        "Koha, north",
        "reports",
        None,
        "",
    )
    assert done.keys == (kept,)


def test_what_an_edit_does_not_name_stays(services, key):
    services.change.edit(key.id, KeyEdit(notes="Rack 5"))
    kept = services.keys.get(key.id)
    assert (kept.name, kept.permission, kept.owner) == (key.name, key.permission, key.owner)
    assert names(services, filter="rack") == ["Koha"]


@pytest.mark.parametrize(
    "edit",
    [
        KeyEdit(name=" "),
        KeyEdit(name="x" * 201),
        KeyEdit(notes="x\u202e"),
        KeyEdit(permission="admin"),
        KeyEdit(name="Alma", permission="admin"),
    ],
)
def test_an_edit_that_cannot_be_used_is_refused(services, key, edit):
    with pytest.raises(FieldError):
        services.change.edit(key.id, edit)
    assert services.keys.get(key.id) == key


def test_an_owner_that_does_not_exist_is_refused(services, key):
    with pytest.raises(NotFoundError):
        services.change.edit(key.id, KeyEdit(owner=AccountId("nobody")))
    with pytest.raises(NotFoundError):
        services.change.set_owner([key.id], AccountId("nobody"))
    assert services.keys.get(key.id) == key


def test_a_level_that_is_no_longer_offered_may_stay(services, key):
    services.change.set_permission([key.id], "reports")
    here = services.organisations.default()
    services.organisations.edit(here.id, OrganisationDraft(name=here.name))
    services.change.edit(key.id, KeyEdit(name="Koha, north", permission="reports"))
    assert services.keys.get(key.id).permission == "reports"


def test_a_key_is_disabled_and_enabled(services, key):
    services.change.disable([key.id])
    assert state(services, key) is KeyState.DISABLED
    services.change.enable([key.id])
    assert state(services, key) is KeyState.ACTIVE


def test_an_expired_key_that_is_enabled_stays_expired(services):
    key = add_key(services, expires_on=date(2026, 6, 15))
    services.change.disable([key.id])
    services.change.enable([key.id])
    assert state(services, key) is KeyState.EXPIRED


def test_disabling_twice_keeps_the_first_time(services, key, clock):
    services.change.disable([key.id])
    clock.turn(hours=1)
    assert services.change.disable([key.id]).keys == ()
    disabled_at = services.keys.get(key.id).disabled_at
    assert disabled_at == clock.now() - timedelta(hours=1)


def test_a_removed_key_is_restored_as_it_was(services, key):
    services.change.disable([key.id])
    before = services.keys.get(key.id)
    services.change.remove([key.id])
    assert state(services, key) is KeyState.REMOVED
    assert names(services) == []
    services.change.restore([key.id])
    assert services.keys.get(key.id) == before


@EACH
def test_a_removed_key_is_not_changed(services, key, act):
    services.change.remove([key.id])
    removed = services.keys.get(key.id)
    if act is not ACTS["remove"]:
        with pytest.raises(WrongStateError, match="restore it first"):
            act(services, key)
    assert services.keys.get(key.id) == removed


def test_a_key_is_noted_as_compared_with_the_portal(services, key, clock):
    clock.turn(days=3)
    services.change.compared([key.id])
    kept = services.keys.get(key.id)
    assert (kept.compared_at, kept.compared_by) == (clock.now(), TESTER)


def test_a_key_that_is_made_here_is_not_in_the_portal(services):
    key = create_key(services)
    assert services.change.compared([key.id]).keys == ()
    assert services.keys.get(key.id).compared_at is None


@EACH
def test_what_does_not_exist_is_not_changed(services, key, act):
    with pytest.raises(NotFoundError):
        act(services, create_missing(key))
    assert everything(services) == [key]


def create_missing(key: Key) -> Key:
    return Key(**{name: getattr(key, name) for name in key.__slots__} | {"id": KeyId("missing")})


@EACH
def test_undo_puts_a_key_back_exactly(services, key, act, clock):
    before = [services.keys.get(key.id), *services.todos.open_of(key.id)]
    done = act(services, key)
    assert services.keys.get(key.id) != before[0]
    clock.turn(minutes=1)
    done.undo()
    assert [services.keys.get(key.id), *services.todos.open_of(key.id)] == before
    assert services.verify() == []


@pytest.mark.parametrize("undone", ["enable", "restore"])
def test_undo_puts_back_when_it_was(services, key, clock, undone):
    {"enable": services.change.disable, "restore": services.change.remove}[undone]([key.id])
    before = services.keys.get(key.id)
    clock.turn(hours=1)
    getattr(services.change, undone)([key.id]).undo()
    assert services.keys.get(key.id) == before


def test_undo_keeps_another_change(services, key):
    done = services.change.edit(key.id, KeyEdit(name="Koha, north"))
    services.change.edit(key.id, KeyEdit(notes="Rack 5"))
    services.change.disable([key.id])
    done.undo()
    kept = services.keys.get(key.id)
    assert (kept.name, kept.notes) == ("Koha", "Rack 5")
    assert kept.disabled_at is not None


def test_undo_keeps_a_later_change_of_the_same_thing(services, key, clock):
    renamed = services.change.edit(key.id, KeyEdit(name="Koha, north", notes="Rack 5"))
    services.change.edit(key.id, KeyEdit(name="Koha, south"))
    renamed.undo()
    kept = services.keys.get(key.id)
    assert (kept.name, kept.notes) == ("Koha, south", "Rack 4")
    compared = services.change.compared([key.id])
    clock.turn(days=1)
    services.change.compared([key.id])
    compared.undo()
    kept = services.keys.get(key.id)
    assert (kept.compared_at, kept.compared_by) == (clock.now(), TESTER)


def test_undoing_twice_is_undoing_once(services, key):
    done = services.change.disable([key.id])
    done.undo()
    done.undo()
    assert services.keys.get(key.id) == key
    services.change.disable([key.id])


def test_an_undo_can_come_after_its_opposite(services, key):
    done = services.change.disable([key.id])
    services.change.enable([key.id])
    before = len(services.inventory.audit.latest(100))
    done.undo()
    assert services.keys.get(key.id) == key
    assert len(services.inventory.audit.latest(100)) == before


def test_an_owner_who_is_gone_is_not_put_back(services, key):
    ben = services.accounts.create(
        AccountDraft(name="Ben", organisation=services.organisations.default().id)
    )
    services.change.set_owner([key.id], ben.id)
    done = services.change.set_owner([key.id], None)
    services.accounts.remove(ben.id)
    with pytest.raises(NotFoundError, match="account"):
        done.undo()
    assert services.keys.get(key.id).owner is None


def test_a_change_to_a_record_that_was_corrected_since_is_not_undone(services, key):
    done = services.change.edit(key.id, KeyEdit(name="Koha, north"))
    services.secret.correct(key.id, Correction(expires_on=date(2027, 4, 1)))
    with pytest.raises(WrongStateError, match="a corrected record has taken its place"):
        done.undo()
    assert names(services) == ["Koha, north"]


def test_nothing_changed_is_nothing_to_undo(services, key):
    done: Done = services.change.enable([key.id])
    done.undo()
    assert services.keys.get(key.id) == key
