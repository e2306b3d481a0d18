"""keys list."""

import io
import sys
from datetime import date

import pytest

from app.core.organisation import OrganisationDraft
from app.services.key_creation import KeyDraft
from tests.cli.conftest import Keyholder
from tests.stage import VALUE, add_key, create_key

FIELDS = [
    "id",
    "name",
    "permission",
    "organisation",
    "owner",
    "state",
    "origin",
    "created_at",
    "expires_on",
    "last_working_day",
    "days_left",
    "key_ending",
    "notes",
    "also_tell",
    "predecessor",
    "used_by",
    "unused_confirmed_at",
]


def listed(keyholder: Keyholder, *words: str) -> list[str]:
    """Return the names in a list."""
    return [key["name"] for key in keyholder("keys", "list", *words, "--json").json]


def test_a_key_as_json_has_these_fields_and_no_others(keyholder, services):
    owner = services.accounts.mine()
    key = add_key(services, "Koha", value=VALUE, owner=owner, notes="Two\nlines")
    answer = keyholder("keys", "list", "--json")
    (found,) = answer.json
    assert list(found) == FIELDS
    assert found == {
        "id": key.id,
        "name": "Koha",
        "permission": "authentication",
        "organisation": "Example University",
        "owner": "Ada Tester",
        "state": "active",
        "origin": "portal",
        "created_at": "2026-06-15T12:00:00+00:00",
        "expires_on": "2027-03-01",
        "last_working_day": "2027-02-28",
        "days_left": 259,
        "key_ending": "44aa",
        "notes": "Two\nlines",
        "also_tell": [],
        "predecessor": None,
        "used_by": 0,
        "unused_confirmed_at": None,
    }
    assert not answer.err


def test_a_key_without_an_owner_has_null_in_its_place(keyholder, services):
    create_key(services)
    (found,) = keyholder("keys", "list", "--json").json
    assert found["owner"] is None


def test_the_table_is_aligned(keyholder, services):
    create_key(services, "Koha, main library")
    create_key(services, "京都 図書館", permission="full")
    heading, first, second = keyholder("keys", "list").lines
    assert heading.split()[:4] == ["Id", "Name", "Permission", "Key"]
    assert first.index("authentication") == heading.index("Permission")
    wide = 5  # of its characters take two columns
    assert second.index("full") == heading.index("Permission") - wide


def test_a_row_has_the_short_id_that_other_verbs_take(keyholder, services):
    key = create_key(services, "Koha")
    _heading, row = keyholder("keys", "list").lines
    assert row.split() == [
        key.id[:8],
        "Koha",
        "authentication",
        f"••••{key.ending}",
        *("Example", "University"),
        "?",
        "2027-06-15",
        "365",
        "active",
    ]


def test_next_to_expire_comes_first(keyholder, services):
    add_key(services, "Later", expires_on=date(2027, 5, 1))
    add_key(services, "Sooner", expires_on=date(2026, 7, 1), ending="aaaa")
    assert listed(keyholder) == ["Sooner", "Later"]


def test_an_empty_list_is_told_beside_the_output(keyholder, services):
    answer = keyholder("keys", "list")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There are no such keys."


def test_an_empty_list_is_an_empty_array(keyholder, services):
    answer = keyholder("keys", "list", "--json")
    assert (answer.code, answer.out, answer.err) == (0, "[]\n", "")


def test_removed_and_superseded_keys_are_left_out_unless_asked_for(keyholder, services):
    removed = create_key(services, "Removed")
    services.change.remove([removed.id])
    slip = add_key(services, "Corrected")
    keyholder.opened("keys", "correct", slip.id, "--expires", "2027-04-01")
    assert listed(keyholder) == ["Corrected"]
    assert listed(keyholder, "--filter", "state:removed") == ["Removed"]
    assert listed(keyholder, "--state", "superseded") == ["Corrected"]
    assert len(listed(keyholder, "--filter", "state:removed,superseded,active")) == 3


