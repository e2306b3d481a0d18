"""The keys' table: its columns, what is selected in it, and the actions on that."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.identity import KeyId
from app.core.key import Key
from app.ui.desk import Desk
from app.ui.keys.actions import KeyActions
from app.ui.keys.columns import COLUMNS, EXPIRES_COLUMN, KEY_COLUMN, ORGANISATION_COLUMN
from app.ui.keys.deeds import KeyDeeds, wire
from app.ui.keys.table_model import KeyTableModel, Selected
from app.ui.kit.hover_table import HoverTable
from app.ui.kit.reveal import RevealPopup
from app.ui.kit.text import accessible
from app.ui.table_memory import TableMemory

_NAMES = 190
"""So much room names keep at least, before the organisation has a column of its own."""
_LOOKED_AT = 100
"""So many selected keys decide which actions are on; others could not be seen anyway."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody is in the list."""

    key: KeyId
    row: int
    scrolled: int


class KeyTable(HoverTable):
    """Shows *model*, and does what its rows' actions say: *deeds*."""

    def __init__(
        self,
        *,
        desk: Desk,
        model: KeyTableModel,
        deeds: KeyDeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk.icons, parent)
        self._session = desk.session
        self._model = model
        self._deeds = deeds
        self._memory = TableMemory(desk.settings, "api-keys")
        self._many: tuple[bool, bool] | None = None
        self._kept: _Place | None = None
        self._enters = False
        self.key_actions = KeyActions(desk.icons, self)
        self._arrange_columns()
        self._connect_table()
        self._connect_actions()

    def show_organisations(self) -> None:
        """Tell where keys belong, where there are several organisations.

        In a column where that leaves room for the names, else beside the name; the person's own
        choice stays.
        """
        many = self._model.organisations > 1 and self._session.scope is None
        wide = many and self._has_room()
        if (many, wide) != self._many:
            self._many = (many, wide)
            self._model.tells_where = many and not wide
            self.setColumnHidden(ORGANISATION_COLUMN, not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override HoverTable.resizeEvent."""
        super().resizeEvent(event)
        if self._many is not None:
            self.show_organisations()

    def _has_room(self) -> bool:
        """Tell whether the organisation's column leaves the names what they need."""
        others = sum(column.width for column in COLUMNS[1:])
        return self.viewport().width() >= others + _NAMES

    def keep_place(self) -> None:
        """Remember where the keyboard and the scroll bar are, for when the list is read again."""
        row = self.currentIndex().row()
        key = self._model.key_at(row) if row >= 0 else None
        if key is not None:
            self._kept = _Place(key.id, row, self.verticalScrollBar().value())

    def enter_soon(self) -> None:
        """Put the keyboard into the list, once it is read again."""
        self._enters = True

    def take_place(self) -> None:
        """Go back to where *keep_place* was: the same key, else the same row."""
        if self._enters:
            self._enters = False
            self.enter()
        place, self._kept = self._kept, None
        if place is None or not self._model.rowCount():
            return
        row = self._model.row_of(place.key)
        if row is None:
            row = min(place.row, self._model.rowCount() - 1)
        self.choose_row(row)
        self.verticalScrollBar().setValue(place.scrolled)

    def _arrange_columns(self) -> None:
        actions = self.key_actions
        accessible(self, _("API keys"))
        self.setModel(self._model)
        self.set_menu_actions(actions.menu())
        self.set_row_actions(
            [actions["edit"], actions["remove"]],
            instead=[actions["restore"]],
            allowed=actions.allows,
        )
        self.set_cell_action(KEY_COLUMN, actions["copy"], allowed=actions.allows)
        self.set_widths([column.width for column in COLUMNS[:-1]])
        self.header.setSectionsMovable(True)
        if self._memory.restore(self) and self.room is not None:
            self.room.keep()
        ascending = Qt.SortOrder.AscendingOrder
        self.sortByColumn(*(self._memory.sort() or (EXPIRES_COLUMN, ascending)))

    def _connect_table(self) -> None:
        selection = self.selectionModel()
        for changed in (
            self._model.dataChanged,
            self._model.modelReset,
            selection.selectionChanged,
            selection.currentChanged,
        ):
            changed.connect(self._fit_actions)
        for rearranged in (
            self.header.sectionResized,
            self.header.sectionMoved,
            self.header.sortIndicatorChanged,
            self.columns_changed,
        ):
            rearranged.connect(lambda *_: self._memory.save(self))
        self.doubleClicked.connect(lambda _index: self._with_key(self._deeds.acts.open))
        self._session.preferences_changed.connect(self._show_buttons)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.set_always_visible(self._session.row_buttons_always)

    def _connect_actions(self) -> None:
        wire(
            self.key_actions,
            self._deeds,
            with_key=self._with_key,
            with_chosen=self._with_selected,
            show_value=self._show_value,
        )

    def _rows(self) -> list[range]:
        selection = self.selectionModel().selection()
        parts = [selection.at(at) for at in range(selection.count())]
        return [range(part.top(), part.bottom() + 1) for part in parts]

    def _with_key(self, act: Callable[[Key], object], *_checked: object) -> None:
        row = self.currentIndex().row()
        key = self._model.key_at(row) if row >= 0 else None
        if key is not None:
            act(key)

    def _with_selected(self, change: Callable[[Selected], object], *_checked: object) -> None:
        rows = self._rows()
        if rows:
            change(Selected(self._model, rows))

    def _fit_actions(self, *_changed: object) -> None:
        """Turn on the actions that fit what is selected."""
        parts = self._rows()
        count = sum(len(part) for part in parts)
        rows = [row for part in parts for row in part[:_LOOKED_AT]][:_LOOKED_AT]
        keys = [key for row in rows if (key := self._model.key_at(row)) is not None]
        self.key_actions.fit(keys, more=count > len(keys))

    def _show_value(self, key: Key, value: str) -> None:
        index = self._model.index(self.currentIndex().row(), KEY_COLUMN)
        corner = self.visualRect(index).bottomLeft() + QPoint(0, 2)
        popup = RevealPopup(value, name=_("The key “{name}”").format(name=key.name), parent=self)
        popup.show_at(self.viewport().mapToGlobal(corner))
