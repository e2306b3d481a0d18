"""What the search found, below its field."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from app.core import text
from app.core.finding import Hit
from app.ui.kit.cell import RowState
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.shell.hit_list import HitDelegate, HitModel

_WIDEST, _NARROWEST = 560, 440
_GAP, _EDGE = 4, 8


class HitPopup(QFrame):
    """Hits, of which one is chosen; or a sentence. It never takes the keyboard."""

    def __init__(self, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.model = HitModel()
        self.list_view = QListView()
        self.nothing_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._arrange(icons)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], typed: str) -> None:
        """Have *hits* of what was *typed*, the first of them chosen; or say that there are none."""
        self.model.show(hits, text.words_of(typed))
        if hits:
            self.list_view.setCurrentIndex(self.model.index(0, 0))
        self.list_view.setVisible(bool(hits))
        self.nothing_label.setVisible(not hits)
        told = _("No match: nothing has words that begin with “{typed}”.")
        self.nothing_label.setText(told.format(typed=typed.strip()))

    def show_trouble(self, told: str) -> None:
        """Have no hits, and say why."""
        self.show_hits((), "")
        self.nothing_label.setText(told)

    def place_below(self, field: QWidget) -> None:
        """Come up below *field*, within the window; what is too much for it scrolls."""
        window = self._window
        width = min(max(field.width(), _NARROWEST), _WIDEST, window.width() - 2 * _EDGE)
        corner = field.mapTo(window, QPoint(0, field.height() + _GAP))
        self._fit_list(window.height() - corner.y() - 3 * _EDGE)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(max(min(corner.x(), window.width() - width - _EDGE), _EDGE), corner.y())
        self.show()
        self.raise_()

    def current(self) -> Hit | None:
        """Return the hit that Enter opens."""
        row = self.list_view.currentIndex().row()
        return self.model.hits[row] if 0 <= row < len(self.model.hits) else None

    def step(self, by: int) -> None:
        """Choose the next hit, or the one before; past the end it begins again."""
        count = len(self.model.hits)
        if count:
            row = (self.list_view.currentIndex().row() + by) % count
            self.list_view.setCurrentIndex(self.model.index(row, 0))

    def _fit_list(self, room: int) -> None:
        """Make the list as high as its rows, or as there is *room*."""
        if self.model.hits:
            rows = self.list_view.sizeHintForRow(0) * len(self.model.hits)
            self.list_view.setFixedHeight(min(rows, room))
            self.list_view.scrollTo(self.list_view.currentIndex())

    def _arrange(self, icons: Icons) -> None:
        self.setProperty("kind", "reveal")
        view = self.list_view
        view.setObjectName("hits")
        view.setModel(self.model)
        view.setItemDelegate(HitDelegate(view, icons=icons, rows=RowState()))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        accessible(view, _("Found"))
        self.nothing_label.setContentsMargins(12, 10, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(view)
        column.addWidget(self.nothing_label)
