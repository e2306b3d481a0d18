"""Each picture: what is done in the window before it is taken."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.core.errors import DatabaseBusyError
from app.core.key import Key, KeyState
from app.core.secret import Secret
from app.services.key_list import View
from app.services.suite import Services
from app.ui import prompts
from app.ui.kit.reveal import RevealPopup
from app.ui.shell import about
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import Start
from app.ui.start.set_up_page import SetUpPage
from tests.stage import RECOVERY_CODE

Settle = Callable[[], None]
Scene = tuple[str, QWidget]


def values_of(window: MainWindow, settle: Settle, count: int) -> list[tuple[Key, Secret]]:
    """Return so many keys of the inventory that have a value, with that."""
    found: list[tuple[Key, Secret]] = []

    def read(services: Services) -> list[tuple[Key, Secret]]:
        keys = services.keys.page(services.keys.query(View()), 0, 60)
        known = [key for key in keys if key.has_value][:count]
        return [(key, services.secret.copy(key.id)) for key in known]

    window.desk.session.ask(read, found.extend)
    settle()
    return found


def until(settle: Settle, there: Callable[[], object]) -> None:
    """Wait until what runs aside is *there*, for a while."""
    for _turn in range(100):
        settle()
        if there():
            return


def empty_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the pages of an inventory without keys."""
    pages = ("keys", "replacements", "applications", "todos", "notices", "messages", "advice")
    for page in ("dashboard", *pages):
        window.go(page)
        settle()
        yield f"{page}-empty", window


def page_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take every page, and the lists' states."""
    for page in ("dashboard", "administrators", "organisations", "organisation", "security"):
        window.go(page)
        settle()
        yield page, window
    for page in ("appearance", "todos", "keys"):
        window.go(page)
        settle()
        yield page, window
    window.go("keys", text="no such thing")
    settle()
    yield "keys-no-match", window
    window.go("keys", text="colour:red")
    settle()
    yield "keys-filter-error", window
    window.go("keys", state=KeyState.REMOVED)
    settle()
    yield "keys-removed", window


def key_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take what is done with keys: hover, selection, menu, toast, reveal."""
    window.go("keys", text="")
    settle()
    page: Any = window.page
    table = page.table
    table.selectRow(1)
    table.setFocus()
    settle()
    yield "keys-current-row", window
    table.show_menu(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).center()))
    settle()
    yield "keys-menu", table.menu
    table.menu.hide()
    table.key_actions["reveal"].trigger()
    settle()
    yield "keys-reveal", window
    popup = table.findChild(RevealPopup)
    yield "reveal", popup
    popup.close()
    table.selectAll()
    settle()
    yield "keys-all-selected", window
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    yield "keys-toast", window
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()


def dialog_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take every dialog of the keys' page."""
    window.go("keys", text="")
    settle()
    page: Any = window.page
    yield from _created(window, page, settle)
    page.creation.add_existing()
    settle()
    yield "add-existing", _dialog(window)
    dialog: Any = _dialog(window)
    dialog.fields.name_edit.setText("Koha, rnain library")
    dialog.fields.permission_list.set_value("authentication")
    dialog.value_edit.setText("not-a-uuid-at-all-1234")
    dialog.expiry_edit.set_value(page.model.key_at(0).expires_on)
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()
    yield "add-existing-warning", dialog
    dialog.reject()
    page.table.selectRow(2)
    for name in ("edit", "correct", "permission", "owner", "destroy", "fill"):
        if name == "fill":
            page.table.selectRow(_row_without_value(page))
        page.table.key_actions[name].trigger()
        settle()
        shown = _dialog(window)
        yield f"key-{name}", shown
        shown.close()
        settle()
    page.bar.help_button.click()
    settle()
    yield "filter-help", _dialog(window)
    _dialog(window).close()
    settle()


def _row_without_value(page: Any) -> int:
    rows = range(page.model.rowCount())
    return next(row for row in rows if not page.model.key_at(row).has_value)


def _created(window: MainWindow, page: Any, settle: Settle) -> Iterator[Scene]:
    page.creation.create()
    settle()
    dialog: Any = _dialog(window)
    yield "create", dialog
    dialog.fields.name_edit.setText("Koha, music library")
    dialog.fields.permission_list.set_value("authentication")
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()
    yield "created", dialog
    QTest.mouseClick(dialog.primary_button, Qt.MouseButton.LeftButton)
    settle()


def other_dialog_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the dialogs of the other pages, and the lock."""
    for page_id, name in (("administrators", "administrator"), ("organisations", "organisation")):
        window.go(page_id)
        settle()
        page: Any = window.page
        page.create_button.click()
        settle()
        yield f"add-{name}", _dialog(window)
        _dialog(window).close()
        settle()
    window.go("security")
    settle()
    page = window.page
    for kind, row in page.ways.items():
        if kind != "keyring":
            row.set_button.click()
            settle()
            yield f"set-{kind.value.replace('_', '-')}", _dialog(window)
            _dialog(window).close()
            settle()
    page.vault_key.replace_button.click()
    settle()
    yield "replace-vault-key", _dialog(window)
    _dialog(window).close()
    settle()
    for name, link in (("shortcuts", 3), ("about", 4)):
        window.header.profile_menu.actions()[link].trigger()
        settle()
        yield name, _dialog(window)
        _dialog(window).close()
        settle()
    about.privacy_dialog("/home/ada/.local/share/keyholder", window).open()
    settle()
    yield "privacy", _dialog(window)
    _dialog(window).close()
    settle()
    prompts.show_failure(DatabaseBusyError(), window)
    settle()
    yield "failure", _dialog(window)
    _dialog(window).close()
    settle()
    yield from _removals(window, settle)
    yield from _locked(window, settle)


def _removals(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the question before an account is removed, and why an organisation is not."""
    window.go("administrators")
    settle()
    page: Any = window.page
    page.remove(page.model.record(1))
    settle()
    yield "remove-administrator", _dialog(window)
    QTest.mouseClick(_dialog(window).primary_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]  # a Confirm
    settle()
    yield "remove-in-use", _dialog(window)
    _dialog(window).close()
    settle()


def _locked(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    window.go("keys", text="")
    window.desk.session.lock()
    settle()
    yield "keys-locked", window
    window.unlock()
    settle()
    dialog: Any = _dialog(window)
    yield "unlock", dialog
    dialog.secret_edit.setText("not the passphrase")
    dialog.primary_button.click()
    settle()
    yield "unlock-wrong", dialog
    dialog.secret_edit.setText(RECOVERY_CODE.reveal())
    dialog.primary_button.click()
    settle()


def set_up_scenes(start: Start, settle: Settle) -> Iterator[Scene]:
    """Take the first start, with nothing typed and with all of it."""
    window = start.window
    if window is None:
        raise AssertionError("nothing is shown")
    page = window.centralWidget()
    if not isinstance(page, SetUpPage):
        raise AssertionError("the set-up is not shown")  # noqa: TRY004 - it is a failed run
    yield "set-up", window
    page.organisation.name_edit.setText("Example University")
    page.account_name_edit.setText("Ada Example")
    QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    settle()
    yield "set-up-ways", window
    area: Any = page.stack.currentWidget()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()
    yield "set-up-folder", window


def _dialog(window: MainWindow) -> QWidget:
    """Return the dialog that is open over *window*."""
    shown = [one for one in window.findChildren(QWidget) if one.isWindow() and one.isVisible()]
    return shown[-1]
