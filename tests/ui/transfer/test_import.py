import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.core.errors import ImportRefusedError
from app.services.imports import Imports
from app.ui.transfer.import_acts import write_template
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, Stage, add_key, names
from tests.ui.window import WindowStage

HEADER = "Name,Permission,Expires,Key\n"
LINE = f"Koha,authentication,2027-03-01,{VALUE.reveal()}\n"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make()
    add_key(services, "Known", value=OTHER_VALUE)
    services.inventory.close()
    return window_stage.open(passphrase=PASSPHRASE)


@pytest.fixture
def file(tmp_path: Path):
    def written(text: str) -> str:
        path = tmp_path / "keys.csv"
        path.write_text(text, "utf-8")
        return str(path)

    return written


def test_a_file_is_shown_and_imported(opened, file):
    page = opened.go("import", path=file(HEADER + LINE))
    assert "keys.csv, from a spreadsheet: 1 line." in page.head.line_label.text()
    assert page.import_button.text() == "&Import 1 key"
    assert opened.stored(names) == ["Known"]
    opened.click(page.import_button)
    assert opened.toast == "Imported: 1 new, 0 changed, 0 the same."
    assert opened.stored(names) == ["Known", "Koha"]


def test_every_problem_is_shown_with_its_line(opened, file):
    page = opened.go("import", path=file(HEADER + LINE + "A,root,soon,\n"))
    assert not page.import_button.isEnabled()
    assert page.why_label.text().startswith("2 problems")
    told = page.table.lines.list.texts()
    assert all("Line 3" in one for one in told)


def test_a_column_is_chosen_by_hand_and_values_are_not_shown(opened, file):
    page = opened.go("import", path=file(f"Was,Wann,Wert\nKoha,2027-03-01,{VALUE.reveal()}\n"))
    assert not page.import_button.isEnabled()
    for at, field in enumerate(("name", "expires_on", "value")):
        box = page.table.columns.boxes[at]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
        opened.settle()
    page.table.choices.level_box.setCurrentIndex(1)
    page.table.choices.level_box.activated.emit(1)
    opened.settle()
    assert page.import_button.isEnabled(), page.table.lines.list.texts()
    assert VALUE.reveal() not in page.table.columns._cells(2)


def test_the_order_of_dates_is_asked(opened, file):
    text = HEADER + f"Koha,authentication,01/02/2027,{VALUE.reveal()}\n"
    page = opened.go("import", path=file(text))
    assert page.table.choices.order_box.isVisible()
    page.table.choices.order_box.setCurrentIndex(1)
    page.table.choices.order_box.activated.emit(1)
    opened.settle()
    assert "2027-02-01" in page.table.lines.list.texts()[0]


def test_a_file_that_is_none_is_told(opened, tmp_path):
    page = opened.go("import", path=str(tmp_path / "none.csv"))
    assert "none.csv cannot be read" in page.banner.text_label.text()
    assert not page.import_button.isEnabled()


def test_leaving_forgets_the_file(opened, file):
    page = opened.go("import", path=file(HEADER + LINE))
    opened.go("transfer")
    assert page.table.intake() is None
    assert page.table.lines._groups == ()
    assert page.table.columns._sheet.rows == ()


def test_a_file_is_dropped(opened, file):
    page, data = opened.go("transfer"), QMimeData()
    data.setUrls([QUrl.fromLocalFile(file(HEADER + LINE))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    opened.settle()
    assert opened.page.import_button.isEnabled()


def test_a_template_is_written(opened, tmp_path):
    path = tmp_path / "keys.xlsx"
    opened.go("transfer")
    write_template(opened.window.desk, str(path))
    opened.settle()
    assert path.read_bytes().startswith(b"PK")
    assert str(path) in opened.toast


@pytest.fixture
def refused_later(monkeypatch):
    """Let an import wait, and be refused then."""
    go, began = threading.Event(), threading.Event()

    def run(*_given: object) -> None:
        began.set()
        assert go.wait(20)
        raise ImportRefusedError(count=1, name="keys.csv")

    monkeypatch.setattr(Imports, "run", run)
    return go, began


def test_an_import_that_fails_after_the_page_was_left_is_told(opened, file, refused_later):
    go, began = refused_later
    failures: list[object] = []
    opened.session.failed.connect(failures.append)
    page = opened.go("import", path=file(HEADER + LINE))
    page.import_button.click()
    assert began.wait(20)
    opened.window.go("keys")
    opened.window.go("import")
    assert page.why_label.text() == "Importing…"
    assert not page.choose_button.isEnabled()
    go.set()
    opened.settle()
    assert [type(one) for one in failures] == [ImportRefusedError]
    assert page.choose_button.isEnabled()
    assert page.why_label.text() != "Importing…"


def test_no_other_file_is_taken_while_one_is_imported(opened, file, refused_later):
    go, began = refused_later
    path = file(HEADER + LINE)
    page = opened.go("import", path=path)
    page.import_button.click()
    assert began.wait(20)
    page.load(path)
    assert opened.toast == "An import is running: choose a file after it."
    go.set()
    opened.settle()
    assert "Problems in keys.csv" in page.banner.text_label.text()
