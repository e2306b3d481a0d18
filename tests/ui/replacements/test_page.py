"""The list of replacements: late ones first, planned ones, and those that have ended."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from app.core.replacement import Reason, ReplacementState
from app.services.suite import Services
from app.ui.keys.plan_dialog import PlanDialog
from tests.stage import add_key
from tests.ui import rows
from tests.ui.replacements.conftest import KOHA, begin, find
from tests.ui.window import WindowStage

OLD = "Old catalogue"


def states(opened: WindowStage) -> Any:
    def read(services: Services) -> dict[str, ReplacementState]:
        found = services.replacement_list
        return {one.old.name: one.state for one in [*found.running(), *found.ended()]}

    return opened.stored(read)


def plan(opened: WindowStage, day: date) -> None:
    """Plan the replacement of the old catalogue for *day*, in another program."""
    opened.fill(
        lambda services: services.replacements.plan([(find(services, OLD).id, day)], Reason.EXPIRY)
    )


def test_an_empty_list_says_how_to_begin(opened):
    page = opened.go("replacements")
    assert page.empty.isVisible()
    assert "Start with Replace… on a key" in page.empty.sentence_label.text()


def test_the_most_urgent_comes_first(opened, stage):
    old = begin(opened).course.old
    plan(opened, date(2026, 6, 16))
    page = opened.go("replacements")
    assert [line[0] for line in rows.rows(page)] == [
        f"…{old.ending} · {KOHA} · it expires",
        f"…c15b · {OLD} · it expires",
    ]
    assert [line[4] for line in rows.rows(page)] == ["Open", "Planned"]
    stage.clock.turn(days=2)
    opened.session.changed.emit()
    opened.settle()
    assert rows.rows(page)[0][0] == f"…c15b · {OLD} · it expires"
    assert rows.rows(page)[0][4] == "Late"
    assert rows.rows(page)[0][1] == "none yet · to make yesterday"


def test_the_heading_marks_the_column_that_the_rows_are_sorted_by(opened, stage):
    begin(opened)
    plan(opened, date(2026, 6, 16))
    page = opened.go("replacements")
    header = page.table.horizontalHeader()
    titles = [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert titles[header.sortIndicatorSection()] == "State"
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert [line[0].split(" · ")[1] for line in rows.rows(page)] == [OLD, KOHA]


def test_a_successor_of_the_same_name_is_told_apart(opened):
    course = begin(opened, KOHA).course
    page = opened.go("replacements")
    [row] = rows.rows(page)
    assert row[0].startswith(f"…{course.old.ending} · {KOHA}")
    assert row[1] == f"…{course.new.ending} · {KOHA}"


def test_the_chips_count_and_narrow(opened):
    begin(opened)
    plan(opened, date(2026, 6, 16))
    page = opened.go("replacements")
    counts = {name: chip.chip.count for name, chip in page.chips.buttons.items()}
    assert counts == {
        "running": 2,
        "late": 0,
        "open": 1,
        "planned": 1,
        "closed": 0,
        "cancelled": 0,
    }
    opened.click(page.chips.buttons["planned"])
    assert [line[0] for line in rows.rows(page)] == [f"…c15b · {OLD} · it expires"]
    opened.click(page.chips.buttons["closed"])
    assert page.empty.sentence_label.text() == "No replacement was closed yet."


def test_a_planned_one_is_begun_from_the_list(opened):
    plan(opened, date(2026, 6, 16))
    opened.go("replacements")
    rows.click(opened, OLD, "Replace…")
    form = opened.dialog()
    opened.type_into(form.ending_edit, "77bb")
    opened.type_into(form.expiry_edit.line_edit, "2027-06-01")
    opened.click(form.primary_button)
    assert opened.window.current_id == "replacement"
    assert states(opened) == {OLD: ReplacementState.OPEN}


def test_a_double_click_and_enter_open_the_checklist(opened):
    begin(opened)
    opened.go("replacements")
    rows.press(opened, KOHA, "Return")
    assert opened.window.current_id == "replacement"
    opened.press("Alt+Left")
    assert opened.window.current_id == "replacements"


def test_all_keys_of_a_period_are_planned_a_working_day_each(opened):
    def more(services: Services) -> None:
        for number in range(3):
            add_key(services, f"Key {number}", ending=f"000{number}", expires_on=date(2026, 8, 1))

    opened.fill(more)
    page = opened.go("replacements")
    opened.click(page.plan_button)
    dialog = opened.dialog(PlanDialog)
    assert [turn.day for turn in dialog.turns] == [
        date(2026, 6, day)
        for day in (15, 16, 17, 18)  # one after another, from a Monday on
    ]
    opened.click(dialog.primary_button)
    assert opened.toast == "Planned to replace 4 keys."
    assert set(states(opened).values()) == {ReplacementState.PLANNED}
    assert len(rows.rows(page)) == 4
    opened.press("Ctrl+Z")
    assert set(states(opened).values()) == {ReplacementState.CANCELLED}


def test_a_plan_that_is_given_up_before_its_days_are_known_is_no_failure(opened):
    opened.window.go("replacements")
    opened.settle()
    opened.page.plan_button.click()
    opened.settle()
    dialog = opened.dialog(PlanDialog)
    with opened.qtbot.captureExceptions() as caught:
        dialog.one_a_day_check.click()
        opened.close_at_once(dialog)
    assert caught == []


def test_a_plan_shows_the_days_of_its_latest_dates_alone(opened):
    page = opened.go("replacements")
    opened.click(page.plan_button)
    dialog = opened.dialog(PlanDialog)
    dialog.start_edit.set_value(date(2026, 7, 20))
    dialog.start_edit.set_value(date(2026, 6, 16))
    dialog.start_edit.set_value(date(2026, 7, 20))
    assert not dialog.primary_button.isEnabled()
    opened.settle()
    assert [turn.day for turn in dialog.turns] == [date(2026, 7, 20)]


def test_a_period_that_ends_before_it_begins_is_said(opened):
    page = opened.go("replacements")
    opened.click(page.plan_button)
    dialog = opened.dialog(PlanDialog)
    opened.type_into(dialog.first_edit.line_edit, "2027-06-16")
    opened.settle()
    assert dialog.reason_label.text() == "The first day is after the last one."


def test_a_plan_says_what_keeps_it_from_being_made(opened):
    page = opened.go("replacements")
    opened.click(page.plan_button)
    dialog = opened.dialog(PlanDialog)
    opened.type_into(dialog.last_edit.line_edit, "2026-06-16")
    opened.settle()
    assert "There is no key to plan for" in dialog.reason_label.text()
    opened.type_into(dialog.start_edit.line_edit, "2026-01-01")
    opened.settle()
    assert dialog.form.fields["start"].error == "A plan cannot begin in the past."
    assert not dialog.primary_button.isEnabled()


def test_a_list_that_cannot_be_read_says_so_and_can_be_tried_again(opened, monkeypatch):
    page = opened.go("replacements")
    monkeypatch.setattr(page, "reader", lambda: lambda services: services.replacement_list.get("x"))
    page.refresh()
    opened.settle()
    assert "There is no replacement x." in page.banner.text_label.text()
