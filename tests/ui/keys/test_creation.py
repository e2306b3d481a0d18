from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.core.organisation import OrganisationDraft
from app.ui.kit.text import PlainLabel
from tests.stage import ORGANISATION, names
from tests.ui.keys.conftest import KOHA
from tests.ui.keys.sitting import Sitting


def open_create(sitting: Sitting) -> Any:
    sitting.click(sitting.page.create_button)
    return sitting.dialog()


def open_add(sitting: Sitting) -> Any:
    sitting.click(sitting.page.add_button)
    return sitting.dialog()


def test_save_is_off_and_says_why_until_the_form_is_whole(empty):
    dialog = open_create(empty)
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "Give the key a name."
    empty.qtbot.keyClicks(dialog.fields.name_edit, "Koha, main library")
    assert dialog.reason_label.text() == "Choose a permission."
    dialog.fields.permission_list.cards["authentication"].radio.click()
    assert dialog.primary_button.isEnabled()


def test_a_form_that_is_closed_while_it_saves_is_saved_and_said(empty):
    dialog = open_create(empty)
    empty.qtbot.keyClicks(dialog.fields.name_edit, "Koha, main library")
    dialog.fields.permission_list.cards["full"].radio.click()
    with empty.qtbot.captureExceptions() as caught:
        dialog.primary_button.click()
        empty.close_at_once(dialog)
    assert caught == []
    assert empty.dialogs == []
    assert empty.toast == "Created “Koha, main library”."
    assert empty.names() == ["Koha, main library"]


def test_a_form_that_is_closed_before_it_is_refused_is_given_up(empty):
    dialog = open_add(empty)
    empty.qtbot.keyClicks(dialog.fields.name_edit, "Koha, main library")
    dialog.fields.permission_list.cards["full"].radio.click()
    empty.type_into(dialog.ending_edit, "c15b")
    empty.type_into(dialog.expiry_edit.line_edit, "2019-01-01")
    with empty.qtbot.captureExceptions() as caught:
        dialog.primary_button.click()
        empty.close_at_once(dialog)
    assert caught == []
    assert empty.dialogs == []


def test_the_key_is_generated_on_save_and_shown_once(empty, stored):
    dialog = open_create(empty)
    assert dialog.value_label.text() == "<Key will be generated on save>"
    assert dialog.expiry_label.text() == "Tue 15 Jun 2027 · last working day Mon 14 Jun 2027"
    empty.qtbot.keyClicks(dialog.fields.name_edit, "Koha, main library")
    dialog.fields.permission_list.cards["full"].radio.click()
    empty.click(dialog.primary_button)
    value = dialog.made_label.text()
    assert len(value) == 36
    assert "not known to OpenAthens" in said(dialog)
    assert "You can copy it again from the list." in said(dialog)
    empty.click(dialog.copy_button)
    assert QApplication.clipboard().text() == value
    empty.click(dialog.primary_button)
    assert not empty.dialogs
    assert empty.names() == ["Koha, main library"]
    services = stored()
    key = services.keys.next_to_expire(None, 1)[0]
    assert services.secret.copy(key.id).reveal() == value
    assert services.accounts.mine() == key.owner


def said(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(PlainLabel))


def test_cancel_leaves_nothing_behind(empty, stored):
    dialog = open_create(empty)
    empty.qtbot.keyClicks(dialog.fields.name_edit, "Koha")
    empty.click(dialog.cancel_button)
    assert not empty.dialogs
    assert names(stored()) == []


def test_reports_api_is_offered_only_where_the_organisation_has_it(stage, sit):
    made = stage.make(keyring=True, organisation=OrganisationDraft(name="Small college"))
    made.inventory.close()
    sitting = sit()
    dialog = open_create(sitting)
    assert list(dialog.fields.permission_list.cards) == ["authentication", "full"]


def test_another_organisation_has_its_own_levels_and_expiry_date(stage, sit):
    made = stage.make(keyring=True)
    made.organisations.create(OrganisationDraft(name="North campus", lifetime_months=6))
    made.inventory.close()
    sitting = sit()
    dialog = open_create(sitting)
    box = dialog.fields.organisation_box
    box.setCurrentIndex(box.findText("North campus"))
    assert "reports" not in dialog.fields.permission_list.cards
    assert dialog.expiry_label.text().startswith("Tue 15 Dec 2026")
    box.setCurrentIndex(box.findText(ORGANISATION.name))
    assert "reports" in dialog.fields.permission_list.cards


