"""The window looks by itself, tells the desktop once, and goes on whatever happens."""

import time
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.core.delivery import ChannelName, DeliveryState
from app.core.preference import CALENDAR_FILE, DESKTOP_NAMES, DESKTOP_NOTICES
from app.services.suite import Services
from app.ui.shell.couriers import Turn
from tests.edges import SILENT, Shown, set_preferences
from tests.stage import FakeClock, add_key
from tests.storage.hand import plain
from tests.ui.window import WindowStage

OPEN_KEYHOLDER = "Open Keyholder to see which keys or accounts expire."


class BreakableClock(FakeClock):
    """A clock that fails in a way that nobody expected, while it is *broken*."""

    broken = False

    def now(self):
        if self.broken:
            raise ZeroDivisionError
        return super().now()


@pytest.fixture
def clock() -> BreakableClock:
    return BreakableClock()


def add(services: Services, name: str = "Koha", day: int = 22, **fields: object) -> None:
    add_key(services, name, expires_on=date(2026, 6, day), **fields)


def add_two(services: Services) -> None:
    add(services, "Later", 29)
    add(services, "Sooner", 18, ending="88aa")


def look(opened: WindowStage) -> None:
    opened.window.lookout.look()
    opened.settle()


def bell(opened: WindowStage) -> str:
    return opened.window.bell.text()


def shown_states(services: Services) -> list[DeliveryState]:
    return [one.state for one in services.outbox.latest(9, ChannelName.DESKTOP)]


def let_pass(monkeypatch: pytest.MonkeyPatch, *, minutes: int) -> None:
    """Let the clock that nobody sets run on."""
    running = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: running() + 60 * minutes)


def look_text(opened: WindowStage) -> str:
    return opened.window.footer.statuses["look"].text()


def test_a_key_added_in_the_window_is_told_of_at_once(opened, desktop):
    assert (bell(opened), desktop.shown) == ("", [])
    opened.press("Ctrl+Shift+N", opened.window)
    form = opened.dialog()
    opened.type_into(form.fields.name_edit, "Evergreen")
    opened.click(form.fields.permission_list.cards["full"].radio)
    opened.type_into(form.ending_edit, "4f2e")
    opened.type_into(form.expiry_edit.line_edit, "2026-06-22")
    opened.click(form.primary_button)
    last = "Last working day: Sun 21 Jun 2026. It no longer works on Mon 22 Jun 2026."
    told = Shown("The key “Evergreen” stops in 7 days", last, urgent=False)
    assert (bell(opened), desktop.shown) == ("1", [told])


def test_each_stage_is_told_of_on_its_day_and_once(opened, desktop, clock):
    opened.fill(partial(add, day=17))
    for _time in range(3):
        look(opened)
    clock.turn(days=1)
    for _time in range(3):
        look(opened)
    assert [one.title for one in desktop.shown] == [
        "The key “Koha” stops in 2 days",
        "The key “Koha” stops tomorrow",
    ]
    assert [one.urgent for one in desktop.shown] == [False, True]
    assert bell(opened) == "1"


def test_it_looks_each_minute_by_itself(opened, desktop):
    opened.fill(add)
    assert opened.window.lookout._timer.interval() == 60_000
    opened.window.lookout._timer.setInterval(20)
    opened.wait(lambda: desktop.shown)


def test_it_looks_at_once_when_the_computer_wakes(opened, desktop, clock):
    opened.fill(partial(add, day=17))
    look(opened)
    clock.turn(hours=24)
    opened.window.lookout.time_watch.look()
    opened.settle()
    assert len(desktop.shown) == 2


def test_what_another_program_raised_is_shown_on_the_desktop_here(opened, desktop):
    def raise_elsewhere(services: Services) -> None:
        add(services)
        services.notices.look()

    opened.fill(raise_elsewhere)
    look(opened)
    assert [one.title for one in desktop.shown] == ["The key “Koha” stops in 7 days"]
    assert opened.stored(shown_states) == [DeliveryState.SENT]


def test_several_make_one_digest_with_the_most_urgent_name_and_the_count(opened, desktop):
    opened.fill(add_two)
    look(opened)
    assert desktop.shown == [
        Shown("The key “Sooner” stops in 3 days", "and 1 more notice", urgent=False)
    ]


def test_no_name_is_shown_where_that_is_not_wanted(opened, desktop):
    opened.fill(lambda services: set_preferences(services, {DESKTOP_NAMES: "false"}))
    opened.fill(add_two)
    look(opened)
    assert desktop.shown == [Shown("2 notices", OPEN_KEYHOLDER, urgent=False)]


