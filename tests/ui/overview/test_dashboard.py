import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton  # noqa: TID251 - looked at

from app.core.key import KeyState
from app.services.suite import Services
from tests.stage import add_key, create_key
from tests.ui.window import WindowStage


def shown(panel, kind) -> list[str]:
    return [one.text() for one in panel.findChildren(kind) if one.isVisible() and one.text()]


def key_names(opened: WindowStage) -> list[str]:
    model = opened.page.model
    return [model.key_at(row).name for row in range(model.rowCount())]


def ticks(opened: WindowStage) -> list[QToolButton]:
    found = opened.page.todo_list.findChildren(QToolButton)
    return [one for one in found if one.isVisible()]


def open_todos(services: Services) -> int:
    return services.todos.count_open()


def test_the_states_are_counted(opened):
    told = [tile.accessibleName() for tile in opened.page.tiles.values()]
    assert told == ["Expired: 1", "Expiring: 1", "Active: 10", "Disabled: 1", "Removed: 1"]


def test_the_ten_that_stop_next_are_listed_with_their_days(opened):
    names = shown(opened.page.next_list, QPushButton)
    assert names[:3] == ["Expiring", "Active 01", "Active 02"]
    assert len(names) == 10
    said = shown(opened.page.next_list, QLabel)
    assert said[:4] == ["27 Jun 2026", "12 days left", "15 Jun 2027", "365 days left"]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (KeyState.EXPIRED, ["Expired"]),
        (KeyState.EXPIRING, ["Expiring"]),
        (KeyState.DISABLED, ["Disabled"]),
        (KeyState.REMOVED, ["Removed"]),
    ],
)
def test_a_count_opens_the_list_of_that_state(opened, state, names):
    opened.click(opened.page.tiles[state])
    assert opened.window.current_id == "keys"
    assert key_names(opened) == names
    assert opened.page.bar.state is state


def test_a_count_can_be_opened_by_keyboard(opened):
    tile = opened.page.tiles[KeyState.EXPIRING]
    tile.setFocus()
    opened.press("Space", tile)
    assert key_names(opened) == ["Expiring"]


def test_a_key_opens_in_the_list(opened):
    buttons = opened.page.next_list.findChildren(QPushButton)
    opened.click(next(one for one in buttons if one.text() == "Active 03"))
    assert key_names(opened) == ["Active 03"]


def test_all_keys_and_all_to_dos_open_their_pages(opened):
    opened.click(opened.page.all_keys_button)
    assert len(key_names(opened)) == 13, "removed keys are left out"
    opened.press("Alt+Left", opened.window)
    opened.click(opened.page.all_todos_button)
    assert opened.window.current_id == "todos"


def test_a_to_do_is_ticked_and_the_tick_undone_from_the_toast(opened):
    assert shown(opened.page.todo_list, QLabel) == [
        "Disable “Disabled” in the portal; if it cannot be, remove it there.",
        "Remove “Removed” in the portal.",
    ]
    opened.click(ticks(opened)[1])
    assert opened.toast == "Ticked as done in the portal."
    assert len(ticks(opened)) == 1
    assert opened.stored(open_todos) == 1
    opened.click(opened.window.toast.undo_button)
    assert opened.stored(open_todos) == 2
    assert len(ticks(opened)) == 2
    assert opened.toast == "Taken back."


def test_the_last_tick_leaves_a_sentence(opened):
    for _time in range(2):
        opened.click(ticks(opened)[0])
    assert shown(opened.page.todo_list, QLabel) == ["Nothing is left to do in the portal."]


def test_more_to_dos_than_fit_are_counted(opened):
    def remove_all(services: Services) -> None:
        ids = [add_key(services, f"Gone {number}").id for number in range(6)]
        services.change.remove(ids)

    opened.fill(remove_all)
    opened.session.look_for_changes()
    opened.settle()
    assert len(ticks(opened)) == 5
    assert shown(opened.page.todo_list, QLabel)[-1] == "and 3 more"


def test_an_empty_inventory_offers_existing_keys_first(empty):
    page = empty.page
    assert "from then on you see here which of them stops working next" in "".join(
        shown(page, QLabel)
    )
    assert not page.next_list.isVisible()
    assert page.add_button.isVisible()
    assert page.create_button.isVisible()
    assert page.add_button.x() < page.create_button.x()
    assert page.add_button.property("kind") == "primary"


def test_the_empty_dashboards_buttons_open_their_forms(empty):
    empty.click(empty.page.add_button)
    assert empty.window.current_id == "keys"
    assert empty.dialog().windowTitle() == "Add an existing API key"
    empty.press("Esc", empty.dialog())
    empty.press("Alt+Left", empty.window)
    empty.click(empty.page.create_button)
    assert empty.dialog().windowTitle() == "Create an API key"


def test_going_back_to_the_list_does_not_open_a_form_again(empty):
    empty.click(empty.page.add_button)
    empty.press("Esc", empty.dialog())
    empty.go("todos")
    empty.press("Alt+Left", empty.window)
    assert empty.window.current_id == "keys"
    assert not empty.dialogs


def test_a_first_key_makes_it_a_dashboard(empty):
    empty.fill(create_key)
    empty.session.look_for_changes()
    empty.settle()
    assert not empty.page.add_button.isVisible()
    assert shown(empty.page.next_list, QPushButton) == ["Koha, main library"]
