import pytest

from app.core.organisation import OrganisationDraft
from app.core.todo import Todo
from app.services.suite import Services
from tests.ui import rows
from tests.ui.window import WindowStage

DISABLE = "Disable “Disabled” in the portal; if it cannot be, remove it there."
REMOVE = "Remove “Removed” in the portal."


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("todos")


def sentences(page) -> list[str]:
    return [row[1] for row in rows.rows(page)]


def done(services: Services) -> list[Todo]:
    return services.todos.all(done=True)


def test_what_is_to_do_is_listed_and_the_page_says_whose_it_is(page):
    assert len(sentences(page)) == 2
    assert sentences(page)[0] == DISABLE
    assert sentences(page)[1] == REMOVE
    assert "these changes are yours to make there" in page.head.line_label.text()
    assert [chip.accessibleName() for chip in page.chips.buttons.values()] == [
        "To do: 2",
        "Done: 0",
    ]


def test_a_tick_by_keyboard_moves_it_to_the_done_ones(opened, page):
    rows.press(opened, REMOVE, "Space")
    assert opened.toast == "Ticked as done in the portal."
    assert len(sentences(page)) == 1
    assert page.chips.buttons["done"].chip.count == 1
    opened.click(page.chips.buttons["done"])
    assert sentences(page) == [REMOVE]
    assert rows.rows(page)[0][2].endswith("by tester")
    assert [one.done_by for one in opened.stored(done)] == ["tester"]


def test_a_tick_by_mouse_and_undo_by_keyboard(opened, page):
    rows.click(opened, REMOVE, "Done / not done")
    assert len(opened.stored(done)) == 1
    opened.press("Ctrl+Z", opened.window)
    assert opened.stored(done) == []
    assert len(sentences(page)) == 2


def test_a_tick_is_taken_back_in_the_list_of_the_done(opened, page):
    rows.press(opened, REMOVE, "Space")
    opened.click(page.chips.buttons["done"])
    rows.press(opened, REMOVE, "Space")
    assert opened.toast == "Not done after all."
    assert page.stack.currentWidget() is page.empty
    opened.click(page.chips.buttons["open"])
    assert len(sentences(page)) == 2
    opened.click(opened.window.toast.undo_button)
    assert len(sentences(page)) == 1


def test_arrow_keys_go_from_to_do_to_done(opened, page):
    chip = page.chips.buttons["open"]
    chip.setFocus()
    opened.press("Right", chip)
    assert page.chips.value() == "done"
    assert opened.app.focusWidget() is page.chips.buttons["done"]


def test_an_undo_of_the_removal_takes_the_to_do_back(opened, page):
    keys = opened.go("keys")
    keys.table.selectRow(0)
    opened.press("Del", keys.table)
    assert len(sentences(opened.go("todos"))) == 3
    opened.press("Ctrl+Z", opened.window)
    assert len(sentences(opened.page)) == 2


def test_only_the_organisation_in_view_counts(opened, page):
    opened.fill(
        lambda services: services.organisations.create(OrganisationDraft(name="North campus"))
    )
    opened.session.look_for_changes()
    opened.settle()
    opened.choose(opened.window.header.organisation_menu, "North campus")
    assert page.chips.buttons["open"].chip.count == 0
    assert page.stack.currentWidget() is page.empty
    assert "Nothing is left to do in the portal." in page.empty.sentence_label.text()
