"""The dashboard: states, the next to expire, and an inventory without keys."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QLabel,  # noqa: TID251 - looked at, never made
    QPushButton,
    QScrollArea,
)

from app.core.key import KeyState
from app.ui.overview.next_list import week_told
from tests.stage import create_key
from tests.ui import arrivals
from tests.ui.window import WindowStage

TODAY = date(2026, 6, 15)
DAY = date(2027, 6, 15)
"""When the keys expire that were made today."""


def shown(panel, kind) -> list[str]:
    return [one.text() for one in panel.findChildren(kind) if one.isVisible() and one.text()]


def key_names(opened: WindowStage) -> list[str]:
    model = opened.page.model
    return [model.key_at(row).name for row in range(model.rowCount())]


def test_the_states_are_counted(opened):
    told = [tile.accessibleName() for tile in opened.page.tiles.values()]
    assert told == ["Expired: 1", "Expiring: 1", "Active: 10", "Disabled: 1", "Removed: 1"]


def test_the_ten_that_stop_next_are_listed_with_their_days(opened):
    names = shown(opened.page.next_list, QPushButton)
    assert names[:3] == ["Expiring", "Active 01", "Active 02"]
    assert len(names) == 10
    said = shown(opened.page.next_list, QLabel)
    assert said[:3] == ["Next week", "27 Jun 2026", "12 days left"]


def test_the_next_are_grouped_by_the_week_in_which_they_stop(opened):
    said = shown(opened.page.next_list, QLabel)
    weeks = [one for one in said if "eek" in one]
    assert weeks == ["Next week", week_told(DAY, TODAY, QLocale().firstDayOfWeek().value - 1)]


@pytest.mark.parametrize(
    ("day", "monday", "sunday"),
    [
        (date(2026, 6, 12), "Before this week", "Before this week"),
        (date(2026, 6, 14), "Before this week", "This week"),
        (date(2026, 6, 15), "This week", "This week"),
        (date(2026, 6, 21), "This week", "Next week"),
        (date(2026, 6, 22), "Next week", "Next week"),
        (date(2026, 6, 28), "Next week", "Week of 28 Jun 2026"),
        (date(2026, 11, 9), "Week of 9 Nov 2026", "Week of 8 Nov 2026"),
    ],
)
def test_weeks_begin_where_they_begin_here(day, monday, sunday):
    assert week_told(day, TODAY, 0) == monday
    assert week_told(day, TODAY, 6) == sunday


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


def test_a_key_opens_its_page(opened):
    arrivals.watch(opened, "key")
    buttons = opened.page.next_list.findChildren(QPushButton)
    opened.click(next(one for one in buttons if one.text() == "Active 03"))
    page, where = arrivals.arrived(opened)
    assert page == "key"
    assert opened.stored(lambda services: services.keys.get(where["key"]).name) == "Active 03"


def test_all_keys_opens_their_list(opened):
    opened.click(opened.page.all_keys_button)
    assert len(key_names(opened)) == 13, "removed keys are left out"


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


def test_the_page_fits_a_small_window_and_scrolls(opened):
    opened.window.resize(720, 480)
    opened.settle()
    assert opened.window.width() == 720
    page = opened.page
    bar = page.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    for part in (page.needs_list, page.next_list, page.course_list, page.last_line):
        right = part.mapTo(opened.window, part.rect().topRight()).x()
        assert right < 720, type(part).__name__
    assert page.course_list.mapTo(page, page.course_list.pos()).y() > page.next_list.y()


def test_the_last_line_tells_of_the_last_look_and_that_there_are_no_backups(opened, clock):
    said = opened.page.last_line.text()
    assert said.startswith("Last look at what is due: 15 Jun 2026, ")
    assert said.endswith("There are no backups.")
    clock.turn(days=1)
    opened.window.lookout.look()
    opened.settle()
    assert opened.page.last_line.text().startswith("Last look at what is due: 16 Jun 2026, ")


def test_advice_is_counted_and_led_to(opened):
    count = opened.stored(lambda services: services.advice.count())
    assert count > 0
    assert opened.page.advice_button.text() == f"{count} pieces of advice"
    opened.click(opened.page.advice_button)
    assert opened.window.current_id == "advice"
    assert opened.page.chips.buttons["all"].chip.count == count


def test_where_there_is_nothing_to_advise_nothing_is_said(empty):
    assert not empty.page.advice_button.isVisible()
