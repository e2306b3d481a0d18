"""Asks which entries of the audit trail are to go into an archive, and where that is to be."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core import archive_words, words
from app.core.archive import LEAST_YEARS, MOST_YEARS, Archive, Plan
from app.ui.form_dialog import FormDialog
from app.ui.kit.buttons import secondary_button
from app.ui.kit.icons import Icons
from app.ui.kit.line_list import LineList
from app.ui.kit.progress import BusyBar
from app.ui.kit.spin import SpinBox
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.path_edit import PathEdit

_YEARS = 3
_FEW = 3


class ArchiveDialog(FormDialog):
    """Collects the years and the path, and shows what would go.

    Signals: *years_changed* when another plan is wanted; *check_wanted* when a file is to be
    checked.
    """

    years_changed = Signal(int)
    check_wanted = Signal()

    def __init__(
        self,
        *,
        archives: Sequence[Archive],
        folder: str,
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title=_("Archive old entries"), verb=_("Archive"), icons=icons, parent=parent
        )
        self._plan: Plan | None = None
        self.years_box = SpinBox(LEAST_YEARS, MOST_YEARS)
        self.years_box.setValue(_YEARS)
        self.plan_label = PlainLabel(role=TextRole.STRONG, wrap=True)
        name = _("keyholder-audit-until-{day}.jsonl").format(day=today.isoformat())
        self.file_edit = PathEdit(
            suggestion=str(Path(folder) / name),
            title=_("Archive old entries"),
            pattern=_("Archives (*.jsonl)"),
        )
        self.archive_list = LineList(nothing=_("None was made yet."), few=_FEW)
        self.archive_list.show_lines([_line(one) for one in reversed(archives)])
        self.check_button = secondary_button(_("&Check a file…"))
        self.busy = BusyBar()
        self._fill_form()
        self.refresh_blocked()

    @property
    def path(self) -> str:
        """Where the file is to go."""
        return self.file_edit.line_edit.text() or self.file_edit.line_edit.placeholderText()

    @property
    def years(self) -> int:
        """How old the entries are to be at least."""
        return self.years_box.value()

    def show_plan(self, plan: Plan) -> None:
        """Show which entries would go."""
        self._plan = plan
        self.plan_label.setText(archive_words.planned(plan))
        self.refresh_blocked()
        if self.isVisible():
            self._place()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self._plan is not None and self._plan.count else _("Nothing is that old.")

    def submit(self) -> None:
        """Override FormDialog.submit."""
        super().submit()
        self.set_blocked(_("Archiving…"))

    def _fill_form(self) -> None:
        told = _(
            "The oldest entries go into a signed file, and out of the inventory. The rest of the "
            "trail is verified as before, from where the file ends."
        )
        self.form.add_widget(PlainLabel(told, wrap=True))
        self.form.add("years", _("Older than so many &years"), self.years_box)
        self.form.add_widget(self.plan_label)
        self.form.add("file", _("F&ile"), self.file_edit)
        self.form.add_widget(PlainLabel(_("Archives until now"), role=TextRole.STRONG))
        self.form.add_widget(self.archive_list)
        self.body.addWidget(self.busy)
        self.add_button(self.check_button)
        self.check_button.clicked.connect(self.check_wanted)
        self.years_box.valueChanged.connect(self.years_changed)


def _line(one: Archive) -> tuple[str, str]:
    told = _("{file}: {entries} until {day}").format(
        file=one.name,
        entries=archive_words.counted(one.count),
        day=words.day(one.until.date()),
    )
    made = _("written on {day} by {who}").format(day=words.day(one.made_at.date()), who=one.made_by)
    return told, made
