from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.ui.window import WindowStage


def entries(two: WindowStage) -> dict[str, QAction]:
    menu = two.window.header.organisation_menu
    return {one.text(): one for one in menu.actions() if not one.isSeparator()}


def key_names(two: WindowStage) -> list[str]:
    model = two.page.model
    return [model.key_at(row).name for row in range(model.rowCount())]


def switch(two: WindowStage, label: str) -> None:
    two.choose(two.window.header.organisation_menu, label)


def test_one_organisation_is_named_and_the_only_choice(opened):
    assert opened.window.header.organisation_button.text() == "Example University"
    assert list(entries(opened)) == ["Example University"]


def test_all_are_shown_at_first_the_part_below_its_whole(two):
    assert two.window.header.organisation_button.text() == "All organisations"
    assert list(entries(two)) == [
        "All organisations",
        "Example University",
        "    North && South campus",
    ]
    assert entries(two)["All organisations"].isChecked()


def test_the_keys_follow_the_switcher(two):
    two.go("keys")
    assert key_names(two) == ["Koha, main library", "Proxy of the campus"]
    switch(two, "North & South campus")
    assert key_names(two) == ["Proxy of the campus"]
    assert two.page.bar.chips.buttons["all"].chip.count == 1
    assert two.window.header.organisation_button.text() == "North && South campus"
    switch(two, "Example University")
    assert key_names(two) == ["Koha, main library"]
    switch(two, "All organisations")
    assert len(key_names(two)) == 2


def next_to_expire(two: WindowStage) -> list[str]:
    found = two.page.next_list.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible()]


def test_the_dashboard_follows_the_switcher(two):
    assert next_to_expire(two) == ["Koha, main library", "Proxy of the campus"]
    switch(two, "North & South campus")
    assert next_to_expire(two) == ["Proxy of the campus"]


def test_administrators_and_preferences_follow_the_switcher(two):
    page = two.go("administrators")
    assert page.model.rowCount() == 1
    switch(two, "North & South campus")
    assert page.stack.currentWidget() is page.empty
    page = two.go("organisation")
    assert page.fields.name_edit.text() == "North & South campus"
    switch(two, "Example University")
    assert page.fields.name_edit.text() == "Example University"


def test_a_page_opened_later_knows_what_was_chosen(two):
    switch(two, "North & South campus")
    two.go("keys")
    assert key_names(two) == ["Proxy of the campus"]


def test_an_organisation_renamed_elsewhere_is_called_so_in_the_header(two):
    switch(two, "North & South campus")

    def rename(services: Services) -> None:
        campus = services.organisations.find("North & South campus")
        draft = OrganisationDraft(name="Far campus", parent=campus.parent)
        services.organisations.edit(campus.id, draft)

    two.fill(rename)
    two.session.look_for_changes()
    two.settle()
    assert two.window.header.organisation_button.text() == "Far campus"


def test_an_organisation_that_is_gone_is_no_longer_looked_at(opened):
    def add(services: Services) -> None:
        services.organisations.create(OrganisationDraft(name="Short-lived"))

    opened.fill(add)
    opened.session.look_for_changes()
    opened.settle()
    switch(opened, "Short-lived")
    opened.fill(
        lambda services: services.organisations.remove(
            services.organisations.find("Short-lived").id
        )
    )
    opened.session.look_for_changes()
    page = opened.go("keys")
    assert opened.window.header.organisation_button.text() == "Example University"
    assert page.model.rowCount() == 2
