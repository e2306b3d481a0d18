"""The pictures of applications and of administrators: lists, forms, one application, a leaver."""

from collections.abc import Iterator
from typing import Any

from app.core.errors import DatabaseBusyError
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle


def application_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the list in each of its states, the form, and the page of one application."""
    window.go("applications")
    settle()
    page: Any = window.page
    page.table.selectRow(1)
    page.table.setFocus()
    settle()
    yield "applications", window
    page.bar.choose("needing", "zebra")
    settle()
    yield "applications-no-match", window
    page.bar.clear()
    page._on_failed(DatabaseBusyError())
    settle()
    yield "applications-failed", window
    page.refresh()
    settle()
    yield from _forms(page, window, settle)
    yield from _one(page, window, settle)


def _forms(page: Any, window: MainWindow, settle: Settle) -> Iterator[Scene]:
    page.acts.create()
    settle()
    dialog = _dialog(window)
    yield "application-new", dialog
    fields = dialog.fields
    fields.name_edit.setText("Koha, law library")
    fields.kind_box.setCurrentIndex(0)
    fields.contact_email_edit.setText("nobody")
    dialog.primary_button.click()
    settle()
    yield "application-new-error", dialog
    dialog.close()
    row = next(one for one in page.model.records if one.application.kind == "koha")
    page.acts.edit(row.application.id)
    settle()
    dialog = _dialog(window)
    dialog.fields.notes_edit.setPlainText("00000000-0000-4000-8000-000000000000")
    dialog.primary_button.click()
    settle()
    yield "application-edit-warning", dialog
    dialog.close()
    page.acts.remove(row.application)
    settle()
    yield "application-remove", _dialog(window)
    _dialog(window).close()
    settle()


def _one(page: Any, window: MainWindow, settle: Settle) -> Iterator[Scene]:
    row = next(one for one in page.model.records if one.application.kind == "r-reports")
    window.go("application", application=row.application.id)
    settle()
    one: Any = window.page
    yield "application", window
    one.used.end_buttons[0].click()
    settle()
    yield "application-former-key", window
    one.keys_button.click()
    settle()
    yield "application-keys", _dialog(window)
    _dialog(window).close()
    window.go("application", application="unknown")
    settle()
    yield "application-unknown", window


def people_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the administrators, and how keys go from one to another."""
    window.go("administrators")
    settle()
    page: Any = window.page
    page.table.selectRow(1)
    page.table.setFocus()
    settle()
    yield "administrators-current-row", window
    row = next(one for one in page.model.records if one.account.name == "Grace Example")
    page.acts.hand_over(row)
    settle()
    yield "hand-over", _dialog(window)
    _dialog(window).close()
    page.acts.leave(row)
    settle()
    dialog = _dialog(window)
    yield "leaves-nobody", dialog
    dialog.actor_box.setCurrentIndex(1)
    settle()
    dialog.taker_box.setCurrentIndex(1)
    yield "leaves", dialog
    dialog.primary_button.click()
    settle()
    yield "leaves-done", window


def _dialog(window: MainWindow) -> Any:
    return [one for one in window.findChildren(Dialog) if one.isVisible()][-1]
