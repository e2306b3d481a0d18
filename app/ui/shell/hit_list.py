"""The list below the search field: what was found, by kind, the typed beginnings in bold."""

from collections.abc import Collection, Sequence
from gettext import gettext as _
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.core import finding
from app.core.finding import Hit, HitKind
from app.ui.kit.cell import LEFT, CellDelegate, Index
from app.ui.kit.roles import Role

_ICONS = {
    HitKind.KEY: "key-round",
    HitKind.APPLICATION: "boxes",
    HitKind.ACCOUNT: "user",
    HitKind.ORGANISATION: "building-2",
    HitKind.PAGE: "file-text",
    HitKind.COMMAND: "arrow-right",
}
_ICON, _GAP, _ROW = 16, 10, 34
_SPARE = 2
"""Or a text that just fits ends in dots."""
_TOP = QModelIndex()


def kind_label(kind: HitKind) -> str:
    """Return the word for what was found."""
    return {
        HitKind.KEY: _("key"),
        HitKind.APPLICATION: _("application"),
        HitKind.ACCOUNT: _("account"),
        HitKind.ORGANISATION: _("organisation"),
        HitKind.PAGE: _("page"),
        HitKind.COMMAND: _("command"),
    }[kind]


class HitModel(QAbstractListModel):
    """The hits, and the words by which they were found."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()
        self.wanted: Collection[str] = ()

    def show(self, hits: Sequence[Hit], wanted: Collection[str]) -> None:
        """Show *hits*, found by the words *wanted*."""
        self.beginResetModel()
        self.hits, self.wanted = hits, wanted
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """Override QAbstractListModel.rowCount."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Override QAbstractListModel.data."""
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.title
            case Role.MUTED_TEXT:
                return remark_of(hit)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{hit.title}, {remark_of(hit)}"
            case Role.RECORD:
                return hit
            case _:
                return None


def remark_of(hit: Hit) -> str:
    """Return what stands behind a hit: what it is, and what tells it from others."""
    kind = kind_label(hit.kind)
    return f"{kind} · {hit.remark}" if hit.remark else kind


class HitDelegate(CellDelegate):
    """An icon, the title with the typed beginnings in bold and underlined, and the remark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Override CellDelegate.sizeHint."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + _ICON + _GAP, max(_ROW, option.fontMetrics.height() + 14))

    def paint_content(self, painter: QPainter, cell: QRect, index: Index) -> None:
        """Override CellDelegate.paint_content."""
        hit = index.data(Role.RECORD)
        top = cell.top() + (cell.height() - _ICON) // 2
        icon = QRect(cell.left() + LEFT, top, _ICON, _ICON)
        self.icons.icon(_ICONS[hit.kind], "muted").paint(painter, icon)
        area = cell.adjusted(LEFT + _ICON + _GAP, 0, -LEFT, 0)
        model = index.model()
        wanted = model.wanted if isinstance(model, HitModel) else ()
        remark = remark_of(hit)
        needed = painter.fontMetrics().horizontalAdvance(remark) + _SPARE
        kept = min(needed + _GAP, area.width() // 2)
        self._paint_title(painter, area.adjusted(0, 0, -kept, 0), hit.title, wanted)
        painter.setPen(self.tokens.color("muted"))
        shown = painter.fontMetrics().elidedText(remark, Qt.TextElideMode.ElideRight, kept - _GAP)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, int(flags | Qt.TextFlag.TextSingleLine), shown)

    def _paint_title(
        self, painter: QPainter, area: QRect, title: str, wanted: Collection[str]
    ) -> None:
        plain = painter.font()
        strong = QFont(plain)
        strong.setBold(True)
        strong.setUnderline(True)
        painter.setPen(self.tokens.color("text"))
        left = area.left()
        for part, found in _parts(title, finding.beginnings(wanted, title)):
            font = strong if found else plain
            metrics = QFontMetrics(font)
            room = area.right() - left
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, max(room, 0))
            painter.setFont(font)
            rest = QRect(left, area.top(), room, area.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rest, int(flags | Qt.TextFlag.TextSingleLine), shown)
            left += metrics.horizontalAdvance(shown)
            if shown != part:
                break
        painter.setFont(plain)


def _parts(title: str, found: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return *title* in parts, each with whether it was typed."""
    parts, at = [], 0
    for start, length in found:
        parts += [(title[at:start], False), (title[start : start + length], True)]
        at = start + length
    return [(part, typed) for part, typed in [*parts, (title[at:], False)] if part]
