"""replace: a key's successor, and what is to do before the old one may go."""

from datetime import date

import pytest

from app.core.organisation import AccountDraft
from app.core.replacement import Reason
from tests.cli.places import add_application, running, users
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key, listed

ENDING = ("--expires", "2027-06-01", "--ending", "77aa")


@pytest.fixture
def made_here(inventory):
    return create_key(
        inventory,
        "Koha",
        owner=inventory.accounts.mine(),
        notes="Rack 4",
        also_tell=("desk@example.org",),
    )


@pytest.fixture
def portal(inventory):
    return add_key(inventory, "Evergreen", value=VALUE, expires_on=date(2026, 7, 10))


def test_the_successor_of_a_key_made_here_takes_everything_over(keyholder, inventory, made_here):
    answer = keyholder.opened("replace", made_here.id[:8], "--json")
    key = answer.json["key"]
    assert key["id"] != made_here.id
    assert (key["name"], key["permission"]) == ("Koha", "authentication")
    assert (key["owner"], key["notes"]) == ("Ada Tester", "Rack 4")
    assert (key["also_tell"], key["predecessor"]) == (["desk@example.org"], made_here.id)
    assert (key["origin"], key["expires_on"]) == ("made_here", "2027-06-15")
    assert "value" not in key


def test_what_is_said_differs(keyholder, inventory, made_here):
    home = inventory.organisations.default().id
    inventory.accounts.create(AccountDraft(name="Ben", organisation=home))
    key = keyholder.opened(
        *("replace", made_here.id, "--name", "Koha 2", "--permission", "full"),
        *("--owner", "Ben", "--reason", "level", "--json"),
    ).json
    assert (key["key"]["name"], key["key"]["permission"]) == ("Koha 2", "full")
    assert (key["key"]["owner"], key["replacement"]["reason"]) == ("Ben", "level")
    other = create_key(inventory, "Owned", owner=inventory.accounts.mine())
    assert (
        keyholder.opened("replace", other.id, "--no-owner", "--json").json["key"]["owner"] is None
    )


def test_the_page_ends_with_the_checklist_and_its_id(keyholder, inventory, portal):
    add_application(inventory, "Koha main", portal, place="oaapikey", contact_name="Grace")
    add_application(inventory, "Moodle", portal)
    answer = keyholder.opened("replace", portal.id, *ENDING)
    successor = next(key for key in listed(inventory) if key.id != portal.id)
    page, checklist = answer.out.split("\n\n")
    assert page.startswith(f"Id                {successor.id}")
    assert f"Predecessor       {portal.id}  Evergreen" in page
    assert f"Id         {running(inventory)}" in checklist
    assert "Overlap    both work from 2026-06-15 through 2026-07-09: 25 days" in checklist
    assert checklist.splitlines()[-2:] == [
        "Checklist  to do  Koha main; in oaapikey; call Grace",
        "           to do  Moodle; no contact recorded",
    ]


def test_the_value_of_a_portal_key_is_read_from_standard_input(keyholder, inventory, portal):
    answer = keyholder.opened(
        *("replace", portal.id, "--expires", "2027-06-01", "--json"),
        typed=f"{OTHER_VALUE.reveal()}\n",
    )
    key = inventory.keys.get(answer.json["key"]["id"])
    assert inventory.secret.copy(key.id) == OTHER_VALUE
    assert OTHER_VALUE.reveal() not in answer.out + answer.err
    assert (key.origin.value, key.expires_on) == ("portal", date(2027, 6, 1))


def test_a_generated_value_is_printed_when_revealed(keyholder, inventory, made_here):
    key = keyholder.opened("replace", made_here.id, "--reveal", "--json").json["key"]
    assert key["value"] == inventory.secret.reveal(key["id"]).reveal()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give the --expires of its successor there"),
        ((*ENDING, "--reveal"), "leave --reveal out"),
        ((*ENDING, "--owner", "Ada Tester", "--no-owner"), "either --owner or --no-owner"),
        (("--expires", "2027-06-01"), "The line with the secret is empty or missing."),
        ((*ENDING, "--ending", "x"), "Invalid value for '--ending'"),
        ((*ENDING, "--permission", "toast"), "Invalid value for '--permission'"),
        ((*ENDING, "--reason", "boredom"), "Invalid value for '--reason'"),
    ],
)
def test_what_does_not_fit_is_wrong_usage_and_replaces_nothing(
    keyholder, inventory, portal, words, said
):
    answer = keyholder.opened("replace", portal.id, *words)
    assert answer.code == 2
    assert said in answer.told()
    assert listed(inventory) == [portal]


