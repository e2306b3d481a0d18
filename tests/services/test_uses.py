"""Where keys are used: recorded, ended, moved, taken back; each refusal says why."""

import pytest

from app.core.audit import Act
from app.core.errors import FieldError, NotFoundError, WrongStateError
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import application, use_of, users
from tests.services.scene import entries, watched
from tests.stage import TESTER, add_key, create_key

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def old(services: Services) -> Key:
    """A key of the portal."""
    return add_key(services, "Old")


@pytest.fixture
def new(services: Services) -> Key:
    """A key that was made here."""
    return create_key(services, "New")


# Adding


def test_an_application_uses_a_key_since_now(services, old, clock):
    koha = application(services, "Koha")
    clock.turn(hours=1)
    use = services.uses.add(koha.id, old.id)
    assert (use.since, use.begun_by, use.is_open) == (clock.now(), TESTER, True)
    assert users(services, old) == ["Koha"]
    assert services.keys.get(old.id).used_by == 1
    assert services.applications.all()[0].keys_used == 1
    assert services.uses.find(use.id[:8]) == use


def test_adding_a_use_twice_is_adding_it_once(services, old):
    koha = application(services, "Koha", old)
    with watched(services) as added:
        again = services.uses.add(koha.id, old.id)
    assert again == use_of(services, koha, old)
    assert added == []
    assert services.keys.get(old.id).used_by == 1


def test_several_applications_use_a_key_by_name(services, old):
    for name in ("Evergreen", "alma", "Koha"):
        application(services, name, old)
    assert users(services, old) == ["alma", "Evergreen", "Koha"]
    assert services.keys.get(old.id).used_by == 3


def test_the_keys_of_an_application_come_the_next_to_expire_first(services, old, new):
    koha = application(services, "Koha", new, old)
    keys = [key.name for _use, key in services.uses.of_application(koha.id)]
    assert keys == ["Old", "New"]
    services.uses.end(use_of(services, koha, old).id)
    assert [key.name for _use, key in services.uses.of_application(koha.id)] == ["New"]
    both = services.uses.of_application(koha.id, ended=True)
    assert [(key.name, use.is_open) for use, key in both] == [("New", True), ("Old", False)]


def test_a_removed_key_gets_no_new_use(services, old):
    koha = application(services, "Koha")
    services.change.remove([old.id])
    with pytest.raises(WrongStateError, match=r"“Old”.*it is removed; restore it first"):
        services.uses.add(koha.id, old.id)


def test_a_superseded_key_gets_no_new_use(services, old):
    koha = application(services, "Koha")
    services.secret.correct(old.id, Correction(ending="dddd"))
    with pytest.raises(WrongStateError, match="a corrected record has taken its place"):
        services.uses.add(koha.id, old.id)


def test_a_removed_application_gets_no_use(services, old):
    koha = application(services, "Koha")
    services.applications.remove(koha.id)
    with pytest.raises(WrongStateError, match=r"“Koha”.*it is removed; restore it first"):
        services.uses.add(koha.id, old.id)
    assert users(services, old) == []


def test_what_is_not_there_is_not_used(services, old):
    koha = application(services, "Koha")
    with pytest.raises(NotFoundError):
        services.uses.add(koha.id, KeyId(NOBODY))
    with pytest.raises(NotFoundError):
        services.uses.add(ApplicationId(NOBODY), old.id)


# Ending


def test_a_use_ends_with_a_note(services, old, clock):
    koha = application(services, "Koha", old)
    clock.turn(days=1)
    ended = services.uses.end(use_of(services, koha, old).id, "  switched off ")
    assert (ended.ended_at, ended.ended_by, ended.note) == (clock.now(), TESTER, "switched off")
    assert ended == use_of(services, koha, old)
    assert users(services, old) == []
    assert [place.use for place in services.uses.of_key(old.id, ended=True)] == [ended]


def test_a_use_ends_once(services, old):
    koha = application(services, "Koha", old)
    use = services.uses.end(use_of(services, koha, old).id)
    with pytest.raises(WrongStateError, match=r"“Koha”.*it has left this key already"):
        services.uses.end(use.id)


def test_a_note_of_two_lines_ends_nothing(services, old):
    koha = application(services, "Koha", old)
    with pytest.raises(FieldError):
        services.uses.end(use_of(services, koha, old).id, "one\ntwo")
    assert users(services, old) == ["Koha"]


