"""Every page and dialog by keyboard alone, and as a screen reader finds it."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget

from tests.stage import Stage
from tests.ui import tour, walk
from tests.ui.window import WindowStage

NAME = "Koha, main library"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    tour.furnish(services, NAME)
    services.inventory.close()
    return window_stage.open()


def faults(on: WindowStage, top: QWidget) -> list[str]:
    """Return what a person without a mouse, or without sight, would miss in *top*."""
    return [
        *walk.nameless(top),
        *walk.tipless(top),
        *walk.unreached(on.app, top),
        *walk.wrong_letters(on.app, top),
    ]


def test_every_page_is_named_and_reached_by_keyboard(opened):
    found = {
        page: problems
        for page, _widget in tour.pages(opened)
        if (problems := faults(opened, opened.window))
    }
    assert found == {}


def test_an_empty_inventorys_pages_are_named_and_reached_by_keyboard(window_stage, stage):
    stage.make(keyring=True).inventory.close()
    window_stage.open()
    found = {
        page: problems
        for page, _widget in tour.pages(window_stage)
        if (problems := faults(window_stage, window_stage.window))
    }
    assert found == {}


def test_every_dialog_is_named_and_reached_by_keyboard_and_closed_by_escape(opened):
    found: dict[str, list[str]] = {}
    for title, dialog in tour.dialogs(opened, NAME):
        assert isinstance(dialog, QDialog)
        problems = faults(opened, dialog)
        if not dialog.windowTitle():
            problems.append("it has no title")
        opened.press("Esc", opened.app.focusWidget())
        if dialog in opened.dialogs:
            problems.append("Esc does not close it")
        if problems:
            found[title] = problems
    assert found == {}


def test_the_locked_window_is_named_and_reached_by_keyboard(opened):
    opened.press("Ctrl+L")
    assert faults(opened, opened.window) == []


@pytest.mark.parametrize("with_keyring", [True, False])
def test_the_set_up_is_named_and_reached_by_keyboard(window_stage, stage, with_keyring):
    if not with_keyring:
        window_stage.stage = replace(stage, keyring=None)
    window_stage.open()
    page = window_stage.set_up
    first = faults(window_stage, page.window())
    window_stage.type_into(page.organisation.name_edit, "Example University")
    window_stage.type_into(page.account_name_edit, "Ada Tester")
    window_stage.click(page.next_button)
    assert [*first, *faults(window_stage, page.window())] == []


def test_the_failure_page_is_named_and_reached_by_keyboard(window_stage, stage):
    stage.folder.mkdir()
    stage.place.database.write_text("somebody's shopping list\n" * 100)
    window_stage.open()
    assert faults(window_stage, window_stage.failure.window()) == []


def test_the_toasts_undo_is_reached_by_keyboard(opened):
    page = opened.go("keys", text="")
    page.table.selectRow(tour.key_row(opened, lambda key: key.disabled_at is None))
    opened.press("Ctrl+D", page.table)
    assert opened.toast
    assert opened.window.toast.undo_button in walk.focusable(opened.window)
    assert faults(opened, opened.window) == []


def test_the_cells_of_a_list_say_what_they_are(opened):
    page = opened.go("keys", text="")
    table = QAccessible.queryAccessibleInterface(page.table)
    cells = [table.child(at) for at in range(table.childCount())]
    row = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert any(said.startswith("Name: ") for said in row), row
    assert any(said.startswith("State: ") for said in row), row
