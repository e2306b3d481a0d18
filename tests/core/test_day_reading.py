from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.day_reading import Order, day_of, decided
from tests.core.rule import RULE

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMS = {
    Order.DAY_FIRST: ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d %m %Y", "%d/%m/%Y 00:00"),
    Order.MONTH_FIRST: ("%m/%d/%Y", "%m-%d-%y", "%m/%d/%Y 12:00 AM"),
    Order.ISO: (
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y-%m-%dT00:00:00Z",
        "%d %B %Y",
        "%d-%b-%y",
        "%B %d, %Y",
        "%dth %b %Y",
    ),
}


@RULE
@given(DAYS, st.sampled_from([(order, one) for order, some in FORMS.items() for one in some]))
def test_each_form_is_read(day, form):
    order, how = form
    assert day_of(day.strftime(how), order) == day


@RULE
@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(list(FORMS)))
def test_the_order_of_a_column_is_right_or_asked(days, order):
    texts = [day.strftime(FORMS[order][0]) for day in days]
    decision = decided(texts)
    assert not decision.contradictory
    if decision.order is not None:
        assert [day_of(one, decision.order) for one in texts] == days
    else:
        assert all(day.day <= 12 for day in days)


@RULE
@given(st.text(max_size=30), st.sampled_from([None, *Order]))
def test_no_text_is_too_strange(text, order):
    found = day_of(text, order)
    assert found is None or isinstance(found, date)
    decided([text])


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2027-13-01", "2027-02-29", "31/31/2027", "1 Ma 2027", "\uff11/2/2027", "0/0/27"],
)
def test_what_is_no_day_is_none(text):
    assert day_of(text, Order.DAY_FIRST) is None


def test_days_that_contradict_each_other_are_asked():
    assert decided(["13/01/2027", "01/13/2027"]).contradictory
    assert day_of("03/04/2027", None) is None
    assert day_of("04/04/2027", None) == date(2027, 4, 4)
