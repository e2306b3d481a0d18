import pytest

from app.core.audit import Act
from app.core.errors import CancelledError, FieldError, NotFoundError, WrongStateError
from app.core.identity import AccountId
from app.core.key import KeyState
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.key_change import KeyEdit
from tests.services.trail import acts, entries
from tests.stage import NOON, VALUE, add_key, create_key, names

TODAY = NOON.date()


def state(services, key):
    return services.keys.get(key.id).state_on(TODAY)


def told(services):
    return sorted(services.todos.told(one) for one in services.todos.all())


def test_an_edit_changes_what_may_change_and_undo_puts_it_back(services):
    key = create_key(services, "Koha", notes="old")
    done = services.change.edit(
        key.id, KeyEdit(name="Koha, main", permission="full", owner=None, notes="new")
    )
    changed = services.keys.get(key.id)
    assert (changed.name, changed.permission, changed.notes) == ("Koha, main", "full", "new")
    assert (changed.expires_on, changed.ending) == (key.expires_on, key.ending)
    done.undo()
    assert services.keys.get(key.id) == key
    entry = entries(services)[-2]
    assert (entry.act, entry.before["name"], entry.after["name"]) == (
        Act.EDITED,
        "Koha",
        "Koha, main",
    )


def test_an_edit_that_changes_nothing_leaves_no_entry(services):
    key = create_key(services, "Koha")
    before = acts(services)
    services.change.edit(key.id, KeyEdit(name="  Koha  "))
    assert acts(services) == before


def test_an_edit_is_refused_as_a_whole(services):
    key = create_key(services, "Koha")
    before = acts(services)
    with pytest.raises(FieldError):
        services.change.edit(key.id, KeyEdit(name="New", permission="root"))
    with pytest.raises(NotFoundError):
        services.change.edit(key.id, KeyEdit(name="New", owner=AccountId("nobody")))
    assert services.keys.get(key.id) == key
    assert acts(services) == before


def test_disable_enable_remove_and_restore_each_have_an_undo(services):
    key = create_key(services, "Koha")
    done = services.change.disable([key.id])
    assert state(services, key) is KeyState.DISABLED
    done.undo()
    assert state(services, key) is KeyState.ACTIVE
    services.change.disable([key.id])
    done = services.change.enable([key.id])
    done.undo()
    assert state(services, key) is KeyState.DISABLED
    done = services.change.remove([key.id])
    assert state(services, key) is KeyState.REMOVED
    done.undo()
    assert state(services, key) is KeyState.DISABLED
    services.change.remove([key.id])
    done = services.change.restore([key.id])
    assert state(services, key) is KeyState.DISABLED
    done.undo()
    assert state(services, key) is KeyState.REMOVED


def test_undo_leaves_alone_what_was_changed_since(services):
    key = create_key(services, "Koha")
    done = services.change.edit(key.id, KeyEdit(name="Other"))
    services.change.edit(key.id, KeyEdit(notes="kept"))
    services.change.disable([key.id])
    done.undo()
    after = services.keys.get(key.id)
    assert (after.name, after.notes) == ("Koha", "kept")
    assert after.disabled_at is not None


def test_a_removed_key_is_left_alone_until_it_is_restored(services):
    key = create_key(services, "Koha")
    services.change.remove([key.id])
    for refused in (
        lambda: services.change.edit(key.id, KeyEdit(name="New")),
        lambda: services.change.disable([key.id]),
        lambda: services.change.set_permission([key.id], "full"),
        lambda: services.secret.copy(key.id),
    ):
        with pytest.raises(WrongStateError, match="restore it first"):
            refused()


def test_among_several_those_that_cannot_be_are_skipped(services):
    kept, gone = create_key(services, "Kept"), create_key(services, "Gone")
    services.change.remove([gone.id])
    done = services.change.disable([gone.id, kept.id])
    assert [key.name for key in done.keys] == ["Kept"]


def test_a_thousand_keys_are_changed_at_once_or_not_at_all(services):
    with services.inventory.transaction():
        ids = [create_key(services, f"Key {number}").id for number in range(1000)]
    told_of = []

    def cancel_midway(done: int, total: int) -> None:
        told_of.append((done, total))
        if done == 500:
            raise CancelledError

    before = acts(services, 5)
    with pytest.raises(CancelledError):
        services.change.disable(ids, cancel_midway)
    assert told_of[-1] == (500, 1000)
    assert services.overviews.of(None).counts[KeyState.DISABLED] == 0
    assert acts(services, 5) == before
    done = services.change.disable(ids)
    assert services.overviews.of(None).counts[KeyState.DISABLED] == 1000
    done.undo()
    assert services.overviews.of(None).counts[KeyState.DISABLED] == 0


