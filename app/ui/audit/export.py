"""The audit trail as a file, from the window."""

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import AppError
from app.core.progress import Progress
from app.services.suite import Services
from app.services.trail import TrailView
from app.ui import export_file
from app.ui.desk import Desk
from app.ui.kit.progress import BusyBar

_LINES = ".jsonl"


class TrailExport:
    """Asks for a file over *parent*, and writes entries into it; *failed* is told what kept it."""

    def __init__(
        self, desk: Desk, parent: QWidget, busy: BusyBar, failed: Callable[[AppError], object]
    ) -> None:
        self._session = desk.session
        self._parent = parent
        self._busy = busy
        self._failed = failed

    def ask(self, view: TrailView) -> None:
        """Ask for a place, and write what fits *view* there."""
        day = self._session.now().astimezone().date()
        suggestion = str(Path.home() / f"keyholder-audit-{day}.csv")
        chosen, _filter = QFileDialog.getSaveFileName(
            self._parent,
            _("Export the audit trail"),
            suggestion,
            _("Spreadsheets (*.csv)") + ";;" + _("JSON lines (*.jsonl)"),
        )
        if chosen:
            self.save_to(chosen, view)

    def save_to(self, path: str, view: TrailView) -> None:
        """Write what fits *view* into the file at *path*, and say so."""
        name = Path(path).name

        def work(services: Services, report: Progress) -> None:
            trail = services.trail
            is_lines = Path(path).suffix.lower() == _LINES
            render = trail.as_json_lines if is_lines else trail.as_csv
            export_file.write(path, render(view, name, report))

        def done(_nothing: None) -> None:
            self._busy.end()
            self._session.told.emit(
                _("Exported the audit trail to {name}.").format(name=name), False
            )

        def failed(error: AppError) -> None:
            self._busy.end()
            self._failed(error)

        doing = self._session.act(work, done, failed, self._busy.advance)
        self._busy.begin(_("Exporting…"), doing.cancel)
