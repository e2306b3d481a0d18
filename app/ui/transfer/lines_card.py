"""What becomes of each part of a file: problems first, then new, changed and the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice

from PySide6.QtWidgets import QWidget

from app.ui.kit.badge import Shape
from app.ui.kit.card import Card
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.line_list import LineList
from app.ui.kit.theme import Theme
from app.ui.kit.tokens import Tone

_FEW = 20
_MOST = 500
PROBLEMS = "problem"
"""The id of the problems' chip."""

ShownLine = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one chip, read when it is chosen."""

    chip: Chip
    lines: Callable[[], Iterable[ShownLine]]


class LinesCard(Card):
    """A chip for each kind of line, and the lines of the one that is chosen."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.chips = ChipBar(theme, name=_("What becomes of them"), wraps=True)
        self.list = LineList(nothing=_("There are none."), few=_FEW)
        self._groups: Sequence[Group] = ()
        self.body.addWidget(self.chips)
        self.body.addWidget(self.list)
        self.chips.chosen.connect(self._show)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show what becomes of the lines; the problems, if there are any."""
        self._groups = groups
        self.chips.set_chips([one.chip for one in groups])
        filled = [one.chip.id for one in groups if one.chip.count]
        if PROBLEMS in filled:
            self.chips.set_value(PROBLEMS)
        elif self.chips.value() == PROBLEMS:
            others = [one.chip.id for one in groups if one.chip.id != PROBLEMS]
            self.chips.set_value((filled or others)[0])
        self._show(self.chips.value())

    def forget(self) -> None:
        """Forget the lines."""
        self._groups = ()
        self.list.show_lines(())

    def _show(self, chosen: str) -> None:
        for group in self._groups:
            if group.chip.id == chosen:
                self.list.show_lines(list(islice(group.lines(), _MOST)))


def problems_group(count: int, lines: Callable[[], Iterable[ShownLine]]) -> Group:
    """Return the group of problems."""
    return Group(Chip(PROBLEMS, _("Problems"), count, Tone.EXPIRED, Shape.CROSS), lines)


def warnings_group(count: int, lines: Callable[[], Iterable[ShownLine]]) -> Group:
    """Return the group of what is to be looked at."""
    return Group(Chip("warnings", _("To look at"), count, Tone.EXPIRING, Shape.TRIANGLE), lines)


def new_chip(identity: str, count: int) -> Chip:
    """Return the chip of what is new."""
    return Chip(identity, _("New"), count, Tone.ACTIVE, Shape.DISC)


def changed_chip(identity: str, count: int) -> Chip:
    """Return the chip of what changes."""
    return Chip(identity, _("Changed"), count, Tone.EXPIRING, Shape.PIE)


def same_chip(identity: str, count: int) -> Chip:
    """Return the chip of what is the same."""
    return Chip(identity, _("Same"), count)
