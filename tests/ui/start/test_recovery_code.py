import os
import stat
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from tests.ui.start.steps import to_ways
from tests.ui.window import WindowStage


@pytest.fixture
def panel(first: WindowStage):
    return to_ways(first).recovery


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch):
    """Answer the system's file dialog."""

    def answer(path: Path | None) -> None:
        chosen = "" if path is None else str(path)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (chosen, ""))

    return answer


def test_the_code_is_copied_and_taken_off_the_clipboard_later(first, panel):
    first.click(panel.copy_button)
    assert panel.note_label.text() == "Copied; the clipboard is cleared in 20 s."
    assert first.app.clipboard().text() == panel.code_label.text()
    panel._clipboard._timer.start(10)  # the twenty seconds, shortened
    first.wait(lambda: first.app.clipboard().text() == "")


def test_what_was_copied_elsewhere_meanwhile_stays(first, panel):
    first.click(panel.copy_button)
    first.app.clipboard().setText("a shopping list")
    with first.qtbot.waitSignal(panel._clipboard.cleared):
        panel._clipboard._timer.start(10)  # the twenty seconds, shortened
    assert first.app.clipboard().text() == "a shopping list"
    first.app.clipboard().clear()


def test_the_code_is_saved_to_a_file_for_this_person_alone(first, panel, choose, tmp_path):
    file = tmp_path / "code.txt"
    file.write_text("something that everybody can read")
    choose(file)
    first.click(panel.save_button)
    assert panel.code_label.text() in file.read_text(encoding="utf-8")
    assert "everybody" not in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert panel.note_label.text().startswith("Saved. Keep the file somewhere else")


def test_no_file_is_written_where_none_was_chosen(first, panel, choose):
    choose(None)
    first.click(panel.save_button)
    assert not panel.note_label.isVisible()


def test_a_place_that_cannot_be_written_is_said(first, panel, choose, tmp_path):
    (tmp_path / "code.txt").mkdir()
    choose(tmp_path / "code.txt")
    first.click(panel.save_button)
    assert "could not be saved there" in panel.note_label.text()
    assert "Choose another place" in panel.note_label.text()


def print_to(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    """Answer the system's print dialog: print into *file*, or cancel."""

    class Answer:
        def __init__(self, printer: QPrinter, _parent: object) -> None:
            self.printer = printer

        def exec(self) -> bool:
            if file is not None:
                self.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
                self.printer.setOutputFileName(str(file))
            return file is not None

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Answer)


def test_the_code_is_printed(first, panel, monkeypatch, tmp_path):
    print_to(monkeypatch, tmp_path / "code.pdf")
    first.click(panel.print_button)
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    assert panel.note_label.text() == "Sent to the printer."


def test_a_cancelled_print_says_nothing(first, panel, monkeypatch):
    print_to(monkeypatch, None)
    first.click(panel.print_button)
    assert not panel.note_label.isVisible()
