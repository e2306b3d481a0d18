"""Archiving old entries from the audit trail's page, and checking an archive."""

from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core import archive_words
from app.core.archive import Archive, Checked, Plan, Provenance
from app.services.suite import Services
from app.ui import prompts
from app.ui.audit.archive_dialog import ArchiveDialog
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import secondary_button


class _Known(NamedTuple):
    archives: list[Archive]
    folder: str


class Archiving:
    """A button, and what it leads to, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._session = desk, desk.session
        self._parent = parent
        self.button = secondary_button(
            _("&Archive…"), tip=_("Move old entries into a signed file, or check such a file")
        )
        self.button.clicked.connect(self._ask)

    def _ask(self) -> None:
        def known(services: Services) -> _Known:
            folder = services.backups.folder() or str(Path.home())
            return _Known(list(services.archives.all()), folder)

        self._session.ask(known, self._open)

    def _open(self, known: _Known) -> None:
        dialog = ArchiveDialog(
            archives=known.archives,
            folder=known.folder,
            today=self._session.now().astimezone().date(),
            icons=self._desk.icons,
            parent=self._parent,
        )
        dialog.years_changed.connect(lambda _years: self._plan(dialog))
        dialog.check_wanted.connect(lambda: self._choose(dialog))
        dialog.submitted.connect(lambda: self._archive(dialog))
        self._plan(dialog)
        prompts.show_dialog(dialog)

    def _plan(self, dialog: ArchiveDialog) -> None:
        years = dialog.years

        def show(plan: Plan) -> None:
            if dialog.years == years:
                dialog.show_plan(plan)

        self._session.ask(lambda services: services.archives.plan(years), show, dialog.fail)

    def _archive(self, dialog: ArchiveDialog) -> None:
        path, years = dialog.path, dialog.years
        prompts.save_lasting(
            dialog,
            self._session,
            dialog.busy,
            lambda services, report: services.archives.make(path, years, report),
            lambda made: self._session.tell_final(archive_words.made(made)),
        )

    def _choose(self, dialog: ArchiveDialog) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            dialog, _("Check an archive"), str(Path(dialog.path).parent), _("Archives (*.jsonl)")
        )
        if path:
            self.check(dialog, path)

    def check(self, dialog: ArchiveDialog, path: str) -> None:
        """Check the archive at *path*, and say in *dialog* what came of it."""

        def checked(found: Checked) -> None:
            dialog.busy.end()
            disowned = found.provenance is Provenance.DISOWNED
            level = Level.ERROR if disowned else Level.INFO
            dialog.notice.say(archive_words.checked(found), level=level)

        dialog.notice.clear()
        doing = self._session.act(
            lambda services, report: services.archives.check(path, report),
            checked,
            lambda error: prompts.stopped(dialog, dialog.busy, error),
            dialog.busy.advance,
        )
        dialog.busy.begin(_("Checking the archive…"), doing.cancel)
