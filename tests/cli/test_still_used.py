"""Keys that applications use are not stopped by mistake."""

import pytest

from app.core.key import KeyState
from tests.cli.places import add_application
from tests.stage import VALUE, add_key, create_key, listed


@pytest.fixture
def key(inventory):
    return add_key(inventory, "Koha", value=VALUE)


@pytest.fixture
def koha(inventory, key):
    return add_application(
        inventory, "Koha main", key, place="oaapikey", contact_email="grace@example.org"
    )


PLACE = "keyholder: - Koha main; in oaapikey; call grace@example.org"
BREAKS = "keyholder: “Koha”: 1 application uses it and would be refused:"


@pytest.mark.parametrize("verb", ["disable", "remove"])
def test_stopping_is_refused_naming_what_would_break_and_whom_to_call(
    keyholder, inventory, key, koha, verb
):
    answer = keyholder.opened("keys", verb, key.id)
    assert (answer.code, answer.out) == (1, "")
    assert answer.notes == [
        BREAKS,
        PLACE,
        (
            "keyholder: “Koha” is still used. Nothing was changed. Replace it first: "
            f"keyholder replace {key.id[:8]}. Or add --yes to do it all the same."
        ),
    ]
    assert inventory.keys.get(key.id) == key


def test_one_that_is_used_keeps_the_others_from_changing(keyholder, inventory, key, koha):
    free = create_key(inventory, "Free")
    assert keyholder.opened("keys", "disable", free.id, key.id).code == 1
    assert inventory.keys.get(free.id).disabled_at is None


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("disable", "Disabled “Koha”.\n"),
        ("remove", "Removed “Koha”; to be restored for 30 days.\n"),
    ],
)
def test_with_yes_it_is_done_and_it_is_said_who_is_refused(keyholder, key, koha, verb, said):
    answer = keyholder.opened("keys", verb, key.id, "--yes")
    assert (answer.code, answer.out) == (0, said)
    assert answer.notes[:2] == [BREAKS, PLACE]


def test_enabling_and_restoring_ask_nothing(keyholder, inventory, key, koha):
    keyholder.opened("keys", "disable", key.id, "--yes")
    assert keyholder.opened("keys", "enable", key.id).code == 0
    keyholder.opened("keys", "remove", key.id, "--yes")
    assert keyholder.opened("keys", "restore", key.id).code == 0


def test_a_key_that_is_used_is_never_destroyed(keyholder, inventory, key, koha):
    once = keyholder.opened("keys", "destroy", key.id)
    assert once.code == 1
    assert once.notes[:2] == [BREAKS, PLACE]
    twice = keyholder.opened("keys", "destroy", key.id, "--yes")
    assert twice.code == 1
    assert twice.notes[:2] == [BREAKS, PLACE]
    assert "“Koha” is still needed: 1 application still uses it." in twice.notes[2]
    assert inventory.secret.copy(key.id) == VALUE


def test_a_key_that_nothing_uses_any_more_is_removed(keyholder, inventory, key, koha):
    keyholder.opened("uses", "remove", key.id, "Koha main")
    assert keyholder.opened("keys", "remove", key.id).code == 0
    assert [one.name for one in listed(inventory, state=KeyState.REMOVED)] == ["Koha"]
