import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from app.core.errors import (
    SheetDamagedError,
    SheetEmptyError,
    SheetEncodingError,
    SheetKindError,
    SheetTooBigError,
    SheetUnreachableError,
)
from app.core.key_table import COLUMNS
from app.core.sheet import Sheet
from app.delivery.intake.reader import FileSheetReader
from app.services.workplace import NO_PROGRESS


@pytest.fixture
def read(tmp_path):
    def reading(content: bytes | str, sheet: str = "") -> Sheet:
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return FileSheetReader().read(str(path), NO_PROGRESS, sheet=sheet)

    return reading


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings_are_told_apart(read, separator, encoding):
    text = f'Name{separator}Expires\r\n"Bücherei{separator} a\nb"{separator}2027-03-01\r\n\r\n'
    sheet = read(text.encode(encoding))
    assert sheet.headers == ("Name", "Expires")
    assert sheet.rows[0].cells == (f"Bücherei{separator} a\nb", "2027-03-01")


def test_lines_are_those_of_the_file(read):
    sheet = read('sep=;\nOur keys;\n\nName;Notes\n"a\nb";x\nc;y\n')
    assert sheet.headers == ("Name", "Notes")
    assert [row.line for row in sheet.rows] == [5, 7]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"Name\nB\xfccherei\n", SheetEncodingError),
        (b"Name\nA\0B\n", SheetDamagedError),
        (b'Name\n"A"B,c\n', SheetDamagedError),
        (b'Name\n"A\n', SheetDamagedError),
        (b"", SheetEmptyError),
        (b"\n , \n", SheetEmptyError),
        (b"Name\n" + b"x" * 40_000, SheetTooBigError),
        (b"Name\n" + b"x" * 140_000, SheetDamagedError),
        (b"Name\n" + b"x\n" * 100_001, SheetTooBigError),
        (b"\xd0\xcf\x11\xe0old", SheetKindError),
        (b"PK\x03\x04broken", SheetDamagedError),
    ],
)
def test_what_cannot_be_read_is_told(read, content, error):
    with pytest.raises(error):
        read(content)


def test_a_file_that_is_not_there_is_told(tmp_path):
    for path in (str(tmp_path / "none.csv"), str(tmp_path), "a\0b"):
        with pytest.raises(SheetUnreachableError):
            FileSheetReader().read(path, NO_PROGRESS)


def workbook(*rows: list[Any], more: tuple[tuple[str, list[list[Any]]], ...] = ()) -> bytes:
    book = Workbook(write_only=True)
    for title, others in (("Sheet", list(rows)), *more):
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_sheet_with_known_columns_is_read(read):
    keys: list[list[Any]] = [["Name", "Expiry date", "Last four"], ["Koha", date(2027, 3, 1), 1234]]
    content = workbook(["Budget", 1], more=(("Keys", keys),))
    sheet = read(content)
    assert (sheet.name, sheet.others) == ("Keys", ("Sheet",))
    assert sheet.rows[0].cells == ("Koha", "2027-03-01", "1234")
    assert sheet.rows[0].dates == {1}
    assert read(content, sheet="Sheet").headers == ("Budget", "1")


def test_a_formula_without_a_result_is_known(read):
    sheet = read(workbook(["Name", "Notes"], ["Koha", "=1+1"]))
    assert sheet.rows[0].unreadable == {1}


def test_a_workbook_that_would_fill_the_memory_is_refused(read):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"x")
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 210_000_000)
    with pytest.raises(SheetTooBigError):
        read(file.getvalue())


def test_what_stands_far_off_in_a_workbook_is_read_or_refused(read):
    far = [["Name", "Expires"], *[[] for _ in range(100_010)], ["far", "2027-03-01"]]
    assert [(row.line, row.cell(0)) for row in read(workbook(*far)).rows] == [(100_012, "far")]
    with pytest.raises(SheetTooBigError):
        read(workbook(["Name"], ["a", *[None] * 210, "wide"]))


def test_an_entity_that_grows_is_refused(read):
    file = io.BytesIO()
    bomb = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>'
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["Name"]))) as sound,
        zipfile.ZipFile(file, "w") as bad,
    ):
        for one in sound.infolist():
            content = bomb if one.filename == "xl/workbook.xml" else sound.read(one)
            bad.writestr(one.filename, content)
    with pytest.raises(SheetDamagedError):
        read(file.getvalue())


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_template_is_read_as_what_it_is(read, ending):
    sheet = read(FileSheetReader().template(ending, COLUMNS))
    assert (sheet.headers, sheet.rows) == (COLUMNS, ())
