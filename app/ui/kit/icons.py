"""Icons of one family, coloured by token and drawn again when the theme changes."""

import weakref
from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from app.ui.kit.theme import Theme

_SIZES = (16, 20, 24, 32, 40, 48, 64, 96)


class HasIcon(Protocol):
    """A widget or an action that shows an icon."""

    def setIcon(self, icon: QIcon) -> None:
        """Show *icon*."""


class Icons(QObject):
    """The icons in the theme's directory, in the theme's colours."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._drawn: dict[tuple[str, str], QIcon] = {}
        self._placed: list[tuple[weakref.ref[HasIcon], str, str]] = []
        theme.changed.connect(self._on_theme_changed)

    def icon(self, name: str, color: str = "text") -> QIcon:
        """Return the icon *name* in the colour that the token *color* has now."""
        key = (name, color)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color)
        return self._drawn[key]

    def pixmap(self, name: str, size: int, *, color: str = "text", ratio: float = 1.0) -> QPixmap:
        """Return the icon *name*, *size* logical pixels square, for a screen of *ratio*."""
        return self.icon(name, color).pixmap(QSize(size, size), ratio)

    def put(self, target: HasIcon, name: str, color: str = "text") -> None:
        """Give *target* the icon *name*, now and after each change of theme."""
        self.forget(target)
        self._placed.append((weakref.ref(target), name, color))
        target.setIcon(self.icon(name, color))

    def forget(self, target: HasIcon) -> None:
        """Leave *target*'s icon alone from now on."""
        self._placed = [entry for entry in self._placed if entry[0]() not in {None, target}]

    def _draw(self, name: str, color: str) -> QIcon:
        icon = QIcon()
        tokens = self.theme.tokens
        for mode, value in (
            (QIcon.Mode.Normal, getattr(tokens, color)),
            (QIcon.Mode.Disabled, tokens.border),
        ):
            renderer = QSvgRenderer(QByteArray(self.theme.svg(name, value)))
            for size in _SIZES:
                icon.addPixmap(_rendered(renderer, size), mode)
        return icon

    def _on_theme_changed(self) -> None:
        self._drawn.clear()
        for reference, name, color in self._placed:
            target = reference()
            if target is not None and isValid(target):
                target.setIcon(self.icon(name, color))


def _rendered(renderer: QSvgRenderer, size: int) -> QPixmap:
    """Return *renderer*'s picture, *size* pixels square."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
