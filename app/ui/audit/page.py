"""Management › Audit trail: who did what to which thing, the latest first."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.archive import Archive
from app.core.errors import AppError, CancelledError
from app.core.identity import Actor, KeyId
from app.core.trail_head import TrailHead
from app.services.suite import Services
from app.ui.audit.actions import EntryActions
from app.ui.audit.archiving import Archiving
from app.ui.audit.bar import TrailBar
from app.ui.audit.export import TrailExport
from app.ui.audit.model import WHAT, WIDTHS, TrailModel
from app.ui.audit.verifying import Verifying
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import button, secondary_button
from app.ui.kit.empty import Empty
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import accessible
from app.ui.transfer.evidence_dialog import ask_for_evidence


class AuditPage(QWidget):
    """Lists the audit trail's entries, narrows them, and shows each whole."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._session = desk, desk.session
        self._key: KeyId | None = None
        self.head = PageHead(_("Audit trail"))
        self.banner = Banner(desk.icons)
        self.only_banner = Banner(desk.icons)
        self.bar = TrailBar(desk.icons)
        self.model = TrailModel(desk.session, self)
        self.table = HoverTable(desk.icons)
        self.busy = BusyBar()
        self.clear_button = button(_("Clear the filter"))
        self.no_match = Empty(
            desk.icons,
            icon="filter",
            sentence=_("No entry fits."),
            buttons=(self.clear_button,),
        )
        self.stack = QStackedWidget()
        self.verifying = Verifying(desk)
        self.archiving = Archiving(desk, self)
        self.export = TrailExport(desk, self, self.busy, self._on_export_failed)
        self.evidence_button = secondary_button(_("E&vidence for a period…"))
        self.export_button = secondary_button(
            _("&Export…"), tip=_("What the list shows, as a file")
        )
        self._arrange()
        self.entry_actions = EntryActions(desk, self.table, self.model)
        self._connect()

    def arrive(self, *, key: KeyId | None = None, form: str = "") -> None:
        """Show what became of one *key*, or everything."""
        del form
        if key is not None:
            self.bar.clear()
        self._key = key
        self.only_banner.clear()
        if key is not None:
            self._session.ask(lambda services: services.keys.get(key).name, self._say_which)

    def refresh(self) -> None:
        """Read the list again."""
        self.model.show(self.bar.view(self._key))

        def read(services: Services) -> tuple[TrailHead, list[Actor], list[Archive]]:
            archives = list(services.archives.all())
            return services.checks.head(), services.trail.actors(), archives

        self._session.ask(read, lambda found: self._show_head(*found), self._on_failed)

    def _say_which(self, name: str) -> None:
        self.only_banner.say(_("Only what became of the key “{name}”.").format(name=name))
        self.only_banner.add_button(_("Show everything"), self._show_everything)

    def _show_everything(self) -> None:
        self._key = None
        self.only_banner.clear()
        self.refresh()

    def _show_head(self, head: TrailHead, actors: list[Actor], archives: list[Archive]) -> None:
        told = ngettext(
            "{count} entry, head: {words}", "{count} entries, head: {words}", head.entries
        )
        told = told.format(count=head.entries, words=head)
        if archives:
            told += " · " + _("the first {count} are archived").format(count=archives[-1].last)
        self.head.set_line(told)
        self.bar.show_actors(actors)

    def _on_loaded(self) -> None:
        self.banner.clear()
        self.stack.setCurrentWidget(self.table if self.model.rowCount() else self.no_match)
        self.entry_actions.fit()

    def _on_failed(self, error: AppError) -> None:
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)

    def _on_export_failed(self, error: AppError) -> None:
        if not isinstance(error, CancelledError):
            self._session.failed.emit(error)

    def _on_clear(self) -> None:
        self.bar.clear()
        self._show_everything()
        self.bar.filter_edit.setFocus()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _narrow(self) -> None:
        self.model.show(self.bar.view(self._key))

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self.bar.changed.connect(self._narrow)
        self.bar.filter_edit.list_wanted.connect(self.bar.search_now)
        self.bar.filter_edit.list_wanted.connect(self.table.enter)
        self.clear_button.clicked.connect(self._on_clear)
        self.evidence_button.clicked.connect(lambda: ask_for_evidence(self._desk, self))
        self.export_button.clicked.connect(lambda: self.export.ask(self.model.view))
        self._session.changed.connect(self._on_changed)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.bar.filter_edit.setFocus)

    def _arrange(self) -> None:
        self.table.setModel(self.model)
        self.table.setSortingEnabled(False)
        accessible(self.table, _("Audit trail"))
        self.table.set_widths(WIDTHS, stretched=WHAT)
        if self.table.room is not None:  # moments stay whole: what was done is cut before them
            self.table.room.keep()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.no_match)
        self.head.add(self.verifying.button)
        self.head.add(self.archiving.button)
        self.head.add(self.evidence_button)
        self.head.add(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.head, self.banner, self.verifying.banner, self.only_banner, self.bar):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.busy)
        column.addWidget(self.verifying.busy)
