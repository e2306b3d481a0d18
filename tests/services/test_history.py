"""Histories: what was done with a key or an application, in words, latest first."""

from datetime import date

import pytest

from app.core.errors import NotFoundError
from app.core.identity import ApplicationId, KeyId
from app.core.replacement import Reason
from app.services import history
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import (
    application,
    begun,
    course,
    draft_of,
    move_all,
    of,
    planned,
    successor,
    use_of,
)
from tests.services.telling import today
from tests.stage import NOON, TESTER, VALUE, add_key, create_key


def told(services: Services, key_id: KeyId) -> list[str]:
    """Return what became of a key, oldest first."""
    return [event.told for event in services.histories.of_key(key_id)][::-1]


def test_a_key_tells_where_it_was_used(services):
    old, new = add_key(services, "Old"), create_key(services, "New")
    koha = application(services, "Koha", old)
    use = use_of(services, koha, old)
    services.uses.move(use.id, new.id, "by Bob")
    services.uses.take_back(use.id)
    services.uses.end(use.id, "switched off")
    services.change.confirm_unused([old.id])
    assert told(services, old.id) == [
        "Added, as the portal shows it",
        "“Koha” uses it",
        "“Koha” was moved to “New” (by Bob)",
        "“Koha” uses it again: that was taken back",
        "“Koha” uses it no longer (switched off)",
        "Confirmed that nothing uses it",
    ]
    assert told(services, new.id) == ["Created", "“Koha” uses it", "“Koha” uses it no longer"]


def test_both_keys_tell_of_their_replacement(services):
    old = add_key(services, "Old")
    application(services, "Koha", old)
    planned(services, old, date(2026, 12, 1))
    new = successor(services, old, reason=Reason.PERSON_LEFT)
    one = of(services, old).replacement.id
    move_all(services, one)
    services.replacements.close(one, disable=True, remove=False)
    services.change.enable([old.id])
    services.replacements.cancel(one)
    assert told(services, old.id) == [
        "Added, as the portal shows it",
        "“Koha” uses it",
        "To be replaced on 2026-12-01: it expires",
        "It is being replaced by “New”: a person left",
        "“Koha” was moved to “New”",
        "Disabled",
        "The replacement was closed",
        "Enabled",
        "The replacement was opened again",
        "The replacement was cancelled",
    ]
    assert told(services, new.id) == [
        "Created",
        "“Koha” uses it",
        "The replacement was closed",
        "The replacement was opened again",
        "The replacement was cancelled",
    ]


def test_a_key_tells_of_what_was_done_in_the_portal(services):
    key = add_key(services, "Old")
    services.change.edit(key.id, KeyEdit(name="Koha", permission="full"))
    for todo in services.todos.open_of(key.id):
        services.todos.tick(todo.id)
    services.change.compared([key.id])
    assert told(services, key.id) == [
        "Added, as the portal shows it",
        "Changed: name was “Old”, is “Koha”; permission was “Authentication API”, is “Full access”",
        "Ticked as done in the portal",
        "Ticked as done in the portal",
        "Compared with the portal",
    ]


def test_people_are_told_by_their_names(services):
    key, [ada] = add_key(services, "Old"), services.accounts.all()
    services.change.set_owner([key.id], ada.id)
    assert told(services, key.id)[-1] == "Changed: owner was “nobody”, is “Ada Tester”"


def test_a_corrected_key_has_the_history_of_the_record_with_the_slip(services, clock):
    old = add_key(services, "Old", ending="dddd")
    application(services, "Koha", old)
    clock.turn(hours=1)
    second = services.secret.correct(old.id, Correction(ending="eeee"))
    clock.turn(hours=1)
    third = services.secret.correct(second.id, Correction(expires_on=date(2027, 4, 1)))
    added = "Added, as the portal shows it"
    corrected = "A corrected record took its place"
    assert told(services, third.id) == [added, "“Koha” uses it", *(corrected, added) * 2]
    assert told(services, old.id) == [added, "“Koha” uses it", corrected]


def test_a_successor_does_not_have_the_history_of_a_key_that_is_corrected_later(services, clock):
    old = add_key(services, "Old", ending="dddd")
    clock.turn(hours=1)
    new = successor(services, old)
    clock.turn(hours=1)
    services.secret.correct(old.id, Correction(ending="eeee"))
    assert told(services, new.id) == ["Created"]


def test_a_key_tells_of_its_value_and_its_end(services):
    key = add_key(services, "Old", value=VALUE)
    services.secret.copy(key.id)
    services.secret.reveal(key.id)
    services.change.remove([key.id])
    services.change.restore([key.id])
    services.destruction.destroy(key.id)
    assert told(services, key.id)[1:] == [
        "Its value was copied",
        "Its value was revealed",
        "Removed",
        "Restored",
        "Removed",
        "Its value was destroyed",
    ]
    assert not any(VALUE.reveal() in line for line in told(services, key.id))


