"""Expiry dates as a calendar, read by another program."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from app.core.calendar_event import CalendarEvent
from app.core.errors import NotFoundError
from app.core.identity import KeyId, TodoId
from app.delivery.calendar_file import IcalendarWriter
from app.services.key_change import KeyEdit
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.delivery.calendar_reader import Event, event_of, file_of, file_of_all, only, read
from tests.delivery.office import expiring
from tests.stage import NOON, OTHER_VALUE, VALUE, add_key, create_key

MONDAY = date(2026, 9, 14)


def all_of(services: Services) -> dict[str, Event]:
    """Return the events of all keys by their titles."""
    return {event.title: event for event in read(file_of_all(services))}


def nine(month: int, day: int) -> datetime:
    """Return nine in the morning of a day in 2026."""
    return datetime(2026, month, day, 9)  # noqa: DTZ001 - wherever the calendar is


def test_an_event_takes_the_whole_last_working_day(services):
    add_key(services, "Koha", expires_on=MONDAY)
    event = only(file_of_all(services))
    assert event.title == "API key “Koha”: last working day"
    assert event.start == date(2026, 9, 13)
    assert not isinstance(event.start, datetime)
    assert "dtend" not in event.raw.contents
    assert "duration" not in event.raw.contents
    assert event.raw.transp.value == "TRANSPARENT"
    assert event.status == "CONFIRMED"
    assert event.stamp == NOON


def test_an_event_says_when_the_key_stops_whose_it_is_and_what_to_do(services):
    [ada] = services.accounts.all()
    add_key(services, "Koha", expires_on=MONDAY, owner=ada.id)
    add_key(services, "Evergreen", expires_on=MONDAY)
    owned = all_of(services)["API key “Koha”: last working day"].description
    assert owned.splitlines()[:3] == [
        "From Mon 14 Sep 2026 on it no longer works.",
        "Organisation: Example University",
        "Owner: Ada Tester",
    ]
    assert "Create its successor" in owned
    assert "Owner: nobody" in all_of(services)["API key “Evergreen”: last working day"].description


def test_alarms_ring_at_nine_on_the_days_of_notices_before_weekends(services):
    add_key(services, "Koha", expires_on=MONDAY)
    event = only(file_of_all(services))
    assert event.alarms == [
        nine(8, 14),  # 30 days before is a Saturday
        nine(8, 24),
        nine(8, 31),
        nine(9, 4),
        nine(9, 7),
        nine(9, 9),
        nine(9, 11),  # 3 days before; 2 and 1 days before are the weekend after
        nine(9, 14),
    ]
    for alarm in event.raw.valarm_list:
        assert alarm.action.value == "DISPLAY"
        assert alarm.description.value == "API key “Koha”: last working day"


@pytest.mark.parametrize(
    ("preferences", "days"),
    [
        ({"notice-stages": "5, 1"}, [nine(9, 9), nine(9, 11)]),
        ({"notice-stages": "5, 1", "weekend": "wed, sun"}, [nine(9, 8), nine(9, 12)]),
        (
            {"notice-stages": "2, 1, 0", "notice-before-weekend": "false"},
            [nine(9, 12), nine(9, 13), nine(9, 14)],
        ),
    ],
    ids=["other stages", "another weekend", "weekends too"],
)
def test_alarms_follow_the_schedule_of_notices(services, preferences, days):
    add_key(services, "Koha", expires_on=MONDAY)
    for name, text in preferences.items():
        services.settings.set_text(name, text)
    assert only(file_of_all(services)).alarms == days


def test_an_event_keeps_its_id_whatever_happens(services, stage):
    key = add_key(services, "Koha", expires_on=MONDAY)
    first = only(file_of_all(services)).uid
    services.change.edit(key.id, KeyEdit(name="Another"))
    services.change.remove([key.id])
    services.settings.set_text("notice-stages", "9")
    services.inventory.close()
    again = stage.open(locked=True)
    assert only(file_of_all(again)).uid == only(file_of(again, key)).uid == first
    again.inventory.close()


def test_each_change_of_a_key_its_to_dos_or_the_schedule_is_a_new_revision(services, clock):
    key = add_key(services, "Koha", expires_on=MONDAY, value=VALUE)
    [ada] = services.accounts.all()
    change, todos = services.change, services.todos

    done: list[TodoId] = []

    def tick() -> None:
        done.append(todos.open_of(key.id)[0].id)
        todos.tick(done[0])

    acts = (
        lambda: change.edit(key.id, KeyEdit(name="Another")),
        lambda: change.edit(key.id, KeyEdit(notes="a note")),
        lambda: change.edit(key.id, KeyEdit(also_tell=("x@example.org",))),
        lambda: change.set_owner([key.id], ada.id),
        lambda: change.compared([key.id]),
        lambda: change.disable([key.id]),
        tick,
        lambda: todos.untick(done[0]),
        lambda: change.enable([key.id]),
        lambda: change.remove([key.id]),
        lambda: change.restore([key.id]),
        lambda: services.settings.set_text("notice-stages", "30, 3"),
        lambda: services.settings.set_text("weekend", "fri"),
        lambda: services.settings.set_text("notice-before-weekend", "false"),
        lambda: services.destruction.destroy(key.id),
    )
    before = event_of(services, key)
    for act in acts:
        clock.turn(minutes=1)
        act()
        after = event_of(services, key)
        assert after.sequence > before.sequence
        assert after.stamp == clock.moment
        before = after


def test_whoever_only_looks_makes_no_new_revision(services, clock):
    key = expiring(services, "Koha", days=20, value=VALUE)
    other = expiring(services, "Evergreen", days=20)
    before = only(file_of(services, key))
    for look in (
        partial(services.secret.copy, key.id),
        partial(services.secret.reveal, key.id),
        services.notices.look,
        services.verify,
        partial(services.settings.set_text, "appearance", "dark"),
        partial(services.change.disable, [other.id]),
        services.access.lock,
    ):
        clock.turn(minutes=1)
        look()
        after = only(file_of(services, key))
        assert (after.sequence, after.stamp) == (before.sequence, before.stamp)


def test_a_removed_key_is_cancelled_and_comes_back_when_it_is_restored(services):
    key = create_key(services, "Made here")
    first = event_of(services, key)
    services.change.remove([key.id])
    gone = event_of(services, key)
    assert (gone.uid, gone.status, gone.alarms) == (first.uid, "CANCELLED", [])
    assert gone.sequence > first.sequence
    services.change.restore([key.id])
    back = event_of(services, key)
    assert (back.uid, back.status, back.alarms) == (first.uid, "CONFIRMED", first.alarms)
    assert back.sequence > gone.sequence


@pytest.mark.parametrize("act", ["remove", "disable"])
def test_a_key_of_the_portal_is_cancelled_once_the_portal_knows(services, act):
    key = add_key(services, "Koha", expires_on=MONDAY)
    getattr(services.change, act)([key.id])
    still = event_of(services, key)
    assert still.status == "CONFIRMED"
    services.todos.tick(services.todos.open_of(key.id)[0].id)
    gone = event_of(services, key)
    assert gone.status == "CANCELLED"
    assert gone.sequence > still.sequence


def test_a_corrected_expiry_date_cancels_the_wrong_event(services):
    wrong = add_key(services, "Koha", expires_on=MONDAY)
    before = event_of(services, wrong)
    right = services.secret.correct(wrong.id, Correction(expires_on=MONDAY + timedelta(days=7)))
    assert event_of(services, wrong).status == "CANCELLED"
    assert event_of(services, wrong).sequence > before.sequence
    assert event_of(services, right).status == "CONFIRMED"
    assert event_of(services, right).start == date(2026, 9, 20)


NAMES = [
    "Koha, main; “library”: a\\b, \\n, \\; \\, ^n",
    "x" * 200,
    "é" * 200,
    "🔑📚 keys 🇬🇧",
    "مفتاح المكتبة, ספרייה",
    "BEGIN:VEVENT END:VCALENDAR UID:1",
    "<b>&amp;</b> =?utf-8?q?x?= %0D%0A",
    "図書館\uff1b鍵\uff0c",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_is(services, name):
    add_key(services, name, expires_on=MONDAY)
    content = file_of_all(services)
    assert only(content).title == f"API key “{name}”: last working day"
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\0"])
def test_a_line_that_ends_inside_a_name_begins_no_other_event(end):
    text = f"Koha{end}END:VEVENT{end}BEGIN:VEVENT{end}UID:2{end}SUMMARY:another"
    event = CalendarEvent(
        uid="1@keyholder",
        sequence=1,
        changed_at=NOON,
        day=MONDAY,
        title=text,
        description=text,
        alarms=(timedelta(hours=9),),
    )
    read_back = only(IcalendarWriter().rendered([event]))
    assert read_back.uid == "1@keyholder"
    ends = {"\r\n": "\n", "\r": "\n"}
    assert read_back.title == read_back.description == text.replace(end, ends.get(end, end))


def test_the_same_keys_make_the_same_bytes(services, stage, clock):
    create_key(services, "Made here")
    add_key(services, "Koha", expires_on=MONDAY, value=VALUE)
    first = file_of_all(services)
    assert file_of_all(services) == first
    clock.turn(days=3)
    services.secret.copy(add_key(services, "Other", expires_on=MONDAY, value=OTHER_VALUE).id)
    services.inventory.close()
    again = stage.open(locked=True)
    known = {event.uid: event.raw.serialize() for event in read(first)}
    later = {event.uid: event.raw.serialize() for event in read(file_of_all(again))}
    assert known.items() <= later.items()
    assert file_of_all(again) == file_of_all(again)
    again.inventory.close()


def test_a_calendar_of_some_keys_holds_these_alone(services):
    first, second = add_key(services, "First"), add_key(services, "Second", ending="dddd")
    add_key(services, "Third", ending="eeee")
    titles = [event.title for event in read(file_of(services, second, first))]
    assert titles == ["API key “Second”: last working day", "API key “First”: last working day"]
    with pytest.raises(NotFoundError):
        services.calendar.of([KeyId("nothing")])


def test_a_key_leaves_the_calendar_three_months_after_it_stopped(services, clock):
    key = add_key(services, "Koha", expires_on=MONDAY)
    clock.moment = datetime(2026, 12, 13, 12, tzinfo=UTC)
    assert event_of(services, key).status == "CONFIRMED"
    clock.turn(days=1)
    assert file_of_all(services).count(b"BEGIN:VEVENT") == 0


def test_a_calendar_of_more_keys_than_a_page_holds_each_once(services):
    with services.workplace.change():
        made = {add_key(services, f"Key {number}").id for number in range(1_010)}
    uids = re.findall(rb"\r\nUID:(.+?)@keyholder\r\n", file_of_all(services))
    assert sorted(uids) == sorted(one.encode() for one in made)


def test_no_calendar_holds_the_value_of_a_key(services):
    add_key(services, "Koha", expires_on=MONDAY, value=VALUE, notes=OTHER_VALUE.reveal())
    made = create_key(services)
    content = file_of_all(services).replace(b"\r\n ", b"").decode()
    for value in (VALUE, OTHER_VALUE, services.secret.copy(made.id)):
        assert value.reveal() not in content
        assert value.reveal().replace("-", "") not in content
        assert value.reveal()[-12:] not in content
