"""Whom a key's notices go to, and when: in the list, the forms, and calendars."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from app.core.key import Key
from app.core.preference import NOTICE_STAGES
from app.services.key_change import KeyEdit
from app.services.suite import Services
from app.ui.kit.roles import Role
from app.ui.kit.text import PlainLabel
from tests.edges import set_preferences
from tests.stage import listed
from tests.ui.keys.sitting import Sitting

KOHA, OLD, MADE = "Koha, main library", "Old catalogue", "Usage reports in R"
TOLD, ALSO = "Told by e-mail", "also_tell"


def find(services: Services, name: str) -> Key:
    return next(key for key in listed(services) if key.name == name)


def leave_alone(services: Services) -> None:
    """Take away all addresses but one key's own."""
    [ada] = services.accounts.all()
    services.accounts.edit(ada.id, replace(ada, email=""))
    services.change.edit(find(services, MADE).id, KeyEdit(also_tell=("desk@example.org",)))


@pytest.fixture
def alone(sitting: Sitting) -> Sitting:
    """The keys' page where two of three keys would be told to nobody."""
    sitting.fill(leave_alone)
    sitting.session.look_for_changes()
    sitting.settle()
    return sitting


def remark(sitting: Sitting, name: str) -> str:
    """Return the quiet words beside a key's name."""
    index = sitting.page.model.index(sitting.names().index(name), 0)
    return str(index.data(Role.MUTED_TEXT) or "")


def facts(dialog: Any) -> dict[str, str]:
    """Return what the details say, by their labels."""
    texts = [one.text() for one in dialog.findChildren(PlainLabel)]
    return dict(pairwise(texts))


def also_tell(services: Services, name: str) -> tuple[str, ...]:
    return find(services, name).also_tell


def test_the_list_says_of_which_keys_nobody_is_told(alone):
    assert remark(alone, KOHA) == "nobody told"
    assert remark(alone, MADE) == "made here"


def test_where_somebody_is_told_the_list_says_nothing(sitting):
    assert remark(sitting, KOHA) == ""


def test_a_filter_finds_them_and_the_others(alone):
    alone.filter("told:none")
    assert set(alone.names()) == {KOHA, OLD}
    alone.filter("-told:none")
    assert alone.names() == [MADE]
    alone.filter("told:ada")
    assert alone.page.bar.error_label.text() == (
        "Give an e-mail address after “told:”, or none for keys that nobody is told of, "
        "or one for those that one person only is told of."
    )
    alone.filter("told:nobody@example.org")
    assert alone.names() == []


def test_the_details_name_who_is_told_and_warn_of_one_person_only(sitting):
    sitting.select(KOHA)
    sitting.press("Return", sitting.table)
    assert facts(sitting.page)[TOLD] == "ada@example.org (one person only)"


def test_the_details_name_everybody(sitting):
    sitting.fill(
        lambda services: services.change.edit(
            find(services, KOHA).id, KeyEdit(also_tell=("desk@example.org", "ADA@example.org"))
        )
    )
    sitting.session.look_for_changes()
    sitting.settle()
    sitting.select(KOHA)
    sitting.press("Return", sitting.table)
    assert facts(sitting.page)[TOLD] == "desk@example.org, ADA@example.org", "Ada once"


def test_the_details_of_a_key_that_nobody_is_told_of_say_what_to_do(alone):
    alone.select(KOHA)
    alone.press("Return", alone.table)
    assert facts(alone.page)[TOLD].startswith("Nobody: give its owner, an administrator or")


def test_the_addresses_of_a_new_key_are_kept(empty):
    empty.click(empty.page.create_button)
    form = empty.dialog()
    empty.type_into(form.fields.name_edit, "Koha")
    empty.click(form.fields.permission_list.cards["full"].radio)
    empty.type_into(form.fields.also_tell_edit, "desk@example.org, it@example.org")
    empty.click(form.primary_button)
    assert form.made_label.isVisible()
    assert empty.stored(lambda services: also_tell(services, "Koha")) == (
        *("desk@example.org", "it@example.org"),
    )


