import pytest

from app.core.organisation import Organisation, OrganisationDraft
from app.services.suite import Services
from tests.ui import rows
from tests.ui.window import WindowStage


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("organisations")


def organisations(services: Services) -> dict[str, Organisation]:
    return {one.name: one for one in services.organisations.all()}


def test_all_are_listed_with_what_they_are_part_of(page):
    assert rows.rows(page) == [
        ["Example University", "example.org", "", "Europe/London", "12 months", "Enabled"],
        [
            "North campus · part of Example University",
            "north.example.org",
            "70012345",
            "UTC",
            "1 month",
            "No",
        ],
    ]


def test_a_sub_organisation_is_added(opened, page):
    opened.click(page.create_button)
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Add an organisation"
    assert dialog.reason_label.text() == "Give the organisation's name."
    opened.type_into(dialog.fields.name_edit, "South campus")
    opened.type_into(dialog.fields.domain_edit, "south.example.org")
    opened.type_into(dialog.fields.number_edit, "70054321")
    dialog.fields.zone_box.setCurrentText("Europe/Berlin")
    dialog.fields.lifetime_box.setValue(6)
    opened.click(dialog.fields.reports_box)
    dialog.parent_box.setCurrentText("North campus")
    opened.click(dialog.primary_button)
    assert not opened.dialogs
    stored = opened.stored(organisations)
    made = stored["South campus"]
    assert (made.domain, made.number) == ("south.example.org", "70054321")
    assert (made.time_zone, made.lifetime_months) == ("Europe/Berlin", 6)
    assert made.reports_api
    assert made.parent == stored["North campus"].id
    assert rows.rows(page)[-1][0] == "South campus · part of North campus"
    menu = opened.window.header.organisation_menu
    assert "        South campus" in [one.text() for one in menu.actions()]


def test_what_exists_is_edited(opened, page):
    rows.press(opened, "North", "F2")
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Edit organisation"
    assert dialog.parent_box.currentText() == "Example University"
    opened.type_into(dialog.fields.name_edit, "Far campus")
    dialog.parent_box.setCurrentText("None")
    opened.click(dialog.primary_button)
    assert rows.rows(page)[1][0] == "Far campus"
    assert opened.stored(organisations)["Far campus"].parent is None


def test_an_organisation_is_not_offered_as_its_own_part(opened, page):
    rows.press(opened, "Europe/London", "F2")
    box = opened.dialog().parent_box
    assert [box.itemText(at) for at in range(box.count())] == ["None", "North campus"]
    box.setCurrentText("North campus")
    opened.click(opened.dialog().primary_button)
    field = opened.dialog().form.fields["parent"]
    assert field.error == "An organisation cannot be its own sub-organisation."


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "NORTH campus", "There is an organisation of this name already."),
        ("domain", "a b", "letters, digits, dots and hyphens only"),
        ("number", "seven", "digits only"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(opened, page, field, typed, said):
    opened.click(page.create_button)
    dialog = opened.dialog()
    opened.type_into(dialog.fields.name_edit, "South campus")
    opened.type_into(dialog.form.fields[field].control, typed)
    opened.click(dialog.primary_button)
    assert said in dialog.form.fields[field].error
    assert dialog.form.fields[field].control.text() == typed
    assert "South campus" not in opened.stored(organisations)


@pytest.mark.parametrize(
    ("words", "name", "reason"),
    [
        ("70012345", "North campus", "1 key belongs to it"),
        ("Europe/London", "Example University", "1 administrator belongs to it"),
    ],
)
def test_what_is_in_use_is_kept_and_the_reason_said(opened, page, words, name, reason):
    rows.press(opened, words, "Del")
    assert opened.dialog().title_label.text() == f"Remove “{name}”?"
    opened.click(opened.dialog().primary_button)
    assert reason in opened.dialog().title_label.text()
    assert opened.dialog().meaning_label.text() == "Nothing was removed."
    opened.press("Esc")
    assert name in opened.stored(organisations)


def test_what_nothing_uses_is_removed_after_a_question(opened, page):
    opened.fill(lambda services: services.organisations.create(OrganisationDraft(name="Unused")))
    opened.session.look_for_changes()
    opened.settle()
    rows.click(opened, "Unused", "Remove")
    opened.click(opened.dialog().cancel_button)
    assert "Unused" in opened.stored(organisations)
    rows.click(opened, "Unused", "Remove")
    opened.click(opened.dialog().primary_button)
    assert opened.toast == "Removed “Unused”."
    assert "Unused" not in opened.stored(organisations)
