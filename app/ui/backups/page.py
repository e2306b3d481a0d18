"""Management › Backups: where they go, how they stand, what there is, and the way back."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core import backup_words
from app.core.backup import ADVICE, Backup, BackupState, Trouble
from app.core.errors import AppError
from app.services.suite import Services
from app.ui.backups import words
from app.ui.backups.acts import BackupActs
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.progress import BusyBar
from app.ui.list_page import ListPage, PageTexts, RowAction

_FOLDER, _MAKE = "folder", "make"


class BackupsPage(ListPage[Backup]):
    """Lists the backups, the latest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(_("Backups"), _("One moment."), "database-backup"),
            columns=words.columns(),
            identify=lambda one: one.name,
            stretched=1,
            parent=parent,
        )
        self.busy = BusyBar()
        self.acts = BackupActs(desk, busy=self.busy, parent=self, done=self.refresh)
        self.folder_button = secondary_button(_("&Folder…"))
        self.drill_button = secondary_button(
            _("Restore &drill…"), tip=_("See whether the recovery code opens the latest backup")
        )
        self.file_button = secondary_button(
            _("&Restore a file…"), tip=_("Restore a backup from anywhere")
        )
        self.make_button = primary_button(_("&Back up now"))
        self.choose_button = primary_button(_("&Choose a folder…"))
        self.choose_button.clicked.connect(self.choose_folder)
        self.empty.add(self.choose_button)
        self._state = BackupState(folder="")
        self.add_button(self.folder_button, self.choose_folder)
        self.add_button(self.file_button, lambda: self.acts.restore_file(self._state.folder))
        self.add_button(self.drill_button, self.drill)
        self.add_button(self.make_button, self.acts.make)
        self.add_foot(self.busy)
        self.set_actions(
            [
                RowAction(_("Restore…"), self.acts.restore, icon="history"),
                RowAction(_("Verify"), self.acts.verify, "Space", "shield-check"),
            ]
        )
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.session.backups.changed.connect(self._follow)

    def arrive(self, *, form: str = "") -> None:
        """Show the list; ask for a folder, or make a backup, if that *form* is wanted."""
        if form == _FOLDER:
            self.choose_folder()
        elif form == _MAKE:
            self.acts.make()

    def reader(self) -> Callable[[Services], Sequence[Backup]]:
        """Override ListPage.reader: what is in the folder is read aside."""
        return lambda _services: ()

    def refresh(self) -> None:
        """Override ListPage.refresh: a folder may be far away, so that nothing waits for it."""
        self.session.ask(
            lambda services: services.backups.glance(),
            lambda glance: self.session.aside(
                lambda _services: glance.state(), self._show, self._on_failed
            ),
            self._on_failed,
        )

    def choose_folder(self) -> None:
        """Ask where backups are to go."""
        self.session.ask(lambda services: services.backups.folder(), self.acts.choose_folder)

    def drill(self) -> None:
        """Try the recovery code on the latest backup."""
        last = None if self._state.shelf is None else self._state.shelf.last_good
        if last is not None:
            self.acts.drill(last)

    def _follow(self) -> None:
        """Show what the daily look saw."""
        state = self.session.backups.state
        if state is not None and state != self._state:
            self._show(state)

    def _show(self, state: BackupState) -> None:
        self._state = state
        self.session.backups.show(state)
        shelf = state.shelf
        self._on_loaded(() if shelf is None else shelf.backups)
        self.head.set_line(self._line(state))
        self.drill_button.setEnabled(shelf is not None and shelf.last_good is not None)
        self.make_button.setVisible(bool(state.folder))
        self.choose_button.setVisible(not state.folder)
        self.empty.set_sentence(_empty(state))
        self._warn(state)

    def _line(self, state: BackupState) -> str:
        if not state.folder:
            return ""
        synced = state.shelf is not None and state.shelf.synced
        told = (
            _("In {folder}, which is synchronised with another computer.")
            if synced
            else _("In {folder}.")
        ).format(folder=state.folder)
        drilled = (
            ""
            if state.drilled_at is None
            else _("Last restore drill: {moment}.").format(
                moment=words.moment(state.drilled_at, self.session.now())
            )
        )
        return " ".join(filter(None, (told, words.last(state, self.session.now()), drilled)))

    def _warn(self, state: BackupState) -> None:
        """Say what is wrong; that there is no folder, the empty list says."""
        troubles = [
            one
            for one in state.troubles(self.session.now())
            if one not in {Trouble.NO_FOLDER, Trouble.NONE}
        ]
        if not troubles:
            return
        level = Level.INFO if troubles[0] in ADVICE else Level.WARNING
        self.banner.say(" ".join(backup_words.trouble(one, state) for one in troubles), level=level)
        if Trouble.FOLDER_GONE in troubles:
            self.banner.add_button(_("Retry"), self.refresh)
        if {Trouble.FOLDER_GONE, Trouble.SAME_DEVICE} & set(troubles):
            self.banner.add_button(_("Choose another"), self.choose_folder)

    def _on_failed(self, error: AppError) -> None:
        self.busy.end()
        super()._on_failed(error)


def _empty(state: BackupState) -> str:
    if not state.folder:
        return _(
            "There are no backups yet: choose a folder on another device. Without a backup there, "
            "a lost computer means lost keys, and the recovery code opens nothing."
        )
    if state.shelf is None:
        return _("The backups are listed here once their folder can be reached.")
    return _("There is no backup in {folder} yet.").format(folder=state.folder)
