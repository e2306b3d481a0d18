"""What is drawn on paper, as somebody reads it sheet by sheet."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtPrintSupport import QPrinter

from app.core.errors import CancelledError
from app.core.page import Heading, Line, Page, Table
from app.ui import printing
from app.ui.paper import Paper
from tests.pdf_reader import sheets

HEADS, WIDTHS = ("Key", "Used by"), (40, 60)


def drawn(*parts: Heading | Line | Table) -> list[str]:
    return sheets(printing.pdf(Page("The inventory", parts)))


def table(rows: Sequence[Sequence[str]]) -> Table:
    return Table(HEADS, WIDTHS, rows)


@pytest.fixture(autouse=True)
def started(qapp):
    """Qt is there, without a window."""


def test_each_row_stands_once_under_the_head_of_its_sheet():
    rows = [(f"key {number:04}", "Koha\nAlma") for number in range(300)]
    found = drawn(Line("All of them."), table(rows))
    assert found[0].startswith("The inventory\nAll of them.\nKey\nUsed by\nkey 0000\nKoha\nAlma")
    for number, sheet in enumerate(found[1:], 2):
        assert sheet.startswith("Key\nUsed by\nkey ")
        assert sheet.endswith(f"\n{number}")
    lines = "\n".join(found).split("\n")
    assert [line for line in lines if line.startswith("key ")] == [name for name, _used in rows]
    counts = [sheet.count("key ") for sheet in found]
    assert len(set(counts[1:-1])) == 1, "sheets are full"
    assert counts[0] >= counts[1] - 3


def test_short_tables_follow_each_other_on_one_sheet():
    parts = [part for number in range(4) for part in (Heading(f"{number}"), table([("a", "b")]))]
    assert len(drawn(*parts)) == 1


def test_a_heading_is_not_left_alone_at_the_foot_of_a_sheet():
    for count in range(20, 50):
        rows = [(f"{number}", "x") for number in range(count)]
        found = drawn(table(rows), Heading("The next"), table([("first of it", "x")]))
        (sheet,) = (one for one in found if "The next" in one)
        assert "first of it" in sheet


def test_a_row_longer_than_a_sheet_is_cut_between_lines():
    users = [f"application {number:03}" for number in range(150)]
    found = drawn(table([("before", "x"), ("used by all", "\n".join(users)), ("after", "x")]))
    lines = "\n".join(found).split("\n")
    assert [line for line in lines if line.startswith("application")] == users
    assert "before" in found[0]
    assert "application 000" in found[0]
    assert all("Used by" in sheet for sheet in found)
    assert len(found) == 3


def test_a_long_line_goes_on_on_the_next_sheet():
    words = " ".join(f"word{number:04}" for number in range(2_000))
    found = drawn(Line(words))
    assert len(found) > 2
    assert "".join(found).replace("\n", "").count("word") == 2_000


def test_a_name_without_a_space_stays_in_its_column():
    (sheet,) = drawn(table([("x" * 200, "beside")]))
    assert max(map(len, sheet.split("\n"))) < 60
    assert sheet.count("x") == 200


def test_what_is_cancelled_while_it_is_drawn_ends():
    def rows() -> Iterator[tuple[str, str]]:
        yield ("a", "b")
        raise CancelledError

    with pytest.raises(CancelledError):
        printing.pdf(Page("The inventory", [Table(HEADS, WIDTHS, rows())]))


def test_a_printer_gets_the_same_sheets(tmp_path):
    parts = (Line("All of them."), table([(f"key {number}", "Koha") for number in range(100)]))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    Paper(printer).draw(Page("The inventory", parts))
    assert sheets((tmp_path / "printed.pdf").read_bytes()) == drawn(*parts)
