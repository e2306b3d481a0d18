"""keys edit, disable, enable, remove, restore, compared, destroy."""

import pytest

from app.core.audit import Act
from app.core.key import Key, KeyState
from app.core.organisation import AccountDraft
from app.services.suite import Services
from tests.stage import VALUE, add_key, create_key, listed, names


@pytest.fixture
def koha(inventory):
    return create_key(inventory, "Koha")


@pytest.fixture
def portal(inventory):
    return add_key(inventory, "Evergreen", value=VALUE)


def state(inventory: Services, key: Key) -> KeyState:
    """Return how *key* stands today."""
    now = inventory.keys.get(key.id)
    return now.state_on(inventory.keys.people().day(now))


def test_name_level_and_notes_are_changed(keyholder, inventory, koha):
    answer = keyholder.opened(
        "keys", "edit", koha.id[:8], "--name", "Koha, north", "--permission", "full", "--notes", "x"
    )
    after = inventory.keys.get(koha.id)
    assert (answer.code, answer.out, answer.err) == (0, "Changed “Koha, north”.\n", "")
    assert (after.name, after.permission, after.notes) == ("Koha, north", "full", "x")


def test_what_is_not_named_stays(keyholder, inventory, koha):
    keyholder.opened("keys", "edit", koha.id, "--notes", "Rack 4")
    after = inventory.keys.get(koha.id)
    assert (after.name, after.permission, after.owner) == (koha.name, koha.permission, koha.owner)


def test_the_owner_is_changed_and_taken_away(keyholder, inventory, koha):
    organisation = inventory.organisations.default().id
    ben = inventory.accounts.create(AccountDraft(name="Ben", organisation=organisation))
    keyholder.opened("keys", "edit", koha.id, "--owner", "Ben")
    assert inventory.keys.get(koha.id).owner == ben.id
    keyholder.opened("keys", "edit", koha.id, "--name", "Koha 2")
    assert inventory.keys.get(koha.id).owner == ben.id
    keyholder.opened("keys", "edit", koha.id, "--no-owner")
    assert inventory.keys.get(koha.id).owner is None


@pytest.mark.parametrize("words", [[], ["--owner", "Ada Tester", "--no-owner"]])
def test_an_edit_of_nothing_or_of_both_is_wrong_usage(keyholder, koha, words):
    answer = keyholder.opened("keys", "edit", koha.id, *words)
    assert answer.code == 2
    assert answer.told()


def test_an_edit_that_changes_nothing_says_so(keyholder, koha):
    answer = keyholder.opened("keys", "edit", koha.id, "--name", "Koha")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "“Koha” was left as it was."


def test_renaming_a_portal_key_leaves_a_to_do(keyholder, inventory, portal):
    answer = keyholder.opened("keys", "edit", portal.id, "--name", "Evergreen, branch")
    (todo,) = inventory.todos.all()
    assert answer.told() == (
        "To do in the portal: Rename “Evergreen” to “Evergreen, branch” in the portal. "
        f"(todo {todo.id[:8]})"
    )


def test_keys_are_disabled_and_enabled(keyholder, inventory, koha):
    other = create_key(inventory, "Moodle")
    answer = keyholder.opened("keys", "disable", koha.id, other.id[:8])
    assert answer.out == "Disabled 2 keys.\n"
    assert state(inventory, koha) is state(inventory, other) is KeyState.DISABLED
    answer = keyholder.opened("keys", "enable", koha.id)
    assert answer.out == "Enabled “Koha”.\n"
    assert state(inventory, koha) is KeyState.ACTIVE


def test_a_removed_key_is_restored(keyholder, inventory, koha):
    answer = keyholder.opened("keys", "remove", koha.id)
    assert answer.out == "Removed “Koha”; to be restored for 30 days.\n"
    assert names(inventory) == []
    answer = keyholder.opened("keys", "restore", koha.id)
    assert answer.out == "Restored “Koha”.\n"
    assert names(inventory) == ["Koha"]


def test_a_disabled_portal_key_leaves_a_to_do_that_enabling_takes_back(
    keyholder, inventory, portal
):
    answer = keyholder.opened("keys", "disable", portal.id)
    assert "To do in the portal: Disable “Evergreen”" in answer.told()
    assert not keyholder.opened("keys", "enable", portal.id).err
    assert inventory.todos.all() == []


def test_the_same_key_named_twice_is_changed_once(keyholder, koha):
    assert keyholder.opened("keys", "disable", koha.id, koha.id[:8]).out == "Disabled “Koha”.\n"


def test_a_key_that_is_so_already_is_left_as_it_was(keyholder, inventory, koha):
    inventory.change.disable([koha.id])
    answer = keyholder.opened("keys", "disable", koha.id)
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "“Koha” was left as it was."


def test_one_unknown_id_changes_nothing(keyholder, inventory, koha):
    answer = keyholder.opened("keys", "disable", koha.id, "zzz")
    assert answer.code == 1
    assert state(inventory, koha) is KeyState.ACTIVE


def test_a_key_in_another_state_is_refused(keyholder, inventory, koha):
    inventory.change.remove([koha.id])
    answer = keyholder.opened("keys", "disable", koha.id)
    assert answer.code == 1
    assert answer.told() == ("“Koha” cannot be changed like this: it is removed; restore it first.")


def test_one_refused_among_several_is_told_and_the_others_are_changed(keyholder, inventory, koha):
    removed = create_key(inventory, "Moodle")
    inventory.change.remove([removed.id])
    answer = keyholder.opened("keys", "disable", removed.id, koha.id)
    assert answer.code == 1
    assert answer.out == "Disabled “Koha”.\n"
    assert answer.told().startswith("“Moodle” cannot be changed like this")
    assert state(inventory, koha) is KeyState.DISABLED


def test_a_comparison_with_the_portal_is_noted(keyholder, inventory, portal):
    answer = keyholder.opened("keys", "compared", portal.id)
    assert answer.out == "Noted as compared with the portal: “Evergreen”.\n"
    assert inventory.keys.get(portal.id).compared_by == "tester"
    assert "Compared" in keyholder("keys", "show", portal.id).out


def test_a_key_made_here_has_nothing_to_be_compared_with(keyholder, koha):
    answer = keyholder.opened("keys", "compared", koha.id)
    assert answer.told() == "“Koha” was left as it was."


def test_removing_for_good_is_to_be_said_twice(keyholder, inventory, portal):
    answer = keyholder("keys", "destroy", portal.id)
    assert answer.code == 1
    assert answer.told().startswith("“Evergreen” was not removed. Its value would be destroyed")
    assert "--yes" in answer.told()
    assert inventory.keys.get(portal.id).has_value


def test_removing_for_good_destroys_the_value_and_keeps_the_record(keyholder, inventory, portal):
    answer = keyholder.opened("keys", "destroy", portal.id, "--yes")
    assert answer.out == "Removed “Evergreen” for good.\n"
    assert "Remove “Evergreen” in the portal." in answer.told()
    assert not inventory.keys.get(portal.id).has_value
    assert [key.name for key in listed(inventory, state=KeyState.REMOVED)] == ["Evergreen"]
    assert inventory.inventory.audit.latest(1)[0].act is Act.DESTROYED


def test_a_key_removed_for_good_cannot_be_restored(keyholder, portal):
    keyholder.opened("keys", "destroy", portal.id, "--yes")
    answer = keyholder.opened("keys", "restore", portal.id)
    assert answer.code == 1
    assert "its value was destroyed" in answer.told()
