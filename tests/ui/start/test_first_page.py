import pytest

from tests.ui.start.steps import fill_first_page


def test_continue_is_off_and_says_what_is_missing(first):
    page = first.set_up
    assert not page.next_button.isEnabled()
    assert page.reason_label.text() == "Give the organisation's name."
    first.type_into(page.organisation.name_edit, "Example University")
    assert page.reason_label.text() == "Give your name."
    page.organisation.zone_box.setCurrentText("Nowhere/Land")
    first.type_into(page.account_name_edit, "Ada Tester")
    assert page.reason_label.text() == "Choose a time zone."
    page.organisation.zone_box.setCurrentText("Europe/London")
    assert page.next_button.isEnabled()
    assert page.reason_label.text() == ""


def test_spaces_alone_are_no_name(first):
    first.type_into(first.set_up.organisation.name_edit, "   ")
    assert first.set_up.reason_label.text() == "Give the organisation's name."


def test_the_keyboard_begins_in_the_first_field(first):
    assert first.app.focusWidget() is first.set_up.organisation.name_edit


def test_enter_in_the_last_field_continues(first):
    fill_first_page(first)
    first.press("Return", first.set_up.account_email_edit)
    assert first.set_up.ways.isVisible()
    assert first.app.focusWidget() is first.set_up.ways.passphrase.passphrase_edit


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "Exam\u200bple", "Character 5 (U+200B) cannot be seen"),
        ("name", "x" * 201, "This has 201 characters; 200 is the most."),
        ("domain", "exam ple", "letters, digits, dots and hyphens only"),
        ("number", "12a", "An organisation id has digits only."),
        ("account_name", "Ada\u202e", "Character 4 (U+202E)"),
        ("account_email", "ada.example.org", "This is not an e-mail address: ada.example.org"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(first, field, typed, said):
    fill_first_page(first)
    edit = first.set_up.form.fields[field].control
    first.type_into(edit, typed)
    first.click(first.set_up.next_button)
    wrong = first.set_up.form.fields[field]
    assert not first.set_up.ways.isVisible()
    assert said in wrong.error
    assert wrong.error_label.isVisible()
    assert edit.text() == typed
    assert first.app.focusWidget() is edit
    others = [one for name, one in first.set_up.form.fields.items() if name != field]
    assert not any(one.error for one in others)
    first.type_into(edit, "example" if field == "domain" else "7")
    first.type_into(first.set_up.account_email_edit, "")
    first.click(first.set_up.next_button)
    assert first.set_up.ways.isVisible()
    assert not wrong.error


def test_back_keeps_what_was_typed(first):
    page = first.set_up
    fill_first_page(first, "Example & Sons {0} %s")
    first.type_into(page.organisation.domain_edit, "example.org")
    page.organisation.reports_box.setChecked(True)
    first.click(page.next_button)
    first.type_into(page.ways.passphrase.passphrase_edit, "half a passphrase")
    first.click(page.ways.back_button)
    assert page.organisation.name_edit.text() == "Example & Sons {0} %s"
    assert page.organisation.domain_edit.text() == "example.org"
    assert page.organisation.reports_box.isChecked()
    first.click(page.next_button)
    assert page.ways.passphrase.passphrase_edit.text() == "half a passphrase"
