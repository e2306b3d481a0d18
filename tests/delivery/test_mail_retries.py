"""Messages that do not arrive at once: tried again, with patience, and given up in the end."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle

import pytest

from app.core.delivery import ChannelName, DeliveryState
from app.core.errors import WrongStateError
from tests.delivery.office import (
    ADA,
    BOB,
    CAROL,
    add_account,
    expiring,
    mails,
    states,
    tell,
    turn_on,
    wait_for_next,
)

MINUTE = timedelta(minutes=1)
BACKOFF = (1, 5, 15, 60, 360, 360, 360)
"""Minutes."""
REFUSED = "451 4.3.0 Try later"


@pytest.fixture
def server(serve, services):
    """A mail server that the notices of *services* go to: to Ada, Bob and Carol."""
    server = serve()
    turn_on(services, server.as_server())
    add_account(services, "Bob Tester", BOB)
    add_account(services, "Carol Tester", CAROL)
    expiring(services, days=7)
    return server


def pauses(services, clock, count: int) -> list[float]:
    """Let Ada's message fail so many times; return the minutes it waited after each."""
    found = []
    for _ in range(count):
        services.mail.deliver()
        waiting = mails(services)[ADA]
        found.append((waiting.next_attempt_at - clock.moment) / MINUTE)
        clock.moment = waiting.next_attempt_at
    return found


def test_a_message_is_tried_again_after_ever_longer_pauses(server, services, clock):
    server.manners.message = REFUSED
    services.notices.look()
    for pause, told in zip(pauses(services, clock, 7), BACKOFF, strict=True):
        assert 0.8 * told <= pause <= 1.2 * told


@pytest.mark.parametrize(("byte", "factor"), [(0, 0.8), (255, 1.2)])
def test_the_pauses_differ_by_a_fifth_at_most(server, services, stage, clock, byte, factor):
    server.manners.message = REFUSED
    services.notices.look()
    other = replace(stage, randomness=lambda count: bytes([byte]) * count).open()
    assert pauses(other, clock, 7) == pytest.approx([factor * told for told in BACKOFF])
    other.inventory.close()


def test_pauses_differ_so_that_not_all_come_back_at_once(server, services, stage):
    chances = cycle([b"\x10", b"\x80", b"\xf0"])
    other = replace(stage, randomness=lambda count: next(chances) * count).open()
    server.manners.breaks_off_at = "connected"
    tell(other)
    assert len({one.next_attempt_at for one in mails(other).values()}) == 3
    other.inventory.close()


def test_a_message_is_not_tried_before_its_pause_is_over(server, services, clock):
    server.manners.message = REFUSED
    tell(services)
    wait_for_next(services, clock)
    clock.turn(seconds=-61)
    before = server.connections
    services.mail.deliver()
    assert server.connections == before
    clock.turn(seconds=61)
    server.manners.message = ""
    services.mail.deliver()
    assert len(server.to(ADA)) == 1
    assert states(services)[ADA] is DeliveryState.SENT


def test_a_message_that_arrives_at_last_tells_of_no_error_any_more(server, services, clock):
    server.manners.recipients[ADA] = "450 4.2.1 Mailbox busy"
    tell(services)
    waiting = mails(services)[ADA]
    assert waiting.state is DeliveryState.QUEUED
    assert waiting.attempts == 1
    assert "did not take mail for ada@example.org: 450 4.2.1 Mailbox busy" in waiting.last_error
    assert states(services)[BOB] is states(services)[CAROL] is DeliveryState.SENT
    server.manners.recipients.clear()
    wait_for_next(services, clock)
    services.mail.deliver()
    sent = mails(services)[ADA]
    assert (sent.state, sent.attempts, sent.last_error) == (DeliveryState.SENT, 2, "")
    assert sent.settled_at == clock.moment
    assert len(server.to(ADA)) == len(server.to(BOB)) == 1


def test_each_repeat_has_the_same_message_id(server, services, stage, clock):
    server.manners.message = REFUSED
    services.notices.look()
    pauses(services, clock, 3)
    services.outbox.retry_all()
    services.mail.deliver()
    services.inventory.close()
    again = stage.open()
    server.manners.message = ""
    clock.turn(days=1)
    again.mail.deliver()
    tries = [mail for mail in server.begun if ADA in mail.recipients]
    assert len(tries) >= 5
    assert len({mail.id for mail in tries}) == 1
    assert len({mail.id for mail in server.mails}) == len(server.mails) == 3
    assert server.mails[0].id.endswith("@example.org>")
    again.inventory.close()


def test_a_message_is_given_up_after_five_days_of_waiting(server, services, clock):
    server.manners.recipients[ADA] = "450 4.2.1 Mailbox busy"
    start = clock.moment
    tell(services)
    for _ in range(40):
        if states(services)[ADA] is DeliveryState.QUEUED:
            wait_for_next(services, clock)
            services.mail.deliver()
    given_up = mails(services)[ADA]
    assert given_up.state is DeliveryState.FAILED
    assert timedelta(days=4, hours=16) < clock.moment - start < timedelta(days=5)
    assert 20 <= given_up.attempts <= 30
    assert given_up.settled_at == clock.moment
    assert "450 4.2.1 Mailbox busy" in given_up.last_error
    before = server.connections
    clock.turn(days=1)
    services.mail.deliver()
    assert server.connections == before
    assert services.outbox.counts(ChannelName.EMAIL)[DeliveryState.FAILED] == 1