def test_a_bad_name_is_told_at_its_field_and_stays_typed(empty, stored):
    dialog = open_create(empty)
    dialog.fields.name_edit.setText("Koha\u202e main")
    dialog.fields.permission_list.cards["full"].radio.click()
    empty.click(dialog.primary_button)
    assert "Character 5 (U+202E)" in dialog.form.fields["name"].error
    assert dialog.fields.name == "Koha\u202e main"
    dialog.fields.name_edit.setText("x" * 201)
    empty.click(dialog.primary_button)
    assert "201 characters; 200 is the most" in dialog.form.fields["name"].error
    assert names(stored()) == []


def test_a_name_that_looks_like_another_is_warned_of_once(sitting):
    dialog = open_create(sitting)
    sitting.qtbot.keyClicks(dialog.fields.name_edit, "KOHA main Iibrary")
    dialog.fields.permission_list.cards["full"].radio.click()
    sitting.click(dialog.primary_button)
    assert "looks like “Koha, main library”" in dialog.notice.text_label.text()
    sitting.click(dialog.primary_button)
    assert "KOHA main Iibrary" in sitting.names()


def fill_in(
    dialog: Any, name: str, *, value: str = "", ending: str = "", expires: str = "2027-03-01"
) -> None:
    dialog.fields.name_edit.setText(name)
    dialog.fields.permission_list.cards["authentication"].radio.click()
    dialog.value_edit.setText(value)
    dialog.ending_edit.setText(ending)
    dialog.expiry_edit.line_edit.setText(expires)


def test_an_existing_key_is_added_with_the_portals_steps_beside(empty, stored):
    dialog = open_add(empty)
    assert "Management › API keys" in said(dialog)
    fill_in(dialog, "Koha", value=KOHA.reveal().upper())
    assert "last working day Sun 28 Feb 2027" in said(dialog)
    empty.click(dialog.primary_button)
    assert empty.toast == "Added “Koha”."
    services = stored()
    key = services.keys.next_to_expire(None, 1)[0]
    assert (key.expires_on, key.ending, key.origin.value) == (date(2027, 3, 1), "c15b", "portal")
    assert services.secret.copy(key.id) == KOHA


def test_its_last_four_characters_do_until_the_value_is_filled_in(empty, stored):
    dialog = open_add(empty)
    fill_in(dialog, "Koha", ending="c15b")
    empty.click(dialog.primary_button)
    empty.select("Koha")
    assert not empty.table.key_actions["copy"].isEnabled()
    empty.table.key_actions["fill"].trigger()
    empty.settle()
    fill = empty.dialog()
    fill.value_edit.setText("00000000-1111-4222-8333-4444444477aa")
    empty.click(fill.primary_button)
    assert "ends in c15b" in fill.form.fields["value"].error
    fill.value_edit.setText(KOHA.reveal())
    empty.click(fill.primary_button)
    assert not empty.dialogs
    services = stored()
    key = services.keys.next_to_expire(None, 1)[0]
    assert services.secret.copy(key.id) == KOHA


def test_a_value_that_is_there_already_is_refused_with_its_name(sitting, stored):
    dialog = open_add(sitting)
    fill_in(dialog, "Second", value=KOHA.reveal())
    sitting.click(dialog.primary_button)
    assert "as the key “Koha, main library”" in dialog.notice.text_label.text()
    assert dialog.fields.name == "Second"
    assert "Second" not in names(stored())


def test_an_expired_key_of_another_shape_is_added_after_a_warning(empty):
    dialog = open_add(empty)
    fill_in(dialog, "Old", value="not-a-uuid-but-long-enough", expires="1 Jan 2026")
    empty.click(dialog.primary_button)
    warned = dialog.notice.text_label.text()
    assert "has expired already" in warned
    assert "usual form" in warned
    empty.click(dialog.primary_button)
    assert empty.cell("Old", "state") == "Expired"


def test_save_and_add_another_makes_room_for_the_next(empty):
    dialog = open_add(empty)
    fill_in(dialog, "First", ending="aaaa")
    empty.click(dialog.another_button)
    assert "“First” was added." in dialog.reason_label.text()
    assert dialog.fields.name == ""
    assert dialog.ending_edit.text() == ""
    dialog.fields.name_edit.setText("Second")
    dialog.ending_edit.setText("bbbb")
    empty.click(dialog.primary_button)
    assert sorted(empty.names()) == ["First", "Second"]


def test_a_date_that_cannot_be_told_keeps_save_off(empty):
    dialog = open_add(empty)
    fill_in(dialog, "Koha", ending="c15b", expires="3/4/2027")
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "Give the expiry date that the portal shows."
