"""The window: header, tabs, breadcrumb, the page in view, and footer."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.frame.breadcrumb import Breadcrumb
from app.ui.frame.footer import Footer
from app.ui.frame.header import Header
from app.ui.frame.history import History, Place
from app.ui.frame.page import Arrivable, Detailed, Leavable, PageSpec, Refreshable
from app.ui.frame.site import Site
from app.ui.frame.tabs import Tabs
from app.ui.kit.banner import Banner
from app.ui.kit.icons import Icons
from app.ui.kit.row_table import RowTable
from app.ui.kit.toast import Toast

_GEOMETRY = "window/geometry"


class FrameWindow(QMainWindow):
    """Shows one page of *site* at a time.

    Signals: *page_changed* with the id of the page that is now in view.
    """

    page_changed = Signal(str)

    def __init__(self, *, name: str, site: Site, icons: Icons, settings: QSettings) -> None:
        super().__init__()
        self._name = name
        self.site = site
        self._settings = settings
        self._history = History()
        self._pages: dict[str, QWidget] = {}
        self.header = Header(brand=name, icons=icons)
        self.tabs = Tabs(object_name="tabs", name=_("Sections"))
        self.subtabs = Tabs(object_name="subtabs", name=_("Pages of this section"))
        self.breadcrumb = Breadcrumb()
        self.banner = Banner(icons, closable=True)
        self.footer = Footer()
        self._subtabs_band = _band("subtabs_band", self.subtabs, left=16)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        self.toast = Toast(self._stack, icons=icons)

    @property
    def current_id(self) -> str:
        """The id of the page in view, or nothing before the first."""
        place = self._history.current
        return place.page if place else ""

    @property
    def page(self) -> QWidget | None:
        """The page in view, or nothing before the first."""
        return self._stack.currentWidget()

    def go(self, page_id: str, *, form: str = "", **where: Any) -> None:
        """Open the page *page_id* anew: at the place *where*, if it knows of places.

        The *form* is opened there now, and not again on the way back.
        """
        self._history.visit(Place(page_id, where))
        self._show(Place(page_id, {**where, "form": form} if form else where), anew=True)

    def choose(self, page_id: str) -> None:
        """Open the page *page_id* as it was left, as its tab does."""
        self._history.visit(Place(page_id))
        self._show(Place(page_id))

    def back(self) -> None:
        """Go to where we were before."""
        self._step(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._step(1)

    def set_detail(self, title: str) -> None:
        """Name what is open within the page, as the last step of the breadcrumb."""
        trail = self.site.trail(self.current_id)
        if self.site.page(self.current_id).under:
            trail = trail[:-1]
        self.breadcrumb.set_trail([*trail, ("", title)] if title else trail)

    def add_banner(self, banner: Banner) -> None:
        """Put another banner below the window's own."""
        self._middle.insertWidget(self._middle.indexOf(self.banner) + 1, banner)

    def showEvent(self, event: QShowEvent) -> None:
        """Override QMainWindow.showEvent: while it was put away, its page followed nothing."""
        super().showEvent(event)
        page: object = self.page
        if isinstance(page, Refreshable):
            page.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Override QMainWindow.closeEvent."""
        self._settings.setValue(_GEOMETRY, self.saveGeometry())
        super().closeEvent(event)

    def _step(self, by: int) -> None:
        place = self._history.step(by)
        if place is not None:
            self._show(place)

    def _show(self, place: Place, *, anew: bool = False) -> None:
        old, new = self.page, self._page(place.page)
        if old is not new:
            _leave(old)
        self._stack.setCurrentWidget(new)
        self.toast.raise_()  # above the page that came to the front
        if old is None:
            new.setFocus()
        spec = self.site.page(place.page)
        self._show_place(spec)
        if (place.where or (anew and not spec.under)) and isinstance(new, Arrivable):
            new.arrive(**place.where)
        if isinstance(new, Refreshable):
            new.refresh()
        self.page_changed.emit(place.page)

    def _page(self, page_id: str) -> QWidget:
        """Return the page *page_id*, made if this is the first visit."""
        if page_id not in self._pages:
            self._pages[page_id] = self.site.page(page_id).factory()
            self._stack.addWidget(self._pages[page_id])
            self._follow_title(page_id)
        return self._pages[page_id]

    def _follow_title(self, page_id: str) -> None:
        """Let the breadcrumb name what a page shows, while it is in view."""
        page = self._pages[page_id]

        def show(title: str) -> None:
            if self.current_id == page_id:
                self.set_detail(title)

        if isinstance(page, Detailed):
            page.titled.connect(show)

    def _show_place(self, spec: PageSpec) -> None:
        """Let tabs, breadcrumb and title say where we are."""
        siblings = self.site.pages_of(spec.tab)
        self.tabs.show_current(spec.tab)
        self.subtabs.set_entries([(page.id, page.title()) for page in siblings])
        self.subtabs.show_current(spec.under or spec.id)
        self._subtabs_band.setVisible(len(siblings) > 1)
        self.breadcrumb.set_trail(self.site.trail(spec.id))
        self.setWindowTitle(_("{page} - {program}").format(page=spec.title(), program=self._name))

    def _arrange(self) -> None:
        self.setMinimumSize(720, 480)
        self.resize(1100, 720)
        self.tabs.set_entries([(tab.id, tab.title()) for tab in self.site.tabs])
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(_band("tabs_band", self.tabs, left=12))
        column.addWidget(self._subtabs_band)
        self._middle = _middle(self.breadcrumb, self.banner, self._stack)
        column.addLayout(self._middle, 1)
        column.addWidget(self.footer)
        self.setCentralWidget(whole)
        geometry = self._settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    def _connect(self) -> None:
        self.header.home_requested.connect(partial(self.choose, self.site.home))
        firsts = {tab.id: self.site.pages_of(tab.id)[0].id for tab in self.site.tabs}
        self.tabs.chosen.connect(lambda tab: self.choose(firsts[tab]))
        self.subtabs.chosen.connect(self.choose)
        self.breadcrumb.chosen.connect(self.choose)
        bind(self, "Alt+Left", self.back)
        bind(self, "Alt+Right", self.forward)
        for number, first in enumerate(firsts.values(), start=1):
            bind(self, f"Ctrl+{number}", partial(self.choose, first))


def _leave(page: object) -> None:
    """Tell *page* that it is left, if it wants to know."""
    if isinstance(page, Leavable):
        page.leave()


def bind(window: FrameWindow, keys: str, opens: Callable[[], object]) -> None:
    """Let *keys* open a page from anywhere in *window*; the keyboard goes there too."""

    def pressed() -> None:
        opens()
        if window.page is not None and QApplication.activeModalWidget() is None:
            _enter(window.page)

    QShortcut(QKeySequence(keys), window).activated.connect(pressed)


def _enter(page: QWidget) -> None:
    """Put the keyboard into the list of *page*, or onto the page where there is none."""
    tables = [table for table in page.findChildren(RowTable) if table.isVisible()]
    if tables:
        tables[0].enter()
    else:
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _middle(*parts: QWidget) -> QVBoxLayout:
    """Return the page's surroundings; the last of *parts* takes the room."""
    column = QVBoxLayout()
    column.setContentsMargins(24, 8, 24, 16)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.setStretch(len(parts) - 1, 1)
    return column


def _band(name: str, content: QWidget, *, left: int) -> QWidget:
    """Return a coloured band across the window with *content* at its left."""
    band = QWidget()
    band.setObjectName(name)
    band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(band)
    row.setContentsMargins(left, 0, 24, 0)
    row.addWidget(content)
    row.addStretch(1)
    return band
