"""Starts the window: finds or makes the inventory, opens its vault, and shows it."""

import os
import sys
from contextlib import suppress
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app.core.errors import AlreadyOpenError, AppError
from app.core.secret import Secret
from app.services.door import Door
from app.ui.kit.icons import Icons
from app.ui.kit.tasks import take_short_turns
from app.ui.kit.theme import Theme
from app.ui.shell import instance
from app.ui.shell.crash import CrashReport
from app.ui.shell.start import Start

NAME = "Keyholder"
DESKTOP_ID = "org.keyholder.Keyholder"
COULD_NOT_TELL = 3


def show(door: Door, *, passphrase: Secret | None, resources: Path, hidden: bool = False) -> int:
    """Show the window on the inventory behind *door* until it is closed; return an exit code.

    *hidden* it begins in the tray, or minimised where there is none.
    """
    if not _has_display():
        return _refuse(
            _(
                "There is no display to show a window on. Run keyholder --help for the command "
                "line, or start it from a desktop."
            )
        )
    if _is_shown_already(door, hidden=hidden):
        return 0
    take_short_turns()
    app = QApplication([NAME])
    _dress(app, resources)
    icons = Icons(Theme(app, icon_directory=resources / "icons"))
    crash = CrashReport(door.report)
    start = Start(app=app, door=door, icons=icons, passphrase=passphrase, hidden=hidden)
    crash.install(lambda: start.window)
    begin(start, door)
    code = app.exec()
    start.close()
    crash.remove()
    return code


def _is_shown_already(door: Door, *, hidden: bool) -> bool:
    """Tell whether there is a window already, and bring it to the front, unless *hidden*."""
    with suppress(AppError):  # said once there is a window to say it in
        if not door.take_window():
            return hidden or instance.wake(door.folder)
    return False


def begin(start: Start, door: Door) -> None:
    """Begin with what *door* leads to; what forbids that is said in a window that tries again."""
    try:
        free = door.take_window()
    except AppError as error:
        start.show_failure(error, partial(begin, start, door))
        return
    if free:
        start.begin()
    else:
        start.show_failure(AlreadyOpenError(), partial(begin, start, door))


def _has_display() -> bool:
    """Tell whether Qt would find a screen; without one it aborts the whole process."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"keyholder: {sentence}\n")
    return COULD_NOT_TELL


def _dress(app: QApplication, resources: Path) -> None:
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName(DESKTOP_ID)
    icon = resources / "desktop" / f"{DESKTOP_ID}.svg"
    app.setWindowIcon(QIcon(str(icon)))
    app.setQuitOnLastWindowClosed(True)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)
