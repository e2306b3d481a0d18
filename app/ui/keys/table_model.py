"""The keys' list as a Qt model: a window onto a query, page by page."""

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.core.errors import AppError
from app.core.identity import KeyId
from app.core.key import Key
from app.core.query import KeyQuery, Sort
from app.services.key_list import People, View
from app.services.suite import Services
from app.ui.keys.columns import COLUMNS, Row
from app.ui.kit.roles import Role
from app.ui.session import Session

PAGE = 100
_KEPT_PAGES = 40

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class KeyTableModel(QAbstractTableModel):
    """Keeps a few pages of the list that *view* describes, and fetches others when seen.

    Signals: *loaded* after a new list's first page is there; *failed* with the AppError that
    kept it from being read.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view = View()
        self.query: KeyQuery | None = None
        self.tells_where = False
        """Whether the name's cell tells the organisation too."""
        self._people = People({}, {})
        self._count = 0
        self._pages: OrderedDict[int, list[Key]] = OrderedDict()
        self._asked: set[int] = set()
        self._turn = 0

    def show(self, view: View, *, at_row: int = 0) -> None:
        """Show *view*, whose page with *at_row* is there once *loaded* is told."""
        self.view = view
        self._turn += 1
        turn, page = self._turn, max(at_row, 0) // PAGE

        def work(services: Services) -> tuple[KeyQuery, int, int, list[Key], People]:
            query = services.keys.query(view)
            count = services.keys.count(query)
            first = min(page, max(count - 1, 0) // PAGE)
            keys = services.keys.page(query, first * PAGE, PAGE)
            return query, count, first, keys, services.keys.people()

        self._session.ask(
            work,
            lambda result: self._on_list(turn, *result),
            lambda error: self._on_failed(turn, error),
        )

    @property
    def organisations(self) -> int:
        """How many organisations there are."""
        return len(self._people.organisations)

    def _on_list(
        self, turn: int, query: KeyQuery, count: int, page: int, keys: list[Key], people: People
    ) -> None:
        if turn != self._turn:
            return
        self.beginResetModel()
        self.query, self._count, self._people = query, count, people
        self._pages = OrderedDict({page: keys})
        self._asked.clear()
        self.endResetModel()
        self.loaded.emit()

    def _on_failed(self, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self.failed.emit(error)

    def key_at(self, row: int) -> Key | None:
        """Return the key in *row*, if its page is there; ask for it if not."""
        page = row // PAGE
        keys = self._pages.get(page)
        if keys is None:
            self._fetch(page)
            return None
        self._pages.move_to_end(page)
        at = row % PAGE
        return keys[at] if at < len(keys) else None

    def row_of(self, key_id: KeyId) -> int | None:
        """Return the row of a key among the pages that are there."""
        for page, keys in self._pages.items():
            for at, key in enumerate(keys):
                if key.id == key_id:
                    return page * PAGE + at
        return None

    def _fetch(self, page: int) -> None:
        query = self.query
        if page in self._asked or query is None:
            return
        self._asked.add(page)
        turn = self._turn
        self._session.ask(
            lambda services: services.keys.page(query, page * PAGE, PAGE),
            lambda keys: self._on_page(turn, page, keys),
        )

    def _on_page(self, turn: int, page: int, keys: list[Key]) -> None:
        if turn != self._turn:
            return
        self._asked.discard(page)
        self._pages[page] = keys
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, self._count) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, self.columnCount() - 1))

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.rowCount."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractTableModel.columnCount."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Override QAbstractTableModel.headerData."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Override QAbstractTableModel.sort."""
        sort: Sort | None = COLUMNS[column].sort if 0 <= column < len(COLUMNS) else None
        if sort is None:
            return
        descending = order is Qt.SortOrder.DescendingOrder
        if (sort, descending) != (self.view.sort, self.view.descending):
            self.show(replace(self.view, sort=sort, descending=descending))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractTableModel.data."""
        key = self.key_at(index.row())
        if key is None:
            return role == Role.LOADING or None
        column = COLUMNS[index.column()]
        row = Row(key, self._people, self._session.levels, tells_where=self.tells_where)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Role.RECORD:
                return key
            case Role.BADGE:
                return column.badge(row) if column.badge else None
            case Role.MUTED_TEXT:
                return column.muted(row) if column.muted else None
            case Role.MONO:
                return column.mono
            case Qt.ItemDataRole.AccessibleTextRole:
                muted = column.muted(row) if column.muted else ""
                return f"{column.title()}: {column.text(row)} {muted}".rstrip()
            case _:
                return None


class Selected:
    """Chosen rows, as ids where they are known, else to be asked for."""

    def __init__(self, model: KeyTableModel, rows: list[range]) -> None:
        self.count = sum(len(part) for part in rows)
        self._query = model.query
        self._parts: list[list[KeyId] | range] = [_known(model, part) or part for part in rows]

    def ids(self, services: Services) -> list[KeyId]:
        """Return the ids, asking *services* for those that are not known."""
        found: list[KeyId] = []
        for part in self._parts:
            if isinstance(part, list):
                found += part
            elif self._query is not None:
                found += services.keys.ids(self._query, part.start, len(part))
        return found


def _known(model: KeyTableModel, rows: range) -> list[KeyId]:
    """Return the ids in *rows* if all of them are there; else none."""
    if len(rows) > PAGE * _KEPT_PAGES:
        return []
    keys = [model.key_at(row) for row in rows]
    ids = [key.id for key in keys if key is not None]
    return ids if len(ids) == len(keys) else []