def test_each_event_says_when_and_who(services, clock):
    key = add_key(services)
    clock.turn(hours=1)
    services.change.disable([key.id])
    events = services.histories.of_key(key.id)
    assert [(one.at, one.actor) for one in events] == [(clock.now(), TESTER), (NOON, TESTER)]
    assert events[0].entry.thing_id == key.id


def test_a_history_ends_after_the_latest_events(services, monkeypatch):
    monkeypatch.setattr(history, "MOST", 3)
    key = add_key(services)
    for number in range(5):
        services.change.edit(key.id, KeyEdit(name=f"name {number}"))
    assert told(services, key.id) == [
        f"Changed: name was “name {number - 1}”, is “name {number}”" for number in (2, 3, 4)
    ]


def test_an_application_tells_of_its_record(services):
    koha = application(services, "Koha", add_key(services, "Old"), place="oaapikey")
    draft = draft_of(koha, kind="evergreen", contact_name="Bob")
    services.applications.edit(koha.id, draft)
    services.applications.restore(services.applications.remove(koha.id))
    assert of_application(services, koha.id) == [
        "Created",
        "Uses “Old”",
        "Changed: kind was “Koha, OpenAthens plugin”, is “Evergreen”; contact was “”, is “Bob”",
        "Uses “Old” no longer",
        "Removed",
        "Restored",
        "Uses “Old” again: that was taken back",
    ]


def of_application(services: Services, application_id: ApplicationId) -> list[str]:
    """Return what became of an application, oldest first."""
    return [event.told for event in services.histories.of_application(application_id)][::-1]


def test_an_application_tells_of_each_use_of_a_key(services):
    old, new = add_key(services, "Old"), create_key(services, "New")
    koha, other = (application(services, name, old) for name in ("Koha", "Other"))
    use = use_of(services, koha, old)
    begun_there = services.uses.move(use.id, new.id, "by Bob")
    services.uses.take_back(use.id)
    services.uses.move(use.id, new.id)
    services.uses.end(use_of(services, koha, new).id, "switched off")
    assert begun_there.application == koha.id
    assert of_application(services, koha.id) == [
        "Created",
        "Uses “Old”",
        "Uses “New”",
        "Was moved from “Old” to “New” (by Bob)",
        "Uses “New” no longer",
        "Uses “Old” again: that was taken back",
        "Uses “New”",
        "Was moved from “Old” to “New”",
        "Uses “New” no longer (switched off)",
    ]
    assert of_application(services, other.id) == ["Created", "Uses “Old”"]


def test_an_application_tells_of_uses_that_were_withdrawn_one_after_the_other(services):
    keys = [create_key(services, name) for name in "abc"]
    koha = application(services, "Koha", keys[0])
    first = use_of(services, koha, keys[0])
    second = services.uses.move(first.id, keys[1].id)
    services.uses.move(second.id, keys[2].id)
    services.uses.take_back(second.id)
    services.uses.take_back(first.id)
    told_there = of_application(services, koha.id)
    assert [use.key for use, _key in services.uses.of_application(koha.id)] == [keys[0].id]
    for name in "abc":
        assert f"Uses “{name}”" in told_there
    assert told_there.count("Uses “c” no longer") == 1


def test_an_application_tells_of_keys_by_their_names_of_today_and_corrected_ones(services, clock):
    old = add_key(services, "Old", ending="dddd")
    koha = application(services, "Koha", old)
    clock.turn(hours=1)
    second = services.secret.correct(old.id, Correction(ending="eeee"))
    services.change.edit(second.id, KeyEdit(name="Main"))
    services.uses.end(use_of(services, koha, second).id)
    assert of_application(services, koha.id) == ["Created", "Uses “Old”", "Uses “Main” no longer"]


def test_an_applications_history_ends_after_its_own_latest_events(services, monkeypatch):
    monkeypatch.setattr(history, "MOST", 3)
    key = create_key(services, "Key")
    koha = application(services, "Koha", key)
    for number in range(5):
        services.change.edit(key.id, KeyEdit(name=f"name {number}"))
        application(services, f"app {number}", key)
    assert of_application(services, koha.id) == ["Created", "Uses “name 4”"]


def test_a_key_that_is_not_there_has_no_history(services):
    with pytest.raises(NotFoundError):
        services.histories.of_key(KeyId("00000000-0000-4000-8000-000000000000"))


def test_a_name_of_then_is_told_as_it_was(services):
    old, _new, one = begun(services, "Koha")
    koha = services.applications.find("Koha")
    services.applications.edit(koha.id, draft_of(koha, name="Koha 2"))
    move_all(services, one)
    assert told(services, old.id)[1:4:2] == ["“Koha” uses it", "“Koha 2” was moved to “New”"]
    assert course(services, one).days_left == (old.expires_on - today(services)).days
