"""A person leaves: keys planned and handed over in one change, which can be taken back."""

from datetime import date

import pytest

from app.core.errors import VaultLockedError
from app.core.identity import AccountId
from app.core.key import KeyState
from app.core.organisation import AccountDraft
from app.core.replacement import Reason
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.scene import entries
from tests.stage import NOON, add_key, create_key


@pytest.fixture
def grace(services: Services) -> AccountId:
    home = services.organisations.default().id
    return services.accounts.create(AccountDraft(name="Grace Example", organisation=home)).id


def owned(services: Services, account: AccountId) -> int:
    return services.keys.count(services.keys.owned_by(account, frozenset(KeyState)))


def test_known_keys_are_planned_for_today_and_owned_ones_get_another_owner(services, grace):
    hers = create_key(services, "hers", owner=grace)
    other = create_key(services, "other")
    mine = services.accounts.mine()
    left = services.leaving.leave(grace, mine, [hers.id, other.id])
    assert {one.old for one in left.planned} == {hers.id, other.id}
    assert {(one.reason, one.planned_on) for one in left.planned} == {
        (Reason.PERSON_LEFT, NOON.date())
    }
    assert services.keys.get(hers.id).owner == mine
    left.undo()
    assert services.replacement_list.running() == []
    assert services.keys.get(hers.id).owner == grace
    assert services.verify() == []


def test_a_plan_for_later_is_brought_forward_and_put_back(services, grace):
    key = create_key(services, "hers", owner=grace)
    services.replacements.plan([(key.id, date(2026, 7, 1))], Reason.OTHER)
    left = services.leaving.leave(grace, None, [key.id])
    [course] = services.replacement_list.running()
    assert left.planned == (course.replacement,)
    assert course.replacement.planned_on == NOON.date()
    assert course.replacement.reason is Reason.PERSON_LEFT
    left.undo()
    [course] = services.replacement_list.running()
    assert course.replacement.planned_on == date(2026, 7, 1)
    assert course.replacement.reason is Reason.OTHER


def test_a_key_that_has_a_successor_is_left_alone(services, grace):
    key = create_key(services, "hers", owner=grace)
    services.exposure.replace([key.id], Reason.EXPOSED)
    left = services.leaving.leave(grace, None, [key.id])
    assert left.planned == ()
    left.undo()
    assert len(services.replacement_list.running()) == 1


def test_keys_are_handed_over_whatever_became_of_them(services, grace):
    services.destruction.destroy(create_key(services, "gone", owner=grace).id)
    slip = add_key(services, "slip", owner=grace)
    services.secret.correct(slip.id, Correction(expires_on=date(2028, 1, 1)))
    assert owned(services, grace) == 3
    done = services.leaving.hand_over(grace, None)
    assert owned(services, grace) == 0
    done.undo()
    assert owned(services, grace) == 3


def test_nothing_is_done_while_the_vault_is_locked(services, grace):
    key = create_key(services, "hers", owner=grace)
    before = len(entries(services))
    services.access.lock()
    with pytest.raises(VaultLockedError):
        services.leaving.leave(grace, None, [key.id])
    assert len(entries(services)) <= before + 1  # that it was locked
    assert services.replacement_list.running() == []
