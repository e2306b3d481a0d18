"""Chains of keys: each took the place of the one before it, however long that goes on."""

from app.core.identity import KeyId
from app.core.key import Key
from app.core.replacement import Reason
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import of, planned, successor
from tests.services.telling import today
from tests.stage import FakeClock, add_key, create_key


def chain_of(services: Services, clock: FakeClock, length: int) -> list[Key]:
    """Return so many keys, each the successor of the one before it."""
    keys = [add_key(services, "key 0", ending="0000")]
    for number in range(1, length):
        clock.turn(days=1)
        given = {"ending": f"{number:04}", "predecessor": keys[-1].id}
        keys.append(add_key(services, f"key {number}", **given))
    return keys


def named(services: Services, key_id: KeyId) -> list[str]:
    """Return the names of the keys in the chain of one of them."""
    return [key.name for key in services.chain.of(key_id)]


def test_a_key_alone_is_a_chain_of_one(services):
    key = add_key(services)
    assert services.chain.of(key.id) == [key]
    planned(services, key, today(services))
    assert services.chain.of(key.id) == [key]


def test_each_of_five_keys_has_the_same_chain(services, clock):
    keys = chain_of(services, clock, 5)
    for key in keys:
        assert [one.id for one in services.chain.of(key.id)] == [one.id for one in keys]


def test_a_corrected_record_stands_in_the_chain_for_the_one_with_the_slip(services, clock):
    keys = chain_of(services, clock, 5)
    corrected = services.secret.correct(keys[2].id, Correction(ending="dddd"))
    wanted = [keys[0].id, keys[1].id, corrected.id, keys[3].id, keys[4].id]
    for key_id in wanted:
        assert [one.id for one in services.chain.of(key_id)] == wanted
    assert [one.id for one in services.chain.of(keys[2].id)] == [keys[2].id]


def test_removed_and_destroyed_keys_stay_in_the_chain(services, clock):
    keys = chain_of(services, clock, 4)
    services.destruction.destroy(keys[0].id)
    services.change.remove([keys[1].id])
    assert named(services, keys[3].id) == ["key 0", "key 1", "key 2", "key 3"]


def test_a_cancelled_replacement_parts_the_chain_and_a_new_one_joins_it(services, clock):
    keys = chain_of(services, clock, 3)
    services.replacements.cancel(of(services, keys[2]).replacement.id)
    assert named(services, keys[0].id) == ["key 0", "key 1"]
    assert named(services, keys[2].id) == ["key 2"]
    successor(services, keys[1], "another")
    assert named(services, keys[0].id) == ["key 0", "key 1", "another"]


def test_a_key_that_was_replaced_twice_goes_on_to_the_latest(services, clock):
    old = add_key(services, "old")
    services.change.confirm_unused([old.id])
    successor(services, old, "first")
    services.replacements.close(of(services, old).replacement.id, disable=True, remove=False)
    clock.turn(days=1)
    second = successor(services, old, "second")
    assert named(services, old.id) == ["old", "second"]
    assert named(services, second.id) == ["old", "second"]


def test_a_circle_has_an_end(services):
    keys = [create_key(services, name) for name in "abc"]
    with services.workplace.change():
        for old, new in zip(keys, [*keys[1:], keys[0]], strict=True):
            services.replacements.begin(old, new, reason=Reason.OTHER)
    for key in keys:
        assert sorted(named(services, key.id)) == ["a", "b", "c"]


def test_a_circle_ahead_of_a_key_has_an_end(services):
    before, one, other = (create_key(services, name) for name in "abc")
    with services.workplace.change():
        for old, new in ((before, one), (one, other), (other, one)):
            services.replacements.begin(old, new, reason=Reason.OTHER)
    assert named(services, before.id) == ["a", "b", "c"]
    for key in (one, other):
        assert {"b", "c"} <= set(named(services, key.id))
