"""applications list, create, edit, remove, restore, show, kinds."""

from datetime import date

import pytest

from app.core.organisation import OrganisationDraft
from tests.cli.conftest import Keyholder
from tests.cli.places import add_application, users
from tests.stage import add_key, create_key

CREATE = ("applications", "create", "--name", "Koha main", "--kind", "koha")
HOSTILE = "Koha\u202e\x1b[31m"


@pytest.fixture
def key(inventory):
    return create_key(inventory, "Koha")


def names(keyholder: Keyholder, *words: str) -> list[str]:
    return [one["name"] for one in keyholder("applications", "list", *words, "--json").json]


def test_an_application_is_created_with_all_that_is_said_and_its_keys(keyholder, inventory, key):
    answer = keyholder.opened(
        *CREATE,
        *("--place", "oaapikey", "--address", "https://koha.example.org", "--notes", "Rack 4"),
        *("--contact-name", "Grace", "--contact-email", "grace@example.org"),
        *("--contact-phone", "0117 496 0000", "--key", key.id[:8]),
    )
    [made] = keyholder("applications", "list", "--json").json
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"Created “Koha main” with the id {made['id']}.\n"
    assert made == {
        "id": made["id"],
        "name": "Koha main",
        "kind": "koha",
        "organisation": "Example University",
        "place": "oaapikey",
        "address": "https://koha.example.org",
        "contact_name": "Grace",
        "contact_email": "grace@example.org",
        "contact_phone": "0117 496 0000",
        "notes": "Rack 4",
        "keys_used": 1,
        "worst_state": "active",
        "created_at": "2026-06-15T12:00:00+00:00",
        "removed_at": None,
    }
    assert users(inventory, key) == ["Koha main"]


def test_a_created_application_can_be_printed_as_json(keyholder, inventory, key):
    made = keyholder.opened(*CREATE, "--key", key.id, "--json").json
    assert (made["name"], made["keys"][0]["key"]) == ("Koha main", key.id)


def test_an_unknown_key_creates_nothing(keyholder, inventory):
    assert keyholder.opened(*CREATE, "--key", "zzz").code == 1
    assert inventory.applications.all() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kind", "toaster"], "Invalid value for '--kind': There is no kind of application"),
        (["--name", " "], "Invalid value for '--name': A name is needed."),
        (["--name", HOSTILE], "Invalid value for '--name': Character 5 (U+202E)"),
        (["--contact-email", "grace"], "Invalid value for '--contact-email'"),
    ],
)
def test_what_cannot_be_used_is_wrong_usage(keyholder, inventory, words, said):
    answer = keyholder.opened(*CREATE, *words)
    assert answer.code == 2
    assert said in answer.told()
    assert inventory.applications.all() == []


def test_something_like_a_key_in_the_notes_is_warned_of(keyholder, inventory):
    answer = keyholder.opened(*CREATE, "--notes", "00000000-1111-4222-8333-4444444444aa")
    assert answer.code == 0
    assert "holds something like a key" in answer.told()


def test_the_table_names_place_contact_and_the_worst_state(keyholder, inventory, key):
    stopped = add_key(inventory, "Old", expires_on=date(2026, 6, 10))
    koha = add_application(
        inventory, "Koha main", key, stopped, place="oaapikey", contact_name="Grace"
    )
    add_application(inventory, "Moodle", kind="other")
    heading, first, second = keyholder("applications", "list").lines
    assert heading.split() == ["Id", "Name", "Kind", "Place", "Contact", "Keys", "Worst", "state"]
    assert first.split() == [
        koha.id[:8],
        *("Koha", "main", "koha", "oaapikey", "Grace", "2", "expired"),
    ]
    assert second.split()[1:] == ["Moodle", "other", "-", "-", "0", "-"]


