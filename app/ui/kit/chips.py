"""States to filter by, each with its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.badge import Shape, paint_shape
from app.ui.kit.flow import FlowLayout
from app.ui.kit.text import accessible
from app.ui.kit.theme import Theme
from app.ui.kit.tokens import Tone

_HEIGHT = 32
_MARK = 10
_PAD = 12
_GAP = 6


@dataclass(frozen=True, slots=True)
class Chip:
    """One state; without a tone it stands for all, without a count for too many to count."""

    id: str
    label: str
    count: int | None
    tone: Tone | None = None
    shape: Shape | None = None


class ChipButton(QAbstractButton):
    """A chip that can be chosen."""

    def __init__(self, theme: Theme, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(chip)

    def set_chip(self, chip: Chip) -> None:
        """Show *chip* from now on."""
        self.chip = chip
        self._count = "" if chip.count is None else QLocale().toString(chip.count)
        told = _("{state}: {count}").format(state=chip.label, count=self._count)
        accessible(self, told if self._count else chip.label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Override QAbstractButton.sizeHint."""
        metrics = self.fontMetrics()
        mark = _MARK + _GAP if self.chip.shape else 0
        words = metrics.horizontalAdvance(self.chip.label)
        count = metrics.horizontalAdvance(self._count)
        height = max(_HEIGHT, metrics.height() + 12)
        return QSize(_PAD + mark + words + _GAP + count + _PAD + 2, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QAbstractButton.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_face(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        tokens, strong = self._theme.tokens, self.isChecked() or self.hasFocus()
        back = "selection" if self.isChecked() else "hover" if self.underMouse() else "surface"
        line = "accent" if strong else "line"
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(tokens.color(line), width))
        painter.setBrush(tokens.color(back))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)

    def _paint_face(self, painter: QPainter) -> None:
        tokens, chip, left = self._theme.tokens, self.chip, _PAD + 1
        if chip.shape is not None:
            tone = tokens.tone(chip.tone or Tone.DISABLED)
            top = (self.height() - _MARK) / 2
            paint_shape(painter, QRectF(left, top, _MARK, _MARK), chip.shape, tone)
            left += _MARK + _GAP
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.setPen(tokens.color("text"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), chip.label)
        left += painter.fontMetrics().horizontalAdvance(chip.label) + _GAP
        painter.setPen(tokens.color("muted"))
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), self._count)


class ChipBar(QWidget):
    """Chips side by side, of which one is chosen; arrow keys go from one to the next.

    Many of them may need several lines: then the bar *wraps*.

    Signals: *chosen* with the chip's id when the person chooses another one.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, *, name: str = "", wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.buttons: dict[str, ChipButton] = {}
        self._theme = theme
        self._group = QButtonGroup(self)
        self._row: FlowLayout | QHBoxLayout = FlowLayout(self) if wraps else QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        if isinstance(self._row, QHBoxLayout):
            self._row.addStretch(1)
        accessible(self, name)
        theme.changed.connect(self.update)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show *chips*; the first is chosen unless another one was."""
        if [chip.id for chip in chips] != list(self.buttons):
            self._rebuild(chips)
        for chip in chips:
            self.buttons[chip.id].set_chip(chip)
        if not self.value() and chips:
            self.set_value(chips[0].id)

    def value(self) -> str:
        """Return the chosen chip's id, or nothing."""
        return next((name for name, chip in self.buttons.items() if chip.isChecked()), "")

    def set_value(self, name: str) -> None:
        """Choose the chip *name* without telling anybody."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
            self._let_tab_stop_at(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget.keyPressEvent."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        names, key = list(self.buttons), Qt.Key(event.key())
        if key not in steps or not names:
            super().keyPressEvent(event)
            return
        at = (names.index(self.value()) + steps[key]) % len(names)
        self.buttons[names[at]].setFocus(Qt.FocusReason.TabFocusReason)
        self.buttons[names[at]].click()

    def _rebuild(self, chips: Sequence[Chip]) -> None:
        kept = self.value()
        for made in self.buttons.values():
            self._group.removeButton(made)
            self._row.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.buttons = {chip.id: ChipButton(self._theme, chip) for chip in chips}
        for place, (name, made) in enumerate(self.buttons.items()):
            self._group.addButton(made)
            self._row.insertWidget(place, made)
            made.clicked.connect(partial(self._on_clicked, name))
        self.set_value(kept)

    def _let_tab_stop_at(self, name: str) -> None:
        """Make the chosen chip the one that Tab reaches."""
        for other, made in self.buttons.items():
            policy = Qt.FocusPolicy.StrongFocus if other == name else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)

    def _on_clicked(self, name: str) -> None:
        self._let_tab_stop_at(name)
        self.chosen.emit(name)
