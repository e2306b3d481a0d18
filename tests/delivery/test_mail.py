"""Notices by e-mail: who is told what, once, and never a key's value."""

import base64
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from app.core import preference
from app.core.delivery import ChannelName, DeliveryState
from app.core.errors import FieldError, LoginRefusedError, MailNotSetUpError
from app.core.organisation import OrganisationDraft
from app.services.key_change import KeyEdit
from tests.delivery.office import (
    ADA,
    BOB,
    CAROL,
    add_account,
    expiring,
    in_days,
    mails,
    states,
    tell,
    turn_on,
    turn_to,
)
from tests.stage import NOON, OTHER_VALUE, VALUE, add_key, create_key


@pytest.fixture
def server(serve, services):
    """A mail server that the notices of *services* go to."""
    server = serve()
    turn_on(services, server.as_server())
    return server


def test_each_recipient_gets_one_message_of_all_that_they_are_told(services, server):
    add_account(services, "Bob Tester", BOB)
    expiring(services, "Koha", days=7)
    expiring(services, "Evergreen", days=10, also_tell=(CAROL,))
    tell(services)
    assert sorted(mail.recipients for mail in server.mails) == [(ADA,), (BOB,), (CAROL,)]
    for recipient in (ADA, BOB):
        [mail] = server.to(recipient)
        assert mail.message["To"] == recipient
        assert mail.message["Subject"] == "The key “Koha” stops in 7 days, and 1 more notice"
        assert "The key “Koha” stops in 7 days." in mail.part("plain")
        assert "The key “Evergreen” stops in 10 days." in mail.part("plain")
    [mail] = server.to(CAROL)
    assert mail.message["Subject"] == "The key “Evergreen” stops in 10 days"
    assert "Koha" not in mail.part("plain") + mail.part("html")
    assert states(services) == dict.fromkeys([ADA, BOB, CAROL], DeliveryState.SENT)


def test_a_message_says_what_expires_where_until_when_it_works_and_what_to_do(services, server):
    expiring(services, "Koha", days=7)
    tell(services)
    [mail] = server.mails
    assert mail.message["From"].addresses[0].addr_spec == "keyholder@example.org"
    assert parsedate_to_datetime(mail.message["Date"]) == NOON
    for kind in ("plain", "html"):
        text = mail.part(kind)
        assert "The key “Koha” stops in 7 days." in text
        assert "Organisation: Example University" in text
        assert "Last working day: Sun 21 Jun 2026. It no longer works on Mon 22 Jun 2026." in text
        assert "Create its successor" in text
        assert "This message holds no key." in text


def test_what_was_sent_is_not_sent_again(services, server, clock):
    expiring(services)
    tell(services)
    tell(services)
    clock.turn(hours=12)
    tell(services)
    assert len(server.mails) == 1


def test_the_next_stage_is_another_message_with_another_id(services, server, clock):
    expiring(services, days=7)
    tell(services)
    clock.turn(days=2)
    tell(services)
    first, second = server.mails
    assert second.message["Subject"] == "The key “Koha” stops in 5 days"
    assert first.id != second.id


def test_a_person_who_is_named_three_times_gets_one_message(services, server):
    [ada] = services.accounts.all()
    expiring(services, owner=ada.id, also_tell=("ADA@example.org", BOB))
    tell(services)
    assert sorted(mail.recipients for mail in server.mails) == [(ADA,), (BOB,)]


def test_whoever_is_named_for_the_organisation_is_told_of_each_of_its_keys(services, server):
    organisation = services.organisations.default()
    draft = OrganisationDraft(name=organisation.name, time_zone="UTC", also_tell=(CAROL,))
    services.organisations.edit(organisation.id, draft)
    expiring(services)
    tell(services)
    assert len(server.to(CAROL)) == 1


def test_a_person_without_an_address_is_not_written_to(services, server):
    add_account(services, "Nobody", "")
    expiring(services)
    tell(services)
    assert [mail.recipients for mail in server.mails] == [(ADA,)]


def test_many_recipients_each_get_their_message(services, server):
    for number in range(60):
        add_account(services, f"Number {number}", f"number{number}@example.org")
    expiring(services)
    tell(services)
    assert len(server.mails) == len({mail.recipients for mail in server.mails}) == 61
    assert set(states(services).values()) == {DeliveryState.SENT}


def test_where_e_mail_is_off_nothing_is_queued_or_sent(services, server):
    services.settings.set_text("mail-on", "false")
    expiring(services)
    tell(services)
    assert services.outbox.latest(10, ChannelName.EMAIL) == []
    services.settings.set_text("mail-on", "true")
    tell(services)
    assert server.connections == 0


def test_what_was_queued_waits_while_e_mail_is_off(services, server):
    expiring(services)
    services.notices.look()
    services.settings.set_text("mail-on", "false")
    assert services.mail.deliver() == []
    assert server.connections == 0
    services.settings.set_text("mail-on", "true")
    services.mail.deliver()
    assert len(server.mails) == 1


def test_a_message_tells_the_days_that_are_left_when_it_is_sent(services, server, clock):
    expiring(services, days=7)
    services.notices.look()
    clock.turn(days=3)
    services.mail.deliver()
    [mail] = server.mails
    assert mail.message["Subject"] == "The key “Koha” stops in 4 days"
    assert "stops in 4 days." in mail.part("plain")
    assert "stops in 4 days." in mail.part("html")
    assert parsedate_to_datetime(mail.message["Date"]) == NOON + timedelta(days=3)


def test_a_message_that_a_more_urgent_one_overtook_is_not_sent_too(services, server, clock):
    expiring(services, days=7)
    services.notices.look()
    clock.turn(days=4)
    tell(services)
    [mail] = server.mails
    assert mail.message["Subject"] == "The key “Koha” stops in 3 days"
    latest = services.outbox.latest(9, ChannelName.EMAIL)
    assert [one.state for one in latest] == [DeliveryState.SENT, DeliveryState.DROPPED]


