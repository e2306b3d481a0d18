"""The dashboard: what needs a person, which keys stop next, and what is under way."""

from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import advice
from app.core.errors import AppError
from app.core.key import Key, KeyState
from app.services.overview import Overview
from app.services.replacement_list import Course
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import link_button, primary_button, secondary_button
from app.ui.kit.card import scrolled
from app.ui.kit.empty import Empty
from app.ui.kit.focus import kept_focus
from app.ui.kit.page_head import PageHead
from app.ui.kit.text import accessible
from app.ui.overview.course_list import CourseList
from app.ui.overview.last_line import LastLine
from app.ui.overview.needs_list import NeedsList
from app.ui.overview.next_list import NextList
from app.ui.overview.panels import Panels, panel
from app.ui.overview.state_tile import StateTile
from app.ui.overview.warning_list import WarningList

_TILES = (
    KeyState.EXPIRED,
    KeyState.EXPIRING,
    KeyState.ACTIVE,
    KeyState.DISABLED,
    KeyState.REMOVED,
)


class DashboardPage(QWidget):
    """What an administrator sees first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self.banner = Banner(desk.icons)
        self.tiles = {state: StateTile(desk.icons.theme, state) for state in _TILES}
        self.needs_list = NeedsList(desk)
        self.next_list = NextList(desk)
        self.course_list = CourseList(desk)
        self.warnings = WarningList(desk)
        self.last_line = LastLine(desk.session)
        self.all_keys_button = link_button(_("All keys"))
        self.all_courses_button = link_button(_("All replacements"))
        self.advice_button = link_button("")
        self.add_button = primary_button(_("Add existing"))
        self.create_button = secondary_button(_("Create"))
        self._full = self._panels()
        self._empty = self._empty_page()
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Read everything again; what is only advice comes last."""
        scope = self._session.scope
        self._session.ask(
            lambda services: services.overviews.of(scope), self._on_loaded, self._on_failed
        )
        self._session.ask(
            lambda services: services.advice.count(scope),
            self._show_advice,
            lambda _error: None,  # the overview says what is wrong
        )

    def _panels(self) -> Panels:
        return Panels(
            left=(
                panel(_("What needs you"), self.needs_list),
                panel(_("Next to expire"), self.next_list, self.all_keys_button),
            ),
            right=(
                panel(_("Replacements"), self.course_list, self.all_courses_button),
                self.advice_button,
            ),
        )

    def _empty_page(self) -> Empty:
        return Empty(
            self._desk.icons,
            icon="key-round",
            sentence=_(
                "No key is recorded yet. Start with those that the portal lists: from then on "
                "you see here which of them stops working next."
            ),
            buttons=(self.add_button, self.create_button),
        )

    def _arrange(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        for tile in self.tiles.values():
            tiles.addWidget(tile, 1)
        self.advice_button.setProperty("align", "left")
        self.advice_button.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(tiles)
        column.addWidget(self.warnings)
        column.addWidget(self._full)
        column.addWidget(self._empty, 1)
        column.addStretch(1)
        column.addWidget(self.last_line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(PageHead(_("Dashboard")))
        whole.addWidget(self.banner)
        whole.addWidget(scrolled(inside, name=_("Dashboard")), 1)
        self._empty.hide()

    def _connect(self) -> None:
        go = self._desk.go
        for state, tile in self.tiles.items():
            tile.clicked.connect(partial(go, "keys", state=state))
        self.all_keys_button.clicked.connect(lambda: go("keys", state=None))
        self.all_courses_button.clicked.connect(lambda: go("replacements"))
        self.advice_button.clicked.connect(lambda: go("advice"))
        self.add_button.clicked.connect(lambda: go("keys", form="add"))
        self.create_button.clicked.connect(lambda: go("keys", form="create"))
        self.next_list.chosen.connect(self._on_key)
        self.course_list.chosen.connect(self._on_course)
        self._session.changed.connect(self._on_changed)
        self._session.delivered.connect(self._on_changed)
        self._session.scope_changed.connect(self._on_changed)

    def _on_key(self, key: Key) -> None:
        self._desk.go("key", key=key.id)

    def _on_course(self, course: Course) -> None:
        self._desk.go("replacement", replacement=course.replacement.id)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, overview: Overview) -> None:
        with kept_focus(self, self._first):
            self._show(overview)

    def _show(self, overview: Overview) -> None:
        self.banner.clear()
        for state, tile in self.tiles.items():
            tile.set_count(overview.counts.get(state, 0))
        self.needs_list.show_needs(overview.needed)
        self.next_list.show_keys(overview.next_to_expire, overview.people)
        self.course_list.show_courses(overview.replacements, overview.replacements_running)
        self.warnings.show_warnings(overview)
        nothing = not (any(overview.counts.values()) or overview.needed.count)
        self._full.setVisible(not nothing)
        self._empty.setVisible(nothing)

    def _first(self) -> StateTile:
        return self.tiles[_TILES[0]]

    def _show_advice(self, count: int) -> None:
        told = advice.counted(count)
        with kept_focus(self, self._first):
            self.advice_button.setText(told)
            accessible(self.advice_button, told)
            self.advice_button.setVisible(count > 0)

    def _on_failed(self, error: AppError) -> None:
        with kept_focus(self, self._first):
            self.banner.say(str(error), level=Level.ERROR)
            self.banner.add_button(_("Retry"), self.refresh)
