"""Calendar files in a real calendar server: events are updated and cancelled, never doubled."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import pytest

from app.services.key_change import KeyEdit
from tests.delivery.calendar_reader import file_of, file_of_all
from tests.delivery.calendar_server import CalendarServer, calendars
from tests.stage import add_key, create_key

MONDAY = date(2026, 9, 14)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory) -> Iterator[CalendarServer]:
    with calendars(tmp_path_factory.mktemp("calendars")) as server:
        yield server


@pytest.fixture
def server(radicale) -> Iterator[CalendarServer]:
    """A calendar server whose calendar is empty."""
    yield radicale
    radicale.clear()


def test_a_calendar_uploaded_twice_has_no_event_twice(services, server):
    for name in ("Koha", "Evergreen"):
        add_key(services, name, expires_on=MONDAY)
    for _ in range(2):
        assert server.upload(file_of_all(services)) == HTTPStatus.CREATED
    assert sorted(event.title for event in server.events()) == [
        "API key “Evergreen”: last working day",
        "API key “Koha”: last working day",
    ]
    assert {event.start for event in server.events()} == {date(2026, 9, 13)}
    assert all(len(event.alarms) == 8 for event in server.events())


def test_an_event_that_was_changed_replaces_the_former_one(services, server):
    key = add_key(services, "Koha", expires_on=MONDAY)
    server.upload(file_of_all(services))
    [first] = server.events()
    services.change.edit(key.id, KeyEdit(name="Koha, main library"))
    server.upload(file_of_all(services))
    [second] = server.events()
    assert second.title == "API key “Koha, main library”: last working day"
    assert second.uid == first.uid
    assert second.sequence > first.sequence


def test_a_single_event_replaces_itself_and_no_other(services, server):
    keys = [add_key(services, name, expires_on=MONDAY) for name in ("Koha", "Evergreen")]
    server.upload(file_of_all(services))
    for name in ("Renamed", "Renamed again"):
        services.change.edit(keys[0].id, KeyEdit(name=name))
        uploaded = file_of(services, keys[0])
        assert server.upload(uploaded, f"{keys[0].id}@keyholder.ics") == HTTPStatus.NO_CONTENT
    assert sorted(event.title for event in server.events()) == [
        "API key “Evergreen”: last working day",
        "API key “Renamed again”: last working day",
    ]


def test_an_event_is_known_as_the_same_under_another_name(services, server):
    key = add_key(services, "Koha", expires_on=MONDAY)
    server.upload(file_of_all(services))
    assert server.upload(file_of(services, key), "copy.ics") == HTTPStatus.CONFLICT
    assert len(server.events()) == 1


def test_a_removed_key_is_cancelled_there(services, server):
    key = create_key(services, "Koha")
    server.upload(file_of_all(services))
    [first] = server.events()
    assert first.status == "CONFIRMED"
    services.change.remove([key.id])
    server.upload(file_of_all(services))
    [gone] = server.events()
    assert (gone.uid, gone.status, gone.alarms) == (first.uid, "CANCELLED", [])
    assert gone.sequence > first.sequence


@pytest.mark.parametrize(
    "name", ["Koha; a, b: “c”\\d \\n", "é" * 200, "🔑📚 🇬🇧", "مفتاح المكتبة", "END:VEVENT <b>&amp;"]
)
def test_a_name_comes_back_as_it_is(services, server, name):
    add_key(services, name, expires_on=MONDAY)
    server.upload(file_of_all(services))
    assert [event.title for event in server.events()] == [f"API key “{name}”: last working day"]
