"""accounts evidence, accounts leave."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.identity import Actor
from app.core.replacement import Reason
from tests.cli.conftest import Keyholder
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key

LEAVE = ("accounts", "leave", "Grace", "--to", "Ada Tester")


def run_as(keyholder: Keyholder, actor: str, *words: str) -> None:
    """Run *words* as another user of the computer."""
    before = keyholder.stage
    keyholder.stage = replace(before, actor=Actor(actor))
    assert keyholder.opened(*words).code == 0
    keyholder.stage = before


@pytest.fixture
def known(keyholder, inventory, grace):
    """Keys that Grace owns, revealed, or owned while it worked; and one she never had."""
    keys = {
        "owned": create_key(inventory, "owned", owner=grace.id),
        "seen": add_key(inventory, "seen", permission="full", value=VALUE),
        "stopped": create_key(inventory, "stopped", owner=grace.id),
        "strange": add_key(inventory, "strange", value=OTHER_VALUE),
    }
    inventory.change.disable([keys["stopped"].id])
    run_as(keyholder, "grace", "keys", "show", keys["seen"].id, "--reveal")
    return keys


def planned(inventory) -> dict[str, tuple[Reason, date | None]]:
    courses = inventory.replacement_list.running()
    return {one.old.name: (one.replacement.reason, one.replacement.planned_on) for one in courses}


def owner(keyholder: Keyholder, key) -> str:
    found: str = keyholder("keys", "show", key.id, "--json").json["owner"]
    return found


def test_evidence_has_what_was_owned_or_seen_the_most_powerful_first(keyholder, known):
    answer = keyholder("accounts", "evidence", "Grace", "--json")
    assert answer.told() == (
        "Taken to be “grace” on these computers: if not, say --as, or --as-nobody."
    )
    assert answer.json[0] == {
        "key": known["seen"].id,
        "key_name": "seen",
        "permission": "full",
        "organisation": "Example University",
        "state": "active",
        "works": True,
        "owned": False,
        "created_at": None,
        "copied_at": None,
        "revealed_at": "2026-06-15T12:00:00+00:00",
    }
    [owned, stopped] = answer.json[1:]
    assert (owned["key_name"], owned["owned"], owned["works"]) == ("owned", True, True)
    assert (stopped["key_name"], stopped["state"], stopped["works"]) == (
        *("stopped", "disabled", False),
    )


def test_evidence_as_a_table_tells_days(keyholder, known):
    heading, first, second, _third = keyholder("accounts", "evidence", "Grace").lines
    assert heading.split() == [
        *("Key", "Name", "Permission", "State", "Owned", "Made", "Copied", "Revealed"),
    ]
    assert first.split() == [
        *(known["seen"].id[:8], "seen", "full", "active", "-", "-", "-", "2026-06-15"),
    ]
    assert second.split()[1:5] == ["owned", "authentication", "active", "yes"]


def test_who_the_person_was_is_said_or_that_it_was_nobody(keyholder, inventory, known):
    def names(*words: str) -> set[str]:
        answer = keyholder("accounts", "evidence", "Grace", *words, "--json")
        assert not answer.err
        return {one["key_name"] for one in answer.json}

    assert names("--as-nobody") == {"owned", "stopped"}
    assert names("--as", "grace") == {"owned", "stopped", "seen"}
    assert names("--as", "grace", "--as", "tester") == {"owned", "stopped", "seen", "strange"}
    assert keyholder("accounts", "evidence", "Grace", "--as", "x", "--as-nobody").code == 2


def test_a_login_that_nobody_has_is_refused_and_an_unlikely_one_asked_for(keyholder, known):
    answer = keyholder("accounts", "evidence", "Grace", "--as", "mallory")
    assert answer.code == 1
    assert answer.told() == (
        "Nobody with the login “mallory” ever did something in this inventory. "
        "These did: grace, tester."
    )
    keyholder.opened("accounts", "create", "--name", "Ben Example")
    answer = keyholder("accounts", "evidence", "Ben Example")
    assert answer.notes[0].endswith("--as, or --as-nobody. There are: grace, tester")
    assert answer.notes[1:] == ["keyholder: There are no such keys."]


def test_without_yes_it_is_shown_what_would_be_done_and_nothing_is(keyholder, inventory, known):
    answer = keyholder(*LEAVE, "--as", "grace")
    assert answer.code == 1
    assert answer.told() == (
        "Nothing was changed yet. Whoever has seen a key can go on using it: take the access of "
        "“Grace” to the OpenAthens portal away first. Add --yes to plan for today to replace "
        "2 keys, and to hand over 2 keys."
    )
    heading, *rows = answer.lines
    assert heading.endswith("Revealed    Replace  Replacement")
    assert [row.split()[1] for row in rows if row.split()[-2] == "yes"] == ["seen", "owned"]
    assert planned(inventory) == {}
    assert owner(keyholder, known["owned"]) == "Grace"


def test_with_yes_what_works_is_planned_for_today_and_all_handed_over(keyholder, inventory, known):
    answer = keyholder.opened(*LEAVE, "--as", "grace", "--yes")
    assert answer.code == 0
    assert answer.lines[-2:] == [
        "Planned for today to replace 2 keys.",
        "Handed 2 keys over from “Grace” to “Ada Tester”.",
    ]
    assert answer.told() == "Begin with the first of them: keyholder replace KEY"
    today = (Reason.PERSON_LEFT, date(2026, 6, 15))
    assert planned(inventory) == {"seen": today, "owned": today}
    assert owner(keyholder, known["stopped"]) == "Ada Tester"
    assert keyholder.opened("accounts", "remove", "Grace").code == 0


def test_keys_that_are_named_are_replaced_alone_even_a_stopped_one(keyholder, inventory, known):
    named = ("--key", known["stopped"].id[:8], "--key", known["owned"].id)
    answer = keyholder.opened(*LEAVE, *named, "--as-nobody", "--yes", "--json")
    assert (answer.code, set(planned(inventory))) == (0, {"owned", "stopped"})
    ids = {one.old.id: one.replacement.id for one in inventory.replacement_list.running()}
    assert answer.json["account"] != answer.json["to"]
    assert {one["key"]: one["replacement"] for one in answer.json["evidence"]} == ids
    assert {one["replace"] for one in answer.json["evidence"]} == {True}
    assert {one["name"]: one["owner"] for one in answer.json["handed_over"]} == {
        "owned": "Ada Tester",
        "stopped": "Ada Tester",
    }


def test_json_without_yes_has_the_same_shape_and_says_no(keyholder, known):
    answer = keyholder("accounts", "leave", "Grace", "--to-nobody", "--as", "grace", "--json")
    assert (answer.code, answer.json["to"], answer.json["handed_over"]) == (1, None, [])
    found = {
        one["key_name"]: (one["replace"], one["replacement"]) for one in answer.json["evidence"]
    }
    assert found == {"seen": (True, None), "owned": (True, None), "stopped": (False, None)}


def test_a_key_that_the_person_never_had_is_refused(keyholder, inventory, known):
    strange = known["strange"]
    answer = keyholder.opened(*LEAVE, "--as", "grace", "--key", strange.id, "--yes")
    assert answer.code == 1
    assert answer.told() == (
        "Nothing says that “Grace” had the key “strange”. Nothing was changed. "
        f"To replace it all the same: keyholder replace {strange.id[:8]}"
    )
    assert planned(inventory) == {}


def test_a_key_that_is_being_replaced_is_left_alone_and_told_of(keyholder, inventory, known):
    create_key(inventory, "new", predecessor=known["owned"].id)
    answer = keyholder.opened(*LEAVE, "--as", "grace", "--yes")
    assert answer.notes[0] == "keyholder: 1 key is being replaced already: it was left alone."
    assert planned(inventory)["owned"] == (Reason.EXPIRY, None)


def test_a_plan_for_later_is_brought_forward(keyholder, inventory, known):
    inventory.replacements.plan([(known["owned"].id, date(2026, 7, 1))], Reason.EXPIRY)
    keyholder.opened(*LEAVE, "--as", "grace", "--yes")
    assert planned(inventory)["owned"] == (Reason.PERSON_LEFT, date(2026, 6, 15))


@pytest.mark.parametrize("to", [(), ("--to", "Ada Tester", "--to-nobody"), ("--to", "Grace")])
def test_who_gets_the_keys_is_said_once_and_is_somebody_else(keyholder, inventory, known, to):
    answer = keyholder.opened("accounts", "leave", "Grace", *to, "--as", "grace", "--yes")
    assert (answer.code, answer.out) == (2, "")
    assert planned(inventory) == {}


def test_of_who_owns_nothing_it_need_not_be_said(keyholder, inventory, grace):
    answer = keyholder.opened("accounts", "leave", "Grace", "--as-nobody", "--yes")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There is nothing to replace or hand over."
    seen = add_key(inventory, "seen", value=VALUE)
    run_as(keyholder, "grace", "keys", "show", seen.id, "--reveal")
    answer = keyholder.opened("accounts", "leave", "Grace", "--as", "grace", "--yes")
    assert answer.lines[-1] == "Planned for today to replace 1 key."
    assert set(planned(inventory)) == {"seen"}


def test_unknown_names_are_refused_and_a_locked_vault_cannot_tell(keyholder, inventory, known):
    assert keyholder("accounts", "evidence", "Nobody").code == 1
    assert keyholder.opened("accounts", "leave", "Nobody", "--to-nobody").code == 1
    assert keyholder.opened("accounts", "leave", "Grace", "--to", "Nobody").code == 1
    assert keyholder.opened(*LEAVE, "--as", "grace", "--key", "zzz").code == 1
    assert keyholder(*LEAVE, "--as", "grace", "--yes").code == 3
    assert planned(inventory) == {}
