"""A sample inventory to look around in: one verb makes it, with something of everything."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import FolderDoor
from app.core.replacement import ReplacementState
from app.services import sample
from app.services.key_list import View
from app.services.suite import Services
from app.storage.place import Place


@pytest.fixture
def opened(keyholder, tmp_path):
    """The sample, made by the verb and opened by its passphrase."""
    folder = tmp_path / "sample"

    def door(chosen: Path | None) -> FolderDoor:
        own: FolderDoor = keyholder.stage.door
        return own if chosen is None else replace(own, place=Place(chosen))

    keyholder.make_door = door
    answer = keyholder("sample", str(folder))
    assert (answer.code, answer.lines) == (0, [sample.PASSPHRASE.reveal()])
    services: Services = door(folder).open()
    services.access.unlock(sample.PASSPHRASE)
    yield services
    services.inventory.close()


def test_it_has_the_seven_applications_and_is_whole(opened):
    listed = opened.applications.listed()
    assert len(listed) == 7
    assert {one.application.kind for one in listed} == {
        *("koha", "evergreen", "ils-connector", "alma-cloud-app"),
        *("r-reports", "bi-reports", "own-code"),
    }
    assert all(one.keys for one in listed)
    assert opened.verify() == []


def test_its_replacements_stand_in_each_way(opened):
    counts = opened.replacement_list.counts()
    assert {state for state, count in counts.items() if count} == {
        *(ReplacementState.LATE, ReplacementState.OPEN),
        *(ReplacementState.PLANNED, ReplacementState.CLOSED),
    }


def test_its_dates_are_spread_round_today(opened):
    counts = opened.keys.counts(sample_view())
    assert all(counts[state] for state in ("expired", "expiring", "active", "disabled", "removed"))
    assert opened.notice_list.current()


def test_its_values_are_plainly_dummies(opened):
    key = next(key for key in opened.keys.next_to_expire(None, 50) if key.origin == "portal")
    assert opened.secret.reveal(key.id).reveal().startswith("00000000-0000-4000-8000-")


def test_a_folder_with_an_inventory_is_left_alone(opened, keyholder, tmp_path):
    answer = keyholder("sample", str(tmp_path / "sample"))
    assert answer.code == 1
    assert "There is an inventory in" in answer.told()


def sample_view() -> View:
    return View()
