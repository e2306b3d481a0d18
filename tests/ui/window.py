"""The real window over a stage, offscreen: what a person sees there, clicks and types."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.core.secret import Secret
from app.services.suite import Services
from app.ui.kit.dialogs import Dialog
from app.ui.kit.icons import Icons
from app.ui.session import Session
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import Start
from app.ui.start.failure_page import FailurePage
from app.ui.start.set_up_page import SetUpPage
from tests.stage import Stage

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 10_000
SIZE = (1100, 720)

D = TypeVar("D", bound=QWidget)


class WindowStage:
    """One start of the program on *stage*; *open* it, *settle* after what takes time."""

    def __init__(self, qtbot: QtBot, app: QApplication, icons: Icons, stage: Stage) -> None:
        self.qtbot = qtbot
        self.app = app
        self.icons = icons
        self.stage = stage
        self._start: Start | None = None
        app.setQuitOnLastWindowClosed(False)

    def open(
        self, *, passphrase: Secret | None = None, size: tuple[int, int] | None = SIZE
    ) -> "WindowStage":
        """Start the program and wait until it shows all it has to show."""
        self.close()
        self._start = Start(
            app=self.app, door=self.stage.door, icons=self.icons, passphrase=passphrase
        )
        self._start.begin()
        self.settle()
        if self._start.window is not None:
            if size is not None:
                self._start.window.resize(*size)
            (self.dialogs or [self._start.window])[-1].activateWindow()
            self.settle()
        return self

    def another(self) -> "WindowStage":
        """Return a second start on the same folder; whoever asks closes it."""
        return WindowStage(self.qtbot, self.app, self.icons, self.stage)

    def fill(self, work: Callable[[Services], object]) -> "WindowStage":
        """Do *work* with the services in between, as another program would."""
        services = self.stage.open()
        try:
            work(services)
        finally:
            services.inventory.close()
        return self

    def stored(self, question: Callable[[Services], Any], *, locked: bool = True) -> Any:
        """Return what the inventory says, asked from outside of the window."""
        services = self.stage.open(locked=locked)
        try:
            return question(services)
        finally:
            services.inventory.close()

    @property
    def start(self) -> Start:
        assert self._start is not None, "not opened"
        return self._start

    @property
    def window(self) -> MainWindow:
        """The main window; the test fails where something else is shown."""
        window = self.start.window
        assert isinstance(window, MainWindow), "the main window is not shown"
        return window

    @property
    def session(self) -> Session:
        return self.window.desk.session

    @property
    def page(self) -> Any:
        """The page in view."""
        return self.window.page

    @property
    def set_up(self) -> SetUpPage:
        page = self.start.window.centralWidget() if self.start.window else None
        assert isinstance(page, SetUpPage), "the set-up is not shown"
        return page

    @property
    def failure(self) -> FailurePage:
        page = self.start.window.centralWidget() if self.start.window else None
        assert isinstance(page, FailurePage), "no failure is shown"
        return page

    def go(self, page: str, **where: Any) -> Any:
        """Open a page and return it once it shows its data."""
        self.window.go(page, **where)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until nothing is under way: what settles may ask for something more."""
        for _answer in range(3):
            self.qtbot.waitUntil(self._is_quiet, timeout=PATIENCE_MS)
            self.app.processEvents()
        window = self.start.window
        if window is not None and window.isVisible() and self.app.activeWindow() is None:
            window.activateWindow()  # as a window manager does once a dialog is gone
            self.app.processEvents()

    def _is_quiet(self) -> bool:
        session = self.start._session
        aside = session is not None and bool(session._aside._waiting)
        return not (self.start.tasks.busy or aside)

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until *condition* holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    @property
    def dialogs(self) -> list[QWidget]:
        """The dialogs that are open, the latest last."""
        top = self.start.window
        inside = [] if top is None else top.findChildren(QWidget)
        return [one for one in inside if isinstance(one, Dialog) and one.isVisible()]

    def dialog(self, kind: type[D] = QWidget) -> Any:  # type: ignore[assignment]  # a default
        """Return the open dialog, which must be a *kind*."""
        assert self.dialogs, "no dialog is open"
        assert isinstance(self.dialogs[-1], kind), f"{type(self.dialogs[-1]).__name__} is open"
        return self.dialogs[-1]

    def close_at_once(self, dialog: QDialog) -> None:
        """Close *dialog* before the answer that it waits for can come; then let that come."""
        dialog.reject()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def click(self, button: QWidget) -> None:
        """Click on *button*, which must be there and on, and wait for what comes of it."""
        assert button.isVisible(), "not to be seen"
        assert button.isEnabled(), "off"
        self.qtbot.mouseClick(button, LEFT, pos=_spot(button))
        self.settle()

    def choose(self, menu: QMenu, label: str) -> None:
        """Open *menu*, click on its entry *label*, and wait for what comes of it."""
        found = [one for one in menu.actions() if one.text().strip().replace("&&", "&") == label]
        assert found, f"{label!r} is not in {[one.text() for one in menu.actions()]}"
        menu.popup(QPoint(0, 0))
        self.qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(found[0]).center())
        self.settle()

    def press(self, keys: str, target: QWidget | None = None) -> None:
        """Press *keys*, such as ``Ctrl+L``, in *target* or in what has the keyboard."""
        target = target or self.app.focusWidget() or self.start.window
        assert target is not None, "nothing has the keyboard"
        QTest.keySequence(target, QKeySequence(keys))
        self.settle()

    def type_into(self, edit: QWidget, text: str) -> None:
        """Replace what stands in *edit*, key by key as far as a keyboard has such keys."""
        edit.setFocus()
        if isinstance(edit, QLineEdit):
            edit.selectAll()
            self.qtbot.keyClick(edit, Qt.Key.Key_Delete)
        if text.isascii():
            QTest.keyClicks(edit, text)
        elif isinstance(edit, QLineEdit):
            edit.insert(text)  # pasted
        self.app.processEvents()

    @property
    def toast(self) -> str:
        """What the toast says; nothing while there is none."""
        toast = self.window.toast
        return toast.text_label.text() if toast.isVisible() else ""

    @property
    def banner(self) -> str:
        """What the window's banner says; nothing while it is hidden."""
        banner = self.window.banner
        return banner.text_label.text() if banner.isVisible() else ""

    def banner_button(self, label: str) -> QAbstractButton:
        """Return the banner's button that is called *label*; a layout shows it in its own time."""
        self.app.processEvents()
        return button(self.window.banner, label)

    def close(self) -> None:
        """Close the window and the inventory."""
        start, self._start = self._start, None
        if start is None:
            return
        if start.window is not None:
            start.window.close()
            start.window.deleteLater()
        start.close()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def button(parent: QWidget, label: str) -> QAbstractButton:
    """Return the visible button in *parent* that reads, or is called, *label*."""
    found = [
        one
        for one in parent.findChildren(QAbstractButton)
        if one.isVisible() and label in {one.text().replace("&", ""), one.accessibleName()}
    ]
    assert found, f"there is no button {label!r}"
    return found[0]


def _spot(widget: QWidget) -> QPoint:
    """Return where a person would click: on the box of a check box, else in the middle."""
    middle = widget.rect().center()
    return QPoint(12, middle.y()) if widget.inherits("QCheckBox") else middle
