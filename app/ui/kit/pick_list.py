"""Several of many: a list to tick, with a line that narrows it."""

from collections.abc import Collection, Sequence
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from app.ui.kit.cell import Index, RowState
from app.ui.kit.filter_edit import FilterEdit
from app.ui.kit.icons import Icons
from app.ui.kit.pick_items import PickDelegate, PickItem, PickModel
from app.ui.kit.text import PlainLabel, TextRole, accessible

__all__ = ["PickItem", "PickList"]

_ROWS = 5


class PickList(QWidget):
    """Items to tick, the chosen ones first; *name* says what they are.

    Space ticks, Down or Enter go from the filter to what fits it.

    Signals: *changed* when the person ticked something, or took a tick away.
    """

    changed = Signal()

    def __init__(self, icons: Icons, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_edit = FilterEdit(
            icons, placeholder=_("Search…"), name=_("Search: {what}").format(what=name)
        )
        self.list_view = _List()
        self.told_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._model = PickModel(self)
        self._arrange(icons, name)
        self._connect()
        self._tell()

    def set_items(self, items: Sequence[PickItem]) -> None:
        """Offer *items*; what was chosen stays chosen where it is among them."""
        self._model.set_items(items)
        self._tell()

    def set_chosen(self, ids: Collection[str]) -> None:
        """Tick exactly the items with these *ids*, and tell nobody."""
        self._model.set_chosen(ids)
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the ticked items, in the order in which they were given."""
        return self._model.chosen()

    def _arrange(self, icons: Icons, name: str) -> None:
        self.list_view.setModel(self._model)
        self.list_view.setItemDelegate(
            PickDelegate(self.list_view, icons=icons, rows=self.list_view.rows)
        )
        accessible(self.list_view, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # or no label's letter leads here
        self.setFocusProxy(self.filter_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter_edit)
        column.addWidget(self.list_view, 1)
        column.addWidget(self.told_label)

    def _connect(self) -> None:
        self.filter_edit.textChanged.connect(self._on_filter)
        self.filter_edit.list_wanted.connect(self._enter_list)
        self._model.ticked.connect(self._tell)
        self._model.ticked.connect(self.changed)

    def _on_filter(self, typed: str) -> None:
        self._model.set_filter(typed)
        self.list_view.scrollToTop()
        self._tell()

    def _enter_list(self) -> None:
        if self._model.rowCount():
            self.list_view.setFocus(Qt.FocusReason.TabFocusReason)
            self.list_view.setCurrentIndex(self._model.index(0, 0))

    def _tell(self) -> None:
        """Say how many are ticked: a filter may hide them."""
        count = len(self._model.chosen())
        said = ngettext("{n} chosen", "{n} chosen", count).format(n=count)
        typed = self.filter_edit.text().strip()
        if typed and not self._model.rowCount():
            said = _("Nothing fits “{filter}”. {chosen}").format(filter=typed, chosen=said)
        self.told_label.setText(said)


class _List(QListView):
    """The items: rows that light up below the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowState()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self.fontMetrics().height() * 2 * _ROWS + 4)

    def sizeHint(self) -> QSize:
        """Override QListView.sizeHint."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Override QListView.currentChanged."""
        super().currentChanged(current, previous)
        self.rows.current_row = current.row()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Override QListView.viewportEvent."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        elif event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._hover(self.indexAt(event.position().toPoint()).row())
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if self.rows.hovered_row != row:
            self.rows.hovered_row = row
            self.viewport().update()
