"""Asks for which days, and into which file, the evidence is to be written."""

from datetime import date, timedelta
from gettext import gettext as _
from pathlib import Path, PurePath

from PySide6.QtWidgets import QWidget

from app.core.period_report import PeriodReport
from app.services import period_reports
from app.services.suite import Services
from app.ui import export_file, prompts
from app.ui.date_edit import DateEdit
from app.ui.desk import Desk
from app.ui.doing import Stop
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.path_edit import PathEdit

_ENDINGS = {".pdf", ".html"}


class EvidenceDialog(FormDialog):
    """Collects a period, and the path of the file."""

    def __init__(self, *, today: date, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(
            title=_("Evidence for a period"), verb=_("Save"), icons=icons, parent=parent
        )
        self.first_edit = DateEdit(icons)
        self.last_edit = DateEdit(icons)
        self.file_edit = PathEdit(
            suggestion="", title=_("Save the evidence"), pattern=_("PDF or HTML (*.pdf *.html)")
        )
        self._fill_form()
        last_month = today.replace(day=1) - timedelta(days=1)
        self.first_edit.set_value(last_month.replace(day=1))
        self.last_edit.set_value(last_month)
        for edit in (self.first_edit, self.last_edit):
            edit.changed.connect(self._on_changed)
        self.file_edit.line_edit.textChanged.connect(self.refresh_blocked)
        self._on_changed()

    @property
    def path(self) -> str:
        """Where the file is to go."""
        return self.file_edit.line_edit.text() or self.file_edit.line_edit.placeholderText()

    def period(self) -> tuple[date, date]:
        """Return the first day and the last."""
        return self.first_edit.value() or date.max, self.last_edit.value() or date.min

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        first, last = self.first_edit.value(), self.last_edit.value()
        if first is None or last is None:
            return _("Give both days like 2027-03-01.")
        if last < first:
            return _("The period ends before it begins.")
        if PurePath(self.path).suffix.lower() not in _ENDINGS:
            return _("The file's name has to end in .pdf or .html.")
        return None

    def _fill_form(self) -> None:
        self.form.add_widget(
            PlainLabel(
                _(
                    "What was created, changed, replaced, removed and compared with the portal, "
                    "and by whom, with the audit trail's head; never a value."
                ),
                role=TextRole.MUTED,
                wrap=True,
            )
        )
        self.form.add("first", _("&First day"), self.first_edit)
        self.form.add("last", _("&Last day"), self.last_edit)
        self.form.add("file", _("F&ile"), self.file_edit)

    def _on_changed(self) -> None:
        first, last = self.first_edit.value(), self.last_edit.value()
        if first is not None and last is not None:
            name = _("keyholder-evidence-{first}-{last}.pdf").format(first=first, last=last)
            self.file_edit.line_edit.setPlaceholderText(str(Path.home() / name))
        self.refresh_blocked()


def ask_for_evidence(desk: Desk, parent: QWidget) -> None:
    """Ask for a period, and write its evidence into a file."""
    session, scope = desk.session, desk.session.scope
    today = session.now().astimezone().date()
    dialog = EvidenceDialog(today=today, icons=desk.icons, parent=parent)

    def submitted() -> None:
        stop = Stop()
        path, (first, last) = dialog.path, dialog.period()

        def gather(services: Services) -> tuple[Services, PeriodReport]:
            return services, services.reports.of(first, last, scope)

        def draw(gathered: tuple[Services, PeriodReport]) -> None:
            services, report = gathered

            def work(_services: Services) -> None:
                if PurePath(path).suffix.lower() == ".pdf":
                    content = services.reports.pdf(report, stop.report)
                else:
                    content = period_reports.html(report).encode()
                export_file.write(path, content)

            def done(_nothing: None) -> None:
                dialog.settle()
                session.told.emit(_("Saved {path}.").format(path=path), False)

            session.aside(work, done, dialog.fail, stop.want)

        session.ask(gather, draw, dialog.fail)

    dialog.submitted.connect(submitted)
    prompts.show_dialog(dialog)
