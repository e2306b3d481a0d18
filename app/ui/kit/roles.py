"""What a model may tell the kit's delegates beyond Qt's own roles."""

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """The kit's item roles."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    """The record behind the row, the same in every column."""
    MUTED_TEXT = Qt.ItemDataRole.UserRole + 2
    """A second, quieter text behind the first in the same cell."""
    BADGE = Qt.ItemDataRole.UserRole + 3
    """A BadgeLook, painted instead of the text."""
    MONO = Qt.ItemDataRole.UserRole + 4
    """Whether the text is set in the fixed font."""
    LOADING = Qt.ItemDataRole.UserRole + 5
    """Whether the row is still on its way."""
    TONE = Qt.ItemDataRole.UserRole + 6
    """A Tone for the text's colour."""
