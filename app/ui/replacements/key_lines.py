"""The two keys of a replacement, so that they are told apart where they have one name."""

from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.key import Key
from app.services.replacement_list import Course
from app.ui import dates, looks
from app.ui.desk import Desk
from app.ui.keys.columns import masked
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import Kind
from app.ui.kit.card import emptied
from app.ui.kit.elided_button import ElidedButton
from app.ui.kit.text import PlainLabel, TextRole, accessible

_LAST = 4
"""The column of the badges: what stands in a line stays together at the left."""


class KeyLines(QWidget):
    """A line for each key: its name, its ending, when it expires, and how it stands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(_LAST + 1, 1)

    def show_course(self, course: Course) -> None:
        """Show the old key, and its successor if there is one."""
        emptied(self._grid)
        self._add(0, _("Old"), course.old, course)
        if course.new is not None:
            self._add(1, _("New"), course.new, course)

    def _add(self, row: int, label: str, key: Key, course: Course) -> None:
        name = ElidedButton(key.name, kind=Kind.LINK, tip=_("Show the key"))
        name.setProperty("align", "left")
        accessible(name, f"{label}: {key.name}", _("Show the key"))
        name.clicked.connect(partial(self._desk.go, "key", key=key.id))
        expires = _("expires {day}").format(day=dates.day_text(key.expires_on))
        state = looks.state_look(key.state_on(course.day))
        for column, widget in enumerate(
            (
                PlainLabel(label, role=TextRole.MUTED),
                name,
                PlainLabel(masked(key), role=TextRole.MUTED),
                PlainLabel(expires, role=TextRole.MUTED),
                Badge(self._desk.icons.theme, state),
            )
        ):
            self._grid.addWidget(widget, row, column)
