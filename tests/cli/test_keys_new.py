"""keys create, keys add."""

import re

import pytest

from app.core.audit import Act
from app.core.organisation import AccountDraft, OrganisationDraft
from tests.stage import PASSPHRASE, VALUE, add_key, create_key, listed

CREATE = ("keys", "create", "--name", "Koha", "--permission", "authentication")
ADD = ("keys", "add", "--name", "Evergreen", "--permission", "full", "--expires", "2027-03-01")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_a_created_key_is_stored_and_shown(keyholder, inventory):
    answer = keyholder.opened(*CREATE, "--notes", "Rack 4")
    (key,) = listed(inventory)
    assert answer.code == 0
    assert (key.name, key.permission, key.notes) == ("Koha", "authentication", "Rack 4")
    assert key.id in answer.out
    assert "2027-06-15" in answer.out


def test_it_is_said_that_openathens_does_not_know_it(keyholder, inventory):
    answer = keyholder.opened(*CREATE)
    assert answer.told() == "Made here, not known to OpenAthens: it opens nothing there."


def test_the_value_stays_hidden(keyholder, inventory):
    answer = keyholder.opened(*CREATE, "--json")
    (key,) = listed(inventory)
    value = inventory.secret.reveal(key.id).reveal()
    assert "value" not in answer.json
    assert value not in answer.out + answer.err


def test_the_value_is_printed_when_revealed_and_the_trail_tells(keyholder, inventory):
    answer = keyholder.opened(*CREATE, "--reveal", "--json")
    (key,) = listed(inventory)
    assert inventory.inventory.audit.latest(1)[0].act is Act.REVEALED
    assert UUID.fullmatch(answer.json["value"])
    assert answer.json["value"] == inventory.secret.reveal(key.id).reveal()


def test_the_page_shows_a_revealed_value(keyholder, inventory):
    answer = keyholder.opened(*CREATE, "--reveal")
    assert UUID.search("".join(one for one in answer.lines if one.startswith("Key ")))


def test_you_own_what_you_create_in_your_organisation(keyholder, inventory):
    made = keyholder.opened(*CREATE, "--json").json
    assert (made["owner"], made["organisation"]) == ("Ada Tester", "Example University")


def test_owner_and_organisation_can_be_named(keyholder, inventory):
    campus = inventory.organisations.create(OrganisationDraft(name="Campus"))
    inventory.accounts.create(
        AccountDraft(name="Ben", email="ben@example.org", organisation=campus.id)
    )
    made = keyholder.opened(
        *CREATE, "--owner", "BEN@example.org", "--organisation", campus.id[:6], "--json"
    ).json
    assert (made["owner"], made["organisation"]) == ("Ben", "Campus")


@pytest.mark.parametrize("option", ["--owner", "--organisation"])
@pytest.mark.parametrize("name", ["Nobody", ""])
def test_an_unknown_owner_or_organisation_is_refused(keyholder, inventory, option, name):
    answer = keyholder.opened(*CREATE, option, name)
    assert answer.code == 1
    assert not listed(inventory)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "  "], "Invalid value for '--name': A name is needed."),
        (["--permission", "everything"], "There is no permission level “everything”."),
    ],
)
def test_a_bad_name_or_level_is_wrong_usage(keyholder, inventory, words, said):
    answer = keyholder.opened(*CREATE, *words)
    assert answer.code == 2
    assert said in answer.told()


def test_a_level_that_the_organisation_has_not_is_wrong_usage(keyholder, inventory):
    inventory.organisations.create(OrganisationDraft(name="Campus", reports_api=False))
    answer = keyholder.opened(*CREATE, "--permission", "reports", "--organisation", "Campus")
    assert answer.code == 2
    assert "needs the reports API" in answer.told()


def test_a_name_like_another_is_warned_of_and_stored(keyholder, inventory):
    create_key(inventory, "Koha")
    answer = keyholder.opened(*CREATE)
    assert answer.code == 0
    assert "The name looks like “Koha”" in answer.notes[0]
    assert len(listed(inventory)) == 2


def test_a_value_is_read_from_standard_input(keyholder, inventory):
    answer = keyholder.opened(*ADD, typed=f"{VALUE.reveal()}\n")
    (key,) = listed(inventory)
    assert answer.code == 0
    assert (key.name, key.expires_on.isoformat()) == ("Evergreen", "2027-03-01")
    assert inventory.secret.copy(key.id) == VALUE
    assert VALUE.reveal() not in answer.out + answer.err


def test_passphrase_and_value_come_one_after_the_other(keyholder, inventory):
    answer = keyholder(
        "--passphrase-file", "-", *ADD, typed=f"{PASSPHRASE.reveal()}\n{VALUE.reveal()}\n"
    )
    (key,) = listed(inventory)
    assert answer.code == 0
    assert inventory.secret.copy(key.id) == VALUE


def test_a_missing_value_is_wrong_usage(keyholder, inventory):
    answer = keyholder.opened(*ADD)
    assert answer.code == 2
    assert "empty or missing" in answer.told()


def test_a_value_of_two_words_is_wrong_usage_and_not_repeated(keyholder, inventory):
    answer = keyholder.opened(*ADD, typed="two words\n")
    assert answer.code == 2
    assert "two words" not in answer.err
    assert not listed(inventory)


def test_an_ending_needs_no_value(keyholder, inventory):
    answer = keyholder.opened(*ADD, "--ending", "c15b", "--json")
    assert answer.json["key_ending"] == "c15b"
    assert answer.json["origin"] == "portal"


def test_an_ending_that_is_none_is_wrong_usage(keyholder, inventory):
    answer = keyholder.opened(*ADD, "--ending", "15b")
    assert answer.code == 2
    assert "Invalid value for '--ending'" in answer.told()


def test_an_expiry_date_is_needed(keyholder, inventory):
    answer = keyholder.opened(*ADD[:-2], "--ending", "c15b")
    assert answer.code == 2
    assert "--expires" in answer.told()


def test_the_value_of_another_key_is_refused_and_names_it(keyholder, inventory):
    add_key(inventory, "Koha", value=VALUE)
    answer = keyholder.opened(*ADD, typed=VALUE.reveal())
    assert answer.code == 1
    assert "as the key “Koha”" in answer.told()
    assert len(listed(inventory)) == 1


def test_what_is_odd_is_warned_of_and_stored_all_the_same(keyholder, inventory):
    answer = keyholder.opened(*ADD, "--expires", "2026-06-15", typed="an-odd-value-1234\n")
    assert answer.code == 0
    assert "The key has expired already" in answer.notes[0]
    assert "does not have the usual form" in answer.notes[1]
    assert [key.name for key in listed(inventory)] == ["Evergreen"]