def test_nothing_is_shown_on_the_desktop_where_that_is_not_wanted(opened, desktop):
    opened.fill(lambda services: set_preferences(services, {DESKTOP_NOTICES: "false"}))
    opened.fill(add_two)
    look(opened)
    assert desktop.shown == []
    assert bell(opened) == "2"
    assert {row.subject.name for row in opened.go("notices").model.records} == {"Later", "Sooner"}


def test_a_silent_desktop_is_tried_again_and_the_notice_stays_in_the_list(opened, desktop, clock):
    desktop.trouble = SILENT
    opened.fill(add)
    look(opened)
    assert bell(opened) == "1"
    assert not opened.dialogs
    desktop.trouble = None
    look(opened)
    assert desktop.shown == [], "not before its time"
    clock.turn(minutes=2)
    look(opened)
    assert [one.title for one in desktop.shown] == ["The key “Koha” stops in 7 days"]
    look(opened)
    assert len(desktop.shown) == 1


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_where_nobody_shows_notifications_the_list_and_the_bell_tell_it(opened):
    opened.stage = replace(opened.stage, desktop=None)
    opened.open().fill(add)
    look(opened)
    assert bell(opened) == "1"
    assert opened.stored(shown_states) == [DeliveryState.QUEUED]


def test_a_click_on_it_opens_the_notices(opened, desktop):
    opened.fill(add)
    look(opened)
    opened.window.showMinimized()
    desktop.click()
    opened.wait(lambda: opened.window.current_id == "notices")
    opened.settle()
    assert not opened.window.isMinimized()
    assert opened.page.model.rowCount() == 1


def test_the_desktop_is_let_go_when_the_window_closes(opened, desktop):
    opened.window.close()
    assert desktop.closed
    assert not opened.window.lookout._timer.isActive()


def test_a_look_that_another_program_holds_up_is_said_and_the_next_one_works(opened, desktop):
    opened.fill(add)
    opened.session.ask(
        lambda services: services.inventory._database.sql("PRAGMA busy_timeout = 50"),
        lambda _rows: None,
    )
    opened.settle()
    last = look_text(opened)
    with plain(opened.stage.place.database) as other:
        other.execute("BEGIN IMMEDIATE")
        look(opened)
        assert look_text(opened).startswith("⚠ Could not look; last look ")
        assert look_text(opened).endswith(last.rsplit(" ", 1)[-1])
        assert not opened.dialogs
    assert desktop.shown == []
    look(opened)
    assert look_text(opened) == last
    assert len(desktop.shown) == 1


def test_an_unexpected_failure_of_a_look_does_not_stop_later_ones(
    opened, desktop, clock: BreakableClock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    opened.fill(add)
    with qtbot.captureExceptions() as caught:
        clock.broken = True
        opened.window.lookout.look()
        opened.wait(lambda: caught)
        clock.broken = False
    look(opened)
    assert desktop.shown == [], "it is given time"
    let_pass(monkeypatch, minutes=3)
    look(opened)
    assert len(desktop.shown) == 1


def test_an_unexpected_failure_of_the_desktop_does_not_stop_the_looks(
    opened, desktop, clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    desktop.trouble = ZeroDivisionError()
    opened.fill(partial(add, day=20))
    with qtbot.captureExceptions() as caught:
        opened.window.lookout.look()
        opened.wait(lambda: caught)
    opened.settle()
    assert bell(opened) == "1"
    desktop.trouble = None
    let_pass(monkeypatch, minutes=20)
    clock.turn(days=1)
    look(opened)
    assert desktop.shown[-1].title == "The key “Koha” stops in 4 days"


def test_one_turn_at_a_time_until_it_ends_or_has_lasted_too_long():
    turn = Turn(600.0)
    assert turn.begin()
    assert not turn.begin()
    turn.end()
    assert turn.begin()
    endless = Turn(0.0)
    assert endless.begin()
    assert endless.begin(), "what never ends blocks nothing for ever"


def test_a_calendar_file_that_cannot_be_written_is_said_until_it_can(opened, tmp_path):
    folder = tmp_path / "shared"
    path = str(folder / "keys.ics")
    opened.fill(lambda services: set_preferences(services, {CALENDAR_FILE: path}))
    look(opened)
    status = opened.window.footer.statuses["CalendarCourier"]
    assert status.text() == "⚠ Calendar file not written"
    assert "keys.ics could not be written" in status.toolTip()
    folder.mkdir()
    look(opened)
    assert not status.isVisible()
    assert (folder / "keys.ics").exists()
