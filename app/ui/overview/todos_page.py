"""Management › Portal to-dos: what is left to be done in the portal."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.todo import Todo
from app.services.suite import Services
from app.ui import dates
from app.ui.desk import Desk
from app.ui.kit.chips import Chip, ChipBar
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.record_table import RecordColumn

_OPEN, _DONE = "open", "done"
_DONE_COLUMN = 2


class TodosPage(ListPage[Todo]):
    """Lists what is to do, and what was ticked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        levels = desk.session.levels
        columns: list[RecordColumn[Todo]] = [
            RecordColumn(
                _("Since"),
                lambda todo: dates.moment_text(todo.since),
                160,
                sort_key=lambda todo: todo.since,
            ),
            RecordColumn(_("What to do"), lambda todo: todo.told(levels), 400),
            RecordColumn(_("Done"), _done, 220),
        ]
        super().__init__(
            desk,
            texts=PageTexts(
                _("Portal to-dos"), _("Nothing is left to do in the portal."), "list-checks"
            ),
            columns=columns,
            identify=lambda todo: todo.id,
            stretched=1,
            parent=parent,
        )
        self.head.set_line(
            _("Keyholder does not speak to OpenAthens: these changes are yours to make there.")
        )
        self.chips = ChipBar(desk.icons.theme, name=_("To do or done"))
        self._show_chips(0, 0)
        self.chips.chosen.connect(lambda _chosen: self.refresh())
        self.add_bar(self.chips)
        self.set_actions([RowAction(_("Done / not done"), self.toggle, "Space", "check")])

    def arrive(self, *, form: str = "") -> None:
        """Show what is to do."""
        del form
        self.chips.set_value(_OPEN)

    def reader(self) -> Callable[[Services], Sequence[Todo]]:
        """Override ListPage.reader."""
        done, scope = self.chips.value() == _DONE, self.session.scope
        return lambda services: services.todos.all(done=done, organisation=scope)

    def refresh(self) -> None:
        """Override ListPage.refresh: count as well."""
        super().refresh()
        scope = self.session.scope
        self.table.setColumnHidden(_DONE_COLUMN, self.chips.value() != _DONE)
        self.session.ask(
            lambda services: (
                services.todos.count_open(scope),
                len(services.todos.all(done=True, organisation=scope)),
            ),
            lambda counts: self._show_chips(*counts),
        )

    def _show_chips(self, to_do: int, done: int) -> None:
        self.chips.set_chips([Chip(_OPEN, _("To do"), to_do), Chip(_DONE, _("Done"), done)])

    def toggle(self, todo: Todo) -> None:
        """Tick a to-do, or take its tick back."""
        tick_todo(self.desk, todo)


def tick_todo(desk: Desk, todo: Todo) -> None:
    """Tick *todo*, or take its tick back; either can be undone."""
    session = desk.session
    done = todo.done_at is not None

    def set_done(services: Services, done: bool) -> None:  # noqa: FBT001 - the state itself
        (services.todos.tick if done else services.todos.untick)(todo.id)

    def told(_nothing: object) -> None:
        sentence = _("Not done after all.") if done else _("Ticked as done in the portal.")
        session.tell_undoable(sentence, lambda services: set_done(services, done))

    session.act(lambda services, _report: set_done(services, not done), told)


def _done(todo: Todo) -> str:
    if todo.done_at is None:
        return ""
    return _("{moment}, by {person}").format(
        moment=dates.moment_text(todo.done_at), person=todo.done_by
    )
