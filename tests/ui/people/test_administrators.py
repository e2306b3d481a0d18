from datetime import date

import pytest

from app.core.organisation import Account
from app.services.suite import Services
from tests.ui import rows
from tests.ui.window import LEFT, WindowStage, button


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("administrators")


def accounts(services: Services) -> dict[str, Account]:
    return {one.name: one for one in services.accounts.all()}


def test_everybody_is_listed_with_what_they_own_and_are_told_of(page):
    assert rows.rows(page) == [
        ["Ada Tester · you", "ada@example.org", "Example University", "0", "0", ""],
        [
            "Grace Example",
            "grace@example.org",
            "North campus",
            "1",
            "1",
            "25 Jun 2026 · in 10 days",
        ],
    ]


def test_an_administrator_is_added(opened, page):
    opened.click(page.create_button)
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Add an administrator"
    assert opened.app.focusWidget() is dialog.name_edit
    assert dialog.reason_label.text() == "Give the person's name."
    opened.type_into(dialog.name_edit, "Barbara Example")
    opened.type_into(dialog.email_edit, "barbara@example.org")
    dialog.organisation_box.setCurrentText("North campus")
    opened.type_into(dialog.expiry_edit.line_edit, "2027-02-28")
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    assert ["Barbara Example", "barbara@example.org", "North campus"] in [
        row[:3] for row in rows.rows(page)
    ]
    made = opened.stored(accounts)["Barbara Example"]
    assert made.expires_on == date(2027, 2, 28)


def test_a_date_that_cannot_be_told_keeps_save_off(opened, page):
    opened.click(page.create_button)
    dialog = opened.dialog()
    opened.type_into(dialog.name_edit, "Barbara Example")
    for typed in ("3/4/2027", "2027-02-30", "soon"):
        opened.type_into(dialog.expiry_edit.line_edit, typed)
        assert not dialog.primary_button.isEnabled()
        assert "The date is not complete" in dialog.reason_label.text()
    opened.type_into(dialog.expiry_edit.line_edit, "4 Mar 2027")
    assert dialog.primary_button.isEnabled()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("email", "nobody", "This is not an e-mail address"), ("name", "A\u200bda", "Character 2")],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(opened, page, field, typed, said):
    opened.click(page.create_button)
    dialog = opened.dialog()
    opened.type_into(dialog.name_edit, "Barbara Example")
    edit = dialog.form.fields[field].control
    opened.type_into(edit, typed)
    opened.click(dialog.primary_button)
    assert opened.dialog() is dialog
    assert said in dialog.form.fields[field].error
    assert edit.text() == typed
    opened.type_into(edit, "")
    opened.type_into(dialog.name_edit, "Barbara Example")
    opened.click(dialog.primary_button)
    assert "Barbara Example" in opened.stored(accounts)


def test_cancel_and_escape_leave_nothing_behind(opened, page):
    for by_keyboard in (False, True):
        opened.click(page.create_button)
        dialog = opened.dialog()
        opened.type_into(dialog.name_edit, "Nobody")
        if by_keyboard:
            opened.press("Esc", dialog.name_edit)
        else:
            opened.click(dialog.cancel_button)
        assert not opened.dialogs
    assert set(opened.stored(accounts)) == {"Ada Tester", "Grace Example"}


def test_the_rows_button_and_f2_edit(opened, page):
    rows.click(opened, "Grace", "Edit")
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Edit administrator"
    assert dialog.email_edit.text() == "grace@example.org"
    assert dialog.organisation_box.currentText() == "North campus"
    assert dialog.expiry_edit.line_edit.text() == "2026-06-25"
    opened.type_into(dialog.email_edit, "g@example.org")
    opened.click(dialog.primary_button)
    assert opened.stored(accounts)["Grace Example"].email == "g@example.org"
    rows.press(opened, "Grace", "F2")
    opened.type_into(opened.dialog().expiry_edit.line_edit, "")
    opened.press("Return", opened.dialog().name_edit)
    assert opened.stored(accounts)["Grace Example"].expires_on is None


def test_remove_asks_first(opened, page):
    rows.press(opened, "Ada", "Del")
    question = opened.dialog()
    assert question.title_label.text() == "Remove “Ada Tester”?"
    assert "not from OpenAthens" in question.text_label.text()
    assert opened.app.focusWidget() is question.cancel_button
    opened.press("Return", question)
    assert not opened.dialogs
    assert "Ada Tester" in opened.stored(accounts)
    rows.click(opened, "Ada", "Remove")
    opened.click(opened.dialog().primary_button)
    assert opened.toast == "Removed “Ada Tester”."
    assert "Ada Tester" not in opened.stored(accounts)
    assert [row[0] for row in rows.rows(page)] == ["Grace Example"]


def test_who_owns_a_key_is_kept_and_the_reason_said(opened, page):
    rows.click(opened, "Grace", "Remove")
    opened.click(opened.dialog().primary_button)
    said = opened.dialog()
    assert said.title_label.text() == (
        "“Grace Example” is still needed: 1 key is owned by this account."
    )
    assert said.meaning_label.text() == "Nothing was removed."
    opened.press("Esc")
    assert not opened.dialogs
    assert "Grace Example" in opened.stored(accounts)


def test_this_is_me_changes_the_profile(opened, page):
    rows.select(opened, "Grace")
    opened.choose(page.table.menu, "This is me")
    assert rows.rows(page)[1][0] == "Grace Example · you"
    assert rows.rows(page)[0][0] == "Ada Tester"
    assert opened.window.header.profile_button.text() == "GE"
    assert opened.stored(lambda services: services.accounts.mine()) == (
        opened.stored(accounts)["Grace Example"].id
    )


def test_the_list_sorts_by_number_and_by_date(opened, page):
    header = page.table.header
    for column, last in ((3, "Grace Example"), (4, "Grace Example"), (5, "Ada Tester · you")):
        left = header.sectionViewportPosition(column)
        spot = header.viewport().rect().center()
        spot.setX(left + 20)
        opened.qtbot.mouseClick(header.viewport(), LEFT, pos=spot)
        assert rows.rows(page)[-1][0] == last


def test_a_key_opens_the_menu(opened, page):
    rows.select(opened, "Grace")
    opened.press("Shift+F10", page.table)
    assert [one.text() for one in page.table.menu.actions()] == [
        *("Edit", "Remove", "This is me"),
        *("Keys owned", "Keys told of", "Hand over…", "Person leaves…"),
    ]
    assert page.table.menu.isVisible()
    opened.press("Esc", page.table.menu)
    assert not page.table.menu.isVisible()


def test_the_calendar_picks_a_date(opened, page):
    opened.click(page.create_button)
    edit = opened.dialog().expiry_edit
    opened.type_into(edit.line_edit, "2027-02-27")
    opened.click(edit.calendar_button)
    calendar = edit._calendar
    assert calendar.isVisible()
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2027-02-27"
    view = opened.app.focusWidget()
    opened.press("Right", view)
    opened.press("Return", view)
    assert not calendar.isVisible()
    assert edit.line_edit.text() == "2027-02-28"
    opened.click(button(opened.dialog(), "Cancel"))
