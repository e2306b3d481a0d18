"""Find keys in files, in the window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.services import forest
from tests.services.replacing import application
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, Stage, add_key
from tests.ui.window import WindowStage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    add_key(services, "Koha", value=VALUE)
    add_key(services, "Old", value=OTHER_VALUE, expires_on=date(2026, 6, 10))
    services.inventory.close()
    return window_stage.open()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which both keys lie."""
    root = tmp_path / "etc"
    (root / "koha").mkdir(parents=True)
    (root / "koha" / "conf.xml").write_text(f"<a>\n<key>{VALUE.reveal()}</key>\n", "utf-8")
    (root / "old.env").write_text(f"KEY={OTHER_VALUE.reveal()}\nID={forest.NOT_OURS}\n", "utf-8")
    (root / "a.zip").write_bytes(b"PK\x03\x04")
    return root


def search(opened: WindowStage, path: Path):
    page = opened.go("search")
    opened.type_into(page.bar.path_edit, str(path))
    opened.press("Return", page.bar.path_edit)
    opened.wait(lambda: page._stop is None)
    opened.settle()
    return page


def shown(page) -> list[tuple[str, str, str]]:
    return [(one.key.name, Path(one.place.path).name, page.model.data(page.model.index(row, 1)))
            for row, one in enumerate(page.model.records)]  # fmt: skip


def test_keys_are_listed_with_their_state_and_place(opened, folder):
    page = search(opened, folder)
    assert shown(page) == [("Koha", "conf.xml", "Active"), ("Old", "old.env", "Expired")]
    assert page.model.records[0].place.line == 2
    assert page.told_label.text() == (
        "2 files searched. 2 keys at 2 places. At 1 of them the key does not work any more: what "
        "reads that file fails."
    )
    assert "archives: 1" in page.rest_label.text()
    assert "1 string has the form of a key" in page.rest_label.text()
    assert VALUE.reveal() not in page.told_label.text() + page.rest_label.text()


def test_nothing_can_be_searched_before_a_path_is_given(opened):
    page = opened.go("search")
    assert not page.search_button.isEnabled()
    assert page.empty.isVisible()


def test_a_path_where_nothing_is_is_told_and_can_be_mended(opened, folder):
    page = search(opened, folder / "nowhere")
    assert "There is nothing at" in page.banner.text_label.text()
    page = search(opened, folder)
    assert not page.banner.isVisible()
    assert len(page.model.records) == 2


def test_what_is_left_out_is_not_searched(opened, folder):
    page = opened.go("search")
    opened.type_into(page.bar.exclude_edit, "*.env, koha/")
    page = search(opened, folder)
    assert shown(page) == []
    assert "None of the inventory's keys lies in them." in page.told_label.text()
    assert "excluded: 2" in page.rest_label.text()


def test_an_application_is_recorded_in_one_click(opened, folder):
    opened.fill(lambda services: application(services, "Koha main"))
    page = search(opened, folder)
    page.table.choose_row(0)
    page.table.setFocus()
    opened.press("Ctrl+U", page.table)
    dialog = opened.dialog()
    opened.press("Down")
    opened.press("Space")
    opened.click(dialog.primary_button)
    assert "added" in opened.toast


def test_enter_leads_to_the_key(opened, folder):
    page = search(opened, folder)
    page.table.choose_row(0)
    page.table.setFocus()
    opened.press("Return", page.table)
    assert opened.window.page is not page


def test_a_dropped_folder_is_searched(opened, folder):
    page = opened.go("search")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    page.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    opened.wait(lambda: page._stop is None)
    opened.settle()
    assert len(page.model.records) == 2


def test_it_is_cancelled_and_can_be_begun_again(opened, tmp_path):
    forest.plant(tmp_path / "many", [VALUE.reveal()], 3_000)
    page = opened.go("search")
    opened.type_into(page.bar.path_edit, str(tmp_path / "many"))
    page.search_button.click()
    assert not page.search_button.isEnabled()
    opened.wait(lambda: page.busy.cancel_button.isEnabled() and page.busy._cancel is not None)
    page.busy.cancel_button.click()
    opened.wait(lambda: page._stop is None)
    opened.settle()
    assert page.model.records == [] or len(page.model.records) == 300
    assert len(search(opened, tmp_path / "many").model.records) == 300


def test_a_locked_vault_still_recognises_and_states_follow(opened, folder):
    opened.session.lock()
    page = search(opened, folder)
    assert len(page.model.records) == 2
    opened.fill(lambda services: services.access.unlock(PASSPHRASE))
    koha = page.model.records[0].key
    opened.fill(lambda services: services.change.disable([koha.id]))
    opened.session.look_for_changes()
    opened.settle()
    assert shown(page)[0][2] == "Disabled"
