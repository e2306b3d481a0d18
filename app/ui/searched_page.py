"""A list page that is narrowed as one types: words, and chips that each leave some records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.text import begin_words, words_of
from app.ui.kit.badge import Shape
from app.ui.kit.buttons import button
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.empty import Empty
from app.ui.kit.filter_edit import FilterEdit
from app.ui.kit.icons import Icons
from app.ui.kit.text import accessible
from app.ui.kit.tokens import Tone
from app.ui.list_page import ListPage, T

_NARROW = 180
_ON_ONE_LINE = 5


@dataclass(frozen=True, slots=True)
class Leaving(Generic[T]):
    """A chip, and which records it leaves; the first of several leaves them all."""

    id: str
    label: str
    fits: Callable[[T], bool]
    tone: Tone | None = None
    shape: Shape | None = None


class SearchBar(QWidget):
    """The bar above the list: chips at the left, the filter at the right."""

    def __init__(
        self, icons: Icons, *, hint: str, wraps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chips = ChipBar(icons.theme, name=_("Which ones"), wraps=wraps)
        self.filter_edit = FilterEdit(icons, placeholder=_("Filter…"), name=_("Filter"))
        accessible(self.filter_edit, _("Filter"), hint)
        self.filter_edit.setMinimumWidth(_NARROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.chips, 1)
        row.addWidget(self.filter_edit, 0, Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        """Leave everything."""
        self.choose("", "")

    def choose(self, chip: str, text: str) -> None:
        """Choose a chip, the first one if it is not named, and a filter."""
        self.chips.set_value(chip or next(iter(self.chips.buttons), ""))
        self.filter_edit.setText(text)

    def told(self) -> str:
        """Say what narrows the list; nothing where nothing does."""
        names, chosen = list(self.chips.buttons), self.chips.value()
        typed = self.filter_edit.text().strip()
        parts = [
            self.chips.buttons[chosen].chip.label if chosen in names[1:] else "",
            _("“{text}”").format(text=typed) if typed else "",
        ]
        return ", ".join(part for part in parts if part)


class SearchedPage(ListPage[T]):
    """Shows those of its records that fit; where none does, it says what hides them."""

    def set_search(
        self, words: Callable[[T], Iterator[str]], leaving: Sequence[Leaving[T]] = ()
    ) -> None:
        """Narrow the records by their *words*, and by the chips *leaving* some of them."""
        self._told_words = words
        self._leaving = {one.id: one for one in leaving}
        self._all: list[tuple[T, frozenset[str]]] = []
        self.bar = SearchBar(
            self.desk.icons, hint=_("Beginnings of words"), wraps=len(leaving) > _ON_ONE_LINE
        )
        self.clear_button = button(_("Clear the filter"))
        self.no_match = Empty(
            self.desk.icons, icon="filter", sentence="", buttons=(self.clear_button,)
        )
        self.stack.addWidget(self.no_match)
        self.add_bar(self.bar)
        self._count()
        self.bar.filter_edit.textChanged.connect(self._narrow)
        self.bar.filter_edit.list_wanted.connect(self.table.enter)
        self.bar.chips.chosen.connect(self._narrow)
        self.clear_button.clicked.connect(self._on_clear)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._on_find)

    def _on_loaded(self, records: Sequence[T]) -> None:
        """Override ListPage: keep all, show some."""
        self._all = [(one, words_of(*self._told_words(one))) for one in records]
        self._count()
        self._narrow()

    def _narrow(self, *_changed: object) -> None:
        wanted = words_of(self.bar.filter_edit.text())
        leaves = self._leaving.get(self.bar.chips.value())
        left = [
            record
            for record, words in self._all
            if (leaves is None or leaves.fits(record)) and begin_words(wanted, words)
        ]
        super()._on_loaded(left)
        told = self.bar.told()
        if self._all and not left and told:
            self.no_match.set_sentence(_("Nothing fits the filter: {filter}.").format(filter=told))
            self.stack.setCurrentWidget(self.no_match)

    def _count(self) -> None:
        self.bar.chips.set_chips(
            [
                Chip(
                    one.id,
                    one.label,
                    sum(one.fits(record) for record, _words in self._all),
                    one.tone,
                    one.shape,
                )
                for one in self._leaving.values()
            ]
        )

    def _on_clear(self) -> None:
        self.bar.clear()
        self._narrow()
        self.bar.filter_edit.setFocus()

    def _on_find(self) -> None:
        self.bar.filter_edit.setFocus()
        self.bar.filter_edit.selectAll()
