import pytest

from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.stage import listed
from tests.ui import rows
from tests.ui.window import LEFT, WindowStage


def names(page) -> list[str]:
    return [row[0].split(" · ")[0] for row in rows.rows(page)]


def stored(services: Services) -> dict[str, list[str]]:
    """Return the names of the keys that each application uses."""
    return {
        one.application.name: [key.name for key in one.keys]
        for one in services.applications.listed()
    }


def chips(page) -> list[str]:
    return [one.accessibleName() for one in page.bar.chips.buttons.values()]


def test_each_application_is_listed_with_its_place_contact_keys_and_worst_state(opened, page):
    assert opened.window.windowTitle().startswith("Applications - ")
    assert page.head.title_label.text() == "Applications that use keys"
    assert rows.rows(page) == [
        ["Évergreen · Evergreen", "", "", "", "No key"],
        [
            "Koha, main library · Koha, OpenAthens plugin",
            "oaapikey",
            "Grace Example · grace@example.org",
            "2 keys · in 12 days",
            "Expiring",
        ],
        [
            "Yearly figures · Reports fetched in R",
            "",
            "0044 20",
            "Reports key · in 259 days",
            "Active",
        ],
    ]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("koh mai", ["Koha, main library"]),
        ("EVER", ["Évergreen"]),
        ("oaapi", ["Koha, main library"]),
        ("grace example", ["Koha, main library"]),
        ("fetched", ["Yearly figures"]),
        ("https koha", ["Koha, main library"]),
        ("figures 0044", ["Yearly figures"]),
    ],
)
def test_the_filter_finds_beginnings_of_words_of_everything_that_is_known(
    opened, page, typed, left
):
    opened.type_into(page.bar.filter_edit, typed)
    assert names(page) == left


def test_what_hides_everything_is_said_and_a_button_clears_it(opened, page):
    opened.click(page.bar.chips.buttons["needing"])
    opened.type_into(page.bar.filter_edit, "yearly")
    assert page.stack.currentWidget() is page.no_match
    assert page.no_match.sentence_label.text() == (
        "Nothing fits the filter: With a key that needs you, “yearly”."
    )
    opened.click(page.clear_button)
    assert len(names(page)) == 3
    assert opened.app.focusWidget() is page.bar.filter_edit


def test_chips_count_and_leave_what_needs_somebody_and_what_has_no_key(opened, page):
    assert chips(page) == [
        "All: 3",
        "With a key that needs you: 1",
        "Without a key: 1",
        "Removed: 0",
    ]
    opened.click(page.bar.chips.buttons["needing"])
    assert names(page) == ["Koha, main library"]
    opened.click(page.bar.chips.buttons["keyless"])
    assert names(page) == ["Évergreen"]


def test_the_keyboard_goes_to_the_filter_and_esc_empties_it(opened, page):
    opened.press("Ctrl+F")
    assert opened.app.focusWidget() is page.bar.filter_edit
    opened.type_into(page.bar.filter_edit, "zebra")
    assert page.stack.currentWidget() is page.no_match
    opened.press("Esc", page.bar.filter_edit)
    assert len(names(page)) == 3


def test_one_organisation_shows_its_own(opened, page):
    campus = next(
        one
        for one in opened.stored(lambda services: services.organisations.all())
        if one.name == "North campus"
    )
    opened.session.set_scope(campus.id)
    opened.settle()
    assert names(page) == ["Évergreen"]


def test_remove_names_the_keys_and_can_be_taken_back(opened, page):
    rows.click(opened, "Koha, main", "Remove")
    question = opened.dialog()
    assert question.title_label.text() == "Remove “Koha, main library”?"
    assert question.text_label.text().startswith(
        "It uses 2 keys: “Koha key”, “Reports key”; those uses end."
    )
    assert opened.app.focusWidget() is question.cancel_button
    opened.press("Esc")
    assert "Koha, main library" in names(page)
    rows.press(opened, "Koha, main", "Del")
    opened.click(opened.dialog().primary_button)
    assert opened.toast == "Removed “Koha, main library”."
    assert "Koha, main library" not in opened.stored(stored)
    opened.press("Ctrl+Z")
    assert opened.toast == "Taken back."
    assert opened.stored(stored)["Koha, main library"] == ["Koha key", "Reports key"]
    assert names(page)[1] == "Koha, main library"


