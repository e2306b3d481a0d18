"""A chart in the window: its bars are pointed at, clicked, and gone through by keyboard."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.chart_drawing import Drawing, Look
from app.ui.kit.chart_figures import ChartFigures
from app.ui.kit.text import accessible, hide_tip, set_tip, show_tip
from app.ui.kit.theme import Theme

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_NARROWEST = 240

NOTHING = ChartFigures(name="", description="", series=("",), bars=())


class ChartView(QWidget):
    """Shows figures as *kind* draws them.

    Signals: *opened* with the number of the bar that was clicked, or chosen by keyboard.
    """

    opened = Signal(int)

    def __init__(
        self,
        theme: Theme,
        kind: Callable[[ChartFigures, QFont], Drawing],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._hovered = -1
        self._current = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.set_figures(NOTHING)

    def set_figures(self, figures: ChartFigures) -> None:
        """Show *figures* from now on."""
        self.figures = figures
        self._drawing = self._kind(figures, self.font())
        self._current = min(self._current, max(len(figures.bars) - 1, 0))
        self._hovered = -1
        focus = Qt.FocusPolicy.StrongFocus if figures.bars else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self._fit()
        self._tell()
        self.update()

    def area_of(self, bar: int) -> QRect:
        """Return where the bar of this number can be clicked."""
        return self._drawing.places(self.width())[bar].toRect()

    def sizeHint(self) -> QSize:
        """Override QWidget.sizeHint."""
        return QSize(_NARROWEST, self.height())

    def minimumSizeHint(self) -> QSize:
        """Override QWidget.minimumSizeHint."""
        return QSize(_NARROWEST, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Override QWidget.changeEvent: another font needs another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_figures(self.figures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QWidget.paintEvent."""
        if not self.figures.bars:
            return
        current = self._current if self.hasFocus() else -1
        look = Look(tokens=self._theme.tokens, hovered=self._hovered, current=current)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.paint(painter, self.width(), look)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override QWidget.mouseMoveEvent."""
        self._hover(self._bar_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Override QWidget.leaveEvent."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override QWidget.mousePressEvent."""
        bar = self._bar_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and bar >= 0:
            self._go_to(bar)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override QWidget.mouseReleaseEvent: a click ends where it began."""
        bar = self._bar_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and bar == self._current:
            self._open(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override QWidget.keyPressEvent."""
        last = len(self.figures.bars) - 1
        key = Qt.Key(event.key())
        if key in _ENTER:
            self._open(self._current)
        elif key in _STEPS:
            self._go_to(min(max(self._current + _STEPS[key], 0), last), told=True)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to(0 if key == Qt.Key.Key_Home else last, told=True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Override QWidget.focusInEvent."""
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override QWidget.focusOutEvent."""
        super().focusOutEvent(event)
        hide_tip()
        self._tell()
        self.update()

    def _fit(self) -> None:
        """Be as high as the chart is at this width."""
        height = round(self._drawing.height(self.width())) if self.figures.bars else 0
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)

    def _bar_at(self, point: QPoint) -> int:
        """Return the number of the bar at *point*; -1 where there is none."""
        places = self._drawing.places(self.width()) if self.figures.bars else []
        found = (number for number, place in enumerate(places) if place.contains(point.toPointF()))
        return next(found, -1)

    def _hover(self, bar: int) -> None:
        if bar == self._hovered:
            return
        self._hovered = bar
        set_tip(self, self.figures.bars[bar].told if bar >= 0 else "")
        opens = bar >= 0 and self.figures.bars[bar].opens
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.update()

    def _go_to(self, bar: int, *, told: bool = False) -> None:
        """Make a bar the current one; where it is *told*, its figures show beside it."""
        self._current = bar
        self._tell()
        self.update()
        if told:
            spot = self.area_of(bar).bottomLeft()
            show_tip(self.mapToGlobal(spot), self.figures.bars[bar].told, self)

    def _open(self, bar: int) -> None:
        if bar in range(len(self.figures.bars)) and self.figures.bars[bar].opens:
            self.opened.emit(bar)

    def _tell(self) -> None:
        """Tell screen readers what the chart shows, and the bar that has the keyboard."""
        name = self.figures.name
        if self.hasFocus() and self.figures.bars:
            told = self.figures.bars[self._current].told
            name = _("{chart}, {bar}").format(chart=name, bar=told)
        accessible(self, name, self.figures.description)
