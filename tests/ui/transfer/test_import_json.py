"""An inventory in JSON on the import page."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.core.preference import LOCK_MINUTES
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
from tests.services.documents import Data, changed, data_of
from tests.services.replacing import application
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, FakeClock, Stage, add_key, create_key, names
from tests.ui.window import WindowStage


@pytest.fixture
def source(tmp_path, clock: FakeClock):
    services = Stage(folder=tmp_path / "source", clock=clock).make()
    application(services, "Koha main", add_key(services, "Koha", value=VALUE))
    create_key(services, "made here")
    services.settings.set_text("lock-minutes", "7")
    yield services
    services.inventory.close()


@pytest.fixture
def fresh(window_stage: WindowStage, stage: Stage) -> WindowStage:
    """The window over an inventory as it was set up."""
    stage.make().inventory.close()
    return window_stage.open(passphrase=PASSPHRASE)


@pytest.fixture
def file(tmp_path: Path):
    def written(data: Data) -> str:
        path = tmp_path / "all.json"
        path.write_text(json.dumps(data), "utf-8")
        return str(path)

    return written


def shown(page) -> str:
    """Return what the counts and the notes say."""
    labels = page.document.counts.findChildren(PlainLabel)
    return " ".join(one.text() for one in labels if one.isVisible())


def test_a_document_is_shown_and_imported(fresh, source: Services, file):
    page = fresh.go("import", path=file(data_of(source)))
    assert "all.json, an inventory that tester exported" in page.head.line_label.text()
    assert "Keys 2 0 0 0 0" in shown(page)
    assert "Preferences 0 1 16 0 0" in shown(page)
    assert "“Example University”, made at set-up, gives way" in shown(page)
    assert page.import_button.text() == "&Import 2 keys"
    assert not page.table.isVisible()
    assert VALUE.reveal() not in shown(page) + " ".join(page.document.lines.list.texts())
    assert fresh.stored(names) == []
    fresh.click(page.import_button)
    assert fresh.toast.startswith("Imported: 2 keys new, 0 changed, 0 the same;")
    assert fresh.stored(names) == ["Koha", "made here"]


def test_problems_are_shown_with_their_places(fresh, source, file):
    data = changed(data_of(source), "keys", 0, "expires_on", to="soon")
    page = fresh.go("import", path=file(data))
    assert not page.import_button.isEnabled()
    assert page.why_label.text().startswith("1 problem")
    assert page.document.lines.list.texts() == [
        "This is not a date. Write it like 2027-03-01. keys[0].expires_on"
    ]
    assert "once the problems are mended" in shown(page)


def test_preferences_are_asked_for_where_the_inventory_is_in_use(fresh, source, file):
    fresh.fill(lambda services: add_key(services, "Known", value=OTHER_VALUE))
    page = fresh.go("import", path=file(data_of(source)))
    assert "Preferences stay as they are" in shown(page)
    fresh.click(page.document.counts.preferences_box)
    fresh.settle()
    assert "Preferences 0 1 16 0 0" in shown(page)
    fresh.click(page.import_button)
    assert fresh.stored(lambda one: one.settings.load().get(LOCK_MINUTES)) == 7


def test_a_document_is_dropped_and_then_a_table(fresh, source, file, tmp_path):
    page, data = fresh.go("transfer"), QMimeData()
    data.setUrls([QUrl.fromLocalFile(file(data_of(source)))])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    fresh.settle()
    page = fresh.page
    assert page.import_button.text() == "&Import 2 keys"
    table = tmp_path / "keys.csv"
    table.write_text(f"Name,Permission,Expires,Key\nA,full,2027-03-01,{VALUE.reveal()}\n", "utf-8")
    page = fresh.go("import", path=str(table))
    assert (page.table.isVisible(), page.document.isVisible()) == (True, False)
    assert page.document.intake() is None


def test_a_sealed_file_is_told(fresh, tmp_path):
    path = tmp_path / "all.json.age"
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt\n")
    page = fresh.go("import", path=str(path))
    assert "Open it first, with “age -d all.json.age" in page.banner.text_label.text()
