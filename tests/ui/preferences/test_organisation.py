from datetime import date

import pytest

from app.core.organisation import Organisation, OrganisationDraft
from app.services.suite import Services
from tests.stage import create_key
from tests.ui.window import WindowStage


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("organisation")


def organisation(services: Services) -> Organisation:
    return services.organisations.default()


def test_it_shows_what_is_stored_and_has_nothing_to_save(page):
    fields = page.fields
    assert fields.name_edit.text() == "Example University"
    assert fields.domain_edit.text() == "example.org"
    assert fields.zone_box.currentText() == "Europe/London"
    assert fields.lifetime_box.text() == "12 months"
    assert fields.reports_box.isChecked()
    assert not page.save_button.isEnabled()


def test_what_is_changed_is_saved_and_holds_for_new_keys(opened, page):
    opened.type_into(page.fields.name_edit, "Example & Sons University")
    opened.type_into(page.fields.number_edit, "70012345")
    page.fields.zone_box.setCurrentText("Asia/Tokyo")
    page.fields.lifetime_box.setValue(6)
    opened.click(page.fields.reports_box)
    opened.click(page.save_button)
    assert opened.toast == "Saved."
    assert not page.save_button.isEnabled()
    assert page.head.line_label.text() == "Example & Sons University"
    stored = opened.stored(organisation)
    assert (stored.name, stored.number) == ("Example & Sons University", "70012345")
    assert (stored.time_zone, stored.lifetime_months) == ("Asia/Tokyo", 6)
    assert not stored.reports_api
    assert opened.window.header.organisation_button.text() == "Example && Sons University"
    keys = opened.go("keys")
    opened.click(keys.create_button)
    levels = opened.dialog().fields.permission_list.cards
    assert "reports" not in levels
    opened.press("Esc", opened.dialog())
    opened.fill(lambda services: create_key(services, "New"))
    opened.session.look_for_changes()
    opened.settle()
    found = [keys.model.key_at(row) for row in range(keys.model.rowCount())]
    assert {key.name: key.expires_on for key in found} == {
        "New": date(2026, 12, 15),
        "Usage reports in R": date(2027, 6, 15),
    }


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [("domain", "a b", "letters, digits, dots"), ("number", "seven", "digits only")],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(opened, page, field, typed, said):
    opened.type_into(page.form.fields[field].control, typed)
    opened.click(page.save_button)
    assert said in page.form.fields[field].error
    assert page.form.fields[field].control.text() == typed
    assert page.save_button.isEnabled()
    opened.type_into(page.form.fields[field].control, "7")
    opened.click(page.save_button)
    assert not page.form.fields[field].error
    assert opened.toast == "Saved."


def test_without_a_name_or_with_an_unknown_zone_nothing_can_be_saved(opened, page):
    opened.type_into(page.fields.name_edit, "  ")
    assert not page.save_button.isEnabled()
    opened.type_into(page.fields.name_edit, "Another")
    assert page.save_button.isEnabled()
    page.fields.zone_box.setCurrentText("Nowhere/Land")
    assert not page.save_button.isEnabled()


def test_what_is_typed_survives_changes_elsewhere_and_other_pages(opened, page):
    opened.type_into(page.fields.name_edit, "Half typed")
    opened.fill(lambda services: create_key(services, "Elsewhere"))
    opened.session.look_for_changes()
    opened.go("security")
    opened.go("organisation")
    assert page.fields.name_edit.text() == "Half typed"
    assert page.save_button.isEnabled()


def test_what_another_program_changed_is_shown_at_the_next_visit(opened, page):
    opened.go("dashboard")
    opened.fill(
        lambda services: services.organisations.edit(
            services.organisations.default().id, OrganisationDraft(name="Changed elsewhere")
        )
    )
    opened.go("organisation")
    assert page.fields.name_edit.text() == "Changed elsewhere"


def test_a_locked_vault_is_asked_for_and_nothing_typed_is_lost(opened, page):
    opened.type_into(page.fields.name_edit, "While locked")
    opened.press("Ctrl+L", opened.window)
    opened.click(page.save_button)
    opened.press("Esc", opened.dialog())
    assert "The vault is locked." in page.banner.text_label.text()
    assert page.fields.name_edit.text() == "While locked"
    assert page.save_button.isEnabled()
    assert opened.stored(organisation).name == "Example University"