def test_a_level_that_one_organisation_lacks_is_given_to_none(services):
    college = services.organisations.create(OrganisationDraft(name="Small college"))
    first = create_key(services, "Koha")
    second = create_key(services, "Proxy", organisation=college.id)
    with pytest.raises(FieldError, match="reports API, which is not enabled"):
        services.change.set_permission([first.id, second.id], "reports")
    assert services.keys.get(first.id).permission == "authentication"


def test_several_keys_get_another_owner(services):
    grace = services.accounts.create(
        AccountDraft(name="Grace", organisation=services.organisations.default().id)
    )
    ids = [create_key(services, name).id for name in ("A", "B")]
    done = services.change.set_owner(ids, grace.id)
    assert {services.keys.get(key_id).owner for key_id in ids} == {grace.id}
    done.undo()
    assert {services.keys.get(key_id).owner for key_id in ids} == {None}


def test_changes_of_portal_keys_leave_to_dos_and_changes_of_ours_none(services):
    portal, ours = add_key(services, "Koha"), create_key(services, "Rehearsal")
    for key in (portal, ours):
        services.change.edit(key.id, KeyEdit(name=f"{key.name} 2", permission="full"))
        services.change.disable([key.id])
        services.change.remove([key.id])
    assert told(services) == [
        "Change the permission of “Koha 2” from Authentication API to Full access in the portal.",
        "Disable “Koha 2” in the portal; if it cannot be, remove it there.",
        "Remove “Koha 2” in the portal.",
        "Rename “Koha” to “Koha 2” in the portal.",
    ]


def test_two_renames_make_one_to_do_and_a_rename_back_none(services):
    key = add_key(services, "Koha")
    services.change.edit(key.id, KeyEdit(name="Koha 2"))
    services.change.edit(key.id, KeyEdit(name="Koha 3"))
    assert told(services) == ["Rename “Koha” to “Koha 3” in the portal."]
    services.change.edit(key.id, KeyEdit(name="Koha"))
    assert told(services) == []


def test_undo_takes_the_to_do_back_with_it(services):
    key = add_key(services, "Koha")
    for change in (
        lambda: services.change.remove([key.id]),
        lambda: services.change.disable([key.id]),
        lambda: services.change.edit(key.id, KeyEdit(name="Other", permission="full")),
    ):
        done = change()
        assert told(services)
        done.undo()
        assert told(services) == []


def test_a_to_do_is_ticked_by_somebody_and_can_be_unticked(services, clock):
    key = add_key(services, "Koha")
    services.change.remove([key.id])
    (todo,) = services.todos.all()
    clock.turn(hours=1)
    services.todos.tick(todo.id)
    (done,) = services.todos.all(done=True)
    assert (done.done_at, done.done_by) == (clock.now(), "tester")
    assert services.todos.count_open() == 0
    services.todos.untick(todo.id)
    assert services.todos.count_open() == 1
    assert acts(services)[-2:] == [Act.TICKED, Act.UNTICKED]


def test_restoring_what_was_removed_in_the_portal_asks_to_check_there(services):
    key = add_key(services, "Koha")
    services.change.remove([key.id])
    services.todos.tick(services.todos.all()[0].id)
    services.change.restore([key.id])
    assert told(services) == [
        "Check in the portal that “Koha” still exists: it was ticked as removed."
    ]


def test_a_removed_value_is_destroyed_after_thirty_days_and_not_before(services, clock):
    key = add_key(services, "Koha", value=VALUE)
    services.change.remove([key.id])
    clock.turn(days=30, seconds=-1)
    assert services.change.destroy_due() == 0
    clock.turn(seconds=1)
    assert services.change.destroy_due() == 1
    destroyed = services.keys.get(key.id)
    assert not destroyed.has_value
    assert destroyed.name == "Koha"
    with pytest.raises(WrongStateError, match="destroyed"):
        services.change.restore([key.id])
    assert acts(services)[-1] is Act.DESTROYED
    assert services.verify() == []


def test_remove_for_good_does_it_now_and_cannot_be_undone(services):
    key = add_key(services, "Koha", value=VALUE)
    done = services.change.disable([key.id])
    services.change.destroy(key.id)
    assert names(services, state=KeyState.REMOVED) == ["Koha"]
    with pytest.raises(WrongStateError, match="destroyed"):
        done.undo()
    services.change.destroy(key.id)
    assert acts(services).count(Act.DESTROYED) == 1


def test_portal_keys_are_noted_as_compared_and_ours_are_left_alone(services, clock):
    portal, ours = add_key(services, "Koha"), create_key(services, "Rehearsal")
    clock.turn(days=2)
    done = services.change.compared([portal.id, ours.id])
    assert [key.name for key in done.keys] == ["Koha"]
    noted = services.keys.get(portal.id)
    assert (noted.compared_at, noted.compared_by) == (clock.now(), "tester")
    done.undo()
    assert services.keys.get(portal.id).compared_at is None
