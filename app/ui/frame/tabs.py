"""A row of tabs that may also have none chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui.kit.text import accessible


class Tabs(QTabBar):
    """Real tabs: arrow keys, screen readers, and an id for each.

    Signals: *chosen* with the id, also when the tab in view is clicked again.
    """

    chosen = Signal(str)

    def __init__(self, *, object_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._shown = 0
        self.setObjectName(object_name)
        accessible(self, name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)  # where the window is too narrow for all
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentChanged.connect(self._on_current_changed)
        self.tabBarClicked.connect(self._on_clicked)

    def set_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Show *entries*, each an id and a title; none is chosen."""
        if [name for name, _title in entries] == self._ids[1:]:
            return
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._ids = ["", *(name for name, _title in entries)]
        self.addTab(self.accessibleName())  # current, and so read out, while none is chosen
        self.setTabVisible(0, False)
        for _name, title in entries:
            self.addTab(title.replace("&", "&&"))
        self.blockSignals(False)
        self.show_current("")

    def show_current(self, name: str) -> None:
        """Mark the entry *name*, or none, without telling anybody."""
        self._shown = self._ids.index(name) if name in self._ids else 0
        self.blockSignals(True)
        self.setCurrentIndex(self._shown)
        self.blockSignals(False)

    @property
    def ids(self) -> list[str]:
        """The ids of the tabs in view."""
        return self._ids[1:]

    def _on_current_changed(self, index: int) -> None:
        if index > 0 and index != self._shown:
            self.chosen.emit(self._ids[index])

    def _on_clicked(self, index: int) -> None:
        if index > 0 and index == self._shown:
            self.chosen.emit(self._ids[index])
