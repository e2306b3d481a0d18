"""The pictures of applications and of administrators: lists, forms, one application, a leaver."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.key import Key
from app.services.key_list import View
from app.services.suite import Services
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow

Settle = Callable[[], None]
Scene = tuple[str, QWidget]

# Name, kind, place, address, contact, e-mail, phone, beginnings of the keys' names
APPLICATIONS = (
    (
        "Catalogue of the main library",
        *("koha", "oaapikey (“OA API key:”)", "https://koha.example.org/"),
        *("Grace Example", "grace@example.org", "+44 20 7946 0000", ("Koha, main",)),
    ),
    (
        "Evergreen at the branches",
        *("evergreen", "Local Administration > OpenAthens Sign-on > API key", ""),
        *("Ben Example", "ben@example.org", "", ("Evergreen, branch",)),
    ),
    (
        "Yearly figures",
        *("r-reports", "config.csv, column api_key", "https://git.example.org/figures"),
        *("", "figures@example.org", "", ("Usage reports", "Tableau, annual")),
    ),
    (
        "Connector of the old catalogue",
        *("ils-connector", "oaapikey", "", "", "", "", ("ILS connector",)),
    ),
    ("Self-service portal", *("own-code", "$oa_apikey", "", "Ada Tester", "", "", ())),
)


def write_applications(services: Services) -> None:
    """Record what uses the sample's keys."""
    keys = services.keys.page(services.keys.query(View()), 0, 100)
    home = services.organisations.default().id
    for name, kind, place, address, contact, email, phone, used in APPLICATIONS:
        services.applications.create(
            ApplicationDraft(
                name=name,
                kind=kind,
                organisation=home,
                place=place,
                address=address,
                contact_name=contact,
                contact_email=email,
                contact_phone=phone,
                notes="Asks for a restart after each change." if address else "",
            ),
            [_named(keys, one).id for one in used],
        )


def _named(keys: list[Key], name: str) -> Key:
    return next(key for key in keys if key.name.startswith(name))


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
    one.used.end_buttons[1].click()
    settle()
    yield "application-former-key", window
    one.keys_button.click()
    settle()
    yield "application-keys", _dialog(window)
    _dialog(window).close()
    window.go("application", application="unknown")
    settle()
    yield "application-unknown", window


def _dialog(window: MainWindow) -> Any:
    return [one for one in window.findChildren(Dialog) if one.isVisible()][-1]
