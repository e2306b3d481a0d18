"""The portal's list beside the inventory, in the window."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.core.key import Key
from app.core.organisation import Organisation, OrganisationDraft
from app.core.reconcile import Standing
from app.services.suite import Services
from app.ui.kit.dialogs import Confirm
from tests.services.replacing import application
from tests.stage import OTHER_VALUE, VALUE, listed, names
from tests.ui.window import WindowStage, button


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    path = tmp_path / "portal.csv"
    path.write_text(
        "Name,Permissions,Key,Expires\n"
        f"Koha,Authentication API,{VALUE.reveal()},2027-03-01\n"
        "Reports,Authentication API,••••77aa,2027-03-01\n"
        "Evergreen,Full access,••••0001,2027-03-01\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def page(opened: WindowStage, portal: Path) -> Any:
    page = opened.go("reconcile", path=str(portal))
    opened.settle()
    return page


def shown(page: Any) -> dict[str, str]:
    """Return what stands in the list: how each name stands."""
    model = page.model
    return {
        model.index(row, 1).data(): model.index(row, 0).data() for row in range(model.rowCount())
    }


def choose(page: Any, name: str) -> None:
    at = list(shown(page)).index(name)
    page.table.choose_row(at)


def test_it_says_what_to_do_before_there_is_a_list(opened):
    opened.click(button(opened.go("transfer"), "Compare…"))
    assert button(opened.page, "Choose the portal's list…").isVisible()
    assert not opened.page.buttons.compared.isVisible()


def test_differences_come_first_and_are_counted(page):
    assert shown(page) == {
        "Reports in R": "Different",
        "Evergreen": "Missing here",
        "Gone": "Gone in the portal",
        "Koha": "Agree",
    }
    told = page.model.index(0, 2).data()
    assert told == "name: portal “Reports”, here “Reports in R”"
    assert "1 agree. Made here, so not looked for: 1." in page.head.line_label.text()


def test_one_click_mends_one_and_it_can_be_taken_back(opened, page):
    choose(page, "Reports in R")
    opened.press("Space", page.table)
    opened.settle()
    assert shown(page)["Reports"] == "Agree"
    assert opened.toast == "Mended: “Reports in R”."
    opened.press("Ctrl+Z")
    opened.settle()
    assert shown(page)["Reports in R"] == "Different"


def test_what_applications_use_is_removed_only_after_a_question(opened, page):
    def use(services: Services) -> None:
        application(services, "Portal", services.keys.find("Gone"))

    opened.fill(use)
    page.refresh()
    opened.settle()
    choose(page, "Gone")
    opened.press("Space", page.table)
    dialog = opened.dialog(Confirm)
    assert "applications are recorded that use it" in dialog.text_label.text()
    opened.click(dialog.primary_button)
    opened.settle()
    assert "Gone" not in shown(page)


def test_all_that_is_shown_is_mended_at_once(opened, page):
    opened.click(page.buttons.mend)
    dialog = opened.dialog(Confirm)
    assert dialog.windowTitle() == "Mend 3?"
    opened.click(dialog.primary_button)
    opened.settle()
    assert set(shown(page).values()) == {"Agree"}
    assert sorted(opened.stored(names)) == ["Evergreen", "Koha", "Made here", "Reports"]
    assert not page.buttons.mend.isEnabled()


def test_a_chip_leaves_one_kind_and_no_match_says_so(opened, page):
    opened.click(page.bar.chips.buttons["missing_here"])
    assert list(shown(page)) == ["Evergreen"]
    opened.click(page.bar.chips.buttons["still_there"])
    assert "Still in the portal" in page.no_match.sentence_label.text()
    opened.click(page.clear_button)
    assert len(shown(page)) == 4


def test_what_agrees_is_marked_as_compared(opened, page):
    opened.click(page.buttons.compared)
    opened.settle()

    def compared(services: Services) -> Key:
        return services.keys.find("Koha")

    assert opened.stored(compared).compared_at is not None
    assert opened.toast == "Compared with the portal today: 1."


def test_dates_that_can_be_read_two_ways_are_asked_for(opened, portal):
    portal.write_text("Name,Key,Expires\nReports in R,••77aa,01/03/2027\n", encoding="utf-8")
    page = opened.go("reconcile", path=str(portal))
    opened.settle()
    opened.click(button(page.banner, "Month first"))
    opened.settle()
    assert shown(page)["Reports in R"] == "Different"


def test_what_cannot_be_read_is_said_with_its_line(opened, portal):
    portal.write_text("Name,Permissions\nKoha,Superuser\n", encoding="utf-8")
    page = opened.go("reconcile", path=str(portal))
    opened.settle()
    assert page.banner.text_label.text().startswith("Line 2: the permission level")


def test_a_file_that_cannot_be_read_is_told_and_can_be_tried_again(opened, tmp_path):
    page = opened.go("reconcile", path=str(tmp_path / "nowhere.csv"))
    opened.settle()
    assert button(page.banner, "Retry").isVisible()


def test_a_file_can_be_dropped_on_the_page(opened, portal):
    page = opened.go("reconcile")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(portal))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    opened.app.sendEvent(page, QDragEnterEvent(QPoint(9, 9), copy, data, left, keys))
    opened.app.sendEvent(page, QDropEvent(QPoint(9, 9), copy, data, left, keys))
    opened.settle()
    assert len(shown(page)) == 4


def test_values_are_forgotten_when_the_page_is_left_and_read_again_on_return(opened, page):
    opened.go("keys")
    assert page.source.intake is None
    opened.go("reconcile")
    opened.settle()
    assert len(shown(page)) == 4


def test_the_keyboard_leads_to_the_key(opened, page):
    choose(page, "Koha")
    opened.press("Return", page.table)
    opened.settle()
    assert opened.window.page is not page


def test_what_is_shown_is_mended_where_it_was_compared(opened, tmp_path):
    """Another organisation is chosen, and its keys are read, but not shown yet."""
    made: list[Organisation] = []
    draft = OrganisationDraft(name="Plain College")
    opened.session.ask(lambda services: services.organisations.create(draft), made.append)
    opened.settle()
    (college,) = made
    path = tmp_path / "portal.csv"
    path.write_text(f"name,permission,expires,key\nNew,full,2027-03-01,{OTHER_VALUE.reveal()}\n")
    page = opened.go("reconcile", path=str(path))
    (new,) = (one for one in page.model.records if one.standing is Standing.MISSING_HERE)
    reader = page.reader()
    opened.session.scope = college.id
    opened.session.ask(reader, lambda _found: None)
    opened.settle()
    page.mend(new)
    opened.settle()
    keys = opened.stored(listed)
    assert college.id not in {key.organisation for key in keys}
    assert "New" in {key.name for key in keys}
