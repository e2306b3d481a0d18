from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton, QWidget  # noqa: TID251 - looked at, never made

from tests.stage import add_key
from tests.ui.window import WindowStage, button


def tab_titles(opened: WindowStage) -> list[str]:
    tabs = opened.window.tabs
    return [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def trail(opened: WindowStage) -> list[str]:
    steps = [
        one
        for one in opened.window.breadcrumb.children()
        if isinstance(one, QPushButton | QLabel) and one.isVisible()
    ]
    return [one.text() for one in steps if one.text() != "›"]


def test_the_window_begins_at_the_dashboard(opened):
    assert opened.window.current_id == "dashboard"
    assert opened.window.windowTitle() == "Dashboard - Keyholder"
    assert opened.window.tabs.currentIndex() == 0


def test_control_and_a_number_opens_each_tab_there_is(opened):
    assert tab_titles(opened) == [
        *("Accounts", "Resources", "Statistics", "Preferences", "Management"),
    ]
    firsts = (
        *("administrators", "applications", "statistics-forecast"),
        *("organisation", "keys"),
    )
    for number, page in enumerate(firsts, start=1):
        opened.press(f"Ctrl+{number}", opened.window)
        assert opened.window.current_id == page
    for number in (6, 7):
        opened.press(f"Ctrl+{number}", opened.window)
        assert opened.window.current_id == "keys"


def test_back_and_forward_by_keyboard(opened):
    opened.go("keys", text="koha")
    opened.go("todos")
    opened.press("Alt+Left", opened.window)
    assert opened.window.current_id == "keys"
    assert opened.page.bar.filter_edit.text() == "koha"
    opened.press("Alt+Left", opened.window)
    assert opened.window.current_id == "dashboard"
    opened.press("Alt+Left", opened.window)
    assert opened.window.current_id == "dashboard"
    opened.press("Alt+Right", opened.window)
    opened.press("Alt+Right", opened.window)
    assert opened.window.current_id == "todos"


def test_the_breadcrumb_leads_to_the_dashboard(opened):
    opened.go("security")
    opened.qtbot.waitUntil(lambda: trail(opened) == ["Dashboard", "Security"])
    opened.click(button(opened.window.breadcrumb, "Dashboard"))
    assert opened.window.current_id == "dashboard"


def test_every_page_names_itself_in_title_tab_and_breadcrumb(opened):
    for page, tab, title in (
        ("administrators", "Accounts", "Administrators"),
        ("organisations", "Accounts", "Organisations"),
        ("organisation", "Preferences", "Organisation"),
        ("security", "Preferences", "Security"),
        ("appearance", "Preferences", "Appearance"),
        ("keys", "Management", "API keys"),
        ("todos", "Management", "Portal to-dos"),
    ):
        opened.go(page)
        tabs, subtabs = opened.window.tabs, opened.window.subtabs
        assert opened.window.windowTitle() == f"{title} - Keyholder"
        assert tabs.tabText(tabs.currentIndex()) == tab
        assert subtabs.tabText(subtabs.currentIndex()) == title
        assert title in texts(opened.page)


def test_the_profile_menu_leads_everywhere(opened):
    menu = opened.window.header.profile_menu
    assert [one.text() for one in menu.actions()] == [
        "Your account", "Lock", "Preferences", "Keyboard shortcuts", "About Keyholder", "Quit",
    ]  # fmt: skip
    opened.choose(menu, "Your account")
    assert opened.window.current_id == "administrators"
    opened.choose(menu, "Preferences")
    assert opened.window.current_id == "security"
    opened.choose(menu, "Keyboard shortcuts")
    assert "Take the last change back" in texts(opened.dialog())
    opened.press("Esc")
    opened.choose(menu, "About Keyholder")
    assert "this is an independent program" in texts(opened.dialog())
    opened.click(opened.dialog().primary_button)
    opened.choose(menu, "Lock")
    assert not opened.session.is_open
    opened.choose(menu, "Quit")
    assert not opened.window.isVisible()


def test_the_profile_says_whose_workstation_this_is(opened):
    header = opened.window.header
    assert header.profile_button.text() == "AT"
    assert header.profile_button.accessibleName() == "Profile: Ada Tester"


def test_help_and_quit_have_keys(opened):
    opened.press("F1", opened.window)
    assert opened.dialog().windowTitle() == "Keyboard shortcuts"
    opened.press("Esc")
    opened.press("Ctrl+Q", opened.window)
    assert not opened.window.isVisible()


def test_privacy_says_what_is_stored_where(opened):
    opened.click(button(opened.window.footer, "Privacy"))
    said = texts(opened.dialog())
    assert str(opened.stage.folder) in said
    assert "Keyholder never speaks to OpenAthens" in said
    assert "Names, owners, dates and notes" in said


def test_a_synchronised_folder_is_warned_of(window_stage, stage, tmp_path):
    window_stage.stage = replace(stage, folder=tmp_path / "Dropbox" / "inventory")
    window_stage.stage.make(keyring=True).inventory.close()
    window_stage.open()
    said = window_stage.window.footer.statuses["sync"]
    assert said.isVisible()
    assert "another computer could damage it" in said.text()


def test_control_z_takes_the_latest_back_wherever_one_is(opened):
    page = opened.go("keys")
    page.table.selectRow(0)
    opened.press("Ctrl+D", page.table)
    opened.go("dashboard")
    opened.press("Ctrl+Z", opened.window)
    page = opened.go("keys")
    assert all(page.model.key_at(row).disabled_at is None for row in range(2))
    opened.press("Ctrl+Z", opened.window)  # nothing is left to take back


def test_undo_says_what_cannot_be_taken_back_before_it_goes_on(opened):
    page = opened.go("keys")
    page.table.choose_row(0)
    opened.press("Ctrl+D", page.table)
    disabled = opened.toast
    accounts = opened.go("administrators")
    opened.click(accounts.create_button)
    opened.type_into(opened.dialog().name_edit, "Grace")
    opened.click(opened.dialog().primary_button)
    assert opened.toast == "Saved “Grace”."
    opened.press("Ctrl+Z")
    assert opened.toast == (
        f"This cannot be taken back: Saved “Grace”. Undo once more takes back: {disabled}"
    )
    opened.press("Ctrl+Z")
    assert opened.toast == f"Taken back: {disabled}"


def test_a_toast_stays_above_the_page_that_is_opened_after_it(opened):
    opened.session.told.emit("Planned to replace 2 keys.", True)
    opened.window.go("applications")
    opened.settle()
    toast = opened.window.toast
    spot = toast.undo_button.mapTo(opened.window, toast.undo_button.rect().center())
    assert opened.window.childAt(spot) is toast.undo_button


def test_the_page_in_view_is_read_again_when_the_window_comes_back(opened):
    page = opened.go("keys")
    before = page.model.rowCount()
    opened.window.hide()
    opened.fill(lambda services: add_key(services, "Meanwhile", ending="77ab"))
    opened.session.look_for_changes()
    opened.settle()
    opened.window.show()
    opened.settle()
    assert page.model.rowCount() == before + 1


def test_a_link_shows_a_list_anew_and_its_tab_as_it_was_left(opened):
    page = opened.go("replacements")
    page.chips.set_value("closed")
    opened.window.choose("replacements")
    opened.settle()
    assert page.chips.value() == "closed"
    opened.go("replacements")
    assert page.chips.value() == "running"


def test_the_keyboard_goes_into_a_page_that_keys_open(opened):
    opened.go("keys")
    opened.window.header.setFocus()
    opened.press("Alt+Left")
    opened.press("Alt+Right")
    assert opened.page.table.hasFocus()


def test_a_toast_goes_away_by_itself_or_by_its_button(opened):
    opened.session.told.emit("Something was done.", False)
    assert opened.toast == "Something was done."
    assert not opened.window.toast.undo_button.isVisible()
    opened.click(opened.window.toast.close_button)
    assert opened.toast == ""


def test_the_window_opens_at_its_former_size(opened):
    opened.window.resize(760, 560)
    opened.app.processEvents()
    opened.open(size=None)
    assert (opened.window.width(), opened.window.height()) == (760, 560)
