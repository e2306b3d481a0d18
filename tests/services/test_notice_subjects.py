"""What notices are about: keys and accounts in use, in the portal, corrected, extended."""

import pytest

from app.core.notice import NoticeState, SubjectKind
from app.core.organisation import Account, AccountDraft
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.telling import (
    DAY,
    OF_A_WEDNESDAY,
    WHOLE,
    account,
    expiring,
    look,
    look_daily,
    notices,
    recorded,
    standing,
    the_one,
    today,
)
from tests.stage import create_key

# What is about nothing any more


def test_a_key_made_here_that_is_disabled_raises_nothing(services, clock):
    key = create_key(services, "Koha")
    services.change.disable([key.id])
    clock.turn(days=365)
    assert look(services) == []
    services.change.enable([key.id])
    assert look(services) == [("Koha", 0)]


def test_a_key_made_here_that_is_removed_raises_nothing(services, clock):
    services.change.remove([create_key(services, "Koha").id])
    clock.turn(days=365)
    assert look(services) == []


@pytest.mark.parametrize("act", ["disable", "remove"])
def test_a_portal_key_goes_on_until_the_portal_was_told(services, clock, act):
    key = expiring(services, 30)
    look(services)
    getattr(services.change, act)([key.id])
    assert look_daily(services, clock, 16) == [21, 14]
    assert standing(services) == ("Koha", 14, NoticeState.OPEN)
    [todo] = services.todos.open_of(key.id)
    services.todos.tick(todo.id)
    assert look_daily(services, clock, 30) == []
    assert services.notice_list.current() == []
    services.todos.untick(todo.id)
    assert look(services) == [("Koha", -16)]


def test_a_portal_key_that_was_disabled_there_and_is_removed_goes_on_until_that_is_done_too(
    services, clock
):
    key = expiring(services, 30)
    services.change.disable([key.id])
    services.todos.tick(services.todos.open_of(key.id)[0].id)
    assert look(services) == []
    services.change.remove([key.id])
    assert look(services) == [("Koha", 30)]
    services.todos.tick(services.todos.open_of(key.id)[0].id)
    assert look_daily(services, clock, 30) == []


def test_another_todo_of_a_key_disabled_in_the_portal_keeps_no_notice_going(services, clock):
    key = expiring(services, 30)
    services.change.set_permission([key.id], "full")
    services.change.disable([key.id])
    [disabling] = [one for one in services.todos.open_of(key.id) if one.kind == "disable"]
    services.todos.tick(disabling.id)
    assert services.todos.open_of(key.id)
    assert look_daily(services, clock, 30) == []


# A record that was corrected


def test_a_key_corrected_with_the_same_expiry_date_keeps_its_history(services, clock):
    old = expiring(services, 30)
    look(services)
    services.notice_list.acknowledge([the_one(services).notice.id])
    new = services.secret.correct(old.id, Correction(ending="dddd"))
    assert look(services) == []
    assert standing(services) == ("Koha", 30, NoticeState.ACKNOWLEDGED)
    assert look_daily(services, clock, 30) == OF_A_WEDNESDAY[1:]
    assert recorded(services, new.id) == WHOLE
    assert notices(services, old.id) == []


def test_a_key_corrected_with_another_expiry_date_begins_anew(services):
    old = expiring(services, 30)
    look(services)
    new = services.secret.correct(old.id, Correction(expires_on=today(services) + 7 * DAY))
    assert look(services) == [("Koha", 7)]
    assert recorded(services, new.id) == WHOLE[:5]
    [first] = notices(services, old.id)
    assert services.notice_list.find(first.id).state is NoticeState.SETTLED
    assert standing(services) == ("Koha", 7, NoticeState.OPEN)


# Accounts


def test_an_account_raises_its_stages_and_nothing_after_its_expiry_date(services, clock):
    made = account(services, "Ben", expires_on=today(services) + 30 * DAY)
    assert look(services) == [("Ben", 30)]
    assert look_daily(services, clock, 60) == OF_A_WEDNESDAY[1:]
    assert {one.subject for one in notices(services, made.id)} == {SubjectKind.ACCOUNT}
    assert recorded(services, made.id) == WHOLE


def test_an_account_without_an_expiry_date_raises_nothing(services, clock):
    account(services, "Ben")
    assert look_daily(services, clock, 40) == []


def test_an_account_whose_date_is_extended_begins_anew(services, clock):
    made = account(services, "Ben", expires_on=today(services))
    assert look(services) == [("Ben", 0)]
    extend(services, made, 30)
    assert services.notice_list.current() == []
    assert look(services) == [("Ben", 30)]
    assert look_daily(services, clock, 60) == OF_A_WEDNESDAY[1:]


def test_an_account_whose_date_is_put_back_has_its_notice_back_and_no_second_one(services):
    made = account(services, "Ben", expires_on=today(services) + 7 * DAY)
    look(services)
    before = the_one(services)
    extend(services, made, 400)
    assert look(services) == []
    assert services.notice_list.current() == []
    extend(services, made, 7)
    assert look(services) == []
    assert the_one(services) == before


def test_an_account_that_was_removed_leaves_its_notices_in_the_past(services, clock):
    made = account(services, "Ben", expires_on=today(services) + 7 * DAY)
    look(services)
    services.accounts.remove(made.id)
    assert look_daily(services, clock, 9) == []
    assert services.notice_list.current() == []
    [line] = [one for one in services.notice_list.history() if not one.notice.skipped]
    assert line.state is NoticeState.PASSED


def extend(services: Services, one: Account, days: int) -> None:
    """Let an account expire so many *days* from today."""
    draft = AccountDraft(
        name=one.name, organisation=one.organisation, expires_on=today(services) + days * DAY
    )
    services.accounts.edit(one.id, draft)
