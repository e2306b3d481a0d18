"""What narrows the keys' list: states as chips, a permission, and the filter's language."""

from collections.abc import Mapping
from gettext import gettext as _

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.key import KeyState
from app.core.permission import PermissionLevels
from app.core.query import EVERYDAY
from app.ui import looks
from app.ui.kit.buttons import icon_button
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.filter_edit import FilterEdit
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible

ALL = "all"
_CHIPS = (
    KeyState.ACTIVE,
    KeyState.EXPIRING,
    KeyState.EXPIRED,
    KeyState.DISABLED,
    KeyState.REMOVED,
)
_AFTER_TYPING_MS = 150


class FilterBar(QWidget):
    """The bar above the list.

    Signals: *changed* when the list should be another; *help_wanted*.
    """

    changed = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        *,
        levels: PermissionLevels,
        icons: Icons,
        after_typing_ms: int = _AFTER_TYPING_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chips = ChipBar(icons.theme, name=_("States"))
        self.permission_box = QComboBox()
        self.filter_edit = FilterEdit(icons, placeholder=_("Filter…"), name=_("Filter"))
        self.help_button = icon_button(icons, "circle-help", _("How to filter"))
        self.error_label = PlainLabel(role=TextRole.ERROR, wrap=True)
        self._typing = QTimer(self, singleShot=True, interval=after_typing_ms)
        self._fill(levels)
        self._arrange()
        self._connect()
        self.show_counts({})

    @property
    def state(self) -> KeyState | None:
        """The state chosen; None for all."""
        chosen = self.chips.value()
        return None if chosen in {"", ALL} else KeyState(chosen)

    @property
    def permission(self) -> str | None:
        """The permission chosen; None for any."""
        chosen: str | None = self.permission_box.currentData()
        return chosen

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self.filter_edit.text()

    @property
    def is_narrowing(self) -> bool:
        """Whether anything may hide keys."""
        return bool(self.state or self.permission or self.text.strip())

    def told(self) -> str:
        """Say what narrows the list."""
        parts = [
            looks.state_label(self.state) if self.state else "",
            self.permission_box.currentText() if self.permission else "",
            f"“{self.text.strip()}”" if self.text.strip() else "",
        ]
        return ", ".join(part for part in parts if part)

    def clear(self) -> None:
        """Show all keys again."""
        self.set(state=None, text="")

    def set(self, *, state: KeyState | None, text: str) -> None:
        """Choose a state and a filter, and no permission."""
        before = self.state, self.permission, self.text
        self.blockSignals(True)
        self.chips.set_value(state.value if state else ALL)
        self.permission_box.setCurrentIndex(0)
        self.filter_edit.setText(text)
        self.blockSignals(False)
        if (self.state, self.permission, self.text) != before:
            self._typing.stop()
            self.changed.emit()

    def show_counts(self, counts: Mapping[KeyState, int]) -> None:
        """Show how many keys each state has."""
        everyday = sum(counts.get(state, 0) for state in EVERYDAY)
        self.chips.set_chips(
            [
                Chip(ALL, _("All"), everyday),
                *(_chip(state, counts.get(state, 0)) for state in _CHIPS),
            ]
        )

    def show_error(self, text: str) -> None:
        """Say what is wrong with the filter; nothing hides it."""
        self.error_label.setText(text)
        self.error_label.setVisible(bool(text))

    def _fill(self, levels: PermissionLevels) -> None:
        self.permission_box.addItem(_("Any permission"), None)
        for level in levels:
            self.permission_box.addItem(levels.label(level.id), level.id)
        accessible(self.permission_box, _("Permission"))
        self.filter_edit.setMinimumWidth(180)
        accessible(self.filter_edit, _("Filter"), _("Words, or terms such as state:expiring"))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter_edit, 1)
        row.addWidget(self.help_button)
        row.addWidget(self.permission_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addLayout(row)
        column.addWidget(self.error_label)
        self.error_label.hide()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _chosen: self.changed.emit())
        self.permission_box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.filter_edit.textChanged.connect(lambda _text: self._typing.start())
        self.filter_edit.list_wanted.connect(self._typing.stop)
        self._typing.timeout.connect(self.changed)
        self.help_button.clicked.connect(self.help_wanted)


def _chip(state: KeyState, count: int) -> Chip:
    look = looks.state_look(state)
    return Chip(state.value, look.label, count, look.tone, look.shape)
