"""The engine: what it raises on which day, for what, in one digest, and never twice."""

from dataclasses import replace

from app.core.audit import Act
from app.core.delivery import ChannelName
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.core.preference import DESKTOP_NOTICES, MAIL_ON
from app.services.suite import Services
from tests.services.scene import watched
from tests.services.telling import (
    DAY,
    OF_A_WEDNESDAY,
    WHOLE,
    account,
    digests,
    expiring,
    look,
    look_daily,
    notices,
    recorded,
    stages,
    standing,
    the_one,
    today,
    told,
)
from tests.stage import ORGANISATION

# Day by day


def test_a_key_raises_each_stage_once_and_after_its_expiry_date_each_day(services, clock):
    key = expiring(services, 30)
    assert look(services) == [("Koha", 30)]
    assert look(services) == []
    assert look_daily(services, clock, 33) == [*OF_A_WEDNESDAY[1:], -1, -2, -3]
    assert stages(notices(services, key.id), skipped=True) == [5]
    assert len(digests(services)) == 12


def test_before_its_first_stage_a_key_raises_nothing_and_nothing_is_written(services):
    expiring(services, 31)
    before = services.inventory.version()
    with watched(services) as entries:
        found = services.notices.look()
    assert not found.changed
    assert services.inventory.version() == before
    assert entries == []
    assert digests(services) == []


def test_the_fridays_look_tells_the_most_urgent_stage_of_the_weekend(services, clock):
    key = expiring(services, 7)  # on a Monday
    assert look(services) == [("Koha", 7)]
    clock.turn(days=4)
    assert look(services) == [("Koha", 1)]
    assert look_daily(services, clock, 2) == []
    assert look_daily(services, clock, 1) == [0]
    assert recorded(services, key.id) == WHOLE


def test_one_look_raises_all_that_is_due_in_one_digest_the_most_urgent_first(services):
    for days, name in ((30, "Alma"), (7, "Koha"), (-3, "Primo"), (7, "Folio"), (31, "Sierra")):
        expiring(services, days, name)
    with watched(services) as entries:
        found = services.notices.look()
    assert told(found) == [("Primo", -3), ("Folio", 7), ("Koha", 7), ("Alma", 30)]
    [digest] = digests(services)
    assert len(digest.notices) == 4
    assert [(entry.act, entry.after) for entry in entries] == [(Act.RAISED, {"count": 4})]


def test_what_is_due_is_told_before_it_is_raised(services):
    expiring(services, 30)
    due = services.notices.due()
    assert notices(services) == []
    assert due == list(services.notices.look().raised)
    assert services.notices.due() == []


def test_what_is_coming_is_what_comes(services, clock):
    expiring(services, 30)
    expiring(services, 7, "Folio")
    coming = [(one.subject.name, one.due.stage, one.day) for one in services.notices.coming(40)]
    came = []
    for _ in range(41):
        came += [(*one, today(services)) for one in look(services)]
        clock.turn(days=1)
    assert came == coming


def test_who_wants_nothing_on_the_desktop_finds_the_notices_in_the_list_alone(services):
    services.settings.set(DESKTOP_NOTICES, value=False)
    expiring(services, 30)
    look(services)
    assert standing(services) == ("Koha", 30, NoticeState.OPEN)
    assert digests(services) == []


def test_two_programs_that_look_in_turn_raise_each_notice_once(services, stage, clock):
    key = expiring(services, 30)
    other = stage.open(locked=True)
    found = []
    for _ in range(31):
        found += look(services) + look(other) + look(services)
        clock.turn(days=1)
    assert [number for _, number in found] == OF_A_WEDNESDAY
    assert recorded(services, key.id) == WHOLE
    assert len(digests(services)) == len(found)
    other.inventory.close()


# After a long sleep


def test_an_hour_of_sleep_changes_nothing(services, clock):
    expiring(services, 30)
    look(services)
    clock.turn(hours=1)
    assert look(services) == []
    assert len(digests(services)) == 1


def test_an_hour_of_sleep_across_midnight_raises_the_new_days_stage(services, clock):
    expiring(services, 22)
    look(services)
    clock.turn(hours=10.5)  # to half past eleven in London
    assert look(services) == []
    clock.turn(hours=1)
    assert look(services) == [("Koha", 21)]


def test_after_thirty_days_only_the_most_urgent_stage_is_raised(services, clock):
    koha, alma = expiring(services, 30), expiring(services, 44, "Alma")
    look(services)
    clock.turn(days=30)
    assert look(services) == [("Koha", 0), ("Alma", 14)]
    assert stages(notices(services, koha.id)) == [30, 0]
    assert stages(notices(services, koha.id), skipped=True) == WHOLE[1:-1]
    assert recorded(services, alma.id) == WHOLE[:3]
    assert len(digests(services)) == 2