def test_a_removed_one_is_found_and_restored_with_its_keys(opened, page):
    rows.press(opened, "Koha, main", "Del")
    opened.click(opened.dialog().primary_button)
    opened.click(page.bar.chips.buttons["removed"])
    assert names(page) == ["Koha, main library"]
    assert rows.rows(page)[0][4] == "Removed"
    rows.click(opened, "Koha, main", "Restore")
    assert opened.toast == "Restored “Koha, main library”."
    assert opened.stored(stored)["Koha, main library"] == ["Koha key", "Reports key"]
    opened.press("Ctrl+Z")
    assert "Koha, main library" not in opened.stored(stored)


def test_the_toast_takes_a_removal_back_too(opened, page):
    rows.press(opened, "Évergreen", "Del")
    assert opened.dialog().text_label.text().startswith("It uses no key, as far as is recorded.")
    opened.click(opened.dialog().primary_button)
    opened.click(opened.window.toast.undo_button)
    assert "Évergreen" in opened.stored(stored)


def test_a_row_opens_its_page_by_enter_and_by_a_double_click(opened, page):
    rows.press(opened, "Koha, main", "Return")
    assert opened.window.current_id == "application"
    assert opened.page.application.name == "Koha, main library"
    opened.window.back()
    opened.settle()
    rows.select(opened, "Yearly")
    index = page.table.currentIndex()
    spot = page.table.visualRect(index).center()
    opened.qtbot.mouseDClick(page.table.viewport(), LEFT, pos=spot)
    opened.settle()
    assert opened.page.application.name == "Yearly figures"


def test_the_keys_alone_are_chosen_from_the_menu(opened, page):
    rows.select(opened, "Évergreen")
    opened.choose(page.table.menu, "Keys…")
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Keys that “Évergreen” uses"
    opened.type_into(dialog.key_list.filter_edit, "campus")
    opened.press("Down", dialog.key_list.filter_edit)
    opened.press("Space", dialog.key_list.list_view)
    opened.click(dialog.primary_button)
    assert opened.stored(stored)["Évergreen"] == ["Campus key"]
    assert rows.rows(page)[0][3].startswith("Campus key")


def test_an_address_is_copied_where_there_is_one(opened, page):
    rows.press(opened, "Koha, main", "Ctrl+C")
    assert opened.app.clipboard().text() == "https://koha.example.org/"
    assert opened.toast == "Copied: the address."
    rows.select(opened, "Évergreen")
    opened.press("Shift+F10", page.table)
    actions = {one.text(): one.isEnabled() for one in page.table.menu.actions()}
    assert actions == {
        "Open": True,
        "Edit": True,
        "Keys…": True,
        "Copy address": False,
        "Remove": True,
        "Restore": False,
    }
    page.table.menu.hide()


def test_a_key_that_stopped_counts_before_one_that_works(opened, page):
    def disable(services: Services) -> None:
        key = next(one for one in listed(services) if one.name == "Reports key")
        services.change.disable([key.id])

    opened.fill(disable)
    opened.session.look_for_changes()
    opened.settle()
    assert [row[4] for row in rows.rows(page)] == ["No key", "Disabled", "Disabled"]
    assert rows.rows(page)[2][3] == "Reports key"


def test_the_list_sorts_by_the_next_date_and_by_the_worst_state(opened, page):
    header = page.table.header
    for column, order in ((3, "Koha Yearly Évergreen"), (4, "Koha Yearly Évergreen")):
        spot = header.viewport().rect().center()
        spot.setX(header.sectionViewportPosition(column) + 20)
        opened.qtbot.mouseClick(header.viewport(), LEFT, pos=spot)
        assert [name.split()[0].strip(",") for name in names(page)] == order.split()


def test_an_empty_inventory_says_what_will_be_here(window_stage: WindowStage, stage):
    services = stage.make(keyring=True)
    services.organisations.create(OrganisationDraft(name="Another"))
    services.inventory.close()
    opened = window_stage.open()
    page = opened.go("applications")
    assert page.stack.currentWidget() is page.empty
    assert "will be here" in page.empty.sentence_label.text()
    opened.press("Ctrl+Shift+A")
    opened.wait(lambda: opened.dialogs)  # the button is seen to be pressed
    assert opened.dialog().windowTitle() == "Add an application"
