from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import preference
from app.core.errors import FieldError
from app.core.preference import Preference, Preferences
from app.core.preference_kind import Host, Text
from tests.core.rule import RULE


@pytest.mark.parametrize("declared", preference.ALL, ids=lambda one: one.name)
class TestEachPreference:
    def test_is_found_by_its_name(self, declared: Preference[Any]):
        assert preference.named(declared.name) is declared

    def test_has_a_label_and_says_what_it_may_be(self, declared: Preference[Any]):
        assert declared.label
        assert declared.kind.told()

    def test_has_a_default_that_it_may_be(self, declared: Preference[Any]):
        assert declared.parse(preference.text_of(declared.default)) == declared.default

    def test_is_its_default_until_it_is_set(self, declared: Preference[Any]):
        assert Preferences({}).get(declared) == declared.default

    @pytest.mark.parametrize("text", ["", "nonsense", "-1", "1e3", "\u0661", "9" * 400])
    def test_is_its_default_where_what_is_stored_does_not_fit(
        self, declared: Preference[Any], text: str
    ):
        stored = Preferences({declared.name: text})
        if declared.kind.read(text) is None:
            assert stored.get(declared) == declared.default
        elif not isinstance(declared.kind, Text | Host):
            assert text == ""


def test_names_are_used_once():
    assert len({declared.name for declared in preference.ALL}) == len(preference.ALL)


@pytest.mark.parametrize(("text", "seconds"), [("5", 5), (" 20 ", 20), ("300", 300), ("007", 7)])
def test_a_number_within_its_bounds_is_taken(text, seconds):
    assert preference.CLIPBOARD_SECONDS.parse(text) == seconds


@pytest.mark.parametrize("text", ["4", "301", "-20", "20.0", "twenty", "", "0x14", "²"])
def test_a_number_out_of_its_bounds_is_refused_with_the_bounds(text):
    with pytest.raises(FieldError, match="a whole number from 5 to 300") as caught:
        preference.CLIPBOARD_SECONDS.parse(text)
    assert caught.value.field == "clipboard-seconds"


def test_locking_when_idle_can_be_switched_off():
    assert preference.LOCK_MINUTES.parse("0") == 0


@pytest.mark.parametrize(("text", "flag"), [("true", True), ("FALSE", False), (" True\n", True)])
def test_a_flag_is_true_or_false(text, flag):
    assert preference.ROW_BUTTONS.parse(text) is flag


def test_any_other_flag_is_refused():
    with pytest.raises(FieldError, match="cannot be “yes”: it is true or false"):
        preference.ROW_BUTTONS.parse("yes")


def test_a_choice_is_one_of_its_words():
    assert preference.APPEARANCE.parse("dark") == "dark"
    with pytest.raises(FieldError, match="one of: system, light, dark"):
        preference.APPEARANCE.parse("pink")


def test_there_is_no_other_preference():
    with pytest.raises(FieldError, match="There is no preference “colour”"):
        preference.named("colour")


def test_the_account_at_this_workstation_is_none_until_it_is_marked():
    assert Preferences({}).my_account() is None
    assert Preferences({"my-account": "an id"}).my_account() == "an id"


@RULE
@given(declared=st.sampled_from(preference.ALL), text=st.text())
def test_what_a_preference_takes_it_writes_and_reads_again(declared, text):
    try:
        value = declared.parse(text)
    except FieldError:
        return
    written = preference.text_of(value)
    assert declared.parse(written) == value
    assert Preferences({declared.name: written}).text(declared) == written