def test_after_four_hundred_days_a_key_has_one_new_notice_and_the_days_between_one_line(
    services, clock
):
    key, other = expiring(services, 30), expiring(services, 400, "Alma")
    look(services)
    clock.turn(days=400)
    assert look(services) == [("Koha", -370), ("Alma", 0)]
    assert recorded(services, key.id) == [*WHOLE, *range(-1, -371, -1)]
    assert [one.through for one in notices(services, key.id) if one.stage == -1] == [-369]
    assert recorded(services, other.id) == WHOLE
    assert len(digests(services)) == 2
    assert look_daily(services, clock, 2) == [-371, -1, -372, -2]


def test_a_program_killed_for_a_week_tells_what_it_missed_in_one_digest(services, stage, clock):
    for days, name in ((30, "Alma"), (22, "Folio"), (36, "Koha"), (8, "Primo"), (4, "Sierra")):
        expiring(services, days, name)
    expiring(services, 100, "Leganto")
    look(services)
    services.inventory.close()
    clock.turn(days=7)
    started = stage.open(locked=True)
    assert look(started) == [("Sierra", -3), ("Primo", 1), ("Folio", 21), ("Koha", 30)]
    assert look(started) == []
    assert [len(one.notices) for one in digests(started)] == [4, 4]
    left_out = {
        one.stage for one in notices(started) if one.skipped and one.raised_at == clock.now()
    }
    assert left_out == {7, 5, 3, 2, 1, 0, -1}
    started.inventory.close()


# Who is told by e-mail


def mailed(services: Services) -> dict[str, list[str]]:
    """Return the names that each message by e-mail tells of, by its recipient's address."""
    found: dict[str, list[str]] = {}
    for parcel in services.outbox.take(ChannelName.EMAIL, message_id_at="example.org"):
        recipient = parcel.delivery.recipient.lower()
        assert recipient not in found
        found[recipient] = [entry.subject.name for entry, _ in parcel.entries]
    return found


def test_who_does_not_want_e_mail_sends_none(services):
    expiring(services, 30, also_tell=("desk@example.org",))
    look(services)
    assert digests(services, ChannelName.EMAIL) == []


def test_the_owner_the_administrators_and_whoever_else_is_named_are_told_once_each(services):
    services.settings.set(MAIL_ON, value=True)
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    ben = account(services, "Ben", email="Ben@example.org", organisation=college.id)
    account(services, "Eve", email="eve@example.org")
    account(services, "Nobody")
    services.organisations.edit(
        services.organisations.default().id,
        replace(ORGANISATION, also_tell=("desk@example.org", "ADA@EXAMPLE.ORG")),
    )
    expiring(services, 30, owner=ben.id, also_tell=("Eve@Example.org", "help@example.com"))
    look(services)
    addresses = ["ada", "ben", "desk", "eve"]
    assert sorted(mailed(services)) == [
        *(f"{one}@example.org" for one in addresses),
        "help@example.com",
    ]


def test_each_is_told_in_one_message_and_only_of_what_concerns_them(services):
    services.settings.set(MAIL_ON, value=True)
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    ben = account(services, "Ben", email="ben@example.org", organisation=college.id)
    account(services, "Eve", email="eve@example.org", organisation=college.id)
    expiring(services, 30, "Alma", owner=ben.id)
    expiring(services, 7, "Koha", owner=ben.id, also_tell=("help@example.com",))
    expiring(services, 7, "Primo", organisation=college.id)
    look(services)
    assert mailed(services) == {
        "ada@example.org": ["Koha", "Alma"],
        "ben@example.org": ["Koha", "Primo", "Alma"],
        "help@example.com": ["Koha"],
        "eve@example.org": ["Primo"],
    }


def test_an_account_that_expires_is_told_so_itself(services):
    services.settings.set(MAIL_ON, value=True)
    account(services, "Ben", email="ben@example.org", expires_on=today(services) + 7 * DAY)
    look(services)
    assert mailed(services) == {"ada@example.org": ["Ben"], "ben@example.org": ["Ben"]}


def test_a_key_of_an_organisation_without_addresses_is_told_of_on_the_desktop_alone(services):
    services.settings.set(MAIL_ON, value=True)
    college = services.organisations.create(OrganisationDraft(name="Plain College"))
    expiring(services, 7, organisation=college.id)
    look(services)
    assert mailed(services) == {}
    assert len(digests(services)) == 1


# The vault shut


def test_notices_are_raised_while_the_vault_is_locked_or_was_never_opened(services, stage, clock):
    expiring(services, 30)
    services.access.lock()
    assert look(services) == [("Koha", 30)]
    services.inventory.close()
    shut = stage.open(locked=True)
    clock.turn(days=9)
    assert look(shut) == [("Koha", 21)]
    shut.notice_list.acknowledge([the_one(shut).notice.id])
    shut.inventory.close()
    opened = stage.open()
    assert opened.verify() == []
    assert standing(opened) == ("Koha", 21, NoticeState.ACKNOWLEDGED)
    opened.inventory.close()
