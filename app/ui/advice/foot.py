"""Below the list of advice: the current one in full, and where the others are."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core import advice, words
from app.core.advice import FILTERS, Advice, AdviceKind
from app.ui.kit.buttons import link_button
from app.ui.kit.text import PlainLabel, TextRole


class Foot(QWidget):
    """A card with the advice of the current row, and a line for what is not listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        self.what_label = PlainLabel(wrap=True)
        self.more_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self.all_button = link_button("")
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        said = QVBoxLayout(self.card)
        said.setContentsMargins(16, 8, 16, 8)
        said.setSpacing(4)
        said.addWidget(self.why_label)
        said.addWidget(self.what_label)
        line = QHBoxLayout()
        line.addWidget(self.more_label, 1)
        line.addWidget(self.all_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.card)
        column.addLayout(line)

    def show_advice(self, one: Advice | None) -> None:
        """Say *one* in full."""
        if one is not None:
            self.why_label.setText(_("{name}: {why}").format(name=one.name, why=one.why))
            self.what_label.setText(advice.what_to_do(one.kind))

    def show_more(self, more: int, kind: AdviceKind | None, count: int) -> None:
        """Say how many *more* there are, and lead to all *count* keys of one *kind*."""
        told = ngettext("and {n} more, not listed here", "and {n} more, not listed here", more)
        self.more_label.setText(told.format(n=more) if more else "")
        keys = _("Show {keys} in the list of keys").format(keys=words.keys_counted(count))
        self.all_button.setText(keys)
        self.all_button.setAccessibleName(keys)
        self.all_button.setVisible(kind in FILTERS and count > 0)
        self.more_label.setVisible(bool(more) or kind in FILTERS)
