"""The audit trail: each act writes what it did, together with the change or not at all."""

import sqlite3
from collections.abc import Callable

import pytest

from app.core.audit import Act, Thing
from app.core.errors import AppError, FieldError
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.preference import LOCK_MINUTES
from app.core.replacement import Reason
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.key_changer import Done
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.acts import ACTS
from tests.services.replacing import application, draft_of
from tests.services.scene import FILLED, entries, everything, watched
from tests.stage import NOON, OTHER_VALUE, TESTER, VALUE, add_key, create_key

EACH_ACT = pytest.mark.parametrize(("act", "told"), ACTS.values(), ids=ACTS)
KEYRING_STAYS = {"use the keyring", "drop a way in"}


def content(services: Services) -> list[str]:
    """Return everything that the inventory's file holds."""
    path = services.inventory._database.path  # type: ignore[attr-defined]  # SQLite's own
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@EACH_ACT
def test_each_act_is_told_once(scene, act, told):
    with watched(scene.services) as added:
        act(scene)
    assert [(entry.act, entry.thing) for entry in added] == told
    assert {(entry.actor, entry.at) for entry in added} == {(TESTER, NOON)}
    assert scene.services.verify() == []


@EACH_ACT
def test_an_act_in_a_change_that_fails_leaves_nothing(scene, act, told):
    before = content(scene.services)
    with pytest.raises(ZeroDivisionError), scene.services.workplace.change():  # noqa: PT012 - as said
        act(scene)
        raise ZeroDivisionError
    assert content(scene.services) == before
    assert scene.services.verify() == []


REFUSED = {
    "create without a name": lambda it: create_key(it.services, " "),
    "create at an unknown level": lambda it: create_key(it.services, permission="everything"),
    "add a duplicate": lambda it: add_key(it.services, value=VALUE),
    "fill with another ending": lambda it: it.services.secret.fill(it.key("by ending").id, VALUE),
    "fill twice": lambda it: it.services.secret.fill(it.key("portal").id, VALUE),
    "correct nothing": lambda it: it.services.secret.correct(it.key("portal").id, Correction()),
    "correct what is made here": lambda it: it.services.secret.correct(
        it.key("made here").id, Correction(value=OTHER_VALUE)
    ),
    "copy what is removed": lambda it: it.services.secret.copy(it.key("removed").id),
    "copy what has no value": lambda it: it.services.secret.copy(it.key("by ending").id),
    "edit what is removed": lambda it: it.services.change.edit(
        it.key("removed").id, KeyEdit(name="x")
    ),
    "give a key to nobody known": lambda it: it.services.change.set_owner(
        [it.key("portal").id], it.key("portal").id
    ),
    "an organisation of the same name": lambda it: it.services.organisations.create(
        OrganisationDraft(name="PLAIN college")
    ),
    "an account nowhere": lambda it: it.services.accounts.create(
        AccountDraft(name="Eve", organisation=it.key("portal").id)
    ),
    "a preference out of bounds": lambda it: it.services.settings.set(LOCK_MINUTES, 481),
    "an application without a name": lambda it: application(it.services, " "),
    "an application of no kind": lambda it: application(it.services, kind="unheard of"),
    "an application of a removed key": lambda it: application(it.services, "x", it.key("removed")),
    "edit an application to nothing": lambda it: it.services.applications.edit(
        it.application("Koha").id, draft_of(it.application("Koha"), name="")
    ),
    "use a removed key": lambda it: it.services.uses.add(
        it.application("Koha").id, it.key("removed").id
    ),
    "end twice": lambda it: it.services.uses.end(it.use("Primo", "disabled").id),
    "end with a note of two lines": lambda it: it.services.uses.end(
        it.use("Koha", "by ending").id, "one\ntwo"
    ),
    "move with a note of two lines": lambda it: it.services.uses.move(
        it.use("Koha", "by ending").id, it.key("portal").id, "one\ntwo"
    ),
    "move onto the same": lambda it: it.services.uses.move(
        it.use("Koha", "by ending").id, it.key("by ending").id
    ),
    "take back what goes on": lambda it: it.services.uses.take_back(it.use("Koha", "by ending").id),
    "confirm a use away": lambda it: it.services.change.confirm_unused([it.key("by ending").id]),
    "destroy what is used": lambda it: it.services.destruction.destroy(it.key("by ending").id),
    "replace twice": lambda it: create_key(it.services, predecessor=it.key("by ending").id),
    "tick twice": lambda it: it.services.replacements.move(
        it.course.replacement.id, it.application("Alma").id
    ),
    "close too soon": lambda it: it.services.replacements.close(
        it.course.replacement.id, disable=True, remove=True
    ),
    "a weak passphrase": lambda it: it.services.ways.set_passphrase(Secret("aaaaaaaaaaaa")),
}


