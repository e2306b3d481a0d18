from datetime import date

import pytest

from app.core.errors import FieldError
from app.core.organisation import AccountDraft, OrganisationDraft
from tests.core.sample import ORGANISATION

GOOD = OrganisationDraft(
    name=" Example University ",
    domain="example.org ",
    number=" 123 ",
    time_zone="Europe/London",
    lifetime_months=120,
)


def test_a_drafts_texts_are_put_in_order():
    checked = GOOD.checked()
    assert (checked.name, checked.domain, checked.number) == (
        "Example University",
        "example.org",
        "123",
    )
    assert (checked.time_zone, checked.lifetime_months) == ("Europe/London", 120)
    assert checked.checked() == checked


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"name": ""}, "name", "A name is needed."),
        ({"name": "a\u202eb"}, "name", "Character 2"),
        ({"domain": "https://example.org"}, "domain", "letters, digits, dots"),
        ({"number": "12x"}, "number", "digits only"),
        ({"time_zone": "London"}, "time_zone", "“London” is not a time zone"),
        ({"time_zone": ""}, "time_zone", "Use a name like Europe/London."),
        ({"lifetime_months": 0}, "lifetime_months", "1 to 120 months"),
        ({"lifetime_months": 121}, "lifetime_months", "1 to 120 months"),
        ({"lifetime_months": -12}, "lifetime_months", "1 to 120 months"),
    ],
)
def test_what_cannot_be_used_is_told_of_its_field(fields, field, sentence):
    given = {"name": "Example", "time_zone": "UTC"} | fields
    with pytest.raises(FieldError, match=sentence) as caught:
        OrganisationDraft(**given).checked()
    assert caught.value.field == field


def test_a_key_lives_a_year_unless_told_otherwise():
    assert OrganisationDraft(name="Example").lifetime_months == 12


def test_an_accounts_texts_are_put_in_order():
    draft = AccountDraft(
        name=" Ada ",
        email=" ada@example.org",
        organisation=ORGANISATION.id,
        expires_on=date(2027, 1, 1),
    )
    checked = draft.checked()
    assert (checked.name, checked.email) == ("Ada", "ada@example.org")
    assert (checked.organisation, checked.expires_on) == (ORGANISATION.id, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("fields", "field"), [({"name": " "}, "name"), ({"email": "ada"}, "email")]
)
def test_an_account_needs_a_name_and_an_address_that_is_one(fields, field):
    given = {"name": "Ada", "organisation": ORGANISATION.id} | fields
    with pytest.raises(FieldError) as caught:
        AccountDraft(**given).checked()
    assert caught.value.field == field
