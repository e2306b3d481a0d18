"""A locked vault: names and dates can be read; values cannot, and nothing can be changed."""

from collections.abc import Iterator
from datetime import date

import pytest

from app.core.access import VaultState
from app.core.errors import VaultLockedError
from app.core.key import KeyState
from app.services.key_list import View
from tests.services.acts import ACTS
from tests.services.scene import Scene, entries, everything
from tests.stage import RECOVERY_CODE, Stage, listed, names

EACH_ACT = pytest.mark.parametrize("act", [act for act, _told in ACTS.values()], ids=ACTS)


@pytest.fixture
def locked(scene: Scene) -> Scene:
    """Everything of every kind, its vault locked."""
    scene.services.access.lock()
    return scene


@pytest.fixture
def shut(scene: Scene, stage: Stage) -> Iterator[Scene]:
    """Everything of every kind, its vault not opened yet."""
    scene.services.inventory.close()
    reopened = stage.open(locked=True)
    yield Scene(reopened)
    reopened.inventory.close()


@EACH_ACT
def test_a_locked_vault_refuses_each_act(locked, act):
    before = everything(locked.services), entries(locked.services)
    with pytest.raises(VaultLockedError, match="no record can be changed"):
        act(locked)
    assert (everything(locked.services), entries(locked.services)) == before


@EACH_ACT
def test_a_vault_that_was_never_opened_refuses_each_act(shut, act):
    assert shut.services.access.state is VaultState.SHUT
    before = everything(shut.services), entries(shut.services)
    with pytest.raises(VaultLockedError):
        act(shut)
    assert (everything(shut.services), entries(shut.services)) == before


def test_undo_and_destruction_wait_for_the_vault(scene, clock):
    done = scene.services.change.disable([scene.key("portal").id])
    scene.services.access.lock()
    with pytest.raises(VaultLockedError):
        done.undo()
    clock.turn(days=30)
    with pytest.raises(VaultLockedError):
        scene.services.destruction.destroy_due()
    scene.services.access.unlock(RECOVERY_CODE)
    done.undo()
    assert scene.services.destruction.destroy_due() == 1


@pytest.mark.parametrize("kind", ["locked", "shut"])
def test_lists_work_while_the_vault_is_not_open(kind, request):
    services = request.getfixturevalue(kind).services
    assert set(names(services)) == {"made here", "portal", "by ending", "disabled", "corrected"}
    assert names(services, filter="portal") == ["portal"]
    assert names(services, state=KeyState.REMOVED) == ["removed"]
    assert services.keys.counts(View())[KeyState.DISABLED] == 1
    assert services.keys.find(listed(services)[0].id[:8]) == listed(services)[0]
    overview = services.overviews.of(None)
    assert (len(overview.needed.first), overview.needed.todos) == (1, 1)
    assert services.accounts.find("Ada Tester").keys_owned == 0
    assert services.organisations.default().name == "Example University"
    assert services.settings.load().my_account() == services.accounts.mine()
    assert services.creation.expiry_of_new_key(services.organisations.default().id) == date(
        2027, 6, 15
    )


def test_a_locked_vault_still_tells_whether_records_are_as_they_were_sealed(locked):
    assert locked.services.verify() == []


def test_everything_works_again_after_unlocking(locked):
    locked.services.access.unlock(RECOVERY_CODE)
    for key in listed(locked.services):
        if key.has_value:
            assert locked.services.secret.copy(key.id)
    assert locked.services.verify() == []
