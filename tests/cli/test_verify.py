"""keyholder verify, and what other verbs say of records that were changed elsewhere."""

import pytest

from app.core.key import KeyState
from tests.stage import create_key


@pytest.fixture
def tampered(keyholder, inventory):
    """One key of two, renamed by another program."""
    create_key(inventory, "Koha")
    key = create_key(inventory, "Moodle")
    keyholder.tamper("UPDATE key SET permission = 'full' WHERE name = 'Moodle'")
    return key


def test_a_whole_inventory_is_told_in_one_line(keyholder, services):
    answer = keyholder.opened("verify")
    head = services.checks.head()
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        f"The inventory is whole. Its audit trail, {head.entries} entries: {' '.join(head.words)}\n"
    )
    assert keyholder.opened("verify", "--json").json == []


def test_each_finding_has_its_line(keyholder, tampered):
    keyholder.tamper("UPDATE account SET email = 'eve@example.org'")
    answer = keyholder.opened("verify")
    assert answer.code == 1
    assert len(answer.lines) == 2
    assert "The account “Ada Tester” was changed outside Keyholder" in answer.out
    assert "The key “Moodle” was changed outside Keyholder" in answer.out


def test_findings_as_json(keyholder, tampered):
    answer = keyholder.opened("verify", "--json")
    assert answer.code == 1
    (finding,) = answer.json
    assert list(finding) == ["finding"]
    assert "Moodle" in finding["finding"]


def test_a_list_calls_out_a_record_that_was_changed(keyholder, tampered):
    answer = keyholder.opened("keys", "list")
    assert answer.code == 0
    assert answer.told() == "1 record was changed outside Keyholder: run keyholder verify"
    assert [line.split()[-1] for line in answer.lines[1:]] == ["active", "altered"]


def test_json_keeps_its_states(keyholder, tampered):
    answer = keyholder.opened("keys", "list", "--json")
    assert answer.notes
    assert {key["state"] for key in answer.json} == {KeyState.ACTIVE.value}


def test_several_are_counted(keyholder, tampered):
    keyholder.tamper("UPDATE key SET disabled_at = NULL, permission = 'reports'")
    assert keyholder.opened("keys", "list").told().startswith("2 records were changed")


def test_a_page_calls_it_out(keyholder, tampered):
    answer = keyholder.opened("keys", "show", tampered.id)
    assert answer.told() == "1 record was changed outside Keyholder: run keyholder verify"


def test_without_a_way_in_it_cannot_be_told(keyholder, tampered):
    assert not keyholder("keys", "list").err


def test_a_record_that_was_changed_elsewhere_is_not_changed_here(keyholder, tampered):
    answer = keyholder.opened("keys", "disable", tampered.id)
    assert answer.code == 3
    assert answer.told().startswith("The record “Moodle” was changed outside Keyholder.")


def test_an_older_state_that_was_put_in_place_is_told_until_it_is_accepted(keyholder, services):
    database = keyholder.stage.place.database
    services.inventory.close()
    older = database.read_bytes()
    keyholder.opened("preferences", "set", "lock-minutes", "30")
    database.write_bytes(older)
    answer = keyholder.opened("verify")
    assert answer.code == 1
    assert "An older state of the inventory was put in its place" in answer.out
    keyholder.opened("preferences", "set", "lock-minutes", "20")
    assert keyholder.opened("verify").code == 1
    assert keyholder.opened("verify", "--accept").code == 0
    assert keyholder.opened("verify").code == 0
    assert keyholder.opened("verify", "--accept").told() == (
        "No later state of this inventory was seen: there is nothing to accept."
    )


def test_the_keyring_alone_accepts_nothing(keyholder, services):
    answer = keyholder("verify", "--accept")
    assert answer.code == 3
