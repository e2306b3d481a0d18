"""The pages of statistics: what they show, and where a click on a bar leads."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.errors import DatabaseBusyError
from app.core.key import KeyState
from app.core.replacement import Reason
from app.services.suite import Services
from tests.stage import add_key, listed
from tests.ui.statistics.conftest import fill
from tests.ui.window import LEFT, WindowStage, button

KEY_CHARTS = ("forecast", "states", "permissions", "organisations", "ages")


def page_of(chart: str) -> str:
    return "statistics-forecast" if chart == "forecast" else "statistics-keys"


def card(on: WindowStage, chart: str):
    return on.page.cards[chart]


def click_bar(on: WindowStage, chart: str, bar: int) -> None:
    view = card(on, chart).view
    on.page.area.ensureWidgetVisible(view)
    on.qtbot.mouseClick(view, LEFT, pos=view.area_of(bar).center())
    on.settle()


def totals(on: WindowStage, chart: str) -> dict[str, int]:
    return {bar.label: bar.total for bar in card(on, chart).view.figures.bars if bar.total}


def test_the_tab_has_a_page_for_each_thing(opened):
    tabs = opened.window.tabs
    [at] = [at for at in range(tabs.count()) if tabs.tabText(at) == "Statistics"]
    opened.qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(at).center())
    opened.settle()
    assert opened.window.current_id == "statistics-forecast"
    subtabs = opened.window.subtabs
    assert [subtabs.tabText(at) for at in range(5) if subtabs.isTabVisible(at)] == [
        *("Forecast", "Keys", "Replacements", "Notices")
    ]


def test_the_forecast_is_shown(opened):
    page = opened.go("statistics-forecast")
    assert totals(opened, "forecast") == {"Jul 2026": 1, "Nov 2026": 12, "Jun 2027": 1}
    assert page.head.line_label.text() == "All organisations, Mon 15 Jun 2026"
    assert (
        card(opened, "forecast")
        .view.figures.bars[5]
        .told.startswith("Nov 2026: 12 keys (Authentication API 4, Reports API 4, Full access 4)")
    )


@pytest.mark.parametrize("chart", KEY_CHARTS)
def test_each_bar_opens_the_list_with_as_many_keys(opened, chart):
    opened.go(page_of(chart))
    bars = card(opened, chart).view.figures.bars
    counted = [at for at, bar in enumerate(bars) if bar.total]
    assert counted
    for at in counted:
        opened.go(page_of(chart))
        click_bar(opened, chart, at)
        assert opened.window.current_id == "keys"
        assert opened.page.model.rowCount() == bars[at].total, bars[at].label
    opened.press("Alt+Left", opened.window)
    assert opened.window.current_id == page_of(chart)


def test_a_bar_that_counts_nothing_opens_an_empty_list(opened):
    opened.go("statistics-forecast")
    click_bar(opened, "forecast", 0)
    assert opened.window.current_id == "keys"
    assert opened.page.model.rowCount() == 0


def test_a_bar_is_opened_by_keyboard(opened):
    opened.go("statistics-keys")
    view = card(opened, "states").view
    view.setFocus()
    opened.press("Down", view)
    opened.press("Down", view)
    assert view.accessibleName().startswith("Keys by state, Active: 13 keys")
    opened.press("Return", view)
    assert opened.page.bar.state is KeyState.ACTIVE
    assert opened.page.model.rowCount() == 13


def test_what_is_remarkable_opens_its_list(opened):
    opened.go("statistics-forecast")
    opened.click(button(opened.page, "12 keys expire in the week of Mon 9 Nov 2026."))
    assert opened.page.model.rowCount() == 12
    opened.go("statistics-forecast")
    opened.click(button(opened.page, "1 key has expired already and is not disabled."))
    assert opened.page.bar.state is KeyState.EXPIRED
    assert opened.page.model.rowCount() == 1


def test_notices_that_need_somebody_open_their_list(opened):
    opened.go("statistics-notices")
    count = totals(opened, "notice-outcomes")["Open"]
    click_bar(opened, "notice-outcomes", 0)
    assert opened.window.current_id == "notices"
    assert opened.page.chips.value() == "open"
    assert opened.page.model.rowCount() == count
    opened.go("statistics-notices")
    click_bar(opened, "notice-outcomes", 2)
    assert opened.page.chips.value() == "acknowledged"


def test_a_bar_without_a_list_leads_nowhere(opened):
    opened.go("statistics-replacements")
    assert totals(opened, "leads") == {"Late, or on the day": 1}
    click_bar(opened, "leads", 0)
    assert opened.window.current_id == "statistics-replacements"


def test_the_dashboard_the_list_and_the_statistics_agree(opened):
    tiles = opened.go("dashboard").tiles
    told = dict(tile.accessibleName().split(": ") for tile in tiles.values())
    opened.go("statistics-keys")
    counted = {bar.label: str(bar.total) for bar in card(opened, "states").view.figures.bars}
    assert {state: counted[state] for state in told} == told


def test_the_organisation_of_the_window_is_counted_alone(opened):
    opened.go("statistics-keys")
    college = opened.stored(lambda services: services.organisations.find("Plain College").id)
    opened.session.set_scope(college)
    opened.settle()
    assert opened.page.head.line_label.text() == "Plain College, Mon 15 Jun 2026"
    assert totals(opened, "organisations") == {"Plain College": 1}
    click_bar(opened, "organisations", 0)
    assert opened.page.model.rowCount() == 1


def test_a_change_is_counted_at_once(opened):
    opened.go("statistics-forecast")
    opened.fill(lambda services: add_key(services, "New", ending="eeee"))
    opened.session.look_for_changes()
    opened.settle()
    assert totals(opened, "forecast")["Mar 2027"] == 1


def test_an_empty_inventory_says_so_and_offers_the_first_key(empty):
    page = empty.go("statistics-forecast")
    assert page.empty.sentence_label.text() == "No key in use expires in the next 24 months."
    empty.click(page.add_button)
    assert empty.window.current_id == "keys"
    assert empty.dialogs


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("keys", "No key is recorded yet."),
        ("replacements", "No key was replaced yet."),
        ("notices", "No notice was raised yet."),
    ],
)
def test_a_page_without_anything_to_count_says_so(empty, page, sentence):
    shown = empty.go(f"statistics-{page}")
    assert shown.empty.sentence_label.text() == sentence
    assert shown.empty.isVisible()
    empty.fill(fill)
    empty.session.look_for_changes()
    empty.settle()
    assert not shown.empty.isVisible()


def test_a_chart_without_bars_says_so_beside_others(opened):
    opened.fill(plan_moodle)
    college = opened.stored(lambda services: services.organisations.find("Plain College").id)
    opened.session.set_scope(college)
    opened.go("statistics-replacements")
    assert totals(opened, "replacements") == {"Planned": 1}
    shown = card(opened, "leads")
    assert shown.empty_label.text() == "No key was replaced yet."
    assert shown.empty_label.isVisible()
    assert not shown.view.isVisible()
    assert not shown.export_button.isEnabled()


def plan_moodle(services: Services) -> None:
    [key] = [one for one in listed(services) if one.name == "Moodle"]
    services.replacements.plan([(key.id, date(2026, 6, 20))], Reason.EXPIRY)


def test_a_failure_is_said_and_can_be_tried_again(opened):
    page = opened.go("statistics-forecast")
    page._on_failed(DatabaseBusyError())
    opened.app.processEvents()
    assert "Another program is using" in page.banner.text_label.text()
    assert totals(opened, "forecast")["Nov 2026"] == 12
    opened.click(button(page, "Retry"))
    assert not page.banner.isVisible()


@pytest.mark.parametrize("page", ["forecast", "keys", "replacements", "notices"])
def test_a_small_window_scrolls_and_cuts_nothing_at_the_side(opened, page):
    opened.window.resize(720, 480)
    shown = opened.go(f"statistics-{page}")
    area = shown.area
    assert area.verticalScrollBar().maximum() > 0
    assert area.widget().width() <= area.viewport().width()
    for one in shown.cards.values():
        assert one.view.width() <= area.viewport().width()
    for one in shown.findChildren(QPushButton):
        if one.isVisible():
            assert one.mapTo(area.widget(), one.rect().topRight()).x() <= area.viewport().width()


def test_two_charts_stand_side_by_side_where_they_fit(opened):
    shown = opened.go("statistics-keys")
    first, second = list(shown.cards.values())[:2]
    assert first.y() == second.y()
    opened.window.resize(760, 600)
    opened.settle()
    assert first.y() < second.y()
