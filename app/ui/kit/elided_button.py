"""A button with a name on it, which may be longer than there is room for."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.buttons import Kind, PushButton
from app.ui.kit.text import accessible, set_tip

_FEWEST = 8


class ElidedButton(PushButton):
    """Ends in … where it lacks room; its tip tells all, and what a click does."""

    def __init__(
        self, words: str = "", *, kind: Kind, tip: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self._tip = tip
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show *words*, as they are."""
        self._words = words
        accessible(self, words, self._tip)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Override QPushButton.sizeHint: the room for all the words."""
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self._words)
        return QSize(self._beside() + words.width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Override QPushButton.minimumSizeHint: the room for a few letters."""
        whole = self.sizeHint()
        few = self._beside() + self.fontMetrics().averageCharWidth() * _FEWEST
        return QSize(min(few, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override QPushButton.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _beside(self) -> int:
        """Return the width of everything but the words."""
        shown = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text() or "XXXX")
        return super().sizeHint().width() - shown.width()

    def _fit(self) -> None:
        metrics, elide = self.fontMetrics(), Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(self._words, elide, max(self.width() - self._beside(), 0))
        cut = shown != self._words
        set_tip(self, f"{self._words}\n{self._tip}".strip() if cut else self._tip)
        text = shown.replace("&", "&&")
        if text != self.text():
            self.setText(text)
