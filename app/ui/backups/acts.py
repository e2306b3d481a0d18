"""What is done on the page of backups, wherever it was asked for."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.core.backup import Backup
from app.core.errors import AppError
from app.core.progress import Progress
from app.core.restore_port import Offer
from app.services.restore import Restore
from app.services.suite import Services
from app.ui import dates, prompts
from app.ui.backups.dialogs import DrillDialog, FolderDialog
from app.ui.backups.restoring import Failed, Restoring
from app.ui.desk import Desk
from app.ui.kit.dialogs import ErrorDialog
from app.ui.kit.progress import BusyBar
from app.ui.session import Session

T = TypeVar("T")


class BackupActs:
    """Makes, verifies, tries and restores backups; *done* is called after each."""

    def __init__(
        self, desk: Desk, *, busy: BusyBar, parent: QWidget, done: Callable[[], object]
    ) -> None:
        self._desk = desk
        self._session = desk.session
        self._busy = busy
        self._parent = parent
        self._done = done

    def choose_folder(self, folder: str) -> None:
        """Ask where backups are to go, now to *folder*."""
        dialog = FolderDialog(folder=folder, icons=self._desk.icons, parent=self._parent)
        prompts.form(
            dialog,
            self._session,
            lambda: dialog.folder,
            lambda services, chosen, _report: services.backups.choose(chosen),
        )

    def make(self) -> None:
        """Make a backup now."""

        def made(one: Backup) -> None:
            told = _("Backed up and verified: {name}").format(name=one.name)
            self._session.told.emit(told, False)

        self._lasting(
            _("Backing up…"), lambda services, report: services.backups.make(progress=report), made
        )

    def verify(self, one: Backup) -> None:
        """Check a backup whole, and say how it is."""
        day = dates.moment_text(one.made_at)

        def checked(findings: Sequence[str]) -> None:
            if not findings:
                told = _("The backup of {moment} is whole.").format(moment=day)
                self._session.told.emit(told, False)
                return
            prompts.show_dialog(
                ErrorDialog(
                    title=_("The backup of {moment} was not found whole").format(moment=day),
                    meaning="\n".join(findings),
                    hint=_("Rely upon another one, and make a new one now."),
                    parent=self._parent,
                )
            )

        self._lasting(
            _("Verifying…"),
            lambda services, report: services.backups.verify(one.path, report),
            checked,
        )

    def drill(self, last: Backup) -> None:
        """Ask for the recovery code, and try it on the *last* backup."""
        dialog = DrillDialog(backup=last, icons=self._desk.icons, parent=self._parent)

        def opened(_one: Backup) -> None:
            told = _("The recovery code opens the latest backup, and all of it is whole.")
            self._session.told.emit(told, False)

        prompts.form(
            dialog,
            self._session,
            dialog.code,
            lambda services, code, report: services.backups.drill(code, report),
            opened,
        )

    def restore(self, one: Backup) -> None:
        """Restore a backup of the list."""
        self._restoring().begin(one.path, self._session.failed.emit)

    def restore_file(self, folder: str) -> None:
        """Restore a backup from a file, looked for in *folder* first."""
        self._restoring().choose(folder, self._session.failed.emit)

    def _restoring(self) -> Restoring:
        return Restoring(
            restore=self._session.door.restore(),
            runner=_SessionRunner(self._session, self._busy, self._restored),
            icons=self._desk.icons,
            parent=self._parent,
        )

    def _restored(self) -> None:
        self._desk.go("dashboard")
        self._session.told.emit(_("The backup was restored."), False)

    def _lasting(
        self,
        told: str,
        work: Callable[[Services, Progress], T],
        done: Callable[[T], object],
    ) -> None:
        """Do something that may last, with a way to stop it."""

        def ended(result: T) -> None:
            self._busy.end()
            done(result)
            self._done()

        def failed(error: AppError) -> None:
            self._busy.end()
            self._session.failed.emit(error)
            self._done()

        doing = self._session.act(work, ended, failed, self._busy.advance)
        self._busy.begin(told, lambda: self._session.cancel(doing, self._busy.end))


class _SessionRunner:
    """Restores over an open inventory, and goes on with the new one."""

    def __init__(self, session: Session, busy: BusyBar, restored: Callable[[], object]) -> None:
        self._session = session
        self._busy = busy
        self._restored = restored

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Failed
    ) -> object:
        """Run *work* on the database's thread, and show how far it is."""

        def ended(result: T) -> None:
            self._busy.end()
            done(result)

        def stopped(error: AppError) -> None:
            self._busy.end()
            failed(error)

        doing = self._session.act(
            lambda _services, report: work(report), ended, stopped, self._busy.advance
        )
        self._busy.begin(
            _("Reading the backup…"), lambda: self._session.cancel(doing, self._busy.end)
        )
        return doing

    def finish(
        self, restore: Restore, offer: Offer, done: Callable[[], object], failed: Failed
    ) -> None:
        """Put the proven backup in place, and let the window show it."""
        door = self._session.door

        def work(services: Services) -> Services:
            return door.services(restore.finish(offer, services.workplace))

        def restored() -> None:
            done()
            self._restored()

        def kept(error: AppError) -> None:
            self._session.look_at_vault()
            failed(error)

        self._session.exchange(work, restored, kept)
