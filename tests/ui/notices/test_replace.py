"""Replace…: the successor of what expires, from the list of notices."""

from datetime import date

import pytest

from app.core.key import Key, KeyState, Origin
from app.services.suite import Services
from app.ui.keys.add_dialog import AddDialog
from app.ui.keys.create_dialog import CreateDialog
from tests.stage import PASSPHRASE, listed
from tests.ui import rows
from tests.ui.window import WindowStage

KOHA, NEXT = "Koha, main library", "Koha, from 2027 on"


def all_named(services: Services, name: str) -> list[Key]:
    """Return the keys of this name, the first to expire first."""
    return [key for key in listed(services) if key.name == name]


@pytest.fixture
def form(opened: WindowStage, page):
    """The form of the successor of a portal key."""
    rows.click(opened, KOHA, "Replace…")
    return opened.dialog(AddDialog)


def complete(opened: WindowStage, form) -> None:
    opened.type_into(form.fields.name_edit, NEXT)
    opened.type_into(form.ending_edit, "4f2e")
    opened.type_into(form.expiry_edit.line_edit, "2027-06-15")
    opened.click(form.primary_button)


def test_a_portal_key_is_replaced_by_one_that_the_portal_shows(opened, form):
    fields = form.fields
    assert (fields.name, fields.permission, fields.notes) == (KOHA, "authentication", "rack 4")
    assert not form.value_edit.text()
    assert not form.ending_edit.text()
    assert form.expiry_edit.is_empty
    lead = f"Takes the place of “{KOHA}”, which goes on until it is disabled or removed."
    assert lead in [one.text() for one in form.form.findChildren(type(form.title_label))]


def test_the_successor_knows_what_it_takes_the_place_of(opened, page, form):
    complete(opened, form)
    assert opened.toast == f"Added “{NEXT}”."
    [old] = opened.stored(lambda services: all_named(services, KOHA))
    [new] = opened.stored(lambda services: all_named(services, NEXT))
    assert (new.predecessor, new.ending, new.expires_on) == (old.id, "4f2e", date(2027, 6, 15))
    assert old.predecessor is None
    assert KOHA in [row[1] for row in rows.rows(page)], "the old one goes on, and is told of"


def test_a_key_made_here_is_replaced_by_one_that_is_made_here(opened, page):
    rows.press(opened, "Rehearsal", "Ctrl+R")
    form = opened.dialog(CreateDialog)
    assert (form.fields.name, form.fields.permission) == ("Rehearsal", "full")
    assert form.fields.also_tell_edit.text() == "desk@example.org"
    opened.type_into(form.fields.name_edit, "Rehearsal, second")
    opened.click(form.primary_button)
    assert form.made_label.isVisible()
    opened.click(form.primary_button)
    [old] = opened.stored(lambda services: all_named(services, "Rehearsal"))
    [new] = opened.stored(lambda services: all_named(services, "Rehearsal, second"))
    assert (new.predecessor, new.origin) == (old.id, Origin.MADE_HERE)
    assert new.also_tell == ("desk@example.org",)


def test_cancel_replaces_nothing(opened, form):
    opened.press("Esc", form)
    assert len(opened.stored(lambda services: all_named(services, KOHA))) == 1


def test_a_locked_vault_is_asked_for_and_the_form_is_not_lost(opened, form):
    opened.session.lock()
    opened.settle()
    complete(opened, form)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert not opened.dialogs
    assert len(opened.stored(lambda services: all_named(services, NEXT))) == 1


def test_a_key_that_was_removed_here_can_be_replaced_while_the_portal_has_it(opened, page):
    def remove(services: Services) -> None:
        services.change.remove([all_named(services, KOHA)[0].id])

    opened.fill(remove)
    opened.session.look_for_changes()
    opened.settle()
    rows.press(opened, f"{KOHA} · still in the portal", "Ctrl+R")
    form = opened.dialog(AddDialog)
    complete(opened, form)
    [new] = opened.stored(lambda services: all_named(services, NEXT))
    [old] = opened.stored(lambda services: listed(services, state=KeyState.REMOVED))
    assert new.predecessor == old.id
