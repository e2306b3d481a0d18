"""Help, privacy and about: what a person may want to read."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app import __version__
from app.ui.kit.dialogs import Dialog
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.session import Session


class ReadingDialog(Dialog):
    """Shows pairs of a term and its explanation."""

    def __init__(
        self, *, title: str, lines: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(title=title, verb=_("Close"), parent=parent)
        self.cancel_button.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (term, text) in enumerate(lines):
            label = PlainLabel(term, role=TextRole.STRONG)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label, row, 0, top)
            grid.addWidget(PlainLabel(text, wrap=True), row, 1, top)
        grid.setRowStretch(len(lines), 1)
        self.body.addLayout(grid)
        self.setMinimumWidth(640)


def help_dialog(parent: QWidget) -> ReadingDialog:
    """Return the list of shortcuts."""
    lines = [
        ("Ctrl+N", _("Create a key")),
        ("Ctrl+Shift+N", _("Add an existing key")),
        ("Ctrl+K", _("Search keys, applications, accounts, pages and commands")),
        ("Ctrl+R, Ctrl+Shift+P", _("Replace the key in the current row; plan for the selected")),
        ("Space, Ctrl+S", _("Acknowledge a notice, or tick a to-do; snooze a notice")),
        ("Ctrl+F", _("Go to the filter; Enter leads into the list, Esc empties the filter")),
        ("Enter, F2", _("Open the key in the current row; edit it")),
        ("Ctrl+C, Ctrl+Shift+R", _("Copy its value; reveal it for ten seconds")),
        ("Ctrl+D, Ctrl+Shift+D", _("Disable the selected keys; enable them")),
        ("Del, Shift+Del", _("Remove the selected keys; remove one for good")),
        ("Ctrl+Shift+Z", _("Restore removed keys")),
        ("Ctrl+Z", _("Take the last change back")),
        ("Ctrl+B", _("Go to the notices")),
        ("Ctrl+L", _("Lock the vault")),
        ("Ctrl+1 … 5", _("Go to a tab")),
        ("Ctrl+Shift+A, Ctrl+Shift+K", _("Add an application; choose the keys of one")),
        ("Ctrl+H, Ctrl+E", _("Hand over an administrator's keys; note that a person leaves")),
        ("Ctrl+Q", _("Quit")),
        ("Alt+←, Alt+→", _("Back and forward")),
        (_("Menu key"), _("Everything that can be done with a row")),
    ]
    return ReadingDialog(title=_("Keyboard shortcuts"), lines=lines, parent=parent)


def privacy_dialog(folder: str, parent: QWidget, *, backups: str = "") -> ReadingDialog:
    """Return what is stored where, *backups* too if a folder is chosen."""
    lines = [
        (_("Where"), folder),
        (_("Backups"), backups or _("None: no folder is chosen.")),
        (
            _("Sealed"),
            _("The keys' values and the mail server's password: the vault alone opens them."),
        ),
        (
            _("Readable"),
            _(
                "Names, owners, dates and notes: whoever can read the folder can read them, so "
                "that dates can be watched while the vault is locked."
            ),
        ),
        (
            _("Network"),
            _(
                "Keyholder never speaks to OpenAthens. Notices go to your mail server, if you "
                "set one up; nothing else is sent anywhere. While the stand-in API is on, programs "
                "on this computer can ask it."
            ),
        ),
        (
            _("Not protected"),
            _(
                "Against programs that run as you while the vault is open, administrators of "
                "this computer, and whoever records keys or the screen."
            ),
        ),
    ]
    return ReadingDialog(title=_("Privacy"), lines=lines, parent=parent)


def about_dialog(parent: QWidget) -> ReadingDialog:
    """Return what this program is."""
    lines = [
        (_("Version"), __version__),
        (_("For"), _("Administrators of OpenAthens organisations")),
        (_("Licence"), _("MIT; icons by Lucide (ISC); Qt under the LGPL")),
        (_("Not from"), _("OpenAthens: this is an independent program.")),
    ]
    return ReadingDialog(title=_("About Keyholder"), lines=lines, parent=parent)


def tell_privacy(session: Session, parent: QWidget) -> None:
    """Show what is stored where."""
    state = session.backups.state
    backups = "" if state is None else state.folder
    privacy_dialog(session.door.folder, parent, backups=backups).open()
