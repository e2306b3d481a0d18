"""Days are those of the organisation, wherever the command line tells one."""

import pytest

from app.core.organisation import OrganisationDraft
from tests.cli.places import add_application
from tests.stage import add_key, create_key

TODAY, TOMORROW = "2026-06-15", "2026-06-16"


@pytest.fixture
def far(inventory):
    """An organisation where it is tomorrow already."""
    draft = OrganisationDraft(name="Far", time_zone="Pacific/Auckland")
    return inventory.organisations.create(draft).id


def test_a_use_ended_on_the_day_of_its_keys_organisation(keyholder, inventory, far):
    here, there = create_key(inventory, "Here"), create_key(inventory, "There", organisation=far)
    koha = add_application(inventory, "Koha", here, there)
    for key in (here, there):
        keyholder.opened("uses", "remove", key.id, "Koha")
    _heading, *rows = keyholder("uses", "list", "--ended").lines
    assert {("There" in row, TOMORROW in row, TODAY in row) for row in rows} == {
        (True, True, False),
        (False, False, True),
    }
    page = keyholder("applications", "show", koha.id).out
    assert f"There  ended on {TOMORROW} by tester" in page
    assert f"Here  ended on {TODAY} by tester" in page


def test_a_step_was_done_and_nothing_confirmed_on_that_day(keyholder, inventory, far):
    old = create_key(inventory, "Old", organisation=far)
    add_application(inventory, "Koha", old)
    keyholder.opened("replace", old.id)
    [course] = inventory.replacement_list.running()
    keyholder.opened("replacements", "step", course.replacement.id, "Koha")
    page = keyholder("replacements", "show", course.replacement.id).out
    assert f"done   Koha; moved on {TOMORROW} by tester" in page
    assert f"both work from {TOMORROW} through" in page
    free = create_key(inventory, "Free", organisation=far)
    keyholder.opened("uses", "none", free.id)
    assert f"as tester confirmed on {TOMORROW}" in keyholder("keys", "show", free.id).out


def test_a_portal_to_do_is_of_that_day(keyholder, inventory, far):
    key = add_key(inventory, "There", organisation=far)
    keyholder.opened("keys", "disable", key.id)
    _heading, row = keyholder("todos", "list").lines
    assert row.split()[1] == TOMORROW
    keyholder.opened("todos", "done", row.split()[0])
    _heading, row = keyholder("todos", "list", "--done").lines
    assert row.split()[1] == TOMORROW
