"""Notices that are to wait: what a snooze holds back, and what comes when it ends."""

from dataclasses import replace

import pytest

from app.core.audit import Act, Thing
from app.core.delivery import ChannelName
from app.core.errors import FieldError, WrongStateError
from app.core.notice import NoticeState
from app.core.organisation import Account, AccountDraft, OrganisationDraft
from app.core.preference import MAIL_ON
from app.core.words import day as told_day
from tests.services.scene import watched
from tests.services.telling import (
    DAY,
    WHOLE,
    account,
    digests,
    expiring,
    look,
    look_daily,
    move,
    recorded,
    snooze,
    standing,
    the_one,
    today,
    told_of,
)
from tests.stage import create_key

OPEN, SNOOZED, ACKNOWLEDGED = NoticeState.OPEN, NoticeState.SNOOZED, NoticeState.ACKNOWLEDGED


@pytest.mark.parametrize("days", [1, 3])
def test_the_same_notice_comes_back_after_a_snooze_shown_once_and_not_mailed_again(
    services, clock, days
):
    services.settings.set(MAIL_ON, value=True)
    notice = told_of(services, 30)
    snooze(services, notice, days)
    assert standing(services) == ("Koha", 30, SNOOZED)
    assert look_daily(services, clock, days - 1) == []
    assert len(digests(services)) == 1
    clock.turn(days=1)
    found = services.notices.look()
    assert (found.raised, found.woken) == ((), 1)
    assert look_daily(services, clock, 2) == []
    assert (the_one(services).notice.id, the_one(services).state) == (notice, OPEN)
    assert [one.notices for one in digests(services)][1:] == [(notice,)]
    assert len(digests(services, ChannelName.EMAIL)) == 1


def test_a_snooze_holds_back_more_urgent_stages_and_then_the_most_urgent_is_raised(services, clock):
    services.settings.set(MAIL_ON, value=True)
    notice = told_of(services, 7)
    snooze(services, notice, 3)  # to the Thursday: 5 days before is the Wednesday
    assert look_daily(services, clock, 2) == []
    assert look_daily(services, clock, 1) == [5]
    assert standing(services) == ("Koha", 5, OPEN)
    assert [len(one.notices) for one in digests(services)] == [1, 1]
    assert len(digests(services, ChannelName.EMAIL)) == 2


def test_a_snooze_to_the_expiry_date_ends_on_it_and_leaves_out_what_came_before(services, clock):
    notice = told_of(services, 7)
    services.notice_list.snooze([notice], lambda _: the_one(services).subject.expires_on)
    assert look_daily(services, clock, 6) == []
    assert look_daily(services, clock, 2) == [0, -1]
    assert recorded(services) == [*WHOLE, -1]


def test_a_snooze_that_ended_while_nobody_looked_ends_at_the_next_look(services, clock):
    snooze(services, told_of(services, 7), 1)
    clock.turn(days=10)
    assert look(services) == [("Koha", -3)]
    assert recorded(services) == [*WHOLE, -1, -2, -3]


@pytest.mark.parametrize(
    ("days", "problem"), [(0, "after today"), (-1, "after today"), (8, "the last day to snooze")]
)
def test_a_snooze_is_never_to_today_or_past_the_expiry_date(services, days, problem):
    notice = told_of(services, 7)
    with pytest.raises(FieldError, match=problem) as refused:
        snooze(services, notice, days)
    assert refused.value.field == "until"
    assert standing(services) == ("Koha", 7, OPEN)


def test_a_snooze_past_the_expiry_date_is_told_that_date(services):
    notice = told_of(services, 7)
    with pytest.raises(FieldError, match=told_day(today(services) + 7 * DAY)):
        snooze(services, notice, 8)


@pytest.mark.parametrize("days", [0, -1])
def test_what_has_expired_cannot_be_snoozed(services, days):
    notice = told_of(services, days)
    with pytest.raises(WrongStateError, match="it has expired"):
        snooze(services, notice, 1)


def test_of_several_that_are_snoozed_one_that_cannot_be_leaves_all_as_they_were(services):
    ids = [told_of(services, days, str(days)) for days in (30, 7)]
    with pytest.raises(FieldError, match="“7” expires on"):
        services.notice_list.snooze(ids, lambda day: day + 10 * DAY)
    assert services.notice_list.counts()[OPEN] == 2


def test_a_snooze_counts_from_the_day_at_each_organisation(services):
    east = OrganisationDraft(name="Kiritimati College", time_zone="Pacific/Kiritimati")
    expiring(services, 30, "Alma", organisation=services.organisations.create(east).id)
    koha = told_of(services, 30)
    ids = [line.notice.id for line in services.notice_list.current()]
    services.notice_list.snooze(ids, lambda day: day + DAY)
    until = {
        line.subject.name: line.notice.snoozed_until for line in services.notice_list.current()
    }
    assert koha in ids
    assert until == {"Koha": today(services) + DAY, "Alma": today(services) + 2 * DAY}


def test_a_move_to_where_it_is_tomorrow_ends_a_snooze_to_tomorrow(services):
    snooze(services, told_of(services, 30), 1)
    move(services, "Pacific/Kiritimati")
    assert services.notices.look().woken == 1
    assert standing(services) == ("Koha", 30, OPEN)
    move(services, "Pacific/Pago_Pago")
    assert not services.notices.look().changed


def test_who_acknowledges_ends_the_snooze_and_who_snoozes_ends_the_silence(services, clock):
    notice = told_of(services, 30)
    snooze(services, notice, 1)
    services.notice_list.acknowledge([notice])
    assert the_one(services).notice.snoozed_until is None
    assert look_daily(services, clock, 2) == []
    assert standing(services)[2] is ACKNOWLEDGED
    snooze(services, notice, 1)
    assert standing(services)[2] is SNOOZED
    look_daily(services, clock, 1)
    assert standing(services)[2] is OPEN


def test_a_snooze_that_is_taken_back_lets_the_days_stage_come(services, clock):
    notice = told_of(services, 7)
    snooze(services, notice, 4)
    assert look_daily(services, clock, 2) == []
    services.notice_list.reopen([notice])
    assert look(services) == [("Koha", 5)]


def test_the_trail_tells_until_when_a_notice_was_snoozed(services):
    notice = told_of(services, 7)
    with watched(services) as entries:
        snooze(services, notice, 3)
    [entry] = entries
    assert (entry.act, entry.thing, entry.thing_id) == (Act.SNOOZED, Thing.NOTICE, notice)
    assert entry.after["until"] == "2026-06-18"


def test_the_snooze_of_an_account_whose_date_was_extended_ends_in_silence(services, clock):
    made = account(services, "Ben", expires_on=today(services) + 7 * DAY)
    look(services)
    snooze(services, the_one(services).notice.id, 2)
    services.accounts.edit(made.id, replace(drafted(made), expires_on=today(services) + 400 * DAY))
    assert look_daily(services, clock, 5) == []
    assert services.notice_list.current() == []
    assert len(digests(services)) == 1


def drafted(made: Account) -> AccountDraft:
    return AccountDraft(name=made.name, organisation=made.organisation)


def test_a_snooze_that_ended_while_the_key_was_disabled_reminds_of_nothing(services, clock):
    key = create_key(services, "Koha")
    clock.turn(days=335)
    look(services)
    snooze(services, the_one(services).notice.id, 2)
    done = services.change.disable([key.id])
    look_daily(services, clock, 3)
    done.undo()
    assert look(services) == []
    assert standing(services) == ("Koha", 30, OPEN)
    assert len(digests(services)) == 1
