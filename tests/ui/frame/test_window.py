from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.frame.page import PageSpec, TabSpec
from app.ui.frame.site import Site
from app.ui.frame.tabs import Tabs
from app.ui.frame.window import FrameWindow

TABS = ("accounts", "resources", "management")


class Page(QWidget):
    def __init__(self, name: str, log: list[str]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = name
        self.log = log
        log.append(f"{name} made")

    def refresh(self) -> None:
        self.log.append(f"{self.name} refreshed")

    def leave(self) -> None:
        self.log.append(f"{self.name} left")

    def arrive(self, **where: Any) -> None:
        self.log.append(f"{self.name} at {where}")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot, icons, log, settings) -> FrameWindow:
    def page(name: str, tab: str) -> PageSpec:
        return PageSpec(id=name, tab=tab, title=name.title, factory=lambda: Page(name, log))

    pages = [
        page("dashboard", ""),
        page("people", "accounts"),
        page("keys", "management"),
        page("notices", "management"),
    ]
    tabs = [TabSpec(tab, tab.title) for tab in TABS]
    made = FrameWindow(
        name="Keyholder", site=Site(tabs=tabs, pages=pages), icons=icons, settings=settings
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def click_tab(qtbot: QtBot, bar: Tabs, name: str) -> None:
    spot = bar.tabRect(bar.ids.index(name) + 1).center()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)


def test_only_tabs_with_a_page_are_shown(window):
    assert window.tabs.ids == ["accounts", "management"]


def test_a_page_is_made_at_its_first_visit(window, log):
    window.go("dashboard")
    window.go("keys")
    window.go("dashboard")
    assert log.count("dashboard made") == 1
    assert "notices made" not in log
    assert log[-3:] == ["keys left", "dashboard at {}", "dashboard refreshed"]


def test_no_tab_is_chosen_on_the_dashboard(window):
    window.go("dashboard")
    assert window.tabs.currentIndex() == 0
    assert not window.tabs.isTabVisible(0)
    assert not window.subtabs.isVisible()


def test_a_click_on_a_tab_opens_its_first_page_once(qtbot, window, log):
    window.go("dashboard")
    click_tab(qtbot, window.tabs, "management")
    assert window.current_id == "keys"
    assert log.count("keys refreshed") == 1


def test_a_click_on_the_tab_in_view_goes_to_its_first_page(qtbot, window):
    window.go("notices")
    click_tab(qtbot, window.tabs, "management")
    assert window.current_id == "keys"


def test_subtabs_show_the_pages_of_the_tab(qtbot, window):
    window.go("keys")
    assert window.subtabs.isVisible()
    assert window.subtabs.ids == ["keys", "notices"]
    click_tab(qtbot, window.subtabs, "notices")
    assert window.current_id == "notices"


def test_arrow_keys_move_between_tabs(qtbot, window):
    window.go("people")
    qtbot.keyClick(window.tabs, Qt.Key.Key_Right)
    assert window.current_id == "keys"


def test_control_and_a_number_opens_a_tab(qtbot, window):
    window.go("dashboard")
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_id == "keys"


def test_back_and_forward(qtbot, window, log):
    window.go("dashboard")
    window.go("keys", state="expired")
    window.go("people")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_id == "keys"
    assert log.count("keys at {'state': 'expired'}") == 2
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.current_id == "people"
    window.forward()
    assert window.current_id == "people"


def test_the_breadcrumb_leads_home(qtbot, window):
    window.go("keys")
    window.set_detail("Koha")

    def steps() -> list[QPushButton]:
        made = window.breadcrumb.findChildren(QPushButton)
        return [step for step in made if step.isVisible()]

    qtbot.waitUntil(lambda: [step.text() for step in steps()] == ["Dashboard", "Keys"])
    qtbot.mouseClick(steps()[0], Qt.MouseButton.LeftButton)
    assert window.current_id == "dashboard"


def test_the_brand_leads_home(qtbot, window):
    window.go("keys")
    qtbot.mouseClick(window.header.brand_button, Qt.MouseButton.LeftButton)
    assert window.current_id == "dashboard"
    assert window.windowTitle() == "Dashboard - Keyholder"


def test_header_and_footer_say_whose_this_is(window):
    window.header.set_organisation("Example & Sons")
    window.header.set_profile("AB", "Ada Byron")
    assert window.header.organisation_button.isVisible()
    assert "Example & Sons" in window.header.organisation_button.accessibleName()
    window.footer.set_status("backup", "Last backup today", "08:00")
    assert window.footer.statuses["backup"].text() == "Last backup today"
    window.footer.set_status("backup", "")
    assert not window.footer.statuses["backup"].isVisible()


def test_a_footer_link_is_clicked(qtbot, window):
    clicked = []
    window.footer.add_link("Privacy", lambda: clicked.append("privacy"))
    window.footer.add_note("0.1")
    link = window.footer.findChild(QPushButton)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert clicked == ["privacy"]


def test_the_window_opens_where_it_was(qtbot, window, settings):
    window.resize(900, 600)
    window.close()
    assert settings.contains("window/geometry")
