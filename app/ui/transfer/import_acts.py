"""What leads to an import: a file chosen, and a file to fill in."""

from gettext import gettext as _
from pathlib import Path, PurePath

from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.suite import Services
from app.ui.desk import Desk


def choose_file(parent: QWidget) -> str:
    """Ask for the file that is to come in; return nothing if none was chosen."""
    path, _filter = QFileDialog.getOpenFileName(
        parent,
        _("Import keys"),
        str(Path.home()),
        _("Tables and JSON (*.csv *.tsv *.txt *.xlsx *.json);;All files (*)"),
    )
    return path


def import_file(desk: Desk, parent: QWidget) -> None:
    """Ask for a file, and show what an import of it would do."""
    path = choose_file(parent)
    if path:
        desk.go("import", path=path)


def ask_for_template(desk: Desk, parent: QWidget) -> None:
    """Ask where a file to fill in is to go, and write it."""
    path, _filter = QFileDialog.getSaveFileName(
        parent,
        _("A file to fill in"),
        str(Path.home() / _("keys.xlsx")),
        _("Excel workbook (*.xlsx);;CSV (*.csv)"),
    )
    if path:
        write_template(desk, path)


def write_template(desk: Desk, path: str) -> None:
    """Write a file to fill in at *path*."""

    def work(services: Services) -> None:
        content = services.imports.template(PurePath(path).suffix.lower())
        with services.outlets.export_files.writing(path, content):
            pass

    told = _("Wrote a file to fill in: {file}.").format(file=path)
    desk.session.ask(work, lambda _nothing: desk.session.told.emit(told, False))
