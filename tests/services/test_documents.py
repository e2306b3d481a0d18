"""Documents that come in: all with its own ids, or nothing, and every problem with its place."""

from dataclasses import replace

import pytest

from app.core.audit import Act
from app.core.backup import Why
from app.core.document import Kind
from app.core.document_plan import RecordState
from app.core.errors import CancelledError, DocumentRefusedError, VaultLockedError
from app.core.key import Key
from app.core.organisation import OrganisationDraft
from app.services.export_reader import Choice
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from tests.edges import EdgeStage
from tests.services.documents import (
    bring_in,
    changed,
    data_of,
    intake,
    plan,
    problems,
    told_of,
)
from tests.services.scene import entries, everything
from tests.stage import OTHER_VALUE, VALUE, FakeClock, add_key, create_key, listed


@pytest.fixture
def target(tmp_path, clock: FakeClock):
    """An inventory as it was set up, on another computer."""
    services = EdgeStage(folder=tmp_path / "elsewhere", clock=clock).make()
    yield services
    services.inventory.close()


def named(services, name: str) -> Key:
    return next(one for one in everything(services) if one.name == name)


def test_everything_comes_into_a_fresh_inventory_as_it_was(scene, target, tmp_path):
    source = scene.services
    source.settings.set_text("lock-minutes", "7")
    done = bring_in(target, data_of(source), tmp_path)
    assert told_of(target) == told_of(source)
    assert done.count(RecordState.NEW, Kind.KEY) == 7
    assert "“Example University”, made at set-up, gives way" in " ".join(done.notes)
    assert target.secret.copy(named(target, "portal").id) == VALUE
    assert target.accounts.mine() == source.accounts.mine()
    assert target.verify() == []
    imported = next(one for one in entries(target) if one.act is Act.IMPORTED)
    assert (imported.after["file"], imported.after["new"]) == ("all.json", 7)


def test_the_same_document_again_changes_nothing(scene, target, tmp_path):
    data = data_of(scene.services)
    bring_in(target, data, tmp_path)
    again = plan(target, data, tmp_path)
    assert not again.does_something
    assert again.count(RecordState.SAME, Kind.KEY) == 7
    assert bring_in(target, data, tmp_path).work.count == 0


def test_what_was_changed_since_is_changed_here(scene, target, tmp_path):
    source = scene.services
    bring_in(target, data_of(source), tmp_path)
    portal = scene.key("portal").id
    source.change.edit(portal, KeyEdit(name="another name", notes="new notes"))
    source.change.disable([scene.key("disabled").id, scene.key("made here").id])
    source.uses.move(scene.use("Koha", "by ending").id, portal)
    source.todos.tick(scene.todo.id)
    found = plan(target, data_of(source), tmp_path)
    lines = {one.name: one.fields for one in found.lines if one.state is RecordState.CHANGED}
    assert lines["another name"] == ("name", "notes")
    assert lines["made here"] == ("disabled_at",)
    bring_in(target, data_of(source), tmp_path)
    assert told_of(target) == told_of(source)
    assert target.verify() == []


def test_a_correction_made_since_comes_in(scene, target, tmp_path):
    source = scene.services
    bring_in(target, data_of(source), tmp_path)
    source.secret.correct(
        scene.key("portal").id, Correction(expires_on=scene.key("corrected").expires_on)
    )
    bring_in(target, data_of(source), tmp_path)
    assert told_of(target) == told_of(source)
    assert target.verify() == []


@pytest.mark.parametrize(
    ("member", "to", "told"),
    [
        ("expires_on", "2027-03-02", "an expiry date never changes"),
        ("value", OTHER_VALUE.reveal(), "another value"),
        ("origin", "made_here", "never changes"),
    ],
)
def test_a_value_and_an_expiry_date_never_change(scene, target, tmp_path, member, to, told):
    data = data_of(scene.services)
    bring_in(target, data, tmp_path)
    at = next(n for n, one in enumerate(data["keys"]) if one["name"] == "portal")
    data = changed(data, "keys", at, member, to=to)
    data["keys"][at]["ending"] = to[-4:] if member == "value" else data["keys"][at]["ending"]
    before = told_of(target)
    found = plan(target, data, tmp_path)
    assert told in problems(found)[f"keys[{at}].{member}"]
    assert OTHER_VALUE.reveal() not in str(found)
    with pytest.raises(DocumentRefusedError, match=r"Problems in all\.json"):
        bring_in(target, data, tmp_path)
    assert told_of(target) == before


def test_without_values_portal_keys_come_by_their_ending(services, target, tmp_path):
    portal = add_key(services, "portal", value=VALUE)
    made = create_key(services, "made here")
    data = data_of(services, values=False)
    done = bring_in(target, data, tmp_path)
    (key,) = listed(target)
    assert (key.id, key.ending, key.has_value) == (portal.id, "44aa", False)
    assert done.count(RecordState.LEFT_OUT, Kind.KEY) == 1
    notes = " ".join(done.notes)
    assert "1 key of the portal comes in by its last four" in notes
    assert "“made here”" in notes
    assert made.id not in {one.id for one in listed(target)}
    later = bring_in(target, data_of(services), tmp_path)
    assert [one.fields for one in later.lines if one.name == "portal"] == [("value",)]
    assert told_of(target) == told_of(services)


