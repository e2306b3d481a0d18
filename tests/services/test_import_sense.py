"""Lines that could come in wrongly: masked values, keys that are known, what contradicts itself."""

from datetime import date

import pytest

from app.core.import_plan import LineState
from app.core.organisation import OrganisationDraft
from app.core.secret import Secret
from tests.services.test_imports import intake, told
from tests.stage import OTHER_VALUE, VALUE, add_key, listed, names

PORTAL = "Name,Permission,Expires,Key\n"
X, Y = "11111111-2222-4333-8444-555555555501", "11111111-2222-4333-8444-555555555502"


@pytest.fixture
def plan(services, tmp_path):
    return lambda text, **chosen: services.imports.plan(intake(services, text, tmp_path, **chosen))


@pytest.fixture
def run(services, tmp_path):
    return lambda text: services.imports.run(intake(services, text, tmp_path))


@pytest.mark.parametrize(
    "shown", ["••••44aa", "****44AA", "####44aa", "…44aa", "...44aa", "0000...44aa", "44aa",
              "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxx44aa"]
)  # fmt: skip
def test_a_masked_value_is_an_ending_and_never_the_value(services, run, shown):
    assert run(f"{PORTAL}Koha,authentication,2027-03-01,{shown}\n").new == 1
    (key,) = listed(services)
    assert (key.has_value, key.ending) == (False, "44aa")
    services.secret.fill(key.id, VALUE)
    assert services.secret.copy(key.id) == VALUE


def test_a_masked_value_is_recognised_as_the_key_that_is_here(services, plan):
    add_key(services, "Koha", value=VALUE)
    found = plan(f"{PORTAL}Koha,authentication,2027-03-01,••••44aa\n")
    assert [one.state for one in found.lines] == [LineState.SAME]


def test_a_value_of_another_form_is_to_be_looked_at(plan):
    (line,) = plan(f"{PORTAL}Koha,authentication,2027-03-01,kh_live_4f9ad03b77c2e1\n").lines
    assert line.state is LineState.NEW
    assert "usual form of a key" in line.warnings[0].told


def test_something_like_a_key_in_a_name_or_notes_is_to_be_looked_at(plan):
    text = "Name,Permission,Expires,Ending,Notes\n"
    text += f"Koha {OTHER_VALUE.reveal()},authentication,2027-03-01,c15b,was {VALUE.reveal()}\n"
    (line,) = plan(text).lines
    assert [one.column for one in line.warnings] == ["Name", "Notes"]
    assert all("not sealed" in one.told for one in line.warnings)


def test_a_predecessor_that_is_here_under_another_id_is_named_by_that(services, run):
    here = add_key(services, "A", value=VALUE)
    text = (
        "id,name,permission,expires_on,value,predecessor\n"
        f"{X},A,authentication,2027-03-01,{VALUE.reveal()},\n"
        f"{Y},B,authentication,2027-03-01,{OTHER_VALUE.reveal()},{X}\n"
    )
    assert run(text).new == 1
    assert services.keys.find(Y).predecessor == here.id
    assert services.verify() == []


def test_a_level_is_judged_where_the_key_is(services, plan, run):
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    key = add_key(services, "A", value=VALUE, organisation=college.id)
    assert "reports API" in told(plan(f"id,permission\n{key.id},reports\n"))
    assert services.keys.find(key.id).permission == "authentication"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2027-03-01,abcd,2026-01-01T00:00:00Z,,", "destroyed, and the key is not removed"),
        ("2027-03-01,abcd,,2026-01-01T00:00:00Z,", "What took its place is not in the file"),
        ("1500-06-01,abcd,,,", "from 1970 on"),
        ("2027-03-01,abcd,,,0001-01-01T00:00:00Z", "This is not a moment"),
        ("2027-03-01,abcd,,,9999-12-31T23:59:59Z", "This is not a moment"),
    ],
)
def test_what_an_inventory_could_not_write_out_again_does_not_come_in(plan, row, problem):
    header = "id,name,permission,expires_on,ending,destroyed_at,superseded_at,created_at\n"
    assert problem in told(plan(f"{header}{X},A,authentication,{row}\n"))


def test_a_value_that_another_key_has_is_told_before_the_import(services, plan):
    add_key(services, "A", value=VALUE)
    other = add_key(services, "B", ending="44aa", expires_on=date(2027, 5, 1))
    assert "“A” has this value" in told(plan(f"id,value\n{other.id},{VALUE.reveal()}\n"))


def test_an_application_of_a_removed_key_is_told_before_the_import(services, plan):
    key = add_key(services, "A", value=VALUE)
    services.change.remove([key.id])
    text = f"id,applications\n{key.id},Koha\n"
    assert "cannot be changed" in told(plan(text, create_missing=True))


def test_an_ending_that_several_keys_have_is_asked_about(services, plan):
    for name in ("A", "B"):
        add_key(services, name, ending="44aa")
    text = "name,permission,expires,ending\nC,authentication,2027-03-01,44aa\n"
    assert "Several keys here end so" in told(plan(text))


def test_lines_that_may_be_of_one_key_are_to_be_looked_at(plan):
    row = "authentication,2027-03-01,44aa\n"
    found = plan(f"name,permission,expires,ending\nA,{row}B,{row}")
    assert [one.warnings[0].told for one in found.lines] == [
        "Several lines end so and expire then, perhaps of one key: 2, 3."
    ] * 2


@pytest.mark.parametrize("field", ["Name", "Owner", "Organisation", "Applications"])
def test_a_value_in_the_place_of_a_name_does_not_come_in(services, plan, field):
    columns = {"Name": "Koha", "Permission": "authentication", "Expires": "2027-03-01"}
    columns |= {"Ending": "c15b", field: OTHER_VALUE.reveal()}
    text = ",".join(columns) + "\n" + ",".join(columns.values()) + "\n"
    found = plan(text, create_missing=True)
    assert "looks like a key's value" in told(found)
    assert OTHER_VALUE.reveal() not in told(found)
    assert names(services) == []


@pytest.mark.parametrize(
    "value", ["short-key", "kh_live*4f9a", "kh.live.xxxx_4f9ad03b77c2e1", "axxxb"]
)
def test_a_value_of_another_form_stays_a_value(services, run, value):
    run(f"{PORTAL}Koha,authentication,2027-03-01,{value}\n")
    (key,) = listed(services)
    assert services.secret.copy(key.id) == Secret(value)


def test_a_corrected_record_without_its_value_does_not_come_in_beside_the_one_here(services, plan):
    key = add_key(services, "Koha", value=VALUE)
    text = (
        "id,name,permission,expires_on,ending,predecessor\n"
        f"{X},Koha,authentication,2027-04-01,44aa,{key.id}\n"
    )
    assert "It seems to be “Koha”, corrected" in told(plan(text))
