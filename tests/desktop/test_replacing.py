"""Replacing a key that three applications use, by mouse and keyboard in the real window."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.core import notice_words
from app.core.key import KeyState
from app.services.suite import Services
from app.ui.key.page import KeyPage
from app.ui.replacements.checklist_page import ChecklistPage
from tests.desktop.conftest import Sit
from tests.desktop.person import Person
from tests.stage import FakeClock, Stage
from tests.ui.replacements.conftest import KOHA, fill, find

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(240)]


@pytest.fixture
def stage(tmp_path: Any) -> Stage:
    """An inventory with a key that three applications use; it stops in twenty days."""
    made = Stage(folder=tmp_path / "inventory", clock=FakeClock())
    services = made.make(keyring=True)
    fill(services)
    services.inventory.close()
    return made


def told(stage: Stage) -> list[str]:
    """Return what the open notices of the key say."""
    services = stage.open()
    services.notices.look()
    lines = services.notice_list.current()
    said = [notice_words.sentence(one.subject, one.day) for one in lines if is_koha(one)]
    services.inventory.close()
    return said


def is_koha(line: Any) -> bool:
    return bool(line.subject.name == KOHA)


def stored(stage: Stage, services: Services | None = None) -> KeyState:
    services = services or stage.open()
    key = find(services, KOHA)
    state = key.state_on(services.keys.people().day(key))
    services.inventory.close()
    return state


def move(person: Person, page: ChecklistPage, at: int, note: str = "") -> None:
    """Press *Moved* in the row *at*, with a note perhaps, and wait until it is so."""
    before = page.course.checklist.moved if page.course else 0
    row = page.rows[at]
    if note:
        person.fill(row.note_edit, note)
    person.click(row.moved_button)
    person.wait(lambda: page.course is not None and page.course.checklist.moved == before + 1)


def test_a_key_is_replaced_without_breaking_anything(sit: Sit, stage: Stage) -> None:
    person = sit(stage)
    window = person.window
    window.go("keys", text="Koha")
    person.wait(lambda: window.page.model.rowCount() == 1)
    table = window.page.table
    person.click(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
    person.press("Return")
    person.wait(lambda: isinstance(window.page, KeyPage) and window.page.story is not None)

    # Replace it: the form keeps what the key has, and its three places
    person.press("ctrl+r")
    form = person.dialog()
    assert len(form.use_fields.pick_list.chosen()) == 3
    person.fill(form.fields.name_edit, "Koha 2027")
    person.press("Return")
    person.wait(lambda: hasattr(form, "copy_button"))
    person.click(form.primary_button)
    person.wait(lambda: isinstance(window.page, ChecklistPage) and window.page.rows)
    page = window.page

    # The new key goes to two places; the notice says that one is left
    person.click(page.copy_button)
    person.wait(lambda: "Copied" in window.toast.text_label.text())
    value = QApplication.clipboard().text()
    move(person, page, 1, "by ssh")
    move(person, page, 0)
    assert isinstance(stage.clock, FakeClock)
    stage.clock.turn(days=345)
    assert told(stage) == [f"The key “{KOHA}” stops in 20 days: 1 of 3 places still to do"]

    # A slip is taken back, and done again; then the last one
    person.click(page.rows[0].undo_button)
    person.wait(lambda: page.course.checklist.left == 2)
    move(person, page, 0)
    move(person, page, 2)
    assert told(stage) == []

    person.click(page.close_buttons.disable_button)
    person.wait(lambda: page.course.old.disabled_at is not None)
    person.click(page.close_buttons.remove_button)
    person.wait(lambda: page.course.replacement.closed_at is not None)
    assert stored(stage) is KeyState.REMOVED

    # The whole story is in the key's history
    window.go("key", key=page.course.old.id)
    person.wait(lambda: isinstance(window.page, KeyPage) and window.page.history_list.texts())
    history = "\n".join(window.page.history_list.texts())
    for line in ("was moved to “Koha 2027” (by ssh)", "Disabled", "Removed", "was closed"):
        assert line in history
    assert value not in history
    person.quit()
