"""Reconciling with the portal's list, and mending what differs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.core import portal_list, reconcile_words
from app.core.audit import Act, Thing
from app.core.errors import WrongStateError
from app.core.key import Key
from app.core.organisation import OrganisationDraft
from app.core.reconcile import PortalLine, Standing
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.reconciliation import Reconciliation
from app.services.suite import Services
from tests.services.replacing import application
from tests.services.scene import watched
from tests.stage import VALUE, add_key, create_key, listed, names

DAY = date(2027, 3, 1)


OTHER = PortalLine(number=9, name="Other", permission="full", expires_on=DAY, ending="5555")


@pytest.fixture
def key(services: Services) -> Key:
    return add_key(services, "Koha", value=VALUE, expires_on=DAY)


@pytest.fixture
def gone(services: Services, key: Key) -> Key:
    """A key beside another one that the portal's list has."""
    add_key(services, "Other", permission="full", expires_on=DAY, ending="5555")
    return key


def line(key: Key, **change: object) -> PortalLine:
    """Return the line of the portal's list that shows *key*."""
    shown = PortalLine(
        number=2,
        name=key.name,
        permission=key.permission,
        expires_on=key.expires_on,
        ending=key.ending,
    )
    return replace(shown, **change)  # type: ignore[arg-type]  # tests know its fields


def look(services: Services, *lines: PortalLine) -> Reconciliation:
    return services.reconciler.look(lines, services.organisations.default().id)


def mend(services: Services, *lines: PortalLine, undo: bool = False) -> None:
    """Mend the only difference."""
    found = look(services, *lines)
    [different] = [one for one in found.pairings if one.standing is not Standing.AGREES]
    back = services.reconciler.mend(different, found.organisation)
    if undo:
        assert back is not None
        back()


def to_dos(services: Services) -> list[str]:
    return [services.todos.told(one) for one in services.todos.all()]


def test_looking_changes_nothing(services, key):
    create_key(services)
    with watched(services) as added:
        found = look(services, line(key))
    assert found.agrees
    assert found.made_here == 1
    assert not added


def test_a_value_in_the_list_is_known_by_its_fingerprint(services, key):
    found = look(services, line(key, name="Alma", ending="", value=VALUE))
    [pairing] = found.pairings
    assert pairing.key == key
    assert pairing.standing is Standing.DIFFERS


def test_name_and_level_are_taken_over_and_leave_nothing_to_do_in_the_portal(services, key):
    shown = line(key, name="Koha, branch", permission="full")
    mend(services, shown)
    assert look(services, shown).agrees
    assert to_dos(services) == []
    changed = services.keys.find(key.id)
    assert (changed.name, changed.permission) == ("Koha, branch", "full")


def test_a_rename_that_waits_for_the_portal_can_be_given_up(services, key):
    services.change.edit(key.id, KeyEdit(name="Koha, new"))
    assert look(services, line(key)).pairings[0].to_do
    mend(services, line(key))
    assert names(services) == ["Koha"]
    assert to_dos(services) == []


def test_another_expiry_is_corrected_by_a_new_record(services, key):
    shown = line(key, expires_on=date(2027, 4, 1), name="Koha, branch")
    mend(services, shown)
    [now] = listed(services)
    assert (now.name, now.expires_on) == ("Koha, branch", date(2027, 4, 1))
    assert look(services, shown).agrees


def test_what_is_missing_here_is_added_as_the_portal_shows_it(services, key):
    other = PortalLine(number=3, name="Evergreen", permission="full", expires_on=DAY, ending="77aa")
    mend(services, line(key), other)
    assert look(services, line(key), other).agrees
    assert sorted(names(services)) == ["Evergreen", "Koha"]
    added = services.keys.find("Evergreen")
    assert added.owner == services.workplace.my_account()


def test_its_value_is_kept_where_the_list_has_it(services):
    value = Secret("00000000-1111-4222-8333-4444444477aa")
    shown = PortalLine(number=2, name="Evergreen", permission="full", expires_on=DAY, value=value)
    mend(services, shown)
    assert services.keys.find("Evergreen").has_value
    assert look(services, shown).agrees


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"permission": ""}, "permission level"),
        ({"expires_on": None}, "when it expires"),
        ({"name": ""}, "name"),
    ],
)
def test_what_the_list_does_not_tell_keeps_it_from_being_added(services, key, lacking, told):
    with pytest.raises(WrongStateError, match=told):
        mend(services, line(key), line(key, ending="77aa", **lacking))
    assert names(services) == ["Koha"]


def test_what_is_gone_there_is_removed_here_with_nothing_left_to_do(services, gone):
    mend(services, OTHER)
    assert names(services) == ["Other"]
    assert to_dos(services) == []
    assert look(services, OTHER).agrees


def test_removing_it_can_be_taken_back_with_what_was_to_do_before(services, gone):
    services.change.edit(gone.id, KeyEdit(name="Koha 2"))
    before = to_dos(services)
    mend(services, OTHER, undo=True)
    assert sorted(names(services)) == ["Koha 2", "Other"]
    assert to_dos(services) == before == ["Rename “Koha” to “Koha 2” in the portal."]


