"""Values: copied, revealed, filled in once."""

import pytest

from app.core.audit import Act
from app.core.errors import DuplicateValueError, FieldError, NotFoundError, WrongStateError
from app.core.identity import KeyId
from app.core.secret import Secret
from app.services.key_secret import Correction
from tests.services.scene import FILLED, watched
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key


@pytest.mark.parametrize("act", ["copy", "reveal"])
def test_a_value_that_is_given_out_is_told_of(services, act):
    key = add_key(services, value=VALUE)
    with watched(services) as added:
        assert getattr(services.secret, act)(key.id) == VALUE
    [entry] = added
    assert entry.act is {"copy": Act.COPIED, "reveal": Act.REVEALED}[act]
    assert (entry.thing_id, entry.before, entry.after) == (key.id, {}, {})


@pytest.mark.parametrize("act", ["copy", "reveal"])
def test_the_value_of_a_key_that_is_out_of_use_is_not_given_out(services, act):
    removed = add_key(services, "removed", value=VALUE)
    services.change.remove([removed.id])
    corrected = add_key(services, "corrected", value=OTHER_VALUE)
    services.secret.correct(corrected.id, Correction(value=FILLED))
    with pytest.raises(WrongStateError, match="restore it first"):
        getattr(services.secret, act)(removed.id)
    with pytest.raises(WrongStateError, match="a corrected record has taken its place"):
        getattr(services.secret, act)(corrected.id)
    with pytest.raises(NotFoundError):
        getattr(services.secret, act)(KeyId("none"))


def test_disabled_and_expired_keys_still_give_their_values(services, clock):
    key = add_key(services, value=VALUE)
    services.change.disable([key.id])
    clock.turn(days=400)
    assert services.secret.copy(key.id) == VALUE


def test_a_restored_key_gives_its_value_again(services):
    key = add_key(services, value=VALUE)
    services.change.remove([key.id])
    services.change.restore([key.id])
    assert services.secret.copy(key.id) == VALUE


def test_a_value_is_filled_in(services):
    key = add_key(services, ending="c15b")
    filled = services.secret.fill(key.id, Secret(f"  {FILLED.reveal().upper()} "))
    assert filled.has_value
    assert services.keys.get(key.id) == filled
    assert services.secret.copy(key.id) == FILLED


def test_a_value_with_another_ending_is_refused_naming_the_ending_alone(services):
    key = add_key(services, ending="c15b")
    with pytest.raises(FieldError, match="ends in c15b, and this value does not") as caught:
        services.secret.fill(key.id, VALUE)
    assert VALUE.reveal() not in str(caught.value)
    assert not services.keys.get(key.id).has_value


def test_a_value_is_filled_in_once(services):
    key = add_key(services, ending="c15b")
    services.secret.fill(key.id, FILLED)
    other = Secret(f"00000000-1111-4222-8333-55555555{key.ending}")
    for value in (FILLED, other):
        with pytest.raises(WrongStateError, match="it has its value already"):
            services.secret.fill(key.id, value)
    assert services.secret.copy(key.id) == FILLED


def test_a_value_that_another_key_has_is_refused_naming_that_key(services):
    add_key(services, "Evergreen", value=FILLED)
    key = add_key(services, "Koha", ending="c15b")
    with pytest.raises(DuplicateValueError, match="“Evergreen”"):
        services.secret.fill(key.id, FILLED)
    assert not services.keys.get(key.id).has_value
    assert services.verify() == []


def test_keys_that_are_made_here_removed_or_corrected_are_not_filled_in(services):
    made = create_key(services)
    removed = add_key(services, "removed", ending="c15b")
    services.change.remove([removed.id])
    corrected = add_key(services, "corrected", ending="c15b")
    services.secret.correct(corrected.id, Correction(ending="c15c"))
    for key in (made, removed, corrected):
        with pytest.raises(WrongStateError):
            services.secret.fill(key.id, FILLED)


@pytest.mark.parametrize("typed", ["", "a b c15b", "x" * 1021 + "c15b"])
def test_what_cannot_be_a_key_is_not_filled_in(services, typed):
    key = add_key(services, ending="c15b")
    with pytest.raises(FieldError):
        services.secret.fill(key.id, Secret(typed))