def test_the_filter_narrows_the_list(keyholder, services):
    create_key(services, "Koha, main library")
    create_key(services, "Koha, test", permission="full")
    add_key(services, "Evergreen")
    assert listed(keyholder, "--filter", "koha -test") == ["Koha, main library"]
    assert listed(keyholder, "--filter", "permission:full") == ["Koha, test"]
    assert listed(keyholder, "--filter", "expires<=2027-03-01 origin:portal") == ["Evergreen"]


@pytest.mark.parametrize(
    "text", ["nonsense:x", "state:gone", "expires<soon", "permission:none", '"open']
)
def test_a_filter_that_cannot_be_read_is_wrong_usage(keyholder, services, text):
    answer = keyholder("keys", "list", "--filter", text)
    assert answer.code == 2
    assert answer.told()
    assert not answer.out


def test_one_organisation_alone_by_name_or_by_the_beginning_of_its_id(keyholder, services):
    campus = services.organisations.create(OrganisationDraft(name="North campus"))
    create_key(services, "Ours")
    create_key(services, "Theirs", organisation=campus.id)
    assert listed(keyholder, "--organisation", "north CAMPUS") == ["Theirs"]
    assert listed(keyholder, "--organisation", campus.id[:8]) == ["Theirs"]
    assert keyholder("keys", "list", "--organisation", "South").code == 1


@pytest.mark.parametrize(
    ("day", "state", "days_left"),
    [
        ("2027-05-15", "active", 31),
        ("2027-05-16", "expiring", 30),
        ("2027-06-14", "expiring", 1),
        ("2027-06-15", "expired", 0),
        ("2027-06-20", "expired", -5),
    ],
)
def test_on_another_day_states_are_those_of_that_day(keyholder, services, day, state, days_left):
    create_key(services)
    (key,) = keyholder("keys", "list", "--on", day, "--json").json
    assert (key["state"], key["days_left"]) == (state, days_left)
    assert listed(keyholder, "--on", day, "--state", state)
    assert listed(keyholder, "--on", day, "--filter", f"-state:{state}") == []


def test_another_day_is_the_same_in_every_time_zone(keyholder, services):
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        place = services.organisations.create(OrganisationDraft(name=zone, time_zone=zone))
        add_key(services, zone, organisation=place.id, expires_on=date(2027, 3, 2))
    answer = keyholder("keys", "list", "--on", "2027-03-01", "--json")
    assert [key["days_left"] for key in answer.json] == [1, 1]


def test_a_day_that_is_none_is_wrong_usage(keyholder, services):
    answer = keyholder("keys", "list", "--on", "soon")
    assert answer.code == 2
    assert "Write it like 2027-03-01." in answer.told()


def test_a_list_longer_than_a_page_is_whole(keyholder, services):
    organisation = services.organisations.default().id
    with services.workplace.change():
        for number in range(1_001):
            services.creation.create(
                KeyDraft(name=f"Key {number}", organisation=organisation, permission="full")
            )
    assert len(set(listed(keyholder))) == 1_001
    table = keyholder("keys", "list").lines
    assert len(table) == 1_002
    assert table[-1].startswith(keyholder("keys", "list", "--json").json[-1]["id"][:8])


def test_a_disabled_key_has_no_days_left_to_show(keyholder, services):
    key = create_key(services)
    services.change.disable([key.id])
    row = keyholder("keys", "list").lines[1]
    assert row.split()[-2:] == ["-", "disabled"]


def test_a_change_by_another_program_meanwhile_is_told(keyholder, services, monkeypatch):
    key = create_key(services)

    class Watched(io.StringIO):
        def write(self, text: str) -> int:
            services.change.disable([key.id])
            return super().write(text)

    monkeypatch.setattr(sys, "stdout", Watched())
    answer = keyholder("keys", "list")
    assert answer.code == 0
    assert "list it again" in answer.told()


def test_what_a_terminal_would_obey_is_not_printed(keyholder, services):
    create_key(services, "Koha")
    keyholder.tamper("UPDATE key SET name = 'Koha' || char(27) || '[2J'")
    assert "Koha\N{REPLACEMENT CHARACTER}[2J" in keyholder("keys", "list").out