def test_the_list_is_narrowed_by_words_kind_organisation_and_use(keyholder, inventory, key):
    campus = inventory.organisations.create(OrganisationDraft(name="Campus")).id
    add_application(inventory, "Koha main", key)
    add_application(inventory, "Évergreen main", kind="evergreen")
    add_application(inventory, "Campus reports", kind="r-reports", organisation=campus)
    assert names(keyholder, "--filter", "MAIN ever") == ["Évergreen main"]
    assert names(keyholder, "--filter", "ain") == []
    assert names(keyholder, "--kind", "koha") == ["Koha main"]
    assert names(keyholder, "--organisation", "campus") == ["Campus reports"]
    assert names(keyholder, "--unused") == ["Campus reports", "Évergreen main"]
    assert keyholder("applications", "list", "--kind", "toaster").code == 2


def test_the_filter_finds_what_the_window_finds(keyholder, inventory):
    add_application(
        *(inventory, "Catalogue (2026): old_koha"),
        kind="evergreen",
        place="oils-keys.xml",
        address="https://ils.example.org/admin",
        contact_name="Émile",
    )
    add_application(inventory, "Moodle", kind="other")
    for found in ("koha", "2026", "(2026)", "keys.xml", "ILS.exam", "emile", "evergr old", "-"):
        assert "Catalogue (2026): old_koha" in names(keyholder, "--filter", found), found
    for missed in ("alogue", "oils-keys moodle", "emilee"):
        assert names(keyholder, "--filter", missed) == []


def test_an_empty_list_is_told_beside_the_output(keyholder, services):
    answer = keyholder("applications", "list")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There are no such applications."
    assert keyholder("applications", "list", "--json").out == "[]\n"


def test_a_name_from_elsewhere_does_not_steer_the_terminal(keyholder, inventory):
    made = add_application(inventory, "Koha main")
    keyholder.tamper("UPDATE application SET name = 'Koha' || char(27) || '[31m'")
    for words in (("list",), ("show", made.id)):
        assert "\x1b" not in keyholder("applications", *words).out


def test_an_application_is_changed_where_it_is_said(keyholder, inventory):
    made = add_application(inventory, "Koha main", place="oaapikey")
    answer = keyholder.opened(
        *("applications", "edit", "koha MAIN", "--name", "Koha", "--contact-email"),
        *("grace@example.org", "--kind", "other"),
    )
    after = inventory.applications.get(made.id)
    assert answer.out == "Changed “Koha”.\n"
    assert (after.name, after.kind, after.contact_email) == ("Koha", "other", "grace@example.org")
    assert after.place == "oaapikey"
    keyholder.opened("applications", "edit", made.id[:8], "--place", "")
    assert inventory.applications.get(made.id).place == ""


def test_an_edit_of_nothing_is_wrong_usage(keyholder, inventory):
    add_application(inventory, "Koha main")
    assert keyholder.opened("applications", "edit", "Koha main").code == 2


@pytest.mark.parametrize("name", ["Nowhere", "", "zzz"])
def test_an_unknown_application_is_refused(keyholder, inventory, name):
    add_application(inventory, "Koha main")
    answer = keyholder("applications", "show", name)
    assert answer.code == 1
    assert answer.told().startswith(f"There is no application {name}")


def test_a_name_that_several_have_is_refused_and_an_id_is_not(keyholder, inventory):
    made = [add_application(inventory, "Koha main") for _twice in range(2)]
    answer = keyholder("applications", "show", "koha main")
    assert answer.code == 1
    assert answer.told() == (
        "More than one application is called “koha main”. Give the beginning of its id instead."
    )
    assert keyholder("applications", "show", made[0].id, "--json").json["id"] == made[0].id


def test_a_removal_says_which_uses_end_with_it(keyholder, inventory, key):
    add_application(inventory, "Koha main", key)
    answer = keyholder.opened("applications", "remove", "Koha main")
    assert answer.lines == [
        "Removed “Koha main”.",
        f"It used “Koha” ({key.id[:8]}): that use has ended.",
    ]
    assert names(keyholder) == []
    assert users(inventory, key) == []
    assert keyholder.opened("applications", "remove", "Koha main").code == 1


