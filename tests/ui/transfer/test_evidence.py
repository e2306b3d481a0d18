"""Evidence for a period from the window."""

import pytest

from app.ui.transfer.evidence_dialog import EvidenceDialog
from tests.pdf_reader import sheets
from tests.stage import PASSPHRASE, Stage, create_key
from tests.ui.window import WindowStage, button


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make()
    create_key(services, "Koha")
    services.inventory.close()
    return window_stage.open(passphrase=PASSPHRASE)


def ask(opened: WindowStage) -> EvidenceDialog:
    opened.click(button(opened.go("transfer"), "Evidence…"))
    dialog: EvidenceDialog = opened.dialog(EvidenceDialog)
    return dialog


def test_it_is_of_the_month_before_unless_somebody_says_otherwise(opened):
    dialog = ask(opened)
    assert [day.isoformat() for day in dialog.period()] == ["2026-05-01", "2026-05-31"]
    assert dialog.path.endswith("keyholder-evidence-2026-05-01-2026-05-31.pdf")
    dialog.reject()


def test_the_page_is_written_and_the_toast_names_it(opened, tmp_path):
    dialog = ask(opened)
    opened.type_into(dialog.first_edit.line_edit, "2026-06-01")
    opened.type_into(dialog.last_edit.line_edit, "2026-06-30")
    path = tmp_path / "june.html"
    opened.type_into(dialog.file_edit.line_edit, str(path))
    opened.click(dialog.primary_button)
    opened.wait(lambda: opened.toast == f"Saved {path}.")
    assert "Koha" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "last", "name", "told"),
    [
        ("2026-06-30", "2026-06-01", "june.pdf", "The period ends before it begins."),
        ("yesterday", "2026-06-01", "june.pdf", "Give both days like 2027-03-01."),
        ("2026-06-01", "2026-06-30", "june.doc", "The file's name has to end in .pdf or .html."),
    ],
)
def test_what_is_missing_is_said(opened, first, last, name, told):
    dialog = ask(opened)
    opened.type_into(dialog.first_edit.line_edit, first)
    opened.type_into(dialog.last_edit.line_edit, last)
    opened.type_into(dialog.file_edit.line_edit, name)
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == told
    dialog.reject()


def test_a_file_that_cannot_be_written_is_told_and_the_dialog_stays(opened, tmp_path):
    dialog = ask(opened)
    opened.type_into(dialog.file_edit.line_edit, str(tmp_path / "nowhere" / "june.pdf"))
    opened.click(dialog.primary_button)
    opened.wait(dialog.notice.isVisible)
    assert "could not be written" in dialog.notice.text_label.text()
    dialog.reject()


def test_paper_is_drawn_and_saved(opened, tmp_path):
    dialog = ask(opened)
    opened.type_into(dialog.first_edit.line_edit, "2026-06-01")
    opened.type_into(dialog.last_edit.line_edit, "2026-06-30")
    path = tmp_path / "june.pdf"
    opened.type_into(dialog.file_edit.line_edit, str(path))
    opened.click(dialog.primary_button)
    opened.wait(lambda: opened.toast == f"Saved {path}.")
    assert "Koha" in "\n".join(sheets(path.read_bytes()))
