import pytest

from app.core.preference import APPEARANCE
from tests.ui.window import WindowStage

LISTS = ("administrators", "organisations", "todos")


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("appearance")


def test_the_colours_follow_at_once_and_are_kept(opened, page):
    theme = opened.icons.theme
    assert page.colours_list.value() == "system"
    assert not theme.dark
    opened.click(page.colours_list.cards["dark"].radio)
    assert theme.dark
    background = opened.app.palette().window().color().name()
    assert background.upper() == "#12171D"
    assert opened.stored(lambda services: services.settings.load().get(APPEARANCE)) == "dark"
    opened.click(page.colours_list.cards["light"].radio)
    assert not theme.dark
    opened.click(page.colours_list.cards["dark"].radio)
    opened.open()
    assert theme.dark


def test_the_arrow_keys_choose(opened, page):
    opened.click(page.colours_list.cards["light"].radio)
    opened.press("Down", page.colours_list.cards["light"].radio)
    assert opened.icons.theme.dark


def test_the_buttons_of_a_row_can_always_show(opened, page):
    opened.click(page.buttons_box)
    assert page.buttons_box.isChecked()
    lists = {name: opened.go(name).table for name in LISTS}
    assert {name: table.rows.is_lit(17) for name, table in lists.items()} == dict.fromkeys(
        LISTS, True
    )
    opened.go("appearance")
    opened.click(page.buttons_box)
    assert not any(table.rows.is_lit(17) for table in lists.values())


def test_the_keys_page_knows_that_buttons_always_show(opened, page):
    opened.click(page.buttons_box)
    assert opened.go("keys").table.rows.is_lit(17)


def test_what_another_program_chose_shows_when_the_window_opens(opened):
    opened.fill(lambda services: services.settings.set(APPEARANCE, "dark"))
    opened.open()
    assert opened.icons.theme.dark
    assert opened.go("appearance").colours_list.value() == "dark"