def test_removed_ones_are_listed_by_themselves(keyholder, inventory):
    for name in ("Koha main", "Alma"):
        add_application(inventory, name)
    keyholder.opened("applications", "remove", "Koha main")
    [removed] = keyholder("applications", "list", "--removed", "--json").json
    assert removed["name"] == "Koha main"
    assert removed["removed_at"] is not None
    assert [one["name"] for one in keyholder("applications", "list", "--json").json] == ["Alma"]


def test_a_removed_application_is_restored_with_the_uses_that_ended_with_it(
    keyholder, inventory, clock, key
):
    former = create_key(inventory, "Former")
    made = add_application(inventory, "Koha main", key, former)
    keyholder.opened("uses", "remove", former.id, "Koha main")
    clock.turn(minutes=1)
    keyholder.opened("applications", "remove", "Koha main")
    answer = keyholder.opened("applications", "restore", made.id[:8])
    assert answer.lines == [
        "Restored “Koha main”.",
        f"It uses “Koha” ({key.id[:8]}) again.",
    ]
    assert (users(inventory, key), users(inventory, former)) == (["Koha main"], [])
    again = keyholder.opened("applications", "restore", "Koha main")
    assert again.code == 1
    assert again.told().startswith("There is no removed application Koha main.")


def test_everything_known_is_shown(keyholder, inventory, key):
    other = create_key(inventory, "Former")
    made = add_application(inventory, "Koha main", key, other, place="oaapikey")
    keyholder.opened("uses", "remove", other.id, "Koha main", "--note", "Switched over")
    page = keyholder("applications", "show", made.id[:8]).out
    [use] = keyholder("uses", "list", "--key", other.id, "--ended", "--json").json
    for told in (
        f"Id            {made.id}",
        "Kind          koha (Koha, OpenAthens plugin)",
        f"Keys          {key.id[:8]}  Koha  active, 365 days left",
        f"Used before   {use['id'][:8]}  Former  ended on 2026-06-15 by tester (Switched over)",
        "History       2026-06-15T12:00:00+00:00  tester  Uses “Former” no longer (Switched over)",
    ):
        assert told in page
    shown = keyholder("applications", "show", made.id, "--json").json
    assert [one["key"] for one in shown["keys"]] == [key.id]
    assert shown["keys"][0]["key_state"] == "active"
    assert [one["note"] for one in shown["ended"]] == ["Switched over"]
    assert [(one["act"], one["what"]) for one in shown["history"]] == [
        ("left", "Uses “Former” no longer (Switched over)"),
        ("used", "Uses “Former”"),
        ("used", "Uses “Koha”"),
        ("created", "Created"),
    ]


def test_the_kinds_tell_where_a_key_goes(keyholder, services):
    kinds = {one["id"]: one for one in keyholder("applications", "kinds", "--json").json}
    assert kinds["koha"] == {
        "id": "koha",
        "label": "Koha, OpenAthens plugin",
        "fields": ["oaapikey (“OA API key:”)"],
        "beside": ["oaconnectionurl", "oaconnectionid"],
        "calls": ["authentication"],
        "note": "Koha stores the key as plain text.",
    }
    assert "Key goes to  oaapikey (“OA API key:”)" in keyholder("applications", "kinds").out


@pytest.mark.parametrize(
    "words",
    [
        CREATE,
        ("applications", "edit", "Koha main", "--place", "x"),
        ("applications", "remove", "K"),
    ],
)
def test_nothing_changes_while_the_vault_is_locked(keyholder, inventory, words):
    add_application(inventory, "Koha main")
    answer = keyholder(*words)
    assert answer.code == 3
    assert answer.told().startswith("The vault is locked.")
    assert len(inventory.applications.all()) == 1