@pytest.mark.parametrize("act", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_not_told(scene, act):
    before = content(scene.services)
    with pytest.raises(AppError):
        act(scene)
    assert content(scene.services) == before


UNCHANGED = {
    "edit to the same": lambda it: it.services.change.edit(
        it.key("portal").id, KeyEdit(name="portal", notes="Rack 4")
    ),
    "disable twice": lambda it: it.services.change.disable([it.key("disabled").id]),
    "enable what is enabled": lambda it: it.services.change.enable([it.key("portal").id]),
    "remove twice": lambda it: it.services.change.remove([it.key("removed").id]),
    "restore what is there": lambda it: it.services.change.restore([it.key("portal").id]),
    "compare what is made here": lambda it: it.services.change.compared([it.key("made here").id]),
    "untick what is not ticked": lambda it: it.services.todos.untick(it.todo.id),
    "edit an organisation to the same": lambda it: it.services.organisations.edit(
        it.college.id, OrganisationDraft(name="Plain College")
    ),
    "edit an account to the same": lambda it: it.services.accounts.edit(
        it.ben.id, AccountDraft(name="Ben Tester", organisation=it.college.id)
    ),
    "mark my account again": lambda it: it.services.accounts.mark_mine(it.services.accounts.mine()),
    "set a preference to the same": lambda it: it.services.settings.set(LOCK_MINUTES, 15),
    "edit an application to the same": lambda it: it.services.applications.edit(
        it.application("Koha").id, draft_of(it.application("Koha"))
    ),
    "use what is used": lambda it: it.services.uses.add(
        it.application("Koha").id, it.key("by ending").id
    ),
    "set the keys that it has": lambda it: it.services.applications.set_keys(
        it.application("Koha").id, [it.key("by ending").id]
    ),
    "plan what is under way": lambda it: it.services.replacements.plan(
        [(it.key("by ending").id, it.key("by ending").expires_on)], Reason.EXPIRY
    ),
    "hand over to who has it": lambda it: it.services.change.hand_over([it.key("portal").id], None),
    "destroy what is due, where nothing is": lambda it: it.services.destruction.destroy_due(),
}


@pytest.mark.parametrize("act", UNCHANGED.values(), ids=UNCHANGED)
def test_what_changes_nothing_is_not_told(scene, act):
    before = content(scene.services)
    act(scene)
    assert content(scene.services) == before


def test_the_trail_tells_what_was_there_and_what_is(scene):
    portal = scene.key("portal")
    with watched(scene.services) as added:
        scene.services.change.edit(portal.id, KeyEdit(name="other", notes=""))
    [entry] = added
    assert entry.thing_id == portal.id
    assert entry.before == {"name": "portal", "notes": "Rack 4"}
    assert entry.after == {"name": "other", "notes": ""}


def test_the_trail_never_tells_a_value(scene):
    services = scene.services
    secrets = {VALUE.reveal(), OTHER_VALUE.reveal(), FILLED.reveal()}
    create_key(services, "another")
    services.secret.fill(scene.key("by ending").id, FILLED)
    services.secret.correct(scene.key("portal").id, Correction(value=OTHER_VALUE))
    for key in everything(services):
        if key.has_value and not key.retired:
            secrets.add(services.secret.reveal(key.id).reveal())
    trail = "\n".join(entry.canonical().decode() for entry in entries(services))
    assert len(secrets) > 4
    assert not [secret for secret in secrets if secret in trail or secret[-12:] in trail]


def test_an_undo_tells_what_it_does(scene):
    portal, disabled = scene.key("portal").id, scene.key("disabled").id
    change = scene.services.change
    acts: list[tuple[Callable[[], Done], Act]] = [
        (lambda: change.edit(portal, KeyEdit(name="x")), Act.EDITED),
        (lambda: change.disable([portal]), Act.ENABLED),
        (lambda: change.enable([disabled]), Act.DISABLED),
        (lambda: change.remove([portal]), Act.RESTORED),
        (lambda: change.restore([scene.key("removed").id]), Act.REMOVED),
        (lambda: change.compared([portal]), Act.COMPARED),
    ]
    for act, told in acts:
        done = act()
        with watched(scene.services) as added:
            done.undo()
        assert [(entry.act, entry.thing) for entry in added] == [(told, Thing.KEY)]


def test_a_field_that_cannot_be_used_is_named(scene):
    with pytest.raises(FieldError) as caught:
        create_key(scene.services, "")
    assert caught.value.field == "name"
