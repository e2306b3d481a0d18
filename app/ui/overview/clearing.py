"""Emptying what is filled anew with each look at the inventory."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take all widgets out of *layout*."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
