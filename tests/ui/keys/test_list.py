import sqlite3
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt

from app.core.organisation import OrganisationDraft
from app.ui.kit.roles import Role
from tests.stage import add_key, create_key
from tests.ui.keys.sitting import COLUMN, Sitting
from tests.ui.window import LEFT


def test_an_empty_list_offers_existing_keys_first(empty):
    page = empty.page
    assert page.stack.currentWidget() is page.empty
    assert page.first_add_button.isVisible()
    assert page.first_create_button.isVisible()
    empty.click(page.first_add_button)
    assert empty.dialog().windowTitle() == "Add an existing API key"


def test_the_next_to_expire_comes_first(sitting):
    assert sitting.names() == ["Old catalogue", "Koha, main library", "Usage reports in R"]
    assert sitting.cell("Koha, main library", "key") == "••••c15b"
    assert sitting.cell("Koha, main library", "state") == "Expiring"
    assert sitting.cell("Old catalogue", "state") == "Expired"
    assert sitting.cell("Usage reports in R", "state") == "Active"


def click_on_heading(sitting: Sitting, column: str) -> None:
    header = sitting.table.header
    left = header.sectionViewportPosition(COLUMN[column])
    spot = QPoint(left + 20, header.height() // 2)
    sitting.qtbot.mouseClick(header.viewport(), LEFT, pos=spot)
    sitting.settle()


def test_a_heading_sorts_both_ways_and_the_order_is_kept(sitting, sit):
    click_on_heading(sitting, "name")
    assert sitting.names() == ["Koha, main library", "Old catalogue", "Usage reports in R"]
    click_on_heading(sitting, "name")
    assert sitting.names() == ["Usage reports in R", "Old catalogue", "Koha, main library"]
    assert sit().names() == ["Usage reports in R", "Old catalogue", "Koha, main library"]


def test_chips_count_the_states_and_narrow_the_list(sitting):
    chips = sitting.page.bar.chips
    told = {name: chip.chip.count for name, chip in chips.buttons.items()}
    assert told == {
        "all": 3, "active": 1, "expiring": 1, "expired": 1, "disabled": 0, "removed": 0,
    }  # fmt: skip
    sitting.click(chips.buttons["expired"])
    assert sitting.names() == ["Old catalogue"]
    sitting.click(chips.buttons["all"])
    assert len(sitting.names()) == 3


def test_words_of_name_and_notes_are_found_while_typing(sitting):
    edit = sitting.page.bar.filter_edit
    sitting.qtbot.keyClicks(edit, "figur")
    sitting.qtbot.waitUntil(lambda: sitting.names() == ["Usage reports in R"])
    sitting.qtbot.keyClick(edit, Qt.Key.Key_Escape)
    sitting.qtbot.waitUntil(lambda: len(sitting.names()) == 3)


def test_the_filters_language_narrows_the_list(sitting):
    for text, found in (
        ("permission:reports", ["Usage reports in R"]),
        ("state:expired,expiring", ["Old catalogue", "Koha, main library"]),
        ("expires<2026-06-20", ["Old catalogue"]),
        ("-koha origin:portal", ["Old catalogue"]),
        ("ending:c15b", ["Koha, main library"]),
        ("owner:none", ["Old catalogue", "Koha, main library", "Usage reports in R"]),
    ):
        sitting.filter(text)
        assert sitting.names() == found, text


def test_a_permission_can_be_chosen(sitting):
    box = sitting.page.bar.permission_box
    box.setCurrentIndex(box.findData("reports"))
    sitting.settle()
    assert sitting.names() == ["Usage reports in R"]


def test_no_match_says_which_filter_hides_everything(sitting):
    sitting.filter("nothing like it")
    page = sitting.page
    assert page.stack.currentWidget() is page.no_match
    assert "nothing like it" in page.no_match.sentence_label.text()
    sitting.click(page.clear_button)
    assert len(sitting.names()) == 3
    assert page.bar.filter_edit.text() == ""


def test_a_filter_that_cannot_be_read_is_explained_and_keeps_the_list(sitting):
    sitting.filter("colour:red")
    assert "colour" in sitting.page.bar.error_label.text()
    assert sitting.page.bar.error_label.isVisible()
    assert len(sitting.names()) == 3


def test_the_quick_help_opens(sitting):
    sitting.click(sitting.page.bar.help_button)
    assert sitting.dialog().windowTitle() == "How to filter"


def test_columns_can_be_hidden_and_stay_so(sitting, sit):
    sitting.table.header._on_toggled(COLUMN["permission"], False)
    sitting.table.header.resizeSection(COLUMN["key"], 173)
    sitting.table.header.moveSection(COLUMN["state"], COLUMN["key"])
    again = sit()
    assert again.table.isColumnHidden(COLUMN["permission"])
    assert again.table.header.sectionSize(COLUMN["key"]) == 173
    assert again.table.header.visualIndex(COLUMN["state"]) == 2


def test_the_organisation_shows_where_there_are_several(sitting, stored, sit):
    assert sitting.table.isColumnHidden(COLUMN["organisation"])
    services = stored()
    campus = services.organisations.create(OrganisationDraft(name="North campus"))
    create_key(services, "Proxy", organisation=campus.id)
    sitting.session.look_for_changes()
    sitting.settle()
    assert sitting.table.isColumnHidden(COLUMN["organisation"]), "no room for the names"
    beside = sitting.page.model.index(sitting.names().index("Proxy"), COLUMN["name"])
    assert beside.data(Role.MUTED_TEXT) == "nobody told · made here · North campus"
    sitting.window.resize(1500, 720)
    sitting.settle()
    assert not sitting.table.isColumnHidden(COLUMN["organisation"])
    assert sitting.cell("Proxy", "organisation") == "North campus"
    assert beside.data(Role.MUTED_TEXT) == "nobody told · made here"
    sitting.filter("org:north")
    assert sitting.names() == ["Proxy"]
    sitting.page.bar.clear()
    sitting.session.set_scope(campus.id)
    sitting.settle()
    assert sitting.names() == ["Proxy"]
    assert sitting.table.isColumnHidden(COLUMN["organisation"])


def test_a_long_list_is_fetched_as_it_is_seen(empty, stored):
    services = stored()
    day = date(2027, 1, 1)
    with services.inventory.transaction():
        for number in range(450):
            add_key(services, f"Key {number:03}", expires_on=day + timedelta(days=number))
    empty.session.look_for_changes()
    empty.settle()
    model = empty.page.model
    assert model.rowCount() == 450
    assert model.key_at(449) is None
    empty.press("End")
    empty.qtbot.waitUntil(lambda: model.key_at(449) is not None)
    assert model.key_at(449).name == "Key 449"
    assert empty.table.currentIndex().row() == 449


def test_a_changed_day_changes_the_states(sitting, clock):
    clock.turn(days=12)
    sitting.session.tick()
    sitting.settle()
    assert sitting.cell("Koha, main library", "state") == "Expired"


def test_a_record_edited_from_outside_is_called_altered(sitting, stage):
    file = sqlite3.connect(stage.place.database)
    file.executescript(
        "DROP TRIGGER key_identity_never_changes;"
        "UPDATE key SET expires_on = '2029-01-01' WHERE name LIKE 'Koha%'"
    )
    file.close()
    sitting.session.look_for_changes()
    sitting.settle()
    assert sitting.cell("Koha, main library", "state") == "Altered"
    sitting.select("Koha, main library")
    sitting.press("Ctrl+D")
    assert "changed outside Keyholder" in sitting.dialog().title_label.text()
