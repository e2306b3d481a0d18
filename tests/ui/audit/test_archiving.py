"""Archive…: old entries go into a signed file, and such a file is checked."""

from pathlib import Path

import pytest

from app.services.trail import TrailView
from tests.stage import FakeClock
from tests.ui.window import WindowStage


@pytest.fixture
def later(opened: WindowStage, clock: FakeClock) -> WindowStage:
    """Five years on: nothing that was in use then is so still."""
    clock.turn(days=5 * 365)
    return opened


def ask(opened: WindowStage, file: Path | None = None):
    opened.click(opened.go("audit").archiving.button)
    dialog = opened.dialog()
    if file is not None:
        opened.type_into(dialog.file_edit.line_edit, str(file))
    return dialog


def test_old_entries_go_into_a_file(later, tmp_path):
    before = later.stored(lambda services: services.trail.count(TrailView()))
    dialog = ask(later, tmp_path / "old.jsonl")
    assert "would go: numbers 1 to" in dialog.plan_label.text()
    assert dialog.archive_list.texts() == []
    later.click(dialog.primary_button)
    assert not later.dialogs
    assert "moved into old.jsonl. Keep that file" in later.toast
    assert later.stored(lambda services: services.trail.count(TrailView())) < before
    assert later.page.model.rowCount() < before
    assert later.page.head.line_label.text().endswith(f"the first {before} are archived")
    dialog = ask(later)
    (told,) = dialog.archive_list.texts()
    assert told.startswith("old.jsonl: ")
    assert dialog.plan_label.text().startswith("No entry is from before")


def test_where_nothing_is_that_old_it_says_so(opened):
    dialog = ask(opened)
    assert dialog.plan_label.text().startswith("No entry is from before")
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "Nothing is that old."


def test_more_years_leave_more(later):
    dialog = ask(later)
    assert dialog.primary_button.isEnabled()
    dialog.years_box.setFocus()
    dialog.years_box.selectAll()
    later.qtbot.keyClicks(dialog.years_box, "9")
    later.settle()
    assert not dialog.primary_button.isEnabled()


def test_a_name_that_is_taken_is_told_and_can_be_mended(later, tmp_path):
    (tmp_path / "taken.jsonl").write_text("precious")
    dialog = ask(later, tmp_path / "taken.jsonl")
    later.click(dialog.primary_button)
    assert "there is a file of that name" in dialog.notice.text_label.text()
    later.type_into(dialog.file_edit.line_edit, str(tmp_path / "free.jsonl"))
    later.click(dialog.primary_button)
    assert not later.dialogs
    assert (tmp_path / "taken.jsonl").read_text() == "precious"


def test_an_archive_is_checked(later, tmp_path):
    file = tmp_path / "old.jsonl"
    later.click(ask(later, file).primary_button)
    dialog = ask(later)
    page = later.page
    page.archiving.check(dialog, str(file))
    later.settle()
    assert "It is the one that this inventory wrote." in dialog.notice.text_label.text()
    file.write_text(file.read_text("utf-8").replace("tester", "mallory", 1), "utf-8")
    page.archiving.check(dialog, str(file))
    later.settle()
    assert "was damaged or changed" in dialog.notice.text_label.text()
