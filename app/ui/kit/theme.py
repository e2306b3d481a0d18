"""Light and dark: applied to the whole program, following the system."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from app.ui.kit.palette import palette_of
from app.ui.kit.stylesheet import GLYPHS, stylesheet
from app.ui.kit.tokens import DARK, LIGHT, Tokens


class Mode(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_PINNED = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}


class Theme(QObject):
    """The look of *app*, drawn with the icons in *icon_directory*.

    Signals: *changed* after the tokens have changed and were applied.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        icon_directory: Path,
        mode: Mode = Mode.SYSTEM,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon_directory = icon_directory
        self._app = app
        self._mode = mode
        self._tokens = LIGHT
        self._glyphs = QTemporaryDir()
        app.setStyle("Fusion")
        self._follow()
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._tokens is DARK

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or pin light or dark."""
        if mode is not self._mode:
            self._mode = mode
            self._follow()

    def _follow(self) -> None:
        hints = self._app.styleHints()
        if self._mode is Mode.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_PINNED[self._mode])
        self._apply()

    def svg(self, name: str, color: str) -> bytes:
        """Return the icon *name* as SVG in *color*."""
        source = (self.icon_directory / f"{name}.svg").read_bytes()
        return source.replace(b"currentColor", color.encode("ascii"))

    def _wanted(self) -> Tokens:
        if self._mode is not Mode.SYSTEM:
            return DARK if self._mode is Mode.DARK else LIGHT
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _apply(self) -> None:
        self._tokens = self._wanted()
        self._app.setPalette(palette_of(self._tokens))
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        self._app.setStyleSheet(stylesheet(self._tokens, glyphs=self._write_glyphs(), mono=mono))
        self.changed.emit()

    def _write_glyphs(self) -> dict[str, str]:
        """Write the marks that a style sheet can only take from files."""
        variant = "dark" if self.dark else "light"
        paths = {}
        for glyph, (icon, token) in GLYPHS.items():
            path = Path(self._glyphs.filePath(f"{variant}-{glyph}.svg"))
            path.write_bytes(self.svg(icon, getattr(self._tokens, token)))
            paths[glyph] = path.as_posix()
        return paths

    def _on_scheme_changed(self) -> None:
        if self._mode is Mode.SYSTEM and self._wanted() is not self._tokens:
            self._apply()
