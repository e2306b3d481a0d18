"""Verify now: everything is checked, aside from what the person does, and told."""

import sqlite3
from contextlib import closing
from typing import Any

from app.services.trail import TrailView
from app.ui.kit.text import PlainLabel
from app.ui.shell.health import FindingsDialog
from tests.ui.window import WindowStage, button


def edit(opened: WindowStage, statement: str) -> None:
    with closing(sqlite3.connect(opened.stage.place.database)) as database, database:
        database.execute(statement)


def verify(opened: WindowStage) -> Any:
    page = opened.go("audit")
    opened.wait(page.verifying.button.isEnabled)
    opened.click(page.verifying.button)
    opened.wait(page.verifying.button.isEnabled)
    return page


def test_all_well_is_told_in_one_line_with_the_head(opened):
    page = verify(opened)
    head = opened.stored(lambda services: services.checks.head())
    count = opened.stored(lambda services: services.trail.count(TrailView()))
    assert page.verifying.banner.text_label.text() == (
        f"Verified: every record and all {count} entries are as Keyholder wrote them. Head: {head}."
    )
    assert not page.verifying.busy.isVisible()


def test_findings_are_told_by_the_window_and_can_be_looked_at(opened):
    page = opened.go("audit")
    opened.wait(lambda: not opened.window.desk.check.is_running)
    edit(opened, "UPDATE account SET email = 'eve@example.org'")
    verify(opened)
    banner = opened.window.health.banner
    assert banner.isVisible()
    assert not page.verifying.banner.isVisible()
    opened.click(button(banner, "Show what differs"))
    dialog = opened.dialog(FindingsDialog)
    assert any("changed outside Keyholder" in one.text() for one in dialog.findChildren(PlainLabel))
    opened.close_at_once(dialog)


def test_it_can_be_cancelled_and_begun_again(opened):
    page = opened.go("audit")
    opened.wait(page.verifying.button.isEnabled)
    page.verifying.button.click()
    assert not page.verifying.button.isEnabled()
    page.verifying.busy.cancel_button.click()
    opened.wait(page.verifying.button.isEnabled)
    assert not page.verifying.banner.isVisible()
    assert "cancelled" in opened.window.footer.statuses["health"].text()
    assert verify(opened).verifying.banner.isVisible()


def test_a_file_that_cannot_be_read_is_told_with_a_retry(opened):
    page = opened.go("audit")
    opened.wait(page.verifying.button.isEnabled)
    database = opened.stage.place.database
    aside = database.with_name("aside.db")
    database.rename(aside)
    opened.click(page.verifying.button)
    opened.wait(page.verifying.banner.isVisible)
    aside.rename(database)
    opened.click(button(page.verifying.banner, "Retry"))
    opened.wait(lambda: page.verifying.banner.text_label.text().startswith("Verified"))


def test_a_check_that_runs_already_is_shown_and_told_when_it_ends(opened):
    opened.wait(lambda: not opened.window.desk.check.is_running)
    opened.window.desk.check.begin()
    opened.window.go("audit")
    verifying = opened.window.page.verifying
    assert not verifying.button.isEnabled()
    opened.wait(verifying.button.isEnabled)
    assert not verifying.busy.isVisible()
