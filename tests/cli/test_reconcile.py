"""keyholder reconcile."""

from datetime import date
from pathlib import Path

import pytest

from app.services.key_list import View
from app.services.suite import Services
from tests.stage import VALUE, add_key, create_key

DAY = date(2027, 3, 1)


@pytest.fixture
def portal(services: Services, tmp_path: Path) -> Path:
    """The portal's list: one key agrees, one is called otherwise, one is missing here."""
    add_key(services, "Koha", value=VALUE, expires_on=DAY)
    add_key(services, "Reports in R", ending="77aa", expires_on=DAY)
    add_key(services, "Gone", ending="9999", expires_on=DAY)
    create_key(services, "Made here")
    path = tmp_path / "portal.csv"
    path.write_text(
        "Name,Permissions,Key,Expires\n"
        f"Koha,Authentication API,{VALUE.reveal()},2027-03-01\n"
        "Reports,Authentication API,••••77aa,2027-03-01\n"
        "Evergreen,Full access,••••0001,2027-03-01\n",
        encoding="utf-8",
    )
    return path


def standings(answer) -> dict[str, str]:
    return {one["name"]: one["standing"] for one in answer.json["pairings"]}


def test_what_differs_is_listed_with_its_line(keyholder, portal):
    answer = keyholder.opened("reconcile", str(portal))
    assert answer.code == 1
    assert "name: portal “Reports”, here “Reports in R”" in answer.out
    assert answer.lines[-1] == (
        "Different: 1; Missing here: 1; Gone in the portal: 1; Agree: 1; "
        "Made here, not looked for: 1"
    )
    assert VALUE.reveal() not in answer.out + answer.err


def test_json_tells_each_pairing(keyholder, portal):
    answer = keyholder.opened("reconcile", str(portal), "--json")
    assert standings(answer) == {
        "Reports in R": "differs",
        "Evergreen": "missing_here",
        "Gone": "gone_there",
        "Koha": "agrees",
    }
    [reports] = [one for one in answer.json["pairings"] if one["differs"]]
    assert reports["differs"] == [{"field": "name", "portal": "Reports", "here": "Reports in R"}]
    assert reports["line"] == 3


def test_kinds_of_differences_are_mended_and_the_comparison_is_noted(keyholder, portal, services):
    answer = keyholder.opened(
        *("reconcile", str(portal), "--mend", "differs", "--mend", "missing_here"),
        *("--mend", "gone_there", "--compared", "--yes"),
    )
    assert (answer.code, answer.notes) == (0, ["keyholder: Mended: 3, left: 0."])
    assert keyholder.opened("reconcile", str(portal)).code == 0
    assert services.keys.find("Reports").compared_at == services.workplace.now()
    assert services.todos.all() == []


def test_mending_needs_a_yes(keyholder, portal):
    answer = keyholder.opened("reconcile", str(portal), "--mend", "differs")
    assert answer.code == 2
    assert "--yes" in answer.err


def test_dates_that_can_be_read_two_ways_are_asked_for(keyholder, portal):
    portal.write_text("Name,Expires\nKoha,03/04/2027\n", encoding="utf-8")
    answer = keyholder.opened("reconcile", str(portal))
    assert answer.code == 2
    assert "--dates" in answer.err
    answer = keyholder.opened("reconcile", str(portal), "--dates", "day-first", "--json")
    assert standings(answer)["Koha"] == "differs"


def test_columns_can_be_named(keyholder, portal):
    portal.write_text("What,When\nKoha,2027-03-01\n", encoding="utf-8")
    answer = keyholder.opened(
        *("reconcile", str(portal), "--map", "What=name", "--map", "When=expires_on", "--json")
    )
    assert standings(answer)["Koha"] == "agrees"


def test_a_file_that_is_not_there_is_told(keyholder, services, tmp_path):
    answer = keyholder.opened("reconcile", str(tmp_path / "nowhere.csv"))
    assert answer.code == 3


def test_a_list_that_fits_nothing_removes_nothing(keyholder, portal, services):
    portal.write_text("Name,Organisation\nKoha,Exampel\n", encoding="utf-8")
    before = services.keys.count(services.keys.query(View()))
    answer = keyholder.opened("reconcile", str(portal), "--mend", "gone_there", "--yes")
    assert answer.code == 1
    assert "Mended: 0, left: 3." in answer.err
    assert services.keys.count(services.keys.query(View())) == before


TABLE = (
    "Koha\tAuthentication API\t••••44aa\t2027-03-01\nReports\tFull access\t••••77aa\t2027-03-01\n"
)


def test_a_copied_table_is_read_from_standard_input_after_the_passphrase(keyholder, portal):
    answer = keyholder.opened("reconcile", "-", "--json", typed=TABLE)
    assert standings(answer) == {
        "Koha": "agrees",
        "Reports in R": "differs",
        "Gone": "gone_there",
    }


def test_what_is_no_table_on_standard_input_is_told(keyholder, portal):
    for typed, told in (("", "no text was copied"), ("Good morning", "holds no table")):
        answer = keyholder.opened("reconcile", "-", typed=typed)
        assert answer.code == 3
        assert told in answer.err


def test_a_column_without_a_name_is_called_by_its_number(keyholder, portal):
    table = "Koha\tmain\t••••44aa\nReports\tbranch\t••••77aa\n"
    answer = keyholder.opened("reconcile", "-", typed=table)
    assert answer.code == 2
    assert "--map 1=name" in answer.err
    answer = keyholder.opened("reconcile", "-", "--map", "1=name", "--json", typed=table)
    assert standings(answer)["Koha"] == "agrees"
    answer = keyholder.opened("reconcile", "-", "--map", "4=name", typed=table)
    assert answer.code == 2
    assert "no column “4”" in answer.err
