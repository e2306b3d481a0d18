"""The dashboard: keys by state, the next to expire, and what is to be done in the portal."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core import notice_words
from app.core.errors import AppError
from app.core.key import Key, KeyState
from app.services.overview import Overview
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.buttons import link_button, primary_button, secondary_button
from app.ui.kit.empty import Empty
from app.ui.kit.page_head import PageHead
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.notices.answers import acknowledge
from app.ui.overview.next_list import NextList
from app.ui.overview.state_tile import StateTile
from app.ui.overview.tick_list import Tickable, TickList
from app.ui.overview.todos_page import tick_todo
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
        self.next_list = NextList(desk)
        self.todo_list = TickList(desk.icons, nothing=_("Nothing is left to do in the portal."))
        self.notice_list = TickList(desk.icons, nothing=_("Nothing needs you now."))
        self.warnings = WarningList(desk)
        self.all_notices_button = link_button(_("All notices"))
        self.all_keys_button = link_button(_("All keys"))
        self.all_todos_button = link_button(_("All to-dos"))
        self.add_button = primary_button(_("Add existing"))
        self.create_button = secondary_button(_("Create"))
        self._full = QWidget()
        self._empty = self._empty_page()
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Read everything again."""
        scope = self._session.scope
        self._session.ask(
            lambda services: services.overviews.of(scope), self._on_loaded, self._on_failed
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
        panels = QGridLayout(self._full)
        panels.setContentsMargins(0, 0, 0, 0)
        panels.setSpacing(16)
        panels.setColumnStretch(0, 3)
        panels.setColumnStretch(1, 2)
        panels.addWidget(_panel(_("Next to expire"), self.next_list, self.all_keys_button), 0, 0)
        panels.addLayout(self._right(), 0, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(tiles)
        column.addWidget(self.warnings)
        column.addWidget(self._full)
        column.addWidget(self._empty, 1)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(PageHead(_("Dashboard")))
        whole.addWidget(self.banner)
        whole.addWidget(_scrolled(inside), 1)
        self._empty.hide()

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(_panel(_("Notices"), self.notice_list, self.all_notices_button))
        column.addWidget(_panel(_("To do in the portal"), self.todo_list, self.all_todos_button), 1)
        return column

    def _connect(self) -> None:
        go = self._desk.go
        self.all_notices_button.clicked.connect(lambda: go("notices"))
        self._session.delivered.connect(self._on_changed)
        for state, tile in self.tiles.items():
            tile.clicked.connect(partial(go, "keys", state=state))
        self.all_keys_button.clicked.connect(lambda: go("keys", state=None))
        self.all_todos_button.clicked.connect(lambda: go("todos"))
        self.add_button.clicked.connect(lambda: go("keys", form="add"))
        self.create_button.clicked.connect(lambda: go("keys", form="create"))
        self.next_list.chosen.connect(self._on_chosen)
        self._session.changed.connect(self._on_changed)
        self._session.scope_changed.connect(self._on_changed)

    def _on_chosen(self, key: Key) -> None:
        self._desk.go("keys", text=f'"{key.name.replace(chr(34), " ")}"')

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, overview: Overview) -> None:
        self.banner.clear()
        for state, tile in self.tiles.items():
            tile.set_count(overview.counts.get(state, 0))
        self.next_list.show_keys(overview.next_to_expire, overview.people)
        self.todo_list.show_things(
            [
                Tickable(
                    one.told(self._session.levels),
                    _("Done in the portal"),
                    partial(tick_todo, self._desk, one),
                )
                for one in overview.todos
            ],
            overview.todos_open,
        )
        self.notice_list.show_things(
            [
                Tickable(
                    notice_words.sentence(one.subject, one.day) + ".",
                    _("Acknowledge"),
                    partial(acknowledge, self._desk, [one.notice.id]),
                )
                for one in overview.notices
            ],
            overview.notices_open,
        )
        nothing = not (any(overview.counts.values()) or overview.notices_open)
        self.warnings.show_warnings(overview)
        self._full.setVisible(not nothing)
        self._empty.setVisible(nothing)

    def _on_failed(self, error: AppError) -> None:
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)


def _panel(title: str, content: QWidget, more: QPushButton) -> QFrame:
    """Return a card with *content* under *title*."""
    card = QFrame()
    card.setProperty("kind", "card")
    head = QHBoxLayout()
    head.addWidget(PlainLabel(title, role=TextRole.HEADING), 1)
    head.addWidget(more)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    column.addLayout(head)
    column.addWidget(content)
    column.addStretch(1)
    return card


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard by itself
    area.setWidget(content)
    return area
