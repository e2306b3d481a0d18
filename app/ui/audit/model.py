"""The audit trail's list as a Qt model: a window onto a query, page by page."""

from collections import OrderedDict
from collections.abc import Callable
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.errors import N_, AppError
from app.services.suite import Services
from app.services.trail import TrailLine, TrailView
from app.ui import dates
from app.ui.kit.roles import Role
from app.ui.session import Session

PAGE = 100
_KEPT_PAGES = 40

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_COLUMNS: tuple[tuple[str, Callable[[TrailLine], str]], ...] = (
    (N_("When"), lambda line: dates.moment_text(line.at)),
    (N_("By"), lambda line: line.entry.actor),
    (N_("On"), lambda line: line.thing),
    (N_("What"), lambda line: line.told),
)
WIDTHS = (160, 130, 250, 320)
WHAT = 3


class TrailModel(QAbstractTableModel):
    """Keeps a few pages of the entries that *view* describes, and fetches others when seen.

    Signals: *loaded* after the first page is there; *failed* with the AppError that kept it away.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view = TrailView()
        self._count = 0
        self._below: int | None = None
        """What is written later would move the pages: it is left for the next look."""
        self._pages: OrderedDict[int, list[TrailLine]] = OrderedDict()
        self._asked: set[int] = set()
        self._turn = 0

    def show(self, view: TrailView) -> None:
        """Show the entries that fit *view*, from the latest on."""
        self.view = view
        self._turn += 1
        turn = self._turn

        def work(services: Services) -> tuple[int, list[TrailLine]]:
            return services.trail.count(view), services.trail.page(view, limit=PAGE)

        self._session.ask(
            work,
            lambda result: self._on_list(turn, *result),
            lambda error: self._on_failed(turn, error),
        )

    def line_at(self, row: int) -> TrailLine | None:
        """Return the entry in *row*, if its page is there; ask for it if not."""
        if not 0 <= row < self._count:
            return None
        page, at = divmod(row, PAGE)
        lines = self._pages.get(page)
        if lines is None:
            self._fetch(page)
            return None
        self._pages.move_to_end(page)
        return lines[at] if at < len(lines) else None

    def _on_list(self, turn: int, count: int, lines: list[TrailLine]) -> None:
        if turn != self._turn:
            return
        self.beginResetModel()
        self._count = count
        self._below = lines[0].number + 1 if lines else None
        self._pages = OrderedDict({0: lines})
        self._asked.clear()
        self.endResetModel()
        self.loaded.emit()

    def _on_failed(self, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self.failed.emit(error)

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        turn, view, below = self._turn, self.view, self._below
        self._session.ask(
            lambda services: services.trail.page(view, below=below, offset=page * PAGE, limit=PAGE),
            lambda lines: self._on_page(turn, page, lines),
            lambda error: self._on_failed(turn, error),
        )

    def _on_page(self, turn: int, page: int, lines: list[TrailLine]) -> None:
        if turn != self._turn:
            return
        self._asked.discard(page)
        self._pages[page] = lines
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, self.columnCount() - 1))

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.rowCount."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.columnCount: the last one is for the row's buttons."""
        return 0 if parent.isValid() else len(_COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Override QAbstractTableModel.headerData."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(_COLUMNS[section][0]) if section < len(_COLUMNS) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractTableModel.data."""
        line = self.line_at(index.row())
        if line is None:
            return role == Role.LOADING or None
        if role == Role.RECORD:
            return line
        if index.column() >= len(_COLUMNS):
            return None
        title, text = _COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text(line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_(title)}: {text(line)}"
            case _:
                return None
