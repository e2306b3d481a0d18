"""Management › Replacements: those that need somebody, and those that have ended."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core import place_words
from app.core.replacement import RUNNING, ReplacementState
from app.services.replacement_list import Course
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.keys.creation import KeyCreationActs
from app.ui.keys.plan_acts import PlanActs
from app.ui.kit.buttons import primary_button
from app.ui.kit.chips import Chip, ChipBar
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.replacements.acts import cancel_replacement
from app.ui.replacements.columns import STATE, columns
from app.ui.replacements.looks import state_look

_RUNNING = "running"
_ENDED = (ReplacementState.CLOSED, ReplacementState.CANCELLED)
_EMPTY: dict[str, Callable[[], str]] = {
    _RUNNING: lambda: _(
        "No key is being replaced. Start with Replace… on a key, or plan many here."
    ),
    ReplacementState.LATE.value: lambda: _("No replacement is late."),
    ReplacementState.OPEN.value: lambda: _("No replacement is under way."),
    ReplacementState.PLANNED.value: lambda: _("No replacement is planned."),
    ReplacementState.CLOSED.value: lambda: _("No replacement was closed yet."),
    ReplacementState.CANCELLED.value: lambda: _("No replacement was cancelled."),
}


class ReplacementsPage(ListPage[Course]):
    """Lists replacements; each opens its checklist."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(_("Replacements"), _EMPTY[_RUNNING](), "refresh-cw"),
            columns=columns(),
            identify=lambda course: course.replacement.id,
            stretched=1,
            parent=parent,
        )
        self.table.sortByColumn(STATE, Qt.SortOrder.AscendingOrder)
        self._creation = KeyCreationActs(desk, self)
        self._plans = PlanActs(desk, self)
        self.chips = ChipBar(desk.icons.theme, name=_("Which replacements"))
        self._show_chips({})
        self.chips.chosen.connect(lambda _chosen: self.refresh())
        self.add_bar(self.chips)
        self.plan_button = primary_button(
            _("&Plan replacements…"), tip=_("Replace all keys that expire in a period")
        )
        self.add_button(self.plan_button, self._plans.plan_period)
        self.set_actions(
            [
                RowAction(_("Open"), self.open, "", "list-checks"),
                RowAction(_("Replace…"), self.replace, "Ctrl+R", "refresh-cw", fits=_is_planned),
                RowAction(_("Cancel…"), self.cancel, "", "x", in_row=False, fits=_is_running),
            ]
        )

    def arrive(self, *, state: ReplacementState | None = None, form: str = "") -> None:
        """Show the replacements in *state*, or all that need somebody; open the *form* plan."""
        self.chips.set_value(state.value if state else _RUNNING)
        if form == "plan":
            self._plans.plan_period()

    def reader(self) -> Callable[[Services], Sequence[Course]]:
        """Override ListPage.reader."""
        chosen, scope = self.chips.value(), self.session.scope

        def read(services: Services) -> list[Course]:
            replacements = services.replacement_list
            if chosen in {state.value for state in _ENDED}:
                return replacements.ended(scope, ReplacementState(chosen))
            found = replacements.running(scope)
            return [one for one in found if chosen in {_RUNNING, one.state.value}]

        return read

    def refresh(self) -> None:
        """Override ListPage.refresh: count as well."""
        scope = self.session.scope
        self.empty.set_sentence(_EMPTY[self.chips.value()]())
        self.session.ask(
            lambda services: services.replacement_list.counts(scope),
            self._show_chips,
            lambda _error: None,  # the list itself says what is wrong
        )
        super().refresh()

    def open(self, course: Course) -> None:
        """Show the checklist."""
        self.desk.go("replacement", replacement=course.replacement.id)

    def replace(self, course: Course) -> None:
        """Make the successor that is planned."""
        self._creation.replace(course.old)

    def cancel(self, course: Course) -> None:
        """Ask, and cancel."""
        cancel_replacement(self.desk, course, self)

    def _show_chips(self, counts: dict[ReplacementState, int]) -> None:
        running = sum(counts.get(state, 0) for state in RUNNING)
        chips = [Chip(_RUNNING, _("Running"), running)]
        for state in ReplacementState:
            look = state_look(state)
            label = place_words.state(state)
            chips.append(Chip(state.value, label, counts.get(state, 0), look.tone, look.shape))
        self.chips.set_chips(chips)


def _is_planned(course: Course) -> bool:
    return course.state in RUNNING and course.new is None


def _is_running(course: Course) -> bool:
    return course.state in RUNNING
