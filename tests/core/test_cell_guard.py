import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cell_guard import guarded, unguarded
from tests.core.rule import BROAD_RULE

ACTIVE = ("=", "+", "-", "@", "\t", "\r")
TEXT = st.text(alphabet=st.sampled_from("'=+-@\t\r\n a1é"), max_size=8) | st.text()


@BROAD_RULE
@given(TEXT)
def test_what_goes_out_comes_back(text):
    assert unguarded(guarded(text)) == text


@BROAD_RULE
@given(TEXT)
def test_no_guarded_cell_is_active(text):
    assert not guarded(text).startswith(ACTIVE)


@pytest.mark.parametrize("text", ["", "Koha", "'quoted'", "a=b", "O'Brien", "''"])
def test_plain_text_is_left_alone(text):
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "@SUM(A1)", "-1", "+44 20", "\t=1"])
def test_what_would_be_active_gets_one_apostrophe(text):
    assert guarded(text) == "'" + text
