"""Preferences › Notices: when they are due, and how they show on this computer."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.core import preference
from app.core.preference import Preference
from app.services.suite import Services
from app.storage.login_start import name_of
from app.ui.kit.text import PlainLabel
from tests.stage import PASSPHRASE, add_key
from tests.ui.window import WindowStage

# Qt looks for trays of X11, which its offscreen platform has not
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="others keep it elsewhere")

STAGES, WEEKEND, CALENDAR = "notice-stages", "weekend", "calendar-file"
IN_SIXTY_DAYS = date(2026, 8, 14)
USUAL = "30, 21, 14, 10, 7, 5, 3, 2, 1, 0"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where this person's desktop keeps settings."""
    folder = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


@pytest.fixture
def page(config: Path, opened: WindowStage):
    return opened.go("notice-settings")


def kept(opened: WindowStage, what: Preference[Any]) -> str:
    """Return what is stored of a preference."""

    def read(services: Services) -> str:
        return services.settings.load().text(what)

    return str(opened.stored(read))


def planned(page) -> dict[str, str]:
    """Return the days that the preview shows, by the names of their stages."""
    labels = [one.text() for one in page.preview.findChildren(PlainLabel) if one.isVisible()]
    return dict(zip(labels[1::2], labels[2::2], strict=True))


def type_line(opened: WindowStage, edit, text: str) -> None:
    """Type a line and leave it with Enter."""
    opened.type_into(edit, text)
    opened.press("Return", edit)


def test_the_usual_schedule_says_which_stage_is_openathens_own(page):
    assert page.stages_edit.text() == USUAL
    hint = page.form.fields[STAGES].hint_label.text()
    assert "Only the first notice, 30 days before, is OpenAthens' own" in hint


def test_a_schedule_holds_once_it_is_typed(opened, page):
    type_line(opened, page.stages_edit, "60, 30, 7")
    assert kept(opened, preference.NOTICE_STAGES) == "60, 30, 7"
    opened.fill(lambda services: add_key(services, "Far", expires_on=IN_SIXTY_DAYS))
    opened.window.lookout.look()
    opened.settle()
    assert opened.window.bell.text() == "1"


@pytest.mark.parametrize("wrong", ["30, soon", "", "-3", "400", "3.5"])
def test_a_wrong_schedule_is_refused_at_its_field_and_stays_typed(opened, page, wrong):
    type_line(opened, page.stages_edit, wrong)
    field = page.form.fields[STAGES]
    assert field.error_label.isVisible()
    assert "whole numbers from 0 to 365 with commas between them" in field.error
    assert page.stages_edit.text() == wrong
    assert kept(opened, preference.NOTICE_STAGES) == USUAL
    type_line(opened, page.stages_edit, "7 1")
    assert not field.error
    assert kept(opened, preference.NOTICE_STAGES) == "7, 1"


def test_what_is_typed_is_kept_when_the_page_is_left(opened, page):
    opened.type_into(page.stages_edit, "14, 1")
    opened.press("Ctrl+B", opened.window)
    assert opened.window.current_id == "notices"
    assert kept(opened, preference.NOTICE_STAGES) == "14, 1"


def test_the_days_of_the_key_that_expires_next_are_shown(opened, page):
    assert page.preview.expiry_edit.line_edit.text() == "2027-06-15"
    days = planned(page)
    assert days["21 days before"] == "Tue 25 May 2027"
    assert days["30 days before"] == "Fri 14 May 2027", "the thirtieth is a Sunday"
    assert days["on the day"] == "Tue 15 Jun 2027"


def test_the_preview_follows_the_typed_schedule_and_date(opened, page):
    opened.type_into(page.preview.expiry_edit.line_edit, "2026-12-05")
    opened.type_into(page.stages_edit, "7, 1")
    assert planned(page) == {"7 days before": "Fri 27 Nov 2026", "1 day before": "Fri 4 Dec 2026"}
    opened.type_into(page.stages_edit, "7, soon")
    assert planned(page) == {"7 days before": "Fri 27 Nov 2026"}, "what could be read last stays"
    opened.type_into(page.preview.expiry_edit.line_edit, "soon")
    assert [one.text() for one in page.preview.findChildren(PlainLabel) if one.isVisible()] == [
        *("For a key that expires on", "Give a date."),
    ]


def test_days_off_move_notices_to_the_working_day_before_unless_not_wanted(opened, page):
    opened.type_into(page.stages_edit, "30")
    assert planned(page) == {"30 days before": "Fri 14 May 2027"}
    opened.click(page.weekend_row.boxes["fri"])
    assert kept(opened, preference.WEEKEND) == "fri, sat, sun"
    assert planned(page) == {"30 days before": "Thu 13 May 2027"}
    opened.click(page.weekend_box)
    assert kept(opened, preference.NOTICE_BEFORE_WEEKEND) == "false"
    assert planned(page) == {"30 days before": "Sun 16 May 2027"}
    assert not page.weekend_row.isEnabled()


