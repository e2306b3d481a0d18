"""The portal's list that is compared: out of a file, or pasted; and what was chosen for it."""

from collections.abc import Callable
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core import pasted
from app.core.column_map import ColumnMap
from app.core.day_reading import Order
from app.core.errors import AppError
from app.services.imports import Intake
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.doing import unless_locked
from app.ui.reconcile.columns_dialog import ColumnsDialog


class Source:
    """Reads a list over *parent*; *arrived* is called once it is there, *failed* where it is not.

    What it holds may be values: *forget* it when the page is left.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        arrived: Callable[[], object],
        failed: Callable[[AppError], object],
    ) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent
        self._arrived = arrived
        self._failed = failed
        self._path = ""
        self._turn = 0
        self.intake: Intake | None = None
        self.order: Order | None = None

    @property
    def asks_columns(self) -> bool:
        """Whether somebody must say which column is what."""
        intake = self.intake
        return intake is not None and pasted.asks_columns(intake.sheet, intake.choices.columns)

    def ask_for_file(self) -> None:
        """Ask for a file, and read it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._parent, _("The portal's list"), str(Path.home()), _("Tables (*.csv *.xlsx)")
        )
        if chosen:
            self.open(chosen)

    def open(self, path: str) -> None:
        """Read the file at *path*."""
        self._path, self.order = path, None
        self._read_file()

    def paste(self) -> None:
        """Read the table on the clipboard."""
        self._path, self.order = "", None
        text, html = self._desk.clipboard.read()
        self._read(lambda services: services.portal_lists.pasted(text, html))

    def again(self) -> None:
        """Read the same file again, or what is on the clipboard now."""
        if self._path:
            self.open(self._path)
        else:
            self.paste()

    def restore(self) -> bool:
        """Read the file again if it was forgotten; tell whether that is under way."""
        if self._path and self.intake is None:
            self._read_file()
            return True
        return False

    def forget(self) -> None:
        """Forget what was read; a file can be read again."""
        self._turn += 1
        self.intake = None

    def choose_order(self, order: Order) -> None:
        """Read dates with the day or the month first."""
        self.order = order
        self._arrived()

    def ask_for_columns(self) -> None:
        """Ask which column is what, and remember the answer for tables with the same header."""
        intake = self.intake
        if intake is None:
            return
        dialog = ColumnsDialog(intake.sheet, intake.choices.columns, parent=self._parent)
        dialog.accepted.connect(lambda: self._take_columns(dialog.columns))
        prompts.show_dialog(dialog)

    def _take_columns(self, columns: ColumnMap) -> None:
        intake = self.intake
        if intake is None:
            return
        self.intake = replace(intake, choices=replace(intake.choices, columns=columns))
        self.order = None
        self._session.ask(
            lambda services: services.portal_lists.remember(intake.sheet, columns),
            lambda _nothing: None,
            unless_locked(self._session.failed.emit),
        )
        self._arrived()

    def _read_file(self) -> None:
        path = self._path
        self._read(lambda services: services.imports.read(path))

    def _read(self, read: Callable[[Services], Intake]) -> None:
        self.forget()
        turn = self._turn

        def done(intake: Intake) -> None:
            if turn == self._turn:
                self.intake = intake
                self._arrived()

        def failed(error: AppError) -> None:
            if turn == self._turn:
                self._failed(error)

        self._session.ask(read, done, failed)