def test_taking_over_a_name_can_be_taken_back_with_nothing_to_do(services, key):
    mend(services, line(key, name="Koha, branch"), undo=True)
    assert names(services) == ["Koha"]
    assert to_dos(services) == []


def test_a_list_that_fits_no_key_removes_none(services, key):
    found = look(services)
    assert services.reconciler.mend_all(found.pairings, found.organisation) == 0
    with pytest.raises(WrongStateError, match="another list"):
        services.reconciler.mend(found.pairings[0], found.organisation)
    assert names(services) == ["Koha"]


def test_of_many_those_that_applications_use_are_left_for_a_look(services, gone):
    application(services, "Portal", gone)
    found = look(services, OTHER)
    assert services.reconciler.mend_all(found.pairings, found.organisation) == 0
    assert sorted(names(services)) == ["Koha", "Other"]


def test_a_removal_that_is_still_to_do_is_not_mended_here(services, key):
    services.change.remove([key.id])
    found = look(services, line(key))
    assert found.pairings[0].standing is Standing.STILL_THERE
    with pytest.raises(WrongStateError, match="remove it in the portal"):
        services.reconciler.mend(found.pairings[0], found.organisation)


def test_a_removal_that_was_ticked_too_early_is_restored(services, key):
    services.change.remove([key.id])
    services.todos.tick(services.todos.all()[0].id)
    mend(services, line(key))
    assert names(services) == ["Koha"]


def test_a_removal_that_was_made_in_the_portal_is_ticked_and_unticked(services, key):
    services.change.remove([key.id])
    found = look(services)
    assert found.pairings[0].standing is Standing.DONE_THERE
    back = services.reconciler.mend(found.pairings[0], found.organisation)
    assert to_dos(services) == []
    assert back is not None
    back()
    assert to_dos(services) == ["Remove “Koha” in the portal."]


def test_all_of_a_kind_are_mended_at_once_or_none(services, key):
    more = [
        PortalLine(
            number=at, name=f"Key {at}", permission="full", expires_on=DAY, ending=f"{at:04}"
        )
        for at in range(3, 8)
    ]
    wrong = replace(more[-1], permission="unheard of", number=9, ending="9999")
    found = look(services, line(key), *more, wrong)
    with pytest.raises(Exception, match="no permission level"):
        services.reconciler.mend_all(found.pairings, found.organisation)
    assert names(services) == ["Koha"]
    found = look(services, line(key), *more)
    assert services.reconciler.mend_all(found.pairings, found.organisation) == 5
    assert look(services, line(key), *more).agrees


def test_what_agrees_is_marked_as_compared_and_the_rest_is_not(services, key):
    add_key(services, "Evergreen", expires_on=DAY, ending="77aa")
    back = services.reconciler.mark_compared(look(services, line(key)))
    compared = {one: services.keys.find(one).compared_at for one in ("Koha", "Evergreen")}
    assert compared == {"Koha": services.workplace.now(), "Evergreen": None}
    back()
    assert services.keys.find("Koha").compared_at is None


def test_a_comparison_is_told_in_the_trail(services, key):
    found = look(services)
    with watched(services) as added:
        services.reconciler.note(found, "portal.csv")
    [entry] = added
    assert (entry.act, entry.thing) == (Act.COMPARED, Thing.ORGANISATION)
    assert entry.after == {"file": "portal.csv", "gone_there": 1}


def lines_of(services: Services, text: str, tmp_path: Path) -> Reconciliation:
    """Return the portal's list that a CSV file shows."""
    path = tmp_path / "portal.csv"
    path.write_text("name,permission,expires,key\n" + text, "utf-8")
    read = services.imports.read(str(path))
    home = services.organisations.default()
    found = portal_list.read(
        read.sheet, read.choices.columns, services.workplace.levels, organisation=home.name
    )
    return services.reconciler.look(found.lines, home.id)


@pytest.mark.parametrize("shown", [VALUE.reveal().upper(), "••••44AA", "xxxxxxxx44aa"])
def test_capitals_and_masks_of_any_kind_are_the_key_that_is_here(services, tmp_path, shown):
    add_key(services, "A", value=VALUE)
    found = lines_of(services, f"A renamed,authentication,2027-03-01,{shown}\n", tmp_path)
    assert [one.standing for one in found.pairings] == [Standing.DIFFERS]


def test_a_value_that_stands_twice_is_added_once(services, tmp_path):
    row = f"New,authentication,2027-03-01,{VALUE.reveal()}\n"
    found = lines_of(services, row + row, tmp_path)
    assert services.reconciler.mend_all(found.pairings, found.organisation) == 1


def test_a_key_of_another_organisation_is_not_added_again(services, tmp_path):
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    add_key(services, "A", value=VALUE, organisation=college.id)
    found = lines_of(services, f"A,authentication,2027-03-01,{VALUE.reveal()}\n", tmp_path)
    assert "a key here already" in reconcile_words.why_not(found.pairings[0])
    assert services.reconciler.mend_all(found.pairings, found.organisation) == 0
