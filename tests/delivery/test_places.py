"""Letters and calendars name what would break, and whom to call; hostile names change nothing."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from app.core.application import Application, ApplicationDraft
from app.core.identity import KeyId
from app.services.suite import Services
from tests.delivery.calendar_reader import event_of
from tests.delivery.injections import INJECTIONS
from tests.delivery.office import expiring, states, tell, turn_on
from tests.stage import VALUE, Stage, add_key


@pytest.fixture
def server(serve, services):
    """A mail server that the notices of *services* go to."""
    server = serve()
    turn_on(services, server.as_server())
    return server


def application(services: Services, name: str, *keys: KeyId, **fields: str) -> Application:
    """Add an application that uses *keys*."""
    home = services.organisations.default().id
    given = {"place": "oaapikey", "contact_name": "Kim", "contact_email": "kim@example.org"}
    draft = ApplicationDraft(name=name, kind="koha", organisation=home, **(given | fields))
    return services.applications.create(draft, keys)


def test_a_letter_names_each_place_and_whom_to_call_but_never_the_value(services, server):
    key = expiring(services, "Koha", days=7, value=VALUE)
    application(services, "Main library", key.id, contact_phone="+44 20 7946 0101")
    application(services, "Branch", key.id, address="https://branch.example.org")
    tell(services)
    [mail] = server.mails
    for kind in ("plain", "html"):
        text = mail.part(kind)
        assert "2 applications use it and would be refused:" in text
        assert "Main library; in oaapikey; call Kim, kim@example.org, +44 20 7946 0101" in text
        assert "Branch; in oaapikey; at https://branch.example.org; call Kim" in text
        assert VALUE.reveal() not in text


def test_a_letter_of_a_key_that_is_being_replaced_says_how_many_places_are_left(services, server):
    key = expiring(services, "Koha", days=7)
    first = application(services, "Main library", key.id)
    application(services, "Branch", key.id)
    add_key(services, "Koha 2027", ending="77aa", predecessor=key.id)
    [course] = services.replacement_list.running()
    services.replacements.move(course.replacement.id, first.id)
    tell(services)
    [mail] = server.mails
    subject = "The key “Koha” stops in 7 days: 1 of 2 places still to do"
    assert mail.message["Subject"] == subject
    assert "Branch; in oaapikey" in mail.part("plain")
    assert "Main library" not in mail.part("plain")
    assert "Its successor is there" in mail.part("plain")


@pytest.mark.parametrize("injection", INJECTIONS[::5])
def test_an_applications_texts_add_no_line_header_or_markup(services, server, injection):
    key = expiring(services, "Koha", days=7)
    made = application(services, "Main library", key.id)
    path = services.inventory._database.path
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE application SET name = ?, place = ?, contact_name = ? WHERE id = ?",
            (f"A{injection}z", f"B{injection}z", f"C{injection}z", made.id),
        )
    tell(services)
    [mail] = server.mails
    assert mail.recipients == ("ada@example.org",)
    lines = mail.part("plain").splitlines()
    assert sum(line.startswith("- A") for line in lines) == 1
    assert "<script" not in mail.part("html")


def test_a_place_that_cannot_be_read_holds_no_letter_up(services, server):
    key = expiring(services, "Koha", days=7)
    made = application(services, "Main library", key.id)
    path = services.inventory._database.path
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE application SET created_at = 'x' WHERE id = ?", (made.id,))
    tell(services)
    assert set(states(services).values()) == {"sent"}
    assert "The key “Koha” stops in 7 days." in server.mails[0].part("plain")


def test_a_calendar_names_the_places_and_follows_them(services, clock):
    key = add_key(services, "Koha", expires_on=date(2026, 9, 14))
    before = event_of(services, key)
    clock.turn(minutes=1)
    made = application(services, "Main library", key.id)
    used = event_of(services, key)
    assert "Main library; in oaapikey; call Kim, kim@example.org" in used.description
    assert used.sequence > before.sequence
    clock.turn(minutes=1)
    services.applications.edit(made.id, replace(made, place="another field"))
    moved = event_of(services, key)
    assert "in another field" in moved.description
    assert moved.sequence > used.sequence
    clock.turn(minutes=1)
    services.applications.remove(made.id)
    gone = event_of(services, key)
    assert "Main library" not in gone.description
    assert gone.sequence > moved.sequence


def test_a_key_whose_places_have_all_moved_is_cancelled_in_the_calendar(services):
    key = add_key(services, "Koha", expires_on=date(2026, 9, 14))
    made = application(services, "Main library", key.id)
    add_key(services, "Koha 2027", ending="77aa", predecessor=key.id)
    [course] = services.replacement_list.running()
    assert event_of(services, key).status == "CONFIRMED"
    services.replacements.move(course.replacement.id, made.id)
    assert event_of(services, key).status == "CANCELLED"


def test_notices_of_places_are_raised_with_the_vault_shut(stage: Stage, services):
    key = expiring(services, "Koha", days=7)
    application(services, "Main library", key.id)
    shut = stage.open(locked=True)
    [raised] = shut.notices.look().raised
    assert (raised.subject.left, raised.subject.places) == (1, 1)
    shut.inventory.close()
