from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.core import key_table
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import Key, Origin
from app.core.organisation import Account
from app.core.secret import Secret

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOME = OrganisationId("home")
ADA = AccountId("ada")
AROUND = key_table.Around(
    organisations={HOME: "Example University"},
    owners={ADA: "ada@example.org"},
    today={HOME: NOW.date()},
    applications={KeyId("k"): ("Alma", "Koha")},
)
KEY = Key(
    id=KeyId("k"),
    name="Koha",
    permission="authentication",
    organisation=HOME,
    owner=ADA,
    origin=Origin.PORTAL,
    ending="c15b",
    has_value=True,
    created_at=NOW,
    expires_on=date(2026, 7, 1),
    also_tell=("a@example.org", "b@example.org"),
)


def account(number: int, name: str, email: str) -> Account:
    return Account(
        id=AccountId(str(number)), name=name, email=email, organisation=HOME, created_at=NOW
    )


def test_a_key_has_a_cell_in_every_column():
    assert tuple(key_table.cells(KEY, AROUND)) == key_table.COLUMNS


def test_several_things_stand_one_to_a_line():
    cells = key_table.cells(KEY, AROUND)
    assert cells["applications"] == "Alma\nKoha"
    assert cells["also_tell"] == "a@example.org\nb@example.org"


def test_what_follows_from_the_dates_is_told():
    cells = key_table.cells(KEY, AROUND)
    assert (cells["state"], cells["last_working_day"]) == ("expiring", "2026-06-30")


def test_a_value_is_there_only_where_it_is_given():
    assert key_table.cells(KEY, AROUND)["value"] == ""
    assert key_table.cells(KEY, AROUND, Secret("a value"))["value"] == "a value"
    assert "value" in key_table.columns(values=True)
    assert "value" not in key_table.columns(values=False)


@pytest.mark.parametrize("field", ["disabled_at", "removed_at", "superseded_at", "compared_at"])
def test_moments_are_iso_8601(field):
    key = replace(KEY, **{field: NOW})  # type: ignore[arg-type]  # each is a moment
    assert key_table.cells(key, AROUND)[field] == "2026-06-15T12:00:00+00:00"


def test_accounts_are_told_by_address_and_those_that_share_one_by_name_too():
    accounts = [
        account(1, "Ada", "ada@example.org"),
        account(2, "Bob", "team@example.org"),
        account(3, "Cy", "TEAM@example.org"),
        account(4, "Dee", ""),
        account(5, "Eve", ""),
    ]
    assert list(key_table.owner_cells(accounts).values()) == [
        "ada@example.org",
        "Bob <team@example.org>",
        "Cy <TEAM@example.org>",
        "Dee",
        "Eve",
    ]
