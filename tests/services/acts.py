"""The acts that a person does in the scene, each with what the audit trail says of it."""

from collections.abc import Callable

from app.core import recovery
from app.core.access import WayKind
from app.core.audit import Act, Thing
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.preference import LOCK_MINUTES
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.scene import FILLED, Scene
from tests.services.use_acts import USE_ACTS
from tests.stage import OTHER_VALUE, add_key, create_key

NEW_CODE = recovery.encode(bytes(range(16)))
NEW_PASSPHRASE = Secret("another dummy passphrase")

Told = list[tuple[Act, Thing]]
K = Thing.KEY

KEY_ACTS: dict[str, tuple[Callable[[Scene], object], Told]] = {
    "create": (lambda it: create_key(it.services, "new"), [(Act.CREATED, K)]),
    "add existing": (
        lambda it: add_key(it.services, "new", value=OTHER_VALUE),
        [(Act.ADDED, K)],
    ),
    "fill": (
        lambda it: it.services.secret.fill(it.key("by ending").id, FILLED),
        [(Act.VALUE_FILLED, K)],
    ),
    "correct": (
        lambda it: it.services.secret.correct(it.key("portal").id, Correction(value=OTHER_VALUE)),
        [(Act.SUPERSEDED, K), (Act.ADDED, K)],
    ),
    "copy": (lambda it: it.services.secret.copy(it.key("portal").id), [(Act.COPIED, K)]),
    "reveal": (lambda it: it.services.secret.reveal(it.key("portal").id), [(Act.REVEALED, K)]),
    "edit": (
        lambda it: it.services.change.edit(it.key("portal").id, KeyEdit(name="other")),
        [(Act.EDITED, K)],
    ),
    "set permission": (
        lambda it: it.services.change.set_permission([it.key("portal").id], "full"),
        [(Act.EDITED, K)],
    ),
    "set owner": (
        lambda it: it.services.change.set_owner([it.key("portal").id], it.ben.id),
        [(Act.EDITED, K)],
    ),
    "disable": (
        lambda it: it.services.change.disable([it.key("portal").id]),
        [(Act.DISABLED, K)],
    ),
    "enable": (
        lambda it: it.services.change.enable([it.key("disabled").id]),
        [(Act.ENABLED, K)],
    ),
    "remove": (lambda it: it.services.change.remove([it.key("portal").id]), [(Act.REMOVED, K)]),
    "restore": (
        lambda it: it.services.change.restore([it.key("removed").id]),
        [(Act.RESTORED, K)],
    ),
    "compared": (
        lambda it: it.services.change.compared([it.key("portal").id]),
        [(Act.COMPARED, K)],
    ),
    "destroy": (
        lambda it: it.services.destruction.destroy(it.key("removed").id),
        [(Act.DESTROYED, K)],
    ),
    "remove for good": (
        lambda it: it.services.destruction.destroy(it.key("portal").id),
        [(Act.REMOVED, K), (Act.DESTROYED, K)],
    ),
}

OTHER_ACTS: dict[str, tuple[Callable[[Scene], object], Told]] = {
    "tick": (lambda it: it.services.todos.tick(it.todo.id), [(Act.TICKED, Thing.TODO)]),
    "create an organisation": (
        lambda it: it.services.organisations.create(OrganisationDraft(name="new")),
        [(Act.CREATED, Thing.ORGANISATION)],
    ),
    "edit an organisation": (
        lambda it: it.services.organisations.edit(it.college.id, OrganisationDraft(name="new")),
        [(Act.EDITED, Thing.ORGANISATION)],
    ),
    "remove an organisation": (
        lambda it: it.services.organisations.remove(
            it.services.organisations.create(OrganisationDraft(name="brief")).id
        ),
        [(Act.CREATED, Thing.ORGANISATION), (Act.REMOVED, Thing.ORGANISATION)],
    ),
    "create an account": (
        lambda it: it.services.accounts.create(
            AccountDraft(name="Eve Tester", organisation=it.college.id)
        ),
        [(Act.CREATED, Thing.ACCOUNT)],
    ),
    "edit an account": (
        lambda it: it.services.accounts.edit(
            it.ben.id, AccountDraft(name="Ben", organisation=it.college.id)
        ),
        [(Act.EDITED, Thing.ACCOUNT)],
    ),
    "remove an account": (
        lambda it: it.services.accounts.remove(it.ben.id),
        [(Act.REMOVED, Thing.ACCOUNT)],
    ),
    "mark my account": (
        lambda it: it.services.accounts.mark_mine(it.ben.id),
        [(Act.PREFERENCE_SET, Thing.PREFERENCE)],
    ),
    "set a preference": (
        lambda it: it.services.settings.set(LOCK_MINUTES, 7),
        [(Act.PREFERENCE_SET, Thing.PREFERENCE)],
    ),
    "set a passphrase": (
        lambda it: it.services.ways.set_passphrase(NEW_PASSPHRASE),
        [(Act.ACCESS_ADDED, Thing.ACCESS)],
    ),
    "set a recovery code": (
        lambda it: it.services.ways.set_recovery_code(NEW_CODE),
        [(Act.ACCESS_ADDED, Thing.ACCESS)],
    ),
    "use the keyring": (
        lambda it: it.services.ways.use_keyring(),
        [(Act.ACCESS_ADDED, Thing.ACCESS)],
    ),
    "drop a way in": (
        lambda it: _exchange_passphrase_for_keyring(it.services),
        [(Act.ACCESS_ADDED, Thing.ACCESS), (Act.ACCESS_DROPPED, Thing.ACCESS)],
    ),
}


def _exchange_passphrase_for_keyring(services: Services) -> None:
    services.ways.use_keyring()
    services.ways.drop(WayKind.PASSPHRASE)


ACTS = KEY_ACTS | OTHER_ACTS | USE_ACTS
"""What a person can do to change something, and what the trail says of it."""