def test_no_day_off_is_refused(opened, page):
    for day in ("sat", "sun"):
        opened.click(page.weekend_row.boxes[day])
    assert page.form.fields[WEEKEND].error == "Choose one day at least, and not all of them."
    assert kept(opened, preference.WEEKEND) == "sun"
    opened.click(page.weekend_row.boxes["mon"])
    assert not page.form.fields[WEEKEND].error
    assert kept(opened, preference.WEEKEND) == "mon"


def test_seven_days_off_are_refused(opened, page):
    for day in ("mon", "tue", "wed", "thu", "fri"):
        opened.click(page.weekend_row.boxes[day])
    assert page.form.fields[WEEKEND].error
    assert kept(opened, preference.WEEKEND) == "mon, tue, wed, thu, sat, sun"


def test_the_switches_hold_at_once(opened, page):
    for box, what, after in (
        (page.names_box, preference.DESKTOP_NAMES, "false"),
        (page.desktop_box, preference.DESKTOP_NOTICES, "false"),
        (page.tray_box, preference.CLOSE_TO_TRAY, "true"),
    ):
        opened.click(box)
        assert kept(opened, what) == after
    assert not page.names_box.isEnabled(), "no name is shown where nothing is"


def test_a_switch_that_nobody_unlocks_for_goes_back(opened, page):
    opened.press("Ctrl+L")
    opened.click(page.desktop_box)
    opened.press("Esc", opened.dialog())
    assert page.desktop_box.isChecked()
    opened.click(page.desktop_box)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert kept(opened, preference.DESKTOP_NOTICES) == "false"


@LINUX
def test_start_at_login_makes_an_entry_and_takes_it_away(opened, page, config):
    entry = config / "autostart" / f"{name_of(opened.stage.folder)}.desktop"
    assert not page.login_box.isChecked()
    opened.click(page.login_box)
    written = entry.read_text()
    assert '"--hidden"' in written
    assert f'"--data-dir" "{opened.stage.folder}"' in written
    opened.go("dashboard")
    assert opened.go("notice-settings").login_box.isChecked()
    opened.click(page.login_box)
    assert not entry.exists()


@LINUX
def test_where_no_entry_can_be_made_the_page_says_so(opened, page, config):
    config.write_text("a file where the folder should be")
    opened.click(page.login_box)
    assert page.banner.text_label.text().startswith("Starting at login could not be set (")
    assert not page.login_box.isChecked()
    config.unlink()
    opened.click(page.login_box)
    assert page.login_box.isChecked()
    assert not page.banner.isVisible()


def test_a_calendar_file_appears_and_follows_the_keys(opened, page, tmp_path):
    path = tmp_path / "keys.ics"
    type_line(opened, page.calendar_edit.line_edit, str(path))
    assert "SUMMARY:API key “Usage reports in R”" in _unfolded(path)
    opened.fill(lambda services: add_key(services, "Evergreen"))
    opened.session.look_for_changes()
    opened.settle()
    assert "SUMMARY:API key “Evergreen”: last working day" in _unfolded(path)
    type_line(opened, page.calendar_edit.line_edit, "")
    opened.fill(lambda services: add_key(services, "Another", ending="88aa"))
    opened.session.look_for_changes()
    opened.settle()
    assert "Another" not in _unfolded(path), "it is left alone from then on"


def _unfolded(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n ", "")


@pytest.mark.parametrize("wrong", ["keys.ics", "/tmp/keys.txt"])  # noqa: S108 - never written
def test_a_wrong_path_is_refused_at_its_field(opened, page, wrong):
    type_line(opened, page.calendar_edit.line_edit, wrong)
    assert "the whole path of a file that ends in .ics" in page.form.fields[CALENDAR].error
    assert page.calendar_edit.line_edit.text() == wrong
    assert not kept(opened, preference.CALENDAR_FILE)


def test_a_file_can_be_chosen_in_the_systems_dialog(opened, page, tmp_path, monkeypatch):
    chosen = str(tmp_path / "chosen.ics")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (chosen, ""))
    opened.click(page.calendar_edit.browse_button)
    assert kept(opened, preference.CALENDAR_FILE) == chosen
    assert Path(chosen).exists()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    opened.click(page.calendar_edit.browse_button)
    assert page.calendar_edit.line_edit.text() == chosen, "cancelled, nothing changes"


def test_what_another_program_set_shows_at_the_next_visit(opened, page):
    opened.fill(lambda services: services.settings.set(preference.NOTICE_STAGES, (5, 1)))
    opened.open()
    assert opened.go("notice-settings").stages_edit.text() == "5, 1"
