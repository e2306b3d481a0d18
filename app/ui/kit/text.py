"""Text that is always plain: what people typed is never taken for markup."""

import re
from enum import StrEnum
from html import escape

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,  # noqa: TID251 - the one place that tames it
    QSizePolicy,
    QToolTip,  # noqa: TID251 - the one place that tames it
    QWidget,
)


class TextRole(StrEnum):
    """What a text is, which decides how it looks."""

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    BODY = "body"
    MUTED = "muted"
    ERROR = "error"
    MONO = "mono"


_LONG = re.compile(r"\S{41,}")
_PIECE = 24


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(
        self,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.set_role(role)

    def setText(self, text: str) -> None:
        """Override QLabel.setText: where lines wrap, a long word may be broken too."""
        self._text = text
        super().setText(_LONG.sub(_breakable, text) if self.wordWrap() else text)

    def text(self) -> str:
        """Override QLabel.text: the text as it was given."""
        return self._text

    def set_role(self, role: TextRole) -> None:
        """Look like a *role*."""
        restyle(self, "role", role.value)


def _breakable(word: re.Match[str]) -> str:
    """Return a long word with places where a line may end, which nobody sees."""
    whole = word[0]
    return "\u200b".join(whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE))


class ElidedLabel(PlainLabel):
    """A label of one line that ends in … where it lacks room, and then tells all in its tip."""

    def __init__(
        self, text: str = "", *, role: TextRole = TextRole.BODY, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, role=role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Override QLabel.minimumSizeHint."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 4), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override QLabel.paintEvent."""
        area = self.contentsRect()
        elide = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.text(), elide, area.width())
        set_tip(self, self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()


def fixed_families() -> list[str]:
    """Return the system's fonts whose letters are all of one width."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()


def tip_markup(text: str) -> str:
    """Return *text* as a tip that shows it unchanged, wrapped."""
    if not text:
        return ""
    return f"<qt style='white-space: pre-wrap'>{escape(text).replace(chr(10), '<br>')}</qt>"


def set_tip(target: QWidget | QAction, text: str, shortcut: str = "") -> None:
    """Give *target* a tip, with the keys that do the same."""
    markup = tip_markup(f"{text} ({shortcut})" if shortcut else text)
    if target.toolTip() != markup:
        target.setToolTip(markup)


def show_tip(position: QPoint, text: str, widget: QWidget) -> None:
    """Show a tip at the global *position* over *widget*."""
    QToolTip.showText(position, tip_markup(text), widget)


def hide_tip() -> None:
    """Take the tip away."""
    QToolTip.hideText()


def accessible(widget: QWidget, name: str, description: str = "") -> None:
    """Tell screen readers what *widget* is."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