def test_time_in_which_nobody_tried_gives_nothing_up(server, services, clock):
    server.manners.breaks_off_at = "connected"
    tell(services)
    clock.turn(days=30)
    server.manners.breaks_off_at = ""
    services.mail.deliver()
    assert set(states(services).values()) == {DeliveryState.SENT}
    assert server.to(ADA)[0].message["Subject"] == "The key “Koha” stopped 23 days ago"


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_others_are_told(
    server, services, clock
):
    server.manners.recipients[ADA] = "550 5.1.1 No such user"
    tell(services)
    assert states(services) == {
        ADA: DeliveryState.FAILED,
        BOB: DeliveryState.SENT,
        CAROL: DeliveryState.SENT,
    }
    given_up = mails(services)[ADA]
    assert given_up.attempts == 1
    assert "550 5.1.1 No such user" in given_up.last_error
    assert "this address is not tried again" in given_up.last_error
    clock.turn(days=1)
    before = server.connections
    services.mail.deliver()
    assert server.connections == before


def test_a_message_that_was_given_up_is_sent_when_somebody_tries_again(server, services):
    server.manners.recipients[ADA] = "550 5.1.1 No such user"
    tell(services)
    server.manners.recipients.clear()
    services.outbox.retry(mails(services)[ADA].id)
    services.mail.deliver()
    assert states(services)[ADA] is DeliveryState.SENT
    assert len(server.to(ADA)) == len(server.to(BOB)) == 1


def test_trying_again_begins_with_short_pauses(server, services, clock):
    server.manners.message = REFUSED
    services.notices.look()
    pauses(services, clock, 5)
    services.outbox.retry(mails(services)[ADA].id)
    [again] = pauses(services, clock, 1)
    assert again <= 1.2
    assert mails(services)[ADA].attempts == 1


def test_trying_all_again_leaves_alone_what_arrived(server, services, clock):
    server.manners.recipients |= {ADA: "550 No such user", BOB: "450 Not now"}
    tell(services)
    server.manners.recipients.clear()
    assert services.outbox.retry_all() == 2
    services.mail.deliver()
    assert [len(server.to(one)) for one in (ADA, BOB, CAROL)] == [1, 1, 1]
    assert services.outbox.retry_all() == 0
    with pytest.raises(WrongStateError):
        services.outbox.retry(mails(services)[CAROL].id)


@pytest.mark.parametrize(
    ("manners", "words"),
    [
        ({"breaks_off_at": "connected"}, "broke off, or did not answer in time"),
        ({"login": "535 No"}, "refused user and password"),
        ({"sender": "553 Not yours"}, "refused the sender keyholder@example.org: 553 Not yours"),
        ({"withholds": frozenset({"AUTH"})}, "offers no login"),
    ],
    ids=["breaks off", "refuses the login", "refuses the sender", "knows no login"],
)
def test_a_server_that_takes_nothing_is_asked_once_for_all_that_waits(
    server, services, clock, manners, words
):
    server.manners = replace(server.manners, **manners)
    tell(services)
    assert server.connections == 1
    for one in mails(services).values():
        assert (one.state, one.attempts) == (DeliveryState.QUEUED, 1)
        assert words in one.last_error
    wait_for_next(services, clock)
    clock.turn(minutes=1)
    server.manners = type(server.manners)()
    services.mail.deliver()
    assert [len(server.to(one)) for one in (ADA, BOB, CAROL)] == [1, 1, 1]


def test_what_one_program_is_sending_another_one_does_not_send(server, services, stage, clock):
    services.notices.look()
    bag = services.mail.pack()
    other = stage.open()
    clock.turn(minutes=9)
    assert len(other.mail.deliver()) == 2
    assert server.to(bag.letter.recipient) == []
    services.mail.settle(services.mail.send(bag))
    clock.turn(days=1)
    assert other.mail.deliver() == []
    assert [len(server.to(one)) for one in (ADA, BOB, CAROL)] == [1, 1, 1]
    other.inventory.close()


def test_what_a_stopped_program_was_sending_is_sent_by_the_next_one(server, services, stage, clock):
    services.notices.look()
    bag = services.mail.pack()
    other = stage.open()
    clock.turn(minutes=10)
    other.mail.deliver()
    assert [mail.id for mail in server.to(bag.letter.recipient)] == [bag.letter.message_id]
    server.manners.breaks_off_at = "connected"
    services.mail.settle(services.mail.send(bag))
    assert set(states(services).values()) == {DeliveryState.SENT}
    other.inventory.close()


def test_a_clock_that_is_set_back_delays_no_message(server, services, clock):
    server.manners.message = REFUSED
    tell(services)
    clock.turn(days=-2)
    server.manners.message = ""
    services.mail.deliver()
    assert set(states(services).values()) == {DeliveryState.SENT}
