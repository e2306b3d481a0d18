"""Preferences: read and set."""

import pytest

from app.core import preference
from app.core.errors import FieldError
from app.core.preference import APPEARANCE, CLIPBOARD_SECONDS, LOCK_MINUTES, ROW_BUTTONS
from tests.services.scene import watched


def test_what_was_never_set_is_the_default(services):
    preferences = services.settings.load()
    for one in preference.ALL:
        if one is not preference.MY_ACCOUNT:
            assert preferences.get(one) == one.default


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("clipboard-seconds", "300", 300),
        ("lock-minutes", " 0 ", 0),
        ("row-buttons-always", "TRUE", True),
        ("appearance", "dark", "dark"),
    ],
)
def test_a_preference_is_set_from_text_and_kept(services, stage, name, text, value):
    services.settings.set_text(name, text)
    services.inventory.close()
    opened = stage.open()
    assert opened.settings.load().get(preference.named(name)) == value
    assert opened.verify() == []
    opened.inventory.close()


def test_preferences_are_set_by_value(services):
    services.settings.set(CLIPBOARD_SECONDS, 60)
    services.settings.set(ROW_BUTTONS, True)
    services.settings.set(APPEARANCE, "light")
    preferences = services.settings.load()
    assert preferences.get(CLIPBOARD_SECONDS) == 60
    assert preferences.get(ROW_BUTTONS) is True
    assert preferences.get(APPEARANCE) == "light"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clipboard-seconds", "4"),
        ("clipboard-seconds", "301"),
        ("clipboard-seconds", "-20"),
        ("clipboard-seconds", "twenty"),
        ("lock-minutes", ""),
        ("row-buttons-always", "yes"),
        ("appearance", "Dark"),
    ],
)
def test_what_a_preference_cannot_be_is_refused_saying_what_it_can(services, name, text):
    what = preference.named(name)
    with watched(services) as added, pytest.raises(FieldError) as caught:
        services.settings.set_text(name, text)
    assert caught.value.field == name
    assert what.kind.told() in str(caught.value)
    assert services.settings.load().get(what) == what.default
    assert added == []


def test_a_preference_that_does_not_exist_is_refused_naming_those_that_do(services):
    with pytest.raises(FieldError, match="There is no preference “sound”"):
        services.settings.set_text("sound", "loud")


def test_the_trail_tells_what_it_was_and_is(services):
    with watched(services) as added:
        services.settings.set(LOCK_MINUTES, 30)
        services.settings.set(LOCK_MINUTES, 5)
    assert [(one.thing_id, one.before, one.after) for one in added] == [
        ("lock-minutes", {"text": "15"}, {"text": "30"}),
        ("lock-minutes", {"text": "30"}, {"text": "5"}),
    ]
