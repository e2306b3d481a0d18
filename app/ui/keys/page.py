"""Management › API keys: the list, and everything that is done with keys."""

from gettext import gettext as _

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError, FilterError
from app.core.key import KeyState
from app.services.key_list import View
from app.ui.desk import Desk
from app.ui.keys.deeds import KeyDeeds
from app.ui.keys.filter_bar import FilterBar
from app.ui.keys.filter_help import FilterHelp
from app.ui.keys.table import KeyTable
from app.ui.keys.table_model import KeyTableModel
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import button, icon_button, primary_button, secondary_button
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.kit.progress import BusyBar


class KeysPage(QWidget):
    """The keys of the organisation that the window looks at, or of all."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self.create_button = primary_button(_("+ &Create"), tip=_("Create a key (Ctrl+N)"))
        self.add_button = secondary_button(_("&Add existing"), tip=_("Add a key of the portal"))
        self.bar = FilterBar(levels=desk.session.levels, icons=desk.icons)
        self.banner = Banner(desk.icons)
        self.busy = BusyBar()
        self.model = KeyTableModel(desk.session, self)
        self._deeds = KeyDeeds(desk, self, self.busy)
        self.creation = self._deeds.creation
        self.table = KeyTable(desk=desk, model=self.model, deeds=self._deeds)
        self.calendar_button = icon_button(
            desk.icons, "calendar-plus", _("Save all keys as a calendar")
        )
        self.compare_button = icon_button(desk.icons, "list-checks", _("Compare with the portal"))
        self.export_button = icon_button(desk.icons, "download", _("Export the list as shown"))
        self.empty = self._empty_page()
        self.no_match = self._no_match_page()
        self.stack = QStackedWidget()
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Read the list again, staying where we are."""
        self.table.keep_place()
        self.model.show(self._view(), at_row=max(self.table.currentIndex().row(), 0))
        self._count()

    def arrive(self, *, state: KeyState | None = None, text: str = "", form: str = "") -> None:
        """Show the keys in *state* that fit the filter *text*; open the *form* called so."""
        self.bar.set(state=state, text=text)
        if form == "create":
            self.creation.create()
        elif form == "add":
            self.creation.add_existing()
        elif form == "calendar":
            self._deeds.calendars.save_all()

    def _arrange(self) -> None:
        head = PageHead(_("API keys"))
        head.add(self.compare_button)
        head.add(self.export_button)
        head.add(self.calendar_button)
        head.add(self.add_button)
        head.add(self.create_button)
        for page in (self.table, self.empty, self.no_match):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (head, self.bar, self.banner, self.busy):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)

    def _empty_page(self) -> Empty:
        self.first_add_button = primary_button(_("Add existing"))
        self.first_create_button = secondary_button(_("Create"))
        self.first_add_button.clicked.connect(self.creation.add_existing)
        self.first_create_button.clicked.connect(self.creation.create)
        return Empty(
            self._desk.icons,
            icon="key-round",
            sentence=_(
                "The organisation's API keys will be here, the next to expire first. "
                "Start with those that the portal lists."
            ),
            buttons=(self.first_add_button, self.first_create_button),
        )

    def _no_match_page(self) -> Empty:
        self.clear_button = button(_("Clear the filter"))
        self.clear_button.clicked.connect(self.bar.clear)
        return Empty(self._desk.icons, icon="filter", sentence="", buttons=(self.clear_button,))

    def _connect(self) -> None:
        self.create_button.clicked.connect(self.creation.create)
        self.add_button.clicked.connect(self.creation.add_existing)
        self.compare_button.clicked.connect(lambda: self._desk.go("reconcile"))
        self.export_button.clicked.connect(lambda: self._deeds.exports.export_view(self._view()))
        self.calendar_button.clicked.connect(self._deeds.calendars.save_all)
        self.bar.changed.connect(self._on_filter)
        self.bar.filter_edit.list_wanted.connect(self.table.enter_soon)
        self.bar.filter_edit.list_wanted.connect(self._on_filter)
        self.bar.help_wanted.connect(lambda: FilterHelp(parent=self).open())
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._on_failed)
        self._session.changed.connect(self._on_changed)
        self._session.scope_changed.connect(self._on_filter)
        for keys, pressed in (("Ctrl+F", self._on_find),):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed)

    def _view(self) -> View:
        return View(
            state=self.bar.state,
            organisation=self._session.scope,
            permission=self.bar.permission,
            filter=self.bar.text,
            sort=self.model.view.sort,
            descending=self.model.view.descending,
        )

    def _on_filter(self) -> None:
        self.table.clearSelection()
        self.model.show(self._view())
        self._count()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_find(self) -> None:
        self.bar.filter_edit.setFocus()
        self.bar.filter_edit.selectAll()

    def _count(self) -> None:
        view = self._view()
        self._session.ask(
            lambda services: services.keys.counts(view),
            self.bar.show_counts,
            lambda _error: None,  # the list itself says what is wrong
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Override QWidget.showEvent: the keyboard begins in the list."""
        super().showEvent(event)
        self.table.setFocus()

    def _on_loaded(self) -> None:
        self.banner.clear()
        self.bar.show_error("")
        self.table.show_organisations()
        self.stack.setCurrentWidget(self._shown())
        self.table.take_place()

    def _shown(self) -> QWidget:
        if self.model.rowCount():
            return self.table
        if not self.bar.is_narrowing:
            return self.empty
        self.no_match.set_sentence(
            _("No key fits the filter: {filter}.").format(filter=self.bar.told())
        )
        return self.no_match

    def _on_failed(self, error: AppError) -> None:
        if isinstance(error, FilterError):
            self.bar.show_error(str(error))
            self.no_match.set_sentence(_("The filter cannot be read."))
            return
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)
