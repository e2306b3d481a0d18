"""The portal's list as somebody typed, pasted or exported it."""

from datetime import date

import pytest

from app.core.column_map import recognised
from app.core.day_reading import Order
from app.core.permission import PermissionLevels
from app.core.portal_list import PortalList, read
from app.core.sheet import Row, Sheet

LEVELS = PermissionLevels.from_data(
    {
        "levels": [
            {"id": "authentication", "label": "Authentication API", "can": []},
            {"id": "full", "label": "Full access", "can": []},
        ]
    }
)
VALUE = "00000000-1111-4222-8333-44444444c15b"


def listed(*rows: tuple[str, ...], order: Order | None = None) -> PortalList:
    """Read *rows* of name, permission, key, expires."""
    sheet = Sheet(
        headers=("Name", "Permissions", "Key", "Expires"),
        rows=tuple(Row(line=at + 2, cells=cells) for at, cells in enumerate(rows)),
    )
    return read(
        sheet, recognised(sheet.headers), LEVELS, organisation="Example University", order=order
    )


def test_a_row_is_a_key_as_the_portal_shows_it():
    found = listed(("Koha", "Full access", VALUE, "2027-03-01"))
    [line] = found.lines
    assert (line.number, line.name, line.permission) == (2, "Koha", "full")
    assert line.expires_on == date(2027, 3, 1)
    assert line.value is not None
    assert line.value.reveal() == VALUE
    assert not found.remarks


@pytest.mark.parametrize("shown", ["••••••••c15b", "****c15b", "…c15b", "...c15b", "c15b"])
def test_a_masked_value_is_its_ending(shown):
    [line] = listed(("Koha", "", shown, "")).lines
    assert (line.value, line.ending) == (None, "c15b")


@pytest.mark.parametrize("said", ["Authentication API", "authentication api", "authentication"])
def test_a_level_is_known_by_label_or_id(said):
    assert listed(("Koha", said, "", "")).lines[0].permission == "authentication"


def test_what_cannot_be_read_is_remarked_with_its_line():
    found = listed(("Koha", "Superuser", "", "2027-03-01"), ("R", "", "", "soon"))
    assert found.remarks == (
        "Line 2: the permission level is not one that Keyholder knows.",
        "Line 3: the expiry date cannot be read.",
    )
    assert [line.permission for line in found.lines] == ["", ""]


def test_dates_that_can_be_read_two_ways_are_asked_for():
    rows = ("Koha", "", "", "03/04/2027")
    assert listed(rows).asks_order
    assert listed(rows, order=Order.DAY_FIRST).lines[0].expires_on == date(2027, 4, 3)
    assert listed(rows, order=Order.MONTH_FIRST).lines[0].expires_on == date(2027, 3, 4)
    assert not listed(rows, ("R", "", "", "13/04/2027")).asks_order


def test_guarded_cells_are_read_without_their_guard():
    assert listed(("'=Koha", "", "", "")).lines[0].name == "=Koha"


def test_rows_of_other_organisations_are_left_out_and_counted():
    sheet = Sheet(
        headers=("Name", "Organisation"),
        rows=(
            Row(line=2, cells=("Koha", "example university")),
            Row(line=3, cells=("Proxy", "North campus")),
            Row(line=4, cells=("R", "")),
        ),
    )
    found = read(sheet, recognised(sheet.headers), LEVELS, organisation="Example University")
    assert [line.name for line in found.lines] == ["Koha", "R"]
    assert found.remarks == ("Lines of other organisations, left out: 1.",)
