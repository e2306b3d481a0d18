"""A table from the clipboard: text parted by tabs, commas or semicolons, or HTML."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import (
    PastedEmptyError,
    PastedNoTableError,
    SheetDamagedError,
    SheetError,
    SheetTooBigError,
)
from app.core.sheet import MOST_COLUMNS
from app.delivery.intake.reader import FileSheetReader
from app.services.workplace import NO_PROGRESS
from tests.core.rule import RULE

TABLE = """
<html><head><style>td { color: red }</style><title>Keys</title></head><body>
<table><tr><td>The page's frame
  <table class="keys">
    <thead><tr><th>Name<th>Permissions</th><th>Key</th></tr></thead>
    <tbody>
      <tr><td>Koha,<br>main&nbsp;library &amp; branch</td><td>Full&#32;access
        <script>alert('x')</script></td><td>&bull;&bull;c15b</td></tr>
      <tr><td colspan="2"><img src="file:///etc/passwd" onerror="go()">Alma</td><td>77aa</td></tr>
      <tr><td></td><td> </td></tr>
    </tbody>
  </table>
</td></tr></table></body></html>
"""


def rows(text: str, html: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in FileSheetReader().pasted(text, html, NO_PROGRESS).rows]


@pytest.mark.parametrize(
    "text",
    [
        "Koha, main\tFull access\tc15b\r\nAlma\tFull access\t77aa\r\n",
        '"Koha, main",Full access,c15b\nAlma,Full access,77aa\n',
        "\ufeffKoha, main;Full access;c15b\n\nAlma;Full access;77aa",
        '"Koha, main"\t"Full access"\tc15b\nAlma\tFull access\t77aa',
    ],
    ids=["tabs", "commas", "semicolons", "quoted, as spreadsheets do"],
)
def test_text_is_parted_into_cells(text):
    assert rows(text.removeprefix("\ufeff")) == [
        ("Koha, main", "Full access", "c15b"),
        ("Alma", "Full access", "77aa"),
    ]


def test_quotes_that_nobody_closed_are_letters():
    assert rows('"Koha" main\tc15b\n"Alma\t77aa') == [('"Koha" main', "c15b"), ('"Alma', "77aa")]


def test_cells_are_taken_out_of_html_and_nothing_else():
    assert rows("ignored", TABLE) == [
        ("Name", "Permissions", "Key"),
        ("Koha, main library & branch", "Full access", "••c15b"),
        ("", "Alma", "77aa"),
    ]


def test_text_is_taken_where_the_html_holds_no_table():
    assert rows("Koha\tc15b", "<p>Koha <b>c15b</b></p>") == [("Koha", "c15b")]
    assert rows("Koha\tc15b", "<table><tr><td>Koha</td></tr></table>") == [("Koha", "c15b")]


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_is_said_to_be_nothing(text):
    with pytest.raises(PastedEmptyError, match="no text was copied"):
        rows(text)


@pytest.mark.parametrize(
    "text", ["Koha", "Koha\nAlma", "Dear Ada,\nplease compare the keys, all of them, today."]
)
def test_text_without_a_table_is_told(text):
    with pytest.raises(PastedNoTableError, match="holds no table"):
        rows(text)


def test_what_is_too_much_is_refused():
    with pytest.raises(SheetTooBigError, match="columns"):
        rows("\t".join("x" * (MOST_COLUMNS + 1)))
    with pytest.raises(SheetTooBigError, match="columns"):
        rows("", f"<table><tr>{'<td>x' * (MOST_COLUMNS + 1)}</table>")
    with pytest.raises(SheetTooBigError, match="MB"):
        rows("x" * 50_000_001)
    with pytest.raises(SheetDamagedError, match="NUL"):
        rows("Koha;\0;c15b")


PIECES = (
    "<table>",
    "<tr>",
    "<td>",
    "<th colspan=3>",
    "</td>",
    "</table>",
    "<script>",
    "Koha",
    "\t",
)


@RULE
@given(st.lists(st.sampled_from((*PIECES, "\n", ";", '"', "&#0;", "</", "<!--")), max_size=30))
def test_whatever_is_pasted_is_a_table_or_is_told(pieces):
    text = "".join(pieces)
    with suppress(SheetError):
        found = rows(text, text)
        assert all(any(cell.strip() for cell in cells) for cells in found)
        assert any(len(cells) > 1 for cells in found)
