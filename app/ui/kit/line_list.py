"""A few lines of text, each with a quieter one: the latest first, more on demand."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.buttons import link_button
from app.ui.kit.card import emptied
from app.ui.kit.text import PlainLabel, TextRole, accessible


class LineList(QWidget):
    """Shows the first *few* of its lines, and the others when asked; *nothing* without any."""

    def __init__(self, *, nothing: str, few: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._few = few
        self._all = False
        self._lines: Sequence[tuple[str, str]] = ()
        self.more_button = link_button("")
        self.more_button.hide()
        self.more_button.clicked.connect(self._on_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._column)
        whole.addWidget(self.more_button)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show *lines*, each what happened and a quiet remark."""
        self._lines = lines
        self._refresh()

    def texts(self) -> list[str]:
        """Return what is shown, line by line."""
        shown = self._lines if self._all else self._lines[: self._few]
        return [f"{told} {remark}".strip() for told, remark in shown]

    def _on_more(self) -> None:
        self._all = not self._all
        self._refresh()

    def _refresh(self) -> None:
        emptied(self._column)
        shown = self._lines if self._all else self._lines[: self._few]
        for told, remark in shown:
            self._column.addWidget(_line(told, remark))
        if not self._lines:
            self._column.addWidget(PlainLabel(self._nothing, role=TextRole.MUTED, wrap=True))
        rest = len(self._lines) - self._few
        more = _("Show fewer") if self._all else _("Show {n} more").format(n=rest)
        self.more_button.setText(more)
        accessible(self.more_button, more)
        self.more_button.setVisible(rest > 0)


def _line(told: str, remark: str) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(told, wrap=True))
    if remark:
        column.addWidget(PlainLabel(remark, role=TextRole.MUTED, wrap=True))
    return line
