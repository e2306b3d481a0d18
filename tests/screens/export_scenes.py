"""The pictures of export: the page, and the dialog with and without values."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.ui.kit.dialogs import Confirm, Dialog
from app.ui.shell.main_window import MainWindow
from app.ui.transfer.evidence_dialog import ask_for_evidence
from app.ui.transfer.export_acts import ExportActs
from tests.screens.scenes import Scene, Settle


def export_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page, and what it asks."""
    window.go("transfer")
    settle()
    yield "transfer", window
    page: Any = window.page
    ExportActs(window.desk, page).export_all()
    settle()
    (dialog,) = (one for one in page.findChildren(Dialog) if one.isVisible())
    yield "export", dialog
    dialog.values_box.setChecked(True)
    settle()
    yield "export-values", dialog
    dialog.seal_box.setChecked(False)
    settle()
    yield "export-values-clear", dialog
    dialog.values_box.setChecked(False)
    dialog.busy.begin("Writing…", lambda: None)
    dialog.busy.advance(4_200, 10_000)
    dialog.busy.show()
    settle()
    yield "export-busy", dialog
    dialog.busy.end()
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "keyholder-keys-2026-06-15.csv"
        there.touch()
        dialog.file_edit.line_edit.setText(str(there))
        dialog.submit()
        settle()
        (question,) = dialog.findChildren(Confirm)
        yield "export-replace", question
        question.reject()
        settle()
    dialog.reject()
    settle()
    ask_for_evidence(window.desk, page)
    settle()
    (dialog,) = (one for one in page.findChildren(Dialog) if one.isVisible())
    yield "evidence", dialog
    dialog.reject()
    settle()
