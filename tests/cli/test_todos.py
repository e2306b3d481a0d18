"""todos list, todos done, todos undo."""

import pytest

from tests.stage import add_key


@pytest.fixture
def todo(inventory):
    """A key of the portal that was disabled here."""
    key = add_key(inventory, "Evergreen")
    inventory.change.disable([key.id])
    (one,) = inventory.todos.all()
    return one


def test_what_is_to_do_is_listed(keyholder, todo):
    heading, row = keyholder("todos", "list").lines
    assert heading.split() == ["Id", "Since", "What"]
    assert row.split()[:2] == [todo.id[:8], "2026-06-15"]
    assert row.endswith("Disable “Evergreen” in the portal; if it cannot be, remove it there.")


def test_json_has_every_field(keyholder, todo):
    assert keyholder("todos", "list", "--json").json == [
        {
            "id": todo.id,
            "key": todo.key,
            "key_name": "Evergreen",
            "kind": "disable",
            "what": "Disable “Evergreen” in the portal; if it cannot be, remove it there.",
            "since": "2026-06-15T12:00:00+00:00",
            "done_at": None,
            "done_by": None,
        }
    ]


def test_nothing_to_do_is_told_beside_the_output(keyholder, services):
    answer = keyholder("todos", "list")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "Nothing is to do in the portal."
    assert keyholder("todos", "list", "--done").told() == "Nothing was done yet."
    assert keyholder("todos", "list", "--json").json == []


def test_a_to_do_is_ticked_and_unticked(keyholder, todo):
    answer = keyholder.opened("todos", "done", todo.id[:8])
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Done: Disable “Evergreen” in the portal")
    assert keyholder("todos", "list", "--json").json == []
    (done,) = keyholder("todos", "list", "--done", "--json").json
    assert (done["done_at"], done["done_by"]) == ("2026-06-15T12:00:00+00:00", "tester")
    answer = keyholder.opened("todos", "undo", todo.id)
    assert answer.out.startswith("To do again: Disable")
    assert len(keyholder("todos", "list", "--json").json) == 1


def test_several_are_ticked_at_once_or_none(keyholder, inventory, todo):
    other = add_key(inventory, "Koha", ending="aaaa")
    inventory.change.remove([other.id])
    ids = [one.id for one in inventory.todos.all()]
    assert keyholder.opened("todos", "done", ids[0], "zzz").code == 1
    assert inventory.todos.count_open() == 2
    assert len(keyholder.opened("todos", "done", *ids).lines) == 2
    assert inventory.todos.count_open() == 0


def test_an_unknown_to_do_is_refused(keyholder, todo):
    answer = keyholder.opened("todos", "done", "zzz")
    assert answer.code == 1
    assert answer.told() == "There is no to-do zzz. List them to see their names and ids."
