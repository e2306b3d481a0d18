"""The pictures of keys' pages, replacements and their checklists, and what is asked on the way."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.errors import DatabaseBusyError
from app.core.replacement import ReplacementState
from app.services.suite import Services
from app.ui.kit.dialogs import Dialog
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle


def replacement_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take keys that are used, replaced and unknown; the list; each kind of checklist."""
    found = _keys(window, settle)
    for name, key in (
        ("key-page", "Usage reports"),
        ("key-replaced", "Koha, main library"),
        ("key-unknown", "Tableau, annual report"),
        ("key-removed", "Old discovery layer"),
    ):
        window.go("key", key=found[key])
        settle()
        yield name, window
    window.go("replacements")
    settle()
    page: Any = window.page
    page.table.selectRow(0)
    page.table.setFocus()
    settle()
    yield "replacements", window
    courses = list(page.model.records)
    for course in courses:
        window.go("replacement", replacement=course.replacement.id)
        settle()
        yield f"checklist-{course.state.value}", window
    yield from _all_moved(window, settle)
    yield from _ended(window, settle)
    yield from _dialogs(window, settle, found)
    for name in ("key", "application", "replacement"):
        yield f"{name}-failed", _unread(window, settle, name)


def _keys(window: MainWindow, settle: Settle) -> dict[str, str]:
    """Return the ids of keys by their names; of two of one name, the older one's."""
    found: dict[str, str] = {}

    def read(services: Services) -> list[tuple[str, str]]:
        view = services.keys.query(_everything())
        return [(key.name, key.id) for key in services.keys.page(view, 0, 100)]

    window.desk.session.ask(
        read, lambda pairs: [found.setdefault(name, key) for name, key in pairs]
    )
    settle()
    return found


def _everything() -> Any:
    from app.services.key_list import View

    return View(filter="state:active,expiring,expired,disabled,removed")


def _all_moved(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take a checklist that is half done, all done, and with the old key disabled."""
    window.go("replacements")
    settle()
    page: Any = window.page
    course = next(one for one in page.model.records if one.state is ReplacementState.OPEN)
    window.go("replacement", replacement=course.replacement.id)
    settle()
    checklist: Any = window.page
    for number, row in enumerate(checklist.rows):
        if row.moved_button.isVisible():
            row.note_edit.setText("by phone")
            row.moved_button.click()
            settle()
        if not number:
            yield "checklist-one-moved", window
    yield "checklist-all-moved", window
    checklist.close_buttons.disable_button.click()
    settle()
    yield "checklist-disabled", window
    checklist.area.setFocus()
    settle()
    yield "checklist-scrolled-by-keyboard", window


def _unread(window: MainWindow, settle: Settle, name: str) -> QWidget:
    """Open a page whose thing could not be read."""
    window.go(name)
    page: Any = window.page
    page.want("unread")
    page._on_failed("unread", DatabaseBusyError())
    settle()
    return window


def _ended(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    window.go("replacements")
    settle()
    page: Any = window.page
    page.chips.buttons["closed"].click()
    settle()
    yield "replacements-closed", window
    window.go("replacement", replacement=page.model.records[0].replacement.id)
    settle()
    yield "checklist-closed", window
    window.go("replacements")
    settle()
    page.banner.hide()
    page._on_failed(DatabaseBusyError())
    yield "replacements-failed", window
    page.chips.buttons["running"].click()
    settle()


def _dialogs(window: MainWindow, settle: Settle, found: dict[str, str]) -> Iterator[Scene]:
    page: Any = window.page
    page.plan_button.click()
    settle()
    yield "plan", _dialog(window)
    _dialog(window).close()
    window.go("key", key=found["Usage reports"])
    settle()
    key_page: Any = window.page
    for name in ("remove", "replace", "expose"):
        key_page.key_actions[name].trigger()
        settle()
        yield f"key-{name}", _dialog(window)
        _dialog(window).close()
        settle()
    key_page.use_card.add_use_button.click()
    settle()
    yield "key-add-application", _dialog(window)
    _dialog(window).close()
    settle()


def _dialog(window: MainWindow) -> Any:
    return [one for one in window.findChildren(Dialog) if one.isVisible()][-1]
