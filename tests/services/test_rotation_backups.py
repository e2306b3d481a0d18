"""Backups and a new vault key: whose seals still count, and what of it a restore brings back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.backup import Standing, Why
from app.core.secret import Secret
from app.services.suite import Services
from app.storage.backup_file import manifest_of, read_manifest
from tests.services.scene import rotated
from tests.stage import PASSPHRASE, Stage, create_key, names

KEPT = "earlier backup keys"


@pytest.fixture
def full(services: Services, tmp_path) -> Services:
    """An inventory with a key and a folder for its backups."""
    create_key(services, "Koha")
    (tmp_path / "stick").mkdir()
    services.backups.choose(str(tmp_path / "stick"))
    return services


def restored(stage: Stage, path: str, secret: Secret, present: Services) -> Services:
    """Put a backup in the place of what is there, with a way in of the backup's own time."""
    restoring = stage.door.restore()
    offer = restoring.examine(path)
    restoring.prove(secret)
    return stage.door.services(restoring.finish(offer, present.workplace))


def test_backups_made_before_count_and_open_with_their_own_code(full, stage):
    full.backups.make()
    stage.clock.turn(hours=1)
    code = rotated(full)
    backups = full.backups.shelf().backups
    assert [one.why for one in backups] == [Why.ROTATION, Why.ROTATION, Why.ASKED]
    assert {one.standing for one in backups} == {Standing.GOOD}
    assert [list(full.backups.verify(one.path)) for one in backups] == [[], [], []]
    assert full.backups.drill(code).path == backups[0].path
    full.inventory.close()
    services = stage.open(locked=True)
    services.access.unlock(code)
    assert {one.standing for one in services.backups.shelf().backups} == {Standing.GOOD}
    services.inventory.close()


def test_what_a_later_key_signed_is_not_called_damaged_after_a_restore(full, stage):
    first = full.backups.make()
    stage.clock.turn(hours=1)
    code = rotated(full)
    create_key(full, "Made with the later key")
    later = full.backups.make()
    stage.clock.turn(hours=1)
    services = restored(stage, first.path, PASSPHRASE, full)
    assert names(services) == ["Koha"]
    stage.clock.turn(hours=1)
    assert rotated(services) != code
    standings = {one.path: one.standing for one in services.backups.shelf().backups}
    assert standings[first.path] is Standing.GOOD
    assert standings[later.path] is Standing.OTHER_KEY
    assert Standing.WRONG not in standings.values()
    (told,) = services.backups.verify(later.path)
    assert "a vault key that this inventory does not have" in told
    stage.clock.turn(hours=1)
    again = restored(stage, later.path, code, services)
    assert "Made with the later key" in names(again)
    assert again.verify() == []
    again.inventory.close()


def test_backups_count_that_were_signed_when_keys_were_numbered_one_by_one(full, stage):
    """Their subkeys were kept as a list then, the latest first."""
    made = full.backups.make()
    stage.clock.turn(hours=1)
    code = rotated(full)
    credentials = full.inventory.credentials
    kept = credentials.get(KEPT)
    with full.workplace.change():
        credentials.set(KEPT, Secret(json.dumps(list(json.loads(kept.reveal()).values()))))
    full.inventory.close()
    services = stage.open(locked=True)
    services.access.unlock(code)
    standings = {one.path: one.standing for one in services.backups.shelf().backups}
    assert standings[made.path] is Standing.GOOD
    services.inventory.close()


def test_one_that_waited_for_a_key_that_is_gone_is_told_as_such(full, stage):
    made = full.backups.make()
    stage.clock.turn(hours=1)
    rotated(full)
    signed = read_manifest(Path(made.path))
    assert signed is not None
    manifest_of(Path(made.path)).write_bytes(replace(signed, mac="").file())
    standings = {one.path: one.standing for one in full.backups.shelf().backups}
    assert standings[made.path] is Standing.OTHER_KEY
    (told,) = full.backups.verify(made.path)
    assert "a vault key that this inventory does not have" in told
