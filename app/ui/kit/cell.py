"""How a cell of a table is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.kit.badge import BadgeLook, badge_size, paint_badge
from app.ui.kit.icons import Icons
from app.ui.kit.roles import Role
from app.ui.kit.text import fixed_families, hide_tip, show_tip
from app.ui.kit.tokens import Tokens, Tone

Index = QModelIndex | QPersistentModelIndex
LEFT, RIGHT, GAP = 10, 6, 8
_SHORT = 72


@dataclass(slots=True)
class RowState:
    """Where the mouse and the keyboard are in a table."""

    hovered_row: int = -1
    current_row: int = -1
    pointer: QPoint | None = None
    always_visible: bool = False

    def is_lit(self, row: int) -> bool:
        """Tell whether *row* shows its buttons."""
        return self.always_visible or row in {self.hovered_row, self.current_row}


class CellDelegate(QStyledItemDelegate):
    """Paints text that is never markup, a quieter second text, or a badge."""

    def __init__(self, view: QWidget, *, icons: Icons, rows: RowState) -> None:
        super().__init__(view)
        self.view = view
        self.icons = icons
        self.rows = rows

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self.icons.theme.tokens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override QStyledItemDelegate.paint."""
        painter.save()
        painter.setClipRect(_rect(option))
        self._paint_back(painter, option, index)
        self.paint_content(painter, _rect(option), index)
        self._paint_ring(painter, option, index)
        painter.restore()

    def content(self, cell: QRect) -> QRect:
        """Return the part of *cell* that text may use."""
        return cell.adjusted(LEFT, 0, -RIGHT, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override QStyledItemDelegate.sizeHint."""
        metrics = option.fontMetrics
        badge = index.data(Role.BADGE)
        if isinstance(badge, BadgeLook):
            width = badge_size(badge, metrics).width()
        else:
            muted = index.data(Role.MUTED_TEXT)
            width = metrics.horizontalAdvance(_text(index))
            width += metrics.horizontalAdvance(muted) + GAP if muted else 0
        return QSize(LEFT + width + RIGHT, metrics.height() * 2)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Override QStyledItemDelegate.helpEvent: what is cut short is told in full."""
        cut = self.sizeHint(option, index).width() > _rect(option).width()
        muted = index.data(Role.MUTED_TEXT)
        told = f"{_text(index)}\n{muted}" if muted else _text(index)
        if cut and told:
            show_tip(event.globalPos(), told, view)
        else:
            hide_tip()
        return True

    def paint_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Paint what the cell says."""
        area = self.content(cell)
        if index.data(Role.LOADING):
            self._paint_loading(painter, area)
            return
        badge = index.data(Role.BADGE)
        if isinstance(badge, BadgeLook):
            paint_badge(painter, area, badge, self.tokens)
            return
        self._paint_texts(painter, area, index)

    def _paint_texts(self, painter: QPainter, area: QRect, index: Index) -> None:
        painter.setFont(cell_font(painter.font(), index))
        tone = index.data(Role.TONE)
        color = self.tokens.tone(tone) if isinstance(tone, Tone) else self.tokens.color("text")
        muted = index.data(Role.MUTED_TEXT)
        kept = _short_width(painter.fontMetrics(), muted)
        used = _draw(painter, area.adjusted(0, 0, -kept, 0), _text(index), color, _alignment(index))
        if muted:
            rest = area.adjusted(used + GAP if used else 0, 0, 0, 0)
            _draw(painter, rest, muted, self.tokens.color("muted"))

    def _paint_loading(self, painter: QPainter, area: QRect) -> None:
        bar = QRect(area.left(), area.center().y() - 4, int(area.width() * 0.6), 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.tokens.color("line"))
        painter.drawRoundedRect(bar, 4, 4)

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = _rect(option)
        if _state(option) & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, self.tokens.color("selection"))
        elif index.row() == self.rows.hovered_row:
            painter.fillRect(cell, self.tokens.color("hover"))
        painter.setPen(QPen(self.tokens.color("line"), 1))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())

    def _paint_ring(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show where the keyboard is, around the whole row."""
        if index.row() != self.rows.current_row or not self.view.hasFocus():
            return
        cell, accent = _rect(option), self.tokens.color("accent")
        painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 2), accent)
        painter.fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 2), accent)


def _short_width(metrics: QFontMetrics, muted: str | None) -> int:
    """Return the room that a second text keeps beside a long first one: what a short one needs."""
    width = metrics.horizontalAdvance(muted) if muted else 0
    return width + GAP if 0 < width <= _SHORT else 0


def cell_font(font: QFont, index: Index) -> QFont:
    """Return the font that the cell at *index* is set in."""
    if not index.data(Role.MONO):
        return font
    mono = QFont(font)
    mono.setFamilies(fixed_families())
    return mono


def _draw(
    painter: QPainter,
    area: QRect,
    text: str,
    color: QColor,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw *text*, shortened to fit *area*, and return its width."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(area.width(), 0))
    flags = alignment | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(color)
    painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine), shown)
    return metrics.horizontalAdvance(shown)


def _text(index: Index) -> str:
    value = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else str(value)


def _alignment(index: Index) -> Qt.AlignmentFlag:
    value = index.data(Qt.ItemDataRole.TextAlignmentRole)
    wanted = Qt.AlignmentFlag.AlignLeft if value is None else Qt.AlignmentFlag(value)
    return wanted & Qt.AlignmentFlag.AlignHorizontal_Mask


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return option.state
