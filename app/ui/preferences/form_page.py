"""A page of preferences: a title, a form, and Save where something is to be saved."""

from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.form import Form
from app.ui.kit.page_head import PageHead

_WIDTH = 640


class FormPage(QWidget):
    """A form under a title; subclasses fill *form* and say what happens."""

    def __init__(self, desk: Desk, *, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session = desk.session
        self.head = PageHead(title)
        self.banner = Banner(desk.icons)
        self.form = Form(desk.icons)
        self.form.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(_scrolled(self.form), 1)

    def tell_saved(self) -> None:
        """Say that it is saved."""
        self.session.told.emit(_("Saved."), False)


def _scrolled(form: QWidget) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 16)
    row = QHBoxLayout()
    row.addWidget(form, 1)
    row.addStretch(0)
    column.addLayout(row)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the keyboard by itself
    area.setWidget(inside)
    return area
