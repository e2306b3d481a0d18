"""What goes on beside a look: other programs, zones, wrong clocks, unreadable records."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.core import preference
from app.core.delivery import ChannelName
from app.core.errors import TamperedError, WrongStateError
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.core.secret import Secret
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.telling import account, digests, expiring, look, notices, stages, told_of
from tests.stage import ORGANISATION, FakeClock, Stage, add_key
from tests.storage.hand import attacking


def turn_mail_on(services: Services) -> None:
    services.settings.set(preference.MAIL_ON, value=True)


def test_an_organisation_made_while_a_look_waits_is_looked_at_too(stage: Stage):
    ours = stage.make()
    expiring(ours, 5, "Ours")
    made, may_end = threading.Event(), threading.Event()

    def make_theirs() -> None:
        theirs = stage.open()
        with theirs.workplace.change():
            other = theirs.organisations.create(OrganisationDraft(name="Theirs"))
            add_key(
                theirs, "Theirs", organisation=other.id, expires_on=date(2026, 6, 18), ending="t1t1"
            )
            made.set()
            may_end.wait(10)
        theirs.inventory.close()

    other = threading.Thread(target=make_theirs)
    other.start()
    assert made.wait(10)
    threading.Timer(0.3, may_end.set).start()  # our look waits for the lock by then
    first = look(ours)
    other.join()
    assert sorted(name for name, _stage in [*first, *look(ours)]) == ["Ours", "Theirs"]
    ours.inventory.close()


def test_a_key_added_by_another_program_is_seen_by_the_next_look(services, stage: Stage):
    assert look(services) == []
    theirs = stage.open()
    expiring(theirs, 5)
    theirs.inventory.close()
    assert look(services) == [("Koha", 5)]


def test_one_address_in_two_spellings_gets_one_message(services):
    turn_mail_on(services)
    expiring(services, 5, "One", also_tell=("help@example.org",))
    expiring(services, 6, "Two", also_tell=("Help@Example.org",), ending="bbbb")
    look(services)
    mails = {one.recipient: len(one.notices) for one in digests(services, ChannelName.EMAIL)}
    assert mails == {"ada@example.org": 2, "help@example.org": 2}


def test_the_owner_is_told_before_the_others(services):
    zoe = account(services, "Zoe", email="zoe@example.org")
    key = expiring(services, 5, owner=zoe.id)
    assert services.keys.people().told(key) == ("zoe@example.org", "ada@example.org")


def test_a_clock_that_was_ahead_ends_no_snooze(services, clock: FakeClock):
    notice = told_of(services, 7)
    services.notice_list.snooze([notice], lambda day: day + timedelta(days=3))
    for days in (73 * 365, -73 * 365):
        clock.turn(days=days)
        look(services)
    assert services.notice_list.find(notice).state is NoticeState.SNOOZED
    clock.turn(days=2)
    assert look(services) == []
    clock.turn(days=1)
    assert look(services) == [("Koha", 5)]  # its day was a weekend's, and came meanwhile


def test_as_many_notices_are_listed_as_were_asked_for_whatever_the_zones(services):
    services.organisations.edit(
        services.organisations.default().id, replace(ORGANISATION, time_zone="Pacific/Kiritimati")
    )
    far = services.organisations.create(
        OrganisationDraft(name="Far", time_zone="Pacific/Pago_Pago")
    )
    soon = add_key(services, "Soon", organisation=far.id, expires_on=date(2026, 6, 22))
    expiring(services, 30, "Later", ending="bbbb")
    look(services)
    [line] = [one for one in services.notice_list.current() if one.subject.id == soon.id]
    services.notice_list.snooze([line.notice.id], lambda day: day + timedelta(days=1))
    shown = services.notice_list.current(NoticeState.OPEN, most=1)
    assert [one.subject.name for one in shown] == ["Later"]
    assert services.notice_list.counts()[NoticeState.SNOOZED] == 1


def test_a_message_that_is_being_sent_is_not_sent_again_beside(services, clock: FakeClock):
    turn_mail_on(services)
    expiring(services, 5)
    look(services)
    [parcel] = services.outbox.take(ChannelName.EMAIL, message_id_at="example.org")
    with pytest.raises(WrongStateError, match="being sent now"):
        services.outbox.retry(parcel.delivery.id)
    assert services.outbox.retry_all() == 0
    assert services.outbox.take(ChannelName.EMAIL, message_id_at="example.org") == []
    clock.turn(minutes=11)
    [again] = services.outbox.take(ChannelName.EMAIL, message_id_at="example.org")
    assert again.delivery.message_id == parcel.delivery.message_id


def test_a_date_corrected_there_and_back_is_not_told_of_again(services):
    first = expiring(services, 5)
    look(services)
    second = services.secret.correct(first.id, Correction(expires_on=date(2027, 1, 1)))
    look(services)
    third = services.secret.correct(second.id, Correction(expires_on=first.expires_on))
    assert look(services) == []
    assert stages(notices(services, third.id)) == [5]


def test_a_record_that_nobody_can_read_hides_no_other(services, stage: Stage):
    broken = expiring(services, 5, "Broken", ending="bbbb")
    expiring(services, 7, "Whole")
    with attacking(stage.place.database) as database:
        database.execute("UPDATE key SET also_tell = 'nonsense' WHERE id = ?", [broken.id])
    assert look(services) == [("Broken", 5), ("Whole", 7)]
    assert services.notices.unreadable == ["Broken"]
    assert [line.subject.name for line in services.notice_list.current()] == ["Broken", "Whole"]
    assert services.popups.take() is not None


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE key SET expires_on = '2026-06-2x' WHERE name = 'Broken'", "Broken"),
        ("UPDATE organisation SET also_tell = 'nonsense'", "Example University"),
        ("UPDATE organisation SET time_zone = 'Nowhere/Land'", "Example University"),
        ("UPDATE account SET expires_on = 'soon'", "Ada Tester"),
    ],
)
def test_whatever_cannot_be_read_the_others_are_told_of(services, stage: Stage, damage, named):
    turn_mail_on(services)
    expiring(services, 5, "Broken", ending="bbbb")
    expiring(services, 7, "Whole")
    with attacking(stage.place.database) as database:
        database.execute(damage)
    assert ("Whole", 7) in look(services)
    assert services.notices.unreadable == [named]
    assert services.popups.take() is not None


def test_a_notice_that_nobody_can_read_hides_no_other(services, stage: Stage):
    expiring(services, 5, "Broken", ending="bbbb")
    expiring(services, 7, "Whole")
    look(services)
    damaged, _whole = (line.notice for line in services.notice_list.current())
    with attacking(stage.place.database) as database:
        database.execute("UPDATE notice SET due_on = 'soon' WHERE id = ?", [damaged.id])
    assert [line.subject.name for line in services.notice_list.current()] == ["Whole"]
    history = [line.notice.id for line in services.notice_list.history()]
    assert history
    assert damaged.id not in history
    with pytest.raises(TamperedError):
        services.notice_list.find(damaged.id)


def test_a_mail_server_set_outside_keyholder_is_given_no_password(services, stage: Stage):
    for what, text in (
        (preference.MAIL_HOST, "mail.example.org"),
        (preference.MAIL_SENDER, "keyholder@example.org"),
        (preference.MAIL_USER, "keyholder"),
    ):
        services.settings.set_text(what.name, text)
    services.mail.set_password(Secret("a dummy password"))
    assert services.mail.server().password is not None
    with attacking(stage.place.database) as database:
        database.execute("UPDATE preference SET text = 'evil.example' WHERE name = 'mail-host'")
    with pytest.raises(TamperedError, match="mail-host"):
        services.mail.server()


def test_messages_with_nothing_left_to_tell_hold_up_no_other(services):
    turn_mail_on(services)
    for number in range(3):
        key = expiring(services, 5, f"Old {number}", ending=f"{number:04}")
        look(services)  # one message each
        services.change.remove([key.id])
        for todo in services.todos.open_of(key.id):
            services.todos.tick(todo.id)
    expiring(services, 4, "New", ending="zzzz")
    look(services)
    told = services.outbox.take(ChannelName.EMAIL, message_id_at="example.org", most=1)
    assert [entry.subject.name for parcel in told for entry, _day in parcel.entries] == ["New"]