def test_a_message_tells_the_name_that_a_key_has_when_it_is_sent(services, server):
    key = expiring(services, "Koha")
    services.notices.look()
    services.change.edit(key.id, KeyEdit(name="Koha, main library"))
    services.mail.deliver()
    assert server.mails[0].message["Subject"] == "The key “Koha, main library” stops in 7 days"


def test_a_key_that_was_disabled_before_its_message_was_sent_is_not_told(services, server, clock):
    key = create_key(services)
    clock.moment = NOON.replace(year=2027, month=6, day=10)
    services.notices.look()
    services.change.disable([key.id])
    services.mail.deliver()
    assert states(services) == {ADA: DeliveryState.DROPPED}
    assert server.connections == 0


def test_a_key_that_the_portal_still_takes_is_told_until_somebody_disabled_it_there(
    services, server, clock
):
    key = expiring(services, days=7)
    services.change.disable([key.id])
    tell(services)
    assert len(server.mails) == 1
    clock.turn(days=2)
    services.notices.look()
    services.todos.tick(services.todos.open_of(key.id)[0].id)
    services.mail.deliver()
    assert len(server.mails) == 1
    latest = services.outbox.latest(1, ChannelName.EMAIL)
    assert [one.state for one in latest] == [DeliveryState.DROPPED]


def test_of_several_keys_only_those_are_told_that_still_expire(services, server):
    gone, kept = expiring(services, "Gone"), expiring(services, "Kept")
    services.notices.look()
    services.change.remove([gone.id])
    services.todos.tick(services.todos.open_of(gone.id)[0].id)
    services.mail.deliver()
    [mail] = server.mails
    assert mail.message["Subject"] == f"The key “{kept.name}” stops in 7 days"
    assert "Gone" not in mail.part("plain") + mail.part("html")


def test_what_a_clock_that_was_ahead_had_raised_is_not_told(services, server, clock):
    expiring(services, days=90)
    clock.turn(days=85)
    services.notices.look()
    clock.turn(days=-85)
    assert services.notices.look().voided
    services.mail.deliver()
    assert states(services) == {ADA: DeliveryState.DROPPED}
    assert server.connections == 0


def test_no_message_holds_the_value_of_a_key(services, server):
    expiring(services, "Koha", value=VALUE, notes=f"see {OTHER_VALUE.reveal()}")
    add_key(services, "Evergreen", value=OTHER_VALUE, expires_on=in_days(3))
    made = services.secret.copy(create_key(services).id)
    tell(services)
    [mail] = server.mails
    told = (
        mail.content.decode() + mail.part("plain") + mail.part("html") + str(mail.message.items())
    )
    for value in (VALUE.reveal(), OTHER_VALUE.reveal(), made.reveal()):
        for form in (value, value.replace("-", ""), value[-12:]):
            assert form not in told
            assert base64.b64encode(form.encode()).decode().strip("=")[:-1] not in told


def test_a_server_that_takes_ascii_alone_is_sent_ascii_alone(services, serve):
    plain = serve(withholds=frozenset({"8BITMIME", "SMTPUTF8"}))
    turn_on(services, plain.as_server())
    expiring(services, "Schlüssel 鍵")
    tell(services)
    [mail] = plain.mails
    assert mail.content.isascii()
    assert "The key “Schlüssel 鍵” stops in 7 days." in mail.part("plain")


def test_a_test_message_arrives_and_leaves_no_trace_in_the_outbox(services, server):
    services.mail.send_test(services.mail.pack_test(f" {CAROL} "))
    [mail] = server.mails
    assert mail.recipients == (CAROL,)
    assert mail.message["Subject"] == "Keyholder: a test message"
    assert "Keyholder can send its notices by e-mail." in mail.part("plain")
    assert "Keyholder can send its notices by e-mail." in mail.part("html")
    assert services.outbox.latest(10) == []


def test_a_test_message_can_be_sent_before_e_mail_is_turned_on(services, server):
    services.settings.set_text("mail-on", "false")
    services.mail.send_test(services.mail.pack_test(ADA))
    assert len(server.mails) == 1


def test_a_test_message_that_is_refused_says_why(services, server):
    server.manners.login = "535 No"
    with pytest.raises(LoginRefusedError):
        services.mail.send_test(services.mail.pack_test(ADA))


@pytest.mark.parametrize("recipient", ["", "nobody", "a@b, c@d", "ada@example.org\r\nBcc: x@y.z"])
def test_a_test_message_needs_one_address(services, server, recipient):
    with pytest.raises(FieldError):
        services.mail.pack_test(recipient)


@pytest.mark.parametrize("missing", ["mail-host", "mail-sender"])
def test_what_cannot_be_sent_before_e_mail_is_set_up_waits_and_says_so(
    services, server, clock, missing
):
    expiring(services)
    text = services.settings.load().text(preference.named(missing))
    services.settings.set_text(missing, "")
    with pytest.raises(MailNotSetUpError):
        services.mail.pack_test(ADA)
    tell(services)
    waiting = mails(services)[ADA]
    assert (waiting.state, waiting.attempts) == (DeliveryState.QUEUED, 0)
    assert waiting.last_error.startswith("E-mail is not set up.")
    services.settings.set_text(missing, text)
    services.mail.deliver()
    assert states(services) == {ADA: DeliveryState.SENT}


def test_another_server_is_used_from_the_next_message_on(services, server, serve, clock):
    other = serve()
    expiring(services, days=7)
    tell(services)
    turn_to(services, other)
    clock.turn(days=2)
    tell(services)
    assert len(server.mails) == len(other.mails) == 1
