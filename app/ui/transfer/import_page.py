"""Import and export › Import: what a file would bring in, what is chosen for it, and the deed."""

from gettext import gettext as _
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, CancelledError
from app.services.documents import DocumentIntake
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.doing import Doing
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.card import scrolled
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole, set_tip
from app.ui.transfer.document_view import DocumentView
from app.ui.transfer.dropping import DropPage
from app.ui.transfer.import_acts import ask_for_template, choose_file
from app.ui.transfer.import_view import ImportView
from app.ui.transfer.table_view import ReadTable, TableView, read_table


class _Deed:
    """The button that imports, and beside it why it cannot be pressed."""

    def __init__(self) -> None:
        self.button = primary_button(_("&Import"))
        self.why_label = PlainLabel(role=TextRole.MUTED, wrap=True)

    def offer(self, verb: str, why: str) -> None:
        """Say what the button does; *why* it does not now, where that is not empty."""
        self.button.setText(verb)
        self.button.setEnabled(not why)
        set_tip(self.button, why)
        self.why_label.setText(why)
        self.why_label.setVisible(bool(why))


class ImportPage(DropPage):
    """Shows what an import would do; nothing is written before the button is pressed.

    Signals: *titled* with the file's name.
    """

    titled = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.session = desk.session
        self._asked = 0
        self._running: Doing | None = None
        self.head = PageHead(_("Import"))
        self.choose_button = secondary_button(_("Choose &file…"))
        self._deed = _Deed()
        self.import_button, self.why_label = self._deed.button, self._deed.why_label
        self.banner = Banner(desk.icons)
        self.busy = BusyBar()
        self.table = TableView(desk.icons, self.session.levels)
        self.document = DocumentView(desk.icons.theme)
        self._view: ImportView[Any] = self.table
        self.empty = Empty(
            desk.icons,
            icon="upload",
            sentence=_(
                "Choose a CSV file, an Excel workbook or an inventory in JSON, or drop one here."
            ),
        )
        self.template_button = secondary_button(_("&Template…"))
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()
        self._forget()

    def arrive(self, *, path: str = "") -> None:
        """Show what the file at *path* would bring in."""
        if path:
            self.load(path)

    def leave(self) -> None:
        """Forget the file, and the values in it."""
        self._forget()

    def load(self, path: str) -> None:
        """Read the file at *path*, unless another one is being imported."""
        if self._running is not None:
            self.session.told.emit(_("An import is running: choose a file after it."), False)
            return

        def read(found: ReadTable | DocumentIntake) -> None:
            view: ImportView[Any] = self.table
            if isinstance(found, DocumentIntake):
                view = self.document
            self._view = view
            view.take(found)
            self._on_chosen()

        self._forget()
        self._asked += 1
        number = self._asked
        self.busy.begin(_("Reading the file…"))
        self.session.ask(
            lambda services: _read(services, path),
            lambda found: read(found) if number == self._asked else None,
            lambda error: self._on_failed(number, error),
        )

    def _arrange(self) -> None:
        self.head.add(self.choose_button)
        self.head.add(self.import_button)
        self.empty.add(self.template_button)
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        for view in (self.table, self.document):
            cards.addWidget(view)
        self.area = scrolled(inside, name=_("Import"))
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.head, self.banner, self.busy, self.why_label):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._on_choose)
        self.template_button.clicked.connect(lambda: ask_for_template(self._desk, self))
        self.import_button.clicked.connect(self._on_import)
        for view in (self.table, self.document):
            view.changed.connect(self._on_chosen)
        self.dropped.connect(self.load)

    def _forget(self) -> None:
        self._asked += 1
        self.banner.clear()
        self.busy.end()
        self.head.set_line("")
        for view in (self.table, self.document):
            view.forget()
        self.stack.setCurrentWidget(self.empty)
        self._deed.offer(_("Import"), _("Choose a file first."))
        self.why_label.hide()
        if self._running is not None:
            self._show_running(self._running)

    def _show_running(self, doing: Doing) -> None:
        self._deed.offer(_("Import"), _("Importing…"))
        self.busy.begin(_("Importing…"), doing.cancel)

    def _on_choose(self) -> None:
        path = choose_file(self)
        if path:
            self.load(path)

    def _on_chosen(self) -> None:
        """Plan anew, with what is chosen now."""
        view, intake = self._view, self._view.intake()
        if intake is None:
            return
        self._asked += 1
        number = self._asked
        self._deed.offer(_("Import"), _("One moment."))
        self.busy.begin(_("Comparing with the inventory…"))
        self.session.act(
            lambda services, report: view.plan(services, intake, report),
            lambda plan: self._show(number, plan),
            lambda error: self._on_failed(number, error),
            self.busy.advance,
        )

    def _show(self, number: int, plan: Any) -> None:
        if number != self._asked or self._view.intake() is None:
            return
        self.busy.end()
        for view in (self.table, self.document):
            view.setVisible(view is self._view)
        self.stack.setCurrentWidget(self.area)
        self.titled.emit(self._view.name())
        offer = self._view.show_plan(plan)
        self.head.set_line(offer.line)
        self._deed.offer(_("&Import") if offer.why else offer.verb, offer.why)

    def _on_import(self) -> None:
        view, intake = self._view, self._view.intake()
        if intake is None:
            return
        self._asked += 1
        number = self._asked
        self.area.setEnabled(False)
        self.choose_button.setEnabled(False)
        self._running = self.session.act(
            lambda services, report: view.run(services, intake, report),
            lambda done: self._on_imported(view.told(done)),
            lambda error: self._on_refused(number, error),
            self.busy.advance,
        )
        self._show_running(self._running)

    def _end_run(self) -> None:
        self._running = None
        self.area.setEnabled(True)
        self.choose_button.setEnabled(True)
        if self._view.intake() is None:  # somebody left meanwhile
            self._forget()

    def _on_refused(self, number: int, error: AppError) -> None:
        """Say that nothing was imported, wherever the person is by now."""
        self._end_run()
        if number == self._asked:
            self._on_failed(number, error)
        elif not isinstance(error, CancelledError):
            self.session.failed.emit(error)

    def _on_imported(self, told: str) -> None:
        self._end_run()
        self.session.tell_final(told)
        if self.isVisible():
            self._desk.go("keys")

    def _on_failed(self, number: int, error: AppError) -> None:
        if number != self._asked:
            return
        self.busy.end()
        if isinstance(error, CancelledError):
            self._on_chosen()
            return
        is_there = self._view.intake() is not None
        why = _("Try again, or choose another file.") if is_there else _("Choose a file first.")
        self._deed.offer(_("Import"), why)
        self.banner.say(str(error), level=Level.ERROR)

        def retry() -> None:
            self.banner.clear()
            self._on_chosen()

        if is_there:
            self.banner.add_button(_("Retry"), retry)


def _read(services: Services, path: str) -> ReadTable | DocumentIntake:
    if services.documents.fits(path):
        return services.documents.read(path)
    return read_table(services, path)
