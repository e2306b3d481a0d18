"""advice."""

from app.core.organisation import OrganisationDraft
from tests.stage import add_key, create_key


def test_all_advice_is_printed_what_matters_most_first(keyholder, inventory):
    create_key(inventory, "Koha", owner=inventory.accounts.mine())
    heading, first, second = keyholder("advice").lines
    assert heading.split() == ["Advice", "Id", "On", "Why", "What", "to", "do"]
    assert first.startswith("One person told")
    assert "key Koha" in first
    assert "Only ada@example.org would be told of it." in first
    assert first.endswith("Name a second address: one person may be away on that day.")
    assert second.startswith("Use unknown")


def test_json_has_every_field(keyholder, inventory):
    key = create_key(inventory, "Koha", owner=inventory.accounts.mine())
    first, second = keyholder("advice", "--json").json
    assert first == {
        "kind": "one_person",
        "thing": "key",
        "id": key.id,
        "name": "Koha",
        "organisation": "Example University",
        "why": "Only ada@example.org would be told of it.",
        "what_to_do": "Name a second address: one person may be away on that day.",
    }
    assert second["kind"] == "unknown_use"


def test_nothing_to_advise_is_told_beside_the_output(keyholder, inventory):
    answer = keyholder("advice")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "Nothing to advise."
    assert keyholder("advice", "--json").json == []


def test_one_organisation_alone(keyholder, inventory):
    create_key(inventory, "Koha")
    inventory.organisations.create(OrganisationDraft(name="North campus"))
    assert keyholder("advice", "--organisation", "North campus").told() == "Nothing to advise."
    assert len(keyholder("advice", "--organisation", "Example University", "--json").json) == 2
    assert keyholder("advice", "--organisation", "Nowhere").code == 1


def test_all_are_listed_however_many_there_are(keyholder, inventory):
    with inventory.workplace.change():
        for number in range(502):
            add_key(inventory, f"Key {number}", ending=f"{number:04}")
    found = keyholder("advice", "--json").json
    unknown = {one["id"] for one in found if one["kind"] == "unknown_use"}
    assert len(unknown) == 502
