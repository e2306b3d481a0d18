"""uses list, add, move, remove, undo, none."""

import pytest

from tests.cli.places import add_application, users
from tests.stage import create_key


@pytest.fixture
def key(inventory):
    return create_key(inventory, "Koha key")


@pytest.fixture
def other(inventory):
    return create_key(inventory, "Other key")


@pytest.fixture
def koha(inventory):
    return add_application(
        inventory, "Koha main", place="oaapikey", contact_name="Grace", contact_phone="0117"
    )


def test_a_key_is_recorded_as_used_by_one_or_several(keyholder, inventory, key, koha):
    moodle = add_application(inventory, "Moodle")
    answer = keyholder.opened("uses", "add", key.id[:8], "koha MAIN", moodle.id[:8])
    assert answer.lines == ["“Koha main” uses “Koha key”.", "“Moodle” uses “Koha key”."]
    assert users(inventory, key) == ["Koha main", "Moodle"]


def test_one_unknown_application_records_nothing(keyholder, inventory, key, koha):
    assert keyholder.opened("uses", "add", key.id, "Koha main", "Nowhere").code == 1
    assert users(inventory, key) == []


def test_a_use_as_json_names_both_and_whom_to_call(keyholder, inventory, key, koha):
    use = inventory.uses.add(koha.id, key.id)
    assert keyholder("uses", "list", "--json").json == [
        {
            "id": use.id,
            "key": key.id,
            "key_name": "Koha key",
            "application": koha.id,
            "application_name": "Koha main",
            "place": "oaapikey",
            "address": "",
            "contact_name": "Grace",
            "contact_email": "",
            "contact_phone": "0117",
            "since": "2026-06-15T12:00:00+00:00",
            "begun_by": "tester",
            "ended_at": None,
            "ended_by": None,
            "note": "",
            "moved_to": None,
        }
    ]


def test_the_list_is_narrowed_by_key_and_application(keyholder, inventory, key, other, koha):
    moodle = add_application(inventory, "Moodle", key)
    inventory.uses.add(koha.id, other.id)

    def listed(*words: str) -> list[tuple[str, str]]:
        found = keyholder("uses", "list", *words, "--json").json
        return [(one["application_name"], one["key_name"]) for one in found]

    assert listed() == [("Koha main", "Other key"), ("Moodle", "Koha key")]
    assert listed("--key", key.id[:8]) == [("Moodle", "Koha key")]
    assert listed("--application", "koha main") == [("Koha main", "Other key")]
    assert listed("--application", moodle.id, "--key", other.id) == []


def test_the_table_has_ids_place_and_contact(keyholder, inventory, key, koha):
    use = inventory.uses.add(koha.id, key.id)
    heading, row = keyholder("uses", "list").lines
    assert heading.split() == ["Id", "Application", "Key", "Name", "Place", "Contact"]
    assert row.split() == [
        *(use.id[:8], "Koha", "main", key.id[:8], "Koha", "key"),
        *("oaapikey", "Grace,", "0117"),
    ]


def test_an_empty_list_is_told_beside_the_output(keyholder, services):
    assert keyholder("uses", "list").told() == "There are no such uses."
    assert keyholder("uses", "list", "--json").out == "[]\n"


def test_a_use_moves_to_another_key_with_a_note(keyholder, inventory, key, other, koha):
    inventory.uses.add(koha.id, key.id)
    answer = keyholder.opened(
        *("uses", "move", key.id[:8], "Koha main", "--to", other.id[:8], "--note", "Restarted")
    )
    assert answer.out == "“Koha main” uses “Other key” now, and “Koha key” no longer.\n"
    assert (users(inventory, key), users(inventory, other)) == ([], ["Koha main"])
    [old] = keyholder("uses", "list", "--key", key.id, "--ended", "--json").json
    [new] = keyholder("uses", "list", "--key", other.id, "--json").json
    assert (old["note"], old["ended_by"], old["moved_to"]) == ("Restarted", "tester", new["id"])


def test_of_several_either_all_move_or_none(keyholder, inventory, key, other, koha):
    inventory.uses.add(koha.id, key.id)
    add_application(inventory, "Moodle")
    answer = keyholder.opened("uses", "move", key.id, "Koha main", "Moodle", "--to", other.id)
    assert answer.code == 1
    assert answer.told() == (
        f"The application “Moodle” does not use the key “Koha key” ({key.id[:8]}). "
        f"Nothing was changed. List what uses the key: keyholder uses list --key {key.id[:8]}"
    )
    assert users(inventory, key) == ["Koha main"]


def test_a_use_ends_and_is_taken_back(keyholder, inventory, key, koha):
    use = inventory.uses.add(koha.id, key.id)
    answer = keyholder.opened("uses", "remove", key.id, "Koha main", "--note", "Switched off")
    assert answer.out == "“Koha main” uses “Koha key” no longer.\n"
    assert users(inventory, key) == []
    _heading, row = keyholder("uses", "list", "--ended").lines
    assert row.endswith("2026-06-15  tester  Switched off")
    answer = keyholder.opened("uses", "undo", use.id[:8])
    assert answer.out == "“Koha main” uses “Koha key” again.\n"
    assert users(inventory, key) == ["Koha main"]


def test_a_move_is_taken_back(keyholder, inventory, key, other, koha):
    use = inventory.uses.add(koha.id, key.id)
    inventory.uses.move(use.id, other.id)
    keyholder.opened("uses", "undo", use.id)
    assert (users(inventory, key), users(inventory, other)) == (["Koha main"], [])


def test_what_has_not_ended_cannot_be_taken_back(keyholder, inventory, key, koha):
    use = inventory.uses.add(koha.id, key.id)
    answer = keyholder.opened("uses", "undo", use.id)
    assert answer.code == 1
    assert "it uses this key still" in answer.told()
    assert keyholder.opened("uses", "undo", "zzz").told().startswith("There is no use zzz.")


def test_it_is_confirmed_that_nothing_uses_a_key(keyholder, inventory, key, other):
    answer = keyholder.opened("uses", "none", key.id, other.id[:8])
    assert answer.out == "Confirmed that nothing uses 2 keys.\n"
    [first, _second] = keyholder("keys", "list", "--json").json
    assert first["unused_confirmed_at"] == "2026-06-15T12:00:00+00:00"
    again = keyholder.opened("uses", "none", key.id)
    assert (again.code, again.told()) == (0, "“Koha key” was left as it was.")


def test_a_key_that_is_used_cannot_be_confirmed_as_unused(keyholder, inventory, key, koha):
    inventory.uses.add(koha.id, key.id)
    answer = keyholder.opened("uses", "none", key.id)
    assert answer.code == 1
    assert "an application uses it" in answer.told()


def test_a_note_with_what_nobody_sees_is_wrong_usage(keyholder, inventory, key, koha):
    inventory.uses.add(koha.id, key.id)
    answer = keyholder.opened("uses", "remove", key.id, "Koha main", "--note", "a\u202eb")
    assert answer.code == 2
    assert users(inventory, key) == ["Koha main"]


@pytest.mark.parametrize(
    "words",
    [("add", "KEY", "Koha main"), ("remove", "KEY", "Koha main"), ("undo", "USE"), ("none", "KEY")],
)
def test_nothing_changes_while_the_vault_is_locked(keyholder, inventory, key, koha, words):
    use = inventory.uses.add(koha.id, key.id)
    given = [{"KEY": key.id, "USE": use.id}.get(word, word) for word in words]
    assert keyholder("uses", *given).code == 3
    assert users(inventory, key) == ["Koha main"]
