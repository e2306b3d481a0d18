"""The first portal to-dos, each with its tick."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.todo import Todo
from app.ui.desk import Desk
from app.ui.kit.buttons import icon_button
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.overview.todos_page import tick_todo

_LEAST = 120


class TodoList(QWidget):
    """Shows a few to-dos, and how many more there are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_todos(self, todos: list[Todo], count: int) -> None:
        """Show *todos*, the first of *count*."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for todo in todos:
            self._column.addWidget(self._row(todo))
        rest = count - len(todos)
        if not todos:
            self._say(_("Nothing is left to do in the portal."))
        elif rest:
            self._say(_("and {n} more").format(n=rest))

    def _say(self, text: str) -> None:
        self._column.addWidget(PlainLabel(text, role=TextRole.MUTED, wrap=True))

    def _row(self, todo: Todo) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        tick = icon_button(self._desk.icons, "check", _("Done in the portal"))
        tick.clicked.connect(partial(tick_todo, self._desk, todo))
        label = PlainLabel(todo.told(self._desk.session.levels), wrap=True)
        label.setMinimumWidth(_LEAST)  # a name of one long word would push the ticks out of view
        row.addWidget(label, 1)
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        return line
