"""The days on which a key and its successor both work: counted one by one, and by the rule."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import overlap
from app.core.identity import KeyId, ReplacementId
from app.core.key import Key
from app.core.overlap import Overlap
from app.core.replacement import Checklist, Reason, Replacement, works_on
from app.core.replacement_charts import Span
from tests.core.rule import RULE
from tests.core.sample import MOMENT, key, organisation

TODAY = MOMENT.date()
DAY = timedelta(days=1)
WEEKS = [TODAY + number * DAY for number in range(-30, 31)]
ZONES = st.sampled_from(["Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
MOMENTS = st.integers(-400, 400).map(lambda hours: MOMENT + timedelta(hours=hours))
KEYS = st.builds(
    key,
    expires_on=st.sampled_from(WEEKS),
    disabled_at=st.none() | MOMENTS,
    removed_at=st.none() | MOMENTS,
    superseded_at=st.none() | MOMENTS,
)


def checklist(old: Key, new: Key | None, begun_at: datetime | None = MOMENT) -> Checklist:
    one = Replacement(
        id=ReplacementId("one"),
        old=old.id,
        new=None if new is None else new.id,
        reason=Reason.EXPIRY,
        created_at=MOMENT,
        created_by="ada",
        begun_at=begun_at,
    )
    return Checklist(replacement=one, old=old, new=new)


def as_it_was(one: Key, day: date, zone: str) -> Key:
    """Return a key as its record was when *day* ended: what came later had not happened."""
    ends = ("disabled_at", "removed_at", "superseded_at")
    where = organisation(time_zone=zone)
    later = [
        end
        for end in ends
        if getattr(one, end) is not None and where.today(getattr(one, end)) > day
    ]
    return replace(one, **dict.fromkeys(later))  # type: ignore[arg-type]  # moments all of them


@RULE
@given(KEYS, KEYS, MOMENTS, ZONES)
def test_it_is_the_days_on_which_both_work(old, new, begun_at, zone):
    where = organisation(time_zone=zone)
    begun_on = where.today(begun_at)
    days = [
        day
        for day in WEEKS
        if day >= begun_on and all(works_on(as_it_was(one, day, zone), day) for one in (old, new))
    ]
    both = overlap.of(checklist(old, new, begun_at), where)
    assert both == (Overlap(days[0], days[-1]) if days else None)
    assert (both.days if both else 0) == len(days)


@RULE
@given(KEYS, KEYS, MOMENTS, st.sampled_from(WEEKS), ZONES)
def test_a_chart_counts_those_that_have_come(old, new, begun_at, today, zone):
    where = organisation(time_zone=zone)
    both = overlap.of(checklist(old, new, begun_at), where)
    span = Span(
        begun_on=where.today(begun_at),
        expires_on=old.expires_on,
        stops_on=min(overlap.stops_on(one, where) for one in (old, new)),
        today=today,
        count=1,
    )
    come = [day for day in WEEKS if both and both.first <= day <= min(both.last, today)]
    assert span.overlap == len(come)


@RULE
@given(st.sampled_from(WEEKS), st.sampled_from(WEEKS), st.integers(0, 15))
def test_what_is_left_ends_when_the_whole_does(expires_on, others, days):
    one = checklist(key(expires_on=expires_on), key(expires_on=others))
    both = overlap.of(one, organisation())
    left = overlap.left(one, TODAY + days * DAY)
    if both is None or both.last < TODAY + days * DAY:
        assert left is None
    else:
        assert left == Overlap(TODAY + days * DAY, both.last)
        assert left.days + days == both.days


@pytest.mark.parametrize(("days", "counted"), [(0, 0), (1, 1), (7, 7)])
def test_on_the_day_on_which_a_key_is_disabled_it_does_not_work(days, counted):
    old = key(disabled_at=MOMENT + days * DAY)
    new = key(id=KeyId("new"), expires_on=date(2027, 6, 15))
    both = overlap.of(checklist(old, new), organisation())
    assert (both.days if both else 0) == counted


def test_without_a_successor_there_is_none():
    plan = checklist(key(), None, None)
    assert overlap.of(plan, organisation()) is None
    assert overlap.left(plan, TODAY) is None
