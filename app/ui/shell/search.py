"""The search in the header: keys, applications, accounts, pages and commands (Ctrl+K)."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from app.core import text
from app.core.finding import Hit
from app.ui.kit.cell import RowState
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole, accessible
from app.ui.session import Session
from app.ui.shell.hit_list import HitDelegate, HitModel, remark_of

_AFTER_TYPING_MS = 120
_WIDEST, _NARROWEST = 560, 360
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchField(QLineEdit):
    """Where it is typed.

    Signals: *stepped* with a direction; *chosen* at Enter; *left* at Esc and without the keyboard.
    """

    stepped = Signal(int)
    chosen = Signal()
    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__(placeholderText=_("Search accounts, keys, applications   Ctrl+K"))
        icon = icons.icon("search", "header_muted")
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(260)
        accessible(self, _("Search accounts, keys, applications"), _("Ctrl+K comes here"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QLineEdit.keyPressEvent."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override QLineEdit.focusOutEvent."""
        super().focusOutEvent(event)
        self.left.emit()


class HitPopup(QFrame):
    """What was found, below the field; it never takes the keyboard."""

    def __init__(self, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("kind", "reveal")
        self.rows = RowState()
        self.model = HitModel()
        self.list_view = QListView()
        self.nothing_label = PlainLabel(role=TextRole.MUTED)
        self.list_view.setModel(self.model)
        self.list_view.setItemDelegate(HitDelegate(self.list_view, icons=icons, rows=self.rows))
        self.list_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setFrameShape(QFrame.Shape.NoFrame)
        self.list_view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        accessible(self.list_view, _("Found"))
        self.nothing_label.setContentsMargins(12, 10, 12, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self.list_view)
        column.addWidget(self.nothing_label)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], typed: str) -> None:
        """Show *hits* of what was *typed*, the first of them chosen; or that there are none."""
        self.model.show(hits, text.words_of(typed))
        self.list_view.setVisible(bool(hits))
        self.nothing_label.setVisible(not hits)
        self.nothing_label.setText(_("Nothing begins with “{typed}”.").format(typed=typed.strip()))
        if hits:
            self.list_view.setCurrentIndex(self.model.index(0, 0))
            height = self.list_view.sizeHintForRow(0)
            self.list_view.setFixedHeight(height * len(hits) + 2)

    def place_below(self, field: QWidget) -> None:
        """Come up below *field*, as wide as it is, within the window."""
        window = self._window
        width = min(max(field.width(), _NARROWEST), _WIDEST, window.width() - 16)
        self.setFixedWidth(width)
        self.adjustSize()
        corner = field.mapTo(window, QPoint(0, field.height() + 4))
        self.move(max(min(corner.x(), window.width() - width - 8), 8), corner.y())
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


class Search(QObject):
    """Lets a person find things from *field*, and opens what was chosen with *open_hit*."""

    def __init__(
        self,
        *,
        session: Session,
        icons: Icons,
        window: QWidget,
        here: Callable[[frozenset[str]], list[Hit]],
        open_hit: Callable[[Hit], object],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._here = here
        self._open_hit = open_hit
        self._turn = 0
        self._shown_turn = 0
        self._wants_first = False
        self.field = SearchField(icons)
        self.popup = HitPopup(icons, window)
        self._typing = QTimer(self, singleShot=True, interval=_AFTER_TYPING_MS)
        self._typing.timeout.connect(self._find)
        self.field.textEdited.connect(self._on_typed)
        self.field.stepped.connect(self._on_step)
        self.field.chosen.connect(self._on_chosen)
        self.field.left.connect(self._close)
        self.popup.list_view.clicked.connect(lambda _index: self._open())
        window.installEventFilter(self)

    def begin(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text().strip():
            self._on_typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Override QObject.eventFilter: follow the window's size."""
        if event.type() == QEvent.Type.Resize and self.popup.isVisible():
            self.popup.place_below(self.field)
        return super().eventFilter(watched, event)

    def _on_typed(self, *_text: object) -> None:
        self._turn += 1
        self._wants_first = False
        if self.field.text().strip():
            self._typing.start()
        else:
            self._typing.stop()
            self.popup.hide()

    def _find(self) -> None:
        turn, typed = self._turn, self.field.text()
        self._session.ask(
            lambda services: services.finder.find(typed),
            lambda hits: self._on_found(turn, typed, hits),
        )

    def _on_found(self, turn: int, typed: str, hits: list[Hit]) -> None:
        if turn != self._turn:
            return  # something else was typed meanwhile
        self._shown_turn = turn
        self.popup.show_hits([*hits, *self._here(text.words_of(typed))], typed)
        if self._wants_first:
            self._open()
        elif self.field.hasFocus():
            self.popup.place_below(self.field)
            self._tell()

    def _on_step(self, by: int) -> None:
        if self.popup.isVisible():
            self.popup.step(by)
            self._tell()
        elif self.field.text().strip():
            self._on_typed()

    def _on_chosen(self) -> None:
        if not self.field.text().strip():
            return
        if self._shown_turn != self._turn:  # the answer is on its way
            self._wants_first = True
            if self._typing.isActive():
                self._typing.stop()
                self._find()
            return
        self._open()

    def _open(self) -> None:
        hit = self.popup.current()
        self._wants_first = False
        if hit is not None:
            self._turn += 1
            self.field.clear()
            self.popup.hide()
            self._open_hit(hit)

    def _close(self) -> None:
        self._turn += 1
        self._typing.stop()
        self.popup.hide()

    def _tell(self) -> None:
        """Let a screen reader say what Enter opens."""
        hit = self.popup.current()
        told = f"{hit.title}, {remark_of(hit)}" if hit else self.popup.nothing_label.text()
        self.field.setAccessibleDescription(told)