def test_a_key_that_is_here_under_another_id_is_found_by_its_value(services, target, tmp_path):
    add_key(services, "theirs", value=VALUE)
    ours = add_key(target, "ours", value=VALUE)
    done = bring_in(target, data_of(services), tmp_path)
    (key,) = listed(target)
    assert (key.id, key.name) == (ours.id, "theirs")
    assert "under another id" in " ".join(done.notes)
    assert len(target.organisations.all()) == 1


def test_chosen_keys_leave_the_rest_as_it_is(scene, target, tmp_path):
    key = scene.key("made here")
    data = data_of(scene.services, choice=Choice(keys=(key.id,)))
    done = bring_in(target, data, tmp_path)
    assert [one.name for one in listed(target)] == ["made here"]
    assert done.count(RecordState.LEFT_OUT, Kind.REPLACEMENT) == 1
    assert "The document is of chosen keys (1 key selected)" in " ".join(done.notes)


def test_preferences_come_in_where_they_are_asked_for(services, target, tmp_path):
    create_key(target)
    services.settings.set_text("mail-host", "mail.example.org")
    read = intake(target, data_of(services), tmp_path)
    assert "Preferences stay" in " ".join(target.documents.plan(read).notes)
    asked = replace(read, preferences=True)
    assert "password" in " ".join(one.told for one in target.documents.plan(asked).warnings)
    target.documents.run(asked)
    assert told_of(target)["preferences"]["mail-host"] == "mail.example.org"


def test_cancel_takes_everything_back(scene, target, tmp_path):
    before, head = told_of(target), target.inventory.audit.head()
    given = intake(target, data_of(scene.services), tmp_path)

    def cancel(done: int, _total: int) -> None:
        if done >= 20 and target.inventory.backups.in_change:
            raise CancelledError

    with pytest.raises(CancelledError):
        target.documents.run(given, cancel)
    after = target.inventory.audit.head()
    assert (told_of(target), after) == (before, head)


def test_a_locked_vault_takes_nothing(scene, target, tmp_path):
    given = intake(target, data_of(scene.services), tmp_path)
    target.access.lock()
    with pytest.raises(VaultLockedError):
        target.documents.plan(given)
    with pytest.raises(VaultLockedError):
        target.documents.run(given)


def test_a_backup_is_made_before(scene, target, tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    target.backups.choose(str(folder))
    bring_in(target, data_of(scene.services), tmp_path)
    assert [one.why for one in target.backups.shelf().backups] == [Why.IMPORT]


def test_what_is_here_and_not_in_the_document_stays(scene, target, tmp_path):
    mine = create_key(target, "mine alone")
    bring_in(target, data_of(scene.services), tmp_path)
    assert target.keys.get(mine.id).name == "mine alone"
    assert target.verify() == []


def test_a_name_that_another_organisation_has_is_a_problem(scene, target, tmp_path):
    data = data_of(scene.services)
    bring_in(target, data, tmp_path)
    target.organisations.create(OrganisationDraft(name="Other College"))
    at = next(n for n, one in enumerate(data["organisations"]) if one["name"] == "Plain College")
    data = changed(data, "organisations", at, "name", to="Other College")
    assert f"organisations[{at}].name" in problems(plan(target, data, tmp_path))


def test_a_permission_level_that_is_not_here_is_a_problem(scene, target, tmp_path):
    data = changed(data_of(scene.services), "keys", 0, "permission", to="emperor")
    assert (
        "no such permission level" in problems(plan(target, data, tmp_path))["keys[0].permission"]
    )


def test_uses_do_not_move_in_a_circle_with_those_that_are_here(scene, target, tmp_path):
    data = data_of(scene.services)
    bring_in(target, data, tmp_path)
    left = next(one for one in data["uses"] if one["moved_to"])
    now = next(one for one in data["uses"] if one["id"] == left["moved_to"])
    back = now | {"ended_at": left["ended_at"], "ended_by": "x", "moved_to": left["id"]}
    data["made"] |= {"keys_in_inventory": data["made"]["keys_in_inventory"] + 1}
    found = plan(target, data | {"uses": [back]}, tmp_path)
    assert problems(found) == {"uses[0].moved_to": "It names itself, by way of others."}


def test_something_like_a_key_in_a_name_is_to_be_looked_at(scene, target, tmp_path):
    name = f"Koha {OTHER_VALUE.reveal()}"
    data = changed(data_of(scene.services), "keys", 0, "name", to=name)
    warnings = {one.where: one.told for one in plan(target, data, tmp_path).warnings}
    assert "Names are not sealed" in warnings["keys[0].name"]


def test_a_value_that_was_destroyed_here_stays_so(scene, target, tmp_path):
    data = data_of(scene.services)
    bring_in(target, data, tmp_path)
    key = named(target, "portal")
    target.change.remove([key.id])
    target.destruction.destroy(key.id)
    at = next(n for n, one in enumerate(data["keys"]) if one["name"] == "portal")
    found = problems(plan(target, data, tmp_path))
    assert found == {f"keys[{at}].removed_at": "Its value was destroyed here: it stays removed."}


def test_history_tells_of_what_came_in(scene, target, tmp_path):
    bring_in(target, data_of(scene.services), tmp_path)
    acts = {one.act for one in entries(target)}
    assert {Act.CREATED, Act.ADDED, Act.USED, Act.MOVED, Act.LEFT, Act.REPLACED} <= acts
    assert VALUE.reveal() not in str(entries(target))