def test_the_addresses_of_a_key_of_the_portal_are_kept(empty):
    empty.click(empty.page.add_button)
    form = empty.dialog()
    empty.type_into(form.fields.name_edit, "Koha")
    empty.click(form.fields.permission_list.cards["full"].radio)
    empty.type_into(form.ending_edit, "4f2e")
    empty.type_into(form.expiry_edit.line_edit, "2027-03-01")
    empty.type_into(form.fields.also_tell_edit, "desk@example.org")
    empty.click(form.primary_button)
    assert empty.stored(lambda services: also_tell(services, "Koha")) == ("desk@example.org",)


def test_addresses_are_changed_undone_and_emptied(sitting):
    for typed, kept in (("desk@example.org", ("desk@example.org",)), ("", ())):
        sitting.select(KOHA)
        sitting.press("F2", sitting.table)
        form = sitting.dialog()
        sitting.type_into(form.fields.also_tell_edit, typed)
        sitting.click(form.primary_button)
        assert not sitting.dialogs
        assert sitting.stored(lambda services: also_tell(services, KOHA)) == kept
    sitting.press("Ctrl+Z", sitting.window)
    assert sitting.stored(lambda services: also_tell(services, KOHA)) == ("desk@example.org",)


def test_what_is_no_address_is_told_at_its_field_and_stays_typed(sitting):
    sitting.select(KOHA)
    sitting.press("F2", sitting.table)
    form = sitting.dialog()
    sitting.type_into(form.fields.also_tell_edit, "desk@example.org, the desk")
    sitting.click(form.primary_button)
    assert form.form.fields[ALSO].error_label.isVisible()
    assert form.fields.also_tell_edit.text() == "desk@example.org, the desk"
    assert sitting.stored(lambda services: also_tell(services, KOHA)) == ()


def test_a_new_key_tells_the_days_of_its_notices_before_it_is_made(empty):
    empty.click(empty.page.create_button)
    hint = empty.dialog().form.fields["expires_on"].hint_label.text()
    assert hint.startswith("Notices on 14 May, 25 May, 1 Jun, 4 Jun, 8 Jun,")
    assert hint.endswith("15 Jun, then daily while it is in use.")


def test_those_days_follow_the_schedule(empty):
    empty.fill(lambda services: set_preferences(services, {NOTICE_STAGES: "30"}))
    empty.click(empty.page.create_button)
    hint = empty.dialog().form.fields["expires_on"].hint_label.text()
    assert hint == "Notices on 14 May, then daily while it is in use."


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the person chooses in the system's dialog."""
    path = tmp_path / "chosen.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    return path


def summaries(path: Path) -> list[str]:
    lines = path.read_bytes().decode().replace("\r\n ", "").splitlines()
    return [line for line in lines if line.startswith(("SUMMARY:", "STATUS:"))]


def save_selected(sitting: Sitting, *names: str) -> None:
    sitting.select(*names)
    sitting.table.key_actions["calendar"].trigger()
    sitting.settle()


def test_the_selected_keys_are_saved_as_a_calendar(sitting, chosen):
    save_selected(sitting, KOHA, OLD)
    assert sitting.toast.startswith("Saved. Importing a later file updates the events")
    told = "\n".join(summaries(chosen))
    assert r"SUMMARY:API key “Koha\, main library”: last working day" in told
    assert f"SUMMARY:API key “{OLD}”: last working day" in told
    assert MADE not in told


def test_a_calendar_that_cannot_be_written_is_said(sitting, chosen):
    chosen.mkdir()
    save_selected(sitting, KOHA)
    assert "chosen.ics could not be written" in sitting.dialog().windowTitle()


def test_nothing_is_written_where_no_file_is_chosen(sitting, chosen, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    save_selected(sitting, KOHA)
    assert not sitting.toast
    assert not chosen.exists()
