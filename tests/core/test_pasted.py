"""A pasted table: with or without a header, its columns told by name or by what is in them."""

import pytest

from app.core import pasted
from app.core.sheet import Row, Sheet
from tests.core.test_portal_list import LEVELS, VALUE

KOHA = ("Koha", "Full access", "••c15b", "1 Mar 2027", "Edit Remove")
ALMA = ("Alma", "Authentication API", "••77aa", "03/04/2027", "Edit Remove")


def table(*rows: tuple[str, ...]) -> Sheet:
    return Sheet(headers=(), rows=tuple(Row(line=n, cells=row) for n, row in enumerate(rows, 1)))


def read(*rows: tuple[str, ...]) -> tuple[Sheet, tuple[str, ...]]:
    sheet = pasted.headed(table(*rows), LEVELS)
    return sheet, pasted.recognised(sheet, LEVELS).fields


def test_names_of_columns_are_taken_as_such():
    sheet, fields = read(("Name", "Permissions", "Key", "Expires", ""), KOHA, ALMA)
    assert [row.line for row in sheet.rows] == [2, 3]
    assert fields == ("name", "permission", "value", "expires_on", "")


def test_without_names_columns_are_told_by_what_is_in_them():
    sheet, fields = read(KOHA, ALMA)
    assert sheet.headers == ("",) * 5
    assert len(sheet.rows) == 2
    assert fields == ("name", "permission", "ending", "expires_on", "")
    assert not pasted.asks_columns(sheet, pasted.recognised(sheet, LEVELS))


def test_names_that_nobody_knows_are_names_all_the_same():
    sheet, fields = read(
        ("Bezeichnung", "Stufe", "Ablauf"), *(one[:2] + one[3:4] for one in (KOHA, ALMA))
    )
    assert sheet.headers == ("Bezeichnung", "Stufe", "Ablauf")
    assert fields == ("name", "permission", "expires_on")


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([("Koha", VALUE)], ("name", "value")),
        ([("a", "2027-03-01", "2027-04-01"), ("b", "2027-03-01", "")], ("name", "", "")),
        ([("Koha", "main", "••c15b"), ("Alma", "branch", "••77aa")], ("", "", "ending")),
        (
            [("Koha", "2026", "Full access"), ("Alma", "2025", "Full access")],
            ("", "", "permission"),
        ),
        ([("Koha", "Full access"), ("", "Full access")], ("", "permission")),
    ],
    ids=["a value", "two dates", "two that may be the name", "years", "a row without a name"],
)
def test_only_what_is_certain_is_recognised(rows, fields):
    assert read(*rows)[1] == fields


def test_somebody_must_say_which_column_is_the_name():
    sheet = pasted.headed(table(("Koha", "main", "••c15b"), ("Alma", "branch", "••77aa")), LEVELS)
    columns = pasted.recognised(sheet, LEVELS)
    assert pasted.asks_columns(sheet, columns)
    assert not pasted.asks_columns(sheet, columns.with_column(0, "name"))
