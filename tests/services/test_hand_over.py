"""Handing keys over: every record that names an account names another one afterwards."""

from datetime import date

import pytest

from app.core.errors import NotFoundError
from app.core.identity import AccountId
from app.core.organisation import AccountDraft
from app.services.key_secret import Correction
from tests.services.scene import everything
from tests.stage import add_key, create_key


@pytest.fixture
def ben(services):
    home = services.organisations.default().id
    return services.accounts.create(AccountDraft(name="Ben", organisation=home)).id


@pytest.fixture
def owned(services, ben):
    """Keys of Ben's: one in use, one removed, one destroyed, and a corrected record."""
    kept, removed, destroyed = (create_key(services, name, owner=ben) for name in "ABC")
    services.change.remove([removed.id])
    services.destruction.destroy(destroyed.id)
    corrected = add_key(services, "D", owner=ben)
    right = services.secret.correct(corrected.id, Correction(expires_on=date(2027, 4, 1)))
    return [kept.id, removed.id, destroyed.id, corrected.id, right.id]


def test_an_account_whose_keys_were_all_handed_over_can_be_removed(services, ben, owned):
    ada = services.accounts.mine()
    done = services.change.hand_over(owned, ada)
    assert len(done.keys) == 5
    assert {key.owner for key in everything(services)} == {ada}
    services.accounts.remove(ben)
    assert services.verify() == []


def test_a_hand_over_is_taken_back_of_every_record(services, ben, owned):
    services.change.hand_over(owned, None).undo()
    assert {key.owner for key in everything(services)} == {ben}
    assert services.verify() == []


def test_an_owner_that_does_not_exist_is_refused(services, ben, owned):
    with pytest.raises(NotFoundError):
        services.change.hand_over(owned, AccountId("nobody"))
    assert {key.owner for key in everything(services)} == {ben}
