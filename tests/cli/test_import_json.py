"""keyholder import, of an inventory in JSON."""

import json

import pytest

from tests.cli.places import add_application
from tests.services.documents import changed, data_of
from tests.stage import VALUE, Stage, add_key, create_key, names


@pytest.fixture
def source(tmp_path, clock):
    """Another inventory with a key of the portal, one made here, and an application."""
    services = Stage(folder=tmp_path / "source", clock=clock).make()
    add_application(services, "Koha main", add_key(services, "portal", value=VALUE))
    create_key(services, "made here")
    yield services
    services.inventory.close()


@pytest.fixture
def file(tmp_path):
    def written(data: object, name: str = "all.json") -> str:
        path = tmp_path / name
        path.write_text(json.dumps(data), "utf-8-sig")
        return str(path)

    return written


def test_all_of_an_inventory_comes_in(keyholder, inventory, source, file):
    answer = keyholder.opened("import", file(data_of(source)))
    assert answer.code == 0, answer.err
    assert "Keys: 2 new, 0 changed, 0 the same, 0 left out." in answer.lines
    assert "Uses: 1 new, 0 changed, 0 the same, 0 left out." in answer.lines
    assert "gives way to the document's" in answer.err
    assert names(inventory) == ["portal", "made here"]


def test_a_dry_run_of_a_document_writes_nothing(keyholder, inventory, source, file):
    answer = keyholder.opened("import", file(data_of(source)), "--dry-run", "--json")
    assert (answer.code, answer.json["imported"], answer.json["keys"]["new"]) == (0, False, 2)
    assert names(inventory) == []
    told = keyholder.opened("import", file(data_of(source)), "--dry-run")
    assert told.lines[-1] == "0 problems. Nothing was written."


def test_what_is_wrong_is_told_with_its_place(keyholder, inventory, source, file):
    data = changed(data_of(source), "keys", 1, "expires_on", to="soon")
    answer = keyholder.opened("import", file(data))
    assert answer.code == 1
    assert answer.notes[0] == (
        "keyholder: keys[1].expires_on: This is not a date. Write it like 2027-03-01."
    )
    assert answer.notes[-1].startswith("keyholder: Problems in all.json: 1.")
    assert VALUE.reveal() not in answer.err + answer.out
    assert names(inventory) == []
    told = keyholder.opened("import", file(data), "--json")
    assert (told.code, told.json["problem_count"], told.json["imported"]) == (1, 1, False)


def test_keys_whose_values_are_not_there_are_told_of(keyholder, inventory, source, file):
    answer = keyholder.opened("import", file(data_of(source, values=False)))
    assert answer.code == 0
    assert "“made here”" in answer.err
    assert "Keys: 1 new, 0 changed, 0 the same, 1 left out." in answer.lines
    assert names(inventory) == ["portal"]


def test_options_of_tables_do_not_apply(keyholder, inventory, source, file):
    answer = keyholder.opened("import", file(data_of(source)), "--map", "a=name")
    assert answer.code == 2
    assert "--map does not apply" in answer.err


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json.age", b"age-encryption.org/v1\n...", "Open it first, with “age -d"),
        ("a.json", b'{"format": "other"}', "is not an inventory that Keyholder exported"),
        (
            "a.json",
            b'{"format": "keyholder inventory", "version": 2}',
            "has version 2 of the document; this Keyholder reads 1",
        ),
        ("a.json", b'{"a": NaN}', "is not sound JSON"),
    ],
)
def test_what_is_none_of_our_documents_is_told(keyholder, inventory, tmp_path, name, content, told):
    path = tmp_path / name
    path.write_bytes(content)
    answer = keyholder.opened("import", str(path))
    assert answer.code == 3
    assert told in answer.told()


def test_preferences_come_in_where_they_are_asked_for(keyholder, inventory, source, file):
    create_key(inventory)
    source.settings.set_text("lock-minutes", "7")
    path = file(data_of(source))
    assert "Preferences stay" in keyholder.opened("import", path).err
    assert inventory.settings.load().my_account() == inventory.accounts.mine()
    answer = keyholder.opened("import", path, "--preferences")
    assert "Preferences: 0 new, 1 changed, 16 the same, 0 left out." in answer.lines