@pytest.mark.parametrize("words", [ENDING, ENDING[:2], ENDING[2:]])
def test_a_key_made_here_has_nothing_from_the_portal(keyholder, inventory, made_here, words):
    answer = keyholder.opened("replace", made_here.id, *words)
    assert answer.code == 2
    assert "leave --expires and --ending out" in answer.told()


def test_the_applications_named_are_all_that_use_the_old_key(keyholder, inventory, made_here):
    add_application(inventory, "Koha main", made_here)
    moodle = add_application(inventory, "Moodle")
    answer = keyholder.opened(
        *("replace", made_here.id, "--application", "Moodle", "--application", moodle.id, "--json")
    )
    assert [one["application_name"] for one in answer.json["replacement"]["steps"]] == ["Moodle"]
    assert users(inventory, made_here) == ["Moodle"]


def test_a_successor_that_has_expired_is_refused(keyholder, inventory, portal):
    answer = keyholder.opened("replace", portal.id, *ENDING, "--expires", "2020-01-01")
    assert answer.code == 2
    assert "cannot take another's place" in answer.told()
    assert inventory.replacement_list.running() == []


def test_a_successor_that_stops_no_later_is_warned_of(keyholder, inventory, portal):
    answer = keyholder.opened("replace", portal.id, *ENDING, "--expires", "2026-07-01")
    assert answer.code == 0
    assert "keyholder: It stops no later than the key that it replaces." in answer.notes


def test_a_key_that_is_being_replaced_is_refused_before_a_value_is_read(
    keyholder, inventory, portal
):
    keyholder.opened("replace", portal.id, *ENDING, "--name", "Evergreen 2027")
    answer = keyholder.opened("replace", portal.id, "--expires", "2027-06-01")
    assert answer.code == 1
    assert answer.told().startswith(
        "“Evergreen” cannot be changed like this: it is being replaced by “Evergreen 2027” ("
    )
    assert len(listed(inventory)) == 2


def test_a_plan_is_filled_and_gives_the_reason(keyholder, inventory, made_here):
    [plan] = inventory.replacements.plan(
        [(made_here.id, date(2026, 6, 16))], Reason.PERSON_LEFT
    ).planned
    shown = keyholder.opened("replace", made_here.id, "--json").json["replacement"]
    assert (shown["id"], shown["reason"], shown["state"]) == (plan.id, "person_left", "open")


def test_it_is_said_where_nobody_knows_who_uses_the_old_key(keyholder, inventory, made_here):
    answer = keyholder.opened("replace", made_here.id)
    assert answer.notes[-2:] == [
        (
            "keyholder: Nobody said where the old key is used. Record it: keyholder uses add "
            f"{made_here.id[:8]}. Or confirm that nothing uses it: keyholder uses none "
            f"{made_here.id[:8]}"
        ),
        "keyholder: Made here, not known to OpenAthens: it opens nothing there.",
    ]


def test_a_removed_key_can_have_a_successor_too(keyholder, inventory, made_here):
    inventory.change.confirm_unused([made_here.id])
    inventory.change.remove([made_here.id])
    answer = keyholder.opened("replace", made_here.id, "--json")
    assert answer.code == 0
    assert answer.json["replacement"]["old"] == made_here.id


def test_an_unknown_key_is_refused_and_a_locked_vault_cannot_tell(keyholder, inventory, made_here):
    assert keyholder.opened("replace", "zzz").code == 1
    assert keyholder("replace", made_here.id).code == 3
    assert listed(inventory) == [made_here]


def test_a_created_or_added_key_can_name_what_will_use_it(keyholder, inventory):
    koha = add_application(inventory, "Koha main")
    made = keyholder.opened(
        *("keys", "create", "--name", "New", "--permission", "full", "--application", "koha main"),
        *("--application", koha.id[:8], "--json"),
    ).json
    assert [use["application_name"] for use in made["uses"]] == ["Koha main"]
    assert made["used_by"] == 1
    added = keyholder.opened(
        *("keys", "add", "--name", "Portal", "--permission", "full", *ENDING),
        *("--application", "Koha main", "--json"),
    ).json
    assert [use["application"] for use in added["uses"]] == [koha.id]


def test_a_reason_stands_beside_a_key_that_is_replaced(keyholder, inventory, made_here):
    create = ("keys", "create", "--name", "New", "--permission", "full", "--reason", "exposed")
    answer = keyholder.opened(*create)
    assert answer.code == 2
    assert "--replaces" in answer.told()
    keyholder.opened(*create, "--replaces", made_here.id)
    [course] = inventory.replacement_list.running()
    assert (course.old, course.replacement.reason) == (made_here, Reason.EXPOSED)
