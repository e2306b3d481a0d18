"""What becomes of each line of a file: problems first, then new, changed and the same."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.import_plan import ImportPlan, Line, LineState, Remark
from app.ui.kit.badge import Shape
from app.ui.kit.card import Card
from app.ui.kit.chips import Chip, ChipBar
from app.ui.kit.line_list import LineList
from app.ui.kit.theme import Theme
from app.ui.kit.tokens import Tone

_FEW = 20
_MOST = 500
_WARNINGS = "warnings"


class LinesCard(Card):
    """A chip for each kind of line, and the lines of the one that is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Lines"), parent)
        self.chips = ChipBar(theme, name=_("What becomes of the lines"), wraps=True)
        self.list = LineList(nothing=_("There are none."), few=_FEW)
        self._plan: ImportPlan | None = None
        self.body.addWidget(self.chips)
        self.body.addWidget(self.list)
        self.chips.chosen.connect(self._show)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what becomes of the lines; the problems, if there are any."""
        self._plan = plan
        self.chips.set_chips(_chips(plan))
        if plan.problems:
            self.chips.set_value(LineState.PROBLEM.value)
        elif self.chips.value() == LineState.PROBLEM.value:
            first = next((one for one in LineState if plan.count(one)), LineState.NEW)
            self.chips.set_value(first.value)
        self._show(self.chips.value())

    def forget(self) -> None:
        """Forget the lines."""
        self._plan = None
        self.list.show_lines(())

    def _show(self, chosen: str) -> None:
        if self._plan is None:
            return
        if chosen == LineState.PROBLEM.value:
            shown = [_remark(one) for one in self._plan.problems[:_MOST]]
        elif chosen == _WARNINGS:
            shown = [_remark(one) for one in self._plan.warnings[:_MOST]]
        else:
            fitting = (one for one in self._plan.lines if one.state.value == chosen)
            shown = [_line(one) for one, _n in zip(fitting, range(_MOST), strict=False)]
        self.list.show_lines(shown)


def _chips(plan: ImportPlan) -> list[Chip]:
    return [
        Chip(
            LineState.PROBLEM.value,
            _("Problems"),
            len(plan.problems),
            Tone.EXPIRED,
            Shape.CROSS,
        ),
        Chip(LineState.NEW.value, _("New"), plan.count(LineState.NEW), Tone.ACTIVE, Shape.DISC),
        Chip(
            LineState.CHANGED.value,
            _("Changed"),
            plan.count(LineState.CHANGED),
            Tone.EXPIRING,
            Shape.PIE,
        ),
        Chip(LineState.SAME.value, _("Same"), plan.count(LineState.SAME)),
        Chip(_WARNINGS, _("To look at"), len(plan.warnings), Tone.EXPIRING, Shape.TRIANGLE),
    ]


def _remark(one: Remark) -> tuple[str, str]:
    if one.column:
        where = _("Line {n}, column {column}").format(n=one.line, column=one.column)
    else:
        where = _("Line {n}").format(n=one.line)
    return one.told, where


def _line(one: Line) -> tuple[str, str]:
    where = _("Line {n}").format(n=one.number)
    if one.key is not None and one.state is LineState.NEW:
        told = _("expires on {day}").format(day=one.key.expires_on.isoformat())
        return one.name, f"{where}, {told}"
    if one.fields and one.key is not None:
        told = _("changes: {fields}").format(fields=", ".join(one.fields))
        return one.key.name, f"{where}, {told}"
    return one.name or (one.key.name if one.key is not None else ""), where
