"""An administrator's first day with the program, by mouse and keyboard in the real window."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.core.key import KeyState
from app.storage import crypto
from app.storage.keyring_store import KeyringStore
from app.storage.surroundings import Surroundings
from app.ui.keys.columns import COLUMNS, KEY_COLUMN
from app.ui.shell.instance import wake
from app.ui.shell.main_window import MainWindow
from tests.desktop.conftest import Sit
from tests.desktop.person import Person
from tests.stage import PASSPHRASE, Stage

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]

ACTIONS_COLUMN = len(COLUMNS) - 1
STATE_COLUMN = [column.id for column in COLUMNS].index("state")
LEVELS = ("authentication", "reports", "full")


def names(page: Any) -> list[str]:
    model = page.model
    keys = [model.key_at(row) for row in range(model.rowCount())]
    return [key.name for key in keys if key is not None]


def set_up(person: Person, passphrase: str) -> None:
    """Fill in the first start as it is shown."""
    page = person.window.centralWidget()
    person.fill(page.organisation.name_edit, "Example University")
    person.fill(page.organisation.domain_edit, "example.org")
    person.click(page.organisation.reports_box)
    person.fill(page.account_name_edit, "Ada Example")
    person.click(page.next_button)
    person.wait(page.ways.isVisible)
    if passphrase:
        person.fill(page.ways.passphrase.passphrase_edit, passphrase)
        person.fill(page.ways.passphrase.repeat_edit, passphrase)
    code = page.ways.recovery.code_label.text()
    person.fill(page.ways.recovery.last_group_edit, code.rsplit("-", 1)[-1])
    person.click(page.ways.finish_button)
    person.wait(lambda: isinstance(person.window, MainWindow))
    person.arrive()


def go_to_keys(person: Person) -> Any:
    person.press("ctrl+5")
    person.wait(lambda: person.window.current_id == "keys")
    return person.window.page


def create(person: Person, page: Any, name: str, level: str) -> str:
    """Create a key with the form, copy it there, and return what the clipboard has."""
    person.press("ctrl+n")
    dialog = person.dialog()
    person.type(name)
    person.wait(lambda: dialog.fields.name == name)
    person.click(dialog.fields.permission_list.cards[level])
    person.wait(dialog.primary_button.isEnabled)
    person.press("Return")
    person.wait(lambda: hasattr(dialog, "copy_button"))
    person.click(dialog.copy_button)
    person.wait(lambda: QApplication.clipboard().text() == dialog.made_label.text())
    value = QApplication.clipboard().text()
    person.click(dialog.primary_button)
    person.no_dialog()
    person.wait(lambda: name in names(page))
    return value


def select(person: Person, page: Any, name: str) -> int:
    """Click on the row of a key."""
    row = names(page).index(name)
    table = page.table
    person.click(table.viewport(), table.visualRect(table.model().index(row, 0)).center())
    person.wait(lambda: table.currentIndex().row() == row)
    return row


def state_of(page: Any, name: str) -> str:
    index = page.model.index(names(page).index(name), STATE_COLUMN)
    return str(index.data())


def test_a_first_day_by_mouse_and_keyboard(sit: Sit, stage: Stage) -> None:
    person = sit(Stage(folder=stage.folder, clock=stage.clock, keyring=None))
    set_up(person, PASSPHRASE.reveal())
    page = go_to_keys(person)
    values = {level: create(person, page, f"Key for {level}", level) for level in LEVELS}
    assert len(set(values.values())) == 3
    actions = page.table.key_actions

    # Hover over a row: its buttons come up; copy from the key's own cell
    QApplication.clipboard().clear()
    row = names(page).index("Key for reports")
    person.press_in_row(page.table, row, KEY_COLUMN, actions["copy"])
    person.wait(lambda: QApplication.clipboard().text() == values["reports"])

    # Edit with the hover button
    person.press_in_row(page.table, row, ACTIONS_COLUMN, actions["edit"])
    dialog = person.dialog()
    person.press("ctrl+a")
    person.type("Usage reports in R")
    person.wait(lambda: dialog.fields.name == "Usage reports in R")
    person.press("Return")
    person.no_dialog()
    person.wait(lambda: "Usage reports in R" in names(page))

    # Disable by keyboard
    select(person, page, "Key for full")
    person.press("ctrl+d")
    person.wait(lambda: state_of(page, "Key for full") == "Disabled")

    # Remove by keyboard, and take it back; remove with the hover button, and leave it so
    select(person, page, "Key for authentication")
    person.press("Delete")
    person.wait(lambda: "Key for authentication" not in names(page))
    person.press("ctrl+z")
    person.wait(lambda: "Key for authentication" in names(page))
    row = names(page).index("Key for authentication")
    person.press_in_row(page.table, row, ACTIONS_COLUMN, actions["remove"])
    person.wait(lambda: "Key for authentication" not in names(page))
    person.click(person.window.toast.undo_button)
    person.wait(lambda: "Key for authentication" in names(page))

    # Quit, and start again: the passphrase is asked, and all is there
    person.quit()
    person = sit(Stage(folder=stage.folder, clock=stage.clock, keyring=None))
    dialog = person.dialog()
    person.type(PASSPHRASE.reveal())
    person.press("Return")
    person.no_dialog()
    page = go_to_keys(person)
    person.wait(lambda: page.model.rowCount() == 3)
    assert set(names(page)) == {"Key for authentication", "Usage reports in R", "Key for full"}
    assert state_of(page, "Key for full") == "Disabled"
    row = names(page).index("Key for authentication")
    person.press_in_row(page.table, row, KEY_COLUMN, page.table.key_actions["copy"])
    person.wait(lambda: QApplication.clipboard().text() == values["authentication"])
    services = stage.open(locked=True)
    services.access.unlock(PASSPHRASE)
    assert services.verify() == []
    counts = services.overviews.of(None).counts
    assert (counts[KeyState.ACTIVE], counts[KeyState.DISABLED]) == (2, 1)
    services.inventory.close()


def test_the_systems_keyring_opens_the_vault_at_start(
    sit: Sit, stage: Stage, secret_service: None
) -> None:
    real = RealKeyringStage(folder=stage.folder, clock=stage.clock)
    person = sit(real)
    person.wait(person.window.centralWidget().ways.keyring_box.isChecked)
    set_up(person, "")
    page = go_to_keys(person)
    value = create(person, page, "Koha, main library", "authentication")
    person.quit()
    person = sit(real)
    page = go_to_keys(person)
    person.wait(lambda: names(page) == ["Koha, main library"])
    person.press_in_row(page.table, 0, KEY_COLUMN, page.table.key_actions["copy"])
    person.wait(lambda: QApplication.clipboard().text() == value)


def test_a_second_start_brings_the_window_to_the_front(sit: Sit, stage: Stage) -> None:
    made = stage.make(keyring=True)
    made.inventory.close()
    person = sit(stage)
    person.window.showMinimized()
    person.wait(person.window.isMinimized)
    assert wake(str(stage.folder))
    person.wait(lambda: person.window.isActiveWindow() and not person.window.isMinimized())


@dataclass(frozen=True, kw_only=True)
class RealKeyringStage(Stage):
    """A stage whose keyring is the session's own."""

    @property
    def surroundings(self) -> Surroundings:
        return Surroundings(
            clock=self.clock, keyring=KeyringStore(time_limit_s=20), cost=crypto.CHEAPEST
        )
