import pytest

from app.core import words


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-400, "400 days ago"),
        (-2, "2 days ago"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (400, "in 400 days"),
    ],
)
def test_a_distance_is_told_as_people_tell_it(days, told):
    assert words.distance(days) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-2, "stopped 2 days ago"),
        (-1, "stopped yesterday"),
        (0, "stopped today"),
        (1, "stops tomorrow"),
        (2, "2 days left"),
        (30, "30 days left"),
    ],
)
def test_the_days_left_end_on_the_expiry_date(days, told):
    assert words.days_left(days) == told


@pytest.mark.parametrize(
    ("days", "key", "account"),
    [
        (-2, "stopped 2 days ago", "expired 2 days ago"),
        (-1, "stopped yesterday", "expired yesterday"),
        (0, "stopped today", "expired today"),
        (1, "stops tomorrow", "expires tomorrow"),
        (2, "stops in 2 days", "expires in 2 days"),
    ],
)
def test_what_expires_is_told_of_in_the_same_words_everywhere(days, key, account):
    assert words.stops(days) == key
    assert words.expires(days) == account


@pytest.mark.parametrize(("count", "told"), [(0, "0 keys"), (1, "1 key"), (2, "2 keys")])
def test_keys_are_counted(count, told):
    assert words.keys_counted(count) == told


@pytest.mark.parametrize(("count", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_days_are_counted(count, told):
    assert words.days(count) == told
