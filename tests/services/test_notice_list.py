"""What a person decides about a notice: acknowledge, take back; and what follows."""

from collections import Counter
from datetime import timedelta

import pytest

from app.core.audit import Act
from app.core.delivery import ChannelName
from app.core.errors import AmbiguousIdError, NotFoundError, WrongStateError
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.core.preference import MAIL_ON
from tests.services.scene import watched
from tests.services.telling import (
    digests,
    expiring,
    look,
    look_daily,
    snooze,
    standing,
    the_one,
    told_of,
)
from tests.stage import TESTER, create_key

OPEN, SNOOZED, ACKNOWLEDGED = NoticeState.OPEN, NoticeState.SNOOZED, NoticeState.ACKNOWLEDGED


# The list


def test_the_list_shows_the_latest_notice_of_each_key_the_most_urgent_first(services, clock):
    for days, name in ((30, "Alma"), (7, "Koha"), (7, "Folio"), (31, "Sierra"), (-2, "Primo")):
        expiring(services, days, name)
    look(services)
    look_daily(services, clock, 2)
    lines = [
        (line.subject.name, line.notice.stage, line.days_left)
        for line in services.notice_list.current()
    ]
    assert lines == [
        ("Primo", -4, -4),
        ("Folio", 5, 5),
        ("Koha", 5, 5),
        ("Alma", 30, 28),
        ("Sierra", 30, 29),
    ]


def test_the_history_has_all_of_them_latest_first(services, clock):
    told_of(services, 7)
    look_daily(services, clock, 4)
    history = [(line.notice.stage, line.state) for line in services.notice_list.history()]
    assert history == [
        (1, OPEN),
        (2, NoticeState.SKIPPED),
        (3, NoticeState.SKIPPED),
        (5, NoticeState.PASSED),
        (7, NoticeState.PASSED),
        *((stage, NoticeState.SKIPPED) for stage in (10, 14, 21, 30)),
    ]


def test_the_list_is_one_organisations_where_that_is_asked(services):
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    told_of(services, 7)
    expiring(services, 7, "Alma", organisation=college.id)
    look(services)
    there = services.notice_list.current(organisation=college.id)
    assert [line.subject.name for line in there] == ["Alma"]
    assert services.notice_list.counts(college.id)[OPEN] == 1
    assert services.notice_list.counts()[OPEN] == 2
    past = services.notice_list.history(college.id)
    assert {line.subject.name for line in past} == {"Alma"}


def test_notices_are_counted_by_how_they_stand(services):
    ids = [told_of(services, 7, name) for name in ("Alma", "Folio", "Koha")]
    services.notice_list.acknowledge(ids[:1])
    snooze(services, ids[1], 1)
    assert services.notice_list.counts() == {OPEN: 1, SNOOZED: 1, ACKNOWLEDGED: 1}
    shown = services.notice_list.current(SNOOZED, ACKNOWLEDGED)
    assert [line.subject.name for line in shown] == ["Alma", "Folio"]


def test_a_notice_is_found_by_the_beginning_of_its_id(services):
    ids = [told_of(services, 7, name) for name in ("Alma", "Folio", "Koha", "Primo")]
    assert services.notice_list.find(ids[0][:13]).notice.id == ids[0]
    begun = Counter(line.notice.id[0] for line in services.notice_list.history())
    with pytest.raises(AmbiguousIdError):  # of 20 notices two begin alike
        services.notice_list.find(begun.most_common(1)[0][0])
    with pytest.raises(NotFoundError):
        services.notice_list.find("zzzz")


def test_each_notice_shows_the_messages_that_tell_of_it(services):
    services.settings.set(MAIL_ON, value=True)
    notice = told_of(services, 7)
    [line] = services.notice_list.current()
    told = {(one.channel, one.recipient) for one in line.deliveries}
    assert told == {(ChannelName.DESKTOP, ""), (ChannelName.EMAIL, "ada@example.org")}
    assert all(notice in one.notices for one in line.deliveries)


# Acknowledged


def test_what_is_acknowledged_is_silent_until_the_next_stage(services, clock):
    notice = told_of(services, 7)
    services.notice_list.acknowledge([notice])
    line = the_one(services)
    assert (line.state, line.notice.acknowledged_by) == (ACKNOWLEDGED, TESTER)
    assert line.notice.acknowledged_at == clock.now()
    assert look_daily(services, clock, 1) == []
    assert standing(services) == ("Koha", 7, ACKNOWLEDGED)
    assert look_daily(services, clock, 1) == [5]
    assert standing(services) == ("Koha", 5, OPEN)


def test_who_acknowledges_twice_is_not_written_down_twice(services, clock):
    notice = told_of(services, 7)
    with watched(services) as entries:
        services.notice_list.acknowledge([notice])
        clock.turn(hours=1)
        services.notice_list.acknowledge([notice])
    assert [(one.act, one.thing_id) for one in entries] == [(Act.ACKNOWLEDGED, notice)]
    assert the_one(services).notice.acknowledged_at == clock.now() - timedelta(hours=1)


def test_what_was_acknowledged_can_be_opened_again(services):
    notice = told_of(services, 7)
    before = the_one(services)
    services.notice_list.acknowledge([notice])
    services.notice_list.reopen([notice])
    assert the_one(services) == before


@pytest.mark.parametrize("act", ["acknowledge", "reopen"])
def test_a_notice_that_a_later_one_has_passed_is_left_alone(services, clock, act):
    notice = told_of(services, 7)
    look_daily(services, clock, 2)
    with pytest.raises(WrongStateError, match="this notice is passed"):
        getattr(services.notice_list, act)([notice])
    with pytest.raises(WrongStateError):
        snooze(services, notice, 1)


# Undone


def test_a_key_disabled_and_enabled_again_has_its_notice_back_and_no_second_one(services, clock):
    key = create_key(services, "Koha")
    clock.turn(days=335)
    look(services)
    before = the_one(services)
    done = services.change.disable([key.id])
    assert look(services) == []
    assert services.notice_list.current() == []
    assert services.notice_list.find(before.notice.id).state is NoticeState.SETTLED
    with pytest.raises(WrongStateError, match="settled"):
        services.notice_list.acknowledge([before.notice.id])
    done.undo()
    assert look(services) == []
    assert the_one(services) == before
    assert len(digests(services)) == 1


def test_a_key_removed_and_restored_days_later_tells_the_stage_of_that_day(services, clock):
    key = create_key(services, "Koha")
    clock.turn(days=335)
    look(services)
    done = services.change.remove([key.id])
    assert look_daily(services, clock, 10) == []
    done.undo()
    assert look(services) == [("Koha", 21)]
