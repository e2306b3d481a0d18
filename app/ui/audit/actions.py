"""What can be done with an entry of the audit trail: see it whole, go to its thing."""

from gettext import gettext as _

from PySide6.QtGui import QAction, QKeySequence

from app.core import trail
from app.core.audit import Thing
from app.core.identity import KeyId
from app.services.trail import TrailLine
from app.ui import prompts
from app.ui.audit.entry_dialog import EntryDialog
from app.ui.audit.model import TrailModel
from app.ui.desk import Desk
from app.ui.kit.hover_table import HoverTable

_WITH_A_PAGE = {Thing.KEY, Thing.TODO, Thing.REPLACEMENT, Thing.ACCOUNT, Thing.APPLICATION}


class EntryActions:
    """Gives *table*, which shows *model*, its actions."""

    def __init__(self, desk: Desk, table: HoverTable, model: TrailModel) -> None:
        self._desk, self._table, self._model = desk, table, model
        self.details = QAction(_("Details"), table)
        self.details.setShortcut(QKeySequence("Return"))
        self.open = QAction(_("Go to it"), table)
        self.open.setShortcut(QKeySequence("Ctrl+Return"))
        for action, icon in ((self.details, "eye"), (self.open, "arrow-right")):
            desk.icons.put(action, icon)
        actions = [self.details, self.open]
        table.set_menu_actions(actions)
        table.set_row_actions(actions, allowed=self._allows)
        self.details.triggered.connect(self._on_details)
        self.open.triggered.connect(self._on_open)
        table.doubleClicked.connect(lambda _index: self.details.trigger())
        table.selectionModel().currentChanged.connect(self.fit)
        model.dataChanged.connect(self.fit)

    def fit(self, *_changed: object) -> None:
        """Turn on what fits the current row."""
        line = self._current()
        for action in (self.details, self.open):
            action.setEnabled(line is not None and self._allows(action, line))

    def show(self, line: TrailLine) -> None:
        """Show an entry whole."""
        dialog = EntryDialog(line, self._desk.icons, parent=self._table.window())
        prompts.show_dialog(dialog)

    def _current(self) -> TrailLine | None:
        return self._model.line_at(self._table.currentIndex().row())

    def _allows(self, action: QAction, record: object) -> bool:
        is_shown = isinstance(record, TrailLine) and record.entry.thing in _WITH_A_PAGE
        return action is self.details or is_shown

    def _on_details(self) -> None:
        line = self._current()
        if line is not None:
            self.show(line)

    def _on_open(self) -> None:
        line = self._current()
        if line is None:
            return
        found = trail.main_id(line.entry)
        match line.entry.thing:
            case Thing.ACCOUNT:
                self._desk.go("administrators", account=found)
            case Thing.APPLICATION:
                self._desk.go("application", application=found)
            case _:
                self._desk.go("key", key=KeyId(found))
