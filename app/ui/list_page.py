"""A page with a short list: a title, one primary button, rows with their own buttons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from typing import Generic, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.kit.dialogs import Confirm
from app.ui.kit.empty import Empty
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.page_head import PageHead
from app.ui.kit.text import accessible
from app.ui.record_table import RecordColumn, RecordModel

T = TypeVar("T")


def _always(_record: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RowAction(Generic[T]):
    """Something that can be done with a row."""

    label: str
    act: Callable[[T], object]
    shortcut: str = ""
    icon: str = ""
    in_row: bool = True
    fits: Callable[[T], bool] = _always
    instead: bool = False
    """Whether it is a button of the row where none of the others fits."""
    column: int | None = None
    """Where it is a small button behind the text as well."""


@dataclass(frozen=True, slots=True)
class PageTexts:
    """A page's title, and what stands there while the list is empty."""

    title: str
    empty: str
    icon: str


class ListPage(QWidget, Generic[T]):
    """Shows what *reader* reads; subclasses say what the columns and actions are.

    *identify* tells what stays the same of a record though it changes.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        texts: PageTexts,
        columns: Sequence[RecordColumn[T]],
        identify: Callable[[T], object],
        stretched: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session = desk.session
        self._identify = identify
        self.sought: object = None
        """What *identify* calls the record to choose once it is read."""
        self.head = PageHead(texts.title)
        self.banner = Banner(desk.icons)
        self.model: RecordModel[T] = RecordModel(columns, self)
        self.table = HoverTable(desk.icons)
        self.stack = QStackedWidget()
        self.empty = Empty(desk.icons, icon=texts.icon, sentence=texts.empty)
        self._fits: dict[QAction, Callable[[T], bool]] = {}
        self._column = QVBoxLayout(self)
        self._arrange(texts.title, columns, stretched)
        self.session.changed.connect(self._on_changed)
        self.session.scope_changed.connect(self._on_changed)
        self.session.preferences_changed.connect(self._on_preferences)
        self._on_preferences()

    def reader(self) -> Callable[[Services], Sequence[T]]:
        """Return what reads the records that are to be shown now.

        It runs on the database's thread, and touches no widget.
        """
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the list again."""
        self.session.ask(self.reader(), self._on_loaded, self._on_failed)

    def add_button(self, button: QAbstractButton, clicked: Callable[[], object]) -> None:
        """Put a button at the top."""
        self.head.add(button)
        button.clicked.connect(lambda: clicked())  # noqa: PLW0108 - drops Qt's argument

    def add_bar(self, bar: QWidget) -> None:
        """Put something that narrows the list above it."""
        self._column.insertWidget(1, bar)

    def add_foot(self, foot: QWidget) -> None:
        """Put something below the list."""
        self._column.addWidget(foot)

    def set_actions(self, actions: Sequence[RowAction[T]]) -> None:
        """Give the rows their actions; the first one is also a double click."""
        made = [self._made(action) for action in actions]
        self._fits = dict(zip(made, (action.fits for action in actions), strict=True))
        self.table.set_menu_actions(made)

        def allowed(action: QAction, record: object) -> bool:
            return self._fits.get(action, _always)(cast("T", record))

        pairs = list(zip(made, actions, strict=True))
        self.table.set_row_actions(
            [one for one, action in pairs if action.in_row and not action.instead],
            instead=[one for one, action in pairs if action.instead],
            allowed=allowed,
        )
        for one, action in pairs:
            if action.column is not None:
                self.table.set_cell_action(action.column, one, allowed=allowed)
        self.table.selectionModel().currentChanged.connect(self._fit_actions)
        made[0].setShortcuts([made[0].shortcut(), QKeySequence(Qt.Key.Key_Return)])
        self.table.doubleClicked.connect(lambda _index: made[0].trigger())

    def ask_to_remove(self, name: str, meaning: str, remove: Callable[[Services], object]) -> None:
        """Ask, and remove what is called *name*; *meaning* says what that means."""
        question = Confirm(
            title=_("Remove “{name}”?").format(name=name),
            text=meaning,
            verb=_("Remove"),
            danger=True,
            parent=self,
        )
        sentence = _("Removed “{name}”.").format(name=name)
        prompts.confirm(
            question,
            lambda: self.session.act(
                lambda services, _report: remove(services),
                lambda _nothing: self.session.tell_final(sentence),
            ),
        )

    def _made(self, action: RowAction[T]) -> QAction:
        made = QAction(action.label, self.table)
        if action.shortcut:
            made.setShortcut(QKeySequence(action.shortcut))
        if action.icon:
            self.desk.icons.put(made, action.icon)
        made.triggered.connect(partial(self._on_action, action))
        return made

    def _arrange(self, title: str, columns: Sequence[RecordColumn[T]], stretched: int) -> None:
        self.table.setModel(self.model)
        accessible(self.table, title)
        self.table.set_widths([column.width for column in columns], stretched=stretched)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for widget in (self.head, self.banner):
            self._column.addWidget(widget)
        self._column.addWidget(self.stack, 1)

    def _fit_actions(self, *_changed: object) -> None:
        """Turn on the actions that fit the current row."""
        record = self.model.record(self.table.currentIndex().row())
        for action, fits in self._fits.items():
            action.setEnabled(record is not None and fits(record))

    def _on_action(self, action: RowAction[T], *_checked: object) -> None:
        record = self.model.record(self.table.currentIndex().row())
        if record is not None:
            action.act(record)

    def _on_loaded(self, records: Sequence[T]) -> None:
        self.banner.clear()
        if (
            self.sought is not None
            and self.session.scope is not None
            and all(self._identify(one) != self.sought for one in records)
        ):
            self.session.set_scope(None)  # which reads again
            return
        row = self.table.currentIndex().row()
        before = self.model.record(row)
        self.model.set_records(records)
        wanted = self.sought or (None if before is None else self._identify(before))
        if wanted is not None and records:
            known = [self._identify(one) for one in self.model.records]
            found = known.index(wanted) if wanted in known else max(row, 0)
            self.table.choose_row(min(found, len(records) - 1))
        self.sought = None
        self._fit_actions()
        self.stack.setCurrentWidget(self.table if records else self.empty)

    def _on_failed(self, error: AppError) -> None:
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.refresh)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_preferences(self) -> None:
        self.table.set_always_visible(self.session.row_buttons_always)
