import pytest

from app.core.notice import NoticeState
from app.services.suite import Services
from app.ui.notices.snooze_dialog import SnoozeDialog
from tests.edges import FakeDesktop
from tests.stage import FakeClock
from tests.ui import rows
from tests.ui.window import WindowStage

KOHA = "Koha, main library"


@pytest.fixture
def dialog(opened: WindowStage, page):
    """The dialog for a key that stops in three days."""
    rows.press(opened, KOHA, "Ctrl+S")
    return opened.dialog(SnoozeDialog)


def state(services: Services) -> NoticeState:
    [line] = [one for one in services.notice_list.current() if one.subject.name == KOHA]
    return line.state


def until(opened: WindowStage, dialog, text: str) -> None:
    """Choose a date, and save."""
    opened.click(dialog.span_list.cards["until"].radio)
    opened.type_into(dialog.until_edit.line_edit, text)
    opened.click(dialog.primary_button)


def look(opened: WindowStage) -> None:
    opened.window.lookout.look()
    opened.settle()


def test_it_says_what_stops_and_for_how_long_it_would_be_silent(dialog):
    assert dialog.windowTitle() == "Snooze"
    cards = dialog.span_list.cards
    assert [card.option.label for card in cards.values()] == [
        "For a day",
        "For three days",
        "Until a date",
    ]
    assert cards["1"].option.description == "Tue 16 Jun 2026"
    assert cards["3"].option.description == "Thu 18 Jun 2026"
    assert "Thu 18 Jun 2026 at the latest" in dialog.form.fields["until"].hint_label.text()
    assert not dialog.form.fields["until"].isVisible()


def test_a_snoozed_key_leaves_the_open_ones_and_says_until_when(opened, page, dialog):
    opened.click(dialog.primary_button)
    assert opened.toast == f"Snoozed “{KOHA}”."
    assert [row[1] for row in rows.rows(page)].count(KOHA) == 0
    opened.click(page.chips.buttons["snoozed"])
    assert rows.rows(page)[0][:3] == ["stops in 3 days · snoozed to 16 Jun", KOHA, "Snoozed"]
    opened.press("Ctrl+Z", page.table)
    assert opened.stored(state) is NoticeState.OPEN


def test_for_three_days_is_chosen_by_keyboard(opened, page, dialog):
    opened.press("Down", dialog.span_list.cards["1"].radio)
    opened.press("Return", dialog.span_list.cards["3"].radio)
    assert not opened.dialogs
    opened.click(page.chips.buttons["snoozed"])
    assert "snoozed to 18 Jun" in rows.rows(page)[0][0]


def test_more_urgent_stages_wait_too_and_on_that_day_it_is_told_again(
    opened: WindowStage, page, dialog, clock: FakeClock, desktop: FakeDesktop
):
    until(opened, dialog, "2026-06-17")
    clock.turn(days=1)
    look(opened)
    assert KOHA not in [row[1] for row in rows.rows(page)]
    desktop.shown.clear()
    clock.turn(days=1)
    look(opened)
    row = rows.rows(page)[rows.row_of(page, KOHA)]
    assert row[:4] == ["stops tomorrow · works to 17 Jun", KOHA, "Open", "1 day before"]
    assert desktop.shown, "it is told of again"


def test_a_date_past_the_expiry_date_is_refused_and_nothing_is_lost(opened, dialog):
    until(opened, dialog, "2026-06-19")
    field = dialog.form.fields["until"]
    assert field.error_label.isVisible()
    assert field.error == (
        f"“{KOHA}” expires on Thu 18 Jun 2026: that is the last day to snooze until."
    )
    assert opened.dialog() is dialog
    assert dialog.until_edit.line_edit.text() == "2026-06-19"
    assert opened.stored(state) is NoticeState.OPEN
    opened.type_into(dialog.until_edit.line_edit, "2026-06-18")
    assert not field.error
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    assert opened.stored(state) is NoticeState.SNOOZED


@pytest.mark.parametrize("day", ["2026-06-15", "2026-06-14", "1999-01-01"])
def test_a_day_that_is_no_later_than_today_is_refused(opened, dialog, day):
    until(opened, dialog, day)
    assert dialog.form.fields["until"].error == "Snooze until a day after today."
    assert dialog.primary_button.isEnabled()


def test_a_text_that_is_no_date_keeps_snooze_off_and_says_why(opened, dialog):
    opened.click(dialog.span_list.cards["until"].radio)
    assert dialog.form.fields["until"].isVisible()
    for text in ("", "next week", "17/06/2026"):
        opened.type_into(dialog.until_edit.line_edit, text)
        assert not dialog.primary_button.isEnabled()
        assert dialog.reason_label.text() == "Give a date like 2027-03-01."
    opened.click(dialog.span_list.cards["1"].radio)
    assert dialog.primary_button.isEnabled()


def test_days_past_the_expiry_date_are_off_and_say_so(opened, page, clock):
    clock.turn(days=2)
    look(opened)
    rows.press(opened, KOHA, "Ctrl+S")
    cards = opened.dialog(SnoozeDialog).span_list.cards
    assert cards["1"].radio.isEnabled()
    assert not cards["3"].radio.isEnabled()
    assert cards["3"].option.description == "That would be past the expiry date."


def test_what_has_stopped_cannot_be_snoozed(opened, page):
    rows.press(opened, "Old catalogue", "Ctrl+S")
    assert not opened.dialogs


def test_a_key_that_stops_while_the_dialog_is_open_is_not_silenced(opened, dialog, clock):
    clock.turn(days=3)
    opened.click(dialog.primary_button)
    assert opened.dialog() is dialog
    assert "it has expired, so its notices cannot wait" in dialog.notice.text_label.text()
    assert opened.stored(state) is NoticeState.OPEN


def test_cancel_changes_nothing(opened, dialog):
    opened.press("Esc", dialog)
    assert not opened.dialogs
    assert opened.stored(state) is NoticeState.OPEN
    assert not opened.toast


def test_an_account_is_snoozed_too(opened, page):
    rows.press(opened, "Grace", "Ctrl+S")
    until(opened, opened.dialog(SnoozeDialog), "22 Jun 2026")
    assert page.chips.buttons["snoozed"].chip.count == 1
