"""Correct: a slip in value or expiry date, put right by a record that takes the old one's place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import DuplicateValueError, FieldError, WrongStateError
from app.core.key import Key, KeyState
from app.core.secret import Secret
from app.core.todo import TodoKind
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.scene import FILLED, everything
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key, listed, names

LATER = date(2027, 4, 1)


@pytest.fixture
def old(services: Services) -> Key:
    """A key of the portal with everything that a record can have."""
    key = add_key(services, "Koha", value=VALUE, notes="Rack 4", owner=services.accounts.mine())
    services.change.compared([key.id])
    return services.keys.get(key.id)


def test_a_corrected_value_is_the_one_that_counts(services, old):
    new = services.secret.correct(old.id, Correction(value=OTHER_VALUE))
    assert services.secret.copy(new.id) == OTHER_VALUE
    assert names(services) == ["Koha"]
    assert services.keys.get(new.id) == new
    assert (new.ending, new.expires_on) == ("44bb", old.expires_on)


def test_a_corrected_expiry_date_keeps_the_value(services, old):
    new = services.secret.correct(old.id, Correction(expires_on=LATER))
    assert (new.expires_on, new.ending) == (LATER, old.ending)
    assert services.secret.copy(new.id) == VALUE


def test_a_corrected_ending_forgets_the_value(services, old):
    new = services.secret.correct(old.id, Correction(ending="c15b"))
    assert (new.ending, new.has_value) == ("c15b", False)
    assert services.secret.fill(new.id, FILLED).has_value


def test_everything_else_is_taken_over(services, old):
    new = services.secret.correct(old.id, Correction(value=OTHER_VALUE, expires_on=LATER))
    taken_over = replace(
        new,
        id=old.id,
        created_at=old.created_at,
        ending=old.ending,
        expires_on=old.expires_on,
        predecessor=None,
        compared_at=old.compared_at,
        compared_by=old.compared_by,
    )
    assert taken_over == old
    assert new.predecessor == old.id
    assert new.compared_at is None


def test_the_old_record_stays_as_it_was(services, old):
    services.secret.correct(old.id, Correction(value=OTHER_VALUE))
    kept = services.keys.get(old.id)
    assert replace(kept, superseded_at=None) == old
    assert kept.superseded_at == services.workplace.now()
    assert [key.id for key in listed(services, state=KeyState.SUPERSEDED)] == [old.id]


def test_what_was_to_do_in_the_portal_is_handed_over(services, old):
    services.change.edit(old.id, KeyEdit(name="Koha, north", permission="full"))
    [rename] = [one for one in services.todos.open_of(old.id) if one.kind is TodoKind.RENAME]
    services.todos.tick(rename.id)
    new = services.secret.correct(old.id, Correction(expires_on=LATER))
    [todo] = services.todos.open_of(new.id)
    assert (todo.kind, todo.before, todo.after) == (TodoKind.PERMISSION, "authentication", "full")
    assert services.todos.open_of(old.id) == []
    assert services.todos.count_open() == 1


@pytest.mark.parametrize(
    "correction",
    [
        Correction(),
        Correction(value=VALUE),
        Correction(value=Secret(VALUE.reveal().upper())),
        Correction(expires_on=date(2027, 3, 1)),
        Correction(value=VALUE, expires_on=date(2027, 3, 1)),
    ],
)
def test_what_changes_nothing_is_refused(services, old, correction):
    with pytest.raises(FieldError, match="what the record says already"):
        services.secret.correct(old.id, correction)
    assert everything(services) == [old]


def test_the_ending_that_the_record_has_is_no_correction(services):
    key = add_key(services, ending="c15b")
    with pytest.raises(FieldError, match="what the record says already"):
        services.secret.correct(key.id, Correction(ending="c15b"))


def test_a_value_that_another_key_has_is_refused_naming_that_key(services, old):
    add_key(services, "Evergreen", value=OTHER_VALUE)
    with pytest.raises(DuplicateValueError, match="“Evergreen”"):
        services.secret.correct(old.id, Correction(value=OTHER_VALUE))
    assert services.keys.get(old.id) == old


def test_the_value_that_was_a_slip_can_be_another_keys(services, old):
    services.secret.correct(old.id, Correction(value=OTHER_VALUE))
    added = add_key(services, "Evergreen", value=VALUE)
    assert services.secret.copy(added.id) == VALUE
    assert services.verify() == []


def test_a_correction_can_be_corrected(services, old):
    new = services.secret.correct(old.id, Correction(value=OTHER_VALUE))
    newest = services.secret.correct(new.id, Correction(value=VALUE))
    assert (newest.predecessor, services.secret.copy(newest.id)) == (new.id, VALUE)
    assert names(services) == ["Koha"]


def test_a_disabled_key_stays_disabled(services, old):
    services.change.disable([old.id])
    new = services.secret.correct(old.id, Correction(expires_on=LATER))
    assert new.disabled_at == services.workplace.now()
    assert [todo.kind for todo in services.todos.open_of(new.id)] == [TodoKind.DISABLE]


@pytest.mark.parametrize("typed", ["", "two words"])
def test_a_value_that_cannot_be_a_key_is_refused(services, old, typed):
    with pytest.raises(FieldError):
        services.secret.correct(old.id, Correction(value=Secret(typed)))
    with pytest.raises(FieldError):
        services.secret.correct(old.id, Correction(ending="abc"))
    assert everything(services) == [old]


def test_only_a_current_key_of_the_portal_can_be_corrected(services, old):
    made = create_key(services)
    removed = add_key(services, "removed", ending="dddd")
    services.change.remove([removed.id])
    services.secret.correct(old.id, Correction(expires_on=LATER))
    for key, told in (
        (made, "only a key of the portal can have a slip in it"),
        (removed, "restore it first"),
        (old, "a corrected record has taken its place"),
    ):
        with pytest.raises(WrongStateError, match=told):
            services.secret.correct(key.id, Correction(expires_on=date(2028, 1, 1)))


def test_a_corrected_record_is_never_changed_again(services, old):
    new = services.secret.correct(old.id, Correction(expires_on=LATER))
    acts: list[Callable[[], object]] = [
        lambda: services.change.edit(old.id, KeyEdit(name="x")),
        lambda: services.change.disable([old.id]),
        lambda: services.change.enable([old.id]),
        lambda: services.change.remove([old.id]),
        lambda: services.change.restore([old.id]),
        lambda: services.change.compared([old.id]),
        lambda: services.change.set_permission([old.id], "full"),
        lambda: services.change.set_owner([old.id], None),
        lambda: services.destruction.destroy(old.id),
    ]
    for act in acts:
        with pytest.raises(WrongStateError, match="a corrected record has taken its place"):
            act()
    assert services.keys.get(new.id) == new
    assert services.verify() == []