def test_a_note_that_holds_a_value_ends_nothing_and_is_kept_nowhere(services, old, new):
    koha, value = application(services, "Koha", old), "12345678-1234-4234-8234-123456789abc"
    use = use_of(services, koha, old)
    with pytest.raises(FieldError, match="looks like a key's value") as caught:
        services.uses.end(use.id, f"was {value}")
    assert caught.value.field == "note"
    with pytest.raises(FieldError, match="looks like a key's value"):
        services.uses.move(use.id, new.id, f"new: {value}")
    assert users(services, old) == ["Koha"]
    assert value not in str([entry.after for entry in entries(services)])


def test_an_application_can_use_a_key_again(services, old, clock):
    koha = application(services, "Koha", old)
    first = services.uses.end(use_of(services, koha, old).id)
    clock.turn(days=1)
    second = services.uses.add(koha.id, old.id)
    assert second.id != first.id
    assert users(services, old) == ["Koha"]
    with pytest.raises(WrongStateError, match="it uses this key again already"):
        services.uses.take_back(first.id)


def test_an_ended_use_is_taken_back(services, old, clock):
    koha = application(services, "Koha", old)
    before = use_of(services, koha, old)
    clock.turn(days=1)
    services.uses.end(before.id, "a slip")
    assert services.uses.take_back(before.id) == before
    assert use_of(services, koha, old) == before


def test_only_what_has_ended_is_taken_back(services, old):
    koha = application(services, "Koha", old)
    with pytest.raises(WrongStateError, match=r"“Koha”.*it uses this key still"):
        services.uses.take_back(use_of(services, koha, old).id)


def test_a_removed_application_takes_no_use_back(services, old):
    koha = application(services, "Koha", old)
    use = services.uses.end(use_of(services, koha, old).id)
    services.applications.remove(koha.id)
    with pytest.raises(WrongStateError, match=r"“Koha”.*it is removed; restore it first"):
        services.uses.take_back(use.id)
    assert services.keys.get(old.id).used_by == 0


# Moving


def test_a_move_ends_one_use_and_begins_another(services, old, new, clock):
    koha = application(services, "Koha", old)
    clock.turn(days=1)
    begun = services.uses.move(use_of(services, koha, old).id, new.id, "by Bob")
    ended = use_of(services, koha, old)
    assert (ended.moved_to, ended.note, ended.ended_at) == (begun.id, "by Bob", clock.now())
    assert ended.is_moved
    assert (users(services, old), users(services, new)) == ([], ["Koha"])


def test_a_move_is_told_in_both_trails(services, old, new):
    koha = application(services, "Koha", old)
    with watched(services) as added:
        services.uses.move(use_of(services, koha, old).id, new.id)
    assert [(entry.act, entry.thing_id) for entry in added] == [
        (Act.USED, new.id),
        (Act.MOVED, old.id),
    ]
    assert added[1].after["to_name"] == "New"


def test_nothing_moves_onto_the_key_that_it_has(services, old):
    koha = application(services, "Koha", old)
    with pytest.raises(WrongStateError, match="the application uses it already"):
        services.uses.move(use_of(services, koha, old).id, old.id)
    assert users(services, old) == ["Koha"]


def test_a_move_onto_a_key_that_is_used_already_begins_no_second_use(services, old, new, clock):
    koha = application(services, "Koha", old, new)
    before = use_of(services, koha, new)
    clock.turn(days=1)
    assert services.uses.move(use_of(services, koha, old).id, new.id) == before
    assert services.keys.get(new.id).used_by == 1
    services.uses.take_back(use_of(services, koha, old).id)
    assert use_of(services, koha, new) == before
    assert users(services, old) == ["Koha"]


@pytest.mark.parametrize("act", ["remove", "correct"])
def test_nothing_moves_onto_a_key_out_of_the_list(services, old, act):
    koha, gone = application(services, "Koha", old), add_key(services, "Gone", ending="dddd")
    if act == "remove":
        services.change.remove([gone.id])
    else:
        services.secret.correct(gone.id, Correction(ending="eeee"))
    before = entries(services)
    with pytest.raises(WrongStateError):
        services.uses.move(use_of(services, koha, old).id, gone.id)
    assert entries(services) == before
    assert users(services, old) == ["Koha"]


def test_what_has_moved_does_not_move_again(services, old, new):
    koha = application(services, "Koha", old)
    use = use_of(services, koha, old)
    services.uses.move(use.id, new.id)
    with pytest.raises(WrongStateError, match="it has left this key already"):
        services.uses.move(use.id, new.id)
