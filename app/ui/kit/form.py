"""Labelled fields, each with a line of help and its own error."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.buttons import plain
from app.ui.kit.icons import Icons
from app.ui.kit.mark import Mark
from app.ui.kit.text import PlainLabel, TextRole, accessible, restyle

_MARK = 16


class Field(QWidget):
    """A control with its label above and help or error below."""

    def __init__(
        self, label: str, control: QWidget, *, icons: Icons, hint: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self.name = name
        self.control = control
        self.label = PlainLabel(label, role=TextRole.STRONG)
        self.hint_label = PlainLabel(hint, role=TextRole.MUTED, wrap=True)
        self.error_label = PlainLabel(role=TextRole.ERROR, wrap=True)
        self._error_mark = Mark(icons, "circle-alert", size=_MARK, color="expired")
        self._arrange()
        self._refresh()

    @property
    def error(self) -> str:
        """What is wrong, or nothing."""
        return self.error_label.text()

    def set_error(self, text: str | None) -> None:
        """Say what is wrong, or that nothing is."""
        self.error_label.setText(text or "")
        self._refresh()

    def set_hint(self, text: str) -> None:
        """Change the line of help."""
        self.hint_label.setText(text)
        self._refresh()

    def _arrange(self) -> None:
        self.label.setBuddy(self.control)
        error = QHBoxLayout()
        error.setSpacing(6)
        error.addWidget(self._error_mark, 0, Qt.AlignmentFlag.AlignTop)
        error.addWidget(self.error_label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(self.control)
        column.addWidget(self.hint_label)
        column.addLayout(error)

    def _refresh(self) -> None:
        wrong = bool(self.error)
        self.label.setVisible(bool(self.label.text()))
        self.error_label.setVisible(wrong)
        self._error_mark.setVisible(wrong)
        self.hint_label.setVisible(bool(self.hint_label.text()) and not wrong)
        restyle(self.control, "invalid", wrong)
        accessible(self.control, plain(self.label.text()), self.error or self.hint_label.text())


class Form(QWidget):
    """Fields below each other."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._icons = icons
        self._row: QHBoxLayout | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add(self, name: str, label: str, control: QWidget, *, hint: str = "") -> Field:
        """Add *control* under *label*; *name* is how the program calls it."""
        field = Field(label, control, icons=self._icons, hint=hint, name=name)
        self.fields[name] = field
        if self._row is None:
            self._column().addWidget(field)
        else:
            self._row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        return field

    def begin_row(self) -> None:
        """Put the fields that follow side by side."""
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._column().addLayout(self._row)

    def end_row(self) -> None:
        """Put the fields that follow below each other again."""
        self._row = None

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field, such as a note between two."""
        self._column().addWidget(widget)

    def set_lead(self, text: str) -> None:
        """Say something above all fields."""
        lead = PlainLabel(text, role=TextRole.MUTED, wrap=True)
        self._column().insertWidget(0, lead)

    def set_error(self, name: str, text: str | None) -> None:
        """Say what is wrong with the field *name*, or that nothing is."""
        self.fields[name].set_error(text)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show exactly *errors* and put the cursor into the first wrong field."""
        for name, field in self.fields.items():
            field.set_error(errors.get(name))
        wrong = self.first_wrong()
        if wrong is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_wrong(self) -> Field | None:
        """Return the first field with an error."""
        return next((field for field in self.fields.values() if field.error), None)

    def _column(self) -> QBoxLayout:
        return cast("QBoxLayout", self.layout())
