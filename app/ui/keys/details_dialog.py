"""Everything the inventory knows of one key."""

from collections.abc import Iterator
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core import words
from app.core.errors import TamperedError
from app.core.key import Origin
from app.core.todo import Todo
from app.ui import dates, looks
from app.ui.keys.columns import Row, masked
from app.ui.kit.badge import Badge
from app.ui.kit.buttons import secondary_button, with_icon
from app.ui.kit.dialogs import Dialog
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole


class DetailsDialog(Dialog):
    """Shows a key.

    Signals: *edit_wanted*, *copy_wanted*.
    """

    edit_wanted = Signal()
    copy_wanted = Signal()

    def __init__(
        self, *, row: Row, todos: list[Todo], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(title=row.key.name, verb=_("Close"), parent=parent)
        self._row = row
        self._icons = icons
        self.edit_button = secondary_button(_("&Edit"))
        self.copy_button = with_icon(secondary_button(_("&Copy")), icons, "copy")
        self._show(todos)
        self._offer()

    def _offer(self) -> None:
        self.cancel_button.hide()
        kept = not self._row.key.retired
        for extra, wanted, shown in (
            (self.copy_button, self.copy_wanted, kept and self._row.key.has_value),
            (self.edit_button, self.edit_wanted, kept),
        ):
            self.add_button(extra)
            extra.setVisible(shown)
            extra.clicked.connect(wanted)
            extra.clicked.connect(self.accept)

    def _show(self, todos: list[Todo]) -> None:
        key = self._row.key
        state = looks.state_look(self._row.state) if key.intact else looks.altered_look()
        top = QHBoxLayout()
        top.addWidget(Badge(self._icons.theme, state))
        top.addWidget(PlainLabel(self._left(), role=TextRole.MUTED), 1)
        self.body.addLayout(top)
        if not key.intact:
            warning = str(TamperedError(name=key.name))
            self.body.addWidget(PlainLabel(warning, role=TextRole.ERROR, wrap=True))
        if key.origin is Origin.MADE_HERE:
            self.body.addWidget(PlainLabel(words.made_here(), role=TextRole.MUTED, wrap=True))
        self.body.addLayout(self._facts())
        if todos:
            self.body.addLayout(self._todos(todos))

    def _left(self) -> str:
        key = self._row.key
        if key.retired or key.disabled_at is not None:
            return ""
        return words.days_left(self._row.days_left)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (label, text) in enumerate(self._lines()):
            name = PlainLabel(label, role=TextRole.MUTED)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(text, wrap=True), at, 1)
        return grid

    def _lines(self) -> Iterator[tuple[str, str]]:
        key, people = self._row.key, self._row.people
        yield _("Permission"), self._row.levels.label(key.permission)
        yield _("Key"), masked(key)
        yield _("Origin"), looks.origin_label(key.origin)
        yield _("Organisation"), people.organisation_name(key)
        yield _("Owner"), people.owner_name(key) or _("Nobody")
        yield _("Told by e-mail"), self._told()
        yield _("Expires"), dates.weekday_text(key.expires_on)
        yield _("Last working day"), dates.weekday_text(key.last_working_day)
        yield _("Recorded"), dates.moment_text(key.created_at)
        for label, moment in (
            (_("Disabled"), key.disabled_at),
            (_("Removed"), key.removed_at),
            (_("Value destroyed"), key.destroyed_at),
            (_("Superseded"), key.superseded_at),
        ):
            if moment is not None:
                yield label, dates.moment_text(moment)
        if key.origin is Origin.PORTAL:
            yield _("Compared with the portal"), self._compared()
        if key.notes:
            yield _("Notes"), key.notes
        yield _("Id"), key.id

    def _told(self) -> str:
        told = self._row.people.told(self._row.key)
        if not told:
            return _("Nobody: give its owner, an administrator or the key itself an address.")
        alone = _(" (one person only)") if len(told) == 1 else ""
        return ", ".join(told) + alone

    def _compared(self) -> str:
        key = self._row.key
        if key.compared_at is None:
            return _("Not yet")
        return _("{moment}, by {person}").format(
            moment=dates.moment_text(key.compared_at), person=key.compared_by
        )

    def _todos(self, todos: list[Todo]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(PlainLabel(_("To do in the portal"), role=TextRole.STRONG))
        for todo in todos:
            column.addWidget(PlainLabel(todo.told(self._row.levels), wrap=True))
        return column
