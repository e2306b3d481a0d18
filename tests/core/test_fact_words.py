"""What the trail's facts are called."""

from dataclasses import fields

import pytest

from app.core import fact_words
from app.core.application import Application
from app.core.key import Key
from app.core.organisation import Account, Organisation
from app.services import facts


@pytest.mark.parametrize("kind", [Key, Organisation, Account, Application])
def test_every_field_that_the_trail_keeps_has_a_name(kind):
    kept = {field.name for field in fields(kind)} - facts._LEFT_OUT
    assert not [name for name in kept if fact_words.label(name) == name]


def test_a_fact_that_nobody_knows_keeps_its_own_name():
    assert fact_words.label("colour_of_rack") == "colour_of_rack"


def test_days_and_moments_are_told_apart_from_other_facts():
    assert [name for name in ("created_at", "expires_on", "until", "on", "note") if
            fact_words.is_time(name)] == ["created_at", "expires_on", "until", "on"]  # fmt: skip
