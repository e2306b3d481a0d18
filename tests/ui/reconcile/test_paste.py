"""The portal's table, copied in a browser and pasted on the page."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData

from app.core.column_map import ColumnMap
from app.ui.kit.choice_box import choose
from app.ui.reconcile.columns_dialog import ColumnsDialog
from tests.ui.reconcile.test_page import shown
from tests.ui.window import WindowStage, button

TEXT = (
    "Koha\tAuthentication API\t••••44aa\t2027-03-01\n"
    "Reports\tAuthentication API\t••••77aa\t2027-03-01\n"
)
TWO_TEXTS = "Koha\tmain library\t••••44aa\nReports\tbranch\t••••77aa\n"


def copy(opened: WindowStage, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    opened.app.clipboard().setMimeData(data)


def pasted(opened: WindowStage, text: str, html: str = "") -> Any:
    """Return the page, with what was copied pasted by the keyboard."""
    page = opened.go("reconcile")
    copy(opened, text, html)
    page.setFocus()
    opened.press("Ctrl+V", page)
    return page


def test_a_copied_table_is_compared_by_keyboard(opened):
    page = pasted(opened, TEXT)
    assert shown(page) == {
        "Reports in R": "Different",
        "Gone": "Gone in the portal",
        "Koha": "Agree",
    }
    assert page.head.line_label.text().startswith("Pasted list against Example University: 1")


def test_a_copied_table_in_html_is_compared_with_the_button(opened):
    page = opened.go("reconcile")
    row = "<tr><td>Koha</td><td>••••44aa</td><td>1 March 2027</td></tr>"
    copy(opened, "Koha ••••44aa", f"<table><tr><th>Name<th>Key<th>Expires</tr>{row}</table>")
    opened.click(button(page, "Paste the portal's table"))
    assert shown(page)["Koha"] == "Agree"
    copy(opened, TEXT)
    opened.click(button(page, "Paste"))
    assert shown(page)["Reports in R"] == "Different"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There is nothing to compare: no text was copied."),
        ("Dear Ada,\nall keys, please, today.", "What was pasted holds no table."),
        ("Good morning, Ada", "What was pasted holds no table."),
    ],
)
def test_what_is_no_table_is_told_and_nothing_is_shown(opened, text, told):
    page = pasted(opened, TEXT)
    copy(opened, text)
    opened.press("Ctrl+V", page)
    assert page.banner.text_label.text().startswith(told)
    assert not shown(page)
    copy(opened, TEXT)
    opened.click(button(page.banner, "Retry"))
    assert shown(page)["Koha"] == "Agree"


def test_what_was_pasted_is_forgotten_when_the_page_is_left(opened):
    page = pasted(opened, TEXT)
    opened.go("keys")
    assert (page.source.intake, page._table, page._found) == (None, None, None)
    opened.go("reconcile")
    assert not shown(page)
    assert page.buttons.first_paste.isVisible()


def test_typing_into_the_filter_pastes_there(opened):
    page = pasted(opened, TEXT)
    copy(opened, "reports")
    page.bar.filter_edit.setFocus()
    opened.press("Ctrl+V", page.bar.filter_edit)
    assert list(shown(page)) == ["Reports in R"]


def test_columns_that_cannot_be_told_are_asked_for_and_remembered(opened):
    page = pasted(opened, TWO_TEXTS)
    assert "which column is the name" in page.banner.text_label.text()
    assert not shown(page)
    opened.click(button(page.banner, "Choose the columns…"))
    dialog = opened.dialog(ColumnsDialog)
    first = dialog.card.boxes[0]
    choose(first, "name")
    first.activated.emit(first.currentIndex())
    opened.click(dialog.primary_button)
    assert shown(page)["Koha"] == "Agree"
    opened.press("Ctrl+V", page)
    assert shown(page)["Koha"] == "Agree"
    assert not page.banner.isVisible()


def test_columns_can_be_chosen_anew(opened):
    page = pasted(opened, "Name\tLabel\nReports in R\tReports\nKoha\tKoha\n")
    assert shown(page)["Reports in R"] == "Agree"
    opened.click(page.buttons.columns)
    dialog = opened.dialog(ColumnsDialog)
    choose(dialog.card.boxes[1], "name")
    dialog.card.boxes[1].activated.emit(0)
    assert dialog.columns == ColumnMap(("", "name"))
    opened.click(dialog.primary_button)
    assert shown(page)["Reports"] == "Missing here"
