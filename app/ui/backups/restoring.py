"""The way from a chosen file to the restored inventory, in the window and at first start."""

from collections.abc import Callable
from gettext import gettext as _
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import AppError, CancelledError
from app.core.progress import Progress
from app.core.restore_port import Offer
from app.services.restore import Restore
from app.ui import prompts
from app.ui.backups.restore_dialog import RestoreDialog
from app.ui.kit.icons import Icons

T = TypeVar("T")
Failed = Callable[[AppError], object]


class Runner(Protocol):
    """Runs slow work where the inventory is worked on."""

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Failed
    ) -> object:
        """Run *work* and give its result to *done*, or its error to *failed*."""

    def finish(
        self, restore: Restore, offer: Offer, done: Callable[[], object], failed: Failed
    ) -> object:
        """Put the proven backup in place."""


class Restoring:
    """Restores one backup over *parent*: looked at, confirmed by a way into it, put in place."""

    def __init__(self, *, restore: Restore, runner: Runner, icons: Icons, parent: QWidget) -> None:
        self._restore = restore
        self._runner = runner
        self._icons = icons
        self._parent = parent

    def choose(self, folder: str, failed: Failed) -> None:
        """Ask for a file, and begin with it."""
        path, _filter = QFileDialog.getOpenFileName(
            self._parent, _("Choose a backup"), folder, _("Backups (*.db)")
        )
        if path:
            self.begin(path, failed)

    def begin(self, path: str, failed: Failed) -> None:
        """Look at the backup at *path*, and ask for a way into it."""
        self._runner.run(lambda report: self._restore.examine(path, report), self._ask, failed)

    def _ask(self, offer: Offer) -> None:
        dialog = RestoreDialog(offer=offer, icons=self._icons, parent=self._parent)

        def submitted() -> None:
            secret = dialog.secret()
            self._runner.run(
                lambda report: self._restore.prove(secret, report),
                lambda _nothing: self._put_in_place(dialog, offer),
                dialog.fail,
            )

        dialog.submitted.connect(submitted)
        dialog.rejected.connect(self._abandon)
        prompts.show_dialog(dialog)

    def _put_in_place(self, dialog: RestoreDialog, offer: Offer) -> None:
        if not dialog.isVisible():  # somebody thought better of it
            dialog.fail(CancelledError())
            self._abandon()
            return
        self._runner.finish(self._restore, offer, dialog.settle, dialog.fail)

    def _abandon(self) -> None:
        self._runner.run(
            lambda _report: self._restore.abandon(), lambda _nothing: None, lambda _error: None
        )
