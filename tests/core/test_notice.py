"""Notices: how one stands, what is said of it, and when its messages are due."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import notice_words
from app.core.delivery import (
    GIVE_UP_AFTER,
    LEASE,
    PENDING,
    ChannelName,
    Delivery,
    DeliveryState,
    pause_after,
)
from app.core.identity import DeliveryId, NoticeId, OrganisationId
from app.core.notice import Entry, Notice, NoticeState, Subject, SubjectKind
from tests.core.rule import RULE

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

KOHA = Subject(
    kind=SubjectKind.KEY,
    id="00000000-0000-4000-8000-000000000001",
    name="Koha",
    organisation=OrganisationId("00000000-0000-4000-8000-000000000002"),
    expires_on=date(2026, 6, 22),
)
ADA = replace(KOHA, kind=SubjectKind.ACCOUNT, name="Ada Tester")
NOTICE = Notice(
    id=NoticeId("00000000-0000-4000-8000-000000000003"),
    subject=KOHA.kind,
    subject_id=KOHA.id,
    expires_on=KOHA.expires_on,
    stage=7,
    through=7,
    due_on=TODAY,
    raised_at=NOW,
)
DELIVERY = Delivery(
    id=DeliveryId("00000000-0000-4000-8000-000000000004"),
    channel=ChannelName.EMAIL,
    recipient="ada@example.org",
    notices=(NOTICE.id,),
    created_at=NOW,
    next_attempt_at=NOW,
)


def state(*, latest: bool = True, needs_notices: bool = True, **fields: Any) -> NoticeState:
    """Return how a notice with these *fields* stands today."""
    notice = replace(NOTICE, **fields)
    subject = replace(KOHA, needs_notices=needs_notices)
    return Entry(notice=notice, subject=subject, latest=latest).state_on(TODAY)


# How a notice stands


def test_a_notice_is_open_until_something_is_done_about_it():
    assert state() is NoticeState.OPEN


def test_a_notice_is_snoozed_to_the_day_before_it_comes_back():
    assert state(snoozed_until=TODAY + DAY) is NoticeState.SNOOZED
    assert state(snoozed_until=TODAY) is NoticeState.OPEN


def test_a_notice_that_was_acknowledged_is_acknowledged():
    assert state(acknowledged_at=NOW, acknowledged_by="ada") is NoticeState.ACKNOWLEDGED


WHAT_HOLDS: dict[NoticeState, dict[str, Any]] = {
    NoticeState.VOIDED: {"voided_at": NOW},
    NoticeState.SKIPPED: {"skipped": True},
    NoticeState.PASSED: {"latest": False},
    NoticeState.SETTLED: {"needs_notices": False},
    NoticeState.ACKNOWLEDGED: {"acknowledged_at": NOW},
    NoticeState.SNOOZED: {"snoozed_until": TODAY + DAY},
}


@pytest.mark.parametrize("number", range(len(WHAT_HOLDS)), ids=WHAT_HOLDS)
def test_of_all_that_holds_the_first_counts(number):
    fields: dict[str, Any] = {}
    for several in list(WHAT_HOLDS.values())[number:]:
        fields |= several
    assert state(**fields) is list(WHAT_HOLDS)[number]


def test_a_key_goes_on_daily_after_its_expiry_date_and_an_account_does_not():
    assert KOHA.daily
    assert not ADA.daily


def test_a_key_works_to_the_day_before_its_expiry_date():
    assert KOHA.days_left(TODAY) == 7
    assert KOHA.last_working_day == date(2026, 6, 21)


# What is said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (30, "The key “Koha” stops in 30 days"),
        (2, "The key “Koha” stops in 2 days"),
        (1, "The key “Koha” stops tomorrow"),
        (0, "The key “Koha” stopped today"),
        (-1, "The key “Koha” stopped yesterday"),
        (-400, "The key “Koha” stopped 400 days ago"),
    ],
)
def test_a_key_stops(left, said):
    assert notice_words.sentence(KOHA, KOHA.expires_on - left * DAY) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (30, "The account “Ada Tester” expires in 30 days"),
        (1, "The account “Ada Tester” expires tomorrow"),
        (0, "The account “Ada Tester” expired today"),
        (-1, "The account “Ada Tester” expired yesterday"),
        (-3, "The account “Ada Tester” expired 3 days ago"),
    ],
)
def test_an_account_expires(left, said):
    assert notice_words.sentence(ADA, ADA.expires_on - left * DAY) == said


def test_a_headline_names_the_first_and_counts_the_others():
    told = [(KOHA, TODAY), (ADA, TODAY), (ADA, TODAY)]
    assert notice_words.headline(told[:1]) == "The key “Koha” stops in 7 days"
    assert notice_words.headline(told[:2]).endswith("7 days, and 1 more notice")
    assert notice_words.headline(told).endswith("7 days, and 2 more notices")


def test_notices_are_counted():
    assert [notice_words.notices_counted(one) for one in (0, 1, 2)] == [
        "0 notices",
        "1 notice",
        "2 notices",
    ]


def test_the_last_day_is_told_with_its_weekday():
    assert notice_words.last_day(KOHA) == (
        "Last working day: Sun 21 Jun 2026. It no longer works on Mon 22 Jun 2026."
    )


def test_before_a_key_stops_it_is_to_be_replaced_and_after_that_in_haste():
    before = notice_words.what_to_do(KOHA, KOHA.expires_on - DAY)
    after = notice_words.what_to_do(KOHA, KOHA.expires_on)
    assert before == notice_words.how_to_replace()
    assert before.startswith("Create its successor")
    assert after.startswith("Everything that still uses it is refused")


def test_an_account_is_to_be_extended():
    assert "extended in the portal" in notice_words.what_to_do(ADA, TODAY)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (30, "30 days before"),
        (1, "1 day before"),
        (0, "on the day"),
        (-1, "1 day after"),
        (-9, "9 days after"),
    ],
)
def test_a_stage_has_a_name(number, name):
    assert notice_words.stage(number) == name
    assert notice_words.stages(number, number) == name


def test_a_run_of_stages_is_named_by_its_ends():
    assert notice_words.stages(-1, -9) == "1 day after to 9 days after"


def test_each_state_has_a_word_of_its_own():
    words = [notice_words.state(one) for one in NoticeState]
    assert len(set(words)) == len(NoticeState)


# When a message is due


def is_due(now: datetime, **fields: Any) -> bool:
    return replace(DELIVERY, **fields).is_due(now)


@pytest.mark.parametrize("standing", [DeliveryState.QUEUED, DeliveryState.WAITING])
def test_a_message_that_waits_is_due_from_its_moment_on(standing):
    assert not is_due(NOW - MINUTE, state=standing)
    assert is_due(NOW, state=standing)
    assert is_due(NOW + 400 * DAY, state=standing)


@pytest.mark.parametrize("standing", sorted(set(DeliveryState) - PENDING))
def test_a_message_that_has_come_to_its_end_is_never_due(standing):
    assert not is_due(NOW, state=standing)
    assert not is_due(NOW + 400 * DAY, state=standing)


def test_a_message_that_somebody_is_sending_is_not_due_until_they_must_have_been_stopped():
    sending = {"state": DeliveryState.SENDING, "taken_at": NOW}
    assert not is_due(NOW, **sending)
    assert not is_due(NOW + LEASE - MINUTE, **sending)
    assert is_due(NOW + LEASE, **sending)
    assert is_due(NOW, state=DeliveryState.SENDING)


def test_a_message_put_off_by_a_clock_that_was_years_ahead_is_due_now():
    assert is_due(NOW - 73 * 365 * DAY)
    assert is_due(NOW, state=DeliveryState.SENDING, taken_at=NOW + 73 * 365 * DAY)


@RULE
@given(st.integers(1, 1_000), st.floats(0, 1))
def test_a_pause_is_never_so_long_that_it_is_taken_for_a_wrong_clock(attempts, chance):
    later = NOW + pause_after(attempts, chance)
    assert not is_due(NOW, next_attempt_at=later)
    assert is_due(later, next_attempt_at=later)


def test_the_pauses_grow_to_six_hours():
    pauses = [pause_after(attempts, 0.5) // MINUTE for attempts in range(1, 8)]
    assert pauses == [1, 5, 15, 60, 360, 360, 360]


def test_chance_spreads_a_pause_by_a_fifth_either_way():
    assert pause_after(5, 0) == timedelta(minutes=288)
    assert pause_after(5, 1) == timedelta(minutes=432)


def test_a_message_is_tried_four_times_in_its_first_hour_and_two_dozen_times_in_all():
    waited, attempts, within_an_hour = timedelta(0), 0, 0
    while waited < GIVE_UP_AFTER:
        attempts += 1
        within_an_hour += waited < timedelta(hours=1)
        waited += pause_after(attempts, 0.5)
    assert within_an_hour == 4
    assert attempts == 24
