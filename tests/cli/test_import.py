import pytest

from app.services.imports import TEMPLATE
from tests.stage import VALUE, add_key, names

HEADER = "Name,Permission,Expires,Key\n"
LINE = f"Koha,authentication,2027-03-01,{VALUE.reveal()}\n"


@pytest.fixture
def file(tmp_path):
    def written(text: str) -> str:
        path = tmp_path / "keys.csv"
        path.write_text(text, "utf-8")
        return str(path)

    return written


def test_keys_come_in(keyholder, inventory, file):
    answer = keyholder.opened("import", file(HEADER + LINE))
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines[-1] == "New: 1. Changed: 0. Same: 0."
    assert names(inventory) == ["Koha"]


def test_a_dry_run_writes_nothing(keyholder, inventory, file):
    answer = keyholder.opened("import", file(HEADER + LINE), "--dry-run", "--json")
    assert (answer.code, answer.json["new"], answer.json["imported"]) == (0, 1, False)
    assert names(inventory) == []


def test_every_problem_is_told_and_nothing_is_written(keyholder, inventory, file):
    bad = HEADER + LINE + "A,root,soon,\nB,authentication,2027-03-01,\n"
    answer = keyholder.opened("import", file(bad))
    assert answer.code == 1
    assert [one.split(":")[1].split(",")[0] for one in answer.notes[:3]] == [
        " line 3",
        " line 3",
        " line 4",
    ]
    assert VALUE.reveal() not in answer.err + answer.out
    assert names(inventory) == []
    told = keyholder.opened("import", file(bad), "--dry-run", "--json")
    assert (told.code, len(told.json["problems"])) == (1, 3)


def test_options_say_what_the_file_does_not(keyholder, inventory, file):
    text = f"Bezeichnung;Datum;Schlüssel\nKoha;01/02/2027;{VALUE.reveal()}\n"
    maps = ("Bezeichnung=name", "Datum=expires_on", "Schlüssel=value")
    words = [word for one in maps for word in ("--map", one)]
    answer = keyholder.opened(
        "import", file(text), *words, "--dates", "day-first", "--permission", "reports"
    )
    assert answer.code == 0, answer.err
    assert names(inventory) == ["Koha"]
    assert keyholder.opened("import", file(text), "--map", "Nothing=name").code == 2
    assert keyholder.opened("import", file(text), "--map", "Datum=day").code == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_is_filled_in(keyholder, inventory, tmp_path, ending):
    path = str(tmp_path / f"keys.{ending}")
    assert keyholder("import", "--template", path).code == 0
    answer = keyholder.opened("import", path, "--dry-run")
    assert (answer.code, answer.lines[1]) == (0, "New: 0. Changed: 0. Same: 0.")
    assert "expires_on" in TEMPLATE
    assert keyholder("import", "--template", str(tmp_path / "keys.txt")).code == 2


def test_a_file_that_is_none_is_told(keyholder, inventory, tmp_path):
    answer = keyholder.opened("import", str(tmp_path / "none.csv"))
    assert answer.code == 3
    assert "none.csv cannot be read" in answer.told()


def test_a_key_that_is_known_is_told_of_without_its_value(keyholder, inventory, file):
    add_key(inventory, "Known", value=VALUE)
    text = HEADER + f"A,reports,2028-01-01,{VALUE.reveal()}\n"
    answer = keyholder.opened("import", file(text))
    assert "“Known” is known" in answer.err
    assert VALUE.reveal() not in answer.err
