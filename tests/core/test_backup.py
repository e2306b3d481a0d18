"""Which backups are kept, and when the next is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.backup import Backup, Why, is_due, superfluous
from tests.core.rule import RULE

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
AGES = st.timedeltas(timedelta(days=-2), timedelta(days=900))
MADE = st.sets(AGES.map(lambda age: NOW - age), max_size=60)


@RULE
@given(MADE)
def test_the_latest_and_all_of_seven_days_are_kept(made):
    kept = made - superfluous(made, NOW)
    assert not made or max(made) in kept
    assert {one for one in made if NOW - one < timedelta(days=7)} <= kept


@RULE
@given(MADE)
def test_each_week_and_each_month_keeps_its_last(made):
    kept = made - superfluous(made, NOW)
    for one in made:
        if NOW - one < timedelta(weeks=4):
            week = {other for other in made if other.isocalendar()[:2] == one.isocalendar()[:2]}
            assert max(week) in kept
        if one >= datetime(2025, 7, 1, tzinfo=UTC):
            month = {other for other in made if (other.year, other.month) == (one.year, one.month)}
            assert max(month) in kept


@RULE
@given(MADE)
def test_few_are_kept_of_the_past(made):
    kept = made - superfluous(made, NOW)
    assert len([one for one in kept if NOW - one >= timedelta(days=7)]) <= 1 + 5 + 12


@RULE
@given(MADE)
def test_doing_it_again_removes_nothing_more(made):
    kept = made - superfluous(made, NOW)
    assert not superfluous(kept, NOW)


def test_a_year_of_daily_backups_always_reaches_back_a_year():
    made: set[datetime] = set()
    for day in range(800):
        now = NOW + timedelta(days=day)
        made.add(now)
        made -= superfluous(made, now)
    ages = sorted((now - one).days for one in made)
    assert ages[:7] == list(range(7))
    assert len([age for age in ages if age < 28]) >= 10
    assert len(ages) <= 7 + 5 + 12
    assert 305 <= ages[-1] <= 366


def a_backup(made_at: datetime) -> Backup:
    return Backup(path="", name="", made_at=made_at, why=Why.DAILY, size=0)


@RULE
@given(AGES, st.booleans(), st.booleans())
def test_a_backup_is_never_left_to_get_old(age, changed, new_day):
    last = a_backup(NOW - age)
    due = is_due(last, NOW, changed=changed, new_day=new_day)
    if age >= timedelta(days=3):
        assert due
    else:
        assert due == (changed and new_day)


def test_the_first_is_due_at_once():
    assert is_due(None, NOW, changed=False, new_day=False)
